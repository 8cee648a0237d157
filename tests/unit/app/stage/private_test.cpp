// SPDX-License-Identifier: Apache-2.0
// Nobody sees another's choice from the glass, and nobody acts in another's name (ui-design 6, 7).
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/view/ballot.hpp"
#include "app/view/chair_decision.hpp"
#include "app/view/say.hpp"
#include "tests/unit/app/stage/half_way.hpp"

using namespace cpc;
using namespace cpc::stage_test;
using view::Place;

namespace {

constexpr const char* scenario = "torbay-split.txt";

view::BallotView ballot_of(HalfWay& half, const std::string& name) {
    const auto& state = half.meeting().state();
    for (const auto& id : state.person_order)
        if (view::person_name(state, id) == name)
            return view::make_ballot_view(state, half.meeting().rules(), {}, id,
                                          state.child_order.front());
    FAIL("nobody is called " << name);
    return {};
}

std::size_t views_given(HalfWay& half) {
    const auto& state = half.meeting().state();
    return state.children.at(state.child_order.front()).ballot->positions.size();
}

struct Thanked {
    Bytes pixels;
    std::string transcript;
    std::uint64_t took_ms = 0;
    std::uint64_t entries = 0;
};

Thanked thanked_for(std::size_t choice) {
    HalfWay half(scenario, at_verb("view"));
    half.press("Social worker");
    half.own_screen("Social worker");
    const auto ballot = ballot_of(half, "Social worker");
    half.press(ballot.question + ": " + ballot.choices.at(choice).label);
    half.fill(ballot.reason_label, "The same words for every answer.");
    auto& vault = half.stage().shell().desk()->vault();
    const auto entries = vault.size();
    const auto before = half.driver().now_ms();
    half.hold(ballot.hold_label);
    Thanked thanked;
    thanked.took_ms = half.driver().now_ms() - before;
    thanked.entries = vault.size() - entries;
    thanked.transcript = half.driver().transcript();
    thanked.pixels = half.driver().pixels();
    return thanked;
}

}  // namespace

TEST_CASE("The thank-you screen is the same for every choice: words, pixels, time, entries",
          "[stage][REQ-148]") {
    const auto agrees = thanked_for(0);
    CHECK(agrees.transcript.find("Thank you") != std::string::npos);
    CHECK(agrees.entries == 1);
    for (const std::size_t choice : {std::size_t{1}, std::size_t{2}}) {
        const auto other = thanked_for(choice);
        CHECK(other.transcript == agrees.transcript);
        CHECK(other.pixels == agrees.pixels);
        CHECK(other.took_ms == agrees.took_ms);
        CHECK(other.entries == agrees.entries);
    }
}

