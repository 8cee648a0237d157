// SPDX-License-Identifier: Apache-2.0
// What central takes in and what it refuses, without sockets. The forgeries here are made with the
// device's own key: they are what a broken or hostile tablet could send.
#include "tests/service/plans.hpp"

namespace cpc::test {
namespace {

using service::Central;
using wire::RefusalCode;

void expect_refused(World& world, wire::BundlePlan plan, RefusalCode code, std::string_view words) {
    const auto answer = offer(world, std::move(plan));
    const auto& refusal = refusal_of(answer);
    CHECK(wire::code_name(refusal.code) == wire::code_name(code));
    INFO(refusal.message);
    CHECK(refusal.message.find(words) != std::string::npos);
    CHECK(NEED(world.centre.central().store().receipt_count()) == 0);
}

TEST_CASE("an honest bundle is received and the same bundle again gives the same receipt",
          "[sync][central]") {
    World world;
    world.tablet.speak(4);
    const auto first = receipt_of(offer(world, plan_of(world.tablet.vault())));
    const auto other = receipt_of(offer(world, plan_of(world.tablet.vault())));
    CHECK(first != other);  // another bundle, so another receipt, of the same entries
    CHECK(NEED(world.centre.central().store().receipt_count()) == 2);
    CHECK(NEED(world.centre.central().fsck()).whole());
}

TEST_CASE("a tablet that nobody enrolled is refused and leaves nothing behind", "[sync][central]") {
    World world;
    Tablet stranger(world.folder.at("stranger"));
    stranger.speak(1);
    auto plan = plan_of(stranger.vault());
    const BundleId id = plan.manifest.bundle;
    const auto file =
        NEED(wire::write_bundle(std::move(plan), world.centre.central().pairing().ingest_key,
                                stranger.vault().device_key()));
    CHECK(refusal_of(world.centre.central().take_in(id, file)).code == RefusalCode::unknown_device);
    CHECK(NEED(world.centre.central().store().list_rejected(10)).empty());
}

TEST_CASE("an enrolled log under another device's signature is refused", "[sync][central]") {
    World world;
    const auto thief = crypto::SigningKey::generate();
    auto plan = plan_of(world.tablet.vault());
    const BundleId id = plan.manifest.bundle;
    const auto file = NEED(
        wire::write_bundle(std::move(plan), world.centre.central().pairing().ingest_key, thief));
    CHECK(refusal_of(world.centre.central().take_in(id, file)).code == RefusalCode::unknown_device);
}

TEST_CASE("a bundle for another central service is refused", "[sync][central]") {
    World world;
    auto plan = plan_of(world.tablet.vault());
    const BundleId id = plan.manifest.bundle;
    const auto file =
        NEED(wire::write_bundle(std::move(plan), crypto::BoxKeyPair::generate().public_key(),
                                world.tablet.vault().device_key()));
    CHECK(refusal_of(world.centre.central().take_in(id, file)).code == RefusalCode::other_central);
}

TEST_CASE("practice and real records do not mix", "[sync][central]") {
    World real(false);
    Tablet practice(real.folder.at("practice"), true);
    CHECK_FALSE(real.centre.central().enrol(practice.registration()));
    CHECK_FALSE(
        send::keep_pairing(practice.vault(), view_of(real.centre.central().pairing_text())));
}

TEST_CASE("every flipped byte of a bundle is refused, and nothing of it is kept",
          "[sync][central]") {
    World world;
    world.tablet.speak(2);
    const auto sealed = world.seal();
    auto& central = world.centre.central();
    for (std::size_t at = 0; at < sealed.file.size(); at += 7) {
        Bytes file = sealed.file;
        file[at] = static_cast<std::uint8_t>(file[at] ^ 0x01U);
        INFO("byte " << at);
        CHECK(refusal_of(central.take_in(sealed.bundle, file)).code == RefusalCode::damaged);
    }
    const auto head = central.head(world.tablet.vault().log_id());
    CHECK(std::get<wire::HeadReport>(head).size == 0);
    (void)receipt_of(central.take_in(sealed.bundle, sealed.file));
}

TEST_CASE("a content that is not the signed one is refused", "[sync][central]") {
    World world;
    world.tablet.speak(2);
    auto plan = plan_of(world.tablet.vault());
    plan.entries.back().ciphertext[30] ^= 1U;
    expect_refused(world, std::move(plan), RefusalCode::damaged, "content");
}

TEST_CASE("a missing, doubled or exchanged entry is refused", "[sync][central]") {
    World world;
    world.tablet.speak(4);
    auto missing = plan_of(world.tablet.vault());
    missing.entries.erase(missing.entries.begin() + 2);
    --missing.manifest.to;
    make_consistent(missing, world.tablet.vault());
    expect_refused(world, std::move(missing), RefusalCode::malformed, "another place");
    auto swapped = plan_of(world.tablet.vault());
    std::swap(swapped.entries[2], swapped.entries[3]);
    expect_refused(world, std::move(swapped), RefusalCode::malformed, "another place");
}

// The last entry is the one whose signature nothing after it commits to.
TEST_CASE("a forged signature is refused even when every hash fits", "[sync][central]") {
    World world;
    world.tablet.speak(2);
    auto plan = plan_of(world.tablet.vault());
    auto& entry = plan.entries.back().entry;
    entry[entry.size() - 1] ^= 1U;
    make_consistent(plan, world.tablet.vault());
    expect_refused(world, std::move(plan), RefusalCode::forged, "signature");
}

TEST_CASE("a dropped signature is refused even when every hash fits", "[sync][central]") {
    constexpr std::size_t count_at = 83;
    for (const bool drop_first : {true, false}) {
        World world;
        world.tablet.speak(2);
        auto plan = plan_of(world.tablet.vault());
        auto& entry = plan.entries.back().entry;
        REQUIRE(entry[count_at] == 2);  // chair, then device
        const auto from = entry.begin() + static_cast<std::ptrdiff_t>(record::header_size) +
                          (drop_first ? 0 : static_cast<std::ptrdiff_t>(record::signature_size));
        entry.erase(from, from + static_cast<std::ptrdiff_t>(record::signature_size));
        entry[count_at] = 1;
        make_consistent(plan, world.tablet.vault());
        const auto answer = offer(world, std::move(plan));
        const auto code = refusal_of(answer).code;
        CHECK((code == RefusalCode::forged || code == RefusalCode::malformed));
    }
}

TEST_CASE("a signature of a key that nobody introduced is refused", "[sync][central]") {
    World world;
    world.tablet.speak(1);
    auto plan = plan_of(world.tablet.vault());
    for (auto& entry : plan.entries)
        if (entry.new_keys.size() > 1 || &entry != &plan.entries.front()) entry.new_keys.clear();
    expect_refused(world, std::move(plan), RefusalCode::forged, "nobody introduced");
}

TEST_CASE("a root that the entries do not add up to is refused", "[sync][central]") {
    World world;
    world.tablet.speak(2);
    auto plan = plan_of(world.tablet.vault());
    plan.manifest.root[0] ^= 1U;
    record::Note note{record::checkpoint_text(
                          {world.tablet.vault().origin(), plan.manifest.to, plan.manifest.root}),
                      {}};
    note.signatures.push_back(record::sign_note(note.text, world.tablet.vault().origin(),
                                                world.tablet.vault().device_key()));
    plan.manifest.checkpoint = record::write_note(note);
    expect_refused(world, std::move(plan), RefusalCode::damaged, "add up");
}

TEST_CASE("a checkpoint signed by somebody else is refused", "[sync][central]") {
    World world;
    auto plan = plan_of(world.tablet.vault());
    auto note = NEED(record::parse_note(plan.manifest.checkpoint));
    note.signatures = {record::sign_note(note.text, world.tablet.vault().origin(),
                                         crypto::SigningKey::generate())};
    plan.manifest.checkpoint = record::write_note(note);
    expect_refused(world, std::move(plan), RefusalCode::forged, "checkpoint");
}

TEST_CASE("a gap is named with the place to go on from, and filling it heals it",
          "[sync][central]") {
    World world;
    world.tablet.speak(3);
    const auto whole = plan_of(world.tablet.vault());
    const auto answer = offer(world, plan_of(world.tablet.vault(), 2));
    const auto refusal = refusal_of(answer);
    CHECK(refusal.code == RefusalCode::gap);
    CHECK(refusal.need_from == 0);
    (void)receipt_of(offer(world, plan_of(world.tablet.vault(), 0)));
}

TEST_CASE(
    "a rival history is kept as evidence, freezes the log and leaves old receipts as they are",
    "[sync][central][fork][REQ-301]") {
    World world;
    world.tablet.speak(2);
    auto& central = world.centre.central();
    world.tablet.copy_to(world.folder.at("copy"));
    const auto before = plan_of(world.tablet.vault());
    world.tablet.speak(2);
    const auto sealed = world.seal();
    const std::string receipt = receipt_of(central.take_in(sealed.bundle, sealed.file));

    world.tablet.put_back(world.folder.at("copy"));
    world.tablet.speak(3);
    const auto rival = offer(world, plan_of(world.tablet.vault()));
    CHECK(refusal_of(rival).code == RefusalCode::fork);
    CHECK(NEED(central.store().evidence_count(world.tablet.vault().log_id())) >= 1);
    CHECK(world.centre.log.find("log.forked") != std::string::npos);
    CHECK(refusal_of(offer(world, plan_of(world.tablet.vault()))).code == RefusalCode::frozen);
    CHECK(receipt_of(central.take_in(sealed.bundle, sealed.file)) == receipt);
    const auto head = central.head(world.tablet.vault().log_id());
    CHECK(std::get<wire::HeadReport>(head).frozen);
    CHECK(NEED(central.fsck()).whole());
    CHECK(NEED(central.store().list_rejected(10)).size() == 2);
}

TEST_CASE("new entries under an old token after its successor was used are taken for a clone",
          "[sync][central][clone]") {
    World world;
    world.tablet.speak(1);
    const auto send_from = [&](std::uint64_t from) {
        auto desk = world.tablet.desk();
        NEED(desk.files.make_directories(desk.outbox));
        const auto prepared = NEED(send::prepare_one(desk, from));
        const auto file = NEED(read_whole(desk.files, prepared.path, limits::bundle_bytes_max));
        auto answer = world.centre.central().take_in(prepared.item.bundle, file);
        if (const auto* receipt = std::get_if<std::string>(&answer))
            (void)NEED(send::accept_receipt(desk, view_of(*receipt)));
        return answer;
    };
    (void)receipt_of(send_from(0));
    world.tablet.speak(1);
    world.tablet.copy_to(world.folder.at("clone"));
    (void)receipt_of(send_from(0));  // shows the first token, gets the second
    (void)receipt_of(send_from(0));  // shows the second, with nothing new
    world.tablet.put_back(world.folder.at("clone"));
    world.tablet.speak(1);
    const auto clone = send_from(0);
    const auto code = refusal_of(clone).code;
    // Opening the copy may itself have written an entry, which makes it a fork; both freeze the
    // log.
    CHECK((code == RefusalCode::clone || code == RefusalCode::fork));
    CHECK(refusal_of(send_from(0)).code == RefusalCode::frozen);
}

TEST_CASE("a central that was put back to an older state is told so and gets everything again",
          "[sync][central][rollback]") {
    World world;
    world.centre.serve();
    const auto send_now = [&] {
        auto desk = world.tablet.desk();
        return NEED(send::send_all(desk, *world.centre.carrier()));
    };
    world.tablet.speak(1);
    REQUIRE(send_now().complete());
    world.centre.stop();
    world.centre.copy_to(world.folder.at("backup"));
    world.centre.serve();
    world.tablet.speak(2);
    REQUIRE(send_now().complete());
    world.centre.stop();
    world.centre.put_back(world.folder.at("backup"));
    world.centre.serve();
    const auto report = send_now();
    INFO(report.problem.value_or("no problem"));
    REQUIRE(report.notes.size() == 1);
    CHECK(report.notes[0].find("older backup") != std::string::npos);
    const auto head = world.centre.central().head(world.tablet.vault().log_id());
    CHECK(std::get<wire::HeadReport>(head).size == world.tablet.vault().size());
    CHECK_FALSE(NEED(world.centre.central().store().list_notices(10)).empty());
    CHECK(NEED(world.centre.central().fsck()).whole());
}

TEST_CASE("a tablet that was put back to an older state notices before it sends",
          "[sync][send][rollback]") {
    World world;
    world.centre.serve();
    world.tablet.speak(1);
    world.tablet.copy_to(world.folder.at("old"));
    world.tablet.speak(6);
    {
        auto desk = world.tablet.desk();
        REQUIRE(NEED(send::send_all(desk, *world.centre.carrier())).complete());
    }
    world.tablet.put_back(world.folder.at("old"));
    auto desk = world.tablet.desk();
    const auto report = NEED(send::send_all(desk, *world.centre.carrier()));
    REQUIRE(report.problem.has_value());
    CHECK(report.problem->find("put back to an older state") != std::string::npos);
    CHECK_FALSE(report.complete());
    CHECK(NEED(send::status(world.tablet.vault())).received == 0);
}

}  // namespace
}  // namespace cpc::test
