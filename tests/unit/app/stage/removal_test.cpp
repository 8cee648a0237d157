// SPDX-License-Identifier: Apache-2.0
// A closed conference is removed from the tablet on its own screens, with a real central service
// behind a real socket and a second site, and not one day before that may be.
#include <catch2/catch_test_macros.hpp>

#include "app/send/purge.hpp"
#include "app/stage/performance.hpp"
#include "app/view/removal.hpp"
#include "core/base/limits.hpp"
#include "core/record/device_events.hpp"
#include "tests/service/sites.hpp"

using namespace cpc;
using view::Place;

namespace {

constexpr std::int64_t day_ms = 86'400'000;

std::string pictures() {
    const char* kept = std::getenv("CPC_SHOTS");
    return kept == nullptr ? std::string{} : std::string{kept} + "/removal";
}

struct Leaving {
    Leaving() {
        const std::string source = CPC_SOURCE_DIR;
        const auto text =
            NEED(read_whole(world.tablet.files, source + "/tests/scenarios/torbay-split.txt",
                            limits::scenario_bytes_max));
        const auto scenario = NEED(play::parse_scenario(text_of(text), "torbay-split.txt"));
        auto library = NEED(meeting::Library::load(files, source + "/assets"));
        performance = NEED(stage::begin_performance(scenario, {files,
                                                               entropy,
                                                               std::move(library),
                                                               world.folder.at("vault"),
                                                               "practice practice practice",
                                                               pictures(),
                                                               {}}));
        const auto played = NEED(play::play(scenario, *performance->hands));
        REQUIRE(played.failures.empty());
        id = performance->hands->meeting()->id();
        at = performance->hands->meeting()->now().instant();
        const auto ahead = at.ms - world.centre.central().now().ms;
        for (auto* clock : {&world.centre.clock, &sites.clock})
            clock->ahead_ms += ahead;
        world.centre.serve();
    }
    [[nodiscard]] stage::Stage& glass() { return *performance->stage; }
    [[nodiscard]] kiosk::Shell& shell() { return glass().shell(); }
    [[nodiscard]] store::Vault& vault() { return shell().desk()->vault(); }
    [[nodiscard]] bool says(const std::string& part) {
        return glass().driver().transcript().find(part) != std::string::npos;
    }
    void pass(int days) {
        at = Instant{at.ms + days * day_ms};
        performance->clock.set(at);
        for (auto* clock : {&world.centre.clock, &sites.clock})
            clock->ahead_ms += days * day_ms;
    }
    void send() {
        shell().go(Place::sending);
        glass().frame();
        glass().frame();
        NEED(glass().press("Send now"));
        glass().frame();
        REQUIRE(NEED(send::status(vault())).all_received());
    }
    void first_send() {
        shell().go(Place::sending);
        glass().frame();
        NEED(glass().press("Where records go"));
        NEED(glass().fill("Address of the centre", world.centre.url()));
        NEED(glass().press("Keep this address"));
        NEED(glass().press("Close"));
        send();
    }
    // As a chair looks at a conference that is over.
    void look_at_it() {
        shell().go(Place::home);
        shell().open_conference(id, Place::past_conference);
        glass().frame();
        NEED(glass().press(view::say("past.record")));
        for (int i = 0; i < 8; ++i)
            glass().frame();
    }
    [[nodiscard]] bool offered() { return glass().can_press(view::say("removal.open")); }

    test::World world;
    test::Sites sites{world};
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    std::unique_ptr<stage::Performance> performance;
    ConferenceId id;
    Instant at;
};

}  // namespace

TEST_CASE("A conference leaves the tablet when two sites have it for thirty days, by a held press",
          "[stage][purge]") {
    Leaving tablet;
    tablet.look_at_it();
    CHECK(tablet.says(view::say("removal.bar.not-paired")));
    CHECK_FALSE(tablet.offered());
    tablet.first_send();
    tablet.look_at_it();
    CHECK(tablet.says(view::say("removal.bar.not-confirmed")));
    CHECK_FALSE(tablet.offered());
    CHECK(tablet.sites.carry().confirmed > 0);
    tablet.pass(29);
    NEED(tablet.shell().desk()->write_down(record::StorageFault{"for the test"}));
    tablet.send();
    tablet.look_at_it();
    CHECK(tablet.says("It is kept here for 30 days."));
    CHECK_FALSE(tablet.offered());
    tablet.pass(2);
    NEED(tablet.shell().desk()->write_down(record::StorageFault{"for the test"}));
    tablet.send();
    tablet.look_at_it();
    REQUIRE(tablet.offered());
    NEED(tablet.glass().look("past-may-be-removed"));
    NEED(tablet.glass().press(view::say("removal.open")));
    CHECK(tablet.says("They cannot be made on this tablet afterwards"));
    NEED(tablet.glass().look("past-removal"));
    for (const auto& line : tablet.glass().complaints())
        if (line.find("past-") == 0) FAIL_CHECK(line);

    const auto entries = tablet.vault().size();
    NEED(tablet.glass().hold(view::say("removal.hold")));
    for (int i = 0; i < 4; ++i)
        tablet.glass().frame();
    CHECK(tablet.shell().place() == Place::home);
    CHECK(tablet.vault().erased(tablet.id).has_value());
    CHECK(tablet.vault().size() == entries + 1);
    CHECK(tablet.says(view::say("removal.done")));
    CHECK_FALSE(tablet.says("Family E"));
    // The tablet goes on, and the record is whole: the plug is pulled, and it opens again.
    NEED(tablet.glass().pull_the_plug());
    CHECK(tablet.vault().erased(tablet.id).has_value());
    tablet.send();
    CHECK(NEED(tablet.world.centre.central().fsck()).whole());
}

TEST_CASE("Every reason against removing a conference has words of its own", "[stage][purge]") {
    const auto only = [](const std::string& code) {
        view::RemovalFacts facts;
        facts.known = true;
        facts.bars = {{code, Date{20'000}, 2}};
        const auto shown = view::make_removal_view(facts);
        CHECK(shown.hold_label.empty());
        REQUIRE(shown.reasons.size() == 1);
        return shown.reasons.front();
    };
    std::set<std::string> words;
    for (int i = 0; i <= static_cast<int>(send::PurgeBar::not_shown_old); ++i) {
        const auto bar = static_cast<send::PurgeBar>(i);
        if (bar == send::PurgeBar::gone) continue;  // such a conference has no such screen
        words.insert(only(std::string{send::code(bar)}));
    }
    CHECK(words.size() == 12);
    CHECK(words.count(view::say("removal.bar.other")) == 0);
    CHECK(only("newer-than-this-program") == view::say("removal.bar.other"));
    CHECK(view::make_removal_view({}).hold_label.empty());  // not known yet
}