TEST_CASE("Not now on a ballot says nothing, remembers nothing and leads to the pass page",
          "[stage]") {
    HalfWay half(scenario, at_verb("view"));
    half.press("Social worker");
    half.own_screen("Social worker");
    const auto ballot = ballot_of(half, "Social worker");
    half.press(ballot.question + ": " + ballot.choices.at(1).label);
    half.fill(ballot.reason_label, "Half a thought");
    half.driver().pass_time(2'500);  // long enough for the draft to be kept
    const auto entries = half.stage().shell().desk()->vault().size();
    half.press(ballot.not_now_label);
    CHECK(half.says("Please pass the tablet to"));
    CHECK(half.stage().shell().desk()->vault().size() == entries);
    CHECK(views_given(half) == 0);
    half.own_screen("Social worker");
    CHECK_FALSE(half.says("Half a thought"));
    for (const auto& entry : half.driver().entries())
        if (entry.group == ballot.question) CHECK_FALSE(entry.chosen);
}

TEST_CASE("A tablet that was passed on comes back to the chair only by the chair's PIN",
          "[stage]") {
    HalfWay half(scenario, at_verb("view"));
    half.press("Social worker");
    half.press("Not now, go back");
    CHECK(half.place() == Place::hidden);
    CHECK_FALSE(half.says("Family E"));
    half.digits("111111");
    CHECK(half.place() == Place::hidden);
    half.press("Back");
    CHECK(half.says("I am: Social worker"));
    half.press("Not now, go back");
    half.chair_takes_it();
    CHECK(half.place() == Place::decision);
}

TEST_CASE("F9 hides every screen of a hand-over at once and the right PIN opens it", "[stage]") {
    HalfWay half(scenario, at_verb("view"));
    const auto hide = [&] {
        half.driver().key(window::Key::f9);
        CHECK(half.place() == Place::hidden);
        CHECK(half.says("The screen is hidden"));
        CHECK_FALSE(half.says("Please pass"));
        CHECK_FALSE(half.says("Thank you"));
    };
    const std::string own = "Social worker: open with my PIN";
    half.press("Social worker");
    hide();  // the pass page
    half.press(own);
    hide();  // the PIN
    half.press(own);
    half.digits(half.pin_of("Social worker"));
    const auto ballot = ballot_of(half, "Social worker");
    half.press(ballot.question + ": " + ballot.choices.at(1).label);
    half.fill(ballot.reason_label, "Kept for its writer");
    hide();  // the ballot
    CHECK_FALSE(half.says("Kept for its writer"));
    half.press(own);
    half.digits("0000");
    CHECK_FALSE(half.says("Kept for its writer"));
    half.digits(half.pin_of("Social worker"));
    CHECK(half.says("Kept for its writer"));
    half.hold(ballot.hold_label);
    hide();  // thank you: they have finished, the next is the chair
    CHECK_FALSE(half.says(own));
    half.press("Open with chair PIN");
    half.chair_takes_it();
    CHECK(half.place() == Place::decision);
    CHECK(views_given(half) == 1);
    CHECK_FALSE(half.says("Please pass"));
}

TEST_CASE("F9 hides the screen somebody signs the close on, and their PIN opens it", "[stage]") {
    HalfWay half(scenario, at_verb("cosign"));
    half.press("Social worker");
    half.own_screen("Social worker");
    REQUIRE(half.says(view::say("cosign.hold")));
    half.driver().key(window::Key::f9);
    CHECK(half.place() == Place::hidden);
    CHECK_FALSE(half.says(view::say("cosign.hold")));
    half.press("Social worker: open with my PIN");
    half.digits(half.pin_of("Social worker"));
    CHECK(half.says(view::say("cosign.hold")));
    half.press("Hide screen");
    CHECK(half.place() == Place::hidden);
}

TEST_CASE("The chair's decision opens after the tablet is turned and the chair's PIN",
          "[stage][REQ-140]") {
    HalfWay half(scenario, at_verb("chair-decides"));

    const auto button = view::say("decision.chair-button");
    const auto hold = view::say("chair.hold");
    half.driver().pass_time(180'000);  // whatever PIN was given before is no longer enough
    half.press(button);
    CHECK(half.place() == Place::hidden);
    CHECK(half.says("Please turn the tablet to you"));
    half.press("Not now");
    CHECK(half.place() == Place::decision);
    CHECK_FALSE(half.says(hold));
    half.press(button);
    half.press("Open with chair PIN");
    half.digits("111111");
    CHECK_FALSE(half.says(hold));
    half.chair_takes_it();
    CHECK(half.says(hold));
    CHECK(half.place() == Place::decision);
    half.press(view::say("stages.cancel"));
    CHECK_FALSE(half.says(hold));
    // A moment later the PIN is still known here: the tablet is only turned.
    half.press(button);
    half.press("The tablet is turned to me");
    CHECK(half.says(hold));
    // Hidden in the meantime, it is asked for again.
    half.driver().key(window::Key::f9);
    CHECK_FALSE(half.says(hold));
    half.press("Open with chair PIN");
    half.chair_takes_it();
    CHECK(half.says(hold));
}

TEST_CASE("Each professional's number is given on their own screen with their own PIN",
          "[stage][REQ-135]") {
    HalfWay half("torbay-turns.txt", at_verb("score"));
    const auto child = half.meeting().state().child_order.front();
    const auto scores = [&] { return half.meeting().state().children.at(child).scores; };
    REQUIRE(half.place() == Place::risk);
    CHECK(half.says("professionals' own numbers"));  // still missing, and told

    half.press("Police");
    half.press(view::say("hand.i_am", {{"who", "Police"}}));
    half.press(view::say("hand.choose_pin"));  // the first thing they do in this meeting
    half.digits(half.pin_of("Police"));
    half.digits(half.pin_of("Police"));
    half.press("My number: 7");
    half.press(view::say("ballot.not-now"));
    CHECK(half.says("Please pass the tablet to"));
    CHECK(scores().empty());

    half.own_screen("Police");
    for (const auto& entry : half.driver().entries())
        if (entry.group == "My number") CHECK_FALSE(entry.chosen);
    half.press("My number: 7");
    half.hold(view::say("ballot.hold"));
    REQUIRE(scores().size() == 1);
    CHECK(scores().front().score == 7);
    CHECK(view::person_name(half.meeting().state(), scores().front().by) == "Police");
    CHECK_FALSE(half.says("My number"));  // the next holder reads nothing of it
    CHECK(half.says("Thank you"));

    // The chair cannot say it for somebody in the room; the scale offers only who is not.
    half.press(view::say("hand.chair"));
    half.chair_takes_it();
    REQUIRE(half.place() == Place::risk);
    CHECK(half.driver().find("Whose number is this?: Police") == nullptr);
    CHECK(half.driver().find("Whose number is this?: GP") != nullptr);
}
