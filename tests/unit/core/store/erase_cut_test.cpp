// SPDX-License-Identifier: Apache-2.0
// Wherever the power goes during an erasure, nothing is erased or all of it is, the entry that says
// so is there exactly if it is true, and one opening carries out what is left.
#include "core/store/rewrite.hpp"
#include "core/store/vault_impl.hpp"
#include "tests/unit/core/store/cutting_files.hpp"
#include "tests/unit/core/store/erasable.hpp"
#include "tests/unit/core/store/snapshot.hpp"

namespace cpc::store {
namespace {

using test::conference_a;
using test::conference_b;
using test::CuttingFiles;
using test::Erasable;
using test::Snapshot;
using test::words_each;

constexpr auto all_of_it = static_cast<std::size_t>(words_each) + 1;

struct Sums {
    std::size_t cuts = 0;
    std::size_t whole = 0;
    std::size_t erased = 0;
};

void judge(Erasable& bench, Sums& sums) {
    const bool said = test::all_or_nothing(bench);
    // Both copies by themselves say the same.
    const auto keys = bench.keys();
    auto journal = look_at_journal(bench.ports(), bench.directory.file(journal_file), keys,
                                   Journal::Access::read);
    auto store = look_at_store(bench.ports(), bench.directory.file(store_file), keys,
                               Database::Mode::read_only);
    REQUIRE((journal && journal->index && store && store->store));
    for (const auto seq : bench.entries[conference_a]) {
        REQUIRE(is_bare(journal->journal->read(journal->held.at(seq)->place).value()) == said);
        REQUIRE(is_bare(store->store->read(seq).value()) == said);
    }
    ++sums.cuts;
    ++(said ? sums.erased : sums.whole);
}

TEST_CASE("a power cut at any call of an erasure leaves nothing erased or all of it",
          "[store][erase]") {
    Erasable bench{true};
    const auto snapshot = Snapshot::of(bench);
    Sums sums;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; ++cut) {
        REQUIRE(cut < 1'000);
        snapshot.put_back(bench);
        CuttingFiles cutting{bench.split};
        cutting.fail_from(cut);
        completed =
            erase({cutting, bench.clock, bench.entropy}, bench.directory.path(), bench.passphrase,
                  bench.request(), crypto::officer_signing_key(bench.officers[0]),
                  crypto::officer_signing_key(bench.officers[1]))
                .has_value();
        bench.split.memory.power_cut();
        CAPTURE(cut);
        judge(bench, sums);
    }
    CHECK(sums.whole > 30);
    CHECK(sums.erased > 5);
    WARN("cuts of an erasure: " << sums.cuts << ", nothing erased " << sums.whole << ", erased "
                                << sums.erased);
}

TEST_CASE("a cut while a decided erasure is carried out changes nothing about it",
          "[store][erase]") {
    Erasable bench{true};
    // The state just after it was decided: the journal has its name, the store has not.
    CuttingFiles first{bench.split};
    first.before_call = [&](std::string_view what, const std::string& path) {
        if (what == "rename" && path.find("store.db.new") != std::string::npos) first.fail_from(0);
    };
    const auto done =
        erase({first, bench.clock, bench.entropy}, bench.directory.path(), bench.passphrase,
              bench.request(), crypto::officer_signing_key(bench.officers[1]),
              crypto::officer_signing_key(bench.officers[2]));
    REQUIRE_FALSE(done);
    CHECK(done.error().text().find("opening the record once carries out") != std::string::npos);
    bench.split.memory.power_cut();
    REQUIRE(bench.split.exists(bench.directory.file("store.db.new")));
    const auto half_way = Snapshot::of(bench);
    Sums sums;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; ++cut) {
        REQUIRE(cut < 500);
        half_way.put_back(bench);
        CuttingFiles cutting{bench.split};
        cutting.fail_from(cut);
        completed = Vault::open({cutting, bench.clock, bench.entropy}, bench.directory.path(),
                                bench.passphrase)
                        .has_value();
        bench.split.memory.power_cut();
        CAPTURE(cut);
        judge(bench, sums);
    }
    CHECK(sums.erased == sums.cuts);
    CHECK(sums.cuts > 10);
}

// Both copies, or one, as somebody with every key of the tablet but no officer would make them.
void strip(Erasable& bench, std::uint64_t seq, Rewrite::Names names) {
    const auto keys = bench.keys();
    auto looked = look_at_journal(bench.ports(), bench.directory.file(journal_file), keys,
                                  Journal::Access::read);
    REQUIRE((looked && looked->index));
    Rewrite::Plan plan;
    plan.size = looked->index->size();
    plan.root = looked->index->root();
    plan.entry = [&](std::uint64_t n) {
        auto raw = looked->journal->read(looked->held.at(n)->place);
        if (n == seq) {
            raw->ciphertext.clear();
            raw->key_wrap.clear();
        }
        return raw;
    };
    plan.check = [](const LogIndex&) { return Result<void>{}; };
    Rewrite rewrite{bench.ports(), bench.directory.path(), names, keys};
    REQUIRE(rewrite.build(looked->journal->identity(), plan));
}

TEST_CASE("content that is missing and that no two officers erased is damage, and is mended",
          "[store][erase]") {
    for (const bool both : {false, true}) {
        Erasable bench;
        const auto seq = bench.entries[conference_b].at(3);
        strip(bench, seq, {"stripped-journal", "stripped.db"});
        bench.overwrite(journal_file, bench.contents("stripped-journal"));
        if (both) bench.overwrite(store_file, bench.contents("stripped.db"));
        const auto report = bench.verify();
        REQUIRE(report);
        CHECK_FALSE(report->whole());
        auto vault = bench.open();
        if (both) {
            REQUIRE_FALSE(vault);
            CHECK(vault.error().fault == Fault::damaged);
            continue;
        }
        REQUIRE(vault);
        CHECK(vault->report().repaired_journal);
        CHECK(bench.readable(*vault, conference_b) == all_of_it);
    }
}

TEST_CASE("an erasure that two enrolled officers did not sign erases nothing and is found",
          "[store][erase]") {
    Erasable bench;
    const auto seq = bench.entries[conference_b].at(3);
    const auto keys = bench.keys();
    const auto stranger = crypto::SigningKey::generate();
    const auto officer = crypto::officer_signing_key(bench.officers[0]);
    RawEntry forged;
    Hash32 root{};
    {
        auto vault = bench.open();
        REQUIRE(vault);
        auto& inside = VaultMaker::inside(*vault);
        record::Erasure what;
        what.conference = conference_b;
        what.entries = {seq};
        what.basis = record::ErasureBasis::court_order;
        what.reason = "none";
        AppendRequest request;
        request.type = record::type::erasure;
        request.payload = record::encode_event(what);
        request.signers = {{&officer, record::Role::staff}, {&stranger, record::Role::staff}};
        auto signers = request.signers;
        forged = inside.compose(request, signers).value();
        root = inside.index.fit(forged)->root;
    }
    bench.overwrite("original", bench.contents(journal_file));
    auto looked = look_at_journal(bench.ports(), bench.directory.file("original"), keys,
                                  Journal::Access::read);
    REQUIRE((looked && looked->index));
    Rewrite::Plan plan;
    plan.size = looked->index->size() + 1;
    plan.root = root;
    bool emptied = false;
    plan.entry = [&](std::uint64_t n) -> Result<RawEntry> {
        if (n == forged.seq) return forged;
        auto raw = looked->journal->read(looked->held.at(n)->place);
        if (n == seq && emptied) {
            raw->ciphertext.clear();
            raw->key_wrap.clear();
        }
        return raw;
    };
    plan.check = [](const LogIndex&) { return Result<void>{}; };
    for (const bool gone : {false, true}) {
        emptied = gone;
        Rewrite rewrite{
            bench.ports(), bench.directory.path(), {"forged-journal", "forged.db"}, keys};
        REQUIRE(rewrite.build(looked->journal->identity(), plan));
        bench.overwrite(journal_file, bench.contents("forged-journal"));
        bench.overwrite(store_file, bench.contents("forged.db"));
        const auto report = bench.verify();
        REQUIRE(report);
        CHECK(std::any_of(report->damage.begin(), report->damage.end(), [](const auto& finding) {
            return finding.what.find("two enrolled officers did not sign") != std::string::npos;
        }));
        CHECK(report->erased.empty());
        auto vault = bench.open();
        REQUIRE(vault.has_value() == !gone);  // with the content gone it is damage
        if (vault) CHECK(bench.readable(*vault, conference_b) == all_of_it);
    }
}

}  // namespace
}  // namespace cpc::store
