// SPDX-License-Identifier: Apache-2.0
// What two officers have erased is nowhere any more, and everything that was proved before still
// is; whoever may not, and whenever it may not be, erases nothing.
#include "core/store/erase.hpp"

#include "core/record/note.hpp"
#include "core/store/rotate.hpp"
#include "core/store/salvage.hpp"
#include "tests/unit/core/store/erasable.hpp"

namespace cpc::store {
namespace {

using crypto::SecretBytes;
using test::conference_a;
using test::conference_b;
using test::conference_open;
using test::Erasable;
using test::said;
using test::words_each;

constexpr auto all_of_it = static_cast<std::size_t>(words_each) + 1;

TEST_CASE("the keys and the content of an erased conference are in no file any more",
          "[store][erase]") {
    Erasable bench;
    const auto gone = Erasable::secrets_of(bench.frames(bench.entries[conference_a]));
    const auto stays = Erasable::secrets_of(bench.frames(bench.entries[conference_b]));
    CHECK(gone.size() == 2 * all_of_it + 2);  // content and wrap of each, and two keys
    const auto before = bench.hits(gone);
    REQUIRE(before > 100);  // or this test would find nothing either way
    const auto kept = bench.hits(stays);
    const auto erased = bench.erase_with(bench.request());
    if (!erased) FAIL(erased.error().text());
    CHECK(erased->what.entries == bench.entries[conference_a]);
    CHECK(erased->what.keys.size() == 2);
    CHECK(erased->officers == std::array<std::string, 2>{"officer-1", "officer-3"});
    CHECK(bench.hits(gone) == 0);
    CHECK(bench.hits(stays) == kept);
    CHECK(bench.hits({Bytes(view_of("half a sentence").begin(),
                            view_of("half a sentence").begin() + 15)}) == 0);
}

TEST_CASE("after an erasure every root, proof and signature holds and the rest reads as before",
          "[store][erase]") {
    Erasable bench;
    record::Proof proof;
    const auto number = bench.entries[conference_a].at(2);
    {
        auto vault = bench.open();
        proof = vault->inclusion(number, bench.size).value();
    }
    REQUIRE(bench.erase_with(bench.request()));
    const auto report = bench.verify();
    REQUIRE(report);
    for (const auto& finding : report->damage)
        UNSCOPED_INFO(finding.text());
    CHECK(report->whole());
    CHECK(report->notes.empty());
    REQUIRE(report->erased.size() == 1);
    CHECK(report->erased.front().words().find("officer-1 and officer-3") != std::string::npos);
    std::size_t marked = 0;
    for (const auto& entry : report->verified)
        marked += entry.erased ? 1U : 0U;
    CHECK(marked == all_of_it);

    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->report().notes.empty());
    CHECK(vault->root_at(bench.size).value() == bench.root);
    CHECK(vault->checkpoint_note_at(bench.size).value() == bench.note);
    CHECK(vault->inclusion(number, bench.size).value() == proof);
    const auto raw = vault->raw(number, number + 1).value().front();
    CHECK(record::verify_inclusion(record::leaf_hash(raw.entry), number, bench.size, bench.root,
                                   proof));
    CHECK(bench.readable(*vault, conference_a) == 0);
    CHECK(bench.readable(*vault, conference_b) == all_of_it);
    CHECK(bench.readable(*vault, conference_open) == static_cast<std::size_t>(words_each));
    CHECK(vault->erased(conference_a).has_value());
    CHECK_FALSE(vault->erased(conference_b).has_value());
    CHECK_FALSE(vault->conference_key(conference_a).has_value());
    CHECK_FALSE(vault->get_state("draft/" + conference_a.hex() + "/reason").value().has_value());
    CHECK(vault->get_state("draft/" + conference_b.hex() + "/reason").value().has_value());
    // Nothing more is said in it; elsewhere everything goes on.
    CHECK(vault->append(said(*vault, "more", conference_a)).error().fault == Fault::refused);
    CHECK(vault->append(said(*vault, "more", conference_open)).has_value());
}

TEST_CASE("one entry can be erased alone, also the one that brought the conference's key",
          "[store][erase]") {
    for (const std::size_t place : {std::size_t{0}, std::size_t{4}}) {
        Erasable bench;
        const auto number = bench.entries[conference_a].at(place);
        auto one = bench.frames({number}).front();
        one.conference_key_wrap.clear();  // the others need it
        const auto gone = Erasable::secrets_of({one});
        auto request = bench.request();
        request.entry = number;
        const auto erased = bench.erase_with(request, 1, 2);
        if (!erased) FAIL(erased.error().text());
        CHECK(erased->what.keys.empty());
        CHECK(bench.hits(gone) == 0);
        CHECK(bench.verify()->whole());
        {
            auto vault = bench.open();
            REQUIRE(vault);
            CHECK(bench.readable(*vault, conference_a) == all_of_it - 1);
            CHECK_FALSE(vault->erased(conference_a).has_value());
            CHECK(vault->erased().size() == 1);
        }
        CHECK(bench.erase_with(request).error().text().find("erased already") != std::string::npos);
        // Then all of it.
        request.entry.reset();
        const auto rest = Erasable::secrets_of(bench.frames(bench.entries[conference_a]));
        request.received = bench.size + 10;
        REQUIRE(bench.erase_with(request, 1, 2));
        CHECK(bench.hits(rest) == 0);
        CHECK(bench.verify()->whole());
        auto vault = bench.open();
        CHECK(bench.readable(*vault, conference_a) == 0);
    }
}

// Who must not be able to erase anything, and when nobody may.
struct Refusing : Erasable {
    crypto::SigningKey first = crypto::officer_signing_key(officers[0]);
    crypto::SigningKey second = crypto::officer_signing_key(officers[1]);

