// SPDX-License-Identifier: Apache-2.0
// Reading aloud, the keyboard alone and one switch, on screens of the test's own.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "app/ui/driver.hpp"
#include "app/ui/spoken.hpp"

using namespace cpc;
using namespace cpc::ui;
using window::Key;

namespace {

constexpr const char* kept = "This part is private. Plug in headphones to hear it.";

// A screen with one of each kind that this file is about.
struct Room {
    std::string title = "Who is here";
    std::string done;  // the confirmation line
    bool hidden = false, pin = false;
    std::string draft;
    std::optional<std::size_t> chosen;
    int pressed = 0, hides = 0, cancels = 0, recorded = 0;
    Date day = *Date::from_ymd(2027, 3, 2);

    struct Sink final : PinSink {
        std::string typed;
        void push(int digit) override { typed += static_cast<char>('0' + digit); }
        void pop() override {
            if (!typed.empty()) typed.pop_back();
        }
        void clear() override { typed.clear(); }
        [[nodiscard]] std::size_t count() const override { return typed.size(); }
    } sink;

    void draw(Ui& ui) {
        if (hidden || pin) {
            Quiet quiet;
            quiet.look = hidden ? QuietLook::hidden : QuietLook::hand_over;
            quiet.title = hidden ? "Please wait" : "Class teacher";
            ui.quiet(quiet, [&] {
                if (!pin) return;
                PinPad pad;
                pad.cancel = "Cancel";
                if (ui.pin_pad(pad, sink) == PinAct::cancel) ++cancels;
            });
            return;
        }
        AppBar bar;
        bar.title = "Initial conference";
        bar.hide = "Hide screen";
        if (ui.app_bar(bar) == AppBarAct::hide) ++hides;
        BottomBar bottom;
        bottom.status.text = done;
        bottom.right.push_back({"Continue", Icon::none, Kind::outlined, "1 view still to come"});
        ui.bottom_bar(bottom);
        ui.page({title}, [&] { content(ui); });
    }
    void content(Ui& ui) {
        const std::vector<std::string> options{"Here", "Apologies", "Not here"};
        if (const auto i = ui.segmented("Health visitor", options, chosen)) chosen = i;
        if (ui.button("Add")) ++pressed;
        {
            const auto level = ui.at_level(Level::chair);
            ui.paragraph("Exclusion reason");
            ui.paragraph("Safe address");
        }
        TextField field{"Reason"};
        ui.text_field(field, draft);
        if (const auto date = ui.date_stepper({"Next", day, "Tuesday 2 March 2027."})) day = *date;
        if (ui.hold_button("Press and hold to record")) ++recorded;
    }
};

std::unique_ptr<Driver> drive(Room& room, Aloud aloud = {}) {
    Settings settings;
    settings.aloud = aloud;
    auto driver = Driver::make(settings, [&room](Ui& ui) { room.draw(ui); });
    REQUIRE(driver);
    (void)(*driver)->ear();
    (*driver)->frame();
    return std::move(*driver);
}

void read_everything(Driver& driver) {
    for (int i = 0; i < 100 && driver.ear().speaking(); ++i)
        driver.frame();
    driver.frame();
}

void tap(Driver& driver, std::string_view label) {
    const Entry* e = driver.find(label);
    REQUIRE(e != nullptr);
    const Point at = intersection(e->rect, e->clip).centre();
    driver.finger(window::EventKind::finger_down, at);
    driver.pass_time(80);
    driver.finger(window::EventKind::finger_up, at);
}

}  // namespace

TEST_CASE("The button reads the screen in order and a second tap stops it", "[speech]") {
    Room room;
    const auto driver = drive(room);
    driver->ear().at_once = false;
    REQUIRE(driver->press("Read aloud"));
    CHECK(driver->ear().said == std::vector<std::string>{"Who is here."});
    driver->ear().finish();
    driver->frame();
    CHECK(driver->ear().last() == "Health visitor: Here, choice 1 of 3.");
    const auto stops = driver->ear().stops;
    REQUIRE(driver->press("Read aloud"));
    CHECK(driver->ear().stops > stops);
    CHECK_FALSE(driver->ear().speaking());
    driver->ear().finish();
    driver->pass_time(500);
    CHECK(driver->ear().said.size() == 2);
    driver->key(Key::f1);
    CHECK(driver->ear().said.size() == 3);
    driver->key(Key::f1);
    CHECK_FALSE(driver->ear().speaking());
}

