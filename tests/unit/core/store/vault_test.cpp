// SPDX-License-Identifier: Apache-2.0
#include "core/store/vault.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "core/record/note.hpp"
#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/journal.hpp"
#include "core/store/store_lock.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using test::Bench;
using test::conference_a;
using test::conference_b;
using test::said;
using test::text_in;

TEST_CASE("what was appended comes back in order after the vault is opened again", "[store]") {
    Bench bench;
    Hash32 root{};
    {
        auto vault = bench.create();
        REQUIRE(vault);
        for (const char* text : {"one", "two", "three"})
            REQUIRE(vault->append(said(*vault, text)));
        REQUIRE(vault->append(said(*vault, "elsewhere", conference_b)));
        REQUIRE(vault->settle());
        CHECK(vault->size() == 5);
        root = vault->root();
    }
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->root() == root);
    CHECK(vault->practice());
    CHECK(vault->report().entries == 5);
    CHECK_FALSE(vault->report().repaired_store);
    CHECK_FALSE(vault->report().repaired_journal);
    CHECK(vault->report().notes.empty());
    const auto entries = vault->conference(conference_a);
    REQUIRE(entries);
    REQUIRE(entries->size() == 3);
    CHECK(text_in((*entries)[0]) == "one");
    CHECK(text_in((*entries)[2]) == "three");
    CHECK((*entries)[2].header.seq == 3);
    CHECK((*entries)[2].signatures.size() == 2);
}

TEST_CASE("a wrong passphrase opens nothing and changes nothing", "[store][REQ-299]") {
    Bench bench;
    REQUIRE(bench.create());
    const auto keys = bench.contents("keys.cpk");
    const auto store = bench.contents("store.db");
    bench.passphrase = crypto::SecretBytes::from("something else");
    const auto vault = bench.open();
    REQUIRE_FALSE(vault);
    CHECK(vault.error().fault == Fault::wrong_secret);
    CHECK(bench.contents("keys.cpk") == keys);
    CHECK(bench.contents("store.db") == store);
}

TEST_CASE("a record is never made over a record", "[store]") {
    Bench bench;
    REQUIRE(bench.create());
    const auto again = bench.create();
    REQUIRE_FALSE(again);
    CHECK(again.error().fault == Fault::refused);
    CHECK(bench.open());
}

TEST_CASE("a vault that is open is refused to everybody else, in plain words", "[store][lock]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    const auto second = bench.open();
    REQUIRE_FALSE(second);
    CHECK(second.error().fault == Fault::locked_out);
    CHECK(second.error().what == "This record is open in another program.");
    CHECK(second.error().advice.find("safe") != std::string::npos);
    CHECK(bench.verify().error().fault == Fault::locked_out);
    CHECK(vault->append(said(*vault, "still mine")));
    vault = fail(Fault::io, "closed");
    CHECK(bench.verify());
    CHECK(bench.open());
}

TEST_CASE("a lock file alone locks nothing, and verifying makes none", "[store][lock]") {
    Bench bench;
    REQUIRE(bench.create());
    CHECK(bench.contents(lock_file).empty());
    REQUIRE(bench.real.exists(bench.directory.file(lock_file)));
    CHECK(bench.open());
    REQUIRE(bench.real.remove(bench.directory.file(lock_file)));
    CHECK(bench.verify());
    CHECK_FALSE(bench.real.exists(bench.directory.file(lock_file)));
    CHECK(bench.open());
}

TEST_CASE("an entry that may not be recorded leaves no trace", "[store]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    const auto size = vault->size();
    const auto attendee = crypto::SigningKey::generate();
    auto wrong_role = said(*vault, "x");
    wrong_role.type = 0x0144;
    wrong_role.signers = {{&attendee, record::Role::attendee}};
    CHECK(vault->append(wrong_role).error().fault == Fault::forged);
    auto unsigned_by_chair = said(*vault, "x");
    unsigned_by_chair.signers.clear();
    CHECK(vault->append(unsigned_by_chair).error().fault == Fault::forged);
    auto not_canonical = said(*vault, "x");
    not_canonical.payload = {0xA1, 0x18, 0x01, 0x01};
    CHECK(vault->append(not_canonical).error().fault == Fault::malformed);
    auto too_large = said(*vault, "x");
    too_large.payload = Bytes((1U << 20U) + 1);
    CHECK(vault->append(too_large).error().fault == Fault::refused);
    auto future = said(*vault, "x");
    future.basis_size = size + 1;
    CHECK(vault->append(future).error().fault == Fault::refused);
    CHECK(vault->size() == size);
    CHECK(vault->append(said(*vault, "and it goes on")));
}

