// SPDX-License-Identifier: Apache-2.0
// kill -9 on every stage's screen: the tablet comes back to where it was.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "app/view/say.hpp"
#include "tests/unit/app/stage/half_way.hpp"

using namespace cpc;
using namespace cpc::stage_test;
using view::Place;

namespace {

constexpr const char* scenario = "torbay-split.txt";

// What stands on the page itself: not the confirmation line, which is of a moment.
std::string page(HalfWay& half) {
    std::string text;
    for (const auto& entry : half.driver().entries())
        if (entry.section == ui::Section::content || entry.section == ui::Section::side)
            text += entry.label + " = " + entry.value + "\n";
    return text;
}

std::string carry_on(HalfWay& half) {
    const auto before = view::say("resume.carry_on", {{"stage", ""}});
    for (const auto& entry : half.driver().entries())
        if (entry.label.rfind(before, 0) == 0) return entry.label;
    FAIL("there is nothing to carry on at: " << half.driver().transcript());
    return {};
}

}  // namespace

TEST_CASE("A tablet killed on any stage's screen comes back to that screen", "[stage]") {
    const std::string stage =
        GENERATE("introductions", "information", "risk", "decision", "plan", "close");
    INFO(stage);
    HalfWay half(scenario, after_stage(stage));
    REQUIRE(stage::place_name(half.place()) == stage);
    const auto shown = page(half);
    half.pull_the_plug();
    CHECK(half.place() == Place::resume);
    half.press(carry_on(half));
    CHECK(stage::place_name(half.place()) == stage);
    CHECK(page(half) == shown);
}

TEST_CASE(
    "A tablet killed in the middle of a round comes back to the round, and a view that was "
    "not confirmed is not counted",
    "[stage]") {
    int views = 0;
    HalfWay half(scenario, [&](const play::Act& act) { return act.verb == "view" && ++views > 2; });
    half.press(view::say("hand.chair"));
    half.chair_takes_it();
    REQUIRE(half.place() == Place::decision);
    const auto shown = page(half);
    half.press("Health visitor");
    half.own_screen("Health visitor");
    half.pull_the_plug();
    half.press(carry_on(half));
    CHECK(half.place() == Place::decision);
    CHECK(page(half) == shown);
    const auto& state = half.meeting().state();
    CHECK(state.children.at(state.child_order.front()).ballot->positions.size() == 2);
}

TEST_CASE("A tablet killed with the chair's sheet open asks for the turn before it opens again",
          "[stage]") {
    HalfWay half(scenario, at_verb("chair-decides"));

    half.press(view::say("decision.chair-button"));
    if (half.stage().sees("The tablet is turned to me")) {
        half.press("The tablet is turned to me");
    } else {
        half.press("Open with chair PIN");
        half.chair_takes_it();
    }
    REQUIRE(half.says(view::say("chair.hold")));
    half.pull_the_plug();
    half.press(carry_on(half));
    CHECK_FALSE(half.says(view::say("chair.hold")));
    half.press("The tablet is turned to me");
    CHECK(half.says(view::say("chair.hold")));
}

TEST_CASE("A tablet killed between two sittings still offers the next one, in the same stage",
          "[stage][REQ-309]") {
    HalfWay half("more/torbay-adjourned-and-taken-up.txt", at_verb("resume"));
    REQUIRE(half.meeting().state().adjourned());
    half.pull_the_plug();
    half.press(carry_on(half));
    CHECK(half.place() == Place::introductions);
    half.press(view::say("adjourned.resume"));
    CHECK_FALSE(half.meeting().state().adjourned());
    CHECK(half.place() == Place::introductions);
    CHECK(half.says(view::say("people.not_yet_again")));
}

TEST_CASE("A tablet killed between the close and the signatures still has people sign, from home",
          "[stage]") {
    HalfWay half(scenario, at_verb("cosign"));
    REQUIRE(half.place() == Place::closed);
    const auto due = half.meeting().cosign_due();
    REQUIRE_FALSE(due.empty());
    const std::string first = "Social worker";
    half.pull_the_plug();
    half.stage().shell().go(Place::home);
    half.stage().frame();
    half.press(view::say("home.read"));
    CHECK(half.place() == Place::closed);
    half.press(first);
    half.own_screen(first);
    half.hold(view::say("cosign.hold"));
    CHECK(half.meeting().cosign_due().size() + 1 == due.size());
}
