// SPDX-License-Identifier: Apache-2.0
// Removing a conference from a tablet: content goes from both copies, proofs stay, the record stays
// in use; and nothing goes that no receipt of level 2 covers, wherever the power goes.
#include "core/store/purge.hpp"
#include "core/store/rewrite.hpp"
#include "core/store/scrub.hpp"
#include "core/store/vault_impl.hpp"
#include "tests/unit/core/store/cutting_files.hpp"
#include "tests/unit/core/store/erasable.hpp"
#include "tests/unit/core/store/snapshot.hpp"

namespace cpc::store {
namespace {

using test::conference_a;
using test::conference_b;
using test::conference_open;
using test::CuttingFiles;
using test::Erasable;
using test::Snapshot;
using test::words_each;

constexpr auto all_of_it = static_cast<std::size_t>(words_each) + 1;
const Bytes paper{'r', 'e', 'c', 'e', 'i', 'p', 't'};

// As if both sites had signed for the first `size` entries.
ReceiptReader proves(std::uint64_t size, const Hash32& root,
                     std::vector<std::uint64_t> but_not = {}) {
    return [=](ByteView) -> Result<ProvedElsewhere> {
        return ProvedElsewhere{size, root, but_not};
    };
}
ReceiptReader proves(const Erasable& bench) {
    return proves(bench.size, bench.root);
}

TEST_CASE("A purged conference is gone from both copies and everything else is as it was",
          "[store][purge]") {
    Erasable bench;
    // Contents and the records' own keys; the conference's key may stay.
    std::vector<Bytes> secrets;
    for (auto raw : bench.frames(bench.entries[conference_a])) {
        raw.conference_key_wrap.clear();
        for (auto& secret : Erasable::secrets_of({raw}))
            secrets.push_back(std::move(secret));
    }
    CHECK(bench.hits(secrets) > 0);
    auto vault = bench.open();
    REQUIRE(vault);
    const auto note = vault->checkpoint_note_at(bench.size).value();
    const auto purged = purge(*vault, conference_a, paper, proves(bench));
    if (!purged) FAIL(purged.error().text());
    REQUIRE(purged->purge);
    CHECK(purged->purge->receipt == paper);
    CHECK(purged->purge->confirmed == bench.size);
    CHECK(purged->what.entries.size() == all_of_it);
    CHECK(purged->sentence().find("purged from this tablet on ") == 0);
    const auto look_twice = [&](Vault& one) {
        CHECK(bench.readable(one, conference_a) == 0);
        CHECK(bench.readable(one, conference_b) == all_of_it);
        CHECK(one.root_at(bench.size).value() == bench.root);
        CHECK(one.checkpoint_note_at(bench.size).value() == note);
        CHECK_FALSE(one.get_state("draft/" + conference_a.hex() + "/reason").value().has_value());
        CHECK(one.get_state("draft/" + conference_b.hex() + "/reason").value().has_value());
        REQUIRE(one.erased(conference_a));
        CHECK(one.erased(conference_a)->purge);
    };
    look_twice(*vault);
    // It goes on: other conferences are recorded into, small state is kept.
    bench.say(*vault, conference_open, words_each);
    REQUIRE(vault->put_state("sync/newest", view_of("x")));
    REQUIRE(vault->settle());
    const auto again = test::said(*vault, "one more", conference_a);
    const auto refused = vault->append(again);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().text().find("purged from this tablet") != std::string::npos);
    vault = fail(Fault::io, "closed");
    CHECK(bench.hits(secrets) == 0);
    const auto report = bench.verify();
    REQUIRE(report);
    CHECK(report->whole());
    CHECK(report->notes.empty());
    REQUIRE(report->erased.size() == 1);
    vault = bench.open();
    REQUIRE(vault);
    CHECK_FALSE(vault->report().repaired_store);
    CHECK(vault->report().notes.empty());
    look_twice(*vault);
    CHECK(vault->get_state("sync/newest").value() == Bytes{'x'});
    CHECK(bench.readable(*vault, conference_open) == all_of_it);
}

TEST_CASE("Nothing is purged that no receipt of level 2 covers, whatever is tried",
          "[store][purge]") {
    Erasable bench;
    auto vault = bench.open();
    REQUIRE(vault);
    const auto last = bench.entries[conference_a].back();
    const auto root_at = [&](std::uint64_t size) { return vault->root_at(size).value(); };
    const ReceiptReader none;
    const ReceiptReader not_trusted = [](ByteView) -> Result<ProvedElsewhere> {
        return fail(Fault::forged, "The second site's key is not the one that central named.");
    };
    struct Try {
        const char* what;
        ConferenceId id;
        Bytes receipt;
        ReceiptReader reader;
    };
    const std::vector<Try> tries = {
        {"no receipt", conference_a, {}, proves(bench)},
        {"no reader", conference_a, paper, none},
        {"a receipt nobody trusts", conference_a, paper, not_trusted},
        {"one entry short", conference_a, paper, proves(last, root_at(last))},
        {"nothing at all", conference_a, paper, proves(0, root_at(0))},
        {"more than there is", conference_a, paper, proves(1'000'000, bench.root)},
        {"another history", conference_a, paper, proves(bench.size, root_at(last))},
        {"held back", conference_a, paper, proves(bench.size, bench.root, {last - 2})},
        {"not closed", conference_open, paper, proves(bench)},
        {"the device's own", ConferenceId{}, paper, proves(bench)},
        {"of another tablet", ConferenceId{{9, 9}}, paper, proves(bench)},
        {"too large", conference_a, Bytes(70'000, 1), proves(bench)},
    };
    const auto size = vault->size();
    for (const auto& each : tries) {
        CAPTURE(each.what);
        const auto done = purge(*vault, each.id, each.receipt, each.reader);
        REQUIRE_FALSE(done);
        CHECK_FALSE(done.error().what.empty());
    }
    // Nor by writing that it is so.
    record::Purged claim;
    claim.conference = conference_a;
    claim.entries = bench.entries[conference_a];
    claim.chair = vault->chair_key().public_key();
    claim.confirmed = bench.size;
    claim.receipt = paper;
    AppendRequest request;
    request.type = record::type::purged;
    request.payload = record::encode_event(claim);
    request.signers = {{&vault->chair_key(), record::Role::chair}};
    CHECK_FALSE(vault->append(request));
    CHECK(vault->size() == size);
    CHECK(vault->root_at(bench.size).value() == bench.root);
    CHECK(bench.readable(*vault, conference_a) == all_of_it);
    // Just enough is enough, and twice is refused.
    REQUIRE(purge(*vault, conference_a, paper, proves(last + 1, root_at(last + 1))));
    const auto twice = purge(*vault, conference_a, paper, proves(bench));
    REQUIRE_FALSE(twice);
    CHECK(twice.error().what.find("gone already") != std::string::npos);
}

// The entry as a changed program of the tablet would make it.
RawEntry composed(Vault& vault, const record::Purged& what, bool with_chair) {
    auto& inside = VaultMaker::inside(vault);
    AppendRequest request;
    request.type = record::type::purged;
    request.payload = record::encode_event(what);
    const auto stranger = crypto::SigningKey::generate();
    request.signers = {{with_chair ? &vault.chair_key() : &stranger, record::Role::chair}};
    auto signers = request.signers;
    return inside.compose(request, signers).value();
}

TEST_CASE("A purge that no chair signed, or that its receipt does not reach, excuses nothing",
          "[store][purge]") {
    for (int wrong = 0; wrong < 4; ++wrong) {
        CAPTURE(wrong);
        Erasable bench;
        RawEntry forged;
        Hash32 root{};
        const auto& gone = bench.entries[conference_b];
        {
            auto vault = bench.open();
            REQUIRE(vault);
            record::Purged what;
            what.conference = conference_b;
            what.entries = gone;
            what.chair = vault->chair_key().public_key();
            what.confirmed = wrong == 1 ? gone.back() : bench.size;
            if (wrong != 2) what.receipt = paper;
            if (wrong == 3) what.entries = {gone.back(), gone.front()};
            forged = composed(*vault, what, wrong != 0);
            root = VaultMaker::inside(*vault).index.fit(forged)->root;
        }
        const auto keys = bench.keys();
        bench.overwrite("original", bench.contents(journal_file));
        auto looked = look_at_journal(bench.ports(), bench.directory.file("original"), keys,
                                      Journal::Access::read);
        REQUIRE((looked && looked->index));
        Rewrite::Plan plan;
        plan.size = looked->index->size() + 1;
        plan.root = root;
        plan.entry = [&](std::uint64_t n) -> Result<RawEntry> {
            if (n == forged.seq) return forged;
            auto raw = looked->journal->read(looked->held.at(n)->place);
            if (std::find(gone.begin(), gone.end(), n) != gone.end()) {
                raw->ciphertext.clear();
                raw->key_wrap.clear();
            }
            return raw;
        };
        plan.check = [](const LogIndex&) { return Result<void>{}; };
        Rewrite rewrite{
            bench.ports(), bench.directory.path(), {"forged-journal", "forged.db"}, keys};
        REQUIRE(rewrite.build(looked->journal->identity(), plan));
        bench.overwrite(journal_file, bench.contents("forged-journal"));
        bench.overwrite(store_file, bench.contents("forged.db"));
        const auto report = bench.verify();
        REQUIRE(report);
        CHECK_FALSE(report->whole());
        CHECK(report->erased.empty());
        CHECK_FALSE(bench.open());
    }
}

struct Sums {
    std::size_t cuts = 0;
    std::size_t whole = 0;
    std::size_t gone = 0;
};

void judge(Erasable& bench, Sums& sums) {
    const bool said = test::all_or_nothing(bench);
    ++sums.cuts;
    ++(said ? sums.gone : sums.whole);
}

TEST_CASE("A power cut at any call of a purge leaves all of it there or all of it gone",
          "[store][purge]") {
    Erasable bench{true};
    const auto snapshot = Snapshot::of(bench);
    Sums sums;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; ++cut) {
        REQUIRE(cut < 1'000);
        snapshot.put_back(bench);
        CuttingFiles cutting{bench.split};
        {
            auto vault = Vault::open({cutting, bench.clock, bench.entropy}, bench.directory.path(),
                                     bench.passphrase);
            REQUIRE(vault);
            cutting.fail_from(cut);
            const auto done = purge(*vault, conference_a, paper, proves(bench));
            completed = done.has_value();
            // A failure that is not known to have changed nothing takes nothing more in.
            if (!done &&
                done.error().advice.find("Until then nothing is recorded") != std::string::npos)
                CHECK_FALSE(vault->append(test::said(*vault, "after", conference_b)));
        }
        bench.split.memory.power_cut();
        CAPTURE(cut);
        judge(bench, sums);
    }
    CHECK(sums.whole > 20);
    CHECK(sums.gone > 5);
    WARN("cuts of a purge: " << sums.cuts << ", nothing gone " << sums.whole << ", gone "
                             << sums.gone);
}

TEST_CASE("What was purged does not come back with an older file or by a repair",
          "[store][purge]") {
    Erasable bench;
    const auto old_store = bench.contents(store_file);
    const auto old_journal = bench.contents(journal_file);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        REQUIRE(purge(*vault, conference_a, paper, proves(bench)));
        REQUIRE(vault->settle());
    }
    SECTION("an older store") {
        bench.overwrite(store_file, old_store);
        auto vault = bench.open();
        if (!vault) FAIL(vault.error().text());
        CHECK(bench.readable(*vault, conference_a) == 0);
        CHECK(bench.readable(*vault, conference_b) == all_of_it);
        vault = fail(Fault::io, "closed");
        CHECK(bench.verify()->whole());
    }
    SECTION("an older journal") {
        bench.overwrite(journal_file, old_journal);
        auto vault = bench.open();
        if (!vault) FAIL(vault.error().text());
        CHECK(bench.readable(*vault, conference_a) == 0);
        vault = fail(Fault::io, "closed");
        CHECK(bench.verify()->whole());
    }
    SECTION("a journal that is lost is made again from the store") {
        bench.overwrite(journal_file, {});
        auto vault = bench.open();
        if (!vault) FAIL(vault.error().text());
        CHECK(vault->report().repaired_journal);
        CHECK(bench.readable(*vault, conference_a) == 0);
        CHECK(bench.readable(*vault, conference_b) == all_of_it);
    }
}

TEST_CASE("What was purged can be erased afterwards, and the other way round it cannot",
          "[store][purge]") {
    Erasable bench;
    {
        auto vault = bench.open();
        REQUIRE(vault);
        REQUIRE(purge(*vault, conference_a, paper, proves(bench)));
    }
    const auto erased = bench.erase_with(bench.request());
    if (!erased) FAIL(erased.error().text());
    auto vault = bench.open();
    REQUIRE(vault);
    REQUIRE(vault->erased(conference_a));
    CHECK_FALSE(vault->erased(conference_a)->purge);
    CHECK_FALSE(vault->conference_key(conference_a));
    CHECK_FALSE(purge(*vault, conference_a, paper, proves(bench)));
    vault = fail(Fault::io, "closed");
    CHECK(bench.verify()->whole());
}

TEST_CASE("Two conferences are purged one after the other, and what was written meanwhile stays",
          "[store][purge]") {
    Erasable bench;
    auto vault = bench.open();
    REQUIRE(vault);
    REQUIRE(purge(*vault, conference_a, paper, proves(bench)));
    bench.say(*vault, conference_open, words_each);
    REQUIRE(vault->put_state("desk/where", view_of("home")));
    const auto size = vault->size();
    const auto second = purge(*vault, conference_b, paper, proves(size, vault->root()));
    if (!second) FAIL(second.error().text());
    CHECK(vault->erased().size() == 2);
    CHECK(vault->get_state("desk/where").value().has_value());
    CHECK(bench.readable(*vault, conference_open) == all_of_it);
    vault = fail(Fault::io, "closed");
    const auto report = bench.verify();
    CHECK(report->whole());
    CHECK(report->erased.size() == 2);
    CHECK(scrub(bench.ports(), bench.directory.path(), bench.passphrase)->was_whole());
}

}  // namespace
}  // namespace cpc::store
