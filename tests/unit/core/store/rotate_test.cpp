// SPDX-License-Identifier: Apache-2.0
// A new master key: the same record under it, or the old record under the old one, wherever the
// power goes.
#include "core/store/rotate.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <map>

#include "core/store/next_files.hpp"
#include "tests/unit/core/store/cutting_files.hpp"
#include "tests/unit/core/store/filled.hpp"

namespace cpc::store {
namespace {

using crypto::SecretBytes;
using test::Bench;
using test::cost;
using test::CuttingFiles;
using test::Filled;
using test::said;

TEST_CASE("under a new master key the record is the same, entry for entry and row for row",
          "[store][rotate]") {
    Filled bench;
    const auto old_keys = bench.contents("keys.cpk");
    const auto old_journal = bench.contents(journal_file);
    const auto old_store = bench.contents(store_file);
    const auto before =
        crypto::Keyslots::unlock(bench.real, bench.directory.path(), bench.passphrase).value();
    std::vector<SecretBytes> others;
    others.push_back(bench.second.clone());
    const auto changed = bench.change(others);
    if (!changed) FAIL(changed.error().text());
    CHECK(changed->epoch == 1);
    CHECK(changed->slots == std::vector<std::uint8_t>{0, 1});
    const auto after =
        crypto::Keyslots::unlock(bench.real, bench.directory.path(), bench.passphrase).value();
    CHECK_FALSE(after.master.same_as(before.master));
    CHECK(after.chair_seed.same_as(before.chair_seed));
    for (const auto* words : {&bench.passphrase, &bench.second}) {
        auto vault = bench.open_with(*words);
        REQUIRE(vault);
        CHECK(vault->report().notes.empty());
        bench.check_all_there(*vault);
        CHECK(bench.told(*vault, record::KeyslotChanged::entry_type, "master key changed") == 1);
        REQUIRE(vault->append(said(*vault, "100")));
    }
    CHECK(bench.verify()->whole());
    bench.check_no_next_files();
    // Under the new key the old files open no more, and under the old key the new ones do not.
    const auto new_keys = StoreKeys::from_master(after.master);
    const auto former = StoreKeys::from_master(before.master);
    bench.overwrite("old-journal", old_journal);
    bench.overwrite("old-store.db", old_store);
    const auto opens = [&](const StoreKeys& keys, const char* journal, const char* store) {
        const bool j = Journal::open(bench.real, bench.entropy, bench.directory.file(journal),
                                     keys.journal, Journal::Access::read)
                           .has_value();
        const bool s =
            EntryStore::open(bench.directory.file(store), keys.database, Database::Mode::read_only)
                .has_value();
        CHECK(j == s);
        return j;
    };
    CHECK(opens(former, "old-journal", "old-store.db"));
    CHECK_FALSE(opens(new_keys, "old-journal", "old-store.db"));
    CHECK(opens(new_keys, journal_file, store_file));
    CHECK_FALSE(opens(former, journal_file, store_file));
}

TEST_CASE("a chair whose passphrase was not given is left out, and every old slot is overwritten",
          "[store][rotate]") {
    Filled bench;
    const auto old_keys = bench.contents("keys.cpk");
    REQUIRE(bench.change());
    CHECK(bench.open_with(bench.second).error().fault == Fault::wrong_secret);
    const auto keys = bench.contents("keys.cpk");
    REQUIRE(keys.size() == old_keys.size());
    // Sixteen bytes of any sealed slot of before, anywhere in the file now.
    for (const std::size_t slot : {0U, 1U})
        for (std::size_t at = 60; at + 16 <= 164; at += 16) {
            const auto from = old_keys.begin() +
                              static_cast<std::ptrdiff_t>(16 + slot * crypto::keyslot_size + at);
            CHECK(std::search(keys.begin(), keys.end(), from, from + 16) == keys.end());
        }
    auto vault = bench.open_with(bench.passphrase);
    REQUIRE(vault);
    bench.check_all_there(*vault);
}

TEST_CASE("the master key can be changed again and again, with officers enrolled all the while",
          "[store][rotate]") {
    Filled bench;
    for (std::uint32_t epoch = 1; epoch <= 3; ++epoch) {
        const auto changed = bench.change();
        REQUIRE(changed);
        CHECK(changed->epoch == epoch);
        const auto escrow = crypto::Keyslots::escrow(bench.real, bench.directory.path()).value();
        REQUIRE(escrow);
        CHECK(escrow->epoch == epoch);
    }
    const auto recovered = bench.recover(1, 2);
    if (!recovered) FAIL(recovered.error().text());
    CHECK(recovered->epoch == 4);
    auto vault = bench.open_with(bench.fresh);
    REQUIRE(vault);
    bench.check_all_there(*vault);
    CHECK(bench.told(*vault, record::KeyslotChanged::entry_type, "master key changed") == 3);
}

TEST_CASE("a wrong passphrase, an open record and a full disk change nothing", "[store][rotate]") {
    Filled bench{true};
    const auto keys = bench.contents("keys.cpk");
    const auto wrong = SecretBytes::from("nobody's words");
    CHECK(change_master(bench.ports(), bench.directory.path(), wrong, {}, cost()).error().fault ==
          Fault::wrong_secret);
    std::vector<SecretBytes> others;
    others.push_back(wrong.clone());
    CHECK(bench.change(others).error().fault == Fault::wrong_secret);
    {
        const auto held = bench.open();
        REQUIRE(held);
        CHECK(bench.change().error().fault == Fault::locked_out);
    }
    bench.split.memory.set_capacity(4U << 20U);
    const auto full = bench.change();
    REQUIRE_FALSE(full);
    CHECK(full.error().fault == Fault::no_space);
    CHECK(full.error().text().find("MiB") != std::string::npos);
    CHECK(bench.contents("keys.cpk") == keys);
    bench.check_no_next_files();
    bench.split.memory.set_capacity(1ULL << 40U);
    CHECK(bench.change());
}

TEST_CASE("a new file that does not read back as it was written is thrown away",
          "[store][rotate]") {
    for (const char* name : {journal_next_file, store_next_file}) {
        Filled bench;
        const auto keys = bench.contents("keys.cpk");
        CuttingFiles lying{bench.real};
        // Everything is written by now and the record is about to be read back.
        const std::string next = bench.directory.file(name);
        lying.before_call = [&](std::string_view what, const std::string& path) {
            if (what != "open to read" || path != bench.directory.file(journal_next_file)) return;
            if (!bench.real.exists(bench.directory.file(store_next_file))) return;
            auto bytes = bench.contents(name);
            bytes[700] ^= 1U;
            bench.overwrite(name, bytes);
        };
        const auto changed = change_master({lying, bench.clock, bench.entropy},
                                           bench.directory.path(), bench.passphrase, {}, cost());
        REQUIRE_FALSE(changed);
        CHECK(changed.error().fault == Fault::damaged);
        CHECK(bench.contents("keys.cpk") == keys);
        bench.check_no_next_files();
        auto vault = bench.open_with(bench.second);
        REQUIRE(vault);
        bench.check_all_there(*vault);
    }
}

TEST_CASE("what is left of a change that never happened is told by verify and cleared by open",
          "[store][rotate]") {
    Filled bench;
    bench.overwrite(journal_next_file, Bytes(4096, 7));
    bench.overwrite(store_next_file, Bytes(8192, 7));
    const auto report = bench.verify();
    REQUIRE(report);
    CHECK(report->whole());
    CHECK(report->notes.size() == 1);
    REQUIRE(bench.open());
    bench.check_no_next_files();
    CHECK(bench.verify()->notes.empty());
    // Under keys that are not this record's nothing is cleared.
    bench.overwrite(journal_next_file, Bytes(4096, 7));
    const auto stranger = StoreKeys::from_master(SecretBytes::random(32));
    CHECK_FALSE(finish_change(bench.ports(), bench.directory.path(), stranger).value());
    CHECK(bench.real.exists(bench.directory.file(journal_next_file)));
}

// ---- cuts ----

// The files as they were before the change, to begin from again and again.
struct Snapshot {
    std::map<std::string, Bytes> files;

