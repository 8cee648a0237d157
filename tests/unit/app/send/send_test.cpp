// SPDX-License-Identifier: Apache-2.0
// End to end: a real vault, a real central store and, for most, real sockets on this machine.
#include "tests/service/world.hpp"

#include "app/send/verify.hpp"
#include "app/send/words.hpp"
#include "core/crypto/hash.hpp"

namespace cpc::test {
namespace {

TEST_CASE("a record is received only after central's receipt was verified", "[sync][send]") {
    World world;
    world.tablet.speak(5);
    world.centre.serve();
    auto desk = world.tablet.desk();
    const auto before = NEED(send::status(world.tablet.vault()));
    CHECK(before.received == 0);
    CHECK_FALSE(before.all_received());

    const auto report = NEED(send::send_all(desk, *world.centre.carrier()));
    INFO(report.problem.value_or("no problem"));
    REQUIRE(report.complete());
    REQUIRE(report.items.size() == 1);
    CHECK(report.items[0].stage == engine::Stage::received);

    const auto after = NEED(send::status(world.tablet.vault()));
    CHECK(after.all_received());
    CHECK(after.recorded == world.tablet.vault().size());
    const auto head = world.centre.central().head(world.tablet.vault().log_id());
    REQUIRE(std::holds_alternative<wire::HeadReport>(head));
    CHECK(std::get<wire::HeadReport>(head).size == world.tablet.vault().size());
    CHECK(std::get<wire::HeadReport>(head).root == world.tablet.vault().root());
    const auto fsck = NEED(world.centre.central().fsck());
    CHECK(fsck.damage == std::vector<std::string>{});
    CHECK(fsck.entries == world.tablet.vault().size());
}

TEST_CASE("sending twice gives the same receipt, byte for byte, and one copy",
          "[sync][send][REQ-301]") {
    World world;
    world.tablet.speak(3);
    const auto sealed = world.seal();
    auto& central = world.centre.central();
    const std::string first = receipt_of(central.take_in(sealed.bundle, sealed.file));
    const std::string second = receipt_of(central.take_in(sealed.bundle, sealed.file));
    CHECK(first == second);
    CHECK(NEED(central.store().receipt_count()) == 1);

    world.centre.serve();
    auto desk = world.tablet.desk();
    const auto carrier = world.centre.carrier();
    const auto report = NEED(send::send_all(desk, *carrier));
    REQUIRE(report.complete());
    CHECK(NEED(send::kept_receipt(world.tablet.vault(), sealed.bundle)) == first);
    const auto again = NEED(send::send_all(desk, *carrier));
    CHECK(again.complete());
    CHECK(again.items.empty());
    CHECK(NEED(central.store().receipt_count()) == 1);
}

TEST_CASE("receipts that came back on a stick are taken, and nothing is sealed or sent by it",
          "[sync][send][REQ-301]") {
    World world;
    World other;  // another tablet's receipt lies on the same stick
    world.tablet.speak(3);
    other.tablet.speak(1);
    const auto stick = world.folder.at("stick");
    NEED(world.tablet.files.make_directories(stick));
    const auto bring = [&](World& from, const World::Sealed& sealed) {
        const auto answer = from.centre.central().take_in(sealed.bundle, sealed.file);
        NEED(write_whole(world.tablet.files, stick + "/" + sealed.bundle.hex() + ".cpr",
                         view_of(receipt_of(answer))));
    };
    bring(other, other.seal());
    const auto sealed = world.seal();
    auto desk = world.tablet.desk();
    transport::DirectoryCarrier carrier(world.tablet.files, stick);
    const auto before = NEED(send::take_brought(desk, carrier));
    CHECK(before.received == 0);
    CHECK_FALSE(before.problem);
    REQUIRE(before.notes.size() == 1);

    bring(world, sealed);
    world.tablet.speak(2);  // and what is recorded meanwhile stays as it is
    const auto taken = NEED(send::take_brought(desk, carrier));
    CHECK_FALSE(taken.problem);
    CHECK(taken.received > 0);
    CHECK(taken.received < taken.recorded);
    CHECK(taken.last_receipt == sealed.bundle);
    const auto after = NEED(send::status(world.tablet.vault()));
    REQUIRE(after.items.size() == 1);
    CHECK(after.items[0].stage == engine::Stage::received);
    CHECK(NEED(world.tablet.files.list(stick)).size() == 2);
    // Again, and with a hurt one: nothing changes, and nothing stops.
    NEED(write_whole(world.tablet.files, stick + "/" + std::string(32, 'a') + ".cpr",
                     view_of("cpc-receipt/v1\nbundle")));
    const auto again = NEED(send::take_brought(desk, carrier));
    CHECK(again.received == taken.received);
    CHECK(again.notes.size() == 2);
}

TEST_CASE("what was received stays received after the vault is opened again", "[sync][send]") {
    World world;
    world.tablet.speak(2);
    world.centre.serve();
    {
        auto desk = world.tablet.desk();
        REQUIRE(NEED(send::send_all(desk, *world.centre.carrier())).complete());
    }
    world.tablet.close();
    world.tablet.reopen();
    const auto status = NEED(send::status(world.tablet.vault()));
    // Opening may add entries of the device's own; what was confirmed is still confirmed.
    CHECK(status.received >= 3);
    world.tablet.speak(1);
    auto desk = world.tablet.desk();
    const auto report = NEED(send::send_all(desk, *world.centre.carrier()));
    INFO(report.problem.value_or("no problem"));
    CHECK(report.complete());
    CHECK(NEED(world.centre.central().store().receipt_count()) == 2);
    CHECK(NEED(world.centre.central().store().list_notices(10)).empty());
    CHECK(NEED(world.centre.central().fsck()).whole());
}

TEST_CASE("a bundle that was damaged in the outbox is sealed again and sent", "[sync][send]") {
    World world;
    world.tablet.speak(2);
    const auto sealed = world.seal();
    Bytes file = sealed.file;
    file[file.size() / 2] ^= 1U;
    NEED(write_whole(world.tablet.files, world.tablet.outbox() + "/" + sealed.bundle.hex() + ".cpb",
                     file));
    world.centre.serve();
    auto desk = world.tablet.desk();
    const auto report = NEED(send::send_all(desk, *world.centre.carrier()));
    INFO(report.problem.value_or("no problem"));
    CHECK(report.complete());
    // The damaged one is settled too: what it held is confirmed.
    for (const auto& item : NEED(send::status(world.tablet.vault())).items)
        CHECK(item.stage == engine::Stage::received);
    CHECK(NEED(world.tablet.files.list(world.tablet.outbox())).empty());
}

TEST_CASE("after pairing with another central, what was sealed to the old one is sealed again",
          "[sync][send]") {
    World world;
    world.tablet.speak(1);
    (void)world.seal();
    Centre other(world.folder.at("other"));
    world.tablet.pair(other.central().pairing());
    (void)NEED(other.central().enrol(world.tablet.registration()));
    other.serve();
    auto desk = world.tablet.desk();
    CHECK(NEED(send::send_all(desk, *other.carrier())).complete());
}

TEST_CASE("a receipt of another central or another tablet is not taken", "[sync][send]") {
    World world;
    World other;
    world.tablet.speak(1);
    other.tablet.speak(1);
    const auto sealed = other.seal();
    const auto foreign = receipt_of(other.centre.central().take_in(sealed.bundle, sealed.file));
    auto desk = world.tablet.desk();
    const auto wrong_central = send::accept_receipt(desk, view_of(foreign));
    REQUIRE_FALSE(wrong_central);
    CHECK(wrong_central.error().fault == Fault::forged);
    world.tablet.pair(other.centre.central().pairing());
    auto again = world.tablet.desk();
    const auto wrong_tablet = send::accept_receipt(again, view_of(foreign));
    REQUIRE_FALSE(wrong_tablet);
    CHECK(wrong_tablet.error().fault == Fault::refused);
    CHECK(NEED(send::status(world.tablet.vault())).received == 0);
}

TEST_CASE("any flipped byte of a receipt keeps the record from being received", "[sync][send]") {
    World world;
    world.tablet.speak(1);
    const auto sealed = world.seal();
    const auto receipt = receipt_of(world.centre.central().take_in(sealed.bundle, sealed.file));
    auto desk = world.tablet.desk();
    for (std::size_t at = 0; at < receipt.size(); ++at) {
        std::string file = receipt;
        file[at] = static_cast<char>(file[at] ^ 4);
        CHECK_FALSE(send::accept_receipt(desk, view_of(file)));
    }
    CHECK(NEED(send::status(world.tablet.vault())).received == 0);
    CHECK(send::accept_receipt(desk, view_of(receipt)));
    CHECK(NEED(send::status(world.tablet.vault())).all_received());
}

TEST_CASE("verify says whole, changed and where, or not ours to read", "[sync][verify]") {
    World world;
    world.tablet.speak(1);
    auto sealed = world.seal();
    auto receipt = receipt_of(world.centre.central().take_in(sealed.bundle, sealed.file));
    const auto pairing = world.centre.central().pairing();
    CHECK(send::verify_bundle(sealed.file, pairing).exit_code == 0);
    CHECK(send::verify_receipt(view_of(receipt), pairing).exit_code == 0);
    CHECK(send::verify_receipt(view_of(receipt)).exit_code == 0);
    CHECK(send::verify_receipt(view_of(receipt), world.centre.central().pairing()).exit_code == 0);
    wire::Pairing stranger = pairing;
    stranger.receipt_key = crypto::SigningKey::generate().public_key();
    CHECK(send::verify_receipt(view_of(receipt), stranger).exit_code == 1);
    sealed.file[sealed.file.size() / 2] ^= 1U;
    const auto changed = send::verify_bundle(sealed.file);
    CHECK(changed.exit_code == 1);
    CHECK(changed.text.find("chunk 0, bytes ") != std::string::npos);
    receipt[40] = static_cast<char>(receipt[40] ^ 1);
    CHECK(send::verify_receipt(view_of(receipt)).exit_code == 1);
    CHECK(send::verify_bundle(view_of("A letter.")).exit_code == 2);
    CHECK(send::verify_receipt(view_of("A letter.")).exit_code == 2);
    CHECK(send::kind_of_file(sealed.file) == send::FileKind::bundle);
    CHECK(send::kind_of_file(view_of(receipt)) == send::FileKind::receipt);
    CHECK(send::kind_of_file(view_of("A letter.")) == send::FileKind::other);
}

TEST_CASE(
    "every stage is told with its time and reason, and what a person must do with whose it is",
    "[sync][send]") {
    engine::Item item;
    item.bundle = BundleId{{0xab, 0xcd}};
    item.to = 12;
    item.stage = engine::Stage::needs_attention;
    item.since = Instant{1'806'397'200'123};
    item.reason = "Two histories.";
    item.refusal_code = "fork";
    const auto fork = send::describe(item);
    CHECK(fork.find("needs-attention since 2027-03-30 09:00 UTC") == 0);
    CHECK(fork.find("entries 0 to 11. Two histories.") != std::string::npos);
    CHECK(fork.find("refused as \"fork\"; who can put it right: ") != std::string::npos);
    item.stage = engine::Stage::queued;
    item.refusal_code.reset();
    item.tries = 3;
    item.next_try = Instant{item.since.ms + 600'000};
    CHECK(send::describe(item).find("Tried 3 times; again from 2027-03-30 09:10 UTC") !=
          std::string::npos);
}

}  // namespace
}  // namespace cpc::test