TEST_CASE("Without a headset no private word reaches the voice", "[speech]") {
    Room room;
    const auto driver = drive(room, {true, true});
    driver->key(Key::f1);
    read_everything(*driver);
    CHECK(std::count(driver->ear().said.begin(), driver->ear().said.end(), kept) == 1);
    tap(*driver, "Safe address");
    CHECK(driver->ear().last() == kept);
    for (const auto& text : driver->ear().said) {
        CHECK(text.find("Exclusion") == std::string::npos);
        CHECK(text.find("Safe") == std::string::npos);
    }
    driver->ear().plugged_in = true;
    tap(*driver, "Exclusion reason");
    CHECK(driver->ear().last() == "Exclusion reason.");
}

TEST_CASE("Pulling the headset out stops a private sentence in its middle", "[speech]") {
    Room room;
    const auto driver = drive(room, {false, true});
    driver->ear().at_once = false;
    driver->ear().plugged_in = true;
    tap(*driver, "Exclusion reason");
    REQUIRE(driver->ear().last() == "Exclusion reason.");
    REQUIRE(driver->ear().speaking());
    const auto stops = driver->ear().stops;
    driver->ear().plugged_in = false;
    driver->frame();
    CHECK(driver->ear().stops == stops + 1);
    CHECK(driver->ear().last() == kept);
}

TEST_CASE("The keys of a PIN are said only to a headset", "[speech]") {
    Room room;
    room.pin = true;
    const auto driver = drive(room, {true, true});
    tap(*driver, "key 5");
    CHECK(driver->ear().last() == kept);
    CHECK(room.sink.typed.empty());
    tap(*driver, "key 5");
    CHECK(room.sink.typed == "5");
    driver->hardware_text("7");
    driver->pass_time(100);
    CHECK(room.sink.typed == "57");
    for (const auto& text : driver->ear().said)
        CHECK(text.find_first_of("57") == std::string::npos);
}

