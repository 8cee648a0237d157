// SPDX-License-Identifier: Apache-2.0
// Ways through a meeting that not every meeting takes, pressed by label.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/kiosk/rig.hpp"

using namespace cpc;
using namespace cpc::kiosk_test;
using conference::Attendance;
using conference::Stage;
using view::Place;

namespace {

void sharing(Rig& rig) {
    rig.begin();
    rig.introductions_done();
    rig.press("Start information sharing");
    REQUIRE(rig.place() == Place::information);
}

}  // namespace

TEST_CASE("Somebody unexpected can be added in a later stage and joins by telephone",
          "[kiosk][REQ-041][REQ-081]") {
    Rig rig;
    sharing(rig);
    rig.press("Somebody has come");
    rig.check("somebody-role");
    rig.press("Who is it?: Professionals");
    rig.press("GP");
    rig.press("Continue");
    rig.check("somebody-details");
    CHECK_FALSE(rig.driver->can_press("Add the person"));
    rig.press("Works with the family or knows something that matters");
    rig.press("Add the person");
    REQUIRE(rig.place() == Place::introductions);  // with the new person's sheet open
    rig.check("somebody-joins");
    CHECK_FALSE(rig.driver->can_press("GP is here now"));  // not told yet what was missed
    rig.press("We have told them what they missed");
    rig.press("How do they join?: By telephone");
    rig.press("GP is here now");
    CHECK(called(rig, "GP").here());
    CHECK(called(rig, "GP").attendance == Attendance::telephone);

    rig.press("GP");
    rig.press("How does this person take part?: In the room");
    CHECK(called(rig, "GP").attendance == Attendance::in_person);
    CHECK(called(rig, "GP").presence.size() == 1);
}

TEST_CASE("A stage is opened again only with a reason, and passed over only with a reason",
          "[kiosk][REQ-026]") {
    Rig rig;
    sharing(rig);
    rig.press("Introductions");
    REQUIRE(rig.place() == Place::introductions);
    rig.press("Open this stage again");
    rig.check("stage-again");
    CHECK_FALSE(rig.driver->can_press("Open it again"));
    rig.fill("Why?", "The GP has come and needs to hear who is here.");
    rig.press("Open it again");
    CHECK(rig.state().stage == Stage::introductions);
    REQUIRE_FALSE(rig.state().stage_history.empty());
    CHECK(rig.state().stage_history.back().reason ==
          "The GP has come and needs to hear who is here.");
    // What is still needed there cannot be passed over, whatever the reason.
    rig.press("Risk");
    CHECK(rig.place() == Place::introductions);
    CHECK_FALSE(rig.sees("Go on to it"));
    CHECK(rig.state().stage == Stage::introductions);
}

TEST_CASE("A point gets a note, or the meeting goes on without it and says why", "[kiosk]") {
    Rig rig;
    sharing(rig);
    const std::string heard = "We have heard what the enquiries found, and the background.";
    const std::string told =
        "The parents have been told why people are worried, what the agencies can do, and what "
        "needs to change.";
    rig.press("Note, or leave one out");
    rig.check("points");
    CHECK_FALSE(rig.driver->can_press("Go on without it"));
    rig.press(heard);
    rig.fill("Note, or why we go on without it", "Read out by the social worker.");
    rig.press("Confirm with this note");
    CHECK(rig.says("Read out by the social worker."));
    rig.press("Note, or leave one out");
    rig.press(told);
    rig.fill("Note, or why we go on without it", "Only the mother could come.");
    rig.press("Go on without it");
    CHECK(rig.says("Went on without it: Only the mother could come."));
    int waived = 0;
    int noted = 0;
    for (const auto& [key, point] : rig.state().points) {
        waived += point.waived ? 1 : 0;
        noted += !point.waived && !point.note.empty() ? 1 : 0;
    }
    CHECK(waived == 1);
    CHECK(noted == 1);
}

TEST_CASE("What somebody absent knows is read out by whoever is chosen", "[kiosk][REQ-101]") {
    Rig rig;
    sharing(rig);
    rig.press("Add contribution");
    rig.press("School nurse");
    rig.check("add-presented");
    rig.press("Who reads it out?: Social worker");
    rig.press("Fact");
    rig.fill("What do you want to say?", "CD was weighed in March.");
    rig.press("Add to the record");
    REQUIRE(rig.state().contributions.size() == 1);
    const auto& said = rig.state().contributions.front().said;
    CHECK(said.speaker == called(rig, "School nurse").invited.person);
    CHECK(said.presenter == called(rig, "Social worker").invited.person);
}

TEST_CASE("A report that came two days ago is recorded with its own day", "[kiosk][REQ-062]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    rig.press("School nurse");
    rig.press("It came earlier");
    rig.check("report-earlier");
    rig.press("Day less");
    rig.press("Day less");
    rig.press("Hour less");
    rig.fill("Why has the family not seen it?", "It came by post.");
    rig.press("Record that it is here");
    const auto& report = called(rig, "School nurse").report;
    REQUIRE(report);
    CHECK(report->received.date == Date::from_ymd(2027, 3, 28));
    CHECK(report->received.minute == 9 * 60);
}

TEST_CASE("A report is not recorded as having come later than now", "[kiosk]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    rig.press("School nurse");
    rig.press("It came earlier");
    rig.press("Day more");
    rig.fill("Why has the family not seen it?", "It came by post.");
    CHECK_FALSE(rig.driver->can_press("Record that it is here"));
}
