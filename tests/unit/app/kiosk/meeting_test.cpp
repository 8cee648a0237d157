// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/kiosk/rig.hpp"

using namespace cpc;
using namespace cpc::kiosk_test;
using conference::Attendance;
using view::Place;

TEST_CASE("A new tablet asks for a passphrase and a PIN and then shows home", "[kiosk]") {
    Rig rig;
    CHECK(rig.place() == Place::lock);
    rig.check("setup-passphrase");
    rig.set_up();
    CHECK(rig.place() == Place::home);
    CHECK(rig.says("No conference is planned here today"));
    rig.check("home-empty");
}

TEST_CASE("Two passphrases that differ are asked for again", "[kiosk]") {
    Rig rig;
    rig.secret("New passphrase", "four words of ours");
    rig.press("Continue");
    rig.secret("The same passphrase again", "four words of yours");
    rig.press("Continue");
    CHECK(rig.says("not alike"));
    CHECK(rig.sees("New passphrase"));
}

TEST_CASE("A whole introductions and information stage can be run by label",
          "[kiosk][REQ-040][REQ-072][REQ-085][REQ-088][REQ-095]") {
    Rig rig;
    rig.set_up();
    rig.check("home");
    rig.press("New conference");
    rig.check("new-conference");
    rig.press("Cancel");
    rig.new_conference();
    REQUIRE(rig.place() == Place::prepare);
    rig.check("prepare-empty");
    rig.press("Add a person");
    rig.check("add-person-role");
    rig.press("Cancel");
    rig.prepare();
    rig.check("prepare");
    CHECK(rig.state().people.size() == 7);
    rig.press("School nurse");
    rig.check("report");
    rig.fill("Why has the family not seen it?", "It came this morning.");
    rig.press("Record that it is here");
    rig.press("Start the conference");
    rig.check("start");
    rig.press("Begin introductions");
    REQUIRE(rig.place() == Place::introductions);
    rig.check("introductions");

    CHECK_FALSE(rig.driver->can_press("Start information sharing"));
    rig.introductions_done();
    rig.check("introductions-done");
    const auto& people = rig.state().people;
    for (const auto& [id, person] : people) {
        if (person.invited.role == "school-nurse")
            CHECK(person.attendance == Attendance::absent_with_report);
        else
            CHECK(person.here());
    }
    rig.press("Start information sharing");
    REQUIRE(rig.place() == Place::information);
    rig.check("information-empty");

    rig.press("Add contribution");
    rig.press("Social worker");
    rig.check("add-contribution");
    CHECK_FALSE(rig.driver->can_press("Add to the record"));
    rig.press("Fact");
    rig.fill("What do you want to say?", "CD was seen on 12 March.");
    rig.fill("How do you know?", "Own visit");
    rig.press("Add to the record");
    REQUIRE(rig.state().contributions.size() == 1);
    CHECK(rig.state().contributions.front().said.text == "CD was seen on 12 March.");
    rig.check("information-one");

    for (const auto* name : {"Social worker", "Police officer", "School"}) {
        rig.press(name);
        rig.shot("speaker");
        rig.press("Has told us");
    }
    rig.press("School nurse");
    rig.check("speaker-absent");
    rig.press("The report has been read to everyone");
    rig.press("Write down what CD says");
    rig.check("views");
    rig.press("Said it here");
    rig.fill("What does CD say, in their own words?", "I like it when nan is there.");
    rig.press("Add to the record");
    rig.press("Write down what Mother says");
    rig.press("Said it here");
    rig.fill("What does Mother say, in their own words?", "I want help.");
    rig.press("Add to the record");
    for (const auto* point :
         {"We have heard what the enquiries found, and the background.",
          "We have looked at each child and each parent or carer separately.",
          "The parents have been told why people are worried, what the agencies can do, and what "
          "needs to change."})
        rig.press(point);
    rig.check("information-done");
    rig.press("Continue to risk");
    CHECK(rig.place() == Place::risk);
}