TEST_CASE("an entry says exactly which record its author was shown", "[store]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    REQUIRE(vault->append(said(*vault, "one")));
    const auto shown = vault->root();
    REQUIRE(vault->append(said(*vault, "two")));
    auto request = said(*vault, "based on one");
    request.basis_size = 2;
    const auto stored = vault->append(request);
    REQUIRE(stored);
    CHECK(stored->header.basis_size == 2);
    CHECK(stored->header.basis_root == shown);
    CHECK(vault->root_at(2).value() == shown);
    const auto latest = vault->append(said(*vault, "based on all"));
    CHECK(latest->header.basis_size == 4);
}

TEST_CASE("a bundle's reader proves and reads an entry with the conference's key alone",
          "[store]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    REQUIRE(vault->append(said(*vault, "one")));
    REQUIRE(vault->append(said(*vault, "two")));
    REQUIRE(vault->append(said(*vault, "elsewhere", conference_b)));
    const auto raw = vault->raw(0, vault->size());
    REQUIRE(raw);
    REQUIRE(raw->size() == 4);
    const auto key = vault->conference_key(conference_a);
    REQUIRE(key);
    const auto& two = (*raw)[2];
    CHECK(two.conference_key_wrap.empty());
    const auto entry = record::parse(two.entry);
    REQUIRE(entry);
    CHECK(record::read_payload(entry->header, two.ciphertext, two.key_wrap, *key));
    CHECK_FALSE(record::read_payload(entry->header, two.ciphertext, two.key_wrap,
                                     vault->conference_key(conference_b).value()));
    CHECK(record::check_signatures(*entry,
                                   [&](const Hash32& kid) { return vault->public_key(kid); }));
    const auto proof = vault->inclusion(2, 4);
    REQUIRE(proof);
    CHECK(record::verify_inclusion(record::leaf_hash(two.entry), 2, 4, vault->root(), *proof));
    const auto past = vault->consistency(2, 4);
    REQUIRE(past);
    CHECK(record::verify_consistency(2, vault->root_at(2).value(), 4, vault->root(), *past));
    CHECK_FALSE(vault->conference_key(ConferenceId{{9}}));
    CHECK_FALSE(vault->raw(3, 5));
    CHECK_FALSE(vault->range(3, 2));
    CHECK_FALSE(vault->inclusion(4, 4));
    CHECK_FALSE(vault->root_at(5));
    CHECK(vault->conferences() == std::vector{conference_a, conference_b});
}

TEST_CASE("what was said in a restricted segment is under a key of its own", "[store][REQ-275]") {
    Bench bench;
    {
        auto vault = bench.create();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "open")));
        CHECK_FALSE(vault->conference_key(conference_a, record::Section::restricted));
        auto request = said(*vault, "behind the door");
        request.flags = record::flag::restricted;
        REQUIRE(vault->append(request));
        REQUIRE(vault->append(request));
        REQUIRE(vault->append(said(*vault, "open again")));
        const auto raw = vault->raw(2, 3).value().front();
        const auto header = record::parse(raw.entry)->header;
        CHECK_FALSE(record::read_payload(header, raw.ciphertext, raw.key_wrap,
                                         vault->conference_key(conference_a).value()));
        CHECK(record::read_payload(
            header, raw.ciphertext, raw.key_wrap,
            vault->conference_key(conference_a, record::Section::restricted).value()));
    }
    CHECK(bench.verify()->whole());
    auto vault = bench.open();
    REQUIRE(vault);
    const auto entries = vault->conference(conference_a).value();
    REQUIRE(entries.size() == 4);
    CHECK(entries[0].header.key_id == entries[3].header.key_id);
    CHECK(entries[1].header.key_id == entries[2].header.key_id);
    CHECK(entries[0].header.key_id != entries[1].header.key_id);
    CHECK(text_in(entries[1]) == "behind the door");
    CHECK(text_in(entries[3]) == "open again");
}

