// SPDX-License-Identifier: Apache-2.0
#include "app/ui/loop.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "platform/window/window.hpp"

using namespace cpc;
using namespace cpc::ui;

TEST_CASE("A turn tells the glass, draws what changed, and then nothing") {
    window::Options options;
    options.headless = true;
    auto window = window::Window::open(options);
    auto glass = Glass::make({});
    REQUIRE(window);
    REQUIRE(glass);
    int pressed = 0;
    const Draw draw = [&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] {
            if (ui.button("Go on")) ++pressed;
        });
    };
    CHECK(take_turn(**window, **glass, draw, 0).presented);
    const Turn idle = take_turn(**window, **glass, draw, 0);
    CHECK_FALSE(idle.presented);
    CHECK_FALSE(idle.touched);

    window::InputEvent event;
    event.kind = window::EventKind::finger_down;
    event.time_ms = (*window)->now_ms();
    event.at = (*glass)->entries()[1].rect.centre();
    (*window)->inject(event);
    CHECK(take_turn(**window, **glass, draw, 0).touched);
    event.kind = window::EventKind::finger_up;
    (*window)->inject(event);
    (void)take_turn(**window, **glass, draw, 0);
    CHECK(pressed == 1);
    event.kind = window::EventKind::quit;
    (*window)->inject(event);
    CHECK(take_turn(**window, **glass, draw, 0).quit);
}

TEST_CASE("A window without a display is an error that says what to do") {
    // Only where there is none: a test must not open windows on somebody's screen.
    if (std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr)
        SKIP("there is a display");
    const auto window = window::Window::open({});
    REQUIRE_FALSE(window);
    CHECK(window.error().text().find("no display") != std::string::npos);
}
