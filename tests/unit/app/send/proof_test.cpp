// SPDX-License-Identifier: Apache-2.0
// What leaves a tablet to be checked by somebody else, and what cpc verify says about it.
#include "app/send/export_record.hpp"
#include "app/send/verify.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/single_record.hpp"
#include "sync/wire/receipt.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

using send::WithContent;

send::Trusted trusted_central(World& world) {
    send::Trusted out;
    out.central = world.centre.central().pairing();
    return out;
}

TEST_CASE("any entry of a real record is exported, and cpc verify says what it proves",
          "[sync][send]") {
    World world;
    world.tablet.speak(6);
    auto& vault = world.tablet.vault();
    for (std::uint64_t seq = 0; seq < vault.size(); ++seq) {
        const auto text = NEED(send::export_record(vault, seq, WithContent::yes));
        CHECK(send::kind_of_file(view_of(text)) == send::FileKind::single_record);
        const auto verdict = send::verify_single(view_of(text), {});
        CHECK(verdict.exit_code == 0);
        CHECK(verdict.text.find("Entry " + std::to_string(seq) + " ") == 0);
        const auto one = NEED(record::read_single_record(view_of(text)));
        const auto facts = NEED(record::verify_single_record(one));
        CHECK(facts.content == NEED(vault.range(seq, seq + 1)).front().payload);
        const auto without = NEED(send::export_record(vault, seq, WithContent::no));
        CHECK(without.size() < text.size());
    }
    CHECK_FALSE(send::export_record(vault, vault.size(), WithContent::no));
}

TEST_CASE("an entry exported under a receipt is vouched for by that central and by no other",
          "[sync][send]") {
    World world;
    world.tablet.speak(4);
    const auto sealed = world.seal();
    const auto receipt = receipt_of(world.centre.central().take_in(sealed.bundle, sealed.file));
    auto& vault = world.tablet.vault();
    const auto size = vault.size();
    world.tablet.speak(3);
    const auto text = NEED(send::export_record(vault, 2, WithContent::no, receipt));
    const auto good = send::verify_single(view_of(text), trusted_central(world));
    CHECK(good.exit_code == 0);
    CHECK(good.text.find("Cosigned by the paired central") != std::string::npos);

    auto stranger = trusted_central(world);
    stranger.central->receipt_key = crypto::SigningKey::generate().public_key();
    const auto bad = send::verify_single(view_of(text), stranger);
    CHECK(bad.exit_code == 1);
    CHECK(bad.text.find("NOT cosigned") != std::string::npos);
    // What came after the receipt is not in what central held.
    CHECK_FALSE(send::export_record(vault, size, WithContent::no, receipt));
    World another;
    CHECK_FALSE(send::export_record(another.tablet.vault(), 0, WithContent::no, receipt));
}

TEST_CASE("a consistency proof ties a paper code of then to the record of now", "[sync][send]") {
    World world;
    world.tablet.speak(3);
    auto& vault = world.tablet.vault();
    const auto then = vault.size();
    const auto code = record::paper_code(vault.root());
    world.tablet.speak(4);
    const auto text = NEED(send::export_consistency(vault, then));
    send::Trusted trusted;
    trusted.paper_code = code;
    trusted.device = NEED(wire::read_registration(world.tablet.registration()));
    const auto good = send::verify_consistency(view_of(text), trusted);
    INFO(good.text);
    CHECK(good.exit_code == 0);
    CHECK(good.text.find("Signed by the tablet") != std::string::npos);
    trusted.paper_code = record::paper_code(vault.root());
    CHECK(send::verify_consistency(view_of(text), trusted).exit_code == 1);
    CHECK_FALSE(send::export_consistency(vault, vault.size() + 1));
}

TEST_CASE("a checkpoint is judged by the keys that are named, and undecided without one",
          "[sync][send]") {
    World world;
    world.tablet.speak(2);
    auto& vault = world.tablet.vault();
    const auto note = NEED(vault.checkpoint_note());
    CHECK(send::kind_of_file(view_of(note)) == send::FileKind::note);
    CHECK(send::verify_signed_note(view_of(note), {}).exit_code == 2);
    send::Trusted trusted;
    trusted.keys = {
        {vault.origin(), record::NoteKind::log_signature, vault.device_key().public_key()}};
    CHECK(send::verify_signed_note(view_of(note), trusted).exit_code == 0);
    trusted.keys.front().key = vault.chair_key().public_key();
    CHECK(send::verify_signed_note(view_of(note), trusted).exit_code == 1);
    auto changed = note;
    changed[changed.find('\n') + 1] ^= 1;
    trusted.keys.front().key = vault.device_key().public_key();
    CHECK(send::verify_signed_note(view_of(changed), trusted).exit_code == 1);
}

TEST_CASE("a paper code is judged alone and against a record", "[sync][send]") {
    const record::Checkpoint now{"example.org/cpc/00", 7, crypto::kid_of({})};
    const auto code = record::paper_code(now.root);
    CHECK(send::verify_paper_code(code).exit_code == 0);
    CHECK(send::verify_paper_code(code, now).exit_code == 0);
    auto slip = code;
    slip[0] = slip[0] == '2' ? '3' : '2';
    CHECK(send::verify_paper_code(slip).exit_code == 1);
    auto later = now;
    later.root[0] ^= 1;
    CHECK(send::verify_paper_code(code, later).exit_code == 1);
}

}  // namespace
}  // namespace cpc::test