TEST_CASE("each signer's key is introduced once, with their first entry", "[store]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    REQUIRE(vault->append(said(*vault, "one")));
    REQUIRE(vault->append(said(*vault, "two")));
    const auto raw = vault->raw(0, 3).value();
    REQUIRE(raw[0].new_keys.size() == 1);
    CHECK(raw[0].new_keys[0] == vault->device_key().public_key());
    REQUIRE(raw[1].new_keys.size() == 1);
    CHECK(raw[1].new_keys[0] == vault->chair_key().public_key());
    CHECK(raw[2].new_keys.empty());
}

TEST_CASE("the checkpoint is signed by the device and names size and root", "[store]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    REQUIRE(vault->append(said(*vault, "one")));
    const auto text = vault->checkpoint_note();
    REQUIRE(text);
    const auto note = record::parse_note(*text);
    REQUIRE(note);
    CHECK(record::verify_note(*note, vault->origin(), vault->device_key().public_key()));
    const auto checkpoint = record::parse_checkpoint(note->text);
    REQUIRE(checkpoint);
    CHECK(*checkpoint == record::Checkpoint{vault->origin(), 2, vault->root()});
    CHECK(vault->checkpoint_note().value() == *text);
    CHECK_FALSE(vault->checkpoint_note_at(3));
}

TEST_CASE("small state is durable when it returns, and gone when it is erased", "[store]") {
    Bench bench;
    {
        auto vault = bench.create();
        REQUIRE(vault);
        REQUIRE(vault->put_state("draft/1", view_of("first")));
        REQUIRE(vault->put_state("draft/1", view_of("second")));
        REQUIRE(vault->put_state("draft/2", {}));
        REQUIRE(vault->put_state("seed/1", view_of("sealed")));
        REQUIRE(vault->erase_state("seed/1"));
        CHECK(vault->erase_state("never-there"));
    }
    auto vault = bench.open();
    REQUIRE(vault);
    const auto draft = vault->get_state("draft/1");
    REQUIRE(draft);
    REQUIRE(*draft);
    CHECK(text_of(**draft) == "second");
    REQUIRE(*vault->get_state("draft/2"));
    CHECK((*vault->get_state("draft/2"))->empty());
    CHECK_FALSE(*vault->get_state("seed/1"));
    CHECK(vault->state_keys("draft/").value() == std::vector<std::string>{"draft/1", "draft/2"});
}

TEST_CASE("a clock that steps back is written down and never a reason not to record", "[store]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    bench.clock.advance_ms(-60'000);
    CHECK(vault->append(said(*vault, "back"))->header.clock_state ==
          record::clock_state::stepped_back);
    bench.clock.now.wall.ms = 0;
    CHECK(vault->append(said(*vault, "unset"))->header.clock_state ==
          (record::clock_state::stepped_back | record::clock_state::never_set));
    bench.clock.now.wall.ms = 1'806'397'300'000;
    CHECK(vault->append(said(*vault, "right"))->header.clock_state == 0);
}

TEST_CASE("an append costs one sync of the journal and waits for nothing else", "[store]") {
    Bench bench;
    bench.forgetful = true;
    auto vault = bench.create();
    REQUIRE(vault);
    const auto before = bench.split.memory.data_syncs;
    for (int i = 0; i < 300; ++i)
        REQUIRE(vault->append(said(*vault, "again")));
    CHECK(bench.split.memory.data_syncs - before == 300);
    REQUIRE(vault->settle());
    CHECK(bench.split.memory.data_syncs - before == 300);
}

