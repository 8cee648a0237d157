// SPDX-License-Identifier: Apache-2.0
// How a conference came about, who cannot come, and that everybody is asked: pressed by label.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/kiosk/rig.hpp"

using namespace cpc;
using namespace cpc::kiosk_test;
using view::Place;

namespace {

void with_a_request(Rig& rig) {
    rig.set_up();
    rig.press("A request has come");
    rig.press("Torbay Child Protection Conferences");
    rig.press("Why is this conference being held?");
    rig.press("Enquiries into something that happened");
    rig.press("Done");
    rig.pick_date("Date of the strategy meeting", 21);
    rig.fill("How does the room call the family?", "Family C");
    rig.fill("Where is it held?", "Room 2");
    rig.press("Make this conference");
    REQUIRE(rig.place() == Place::prepare);
    rig.check("request-empty");
}

void ask(Rig& rig) {
    rig.fill("Who asks?", "Head teacher");
    rig.fill("From which agency?", "School");
    rig.fill("Who answers it?", "Team manager");
    rig.fill("Why do they ask?", "CD has bruises.");
    rig.press("Record the request");
}

}  // namespace

TEST_CASE("A request is written down from home on and is not taken half", "[kiosk][REQ-017]") {
    Rig rig;
    with_a_request(rig);
    CHECK_FALSE(rig.driver->can_press("Record the request"));
    CHECK(rig.says("A request needs who asks, from which agency, why, and who answers it."));
    ask(rig);
    rig.check("request-recorded");
    REQUIRE(rig.state().request);
    CHECK(rig.state().request->requester == "Head teacher");
    CHECK(rig.state().request->manager == "Team manager");
    CHECK(rig.state().request->type == "initial");
    CHECK(rig.says("Head teacher asked for it on"));
    CHECK_FALSE(rig.driver->can_press("Somebody asked for it"));
}

TEST_CASE("A refusal needs its reasons and the talk with the service manager, and ends it",
          "[kiosk][REQ-018][REQ-313]") {
    Rig rig;
    with_a_request(rig);
    ask(rig);
    rig.press("Answer the request");
    rig.press("Is the conference held?: It is refused");
    rig.fill("Why is it refused?", "Help for the family comes first.");
    CHECK_FALSE(rig.driver->can_press("Record the answer"));  // not talked over yet
    rig.press("It was talked over with the service manager");
    rig.fill("With whom?", "Service manager");
    rig.check("request-refuse");
    rig.press("Record the answer");
    REQUIRE(rig.state().request_answer);
    CHECK_FALSE(rig.state().request_answer->convene);
    CHECK(rig.state().request_answer->discussed_with == "Service manager");
    CHECK(rig.says("Refused: Help for the family comes first."));
    rig.check("request-refused");
    rig.prepare();
    CHECK_FALSE(rig.driver->can_press("Start the conference"));
    CHECK(rig.says("The request for this conference was refused."));
}

TEST_CASE("Each invitation says how many days' notice it gives", "[kiosk][REQ-057]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    rig.check("prepare-notice");
    REQUIRE(called(rig, "School nurse").invited.invited_on);
    CHECK(rig.says("Invited Tue 30 March 2027, 0 days before."));
}

TEST_CASE("Word that somebody cannot come sets going that their report is shared for them",
          "[kiosk][REQ-061]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    rig.press("School nurse");
    CHECK_FALSE(rig.driver->can_press("Record that they cannot come"));
    rig.fill("Who told you, and why can they not come?", "The practice rang: she is ill.");
    rig.check("cannot-come");
    rig.press("Record that they cannot come");
    rig.press("Cancel");
    CHECK(called(rig, "School nurse").attendance == conference::Attendance::absent_without_report);
    CHECK(rig.says("Cannot come: The practice rang: she is ill."));
    CHECK(rig.says("Still to do: get their report, so that it is shared for them."));
    rig.nurse_reports();
    CHECK(rig.says("Still to do: read their report to the meeting."));
    rig.check("cannot-come-report");
    // And the meeting does not go on without it.
    rig.press("Start the conference");
    rig.press("Begin introductions");
    rig.introductions_done();
    rig.press("Start information sharing");
    for (const auto* name : {"Social worker", "Police officer", "School"}) {
        rig.press(name);
        rig.press("How was this agency heard?: Has told us");
    }
    CHECK_FALSE(rig.driver->can_press("Continue to risk"));
    CHECK(rig.says("School nurse"));
}

TEST_CASE("The floor is offered to everybody who takes part, and what came of it is recorded",
          "[kiosk][REQ-069]") {
    Rig rig;
    rig.begin();
    rig.introductions_done();
    rig.press("Start information sharing");
    for (const auto* name : {"Social worker", "Police officer", "School", "School nurse", "Mother",
                             "Solicitor as supporter"})
        CHECK(rig.driver->can_press(name));
    rig.press("Solicitor as supporter");
    rig.check("speaker-supporter");
    rig.press("How was this person heard?: Nothing to add");
    CHECK(called(rig, "Solicitor as supporter").heard);
    rig.press("School");
    rig.press("Add contribution");
    CHECK(rig.says("School"));
}

TEST_CASE("Whoever signs in for an agency confirms that they know and bring what it knows",
          "[kiosk][REQ-043]") {
    Rig rig;
    rig.begin();
    rig.introductions_done();
    rig.press("School signs in");
    rig.press("I am: School");
    rig.check("sign-in-informed");
    CHECK(
        rig.says("I know what my agency knows about this family, also about the parents and "
                 "other adults who matter, and I have brought it."));
    CHECK_FALSE(called(rig, "School").public_key);  // the PIN is chosen after reading it
}
