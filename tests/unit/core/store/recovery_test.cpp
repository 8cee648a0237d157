// SPDX-License-Identifier: Apache-2.0
// Crashes and damage between the two copies: what open() makes of them.
#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "core/record/device_events.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/copies.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using test::Bench;
using test::conference_a;
using test::said;
using test::text_in;

const std::vector<std::string> words = {"one", "two", "three", "four", "five", "six"};

// A closed vault with these words in it; entry 0 is the log's own.
void fill(Bench& bench, std::size_t count = words.size()) {
    auto vault = bench.create();
    REQUIRE(vault);
    REQUIRE(vault->put_state("receipt/6", view_of("kept")));
    for (std::size_t i = 0; i < count; ++i)
        REQUIRE(vault->append(said(*vault, words[i])));
    REQUIRE(vault->settle());
}

void check_words(Vault& vault, std::size_t count = words.size()) {
    const auto entries = vault.conference(conference_a);
    REQUIRE(entries);
    REQUIRE(entries->size() == count);
    for (std::size_t i = 0; i < count; ++i)
        CHECK(text_in((*entries)[i]) == words[i]);
}

void check_fault_is_recorded(Vault& vault) {
    const auto last = vault.range(vault.size() - 1, vault.size());
    REQUIRE(last);
    CHECK(last->front().header.type == record::type::storage_fault);
    const auto told = record::decode_event<record::StorageFault>(last->front().payload);
    REQUIRE(told);
    const bool names_a_copy = told->what.rfind("The journal was repaired", 0) == 0 ||
                              told->what.rfind("The store was rebuilt", 0) == 0;
    CHECK(names_a_copy);
}

TEST_CASE("a crash between journal and store loses nothing", "[store][recovery][REQ-300]") {
    Bench bench;
    fill(bench, 3);
    const Bytes old_store = bench.contents(store_file);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        for (std::size_t i = 3; i < words.size(); ++i)
            REQUIRE(vault->append(said(*vault, words[i])));
    }
    bench.overwrite(store_file, old_store);  // the store never heard of the last three
    auto vault = bench.open();
    REQUIRE(vault);
    check_words(*vault);
    CHECK_FALSE(vault->report().repaired_store);
    CHECK_FALSE(vault->report().repaired_journal);
    REQUIRE(vault->settle());
    CHECK(vault->size() == 1 + words.size());
}

TEST_CASE("an older journal is brought up from the store", "[store][recovery]") {
    Bench bench;
    fill(bench, 3);
    const Bytes old_journal = bench.contents(journal_file);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        for (std::size_t i = 3; i < words.size(); ++i)
            REQUIRE(vault->append(said(*vault, words[i])));
        REQUIRE(vault->settle());
    }
    bench.overwrite(journal_file, old_journal);
    auto vault = bench.open();
    REQUIRE(vault);
    check_words(*vault);
    CHECK(vault->report().repaired_journal);
    check_fault_is_recorded(*vault);
}

TEST_CASE("either copy may be missing altogether", "[store][recovery]") {
    for (const std::string missing : {journal_file, store_file}) {
        Bench bench;
        fill(bench);
        REQUIRE(bench.real.remove(bench.directory.file(missing)));
        {
            auto vault = bench.open();
            REQUIRE(vault);
            check_words(*vault);
            CHECK(vault->report().repaired_journal == (missing == journal_file));
            CHECK(vault->report().repaired_store == (missing == store_file));
            check_fault_is_recorded(*vault);
            REQUIRE(vault->append(said(*vault, "after")));
        }
        const auto report = bench.verify();
        REQUIRE(report);
        CHECK(report->whole());
    }
}

TEST_CASE("a journal hurt at any sampled byte is repaired from the store", "[store][recovery]") {
    Bench bench;
    fill(bench);
    const Bytes journal = bench.contents(journal_file);
    const Bytes store = bench.contents(store_file);
    std::size_t used = journal.size();
    while (journal[used - 1] == 0)
        --used;
    std::size_t rounds = 0;
    for (std::size_t at = 3; at < used; at += 211) {
        Bytes hurt = journal;
        hurt[at] ^= 0x20U;
        bench.overwrite(journal_file, hurt);
        bench.overwrite(store_file, store);
        auto vault = bench.open();
        REQUIRE(vault);
        check_words(*vault);
        CHECK(vault->report().repaired_journal);
        CHECK_FALSE(vault->report().repaired_store);
        ++rounds;
    }
    CHECK(rounds >= 20);
}

TEST_CASE("a store hurt in any page is rebuilt from the journal, with its state",
          "[store][recovery]") {
    Bench bench;
    fill(bench);
    const Bytes journal = bench.contents(journal_file);
    const Bytes store = bench.contents(store_file);
    std::size_t state_kept = 0;
    for (std::size_t at = 37; at < store.size(); at += 4096) {
        Bytes hurt = store;
        hurt[at] ^= 0x20U;
        bench.overwrite(journal_file, journal);
        bench.overwrite(store_file, hurt);
        auto vault = bench.open();
        REQUIRE(vault);
        check_words(*vault);
        CHECK(vault->report().repaired_store);
        CHECK_FALSE(vault->report().repaired_journal);
        const auto kept = vault->get_state("receipt/6");
        REQUIRE(kept);
        if (*kept) ++state_kept;
        REQUIRE(bench.real.exists(bench.directory.file("store.db.damaged-1")));
        REQUIRE(bench.real.remove(bench.directory.file("store.db.damaged-1")));
    }
    // Only the pages the state itself needs can take it away.
    CHECK(state_kept * 4096 >= store.size() / 2);
}