TEST_CASE("a full disk refuses the next entry, keeps the last, and goes on when there is room",
          "[store]") {
    Bench bench;
    bench.forgetful = true;
    std::uint64_t recorded = 0;
    {
        auto vault = bench.create();
        REQUIRE(vault);
        bench.split.memory.set_capacity(journal_step + 40'000);
        const std::string long_text(12'000, 'x');
        while (vault->append(said(*vault, long_text)))
            REQUIRE(++recorded < 1'000);
        CHECK(vault->append(said(*vault, long_text)).error().fault == Fault::no_space);
        CHECK(vault->size() == recorded + 1);
        bench.split.memory.set_capacity(1U << 30U);
        CHECK(vault->append(said(*vault, long_text)));
    }
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->size() == recorded + 2);
    CHECK_FALSE(vault->report().repaired_store);
    CHECK_FALSE(vault->report().repaired_journal);
}

TEST_CASE("space laid down before a conference carries it over a full disk", "[store]") {
    Bench bench;
    bench.forgetful = true;
    auto vault = bench.create();
    REQUIRE(vault);
    bench.split.memory.set_capacity(72U << 20U);
    const auto warnings = vault->make_ready();
    REQUIRE(warnings);
    CHECK(warnings->size() == 1);  // less than 256 MiB are free
    bench.split.memory.set_capacity(0);
    const std::string long_text(12'000, 'x');
    for (int i = 0; i < 500; ++i)
        REQUIRE(vault->append(said(*vault, long_text)));
    bench.split.memory.set_capacity(1ULL << 40U);
    CHECK(vault->make_ready()->empty());
}

TEST_CASE("nobody signs an entry twice", "[store]") {
    Bench bench;
    auto vault = bench.create();
    REQUIRE(vault);
    auto request = said(*vault, "x");
    request.type = 0x7000;
    request.signers.push_back(request.signers.front());
    CHECK(vault->append(request).error().fault == Fault::refused);
    request.signers.pop_back();
    CHECK(vault->append(request));
}

TEST_CASE("threads that record and keep state at once lose and mix nothing", "[store]") {
    Bench bench;
    constexpr int each = 40;
    {
        auto vault = bench.create();
        REQUIRE(vault);
        std::atomic<int> failures{0};
        const auto record = [&](const ConferenceId& id) {
            for (int i = 0; i < each; ++i)
                if (!vault->append(said(*vault, std::to_string(i), id))) ++failures;
        };
        const auto keep = [&] {
            for (int i = 0; i < each; ++i)
                if (!vault->put_state("n", view_of(std::to_string(i)))) ++failures;
        };
        const auto read = [&] {
            for (int i = 0; i < each; ++i)
                if (!vault->conference(conference_a) || !vault->checkpoint_note()) ++failures;
        };
        std::thread a([&] { record(conference_a); });
        std::thread b([&] { record(conference_b); });
        std::thread c(keep);
        std::thread d(read);
        for (auto* thread : {&a, &b, &c, &d})
            thread->join();
        CHECK(failures == 0);
        REQUIRE(vault->settle());
    }
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->report().notes.empty());
    for (const auto& id : {conference_a, conference_b}) {
        const auto entries = vault->conference(id).value();
        REQUIRE(entries.size() == each);
        for (int i = 0; i < each; ++i)
            CHECK(text_in(entries[static_cast<std::size_t>(i)]) == std::to_string(i));
    }
    CHECK(text_of(**vault->get_state("n")) == std::to_string(each - 1));
}

TEST_CASE("nothing said, no name of a state and no key stands in any file in the clear",
          "[store][REQ-299]") {
    Bench bench;
    const std::string canary = "CANARY-he-is-afraid-of-the-dark";
    {
        auto vault = bench.create();
        REQUIRE(vault);
        for (int i = 0; i < 30; ++i)
            REQUIRE(vault->append(said(*vault, canary + std::to_string(i))));
        REQUIRE(vault->put_state(canary, view_of(canary)));
        REQUIRE(vault->settle());
        const auto names = bench.real.list(bench.directory.path()).value();
        for (const auto& name : names) {
            const auto bytes = bench.contents(name);
            const auto text = text_of(bytes);
            CHECK(text.find("CANARY") == std::string_view::npos);
            CHECK(text.find("SQLite format 3") == std::string_view::npos);
            const auto seed = vault->chair_key().seed();
            CHECK(text.find(text_of(seed.view())) == std::string_view::npos);
        }
    }
    const auto names = bench.real.list(bench.directory.path()).value();
    CHECK(names == std::vector<std::string>{"device.key", "in-use.lock", "journal.cpl", "keys.cpk",
                                            "preauth.cpa", "preauth.cpw", "store.db",
                                            "store.db-journal"});
    CHECK(bench.contents("store.db-journal").empty());
    for (const auto& name : names)
        CHECK(text_of(bench.contents(name)).find("CANARY") == std::string_view::npos);
}

}  // namespace
}  // namespace cpc::store
