// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

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

TEST_CASE("A conference can be prepared and its introductions run by label",
          "[kiosk][REQ-040][REQ-072]") {
    Rig rig;
    rig.set_up();
    rig.check("home");
    rig.press("New conference");
    rig.check("new-conference");
    rig.press("Cancel");
    rig.new_conference();
    REQUIRE(rig.place() == Place::prepare);
    REQUIRE(rig.state().opened->start_events.size() == 1);
    CHECK(rig.state().opened->start_events.front().date == Date::from_ymd(2027, 3, 9));
    rig.check("prepare-empty");
    rig.press("Add a person");
    rig.check("add-person-role");
    rig.press("Cancel");
    rig.prepare();
    rig.check("prepare");
    CHECK(rig.state().people.size() == 7);
    rig.nurse_reports();
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
    CHECK(rig.says("Nothing is recorded yet"));
}

TEST_CASE("A whole information stage can be run by label", "[kiosk][REQ-085][REQ-088][REQ-095]") {
    Rig rig;
    rig.begin();
    rig.introductions_done();
    rig.press("Start information sharing");
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

TEST_CASE("The screen is hidden by one touch and opens only with the chair's PIN", "[kiosk]") {
    Rig rig;
    rig.begin();
    rig.press("Hide screen");
    CHECK(rig.place() == Place::hidden);
    CHECK_FALSE(rig.says("Family C"));
    CHECK_FALSE(rig.says("Mother"));
    rig.check("hidden");
    rig.press("Open with chair PIN");
    rig.check("chair-pin");
    rig.digits("111111");
    CHECK(rig.place() == Place::hidden);
    CHECK(rig.says("4 tries left"));
    rig.digits("246810");
    CHECK(rig.place() == Place::introductions);
}

TEST_CASE("Wrong PINs of the chair are waited out, and pulling the plug shortens nothing",
          "[kiosk]") {
    Rig rig;
    rig.begin();
    rig.press("Hide screen");
    rig.press("Open with chair PIN");
    for (int i = 0; i < 4; ++i)
        rig.digits("111111");
    CHECK(rig.says("1 try left"));

    rig.restart();
    rig.secret("Passphrase", "four words of ours");
    rig.press("Open");
    CHECK(rig.says("4 wrong chair PINs were tried"));
    rig.press("Carry on at Introductions");
    rig.press("Hide screen");
    rig.press("Open with chair PIN");
    rig.digits("111111");
    CHECK(rig.says("tried again in 30 seconds"));
    rig.check("wait");

    rig.clock.advance_ms(29'000);
    rig.restart();
    rig.secret("Passphrase", "four words of ours");
    rig.press("Open");
    rig.press("Carry on at Introductions");
    rig.press("Hide screen");
    rig.press("Open with chair PIN");
    CHECK(rig.says("tried again in 1 second"));
    rig.clock.now.boot_id[0] = 99;  // switched off and on: the wait begins anew
    rig.clock.now.boot_ms = 5'000;
    rig.restart();
    rig.secret("Passphrase", "four words of ours");
    rig.press("Open");
    rig.press("Carry on at Introductions");
    rig.press("Hide screen");
    rig.press("Open with chair PIN");
    CHECK(rig.says("tried again in 30 seconds"));
    rig.clock.advance_ms(30'000);
    rig.driver->frame();
    rig.digits("246810");
    CHECK(rig.place() == Place::introductions);
    rig.press("Hide screen");
    rig.press("Open with chair PIN");
    rig.digits("111111");
    CHECK(rig.says("4 tries left"));
}

TEST_CASE("The passphrase is the way round a wait, and locks before it opens", "[kiosk]") {
    Rig rig;
    rig.begin();
    rig.press("Hide screen");
    rig.press("Open with chair PIN");
    for (int i = 0; i < 5; ++i)
        rig.digits("111111");
    rig.press("Use the passphrase");
    CHECK(rig.place() == Place::lock);
    CHECK_FALSE(rig.shell->unlocked());
    CHECK(rig.says("A meeting is paused"));
    rig.check("locked");
    rig.secret("Passphrase", "not the passphrase");
    rig.press("Open");
    CHECK(rig.says("does not open this tablet"));
    rig.secret("Passphrase", "four words of ours");
    rig.press("Open");
    CHECK(rig.place() == Place::introductions);
}

TEST_CASE("Home is not shown while family is in the room before the chair's PIN", "[kiosk]") {
    Rig rig;
    rig.begin();
    rig.press("Mother: Here");
    rig.press("Home");
    CHECK(rig.place() == Place::hidden);
    CHECK(rig.says("Please turn the tablet to you"));
    rig.press("Open with chair PIN");
    rig.digits("246810");
    CHECK(rig.place() == Place::home);
    rig.check("home-running");
    rig.press("Carry on");
    CHECK(rig.place() == Place::introductions);
}

TEST_CASE("Undo gives back the mark before, as a new entry", "[kiosk][REQ-040]") {
    Rig rig;
    rig.begin();
    rig.press("School: Here");
    const auto entries = rig.state().last_seq;
    rig.press("Undo: School marked as here");
    for (const auto& [id, person] : rig.state().people)
        if (person.invited.role == "school") CHECK(person.attendance == Attendance::unrecorded);
    CHECK(rig.state().last_seq > entries);
    CHECK(rig.says("Undone: School marked as here."));
    CHECK_FALSE(rig.sees("Undo: School marked as here"));

    rig.press("Redo: School marked as here");
    for (const auto& [id, person] : rig.state().people)
        if (person.invited.role == "school") CHECK(person.here());
    CHECK_FALSE(rig.sees("Redo: School marked as here"));
    rig.press("Undo: School marked as here");
    rig.press("Police officer: Here");  // the next act: what was taken back stays so
    CHECK_FALSE(rig.sees("Redo: School marked as here"));
    CHECK(rig.sees("Undo: Police officer marked as here"));
    rig.check("undo");
}

TEST_CASE("The next stage is refused with the rule's words until it may begin",
          "[kiosk][REQ-072]") {
    Rig rig;
    rig.begin();
    rig.everybody_here();
    CHECK_FALSE(rig.driver->can_press("Start information sharing"));
    CHECK(rig.driver->find("Start information sharing")->blocked_by.find("introduced") !=
          std::string::npos);
}

TEST_CASE("The tablet goes round for signing in and nobody sees a digit", "[kiosk]") {
    Rig rig;
    rig.begin();
    rig.everybody_here();
    rig.press("Pass the tablet round");
    rig.check("pass-the-tablet");
    CHECK_FALSE(rig.says("Mother"));
    rig.press("I am: Social worker");
    rig.check("who-i-am");
    rig.press("That is me. Choose a PIN");
    rig.digits("1357");
    rig.check("repeat-pin");
    CHECK_FALSE(rig.says("1357"));
    rig.digits("1358");
    CHECK(rig.says("not alike"));
    rig.digits("1357");
    rig.digits("1357");
    CHECK(rig.says("Thank you"));
    rig.check("thanks");
    rig.press("Pass to: Police officer");
    rig.press("Not now, go back");
    CHECK(rig.place() == Place::hidden);
    rig.press("Back");
    CHECK(rig.says("I am: Police officer"));
    rig.press("Not now, go back");
    rig.digits("246810");
    CHECK(rig.place() == Place::introductions);
    std::size_t keys = 0;
    for (const auto& [id, person] : rig.state().people)
        keys += person.public_key ? 1U : 0U;
    CHECK(keys == 1);
}

TEST_CASE("A killed program comes back to the same place with the unfinished text", "[kiosk]") {
    Rig rig;
    rig.begin();
    rig.introductions_done();
    rig.press("Start information sharing");
    rig.press("Add contribution");
    rig.press("School");
    rig.fill("What do you want to say?", "Half a sent");
    rig.driver->pass_time(2'500);
    rig.restart();
    CHECK(rig.place() == Place::lock);
    rig.secret("Passphrase", "four words of ours");
    rig.press("Open");
    CHECK(rig.place() == Place::resume);
    CHECK(rig.says("Sharing information: the text is kept"));
    CHECK_FALSE(rig.says("Half a sent"));
    rig.check("resume");
    rig.press("Carry on at Sharing information");
    CHECK(rig.place() == Place::information);
    CHECK(rig.says("Half a sent"));
}

TEST_CASE("An idle tablet covers itself and a tablet with a person on it sooner", "[kiosk]") {
    Rig rig;
    rig.begin();
    rig.driver->pass_time(300'000);
    CHECK(rig.place() == Place::introductions);
    rig.driver->pass_time(301'000);
    CHECK(rig.place() == Place::hidden);
}

TEST_CASE("Every first screen stands without fault on other glass and with other text", "[kiosk]") {
    const std::string kind = GENERATE("1920", "200", "portrait", "dusk", "contrast", "longer");
    ui::Settings settings;
    if (kind == "1920") settings.surface = {1920, 1200, 1.5F};
    if (kind == "200") settings.text_percent = 200;
    if (kind == "portrait") settings.surface = {800, 1280, 1};
    if (kind == "dusk") settings.theme = ui::Theme::dusk;
    if (kind == "contrast") settings.theme = ui::Theme::high_contrast;
    if (kind == "longer") settings.stretch_percent = 40;
    const auto suffix = "-" + kind;
    Rig rig(settings);
    rig.check("setup" + suffix);
    rig.set_up();
    rig.press("New conference");
    rig.check("new" + suffix);
    rig.press("Cancel");
    rig.new_conference();
    rig.prepare();
    rig.check("prepare" + suffix);
    rig.press("School nurse");
    rig.check("report" + suffix);
    rig.press("Cancel");
    rig.press("Start the conference");
    rig.check("start" + suffix);
    rig.press("Begin introductions");
    rig.check("introductions" + suffix);
    rig.introductions_done();
    rig.press("Mother");
    rig.check("person" + suffix);
    rig.press("Done");
    rig.press("Start information sharing");
    rig.check("information" + suffix);
    rig.press("Add contribution");
    rig.check("add" + suffix);
    rig.press("Cancel");
    rig.press("Text size and colours");
    rig.check("display" + suffix);
    rig.press("Done");
    rig.press("Initial conference · Family C");
    rig.check("facts" + suffix);
    rig.press("What just happened");
    rig.check("history" + suffix);
    rig.press("Done");
    rig.press("Hide screen");
    rig.check("hidden" + suffix);
}
