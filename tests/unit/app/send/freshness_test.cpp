// SPDX-License-Identifier: Apache-2.0
// A record that was put back to an earlier day is told by what central once confirmed.
#include "app/send/freshness.hpp"

#include "core/store/freshness.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

TEST_CASE("a receipt that knows of more than the record has is told, and others say nothing",
          "[sync][send][keeper]") {
    World world;
    world.tablet.speak(3);
    world.tablet.copy_to(world.folder.at("earlier"));
    world.tablet.speak(4);
    const auto sealed = world.seal();
    auto& central = world.centre.central();
    const std::string receipt = receipt_of(central.take_in(sealed.bundle, sealed.file));
    const auto note = NEED(send::checkpoint_in(view_of(receipt), "receipt"));
    CHECK(store::agrees_with(world.tablet.vault(), note));
    {
        auto desk = world.tablet.desk();
        NEED(send::accept_receipt(desk, view_of(receipt)));
        CHECK(NEED(send::contradictions(desk.vault, desk.files, desk.outbox)).empty());
    }
    // Somebody puts the tablet's storage back; the staff's receipt lies beside the bundles.
    world.tablet.put_back(world.folder.at("earlier"));
    auto desk = world.tablet.desk();
    CHECK(NEED(send::contradictions(desk.vault, desk.files, desk.outbox)).empty());
    NEED(desk.files.make_directories(desk.outbox));
    NEED(write_whole(desk.files, desk.outbox + "/" + sealed.bundle.hex() + ".cpr",
                     view_of(receipt)));
    NEED(write_whole(desk.files, desk.outbox + "/other.cpr", view_of("not a receipt")));
    const auto told = NEED(send::contradictions(desk.vault, desk.files, desk.outbox));
    REQUIRE(told.size() == 1);
    CHECK(told.front().find("shorter than it once was") != std::string::npos);
    // Another tablet's receipt says nothing about this one.
    World other;
    other.tablet.speak(9);
    const auto theirs = other.seal();
    NEED(write_whole(
        desk.files, desk.outbox + "/theirs.cpr",
        view_of(receipt_of(other.centre.central().take_in(theirs.bundle, theirs.file)))));
    CHECK(NEED(send::contradictions(desk.vault, desk.files, desk.outbox)).size() == 1);
}

TEST_CASE("what is neither a receipt nor a checkpoint is refused with its name",
          "[sync][send][keeper]") {
    for (const char* text : {"", "cpc-receipt/v1\n", "a note\n\n— x AAAA\n"}) {
        const auto note = send::checkpoint_in(view_of(std::string_view{text}), "some-file");
        REQUIRE_FALSE(note);
    }
}

}  // namespace
}  // namespace cpc::test