TEST_CASE("The first tap speaks and the second acts, except on the button that hides", "[speech]") {
    Room room;
    const auto driver = drive(room, {false, true});
    tap(*driver, "Add");
    CHECK(driver->ear().last() == "Add, button.");
    CHECK(room.pressed == 0);
    tap(*driver, "Here");
    CHECK(room.pressed == 0);
    tap(*driver, "Add");
    CHECK(room.pressed == 0);
    tap(*driver, "Add");
    CHECK(room.pressed == 1);
    tap(*driver, "Add");  // each act is heard first
    CHECK(room.pressed == 1);
    tap(*driver, "Hide screen");
    CHECK(room.hides == 1);
    tap(*driver, "Continue");
    CHECK(driver->ear().last() == "Continue, button, not available: 1 view still to come.");
    tap(*driver, "Press and hold to record");
    driver->pass_time(2'000);
    CHECK(room.recorded == 0);
}

TEST_CASE("A choice that was made is said as it stands then", "[speech]") {
    Room room;
    const auto driver = drive(room, {false, true});
    driver->key(Key::tab);
    CHECK(driver->ear().last() == "Health visitor: Here, choice 1 of 3.");
    driver->key(Key::right);
    driver->key(Key::enter);
    driver->frame();
    CHECK(room.chosen == 1);
    CHECK(driver->ear().last() == "Health visitor: Apologies, choice 2 of 3, chosen.");
}

TEST_CASE("Another screen stops the voice, and its title is said where that is wanted",
          "[speech]") {
    Room room;
    const auto driver = drive(room, {true});
    driver->ear().at_once = false;
    driver->key(Key::f1);
    REQUIRE(driver->ear().speaking());
    room.title = "What is known";
    driver->frame();
    CHECK(driver->ear().last() == "What is known.");
    driver->ear().finish();
    driver->pass_time(200);
    CHECK_FALSE(driver->ear().speaking());
    room.done = "Teacher marked as here at 10:05.";
    driver->frame();
    CHECK(driver->ear().last() == "Teacher marked as here at 10 oh 5.");
    room.hidden = true;
    const auto stops = driver->ear().stops;
    const auto before = driver->ear().said.size();
    driver->frame();
    CHECK(driver->ear().stops == stops + 1);
    driver->pass_time(200);
    CHECK(driver->ear().said.size() == before);
    CHECK(driver->find("Read aloud") == nullptr);
}

TEST_CASE("Without a speech service the button says so and everything else works", "[speech]") {
    Room room;
    const auto driver = drive(room, {true, true});
    driver->ear().is = Voice::State::absent;
    driver->frame();
    const Entry* button = driver->find("Read aloud");
    REQUIRE(button != nullptr);
    CHECK_FALSE(button->enabled);
    const auto why = button->blocked_by;
    CHECK(why.find("not available") != std::string::npos);
    const auto before = driver->ear().said.size();
    tap(*driver, "Read aloud");
    CHECK(driver->ear().looks > 0);
    CHECK(driver->find(why) != nullptr);
    tap(*driver, "Add");
    CHECK(room.pressed == 1);
    driver->key(Key::f1);
    driver->pass_time(200);
    CHECK(driver->ear().said.size() == before);
    for (const auto& line : driver->checks())
        FAIL_CHECK(line);
}

TEST_CASE("A silent screen asks for no frame", "[speech]") {
    Room room;
    const auto driver = drive(room, {true, true});
    read_everything(*driver);
    CHECK_FALSE(driver->glass().next_due_ms());
    driver->ear().at_once = false;
    driver->key(Key::f1);
    CHECK(driver->glass().next_due_ms());
}

TEST_CASE("Tab goes through a screen in reading order, with what belongs together as one stop",
          "[keyboard]") {
    Room room;
    const auto driver = drive(room);
    std::vector<std::string> order;
    for (int i = 0; i < 9; ++i) {
        driver->key(Key::tab);
        REQUIRE(driver->glass().focused() != nullptr);
        order.push_back(driver->glass().focused()->label);
    }
    CHECK(order == std::vector<std::string>{"Here", "Add", "Reason", "Day more",
                                            "Press and hold to record", "Continue", "Hide screen",
                                            "Read aloud", "Initial conference"});
    room.chosen = 2;
    driver->frame();
    driver->key(Key::home);
    CHECK(driver->glass().focused()->label == "Not here");
    driver->key(Key::end);
    CHECK(driver->glass().focused()->label == "Initial conference");
}

TEST_CASE("Arrows move in a date's columns and record nothing", "[keyboard]") {
    Room room;
    const auto driver = drive(room);
    for (int i = 0; i < 4; ++i)
        driver->key(Key::tab);
    std::vector<std::string> way;
    for (const Key key : {Key::right, Key::right, Key::down, Key::left, Key::left, Key::up}) {
        driver->key(key);
        way.push_back(driver->glass().focused()->label);
    }
    CHECK(way == std::vector<std::string>{"Month more", "Year more", "Year less", "Month less",
                                          "Day less", "Day more"});
    CHECK(room.day == *Date::from_ymd(2027, 3, 2));
    driver->key(Key::enter);
    CHECK(room.day == *Date::from_ymd(2027, 3, 3));
}

TEST_CASE("Tab leaves a field that is written in, and the text stays", "[keyboard]") {
    Room room;
    const auto driver = drive(room);
    for (int i = 0; i < 3; ++i)
        driver->key(Key::tab);
    driver->key(Key::space);
    driver->hardware_text(" ");  // what a keyboard sends behind that key
    driver->hardware_text("It works.");
    driver->key(Key::tab);
    CHECK(room.draft == "It works.");
    REQUIRE(driver->glass().focused() != nullptr);
    CHECK(driver->glass().focused()->label == "Day more");
    room.pin = true;
    driver->frame();
    driver->key(Key::escape);
    CHECK(room.cancels == 1);
}

TEST_CASE("What gets the focus is scrolled into the middle third", "[keyboard]") {
    int pressed = -1;
    auto driver = Driver::make({}, [&](Ui& ui) {
        ui.page({"Title"}, [&] {
            for (int i = 0; i < 40; ++i)
                if (ui.button("Button " + std::to_string(i))) pressed = i;
        });
    });
    REQUIRE(driver);
    for (int i = 0; i < 25; ++i)
        (*driver)->key(Key::tab);
    const Entry* e = (*driver)->glass().focused();
    REQUIRE(e != nullptr);
    CHECK(e->label == "Button 24");
    const float middle = e->rect.centre().y;
    CHECK(middle > e->clip.y + e->clip.h / 3 - 1);
    CHECK(middle < e->clip.bottom() - e->clip.h / 3 + 1);
    (*driver)->key(Key::space);
    CHECK(pressed == 24);
}

TEST_CASE("Keyboard and ear reach and press what a finger does", "[keyboard][speech]") {
    for (const auto hands : {Driver::Hands::keyboard, Driver::Hands::ear}) {
        Room room;
        const auto driver = drive(room);
        driver->use(hands);
        REQUIRE(driver->press("Health visitor: Not here"));
        REQUIRE(driver->press("Apologies"));
        CHECK(room.chosen == 1);
        REQUIRE(driver->press("Add"));
        CHECK(room.pressed == 1);
        REQUIRE(driver->fill("Reason", "The plan is working."));
        CHECK(room.draft == "The plan is working.");
        REQUIRE(driver->press("Year less"));
        CHECK(room.day == *Date::from_ymd(2026, 3, 2));
        CHECK(room.recorded == 0);
        REQUIRE(driver->hold("Press and hold to record"));
        CHECK(room.recorded == 1);
        CHECK_FALSE(driver->press("Continue"));
        room.pin = true;
        driver->frame();
        REQUIRE(driver->press_digits("4711"));
        CHECK(room.sink.typed == "4711");
        REQUIRE(driver->press("Cancel"));
        CHECK(room.cancels == 1);
    }
}

namespace {

// Waits until what is wanted is offered, which is known by what is said, and presses the switch.
bool offered(Driver& driver, const std::string& text) {
    for (int i = 0; i < 200; ++i) {
        if (driver.ear().last().rfind(text, 0) == 0) return true;
        driver.pass_time(1'504);
    }
    return false;
}

}  // namespace

TEST_CASE("One switch reaches a choice, a button, a hold button and the digits of a PIN",
          "[keyboard]") {
    Room room;
    const auto driver = drive(room);
    CHECK_FALSE(driver->glass().next_due_ms());
    auto settings = driver->glass().settings();
    settings.scanning = true;
    settings.aloud.touch = true;
    REQUIRE(driver->change(settings));
    CHECK(driver->glass().next_due_ms());
    driver->ear().plugged_in = true;
    REQUIRE(offered(*driver, "Health visitor: Here"));
    driver->key(Key::space);  // into the group
    REQUIRE(offered(*driver, "Health visitor: Apologies"));
    driver->key(Key::space);
    CHECK(room.chosen == 1);
    REQUIRE(offered(*driver, "Add"));
    driver->key(Key::enter);
    CHECK(room.pressed == 0);  // a group of its own first
    REQUIRE(offered(*driver, "Press and hold"));
    driver->key(Key::enter);
    CHECK(room.recorded == 0);
    driver->key(Key::enter);
    CHECK(room.recorded == 1);
    room.pin = true;
    driver->frame();
    REQUIRE(offered(*driver, "key 4"));
    driver->key(Key::space);  // into the row
    REQUIRE(offered(*driver, "key 5"));
    driver->key(Key::space);
    CHECK(room.sink.typed == "5");
    settings.scanning = false;
    REQUIRE(driver->change(settings));
    driver->pass_time(200);
    CHECK_FALSE(driver->glass().next_due_ms());
}
