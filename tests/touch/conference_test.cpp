// SPDX-License-Identifier: Apache-2.0
// A Torbay initial conference on a real touch screen, from the first lock to the last: every press
// is an XInput2 touch of a display server, and what the server shows is what was drawn.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "app/stage/performance.hpp"
#include "app/view/say.hpp"
#include "platform/window/window.hpp"
#include "tests/touch/touch_display.hpp"
#include "tests/unit/app/stage/scripted.hpp"

namespace cpc {
namespace {

using namespace cpc::scripted;
using window::EventKind;

std::unique_ptr<touch::TouchDisplay> touch_screen() {
    auto display = touch::TouchDisplay::start(1280, 800);
    // Whose machine cannot have such a display is told why, and is no worse a machine for it.
    if (!display &&
        (display.error().fault == Fault::not_found || display.error().fault == Fault::unsupported))
        SKIP(display.error().text() << "\n" << display.error().advice);
    auto found = must(std::move(display));
    ::setenv("DISPLAY", found->name().c_str(), 1);
    ::setenv("SDL_VIDEODRIVER", "x11", 1);
    ::unsetenv("WAYLAND_DISPLAY");
    return found;
}

// Asked again while the server still has pictures of ours to put up.
bool shows_what_was_drawn(touch::TouchDisplay& display, ui::Driver& driver) {
    constexpr int tries_most = 200;
    for (int i = 0; i < tries_most; ++i) {
        const auto drawn = driver.window().pixels();
        if (must(display.pixels()) == drawn) return true;
        driver.frame();
    }
    return false;
}

// Looks at the display after every act.
class Watched final : public play::Hands {
  public:
    Watched(stage::Performance& performance, touch::TouchDisplay& display)
        : performance_(&performance), display_(&display) {}

    Result<std::optional<conference::Refusal>> carry_out(const play::Scenario& scenario,
                                                         const play::Act& act) override {
        auto answer = performance_->hands->carry_out(scenario, act);
        INFO(scenario.place(act));
        CHECK(shows_what_was_drawn(*display_, performance_->stage->driver()));
        ++looks;
        return answer;
    }
    meeting::Meeting* meeting() override { return performance_->hands->meeting(); }
    int looks = 0;

  private:
    stage::Performance* performance_;
    touch::TouchDisplay* display_;
};

void lock_and_open_again(stage::Stage& stage) {
    if (!stage.can_press(view::say("home.lock"))) must(stage.press(view::say("shell.home")));
    must(stage.press(view::say("home.lock")));
    REQUIRE_FALSE(stage.shell().unlocked());
    must(stage.press(view::say("lock.passphrase")));
    must(stage.driver().type(passphrase));
    must(stage.press(stage.driver().glass().settings().words.done));
    must(stage.press(view::say("lock.open")));
    REQUIRE(stage.shell().unlocked());
}

}  // namespace

TEST_CASE("A whole conference on a touch screen ends as through commands, and stays closed",
          "[touch]") {
    const auto display = touch_screen();
    World world;
    const Folder folder;
    const char* kept = std::getenv("CPC_SHOTS");
    const auto scenario = world.scenario("torbay-majority.txt");
    auto performance = must(
        stage::begin_performance(scenario, {world.files,
                                            world.entropy,
                                            world.library(),
                                            folder.path + "/vault",
                                            passphrase,
                                            kept == nullptr ? std::string{} : std::string{kept},
                                            {},
                                            {},
                                            ui::Driver::Hands::finger,
                                            display.get()}));
    Watched hands{*performance, *display};
    const auto played = must(play::play(scenario, hands));
    for (const auto& failure : played.failures)
        FAIL_CHECK(failure);
    for (const auto& each : performance->hands->mismatches())
        FAIL_CHECK(each);
    for (const auto& each : performance->hands->not_offered())
        FAIL_CHECK(each);
    CHECK(outcome_of(played, *hands.meeting()) == by_commands(world, "torbay-majority.txt"));
    CHECK(hands.looks == static_cast<int>(scenario.acts.size()));
    CHECK(display->touches() > 500);

    lock_and_open_again(*performance->stage);
    CHECK(shows_what_was_drawn(*display, performance->stage->driver()));
}

TEST_CASE("A second finger on a touch screen presses nothing", "[touch]") {
    const auto display = touch_screen();
    int first = 0;
    int second = 0;
    auto driver = must(ui::Driver::make(
        {},
        [&](ui::Ui& ui) {
            ui.column_page({"Two buttons"}, 600, [&] {
                if (ui.button("First")) ++first;
                if (ui.button("Second")) ++second;
            });
        },
        display.get()));
    const auto middle = [&](const char* label) { return driver->find(label)->rect.centre(); };
    must(driver->press("First"));
    must(driver->press("Second"));
    CHECK(first == 1);
    CHECK(second == 1);
    driver->finger(EventKind::finger_down, middle("First"));
    must(display->another_finger(EventKind::finger_down, middle("Second")));
    must(display->another_finger(EventKind::finger_up, middle("Second")));
    driver->finger(EventKind::finger_up, middle("First"));
    driver->frame();
    CHECK(first == 2);
    CHECK(second == 1);
}

TEST_CASE("Text is written and taken back with the keys of a real keyboard", "[touch]") {
    const auto display = touch_screen();
    std::string text = "Independent Chairperson";
    auto driver = must(ui::Driver::make(
        {},
        [&](ui::Ui& ui) {
            ui.column_page({"A field"}, 600, [&] { ui.text_field({"Name"}, text); });
        },
        display.get()));
    must(driver->fill("Name", "A. Chair"));
    CHECK(text == "A. Chair");
}

}  // namespace cpc
