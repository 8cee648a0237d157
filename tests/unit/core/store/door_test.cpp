// SPDX-License-Identifier: Apache-2.0
#include "core/store/door.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "core/crypto/attempt_ledger.hpp"
#include "core/record/type_rules.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using test::Bench;

constexpr std::int64_t minute_ms = 60'000;

// The device's own entries of this kind, oldest first.
template <class Event>
std::vector<Event> events_in(Vault& vault) {
    std::vector<Event> out;
    const auto all = vault.range(0, vault.size());
    REQUIRE(all);
    for (const auto& stored : *all) {
        if (stored.header.type != Event::entry_type) continue;
        auto event = record::decode_event<Event>(stored.payload);
        REQUIRE(event);
        out.push_back(std::move(*event));
    }
    return out;
}

Fault fault_with(Bench& bench, std::string_view passphrase) {
    const auto right = bench.passphrase.clone();
    bench.passphrase = crypto::SecretBytes::from(passphrase);
    const auto opened = bench.open();
    bench.passphrase = right.clone();
    REQUIRE_FALSE(opened);
    return opened.error().fault;
}

}  // namespace

TEST_CASE("Ten wrong passphrases across reboots and clock jumps are refused, counted and on record",
          "[store][door]") {
    Bench bench;
    {
        auto vault = bench.create();
        REQUIRE(vault);
        REQUIRE(write_unlock(*vault));
    }
    const std::int64_t waits[] = {0,
                                  0,
                                  0,
                                  0,
                                  30'000,
                                  minute_ms,
                                  2 * minute_ms,
                                  5 * minute_ms,
                                  15 * minute_ms,
                                  60 * minute_ms};
    for (const auto wait : waits) {
        CHECK(fault_with(bench, "no") == Fault::wrong_secret);
        const auto door = at_the_door(bench.ports(), bench.directory.path());
        REQUIRE(door);
        CHECK(door->wait_ms == static_cast<std::uint64_t>(wait));
        if (wait == 0) continue;
        // The right one is not tried either, and says nothing about itself.
        CHECK(fault_with(bench, "no") == Fault::locked_out);
        REQUIRE_FALSE(bench.open());
        bench.clock.now.wall.ms += 20 * 365 * 1440 * minute_ms;
        REQUIRE_FALSE(bench.open());
        bench.clock.now.wall.ms -= 40 * 365 * 1440 * minute_ms;
        REQUIRE_FALSE(bench.open());
        ++bench.clock.now.boot_id[0];
        bench.clock.now.boot_ms = 1'000;
        REQUIRE_FALSE(bench.open());
        bench.clock.advance_ms(wait);
    }
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->report().notes.size() == 1);
    const auto failed = events_in<record::UnlocksFailed>(*vault);
    REQUIRE(failed.size() == 1);
    CHECK(failed.front().tries == 10);
    CHECK(failed.front().door == "passphrase");
    CHECK(events_in<record::LedgerFault>(*vault).empty());
}

TEST_CASE("A ledger that was taken away, cut, altered or put back is an entry of the record",
          "[store][door]") {
    const std::string how = GENERATE("gone", "cut", "altered", "older", "a little older");
    Bench bench;
    {
        auto vault = bench.create();
        REQUIRE(vault);
        REQUIRE(write_unlock(*vault));
    }
    CHECK(fault_with(bench, "no") == Fault::wrong_secret);
    const auto older = bench.contents(crypto::attempts_file);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        REQUIRE(write_unlock(*vault));
    }
    const auto a_little_older = bench.contents(crypto::attempts_file);
    for (int i = 0; i < 4; ++i)
        CHECK(fault_with(bench, "no") == Fault::wrong_secret);
    auto now = bench.contents(crypto::attempts_file);
    if (how == "gone") REQUIRE(bench.real.remove(bench.directory.file(crypto::attempts_file)));
    if (how == "cut") bench.overwrite(crypto::attempts_file, Bytes(now.begin(), now.begin() + 300));
    if (how == "older") bench.overwrite(crypto::attempts_file, older);
    if (how == "a little older") bench.overwrite(crypto::attempts_file, a_little_older);
    if (how == "altered") {
        now[256 + 12] = 2;  // the first try, made into one that was none
        bench.overwrite(crypto::attempts_file, now);
    }
    // Verify, which changes nothing, says it too.
    CHECK_FALSE(bench.verify()->notes.empty());
    CHECK(fault_with(bench, "no") == Fault::locked_out);
    bench.clock.advance_ms(30'000);
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK_FALSE(events_in<record::LedgerFault>(*vault).empty());
    CHECK_FALSE(vault->report().notes.empty());
    REQUIRE(write_unlock(*vault));
    vault = fail(Fault::refused, "closed");
    auto again = bench.open();
    REQUIRE(again);
    CHECK(again->report().notes.empty());
}

TEST_CASE("A second chair opens what the first one locked, and the record says which",
          "[store][door]") {
    Bench bench;
    {
        auto vault = bench.create();
        REQUIRE(vault);
    }
    const auto unlocked = crypto::Keyslots::unlock(bench.real, bench.directory.path(),
                                                   bench.passphrase, crypto::Repair::none);
    REQUIRE(unlocked);
    const auto second = crypto::SecretBytes::from("the second chair's words");
    REQUIRE(crypto::Keyslots::add_chair(bench.real, bench.directory.path(), *unlocked, second,
                                        crypto::KeyslotCost::practice()));
    std::vector<Hash32> chairs;
    for (const bool first : {true, false}) {
        const auto right = bench.passphrase.clone();
        if (!first) bench.passphrase = second.clone();
        auto vault = bench.open();
        bench.passphrase = right.clone();
        REQUIRE(vault);
        REQUIRE(write_unlock(*vault));
        chairs.push_back(events_in<record::Unlocked>(*vault).back().chair);
    }
    CHECK(chairs.front() != chairs.back());
}

TEST_CASE("Damaged keys are no guess: nobody waits for them", "[store][door]") {
    Bench bench;
    {
        auto vault = bench.create();
        REQUIRE(vault);
    }
    const auto whole = bench.contents("device.key");
    bench.overwrite("device.key", Bytes(whole.size()));
    for (int i = 0; i < 12; ++i)
        REQUIRE_FALSE(bench.open());
    bench.overwrite("device.key", whole);
    CHECK(at_the_door(bench.ports(), bench.directory.path())->wait_ms == 0);
    CHECK(bench.open());
}

}  // namespace cpc::store
