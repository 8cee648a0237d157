// SPDX-License-Identifier: Apache-2.0
// End to end: a real vault, a real central store and, for most, real sockets on this machine.
#include "tests/service/world.hpp"

#include "app/send/verify.hpp"
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

TEST_CASE("sending twice gives the same receipt, byte for byte, and one copy", "[sync][send]") {
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

}  // namespace
}  // namespace cpc::test