TEST_CASE("copies hurt in different places repair each other", "[store][recovery]") {
    Bench bench;
    fill(bench, 3);
    const Bytes old_store = bench.contents(store_file);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        for (std::size_t i = 3; i < words.size(); ++i)
            REQUIRE(vault->append(said(*vault, words[i])));
    }
    // The store lacks the last three; the journal's second frame is hurt.
    bench.overwrite(store_file, old_store);
    Bytes journal = bench.contents(journal_file);
    journal[2'100] ^= 1U;
    bench.overwrite(journal_file, journal);
    auto vault = bench.open();
    REQUIRE(vault);
    check_words(*vault);
    CHECK(vault->report().repaired_journal);
}

TEST_CASE("both copies hurt in the same entry is said, and nothing is changed",
          "[store][recovery]") {
    Bench bench;
    fill(bench);
    Bytes journal = bench.contents(journal_file);
    journal[2'100] ^= 1U;
    bench.overwrite(journal_file, journal);
    Bytes store = bench.contents(store_file);
    for (std::size_t at = 50; at < store.size(); at += 4096)
        store[at] ^= 1U;
    bench.overwrite(store_file, store);
    const auto vault = bench.open();
    REQUIRE_FALSE(vault);
    CHECK(vault.error().fault == Fault::damaged);
    CHECK(vault.error().where.find("entry 1") != std::string::npos);
    CHECK(bench.contents(journal_file) == journal);
    CHECK(bench.contents(store_file) == store);
}

TEST_CASE("two different histories of one log are never merged", "[store][recovery]") {
    Bench bench;
    fill(bench, 2);
    const Bytes journal = bench.contents(journal_file);
    const Bytes store = bench.contents(store_file);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "this")));
    }
    const Bytes other_journal = bench.contents(journal_file);
    bench.overwrite(journal_file, journal);
    bench.overwrite(store_file, store);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "that")));
    }
    bench.overwrite(journal_file, other_journal);
    const auto vault = bench.open();
    REQUIRE_FALSE(vault);
    CHECK(vault.error().fault == Fault::conflict);
    CHECK(bench.contents(journal_file) == other_journal);
}

TEST_CASE("copies of two logs are never mixed", "[store][recovery]") {
    Bench a;
    fill(a);
    Bench b;
    b.entropy = support::SeededEntropy{7};
    fill(b);
    // Same passphrase, other keys: the foreign journal does not even open.
    a.overwrite(journal_file, b.contents(journal_file));
    auto vault = a.open();
    REQUIRE(vault);
    check_words(*vault);
    CHECK(vault->report().repaired_journal);
}

TEST_CASE("a power cut at any call of the journal's disk keeps every acknowledged entry",
          "[store][recovery][REQ-300]") {
    std::uint64_t cuts = 0;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; ++cut) {
        REQUIRE(cut < 200);
        Bench bench;
        bench.forgetful = true;
        fill(bench, 2);
        std::size_t acknowledged = 2;
        {
            auto vault = bench.open();
            REQUIRE(vault);
            bench.split.memory.fail_every_call_from(cut, Fault::io);
            while (acknowledged < words.size() && vault->append(said(*vault, words[acknowledged])))
                ++acknowledged;
            completed = acknowledged == words.size();
        }
        bench.split.memory.heal();
        bench.split.memory.power_cut();
        auto vault = bench.open();
        REQUIRE(vault);
        const auto entries = vault->conference(conference_a);
        REQUIRE(entries);
        CHECK(entries->size() >= acknowledged);
        check_words(*vault, entries->size());
        ++cuts;
    }
    CHECK(cuts >= 8);
}

TEST_CASE("a power cut at any call of a repair leaves a record that still repairs",
          "[store][recovery]") {
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; ++cut) {
        REQUIRE(cut < 400);
        Bench bench;
        bench.forgetful = true;
        fill(bench);
        Bytes hurt = bench.contents(journal_file);
        hurt[1'500] ^= 1U;
        bench.overwrite(journal_file, hurt);
        bench.split.memory.fail_every_call_from(cut, Fault::io);
        completed = bench.open().has_value();
        bench.split.memory.heal();
        bench.split.memory.power_cut();
        auto vault = bench.open();
        REQUIRE(vault);
        check_words(*vault);
    }
}

// What the process writes to stderr while this stands is kept.
class Listening {
  public:
    explicit Listening(const std::string& path) : before_(::dup(STDERR_FILENO)) {
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT, 0600);
        ::dup2(file, STDERR_FILENO);
        ::close(file);
    }
    ~Listening() {
        ::dup2(before_, STDERR_FILENO);
        ::close(before_);
    }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

  private:
    int before_;
};

TEST_CASE("nothing is written to stderr about damaged pages", "[store][recovery]") {
    Bench bench;
    fill(bench);
    const Bytes whole = bench.contents(store_file);
    const test::Directory aside;
    for (const std::size_t page : {std::size_t{0}, std::size_t{2}, whole.size() / 4096 - 1}) {
        Bytes damaged = whole;
        damaged[page * 4096 + 700] ^= 1U;
        bench.overwrite(store_file, damaged);
        const Listening listening{aside.file("said")};
        const auto report = bench.verify();
        REQUIRE(report);
        CHECK_FALSE(report->whole());
        auto vault = bench.open();
        REQUIRE(vault);
        CHECK(vault->report().repaired_store);
    }
    CHECK(read_whole(bench.real, aside.file("said"), 1U << 20U).value().empty());
}

}  // namespace
}  // namespace cpc::store
