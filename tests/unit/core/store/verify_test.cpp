// SPDX-License-Identifier: Apache-2.0
#include "core/store/verify.hpp"

#include <catch2/catch_test_macros.hpp>

#include "core/store/copies.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using test::Bench;
using test::said;

void fill(Bench& bench) {
    auto vault = bench.create();
    REQUIRE(vault);
    for (const char* text : {"one", "two", "three"})
        REQUIRE(vault->append(said(*vault, text)));
    REQUIRE(vault->put_state("receipt", view_of("kept")));
    REQUIRE(vault->settle());
}

// Flips one bit and gives what verify finds, with the file as it was afterwards.
VerifyReport with_flip(Bench& bench, const std::string& name, const Bytes& whole, std::size_t at) {
    Bytes hurt = whole;
    hurt[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
    bench.overwrite(name, hurt);
    auto report = bench.verify();
    REQUIRE(report);
    REQUIRE(bench.contents(name) == hurt);
    bench.overwrite(name, whole);
    return std::move(*report);
}

bool names(const VerifyReport& report, const std::string& file) {
    for (const auto& finding : report.damage)
        if (finding.file == file) return true;
    return false;
}

TEST_CASE("a whole record is found whole, with everybody who signed", "[store][verify]") {
    Bench bench;
    fill(bench);
    const auto report = bench.verify();
    REQUIRE(report);
    for (const auto& finding : report->damage)
        UNSCOPED_INFO(finding.text());
    CHECK(report->whole());
    CHECK(report->notes.empty());
    CHECK(report->practice);
    CHECK(report->entries == 4);
    REQUIRE(report->verified.size() == 4);
    CHECK(report->verified[0].signatures.size() == 1);
    CHECK(report->verified[3].signatures.size() == 2);
    CHECK(report->verified[3].signatures[0].role == record::Role::chair);
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(report->root == vault->root());
    CHECK(report->log_id == vault->log_id());
}

TEST_CASE("verifying changes no file and leaves none behind", "[store][verify]") {
    Bench bench;
    fill(bench);
    const auto before = bench.real.list(bench.directory.path()).value();
    std::vector<Bytes> contents;
    for (const auto& name : before)
        contents.push_back(bench.contents(name));
    REQUIRE(bench.verify());
    CHECK(bench.real.list(bench.directory.path()).value() == before);
    for (std::size_t i = 0; i < before.size(); ++i)
        CHECK(bench.contents(before[i]) == contents[i]);
}

TEST_CASE("any flipped byte of the journal is found, with its place", "[store][verify]") {
    Bench bench;
    fill(bench);
    const Bytes whole = bench.contents(journal_file);
    std::size_t used = whole.size();
    while (whole[used - 1] == 0)
        --used;
    std::size_t flips = 0;
    for (std::size_t at = 0; at < whole.size(); at += at < used ? 13 : 65'003) {
        const auto report = with_flip(bench, journal_file, whole, at);
        ++flips;
        REQUIRE(names(report, journal_file));
        REQUIRE(report.damage.front().offset);
        // The place named is the frame's start or the byte itself.
        REQUIRE(*report.damage.front().offset <= at);
        REQUIRE(at - *report.damage.front().offset < 1'200);
    }
    CHECK(flips > 150);
}

TEST_CASE("any flipped byte of the store is found", "[store][verify]") {
    Bench bench;
    fill(bench);
    const Bytes whole = bench.contents(store_file);
    std::size_t flips = 0;
    for (std::size_t at = 0; at < whole.size(); at += at < 32 ? 1 : 101) {
        const auto report = with_flip(bench, store_file, whole, at);
        ++flips;
        REQUIRE(names(report, store_file));
    }
    CHECK(flips > 150);
}

TEST_CASE("any flipped byte of the keys is found", "[store][verify]") {
    Bench bench;
    fill(bench);
    for (const std::string name : {"keys.cpk", "device.key"}) {
        const Bytes whole = bench.contents(name);
        const std::size_t step = name == "keys.cpk" ? 101 : 1;
        for (std::size_t at = 0; at < whole.size(); at += step)
            REQUIRE(names(with_flip(bench, name, whole, at), name));
    }
}

// Some minutes; run by name, for a release.
TEST_CASE("every bit of every file is covered", "[.][exhaustive]") {
    Bench bench;
    fill(bench);
    std::size_t flips = 0;
    for (const std::string name : {journal_file, store_file, "keys.cpk", "device.key"}) {
        const Bytes whole = bench.contents(name);
        std::size_t used = whole.size();
        while (used > 0 && whole[used - 1] == 0)
            --used;
        const std::size_t step = name == journal_file ? 1021 : 1;  // in the zeros
        for (std::size_t at = 0; at < whole.size(); at += at < used ? 1 : step) {
            REQUIRE(names(with_flip(bench, name, whole, at), name));
            ++flips;
        }
    }
    WARN(flips << " flips, every one found");
}

TEST_CASE("cut, lengthened and missing files are found", "[store][verify]") {
    Bench bench;
    fill(bench);
    for (const std::string name : {journal_file, store_file, "keys.cpk", "device.key"}) {
        CAPTURE(name);
        const Bytes whole = bench.contents(name);
        for (const std::size_t size : {whole.size() - 1, whole.size() / 2, whole.size() - 4096}) {
            if (size >= whole.size()) continue;
            bench.overwrite(
                name, Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
            const auto report = bench.verify();
            REQUIRE(report);
            CHECK(names(*report, name));
        }
        for (const std::size_t more : {1U, 4096U}) {
            Bytes longer = whole;
            longer.resize(whole.size() + more);
            bench.overwrite(name, longer);
            const auto report = bench.verify();
            REQUIRE(report);
            CHECK(names(*report, name));
        }
        bench.overwrite(name, whole);
    }
    for (const std::string name : {journal_file, store_file, "device.key"}) {
        const Bytes whole = bench.contents(name);
        REQUIRE(bench.real.remove(bench.directory.file(name)));
        const auto report = bench.verify();
        REQUIRE(report);
        CHECK(names(*report, name));
        bench.overwrite(name, whole);
    }
    CHECK(bench.verify()->whole());
}

TEST_CASE("a store rolled back whole is told, and is no damage by itself", "[store][verify]") {
    Bench bench;
    fill(bench);
    const Bytes old_store = bench.contents(store_file);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "later")));
    }
    bench.overwrite(store_file, old_store);
    const auto report = bench.verify();
    REQUIRE(report);
    CHECK(report->whole());
    REQUIRE(report->notes.size() == 1);
    CHECK(report->entries == 5);
}