    void refuses(const EraseRequest& wanted, const crypto::SigningKey& one,
                 const crypto::SigningKey& other, const char* words) {
        const auto done = erase(ports(), directory.path(), passphrase, wanted, one, other);
        REQUIRE_FALSE(done);
        INFO(done.error().text());
        CHECK(done.error().text().find(words) != std::string::npos);
        CHECK(done.error().text().find("Nothing was") != std::string::npos);
    }
    void refuses(const EraseRequest& wanted, const char* words) {
        refuses(wanted, first, second, words);
    }
    void check_all_there() {
        auto vault = open();
        REQUIRE(vault);
        CHECK(readable(*vault, conference_a) == all_of_it);
        CHECK(vault->erased().empty());
    }
};

TEST_CASE("nobody erases alone, with a stranger, as a chair or by writing that it is so",
          "[store][erase]") {
    Refusing bench;
    const auto good = bench.request();
    const auto stranger = crypto::SigningKey::generate();
    bench.refuses(good, bench.first, bench.first, "Two different officers");
    bench.refuses(good, bench.first, stranger, "not of one of this tablet's officers");
    bench.refuses(good, stranger, bench.second, "not of one of this tablet's officers");
    {
        auto vault = bench.open();
        const auto chair = vault->chair_key().clone();
        AppendRequest by_hand;
        by_hand.type = record::type::erasure;
        by_hand.payload = record::encode_event(record::Erasure{});
        by_hand.signers = {{&bench.first, record::Role::staff},
                           {&bench.second, record::Role::staff}};
        CHECK(vault->append(by_hand).error().fault == Fault::refused);
        vault = fail(Fault::io, "closed");
        bench.refuses(good, bench.first, chair, "not of one of this tablet's officers");
    }
    CHECK(erase(bench.ports(), bench.directory.path(), SecretBytes::from("nobody's"), good,
                bench.first, bench.second)
              .error()
              .fault == Fault::wrong_secret);
    bench.check_all_there();
}

TEST_CASE("nothing is erased without a basis, too early, by surprise or from an open conference",
          "[store][erase]") {
    Refusing bench;
    const auto good = bench.request();
    bench.refuses(bench.request(conference_open), "not closed");
    bench.refuses(bench.request(ConferenceId{{9}}), "no such conference");
    bench.refuses(bench.request(ConferenceId{}), "no such conference");
    const auto wrong = [&](auto change, const char* words) {
        auto request = good;
        change(request);
        bench.refuses(request, words);
    };
    const auto today = static_cast<std::int32_t>(bench.clock.read().wall.ms / 86'400'000);
    const auto ended = record::ErasureBasis::retention_ended;
    wrong([](auto& r) { r.basis = {}; }, "No basis");
    wrong([](auto& r) { r.reason.clear(); }, "No reason");
    wrong([](auto& r) { r.reason = "not \xff text"; }, "cannot be written down");
    wrong([&](auto& r) { r.received = bench.entries[conference_a].back(); },
          "1 of its entries were never received");
    wrong([&](auto& r) { r.entry = bench.entries[conference_b].front(); },
          "not of this conference");
    wrong([](auto& r) { r.entry = 0; }, "not of this conference");
    wrong([](auto& r) { r.keep_until = Date{1}; }, "that basis only");
    wrong([&](auto& r) { r.basis = ended; }, "until when");
    wrong([&](auto& r) { r.basis = ended, r.keep_until = Date{today}; }, "has to be kept until");
    bench.check_all_there();
    // What was missing each time is enough.
    auto enough = good;
    enough.basis = ended;
    enough.keep_until = Date{today - 1};
    enough.received = 0;
    enough.never_sent = true;
    const auto erased = bench.erase_with(enough);
    if (!erased) FAIL(erased.error().text());
    CHECK(erased->what.never_sent);
    CHECK(erased->what.keep_until == Date{today - 1});
}

TEST_CASE("only the officers who were enrolled last may erase", "[store][erase]") {
    Erasable bench;
    const auto former = bench.officers[0].secret().clone();
    {
        auto vault = bench.open();
        bench.officers[0] = crypto::BoxKeyPair::generate();
        Chairs chairs{bench.ports(), bench.directory.path(), *vault};
        auto twice = bench.public_halves();
        twice[1].signing = twice[0].signing;
        CHECK(chairs.enrol_officers(bench.passphrase, twice).error().fault == Fault::refused);
        twice[1].signing.reset();
        CHECK(chairs.enrol_officers(bench.passphrase, twice).error().fault == Fault::refused);
        REQUIRE(chairs.enrol_officers(bench.passphrase, bench.public_halves()));
    }
    const auto now = bench.officers[0].secret().clone();
    bench.officers[0] = crypto::BoxKeyPair::from_secret(former);
    CHECK(bench.erase_with(bench.request()).error().fault == Fault::wrong_secret);
    bench.officers[0] = crypto::BoxKeyPair::from_secret(now);
    CHECK(bench.erase_with(bench.request()).has_value());
    CHECK(bench.verify()->whole());
}

TEST_CASE("what was erased does not come back with a new master key, salvage or a repair",
          "[store][erase]") {
    Erasable bench;
    const auto gone = Erasable::secrets_of(bench.frames(bench.entries[conference_a]));
    REQUIRE(bench.erase_with(bench.request()));
    const auto check = [&] {
        CHECK(bench.hits(gone) == 0);
        CHECK(bench.verify()->whole());
        auto vault = bench.open();
        REQUIRE(vault);
        CHECK(bench.readable(*vault, conference_a) == 0);
        CHECK(bench.readable(*vault, conference_b) == all_of_it);
    };
    REQUIRE(change_master(bench.ports(), bench.directory.path(), bench.passphrase, {},
                          crypto::KeyslotCost::practice()));
    check();
    const test::Directory elsewhere;
    const auto evidence = salvage(bench.ports(), bench.directory.path(), bench.passphrase,
                                  elsewhere.file("out"), Salvage::with_contents);
    if (!evidence) FAIL(evidence.error().text());
    CHECK(evidence->whole());
    CHECK(evidence->text().find("Content erased by two officers: entries ") != std::string::npos);
    CHECK(evidence->text().find("not readable") == std::string::npos);
    for (const char* name : {journal_file, store_file}) {
        auto bytes = bench.contents(name);
        bytes[5'000] ^= 1U;
        bench.overwrite(name, bytes);
        {
            auto vault = bench.open();
            REQUIRE(vault);
            CHECK(vault->report().repaired_journal == (std::string{name} == journal_file));
        }
        CHECK_FALSE(bench.real.exists(bench.directory.file(std::string{name} + ".damaged-1")));
        check();
    }
}

TEST_CASE("damaged copies kept aside and other leftovers go with what is erased",
          "[store][erase]") {
    Erasable bench;
    for (const char* name : {journal_file, store_file}) {
        auto bytes = bench.contents(name);
        bytes[9'000] ^= 1U;
        bench.overwrite(name, bytes);
        REQUIRE(bench.open());
        REQUIRE(bench.real.exists(bench.directory.file(std::string{name} + ".damaged-1")));
    }
    for (const char* name : {"verify-copy.db", "store.db.new"})
        bench.overwrite(name, bench.contents(store_file));
    bench.overwrite("journal.cpl.new", bench.contents(journal_file));
    const auto gone = Erasable::secrets_of(bench.frames(bench.entries[conference_a]));
    REQUIRE(bench.erase_with(bench.request()));
    CHECK(bench.hits(gone) == 0);
    for (const char* name : {"journal.cpl.damaged-1", "store.db.damaged-1", "verify-copy.db",
                             "store.db.new", "journal.cpl.new"})
        CHECK_FALSE(bench.real.exists(bench.directory.file(name)));
}

TEST_CASE("an older copy that is put back loses what was erased at the next open",
          "[store][erase]") {
    for (const char* name : {journal_file, store_file}) {
        Erasable bench;
        const auto old = bench.contents(name);
        const auto gone = Erasable::secrets_of(bench.frames(bench.entries[conference_a]));
        REQUIRE(bench.erase_with(bench.request()));
        bench.overwrite(name, old);
        REQUIRE(bench.hits(gone) > 0);
        const auto report = bench.verify();
        REQUIRE(report);
        CHECK(report->erased.size() == 1);
        CHECK(std::any_of(report->notes.begin(), report->notes.end(), [](const auto& note) {
            return note.find("still in one of the two copies") != std::string::npos;
        }));
        {
            auto vault = bench.open();
            if (!vault) FAIL(vault.error().text());
            CHECK(bench.readable(*vault, conference_a) == 0);
            CHECK(bench.readable(*vault, conference_b) == all_of_it);
        }
        CHECK(bench.hits(gone) == 0);
        CHECK(bench.verify()->whole());
    }
}

}  // namespace
}  // namespace cpc::store
