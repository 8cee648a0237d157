// SPDX-License-Identifier: Apache-2.0
// Both copies hurt: what is still there is written out, what is not is named, nothing is changed.
#include "core/store/salvage.hpp"

#include <catch2/catch_test_macros.hpp>

#include "core/record/single_record.hpp"
#include "core/store/copies.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using test::Bench;
using test::said;

void fill(Bench& bench) {
    auto vault = bench.create();
    REQUIRE(vault);
    for (const auto* word : {"one", "two", "three", "four", "five", "six"})
        REQUIRE(vault->append(said(*vault, word)));
    REQUIRE(vault->settle());
}

// Where the frame of an entry begins.
std::uint64_t frame_of(Bench& bench, std::uint64_t seq) {
    const auto unlocked =
        crypto::Keyslots::unlock(bench.real, bench.directory.path(), bench.passphrase).value();
    const auto keys = StoreKeys::from_master(unlocked.master);
    const auto journal = look_at_journal(bench.ports(), bench.directory.file(journal_file), keys,
                                         Journal::Access::read);
    REQUIRE(journal);
    return journal->held.at(seq)->place.offset;
}

void hurt_store_everywhere(Bench& bench) {
    Bytes store = bench.contents(store_file);
    for (std::size_t at = 50; at < store.size(); at += 4096)
        store[at] ^= 1U;
    bench.overwrite(store_file, store);
}

void hurt_journal(Bench& bench, std::uint64_t seq) {
    Bytes journal = bench.contents(journal_file);
    journal[frame_of(bench, seq) + 100] ^= 1U;
    bench.overwrite(journal_file, journal);
}

Result<Evidence> salvaged(Bench& bench, const std::string& name,
                          Salvage contents = Salvage::without_contents) {
    return salvage(bench.ports(), bench.directory.path(), bench.passphrase,
                   bench.directory.file(name), contents);
}

TEST_CASE("what a record with both copies hurt still proves is written out, the rest is named",
          "[store][salvage][REQ-300]") {
    Bench bench;
    fill(bench);
    hurt_journal(bench, 4);
    hurt_store_everywhere(bench);
    const auto refused = bench.open();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().where == "entry 4");
    const auto journal = bench.contents(journal_file);
    const auto store = bench.contents(store_file);
    const auto evidence = salvaged(bench, "out", Salvage::with_contents);
    REQUIRE(evidence);
    CHECK(evidence->reach == 7);
    CHECK(evidence->proved == 4);
    CHECK(evidence->lost == std::vector<std::uint64_t>{4});
    CHECK(evidence->entries.size() == 6);
    CHECK_FALSE(evidence->whole());
    for (const auto& entry : evidence->entries) {
        CHECK(entry.proved == (entry.seq < 4));
        CHECK(entry.content_readable);
    }
    // Each of the proved ones verifies by itself, with its content.
    for (const auto* name : {"000000", "000001", "000003"}) {
        const auto file = bench.contents("out/entries/" + std::string{name} + ".tlog-proof");
        const auto single = record::read_single_record(file);
        REQUIRE(single);
        const auto facts = record::verify_single_record(*single);
        REQUIRE(facts);
        CHECK(facts->content.has_value());
        CHECK(facts->checkpoint.size == 4);
    }
    CHECK_FALSE(bench.contents("out/entries/000006.entry").empty());
    const auto report = bench.contents("out/report.txt");
    CHECK(text_of(report).find("Lost: entry 4\n") != std::string_view::npos);
    // Nothing was changed.
    CHECK(bench.contents(journal_file) == journal);
    CHECK(bench.contents(store_file) == store);
    CHECK_FALSE(bench.real.exists(bench.directory.file("out/being-read.db")));
}

TEST_CASE("a whole record is written out whole, without contents unless they are asked for",
          "[store][salvage]") {
    Bench bench;
    fill(bench);
    const auto evidence = salvaged(bench, "out");
    REQUIRE(evidence);
    CHECK(evidence->whole());
    const auto single = record::read_single_record(bench.contents("out/entries/000002.tlog-proof"));
    REQUIRE(single);
    CHECK_FALSE(single->content.has_value());
    CHECK(record::verify_single_record(*single));
    // Never over something that is there, and not with a wrong passphrase.
    CHECK(salvaged(bench, "out").error().fault == Fault::refused);
    bench.passphrase = crypto::SecretBytes::from("no");
    CHECK(salvaged(bench, "other").error().fault == Fault::wrong_secret);
}

TEST_CASE("copies hurt in different places, the store first, repair each other",
          "[store][salvage][recovery]") {
    Bench bench;
    {
        auto vault = bench.create();
        REQUIRE(vault);
        for (int i = 0; i < 40; ++i)
            REQUIRE(vault->append(said(*vault, std::string(3'000, 'x'))));
        REQUIRE(vault->settle());
    }
    hurt_journal(bench, 38);
    // One page in the middle of the contents: some rows before entry 38 are gone from the store.
    Bytes store = bench.contents(store_file);
    const auto page = store.size() / 4096 / 2;
    store[page * 4096 + 77] ^= 1U;
    bench.overwrite(store_file, store);
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->report().repaired_journal);
    CHECK(vault->report().repaired_store);
    CHECK(vault->report().entries == 41);
    CHECK(vault->range(0, vault->size()));
}

}  // namespace
}  // namespace cpc::store