TEST_CASE("a page of the store from an earlier day is found", "[store][verify]") {
    Bench bench;
    fill(bench);
    const Bytes old_store = bench.contents(store_file);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "later")));
        REQUIRE(vault->settle());
    }
    const Bytes new_store = bench.contents(store_file);
    std::size_t replayed = 0;
    for (std::size_t page = 4096; page + 4096 <= std::min(old_store.size(), new_store.size());
         page += 4096) {
        const auto start = static_cast<std::ptrdiff_t>(page);
        if (std::equal(old_store.begin() + start, old_store.begin() + start + 4096,
                       new_store.begin() + start))
            continue;
        Bytes mixed = new_store;
        std::copy_n(old_store.begin() + start, 4096, mixed.begin() + start);
        bench.overwrite(store_file, mixed);
        const auto report = bench.verify();
        REQUIRE(report);
        const bool told = !report->whole() || !report->notes.empty();
        CHECK(told);
        ++replayed;
    }
    CHECK(replayed > 0);
}

TEST_CASE("a wrong passphrase is an error and not damage", "[store][verify]") {
    Bench bench;
    fill(bench);
    bench.passphrase = crypto::SecretBytes::from("no");
    const auto report = bench.verify();
    REQUIRE_FALSE(report);
    CHECK(report.error().fault == Fault::wrong_secret);
}

