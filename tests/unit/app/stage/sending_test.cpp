// SPDX-License-Identifier: Apache-2.0
// "Send now", pressed on the tablet, with a real central service behind a real socket.
#include <catch2/catch_test_macros.hpp>

#include "app/stage/performance.hpp"
#include "core/base/limits.hpp"
#include "core/record/device_events.hpp"
#include "core/store/door.hpp"
#include "tests/service/world.hpp"

using namespace cpc;
using view::Place;

namespace {

// A tablet with one closed conference, on its sending screen.
struct Sender {
    Sender() {
        const std::string source = CPC_SOURCE_DIR;
        const auto text = NEED(read_whole(files, source + "/tests/scenarios/torbay-split.txt",
                                          limits::scenario_bytes_max));
        scenario = NEED(play::parse_scenario(text_of(text), "torbay-split.txt"));
        auto library = NEED(meeting::Library::load(files, source + "/assets"));
        performance = NEED(stage::begin_performance(scenario, {files,
                                                               entropy,
                                                               std::move(library),
                                                               folder.at("vault"),
                                                               "practice practice practice",
                                                               {},
                                                               {}}));
        const auto played = NEED(play::play(scenario, *performance->hands));
        REQUIRE(played.failures.empty());
        shell().go(Place::sending);
        glass().frame();
        glass().frame();
    }
    [[nodiscard]] stage::Stage& glass() { return *performance->stage; }
    [[nodiscard]] kiosk::Shell& shell() { return glass().shell(); }
    [[nodiscard]] bool says(const std::string& part) {
        return glass().driver().transcript().find(part) != std::string::npos;
    }
    void keep_address(const std::string& address) {
        NEED(glass().press("Where records go"));
        NEED(glass().fill("Address of the centre", address));
        NEED(glass().look("sending-centre"));
        NEED(glass().press("Keep this address"));
    }
    void close_sheet() { NEED(glass().press("Close")); }
    void send() {
        NEED(glass().press("Send now"));
        glass().frame();
    }
    [[nodiscard]] bool received() {
        return NEED(send::status(shell().desk()->vault())).all_received();
    }
    void no_complaints() {
        NEED(glass().look("sending"));
        for (const auto& line : glass().complaints())
            if (line.find("sending") == 0) FAIL_CHECK(line);
    }

    test::Folder folder;
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    play::Scenario scenario;
    std::unique_ptr<stage::Performance> performance;
};

}  // namespace

TEST_CASE("A record is sent from the tablet and shown as received after the receipt was verified",
          "[stage][sync][REQ-301]") {
    Sender sender;
    test::Centre centre(sender.folder.at("central"));
    centre.serve();
    CHECK(sender.says("No centre is set up on this tablet yet"));
    CHECK_FALSE(sender.glass().can_press("Send now"));
    sender.keep_address(centre.url());
    CHECK(sender.says("The address is kept."));
    CHECK(sender.says("Records go to " + centre.url()));
    sender.close_sheet();
    CHECK(sender.says("1 record is waiting."));
    sender.no_complaints();

    sender.send();
    CHECK(sender.received());
    CHECK(sender.says("The receipt was checked"));
    CHECK(sender.says("Nothing is waiting to be sent."));
    CHECK(NEED(centre.central().store().receipt_count()) >= 1);
    CHECK_FALSE(sender.glass().can_press("Send now"));  // there is nothing more to send
    sender.no_complaints();

    // No conference waits, only what the tablet noted itself: that can be sent too.
    NEED(store::write_down(sender.shell().desk()->vault(), record::StorageFault{"for the test"}));
    sender.shell().go(Place::home);
    sender.glass().frame();
    sender.shell().go(Place::sending);
    sender.glass().frame();
    sender.glass().frame();
    CHECK(sender.says("What this tablet noted since then can be sent as well."));
    CHECK(sender.glass().can_press("Take receipts from the stick"));
    sender.no_complaints();
    sender.send();
    CHECK(sender.received());
    CHECK_FALSE(sender.glass().can_press("Send now"));
}

TEST_CASE("Where nobody answers, the tablet says so and the record waits", "[stage][sync]") {
    Sender sender;
    std::string url;
    {
        test::Centre centre(sender.folder.at("central"));
        centre.serve();
        url = centre.url();
        centre.stop();
    }
    sender.keep_address(url);
    sender.close_sheet();
    const auto before = sender.shell().desk()->vault().size();
    sender.send();
    CHECK(sender.says("Not everything has arrived"));
    CHECK(sender.says("Nothing is lost."));
    CHECK_FALSE(sender.received());
    CHECK(sender.shell().desk()->vault().size() == before);
    CHECK(sender.glass().can_press("Send now"));  // and may be tried again
    sender.no_complaints();

    test::Centre centre(sender.folder.at("central-later"));
    centre.serve();
    sender.keep_address(centre.url());
    sender.close_sheet();
    sender.send();
    CHECK(sender.received());
}

TEST_CASE("What is no address of a centre is not kept", "[stage][sync]") {
    Sender sender;
    sender.keep_address("the centre in Paignton");
    CHECK(sender.says("That is not an address of a centre."));
    sender.close_sheet();
    CHECK(sender.says("No centre is set up on this tablet yet"));
    CHECK_FALSE(sender.glass().can_press("Send now"));
}
