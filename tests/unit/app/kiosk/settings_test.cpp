// SPDX-License-Identifier: Apache-2.0
// What the chair chooses for the tablet: behind the PIN, at once, taken back, there after a
// restart.
#include "app/kiosk/settings.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/kiosk/rig.hpp"

namespace cpc::kiosk_test {
namespace {

using view::Place;

void open_again(Rig& rig) {
    rig.restart();
    rig.secret("Passphrase", "four words of ours");
    rig.press("Open");
    rig.driver->frame();
}

void open_settings(Rig& rig) {
    rig.press("Settings");
    rig.driver->frame();
}

}  // namespace

TEST_CASE("Settings are read back as they were written", "[kiosk][settings]") {
    kiosk::TabletSettings settings;
    CHECK(kiosk::read_settings(kiosk::write_settings(settings)) == settings);
    settings.display.theme = ui::Theme::high_contrast;
    settings.display.text_percent = 175;
    settings.display.hold = ui::HoldStyle::tap_twice;
    settings.display.movement = false;
    settings.hide_minutes = 30;
    settings.display.aloud = {true, false, 50, 200};
    settings.display.scanning = true;
    settings.display.mixed_digits = false;
    CHECK(kiosk::write_settings(settings) ==
          "2|contrast|175|en|tap|still|30|titles|no|50|200|scanning|ordered");
    CHECK(kiosk::read_settings(kiosk::write_settings(settings)) == settings);
}

TEST_CASE("What lies outside what may be chosen is as on a new tablet", "[kiosk][settings]") {
    const kiosk::TabletSettings usual;
    CHECK(kiosk::read_settings("1|pink|110|xx|shake|wild|2|all|all|101|201|all") == usual);
    CHECK(kiosk::read_settings("1|paper|100|en|hold|gentle|31|no|no|9|49|no") == usual);
    CHECK(kiosk::read_settings("1|paper|99999999999999|en|hold|gentle||no|no|||no") == usual);
    CHECK_FALSE(kiosk::read_settings("2|paper|100|en|hold|gentle|10|no|no|80|100|no"));
    CHECK(kiosk::read_settings("1|paper|100|en|hold|gentle|10|no|no|80|100|no") == usual);
    CHECK(kiosk::read_settings("2|paper|100|en|hold|gentle|10|no|no|80|100|no|what") == usual);
    CHECK_FALSE(kiosk::read_settings("1|paper|100"));
    CHECK_FALSE(kiosk::read_settings("1|paper|100|en|hold|gentle|10|no|no|80|100|no|more"));
    CHECK_FALSE(kiosk::read_settings(""));
}

TEST_CASE("A setting asks for the chair's PIN, holds at once, is taken back, and is kept",
          "[kiosk][settings]") {
    Rig rig;
    rig.set_up();
    open_settings(rig);
    CHECK(rig.place() == Place::settings);
    rig.check("settings");
    rig.press("Touch and confirm");
    CHECK(rig.place() == Place::hidden);
    CHECK_FALSE(rig.sees("Tap twice"));
    rig.digits("246810");
    rig.check("settings-touch");
    rig.press("Tap twice");
    CHECK(rig.shell->display().hold == ui::HoldStyle::tap_twice);
    rig.press("Take the change back");
    CHECK(rig.shell->display().hold == ui::HoldStyle::hold);
    rig.press("Tap twice");
    rig.press("None");
    CHECK(rig.shell->display().mixed_digits);
    rig.press("In order");
    rig.press("Done");
    open_again(rig);
    CHECK(rig.shell->display().hold == ui::HoldStyle::tap_twice);
    CHECK_FALSE(rig.shell->display().movement);
    CHECK_FALSE(rig.shell->display().mixed_digits);
}

TEST_CASE("Reading and display asks for no PIN and is kept", "[kiosk][settings]") {
    Rig rig;
    rig.set_up();
    open_settings(rig);
    rig.press("Reading and display");
    CHECK(rig.place() == Place::settings);
    rig.press("Dusk");
    rig.press("Done");
    open_again(rig);
    CHECK(rig.shell->display().theme == ui::Theme::dusk);
}

TEST_CASE("The screen hides itself after 3 to 30 minutes and no other time can be chosen",
          "[kiosk][settings]") {
    Rig rig;
    rig.set_up();
    open_settings(rig);
    rig.press("Meetings");
    rig.digits("246810");
    rig.check("settings-meetings");
    for (int i = 0; i < 7; ++i)
        rig.press("Minutes until the screen hides itself less");
    CHECK(rig.shell->settings().hide_minutes == 3);
    CHECK_FALSE(rig.driver->can_press("Minutes until the screen hides itself less"));
    for (int i = 0; i < 27; ++i)
        rig.press("Minutes until the screen hides itself more");
    CHECK(rig.shell->settings().hide_minutes == 30);
    CHECK_FALSE(rig.driver->can_press("Minutes until the screen hides itself more"));
    rig.shell->change_setting({"set-hide-minutes", "500"});
    CHECK(rig.shell->settings().hide_minutes == 30);
    rig.shell->change_setting({"set-hide-minutes", "-500"});
    CHECK(rig.shell->settings().hide_minutes == 3);
}

TEST_CASE("The chair's PIN is changed by typing the new one twice", "[kiosk][settings]") {
    Rig rig;
    rig.set_up();
    open_settings(rig);
    rig.press("Chairs and PINs");
    rig.digits("246810");
    rig.check("settings-chairs");
    rig.press("Change the chair's PIN");
    rig.check("settings-new-pin");
    rig.digits("135791");
    rig.digits("135792");
    CHECK(rig.says(std::string{view::say("setup.differs")}));
    rig.digits("135791");
    rig.digits("135791");
    CHECK(rig.says("The chair's PIN is changed."));
    rig.press("Hide screen");
    rig.press("Open with chair PIN");
    rig.digits("246810");
    CHECK(rig.place() == Place::hidden);
    rig.digits("135791");
    CHECK(rig.place() == Place::settings);
}

TEST_CASE("Hiding the screen in the middle of a new PIN forgets what was typed",
          "[kiosk][settings]") {
    Rig rig;
    rig.set_up();
    open_settings(rig);
    rig.press("Chairs and PINs");
    rig.digits("246810");
    rig.press("Change the chair's PIN");
    rig.digits("135791");
    rig.press("Hide screen");
    CHECK(rig.place() == Place::hidden);
    rig.press("Open with chair PIN");
    rig.digits("246810");
    CHECK(rig.place() == Place::settings);
    CHECK(rig.sees("Chairs and PINs"));
}

TEST_CASE("Every page of the settings is drawn whole at double text and in portrait",
          "[kiosk][settings]") {
    for (const auto& [width, height, percent] :
         {std::tuple{1280, 800, 100}, {1280, 800, 200}, {800, 1280, 100}, {800, 1280, 200}}) {
        ui::Settings settings;
        settings.surface.width_px = width;
        settings.surface.height_px = height;
        settings.text_percent = percent;
        Rig rig(settings);
        kiosk::Display display;
        display.text_percent = percent;
        rig.shell->show_as(display);
        rig.set_up();
        rig.shell->go(Place::settings);
        rig.driver->frame();
        const auto look = std::to_string(width) + "-" + std::to_string(percent);
        rig.check("settings-" + look);
        for (const auto* page :
             {"touch", "meeting", "chairs", "procedures", "storage", "centre", "clock", "about"}) {
            rig.shell->open_sheet(std::string{view::settings_prefix} + page);
            rig.check(std::string{"settings-"} + page + "-" + look);
        }
    }
}

TEST_CASE("A break hides the screen with words for those who wait, and the chair comes back to it",
          "[kiosk][settings][break]") {
    Rig rig;
    rig.begin();
    rig.press("Initial conference · Family C");
    rig.press("Take a break");
    CHECK(rig.place() == Place::hidden);
    CHECK(rig.says("We are taking a break"));
    rig.check("break");
    rig.press("Open with chair PIN");
    rig.digits("246810");
    CHECK(rig.place() == Place::introductions);
    CHECK(rig.says("The break since"));
    REQUIRE(rig.state().breaks.size() == 1);
    CHECK(rig.state().breaks.front().from <= rig.state().breaks.front().to);
    rig.press("Hide screen");
    CHECK_FALSE(rig.says("We are taking a break"));
    rig.press("Open with chair PIN");
    rig.digits("246810");
    CHECK(rig.state().breaks.size() == 1);
}

}  // namespace cpc::kiosk_test
