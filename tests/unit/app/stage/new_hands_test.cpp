// SPDX-License-Identifier: Apache-2.0
// Whoever is given the tablet finds it as the tablet is, not as somebody else left it (ui-design 5,
// 7): letters, colours, language, scroll places, the keyboard.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/locale/language.hpp"
#include "app/view/ballot.hpp"
#include "app/view/say.hpp"
#include "tests/unit/app/stage/half_way.hpp"

using namespace cpc;
using namespace cpc::stage_test;

namespace {

constexpr const char* scenario = "torbay-split.txt";
constexpr std::string_view own_tongue = "en-x-pseudo";

kiosk::Display shown_as(ui::Theme theme, int percent, std::string_view language) {
    kiosk::Display display;
    display.theme = theme;
    display.text_percent = percent;
    display.language = language;
    return display;
}

void show_otherwise(HalfWay& half) {
    half.stage().shell().show_as(shown_as(ui::Theme::dusk, 150, own_tongue));
    half.stage().frame();
    REQUIRE(locale::spoken() == own_tongue);
}

void is_as_usual(HalfWay& half) {
    half.stage().frame();
    CHECK(half.stage().shell().display() == kiosk::Display{});
    CHECK(locale::spoken() == locale::english);
}

view::BallotView ballot_of(HalfWay& half) {
    const auto& state = half.meeting().state();
    const auto id = *std::find_if(
        state.person_order.begin(), state.person_order.end(),
        [&](const auto& each) { return view::person_name(state, each) == "Social worker"; });
    return view::make_ballot_view(state, half.meeting().rules(), {}, id, state.child_order.front());
}

float top_of(HalfWay& half, const std::string& label) {
    const auto* entry = half.driver().find(label);
    REQUIRE(entry != nullptr);
    return entry->rect.y;
}

}  // namespace

TEST_CASE("Passing the tablet, thank you and taking it back each end what was chosen for the glass",
          "[stage][hands]") {
    HalfWay half(scenario, at_verb("view"));
    show_otherwise(half);
    half.press("Social worker");
    is_as_usual(half);
    CHECK(half.says("Please pass the tablet"));

    // Their own eyes, on their own screen.
    half.own_screen("Social worker");
    const auto ballot = ballot_of(half);
    half.press("Text size and colours");
    half.press("Dusk");
    half.press("Text size more");
    CHECK(half.stage().shell().display() == shown_as(ui::Theme::dusk, 125, "en"));
    half.press("Done");
    CHECK(half.says(ballot.question));
    half.press(ballot.question + ": " + ballot.choices.at(1).label);
    half.fill(ballot.reason_label, "Kept to themselves");
    CHECK(half.stage().shell().display().text_percent == 125);
    half.hold(ballot.hold_label);
    is_as_usual(half);
    CHECK(half.says("Thank you"));

    show_otherwise(half);
    half.press(view::say("hand.chair"));
    half.chair_takes_it();
    is_as_usual(half);
}

TEST_CASE("No scroll place and no open keyboard is left for whoever gets the tablet",
          "[stage][hands]") {
    HalfWay half(scenario, at_verb("view"));
    auto settings = half.driver().glass().settings();
    settings.text_percent = 200;
    REQUIRE(half.driver().change(settings));
    half.stage().frame();
    const std::string tile = "Social worker";
    const auto before = top_of(half, tile);
    half.driver().drag({640, 640}, {640, 400}, 400);
    half.driver().pass_time(2'000);
    REQUIRE(top_of(half, tile) < before);
    half.press("Social worker");
    half.own_screen("Social worker");
    const auto ballot = ballot_of(half);
    const auto first = top_of(half, ballot.question);
    half.press(ballot.question + ": " + ballot.choices.at(2).label);
    half.press(ballot.reason_label);
    REQUIRE(half.stage().sees("key a") != half.stage().sees("key A"));
    half.driver().pass_time(90'000);  // nobody touches it: it covers itself
    half.press("Social worker: open with my PIN");
    half.digits(half.pin_of("Social worker"));
    CHECK_FALSE(half.stage().sees("key a"));
    CHECK_FALSE(half.stage().sees("key A"));
    half.driver().drag({640, 640}, {640, 400}, 400);
    half.driver().pass_time(2'000);
    REQUIRE(top_of(half, ballot.question) < first);
    half.press(view::say("ballot.not-now"));
    half.press(view::say("hand.not_now"));
    half.chair_takes_it();
    CHECK(top_of(half, tile) == before);
    half.press("Social worker");
    half.own_screen("Social worker");
    CHECK(top_of(half, ballot.question) == first);
}

TEST_CASE("The end of a conference ends what was chosen for the glass in it", "[stage][hands]") {
    HalfWay half(scenario, at_verb("close"));
    half.press(view::say("close.button"));
    half.stage().shell().show_as(shown_as(ui::Theme::high_contrast, 200, "en"));
    half.hold(view::say("close.confirm-hold"));
    REQUIRE(half.place() == view::Place::closed);
    is_as_usual(half);
}