TEST_CASE("an unfinished last frame that was never acknowledged is a note", "[store][verify]") {
    Bench bench;
    fill(bench);
    const Bytes before = bench.contents(journal_file);
    const Bytes old_store = bench.contents(store_file);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "torn")));
    }
    Bytes torn = bench.contents(journal_file);
    std::size_t end = torn.size();
    while (torn[end - 1] == 0)
        --end;
    std::fill(torn.begin() + static_cast<std::ptrdiff_t>(end - 100), torn.end(), std::uint8_t{0});
    bench.overwrite(journal_file, torn);
    bench.overwrite(store_file, old_store);
    const auto report = bench.verify();
    REQUIRE(report);
    CHECK(report->whole());
    CHECK(report->entries == 4);
    REQUIRE(report->notes.size() == 1);
    // Opening clears it.
    REQUIRE(bench.open());
    CHECK(bench.contents(journal_file) == before);
}

// What a process leaves that is killed in the middle of a transaction: both files as they are then.
struct Interrupted {
    Bytes store;
    Bytes hot;
};

enum class Reached : std::uint8_t { begun, synced };

Interrupted interrupt(Bench& bench, Reached reached) {
    const auto unlocked =
        crypto::Keyslots::unlock(bench.real, bench.directory.path(), bench.passphrase).value();
    const auto keys = StoreKeys::from_master(unlocked.master);
    auto store = EntryStore::open(bench.directory.file(store_file), keys.database,
                                  Database::Mode::read_write)
                     .value();
    Interrupted out;
    const auto task = [&](EntryStore& inside) -> Result<void> {
        // More than the library's memory for pages forces it to sync its journal and to write.
        const int pages = reached == Reached::synced ? 4000 : 1;
        for (int i = 0; i < pages; ++i)
            CPC_TRY(inside.put_state("k" + std::to_string(i), Bytes(4000, 7)));
        out.store = bench.contents(store_file);
        out.hot = bench.contents(store_hot_file);
        return fail(Fault::refused, "and no further");
    };
    CHECK_FALSE(store.write({}, task));
    return out;
}

TEST_CASE("a rollback journal that was begun and never synced holds nothing and is no note",
          "[store][verify]") {
    Bench bench;
    fill(bench);
    const auto left = interrupt(bench, Reached::begun);
    REQUIRE_FALSE(left.hot.empty());
    CHECK(left.hot[0] == 0);
    // Nothing has reached the database yet.
    const bool untouched = left.store == bench.contents(store_file);
    CHECK(untouched);
    bench.overwrite(store_hot_file, left.hot);
    const auto before = bench.verify();
    REQUIRE(before);
    CHECK(before->whole());
    CHECK(before->notes.empty());
    {
        auto vault = bench.open();
        REQUIRE(vault);
        CHECK(vault->report().notes.empty());
        REQUIRE(vault->settle());
    }
    // The library leaves it where it is until it writes.
    const bool still_there = bench.contents(store_hot_file) == left.hot;
    CHECK(still_there);
    CHECK(bench.verify()->notes.empty());
    {
        auto vault = bench.open();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "and on")));
        REQUIRE(vault->settle());
    }
    CHECK(bench.contents(store_hot_file).empty());
    CHECK(bench.verify()->whole());
}

TEST_CASE("a rollback journal that was synced is one note, and opening rolls it back",
          "[store][verify]") {
    Bench bench;
    fill(bench);
    const Bytes whole = bench.contents(store_file);
    const auto left = interrupt(bench, Reached::synced);
    REQUIRE_FALSE(left.hot.empty());
    CHECK(left.hot[0] != 0);
    const bool spilled = left.store != whole;
    CHECK(spilled);
    bench.overwrite(store_file, left.store);
    bench.overwrite(store_hot_file, left.hot);
    const auto before = bench.verify();
    REQUIRE(before);
    CHECK(before->whole());
    REQUIRE(before->notes.size() == 1);
    CHECK(before->notes[0].rfind("The store was interrupted while writing.", 0) == 0);
    REQUIRE(bench.open());
    // Played back and crossed out: in exclusive mode the library clears its head, not its length.
    CHECK(bench.contents(store_hot_file).size() == left.hot.size());
    CHECK(bench.contents(store_hot_file)[0] == 0);
    CHECK(bench.contents(store_file).size() == whole.size());
    CHECK(bench.verify()->notes.empty());
}

}  // namespace
}  // namespace cpc::store
