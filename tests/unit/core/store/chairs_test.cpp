// SPDX-License-Identifier: Apache-2.0
// Chairs of one record: each with their own words and their own signature, and nothing done to a
// keyslot that the record was not told of.
#include "core/store/chairs.hpp"

#include <catch2/catch_test_macros.hpp>

#include "core/record/device_events.hpp"
#include "core/store/rotate.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using crypto::BoxKeyPair;
using crypto::SecretBytes;
using test::Bench;
using test::conference_a;
using test::said;

constexpr auto cost = crypto::KeyslotCost::practice;

struct Room : Bench {
    SecretBytes second = SecretBytes::from("words of the second chair");
    std::optional<Vault> vault;

    Room() { vault.emplace(create().value()); }
    Chairs chairs() { return {ports(), directory.path(), *vault}; }
    void reopen(const SecretBytes& words) {
        vault.reset();
        auto opened = Vault::open(ports(), directory.path(), words);
        if (!opened) FAIL(opened.error().text());
        vault.emplace(std::move(*opened));
    }
    std::vector<record::KeyslotChanged> told() {
        std::vector<record::KeyslotChanged> out;
        const auto entries = vault->conference(ConferenceId{}).value();
        for (const auto& stored : entries)
            if (stored.header.type == record::KeyslotChanged::entry_type)
                out.push_back(record::decode_event<record::KeyslotChanged>(stored.payload).value());
        return out;
    }
};

TEST_CASE("each chair opens with their own words and signs with their own key", "[store][chairs]") {
    Room room;
    const auto first_key = room.vault->chair_key().kid();
    const auto added = room.chairs().add(room.passphrase, room.second, cost(), "Second chair");
    REQUIRE(added);
    REQUIRE(room.vault->append(said(*room.vault, "by the first")));
    room.reopen(room.second);
    CHECK(room.vault->chair_key().kid() == added->chair);
    CHECK(room.vault->chair_key().kid() != first_key);
    REQUIRE(room.vault->append(said(*room.vault, "by the second")));
    const auto entries = room.vault->conference(conference_a).value();
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].signatures[0].kid == first_key);
    CHECK(entries[1].signatures[0].kid == added->chair);
    const auto listed = room.chairs().list().value();
    REQUIRE(listed.size() == 2);
    CHECK_FALSE(listed[0].here);
    CHECK(listed[0].name.empty());
    CHECK(listed[1].here);
    CHECK(listed[1].name == "Second chair");
    room.vault.reset();
    CHECK(room.verify()->whole());
}

TEST_CASE("a chair's name stands in no file in the clear", "[store][chairs]") {
    Room room;
    REQUIRE(room.chairs().add(room.passphrase, room.second, cost(), "CANARY Miller"));
    room.vault.reset();
    const auto names = room.real.list(room.directory.path()).value();
    for (const auto& name : names) {
        const auto bytes = room.contents(name);
        CHECK(text_of(bytes).find("CANARY") == std::string_view::npos);
    }
}

TEST_CASE("every change of a keyslot is an entry of the record", "[store][chairs]") {
    Room room;
    auto chairs = room.chairs();
    const auto added = chairs.add(room.passphrase, room.second, cost(), "").value();
    const auto third = SecretBytes::from("changed words of the second");
    REQUIRE(chairs.change_passphrase(room.second, third, cost()));
    REQUIRE(chairs.remove(room.passphrase, 1));
    const auto told = room.told();
    REQUIRE(told.size() == 3);
    CHECK(told[0].what == "chair added");
    CHECK(told[1].what == "passphrase changed");
    CHECK(told[2].what == "chair taken away");
    for (const auto& event : told) {
        CHECK(event.slot == 1);
        CHECK(event.chair == added.chair);
        CHECK(event.epoch == 0U);
    }
}

TEST_CASE("an open record is no way to a keyslot without a passphrase", "[store][chairs]") {
    Room room;
    auto chairs = room.chairs();
    const auto wrong = SecretBytes::from("somebody at an unattended tablet");
    const auto keys = room.contents("keys.cpk");
    CHECK(chairs.add(wrong, room.second, cost(), "").error().fault == Fault::wrong_secret);
    CHECK(chairs.remove(wrong, 0).error().fault == Fault::wrong_secret);
    CHECK(chairs.change_passphrase(wrong, room.second, cost()).error().fault ==
          Fault::wrong_secret);
    CHECK(room.contents("keys.cpk") == keys);
    CHECK(room.told().empty());
}

