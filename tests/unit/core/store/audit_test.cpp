// SPDX-License-Identifier: Apache-2.0
// Audits of an open record, and the two copies looked at side by side.
#include "core/store/audit.hpp"

#include <catch2/catch_test_macros.hpp>

#include "core/record/note.hpp"
#include "core/store/copies.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using test::Bench;
using test::said;

constexpr int sayings = 300;  // more than one chunk

struct Audited300 : Bench {
    std::optional<Vault> vault;
    Audited300() {
        auto made = create();
        REQUIRE(made);
        vault.emplace(std::move(*made));
        for (int i = 0; i < sayings; ++i)
            REQUIRE(vault->append(said(*vault, std::to_string(i))));
        REQUIRE(vault->settle());
    }
    // Somebody writes into the journal beside the running program.
    void flip_in_journal(std::uint64_t offset) {
        auto file = real.open(directory.file(journal_file), OpenMode::read_write).value();
        ByteArray<1> one{};
        REQUIRE(file->read_at(offset, one));
        one[0] ^= 1U;
        REQUIRE(file->write_at(offset, one));
    }
    std::string note_over(const record::Checkpoint& checkpoint) {
        const auto text = record::checkpoint_text(checkpoint);
        return record::write_note(
            {text, {record::sign_note(text, vault->origin(), vault->device_key())}});
    }
};

TEST_CASE(
    "An audit of a whole record verifies every signature and finds nothing, on one thread "
    "and on two",
    "[store][audit]") {
    Audited300 bench;
    for (const unsigned threads : {1U, 2U}) {
        const auto audited = audit_signatures(*bench.vault, threads);
        REQUIRE(audited);
        CHECK(audited->clean());
        CHECK(audited->entries == bench.vault->size());
        // The chair and the device sign each saying; the device alone the rest.
        CHECK(audited->signatures == bench.vault->size() + sayings);
        CHECK(audited->root == bench.vault->root());
    }
}

TEST_CASE("An audit names the one entry whose bytes changed on the medium since the open",
          "[store][audit]") {
    Audited300 bench;
    const auto note = bench.vault->checkpoint_note();
    REQUIRE(note);
    const auto keys = crypto::Keyslots::unlock(bench.real, bench.directory.path(), bench.passphrase,
                                               crypto::Repair::none);
    REQUIRE(keys);
    const auto copy = look_at_journal(bench.ports(), bench.directory.file(journal_file),
                                      StoreKeys::from_master(keys->master), Journal::Access::read);
    REQUIRE(copy);
    constexpr std::uint64_t hurt = 211;
    bench.flip_in_journal(copy->held[hurt]->place.offset + 100);
    for (const unsigned threads : {1U, 2U}) {
        const auto audited = audit_signatures(*bench.vault, threads);
        REQUIRE(audited);
        REQUIRE(audited->findings.size() == 2);  // and that the root is another one
        CHECK(audited->findings.front().seq == hurt);
        const auto against = audit_against(*bench.vault, *note, threads);
        REQUIRE(against);
        CHECK(against->findings.front().seq == hurt);
    }
}

TEST_CASE("A checkpoint is held against the record's own bytes", "[store][audit]") {
    Audited300 bench;
    auto& vault = *bench.vault;
    const auto half = vault.checkpoint_note_at(vault.size() / 2);
    REQUIRE(half);
    const auto audited = audit_against(vault, *half, 2);
    REQUIRE(audited);
    CHECK(audited->clean());
    CHECK(audited->entries == vault.size() / 2);
    CHECK(audited->root == vault.root_at(vault.size() / 2).value());
    CHECK(audited->signatures == 0);

    record::Checkpoint wrong{vault.origin(), vault.size(), vault.root()};
    wrong.root[0] ^= 1U;
    const auto other_root = audit_against(vault, bench.note_over(wrong), 1);
    REQUIRE(other_root);
    REQUIRE(other_root->findings.size() == 1);
    CHECK(other_root->findings.front().seq == vault.size());

    record::Checkpoint longer{vault.origin(), vault.size() + 1, vault.root()};
    const auto too_long = audit_against(vault, bench.note_over(longer), 1);
    REQUIRE_FALSE(too_long);
    CHECK(too_long.error().fault == Fault::conflict);

    Bench other;
    other.entropy = support::SeededEntropy{43};
    auto stranger = other.create();
    REQUIRE(stranger);
    const auto not_ours = audit_against(vault, stranger->checkpoint_note().value(), 1);
    REQUIRE_FALSE(not_ours);
    CHECK(not_ours.error().fault == Fault::forged);
}

TEST_CASE("Two copies looked at by two threads are found as by one", "[store][audit]") {
    Audited300 bench;
    const auto size = bench.vault->size();
    const auto root = bench.vault->root();
    const auto unlocked = crypto::Keyslots::unlock(bench.real, bench.directory.path(),
                                                   bench.passphrase, crypto::Repair::none);
    REQUIRE(unlocked);
    const auto keys = StoreKeys::from_master(unlocked->master);
    bench.vault.reset();
    constexpr std::uint64_t never = ~std::uint64_t{0};
    for (const auto from : {std::uint64_t{0}, never}) {
        const auto both = look_at_both(bench.ports(), bench.directory.path(), keys, from);
        REQUIRE(both);
        CHECK(both->journal.damage.empty());
        CHECK(both->store.damage.empty());
        CHECK(both->journal.index->root() == root);
        REQUIRE(both->store.digests.size() == size);
        for (std::uint64_t seq = 0; seq < size; ++seq)
            CHECK(both->store.digests[seq] == both->journal.held[seq]->digest);
    }
    // Where the machine fails, both ways say so.
    bench.flip_in_journal(journal_head_size + 60);
    for (const auto from : {std::uint64_t{0}, never}) {
        const auto both = look_at_both(bench.ports(), bench.directory.path(), keys, from);
        REQUIRE(both);
        CHECK_FALSE(both->journal.damage.empty());
        CHECK(both->store.digests.size() == size);
    }
}

TEST_CASE("Small state is read by the beginning of its names, and many rows go in at once",
          "[store]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    const std::vector<Vault::StateRow> rows{{"home/a", {1}}, {"home/b", {2, 2}}, {"homes", {3}}};
    REQUIRE(vault->put_states(rows));
    REQUIRE(vault->put_state("hom", view_of("x")));
    REQUIRE(vault->put_state("home/\xC3\xA9", view_of("y")));
    const auto found = vault->states("home/");
    REQUIRE(found);
    REQUIRE(found->size() == 3);
    CHECK((*found)[0] == rows[0]);
    CHECK((*found)[1] == rows[1]);
    CHECK((*found)[2].first == "home/\xC3\xA9");
    CHECK(vault->state_keys("home").value().size() == 4);
    CHECK(vault->state_keys("").value().size() >= 5);
}

TEST_CASE("A vault says how far each of its conferences has come", "[store]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    CHECK(vault->conference_ends().empty());
    for (const auto& id : {test::conference_a, test::conference_b, test::conference_a})
        REQUIRE(vault->append(said(*vault, "said", id)));
    const auto ends = vault->conference_ends();
    REQUIRE(ends.size() == 2);
    CHECK(ends[0].id == test::conference_a);
    CHECK(ends[0].entries == 2);
    CHECK(ends[0].last_seq == vault->size() - 1);
    CHECK(ends[1].id == test::conference_b);
    CHECK(ends[1].entries == 1);
}

}  // namespace
}  // namespace cpc::store
