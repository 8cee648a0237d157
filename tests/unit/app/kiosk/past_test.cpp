// SPDX-License-Identifier: Apache-2.0
// A conference that is over: found again, read tab by tab, its signatures looked at by itself.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/kiosk/rig.hpp"

namespace cpc::kiosk_test {
namespace {

using view::Place;

// Called off after its preparation; two days have passed.
void over(Rig& rig) {
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    rig.shell->work(
        [](meeting::Desk&, meeting::Meeting* meeting) -> Result<void> {
            CPC_TRY(meeting->submit(conference::CancelConference{"The family has moved away."}));
            return {};
        },
        {});
    rig.clock.advance_ms(std::int64_t{2} * 86'400'000);
    rig.shell->go(Place::home);
    rig.driver->frame();
}

void open_past(Rig& rig) {
    rig.press("Past");
    rig.press("Read it");
    rig.driver->frame();
    rig.driver->frame();
}

}  // namespace

TEST_CASE("A past conference is found by its room or its initials, and not by anything else",
          "[kiosk][past]") {
    Rig rig;
    over(rig);
    rig.press("Past");
    CHECK(rig.sees("Read it"));
    rig.fill("Find a conference", "room 2 family c");
    CHECK(rig.sees("Read it"));
    rig.fill("Find a conference", "family  room");
    CHECK(rig.sees("Read it"));
    rig.check("past-search");
    rig.fill("Find a conference", "Mother");
    CHECK_FALSE(rig.sees("Read it"));
    CHECK(rig.says("Nothing fits these words."));
    rig.fill("Find a conference", "30 March");
    CHECK(rig.sees("Read it"));
}

TEST_CASE("The signatures of a past conference are looked at without being asked",
          "[kiosk][past]") {
    Rig rig;
    over(rig);
    open_past(rig);
    CHECK(rig.place() == Place::past_conference);
    const auto& record = rig.shell->drafts().record;
    REQUIRE(record.known);
    CHECK(record.own.whole);
    CHECK(record.own.done == record.lines.size());
    CHECK(record.lines.size() > 10);
    rig.press("The record");
    CHECK(rig.says("entries of this conference. Every signature fits."));
    CHECK(rig.says("The conference was opened"));
    CHECK(rig.says("Somebody was put on the list: Mother"));
    CHECK(rig.says("signed by the chair"));
    rig.check("past-record");
    rig.press("Check the record");
    rig.driver->frame();
    CHECK(rig.shell->drafts().record.whole.whole);
    CHECK(rig.shell->drafts().record.whole.done == rig.shell->desk()->vault().size());
}

TEST_CASE("An entry whose signature does not fit is told, with its place", "[kiosk][past]") {
    view::RecordFacts facts;
    facts.own = {false, true, false, 3, 9, "a signature does not fit (entry 3)"};
    const auto line = view::own_check_line(facts);
    CHECK(line.bad);
    CHECK_FALSE(line.good);
    CHECK(line.text.find("entry 3") != std::string::npos);
}

TEST_CASE("Every tab of a past conference is drawn whole at double text and in portrait",
          "[kiosk][past]") {
    for (const auto& [width, height, percent] :
         {std::tuple{1280, 800, 100}, {1280, 800, 200}, {800, 1280, 100}, {800, 1280, 200}}) {
        ui::Settings settings;
        settings.surface.width_px = width;
        settings.surface.height_px = height;
        settings.text_percent = percent;
        Rig rig(settings);
        kiosk::Display display;
        display.text_percent = percent;
        rig.shell->show_as(display);
        over(rig);
        rig.shell->go(Place::past_conference);
        rig.driver->frame();
        rig.driver->frame();
        for (std::size_t tab = 0; tab < 6; ++tab) {
            rig.shell->drafts().past.tab = tab;
            rig.check("past-" + std::to_string(tab) + "-" + std::to_string(width) + "-" +
                      std::to_string(percent));
        }
    }
}

TEST_CASE("Leaving a past conference leaves nothing of it to be looked at", "[kiosk][past]") {
    Rig rig;
    over(rig);
    open_past(rig);
    rig.press("Home");
    rig.driver->frame();
    CHECK_FALSE(rig.shell->drafts().record.asked);
}

}  // namespace cpc::kiosk_test
