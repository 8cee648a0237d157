// SPDX-License-Identifier: Apache-2.0
// A connection that breaks at any byte, in either direction: nothing is believed wrongly, and the
// next try ends it well, exactly once.
#include <cstdlib>

#include "tests/service/sockets.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

struct Sizes {
    std::uint64_t up = 0;
    std::uint64_t down = 0;
};

// What one whole exchange takes, so that the cuts go through all of it.
Sizes measure(World& world) {
    world.tablet.speak(1);
    CuttingProxy proxy(world.centre.server().port(), CuttingProxy::never, CuttingProxy::never);
    auto desk = world.tablet.desk();
    const auto carrier = NEED(transport::HttpCarrier::open(proxy.url(), {}));
    const auto report = NEED(send::send_all(desk, *carrier));
    REQUIRE(report.complete());
    return {proxy.bytes_up(), proxy.bytes_down()};
}

void cut_and_resume(World& world, std::uint64_t up, std::uint64_t down) {
    INFO("cut after " << up << " bytes up or " << down << " bytes down");
    world.tablet.speak(1);
    auto desk = world.tablet.desk();
    const auto before = NEED(send::status(world.tablet.vault())).received;
    {
        CuttingProxy proxy(world.centre.server().port(), up, down);
        const auto carrier = NEED(transport::HttpCarrier::open(proxy.url(), {}));
        const auto report = NEED(send::send_all(desk, *carrier));
        // Whatever the tablet now believes, central must really hold.
        const auto head = world.centre.central().head(world.tablet.vault().log_id());
        CHECK(report.received <= std::get<wire::HeadReport>(head).size);
        CHECK((report.complete() || report.problem.has_value()));
        CHECK(report.received >= before);
    }
    const auto carrier = NEED(transport::HttpCarrier::open(world.centre.url(), {}));
    const auto report = NEED(send::send_all(desk, *carrier));
    INFO(report.problem.value_or("no problem"));
    CHECK(report.complete());
}

TEST_CASE("a connection cut at any byte loses nothing and is taken up again", "[service][cuts]") {
    World world;
    world.centre.serve();
    const Sizes whole = measure(world);
    REQUIRE(whole.up > 1'000);
    REQUIRE(whole.down > 1'000);
    int cuts = 0;
    // CPC_EVERY_BYTE=1: at each offset of the exchange, both ways.
    const bool every = std::getenv("CPC_EVERY_BYTE") != nullptr;
    for (std::uint64_t at = 0; at <= whole.up; at += every ? 1 : 131, ++cuts)
        cut_and_resume(world, at, CuttingProxy::never);
    for (std::uint64_t at = 0; at <= whole.down; at += every ? 1 : 89, ++cuts)
        cut_and_resume(world, CuttingProxy::never, at);
    CHECK(cuts > 50);
    const auto fsck = NEED(world.centre.central().fsck());
    CHECK(fsck.damage == std::vector<std::string>{});
    CHECK(fsck.entries == world.tablet.vault().size());
    CHECK(NEED(world.centre.central().store().list_notices(10)).empty());
    CHECK(NEED(world.centre.central().store().list_rejected(10)).empty());
}

TEST_CASE("a resumed upload sends only the pieces that are missing", "[service][cuts]") {
    World world;
    world.tablet.speak(40, 12'000);  // several pieces
    world.centre.serve();
    auto desk = world.tablet.desk();
    NEED(desk.files.make_directories(desk.outbox));
    const auto prepared = NEED(send::prepare_bundles(desk));
    REQUIRE(prepared.size() == 1);
    const auto size =
        NEED(read_whole(desk.files, prepared[0].path, limits::bundle_bytes_max)).size();
    const auto pieces = (size + 65'535) / 65'536;
    REQUIRE(pieces > 5);
    {
        CuttingProxy proxy(world.centre.server().port(), 4 * 65'536, CuttingProxy::never);
        const auto carrier = NEED(transport::HttpCarrier::open(proxy.url(), {}));
        CHECK_FALSE(NEED(send::send_all(desk, *carrier)).complete());
    }
    const auto carrier = NEED(transport::HttpCarrier::open(world.centre.url(), {}));
    REQUIRE(NEED(send::send_all(desk, *carrier)).complete());
    CHECK(carrier->pieces_sent < pieces);
    CHECK(carrier->pieces_sent >= pieces - 4);
}

TEST_CASE("central restarted in the middle of an upload asks for the pieces again",
          "[service][cuts]") {
    World world;
    world.tablet.speak(1);
    const auto sealed = world.seal();
    auto& central = world.centre.central();
    REQUIRE_FALSE(central.put_piece(sealed.bundle, 0, ByteView{sealed.file}.first(100)));
    world.centre.close();
    world.centre.open();
    world.centre.serve();
    auto desk = world.tablet.desk();
    CHECK(NEED(send::send_all(desk, *world.centre.carrier())).complete());
}

TEST_CASE("an outbox carried by somebody who unlocks nothing comes back as receipts",
          "[service][send]") {
    World world;
    world.tablet.speak(3);
    const auto sealed = world.seal();
    world.centre.serve();
    const auto pairing = world.centre.central().pairing();
    const auto carrier = world.centre.carrier();
    const auto carried =
        NEED(send::carry_outbox(world.tablet.files, world.tablet.outbox(), pairing, *carrier));
    CHECK(carried.delivered == 1);
    CHECK(carried.problems.empty());
    CHECK(NEED(send::status(world.tablet.vault())).received == 0);
    auto desk = world.tablet.desk();
    const auto report = NEED(send::send_all(desk, *carrier));
    CHECK(report.complete());
    CHECK(NEED(world.centre.central().store().receipt_count()) == 1);
    CHECK(NEED(world.tablet.files.list(world.tablet.outbox())).empty());
}

TEST_CASE("by stick: written, carried, taken in, and the receipt carried back",
          "[service][stick]") {
    World world;
    world.tablet.speak(3);
    const std::string stick = world.folder.at("stick");
    NEED(world.tablet.files.make_directories(stick));
    transport::DirectoryCarrier carrier(world.tablet.files, stick);
    auto desk = world.tablet.desk();
    const auto report = NEED(send::send_all(desk, carrier));
    CHECK_FALSE(report.complete());
    CHECK_FALSE(report.problem.has_value());
    REQUIRE(report.stored.size() == 1);
    REQUIRE(report.items.size() == 1);
    CHECK(report.items[0].stage == engine::Stage::sent);

    const auto name = report.items[0].bundle;
    const auto file =
        NEED(read_whole(world.tablet.files, report.stored[0], limits::bundle_bytes_max));
    const std::string receipt = receipt_of(world.centre.central().take_in(name, file));
    NEED(write_whole(world.tablet.files, stick + "/" + name.hex() + ".cpr", view_of(receipt)));

    const auto back = NEED(send::send_all(desk, carrier));
    CHECK(back.complete());
    const auto items = NEED(send::status(world.tablet.vault())).items;
    REQUIRE(items.size() == 1);
    CHECK(items[0].stage == engine::Stage::received);
}

}  // namespace
}  // namespace cpc::test
