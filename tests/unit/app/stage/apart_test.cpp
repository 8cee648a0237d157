// SPDX-License-Identifier: Apache-2.0
// A part of the meeting without everybody, on the glass (ui-design 6; REQ-275, 290). The words that
// must not be read afterwards are looked for on every screen that the room can open.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/view/say.hpp"
#include "tests/unit/app/stage/half_way.hpp"

using namespace cpc;
using namespace cpc::stage_test;
using view::Place;

namespace {

constexpr const char* scenario = "torbay-restricted.txt";
constexpr const char* secret = "under observation";
constexpr const char* why = "intelligence on a third adult";

void reads_nothing(HalfWay& half) {
    CHECK_FALSE(half.says(secret));
    CHECK_FALSE(half.says(why));
}

void close_sheet(HalfWay& half) {
    for (const auto* key : {"shell.ok", "shell.cancel", "shell.close"})
        if (half.stage().can_press(view::say(key))) {
            half.press(view::say(key));
            return;
        }
}

// Opens what everybody in the room can open, and reads it.
void open_everything(HalfWay& half) {
    for (const auto* tab : {"Introductions", "Information", "Risk", "Decision", "Plan", "Close"}) {
        if (!half.stage().can_press(tab)) continue;
        half.press(tab);
        reads_nothing(half);
    }
    half.press("Information");
    REQUIRE(half.place() == Place::information);
    reads_nothing(half);
    for (const auto* name : {"Police", "School", "Social worker"}) {
        half.press(name);
        reads_nothing(half);
        close_sheet(half);
    }
    half.press(view::say("info.add"));
    reads_nothing(half);
    half.press(view::say("shell.cancel"));
    half.press(view::say("info.edit"));
    reads_nothing(half);
    half.press("What do you want to do?: " + view::say("correct.pair_tab"));
    reads_nothing(half);
    close_sheet(half);
}

}  // namespace

TEST_CASE("While a part is held apart the glass says so and who is in the room",
          "[stage][REQ-275][REQ-053]") {
    HalfWay half(scenario, at_verb("everyone-back"));
    REQUIRE(half.place() == Place::information);
    CHECK(half.says("Recorded apart since 13:52"));
    CHECK(half.says(secret));
    CHECK_FALSE(half.says("Family in the room"));
    half.press(view::say("info.add"));
    const auto in_list = [&](const std::string& name) {
        return half.driver().find("Whose information is it?: " + name) != nullptr ||
               half.driver().find(name) != nullptr;
    };
    if (half.stage().can_press("Police")) half.press("Police");  // the list of speakers opens
    CHECK(in_list("School"));
    for (const auto* out : {"Mother", "Father", "RS", "Advocate", "Solicitor", "Observer"})
        CHECK_FALSE(in_list(out));
}

TEST_CASE("The cover of a part held apart tells those outside that they will be asked back in",
          "[stage][REQ-290]") {
    HalfWay half(scenario, at_verb("everyone-back"));
    half.driver().key(window::Key::f9);
    CHECK(half.place() == Place::hidden);
    CHECK(half.says("Part of the meeting is going on."));
    CHECK(half.says("You will be asked back in."));
    reads_nothing(half);
    half.press("Open with chair PIN");
    half.chair_takes_it();
    CHECK(half.says(secret));
}

TEST_CASE("Nothing of a part held apart is on any screen the room can open afterwards",
          "[stage][REQ-290][REQ-276]") {
    HalfWay half(scenario, at_verb("close"));
    open_everything(half);
    // The list of what just happened, and the facts about the conference.
    half.press(view::make_frame(half.meeting().state(), half.meeting().rules(), {}).title);
    reads_nothing(half);
    half.press(view::say("facts.history"));
    reads_nothing(half);
    close_sheet(half);
    half.driver().key(window::Key::f9);
    reads_nothing(half);
    half.pull_the_plug();
    reads_nothing(half);
}