    static Snapshot of(Filled& bench) {
        Snapshot out;
        for (const char* name :
             {"keys.cpk", "device.key", "preauth.cpa", "preauth.cpw", journal_file, store_file})
            if (bench.ports().files.exists(bench.directory.file(name)))
                out.files[name] = bench.contents(name);
        return out;
    }
    void put_back(Filled& bench) const {
        for (const char* name :
             {journal_next_file, store_next_file, "store.db.next-journal", "store.db-journal"})
            if (bench.ports().files.exists(bench.directory.file(name)))
                REQUIRE(bench.ports().files.remove(bench.directory.file(name)));
        for (const auto& [name, bytes] : files)
            bench.overwrite(name, bytes);
        if (bench.forgetful) {
            REQUIRE(bench.split.memory.sync_directory(bench.directory.path()));
            bench.split.memory.power_cut();
        }
    }
};

struct Sums {
    std::size_t cuts = 0;
    std::size_t old_ones = 0;
    std::size_t new_ones = 0;
};

// `words_before` open the record if the old key holds, `words_after` if the new one does.
void judge(Filled& bench, const SecretBytes& words_before, const SecretBytes& words_after,
           Sums& sums) {
    const bool old_holds = crypto::Keyslots::unlock(bench.ports().files, bench.directory.path(),
                                                    words_before, crypto::Repair::none)
                               .has_value();
    const bool new_holds = crypto::Keyslots::unlock(bench.ports().files, bench.directory.path(),
                                                    words_after, crypto::Repair::none)
                               .has_value();
    REQUIRE(old_holds != new_holds);
    const auto& words = old_holds ? words_before : words_after;
    const auto report = verify_directory(bench.ports(), bench.directory.path(), words);
    REQUIRE(report);
    for (const auto& finding : report->damage)
        UNSCOPED_INFO(finding.text());
    REQUIRE(report->whole());
    for (const auto& note : report->notes)
        CHECK(note.find("ledger") == std::string::npos);
    auto vault = bench.open_with(words);
    if (!vault) FAIL(vault.error().text());
    CHECK_FALSE(vault->report().repaired_journal);
    CHECK_FALSE(vault->report().repaired_store);
    bench.check_all_there(*vault);
    bench.check_no_next_files();
    CHECK(bench.told(*vault, record::RecoveryUsed::entry_type) == (new_holds ? 1 : 0));
    ++sums.cuts;
    ++(old_holds ? sums.old_ones : sums.new_ones);
}

TEST_CASE("a power cut at any call of a recovery leaves the old record or the new one, whole",
          "[store][rotate][recovery-keys]") {
    Filled bench{true};
    const auto snapshot = Snapshot::of(bench);
    Sums sums;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; ++cut) {
        REQUIRE(cut < 1'000);
        snapshot.put_back(bench);
        CuttingFiles cutting{bench.split};
        cutting.fail_from(cut);
        completed =
            recover_by_officers({cutting, bench.clock, bench.entropy}, bench.directory.path(),
                                bench.officers[0], bench.officers[2], bench.fresh, cost())
                .has_value();
        bench.split.memory.power_cut();
        CAPTURE(cut);
        judge(bench, bench.passphrase, bench.fresh, sums);
    }
    CHECK(sums.cuts > 60);
    CHECK(sums.old_ones > 20);
    CHECK(sums.new_ones > 10);
    WARN("cuts of a change of the master key: " << sums.cuts << ", old " << sums.old_ones
                                                << ", new " << sums.new_ones);
}

TEST_CASE("a cut during the finishing of a cut change loses nothing either",
          "[store][rotate][recovery-keys]") {
    Filled bench{true};
    const auto start = Snapshot::of(bench);
    // The state just after the new key holds: both .next files still have that name.
    CuttingFiles first{bench.split};
    first.before_call = [&](std::string_view what, const std::string& path) {
        if (what == "rename" && path.find(".next") != std::string::npos) first.fail_from(0);
    };
    CHECK_FALSE(recover_by_officers({first, bench.clock, bench.entropy}, bench.directory.path(),
                                    bench.officers[0], bench.officers[1], bench.fresh, cost()));
    bench.split.memory.power_cut();
    REQUIRE(bench.split.exists(bench.directory.file(store_next_file)));
    auto half_way = Snapshot::of(bench);
    half_way.files[journal_next_file] = bench.contents(journal_next_file);
    half_way.files[store_next_file] = bench.contents(store_next_file);
    Sums sums;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; ++cut) {
        REQUIRE(cut < 500);
        half_way.put_back(bench);
        CuttingFiles cutting{bench.split};
        cutting.fail_from(cut);
        completed =
            Vault::open({cutting, bench.clock, bench.entropy}, bench.directory.path(), bench.fresh)
                .has_value();
        bench.split.memory.power_cut();
        CAPTURE(cut);
        judge(bench, bench.passphrase, bench.fresh, sums);
    }
    CHECK(sums.new_ones == sums.cuts);
    CHECK(sums.cuts > 10);
}

TEST_CASE("a process killed at any call of a change of the master key leaves one record, whole",
          "[store][rotate]") {
    Filled bench;
    const auto snapshot = Snapshot::of(bench);
    Sums sums;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; cut += 3) {
        REQUIRE(cut < 1'000);
        snapshot.put_back(bench);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            CuttingFiles cutting{bench.real};
            std::uint64_t calls = 0;
            cutting.before_call = [&](std::string_view, const std::string&) {
                if (++calls == cut) ::kill(::getpid(), SIGKILL);
            };
            const auto done =
                recover_by_officers({cutting, bench.clock, bench.entropy}, bench.directory.path(),
                                    bench.officers[1], bench.officers[2], bench.fresh, cost());
            ::_exit(done ? 0 : 1);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        completed = WIFEXITED(status);
        if (completed) REQUIRE(WEXITSTATUS(status) == 0);
        CAPTURE(cut);
        judge(bench, bench.passphrase, bench.fresh, sums);
    }
    CHECK(sums.old_ones > 5);
    CHECK(sums.new_ones > 3);
}

}  // namespace
}  // namespace cpc::store
