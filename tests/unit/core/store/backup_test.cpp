// SPDX-License-Identifier: Apache-2.0
// A backup is the whole record or it is not there; nobody records into it; and what is made of it
// is a new record that names the old one.
#include <catch2/catch_test_macros.hpp>

#include "core/store/door.hpp"
#include "core/store/freshness.hpp"
#include "core/store/scrub.hpp"
#include "core/store/standing.hpp"
#include "tests/unit/core/store/keeping.hpp"

namespace cpc::store {
namespace {

using crypto::SecretBytes;
using test::Keeping;
using test::put_tree;
using test::said;
using test::Tree;
using test::tree_of;

void check_is_a_backup(Keeping& bench, const std::string& folder) {
    const auto report = bench.verify_at(folder);
    REQUIRE(report);
    CHECK(report->whole());
    REQUIRE(report->entries > bench.size);
    CHECK(report->verified[bench.size].root_before == bench.root);
    CHECK(report->verified.back().type == record::Exported::entry_type);
    REQUIRE(copy_kind(bench.real, folder).value() == CopyKind::backup);
    const auto opened = bench.open_at(folder);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == Fault::refused);
}

TEST_CASE("a backup is the whole record with the entry that tells of it", "[store][keeper]") {
    Keeping bench;
    const auto made = bench.back_up();
    if (!made) FAIL(made.error().text());
    CHECK(made->recovery_keys);
    check_is_a_backup(bench, bench.at("backup"));
    CHECK_FALSE(bench.there(bench.at("backup.unfinished")));
    const auto original = bench.verify();
    REQUIRE(original);
    CHECK(original->whole());
    CHECK(original->root == made->root);
    CHECK(original->entries == made->entries);
    // The note beside it is signed by the tablet and holds of the original.
    auto vault = bench.open();
    REQUIRE(vault);
    const auto note = read_whole(bench.real, bench.at("backup/checkpoint"), 65'536).value();
    CHECK(agrees_with(*vault, text_of(note)));
    bench.check_all_there(*vault);
    REQUIRE(vault->append(said(*vault, "100")));  // and the original goes on
}

TEST_CASE("a backup is not opened, not even with its mark taken away or by a change of keys",
          "[store][keeper]") {
    Keeping bench;
    REQUIRE(bench.back_up());
    const auto folder = bench.at("backup");
    const auto before = tree_of(folder);
    CHECK(bench.open_at(folder).error().fault == Fault::refused);
    CHECK(tree_of(folder) == before);  // not even a try was counted
    CHECK_FALSE(change_master(bench.ports(), folder, bench.passphrase, {}, test::cost()));
    CHECK_FALSE(recover_by_officers(bench.ports(), folder, bench.officers[0], bench.officers[1],
                                    bench.fresh, test::cost()));
    REQUIRE(bench.real.remove(folder + "/" + copy_mark_file));
    CHECK(bench.open_at(folder).error().fault == Fault::refused);
    CHECK(bench.verify_at(folder)->whole());
    REQUIRE(write_whole(bench.real, folder + "/" + copy_mark_file, view_of("something else\n")));
    CHECK(bench.open_at(folder).error().fault == Fault::malformed);
}

TEST_CASE("a backup that cannot be made leaves nothing of its name, and the record says so",
          "[store][keeper]") {
    Keeping bench;
    const auto wrong = SecretBytes::from("nobody's words");
    CHECK(backup(bench.ports(), bench.directory.path(), wrong, bench.at("backup")).error().fault ==
          Fault::wrong_secret);
    CHECK_FALSE(bench.there(bench.at("backup")));
    std::filesystem::create_directories(bench.at("backup"));
    CHECK(bench.back_up().error().fault == Fault::refused);
    CHECK(backup(bench.ports(), bench.directory.path(), bench.passphrase, bench.at("no/stick"))
              .error()
              .fault == Fault::not_found);
    {
        const auto held = bench.open();
        REQUIRE(held);
        CHECK(bench.back_up("other").error().fault == Fault::locked_out);
    }
    // A stick that gives back something else than it was given.
    test::CuttingFiles lying{bench.real};
    const auto victim = bench.at("other.unfinished/") + journal_file;
    lying.before_call = [&](std::string_view what, const std::string& path) {
        if (what != "open to read" || path != victim) return;
        auto bytes = read_whole(bench.real, victim, 1U << 30U).value();
        bytes[700] ^= 1U;
        REQUIRE(write_whole(bench.real, victim, bytes));
    };
    const auto lied = backup({lying, bench.clock, bench.entropy}, bench.directory.path(),
                             bench.passphrase, bench.at("other"));
    REQUIRE_FALSE(lied);
    CHECK(lied.error().fault == Fault::damaged);
    CHECK_FALSE(bench.there(bench.at("other")));
    auto vault = bench.open();
    REQUIRE(vault);
    const auto entries = vault->range(bench.size, vault->size()).value();
    const bool told = std::any_of(entries.begin(), entries.end(), [](const auto& stored) {
        return stored.header.type == record::Exported::entry_type &&
               record::decode_event<record::Exported>(stored.payload)->what ==
                   "backup that could not be finished";
    });
    CHECK(told);
    bench.check_all_there(*vault);
}

TEST_CASE(
    "whichever call of a backup fails, there is a whole backup or none, and the record goes on",
    "[store][keeper]") {
    Keeping bench;
    const auto record = tree_of(bench.directory.path());
    std::size_t cuts = 0;
    std::size_t made = 0;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; cut += cut < 40 ? 1 : 3) {
        REQUIRE(cut < 2'000);
        put_tree(record, bench.directory.path());
        std::filesystem::remove_all(bench.at("backup"));  // and .unfinished stays as it was left
        test::CuttingFiles cutting{bench.real};
        cutting.fail_from(cut);
        completed = backup({cutting, bench.clock, bench.entropy}, bench.directory.path(),
                           bench.passphrase, bench.at("backup"))
                        .has_value();
        CAPTURE(cut);
        ++cuts;
        if (bench.there(bench.at("backup"))) {
            ++made;
            check_is_a_backup(bench, bench.at("backup"));
        }
        auto vault = bench.open();
        if (!vault) FAIL(vault.error().text());
        bench.check_all_there(*vault);
        REQUIRE(vault->append(said(*vault, "100")));
    }
    CHECK(cuts > 40);
    CHECK(made >= 1);
    WARN("failing calls of a backup: " << cuts << ", backups " << made);
}

TEST_CASE("a scrub of a whole record reads it and changes nothing", "[store][keeper]") {
    Keeping bench;
    const auto before = tree_of(bench.directory.path());
    const auto done = scrub(bench.ports(), bench.directory.path(), bench.passphrase);
    REQUIRE(done);
    CHECK(done->was_whole());
    CHECK(done->repaired.empty());
    CHECK(tree_of(bench.directory.path()) == before);
    const auto inside = look_inside(bench.ports(), bench.directory.path(), bench.passphrase);
    REQUIRE(inside);
    CHECK(inside->report.entries == bench.size);
    CHECK(inside->state.count("draft") == 1);
    CHECK(tree_of(bench.directory.path()) == before);
    CHECK(log_id_outside(bench.real, bench.directory.path()) == inside->report.log_id);
}

TEST_CASE("a scrub repairs what one copy can give, says so and puts it on record",
          "[store][keeper]") {
    for (const char* name : {journal_file, store_file}) {
        Keeping bench;
        auto bytes = bench.contents(name);
        bytes[bytes.size() / 2 > 20'000 ? 6'000 : bytes.size() / 2] ^= 1U;
        bench.overwrite(name, bytes);
        const auto done = scrub(bench.ports(), bench.directory.path(), bench.passphrase);
        REQUIRE(done);
        CHECK_FALSE(done->was_whole());
        CHECK(done->is_whole());
        CHECK_FALSE(done->repaired.empty());
        auto vault = bench.open();
        REQUIRE(vault);
        CHECK(vault->root_at(bench.size).value() == bench.root);
        CHECK(bench.told(*vault, record::type::storage_fault) == 1);
    }
}

TEST_CASE("a scrub leaves what both copies have lost exactly as it is", "[store][keeper]") {
    Keeping bench;
    auto journal = bench.contents(journal_file);
    auto frame = journal.begin();
    constexpr std::string_view mark = "CPLF";
    for (int i = 0; i < 6; ++i)
        frame = std::search(frame + 1, journal.end(), mark.begin(), mark.end());
    REQUIRE(frame != journal.end());
    frame[100] ^= 1U;
    bench.overwrite(journal_file, journal);
    auto store = bench.contents(store_file);
    store[700] ^= 1U;
    bench.overwrite(store_file, store);
    const auto done = scrub(bench.ports(), bench.directory.path(), bench.passphrase);
    REQUIRE(done);
    CHECK_FALSE(done->is_whole());
    CHECK(done->not_repaired);
    CHECK((bench.contents(journal_file) == journal));
    CHECK((bench.contents(store_file) == store));
}

// ---- restore ----

struct Both {
    Vault heir;
    Vault former;
};

Both open_both(Keeping& bench, const std::string& folder) {
    auto heir = bench.open_at(folder);
    if (!heir) FAIL(heir.error().text());
    auto former = Vault::open_former(bench.ports(), folder, *heir);
    if (!former) FAIL(former.error().text());
    REQUIRE(former->has_value());
    return {std::move(*heir), std::move(**former)};
}

TEST_CASE("a restore gives a new record that names the old one, and the old one to read",
          "[store][keeper]") {
    Keeping bench;
    const auto made = bench.back_up().value();
    const auto restored =
        restore(bench.ports(), bench.order(bench.at("backup"), bench.at("tablet")));
    if (!restored) FAIL(restored.error().text());
    CHECK(restored->entries == made.entries);
    CHECK(restored->root == made.root);
    CHECK(restored->former_log_id == made.log_id);
    CHECK(restored->log_id != made.log_id);
    CHECK_FALSE(restored->reached);
    auto both = open_both(bench, bench.at("tablet"));
    const auto named = both.heir.former();
    REQUIRE(named);
    CHECK(named->log_id == made.log_id);
    CHECK(named->size == made.entries);
    CHECK(named->root == made.root);
    CHECK(both.heir.device_key().public_key() != both.former.device_key().public_key());
    REQUIRE(both.heir.append(said(both.heir, "new", test::conference_a)));
    // The old one reads as before, proves, and takes nothing in.
    REQUIRE(both.former.root_at(bench.size).value() == bench.root);
    CHECK(both.former.conference(test::conference_a)->size() == test::sayings / 2);
    CHECK(both.former.checkpoint_note());
    const auto size = both.former.size();
    CHECK(both.former.append(said(both.former, "fork")).error().fault == Fault::refused);
    CHECK(both.former.size() == size);
    CHECK(both.former.closed());
    // Nobody's sealed key came along; drafts and everything else did.
    CHECK_FALSE(both.former.get_state("key/somebody").value());
    CHECK(both.former.get_state("draft").value());
    CHECK(both.former.get_state(backup_row).value());
}

TEST_CASE("the restored record cannot be opened beside its heir, and both verify",
          "[store][keeper]") {
    Keeping bench;
    REQUIRE(bench.back_up());
    REQUIRE(restore(bench.ports(), bench.order(bench.at("backup"), bench.at("tablet"))));
    CHECK(bench.open_at(bench.at("tablet/former")).error().fault == Fault::refused);
    CHECK(bench.verify_at(bench.at("tablet/former"))->whole());
    const auto report = bench.verify_at(bench.at("tablet"));
    REQUIRE(report);
    CHECK(report->whole());
    CHECK(report->former);
    const auto done = scrub(bench.ports(), bench.at("tablet"), bench.passphrase);
    REQUIRE(done);
    REQUIRE(done->former);
    CHECK(done->was_whole());
    // Damage of the old one is found by the same look.
    const auto path = bench.at("tablet/former/") + journal_file;
    auto bytes = read_whole(bench.real, path, 1U << 30U).value();
    bytes[700] ^= 1U;
    REQUIRE(write_whole(bench.real, path, bytes));
    CHECK_FALSE(scrub(bench.ports(), bench.at("tablet"), bench.passphrase)->is_whole());
    // And the copy that is whole mends it when the heir is next opened and looked into.
    (void)open_both(bench, bench.at("tablet"));
    CHECK(scrub(bench.ports(), bench.at("tablet"), bench.passphrase)->is_whole());
}

TEST_CASE("what left the tablet says how much is lost, or that the backup is another one",
          "[store][keeper]") {
    Keeping bench;
    const auto made = bench.back_up().value();
    std::string later;
    std::string earlier;
    {
        auto vault = bench.open().value();
        earlier = vault.checkpoint_note_at(bench.size).value();
        for (int i = 0; i < 5; ++i)
            REQUIRE(vault.append(said(vault, "200")));
        later = vault.checkpoint_note().value();
    }
    auto order = bench.order(bench.at("backup"), bench.at("one"));
    order.since = {earlier};
    const auto fits = restore(bench.ports(), order);
    REQUIRE(fits);
    CHECK_FALSE(fits->reached);
    order.target = bench.at("two");
    order.since = {later, earlier};
    const auto older = restore(bench.ports(), order);
    REQUIRE(older);
    CHECK(older->reached.value_or(0) > made.entries);
    auto vault = bench.open_at(bench.at("two"));
    REQUIRE(vault);
    CHECK(vault->former()->reached == older->reached);
    // A record of the same name that took another way, and a note that nobody here signed.
    order.target = bench.at("three");
    {
        Keeping rival;  // the same randomness gives it the same name
        auto other = rival.open().value();
        REQUIRE(other.append(said(other, "201")));
        order.since = {other.checkpoint_note().value()};
    }
    CHECK(restore(bench.ports(), order).error().fault == Fault::conflict);
    auto forged = earlier;
    forged[forged.find('\n') + 1] ^= 1;
    order.since = {forged};
    CHECK_FALSE(restore(bench.ports(), order));
    CHECK_FALSE(bench.there(bench.at("three")));
}

TEST_CASE("from a damaged backup nothing is restored, and the place is named", "[store][keeper]") {
    Keeping bench;
    REQUIRE(bench.back_up());
    for (const char* name : {journal_file, store_file, "keys.cpk"}) {
        const auto whole = tree_of(bench.at("backup"));
        auto hurt = whole;
        hurt[name][700] ^= 1U;
        put_tree(hurt, bench.at("hurt"));
        const auto restored =
            restore(bench.ports(), bench.order(bench.at("hurt"), bench.at("tablet")));
        REQUIRE_FALSE(restored);
        CHECK(restored.error().fault == Fault::damaged);
        CHECK(restored.error().text().find(name) != std::string::npos);
        CHECK_FALSE(bench.there(bench.at("tablet")));
        CHECK(tree_of(bench.at("hurt")) == hurt);
    }
}

TEST_CASE("two officers restore a backup whose passphrases nobody knows", "[store][keeper]") {
    Keeping bench;
    REQUIRE(bench.back_up());
    auto order = bench.order(bench.at("backup"), bench.at("tablet"));
    order.passphrase = nullptr;
    order.one = &bench.officers[2];
    order.other = &bench.officers[2];
    order.fresh = &bench.fresh;
    CHECK_FALSE(restore(bench.ports(), order));
    order.other = &bench.officers[0];
    const auto restored = restore(bench.ports(), order);
    if (!restored) FAIL(restored.error().text());
    auto vault = bench.open_with(bench.passphrase);
    REQUIRE(vault);  // the tablet itself is as it was
    auto heir = Vault::open(bench.ports(), bench.at("tablet"), bench.fresh);
    REQUIRE(heir);
    const auto former = Vault::open_former(bench.ports(), bench.at("tablet"), *heir);
    REQUIRE(former);
    CHECK(former->has_value());
}

TEST_CASE("a restored record is backed up and restored again with everything before it",
          "[store][keeper]") {
    Keeping bench;
    REQUIRE(bench.back_up());
    REQUIRE(restore(bench.ports(), bench.order(bench.at("backup"), bench.at("tablet"))));
    REQUIRE(backup(bench.ports(), bench.at("tablet"), bench.passphrase, bench.at("second")));
    REQUIRE(restore(bench.ports(), bench.order(bench.at("second"), bench.at("third"))));
    auto both = open_both(bench, bench.at("third"));
    auto first = Vault::open_former(bench.ports(), bench.at("third/former"), both.former);
    REQUIRE(first);
    REQUIRE(first->has_value());
    CHECK((*first)->root_at(bench.size).value() == bench.root);
}

TEST_CASE("whichever call of a restore fails, there is a whole record in use or none",
          "[store][keeper]") {
    Keeping bench;
    REQUIRE(bench.back_up());
    const auto source = tree_of(bench.at("backup"));
    std::size_t cuts = 0;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; cut += cut < 60 ? 1 : 4) {
        REQUIRE(cut < 2'000);
        std::filesystem::remove_all(bench.at("tablet"));
        test::CuttingFiles cutting{bench.real};
        cutting.fail_from(cut);
        completed = restore({cutting, bench.clock, bench.entropy},
                            bench.order(bench.at("backup"), bench.at("tablet")))
                        .has_value();
        CAPTURE(cut);
        ++cuts;
        if (!bench.there(bench.at("tablet"))) continue;
        (void)open_both(bench, bench.at("tablet"));
        CHECK(tree_of(bench.at("backup")) == source);
    }
    CHECK(cuts > 60);
    WARN("failing calls of a restore: " << cuts);
}

}  // namespace
}  // namespace cpc::store
