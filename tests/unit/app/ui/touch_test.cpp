// SPDX-License-Identifier: Apache-2.0
// Which control a finger means: what stood under it when it came down, and nothing that came later.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "app/ui/driver.hpp"

using namespace cpc;
using namespace cpc::ui;

namespace {

std::unique_ptr<Driver> drive(Draw draw) {
    auto driver = Driver::make({}, std::move(draw));
    REQUIRE(driver);
    return std::move(*driver);
}

Point middle_of(const Driver& driver, std::string_view label) {
    const Entry* e = driver.find(label);
    REQUIRE(e != nullptr);
    return e->rect.centre();
}

void tap(Driver& driver, Point at) {
    driver.finger(window::EventKind::finger_down, at);
    driver.finger(window::EventKind::finger_up, at);
}

// A page whose rows fill it, and a sheet over all of it whose rows lie over those.
struct PageAndSheet {
    bool open = false;
    int taken = 0;
    void draw(Ui& ui) {
        ui.column_page({"Title"}, 900, [&] {
            for (int i = 0; i < 6; ++i)
                if (ui.button("Open " + std::to_string(i))) open = true;
        });
        if (!open) return;
        Sheet sheet{"One decision"};
        sheet.actions = {{"Cancel"}, {"Keep", Icon::tick, Kind::primary}};
        const auto pressed = ui.sheet(sheet, [&] {
            for (int i = 0; i < 8; ++i)
                if (ui.button("Choice " + std::to_string(i))) ++taken;
        });
        if (pressed) ++taken;
    }
};

}  // namespace

TEST_CASE("A sheet drawn in the pass of the tap that opens it does not take that tap") {
    PageAndSheet both;
    const auto driver = drive([&](Ui& ui) { both.draw(ui); });
    // The sheet's controls are where the finger goes down, known from an earlier opening.
    both.open = true;
    driver->frame();
    const Rect choice = driver->find("Choice 3")->rect;
    both.open = false;
    driver->frame();
    int opened = 0;
    for (float y = 80; y < 780; y += 20) {
        tap(*driver, {choice.centre().x, y});
        opened += both.open ? 1 : 0;
        CHECK(both.taken == 0);
        both.open = false;
        driver->frame();
    }
    CHECK(opened > 5);
    both.open = true;
    driver->frame();
    tap(*driver, choice.centre());
    CHECK(both.taken == 1);
}

TEST_CASE("A page that came while the finger was down does not take its tap") {
    bool other = false;
    int taken = 0;
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] {
            if (ui.button(other ? "Delete" : "Keep")) ++taken;
        });
    });
    const Point at = middle_of(*driver, "Keep");
    driver->finger(window::EventKind::finger_down, at);
    other = true;
    driver->frame();
    driver->finger(window::EventKind::finger_up, at);
    CHECK(taken == 0);
    tap(*driver, at);
    CHECK(taken == 1);
    // And one that came just before the finger, but was not on the glass yet.
    other = false;
    tap(*driver, at);
    CHECK(taken == 1);
    tap(*driver, at);
    CHECK(taken == 2);
}

TEST_CASE("A tap is for one control, whatever its act brings in the same pass") {
    int page = 0;
    const auto driver = drive([&](Ui& ui) {
        // Each page is drawn as soon as it is asked for, with a button of the same name.
        for (int drawn = -1; drawn != page;) {
            drawn = page;
            BottomBar bar;
            bar.right.push_back({"Next", Icon::forward, Kind::primary});
            if (drawn == 0 && ui.button("Next")) ++page;
            if (drawn == 1 && ui.button("Next")) ++page;
        }
    });
    tap(*driver, middle_of(*driver, "Next"));
    CHECK(page == 1);
}
