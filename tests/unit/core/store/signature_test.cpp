// SPDX-License-Identifier: Apache-2.0
// Signatures that come out wrong: a bit that flips in memory, and a journal that says so.
#include <atomic>
#include <catch2/catch_test_macros.hpp>

#include "core/store/copies.hpp"
#include "core/store/second_hand.hpp"
#include "core/store/signatory.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::crypto {

// What a failing memory does to a key.
struct SigningKeyFault {
    static void flip_public(SigningKey& key) { key.public_[0] ^= 1U; }
    // The copy of the public half from which the signature is computed.
    static void flip_secret(SigningKey& key) { key.secret_.span()[40] ^= 1U; }
    // As if the fault were older than the digest that would tell.
    static void hide(SigningKey& key) { key.made_as_ = key.digest(); }
};

}  // namespace cpc::crypto

namespace cpc::store {
namespace {

using crypto::SigningKeyFault;
using test::Bench;
using test::said;

TEST_CASE("every job is done exactly once, whichever thread comes first", "[store][signatory]") {
    SecondHand hand;
    std::atomic<std::uint64_t> done{0};
    constexpr std::uint64_t rounds = 3000;
    std::uint64_t offered = 0;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        if (round % 2 == 0) hand.rouse();
        const auto jobs = 1 + round % SecondHand::jobs_max;
        for (std::uint64_t job = 0; job < jobs; ++job)
            hand.offer([&done] { ++done; });
        hand.finish();
        offered += jobs;
        REQUIRE(done == offered);
    }
    {
        SecondHand leaving;
        leaving.offer([&done] { done = 0; });
    }
    CHECK(done == 0);
}

TEST_CASE("a signature that does not fit is noticed, whoever's it is", "[store][signatory]") {
    const auto attendee = crypto::SigningKey::generate();
    const auto device = crypto::SigningKey::generate();
    const std::vector<Signer> signers{{&attendee, record::Role::attendee},
                                      {&device, record::Role::device}};
    record::EntryHeader header;
    header.type = 0x0142;
    header.flags = record::flag::authored;
    header.signature_count = 2;
    Signatory signatory;
    const record::Entry good{header, signatory.sign(header, signers)};
    const auto bytes = record::serialise(good);
    signatory.begin_check(bytes, signers);
    CHECK(signatory.finish_check());
    for (const std::size_t at : {std::size_t{50}, record::header_size + 40,
                                 record::header_size + record::signature_size + 99}) {
        auto bad = bytes;
        bad[at] ^= 1U;
        signatory.begin_check(bad, signers);
        const auto outcome = signatory.finish_check();
        // The place in the log is bound by the tree and not signed.
        CHECK(outcome.has_value() == (at == 50));
    }
}

TEST_CASE("a signature that a passing fault has spoiled differs from the second one",
          "[store][signatory]") {
    auto device = crypto::SigningKey::generate();
    const std::vector<Signer> signers{{&device, record::Role::device}};
    record::EntryHeader header;
    header.signature_count = 1;
    Signatory signatory;
    SigningKeyFault::flip_secret(device);
    const auto spoiled = record::serialise(record::Entry{header, signatory.sign(header, signers)});
    signatory.begin_check(spoiled, signers);
    CHECK_FALSE(signatory.finish_check());  // the key is seen to have changed
    SigningKeyFault::flip_secret(device);
    signatory.begin_check(spoiled, signers);
    CHECK_FALSE(signatory.finish_check());  // the key is whole again, the signature is not
    const auto good = record::serialise(record::Entry{header, signatory.sign(header, signers)});
    signatory.begin_check(good, signers);
    CHECK(signatory.finish_check());
}

TEST_CASE("what a fault hides from both signings the writer finds, and nothing more is recorded",
          "[store][signatory]") {
    Bench bench;
    Hash32 root{};
    {
        auto vault = bench.create();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "one")));
        REQUIRE(vault->settle());
        root = vault->root();
        auto attendee = crypto::SigningKey::generate();
        SigningKeyFault::flip_secret(attendee);
        SigningKeyFault::hide(attendee);
        auto request = said(*vault, "two");
        request.signers = {{&attendee, record::Role::attendee}};
        REQUIRE(vault->append(request));
        const auto settled = vault->settle();
        REQUIRE_FALSE(settled);
        CHECK(settled.error().fault == Fault::forged);
        const auto refused = vault->append(said(*vault, "three"));
        REQUIRE_FALSE(refused);
        CHECK(refused.error().fault == Fault::forged);
        CHECK_FALSE(refused.error().advice.empty());
    }
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->root() == root);
    CHECK(vault->report().notes.size() == 1);
}