TEST_CASE("What is typed in a part held apart is gone before everybody is back",
          "[stage][REQ-290]") {
    HalfWay half(scenario, at_verb("everyone-back"));
    half.press(view::say("info.add"));
    half.fill(view::say("add.text"), "He was seen under observation again.");
    half.press(view::say("shell.cancel"));
    half.driver().pass_time(3'000);  // long enough to be kept
    const auto end = view::say("apart.end");
    CHECK_FALSE(half.stage().can_press(end));
    CHECK(half.says("Something is typed and not recorded."));
    half.press(view::say("apart.throw_away"));
    half.press(end);
    REQUIRE(half.meeting().state().open_segment() == nullptr);
    reads_nothing(half);
    half.press(view::say("info.add"));
    reads_nothing(half);
    half.press(view::say("shell.cancel"));
    half.pull_the_plug();
    CHECK_FALSE(half.says(view::say("resume.drafts")));
    reads_nothing(half);
}

TEST_CASE("No undo, no confirmation line and no history leads back into a part held apart",
          "[stage][REQ-290]") {
    HalfWay half(scenario, at_verb("everyone-back"));
    half.press("Police");
    half.press("How was this agency heard?: Has told us");
    half.press(view::say("apart.end"));
    CHECK(half.says("Everybody may come back in."));
    CHECK_FALSE(half.says("Undo"));
    reads_nothing(half);
    // The title opens what just happened.
    half.press(view::make_frame(half.meeting().state(), half.meeting().rules(), {}).title);
    CHECK_FALSE(half.says("Added to the record."));
    CHECK_FALSE(half.says(view::say("step_out.done")));
    reads_nothing(half);
}

TEST_CASE("A power cut in a part held apart opens behind the cover", "[stage][REQ-290][REQ-300]") {
    HalfWay half(scenario, at_verb("everyone-back"));
    half.pull_the_plug();
    reads_nothing(half);
    const auto& procedure = half.meeting().rules().procedure;
    const auto& stage = procedure.stage(procedure::StageKind::information)->label;
    half.press(view::say("resume.carry_on", {{"stage", stage}}));
    CHECK(half.place() == Place::hidden);
    CHECK(half.says("You will be asked back in."));
    reads_nothing(half);
    half.press("Open with chair PIN");
    half.chair_takes_it();
    CHECK(half.says("Recorded apart since 13:52"));
    CHECK(half.says(secret));
}

TEST_CASE("What was recorded apart opens again only for the chair, with the tablet turned",
          "[stage][REQ-290][REQ-275]") {
    HalfWay half(scenario, at_verb("close"));
    half.press("Information");
    half.driver().pass_time(180'000);
    const auto open = view::say("said_apart.open");
    half.press(open);
    CHECK(half.place() == Place::hidden);
    CHECK(half.says("Please turn the tablet to you"));
    half.press("Not now");
    reads_nothing(half);
    half.press(open);
    half.press("Open with chair PIN");
    half.digits("111111");
    reads_nothing(half);
    half.chair_takes_it();
    CHECK(half.says(secret));
    CHECK(half.says(why));
    for (const auto& entry : half.driver().entries())
        if (entry.label.find(secret) != std::string::npos) CHECK(entry.level == ui::Level::chair);
    half.press(view::say("shell.close"));
    reads_nothing(half);
    // A moment later the PIN is still known here, and the tablet is turned all the same.
    half.press(open);
    CHECK(half.place() == Place::hidden);
    reads_nothing(half);
}

TEST_CASE("What was decided about somebody is behind the chair's PIN and not on the glass",
          "[stage][REQ-290][REQ-324]") {
    HalfWay half("torbay-excluded.txt", after_stage("information"));
    half.press("Introductions");
    CHECK(half.says("Part of the meeting"));
    CHECK_FALSE(half.says("threatened"));
    half.press("Father");
    CHECK_FALSE(half.says("threatened"));
    half.driver().pass_time(180'000);
    half.press(view::say("kept.open"));
    CHECK(half.place() == Place::hidden);
    CHECK_FALSE(half.says("threatened"));
    half.press("Open with chair PIN");
    half.chair_takes_it();
    CHECK(half.says("threatened to hit the social worker"));
    CHECK(half.says("Team manager"));
    half.press(view::say("shell.close"));
    CHECK_FALSE(half.says("threatened"));
}