TEST_CASE("a change that is refused is not told, and one that fails is told to have failed",
          "[store][chairs]") {
    Bench bench;
    bench.forgetful = true;
    auto vault = bench.create();
    REQUIRE(vault);
    Chairs chairs{bench.ports(), bench.directory.path(), *vault};
    const auto told = [&] {
        std::vector<std::string> out;
        const auto entries = vault->conference(ConferenceId{}).value();
        for (const auto& stored : entries)
            if (stored.header.type == record::KeyslotChanged::entry_type)
                out.push_back(
                    record::decode_event<record::KeyslotChanged>(stored.payload).value().what);
        return out;
    };
    CHECK_FALSE(chairs.remove(bench.passphrase, 0));
    CHECK(told().empty());
    // One call of the disk fails, each in turn; the journal's own calls are among them.
    // A read that fails is no failure of the change: the other copy of the keys serves.
    constexpr std::uint64_t more_calls_than_there_are = 40;
    std::size_t failed_after_saying = 0;
    bool completed = false;
    for (std::uint64_t nth = 1; nth <= more_calls_than_there_are; ++nth) {
        const auto before = told().size();
        const auto slots = chairs.list()->size();
        bench.split.memory.fail_call(nth, Fault::io);
        const auto words = SecretBytes::from("chair number " + std::to_string(nth));
        const auto added = chairs.add(bench.passphrase, words, cost(), "");
        bench.split.memory.heal();
        completed = added.has_value();
        const auto after = told();
        if (!completed && after.size() > before) {
            REQUIRE(after.size() == before + 2);
            CHECK(after[before] == "chair added");
            CHECK(after[before + 1] == "could not be done: chair added");
            ++failed_after_saying;
        }
        if (after.size() == before) CHECK(chairs.list()->size() == slots);
        // The journal stops for good after a failed write; then the record is opened anew.
        vault = fail(Fault::io, "closed");
        vault = bench.open();
        REQUIRE(vault);
        const auto listed = chairs.list().value();
        for (const auto& chair : listed)
            if (chair.slot.slot > 0) REQUIRE(chairs.remove(bench.passphrase, chair.slot.slot));
    }
    CHECK(failed_after_saying > 2);
    CHECK(completed);
}

TEST_CASE("a real record takes no passphrase at the price of practice", "[store][chairs]") {
    Bench bench;
    CreateOptions options;
    options.cost = cost();
    auto vault = Vault::create(bench.ports(), bench.directory.path(), bench.passphrase, options);
    REQUIRE(vault);
    Chairs chairs{bench.ports(), bench.directory.path(), *vault};
    const auto words = SecretBytes::from("words of the second chair");
    CHECK(chairs.add(bench.passphrase, words, cost(), "").error().fault == Fault::refused);
    CHECK(chairs.change_passphrase(bench.passphrase, words, cost()).error().fault ==
          Fault::refused);
    CHECK(chairs.list()->size() == 1);
    const auto small = crypto::KeyslotCost{2, 19U << 20U};
    CHECK(chairs.add(bench.passphrase, words, small, ""));
    vault = fail(Fault::io, "closed");
    CHECK(change_master(bench.ports(), bench.directory.path(), words, {}, cost()).error().fault ==
          Fault::refused);
    CHECK(change_master(bench.ports(), bench.directory.path(), words, {}, small));
}

struct Officers {
    std::array<BoxKeyPair, 3> keys{BoxKeyPair::generate(), BoxKeyPair::generate(),
                                   BoxKeyPair::generate()};
    crypto::OfficerKeys open{keys[0].public_key(), keys[1].public_key(), keys[2].public_key()};
};

TEST_CASE("a recovery is ready when three keys are enrolled here and a pair was rehearsed",
          "[store][chairs][recovery-keys]") {
    Room room;
    const Officers officers;
    auto chairs = room.chairs();
    CHECK(chairs.recovery()->officers.empty());
    CHECK_FALSE(chairs.recovery()->ready());
    CHECK_FALSE(chairs.note_rehearsal(officers.open[0], officers.open[1]));
    REQUIRE(chairs.enrol_recovery(room.passphrase, officers.open));
    CHECK_FALSE(chairs.recovery()->ready());
    CHECK(chairs.recovery()->made_here);
    REQUIRE(chairs.note_rehearsal(officers.open[2], officers.open[0]));
    const auto standing = chairs.recovery().value();
    CHECK(standing.ready());
    CHECK(standing.rehearsed == std::set<std::pair<std::uint8_t, std::uint8_t>>{{1, 3}});
    CHECK_FALSE(chairs.note_rehearsal(officers.open[0], officers.open[0]));
    CHECK_FALSE(chairs.note_rehearsal(officers.open[0], BoxKeyPair::generate().public_key()));
    // Other keys are other keys: what was rehearsed before counts no more.
    const Officers others;
    REQUIRE(chairs.enrol_recovery(room.passphrase, others.open));
    CHECK_FALSE(chairs.recovery()->ready());
    room.vault.reset();
    CHECK(room.verify()->whole());
}

TEST_CASE("a recovery area that another device made is damage, and never renewed",
          "[store][chairs][recovery-keys]") {
    Room room;
    const Officers officers;
    REQUIRE(room.chairs().enrol_recovery(room.passphrase, officers.open));
    // Somebody with the disk seals to keys of their own, hoping for the next change of the key.
    const Officers theirs;
    const auto stranger = crypto::SigningKey::generate();
    const auto id = crypto::Keyslots::device_id(room.real, room.directory.path()).value();
    const auto planted =
        crypto::make_escrow(SecretBytes::random(32), 0, id, theirs.open, stranger).value();
    REQUIRE(crypto::Keyslots::put_escrow(room.real, room.directory.path(), planted));
    CHECK_FALSE(room.chairs().recovery()->ready());
    room.vault.reset();
    const auto report = room.verify();
    REQUIRE(report);
    REQUIRE(report->damage.size() == 1);
    CHECK(report->damage.front().file == "keys.cpk");
    const auto changed =
        change_master(room.ports(), room.directory.path(), room.passphrase, {}, cost());
    REQUIRE(changed);
    CHECK_FALSE(crypto::Keyslots::escrow(room.real, room.directory.path()).value().has_value());
    CHECK(room.verify()->whole());
    CHECK_FALSE(recover_by_officers(room.ports(), room.directory.path(), theirs.keys[0],
                                    theirs.keys[1], room.second, cost()));
}

}  // namespace
}  // namespace cpc::store