TEST_CASE("an entry whose signature does not fit is taken back and never acknowledged",
          "[store][signatory]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    REQUIRE(vault->append(said(*vault, "one")));
    const auto before = bench.contents(journal_file);
    const auto root = vault->root();
    auto attendee = crypto::SigningKey::generate();
    SigningKeyFault::flip_public(attendee);
    auto request = said(*vault, "two");
    request.signers = {{&attendee, record::Role::attendee}};
    const auto refused = vault->append(request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::forged);
    CHECK_FALSE(refused.error().advice.empty());
    CHECK(bench.contents(journal_file) == before);
    CHECK(vault->root() == root);
    SigningKeyFault::flip_public(attendee);
    CHECK(vault->append(request));
    REQUIRE(vault->settle());
    vault = fail(Fault::io, "closed");
    const auto report = bench.verify();
    REQUIRE(report);
    CHECK(report->whole());
    CHECK(report->entries == 3);
}

TEST_CASE("if even taking back fails, the journal stops and the next open takes it back",
          "[store][signatory][recovery]") {
    Bench bench;
    bench.forgetful = true;
    Hash32 root{};
    {
        auto vault = bench.create();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "one")));
        REQUIRE(vault->settle());
        root = vault->root();
        auto attendee = crypto::SigningKey::generate();
        SigningKeyFault::flip_public(attendee);
        auto request = said(*vault, "two");
        request.signers = {{&attendee, record::Role::attendee}};
        // The frame is written and synced; the zeros over it are the third call.
        bench.split.memory.fail_every_call_from(3, Fault::io);
        CHECK(vault->append(request).error().fault == Fault::io);
        bench.split.memory.heal();
        CHECK_FALSE(vault->append(said(*vault, "three")));
        CHECK(vault->root() == root);
    }
    bench.split.memory.power_cut();
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->root() == root);
    CHECK(vault->report().notes.size() == 1);
    CHECK_FALSE(vault->report().repaired_journal);
    CHECK(vault->append(said(*vault, "four")));
}

TEST_CASE("a last frame with a wrong signature that the store never saw is taken back at open",
          "[store][signatory][recovery]") {
    Bench bench;
    Bytes journal_before;
    Bytes store_before;
    {
        auto vault = bench.create();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "one")));
        REQUIRE(vault->settle());
    }
    journal_before = bench.contents(journal_file);
    store_before = bench.contents(store_file);
    {
        auto vault = bench.open();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "two")));
    }
    bench.overwrite(store_file, store_before);
    {
        const auto unlocked =
            crypto::Keyslots::unlock(bench.real, bench.directory.path(), bench.passphrase);
        REQUIRE(unlocked);
        const auto keys = StoreKeys::from_master(unlocked->master);
        auto copy = look_at_journal(bench.ports(), bench.directory.file(journal_file), keys,
                                    Journal::Access::append);
        REQUIRE(copy);
        REQUIRE(copy->journal->resume(copy->scan));
        auto raw = copy->journal->read(copy->held.back()->place);
        REQUIRE(raw);
        REQUIRE(copy->journal->take_back(copy->held.back()->place));
        CHECK(bench.contents(journal_file) == journal_before);
        raw->entry.back() ^= 1U;
        REQUIRE(copy->journal->append(*raw));
    }
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->size() == 2);
    REQUIRE(vault->report().notes.size() == 1);
    CHECK(vault->report().notes[0].find("signature") != std::string::npos);
    CHECK(bench.contents(journal_file) == journal_before);
}

}  // namespace
}  // namespace cpc::store
