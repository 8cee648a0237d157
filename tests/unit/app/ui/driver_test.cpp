// SPDX-License-Identifier: Apache-2.0
#include "app/ui/driver.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "platform/window/window.hpp"
#include "tests/unit/app/ui/gallery.hpp"

using namespace cpc;
using namespace cpc::ui;

namespace {

std::unique_ptr<Driver> drive(Draw draw, Settings settings = {}) {
    auto driver = Driver::make(std::move(settings), std::move(draw));
    REQUIRE(driver);
    return std::move(*driver);
}

const Rect* rect_of(const Driver& driver, std::string_view label) {
    const Entry* e = driver.find(label);
    return e == nullptr ? nullptr : &e->rect;
}

}  // namespace

TEST_CASE("A press by label reaches exactly one run of the screen") {
    int pressed = 0;
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] {
            if (ui.button("Go on", Kind::primary)) ++pressed;
        });
    });
    REQUIRE(driver->press("Go on"));
    CHECK(pressed == 1);
    driver->frame();
    driver->frame();
    CHECK(pressed == 1);
}

TEST_CASE("A blocked button does nothing and says why") {
    int pressed = 0;
    const auto driver = drive([&](Ui& ui) {
        BottomBar bar;
        bar.right.push_back({"Continue", Icon::forward, Kind::primary, "1 view still to come"});
        if (ui.bottom_bar(bar)) ++pressed;
        ui.page({"Title"}, [] {});
    });
    CHECK_FALSE(driver->can_press("Continue"));
    CHECK_FALSE(driver->press("Continue"));
    const Point at = rect_of(*driver, "Continue")->centre();
    driver->finger(window::EventKind::finger_down, at);
    driver->finger(window::EventKind::finger_up, at);
    CHECK(pressed == 0);
    REQUIRE(driver->find("1 view still to come") != nullptr);
    CHECK(driver->find("1 view still to come")->role == Role::status);
    driver->pass_time(7'000);
    CHECK(driver->find("1 view still to come") == nullptr);
}

TEST_CASE("A button far down the list is scrolled into view and pressed") {
    int last = -1;
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] {
            for (int i = 0; i < 40; ++i)
                if (ui.button("Row " + std::to_string(i))) last = i;
        });
    });
    CHECK_FALSE(driver->find("Row 39")->visible);
    REQUIRE(driver->press("Row 39"));
    CHECK(last == 39);
    REQUIRE(driver->press("Row 0"));
    CHECK(last == 0);
}

TEST_CASE("A drag that starts on a button scrolls the list and presses nothing") {
    int pressed = 0;
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] {
            for (int i = 0; i < 40; ++i)
                if (ui.button("Row " + std::to_string(i))) ++pressed;
        });
    });
    const float before = rect_of(*driver, "Row 4")->y;
    const Point on = rect_of(*driver, "Row 4")->centre();
    driver->drag(on, {on.x, on.y - 120}, 400);
    CHECK(pressed == 0);
    CHECK(rect_of(*driver, "Row 4")->y < before - 100);
}

TEST_CASE("A sheet covers what lies under it, but not the button that hides the screen") {
    bool open = true;
    int under = 0;
    int hidden = 0;
    const auto driver = drive([&](Ui& ui) {
        AppBar bar{"Meeting", "Room 2", "14:32", "Saved here"};
        bar.hide = "Hide screen";
        if (ui.app_bar(bar) == AppBarAct::hide) ++hidden;
        ui.page({"Title"}, [&] {
            if (ui.button("Under")) ++under;
        });
        if (!open) return;
        Sheet sheet{"One decision"};
        sheet.actions = {{"Cancel"}, {"Keep", Icon::tick, Kind::primary}};
        if (ui.sheet(sheet, [&] { ui.paragraph("A question."); })) open = false;
    });
    CHECK(driver->find("Under") == nullptr);
    REQUIRE(driver->press("Hide screen"));
    CHECK(hidden == 1);
    driver->finger(window::EventKind::finger_down, {10, 700});  // the scrim
    driver->finger(window::EventKind::finger_up, {10, 700});
    CHECK(open);
    REQUIRE(driver->press("Cancel"));
    CHECK_FALSE(open);
    REQUIRE(driver->press("Under"));
    CHECK(under == 1);
    driver->key(window::Key::f9);
    CHECK(hidden == 2);
}

// The width of a sheet is a fraction of a pixel on many glasses; a list that scrolls and what stands
// in it must still be known to belong together.
TEST_CASE("What stands far down a sheet comes into view for a key, on a glass of any width") {
    for (int width = 1280; width < 1480; width += 3)
        for (const int percent : {100, 150}) {
            CAPTURE(width, percent);
            Settings settings;
            settings.surface.width_px = width;
            settings.text_percent = percent;
            const auto driver = drive(
                [&](Ui& ui) {
                    Sheet sheet{"Mother"};
                    sheet.actions = {{"Done"}};
                    (void)ui.sheet(sheet, [&] {
                        for (int i = 0; i < 20; ++i)
                            (void)ui.button("Row " + std::to_string(i));
                    });
                },
                settings);
            CHECK_FALSE(driver->find("Row 19")->visible);
            for (int i = 0; i < 20 + 2; ++i) {
                driver->key(window::Key::tab);
                if (driver->find("Row 19")->visible) break;
            }
            CHECK(driver->find("Row 19")->visible);
            REQUIRE(driver->press("Row 0"));
        }
}

TEST_CASE("Escape cancels a sheet") {
    std::optional<std::size_t> act;
    const auto driver = drive([&](Ui& ui) {
        if (act) return;
        Sheet sheet{"One decision"};
        sheet.actions = {{"Cancel"}, {"Keep", Icon::tick, Kind::primary}};
        if (const auto pressed = ui.sheet(sheet, [] {})) act = pressed;
    });
    driver->key(window::Key::escape);
    CHECK(act == 0);
}

TEST_CASE("A hold button fires once, at the end of its second, and not when let go early") {
    int fired = 0;
    const auto driver = drive([&](Ui& ui) {
        BottomBar bar;
        Action hold{"Press and hold to record", Icon::done, Kind::primary};
        hold.hold = true;
        bar.right.push_back(hold);
        if (ui.bottom_bar(bar)) ++fired;
        ui.page({"Title"}, [] {});
    });
    REQUIRE(driver->press("Press and hold to record"));
    CHECK(fired == 0);
    CHECK(driver->find("Hold a little longer") != nullptr);
    REQUIRE(driver->hold("Press and hold to record"));
    CHECK(fired == 1);

    const Point at = rect_of(*driver, "Press and hold to record")->centre();
    driver->finger(window::EventKind::finger_down, at);
    driver->pass_time(5'000);
    CHECK(fired == 2);  // once more, not five times
    driver->finger(window::EventKind::finger_up, at);
    driver->finger(window::EventKind::finger_down, at);
    driver->pass_time(500);
    driver->finger(window::EventKind::finger_move, {at.x, at.y - 100});  // slipped off
    driver->pass_time(1'500);
    driver->finger(window::EventKind::finger_up, {at.x, at.y - 100});
    CHECK(fired == 2);
}

TEST_CASE("With two taps instead of holding, one tap arms and the second fires") {
    int fired = 0;
    Settings settings;
    settings.hold = HoldStyle::tap_twice;
    const auto driver = drive(
        [&](Ui& ui) {
            ui.column_page({"Title"}, 600, [&] {
                if (ui.hold_button("Press and hold to record")) ++fired;
            });
        },
        settings);
    REQUIRE(driver->press("Press and hold to record"));
    CHECK(fired == 0);
    REQUIRE(driver->press("Press and hold to record"));
    CHECK(fired == 1);
    REQUIRE(driver->press("Press and hold to record"));
    driver->pass_time(6'000);  // too late for the second tap
    REQUIRE(driver->press("Press and hold to record"));
    CHECK(fired == 1);
}

TEST_CASE("The keyboard of a computer can do what fingers do") {
    int pressed = 0;
    int fired = 0;
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] {
            if (ui.button("First")) pressed = 1;
            if (ui.button("Second")) pressed = 2;
            if (ui.hold_button("Record")) ++fired;
        });
    });
    driver->key(window::Key::tab);
    driver->key(window::Key::tab);
    driver->key(window::Key::enter);
    CHECK(pressed == 2);
    driver->key(window::Key::back_tab);
    driver->key(window::Key::space);
    CHECK(pressed == 1);
    driver->key(window::Key::tab);
    driver->key(window::Key::tab);
    driver->key(window::Key::enter);
    CHECK(fired == 0);
    driver->key(window::Key::enter);
    CHECK(fired == 1);
}

TEST_CASE("Whole sentences are typed on the on-screen keyboard") {
    std::string draft;
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] {
            TextField field{"What do you want to say?"};
            ui.text_field(field, draft);
        });
    });
    CHECK_FALSE(driver->type("x"));  // nobody is writing
    REQUIRE(driver->press("What do you want to say?"));
    const std::string sentence =
        "At two of four visits (3 June) the heating was off. It's cold, isn't it?\nYes.";
    REQUIRE(driver->type(sentence));
    CHECK(draft == sentence);
    REQUIRE(driver->fill("What do you want to say?", "Something else."));
    CHECK(draft == "Something else.");
    CHECK(driver->find("Title") != nullptr);  // the writing view is gone
}

TEST_CASE("A letter typed at the start of a sentence is a capital without pressing shift") {
    std::string draft;
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] { ui.text_field(TextField{"Say"}, draft); });
    });
    REQUIRE(driver->press("Say"));
    CHECK(driver->find("key A") != nullptr);
    CHECK(driver->find("key a") == nullptr);
    REQUIRE(driver->type("A"));
    CHECK(driver->find("key a") != nullptr);
}

TEST_CASE("A text is edited where the caret is, by whole characters") {
    std::string draft = "caf\u00E9 noir";
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] { ui.text_field(TextField{"Say"}, draft); });
    });
    REQUIRE(driver->press("Say"));
    for (int i = 0; i < 5; ++i)
        driver->key(window::Key::left);
    driver->key(window::Key::backspace);
    CHECK(draft == "caf noir");
    driver->hardware_text("\u00E9");
    CHECK(draft == "caf\u00E9 noir");
    driver->key(window::Key::end);
    driver->hardware_text("!");
    CHECK(draft == "caf\u00E9 noir!");
}

TEST_CASE("A draft never grows past its limit") {
    std::string draft;
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] {
            TextField field{"Say"};
            field.bytes_max = 5;
            ui.text_field(field, draft);
        });
    });
    REQUIRE(driver->press("Say"));
    for (int i = 0; i < 9; ++i)
        driver->hardware_text("a");
    CHECK(draft == "aaaaa");
}

TEST_CASE("Delete repeats while it is held") {
    std::string draft = "abcdefghij";
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] { ui.text_field(TextField{"Say"}, draft); });
    });
    REQUIRE(driver->press("Say"));
    const Point at = rect_of(*driver, "Delete")->centre();
    driver->finger(window::EventKind::finger_down, at);
    driver->pass_time(400);
    CHECK(draft == "abcdefghij");
    driver->pass_time(200);
    CHECK(draft.size() < 9);
    driver->finger(window::EventKind::finger_up, at);
    const auto left = draft.size();
    driver->pass_time(500);
    CHECK(draft.size() == left);
}

namespace {

struct Pin final : PinSink {
    std::string digits;
    void push(int digit) override { digits += static_cast<char>('0' + digit); }
    void pop() override {
        if (!digits.empty()) digits.pop_back();
    }
    void clear() override { digits.clear(); }
    [[nodiscard]] std::size_t count() const override { return digits.size(); }
};

struct Secret final : SecretSink {
    std::vector<std::string> characters;
    void push(std::string_view character) override { characters.emplace_back(character); }
    void pop() override {
        if (!characters.empty()) characters.pop_back();
    }
    void clear() override { characters.clear(); }
    [[nodiscard]] std::size_t count() const override { return characters.size(); }
};

}  // namespace

TEST_CASE("A PIN goes to its sink only, and the registry holds no digit of it") {
    Pin pin;
    int complete = 0;
    const auto driver = drive([&](Ui& ui) {
        ui.quiet({QuietLook::plain, Icon::none, "", "", "Your PIN"}, [&] {
            if (ui.pin_pad({"Class teacher", "", 4, "Cancel"}, pin) == PinAct::complete) ++complete;
        });
    });
    REQUIRE(driver->press_digits("40"));
    REQUIRE(driver->press("Delete"));
    REQUIRE(driver->press_digits("27"));
    const std::string with_three = driver->transcript();
    CHECK(with_three.find("427") == std::string::npos);
    CHECK(complete == 0);
    REQUIRE(driver->press_digits("1"));
    CHECK(pin.digits == "4271");
    CHECK(complete == 1);
    REQUIRE(driver->press_digits("9"));
    CHECK(pin.digits == "4271");
}

TEST_CASE("A locked PIN pad takes no digit and says until when") {
    Pin pin;
    const auto driver = drive([&](Ui& ui) {
        PinPad pad{"Class teacher"};
        pad.blocked_by = "Locked for 5 minutes.";
        ui.quiet({QuietLook::plain, Icon::none, "", "", "Your PIN"}, [&] { ui.pin_pad(pad, pin); });
    });
    CHECK_FALSE(driver->press_digits("4"));
    driver->hardware_text("4");
    CHECK(pin.digits.empty());
    CHECK(driver->find("Locked for 5 minutes.") != nullptr);
}

TEST_CASE("A passphrase is typed by touch without being drawn or registered") {
    Secret secret;
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] { ui.secret_field({"Passphrase"}, secret); });
    });
    REQUIRE(driver->press("Passphrase"));
    REQUIRE(driver->type("open Sesame 9"));
    std::string typed;
    for (const auto& c : secret.characters)
        typed += c;
    CHECK(typed == "open Sesame 9");
    const std::string all = driver->transcript();
    CHECK(all.find("Sesame") == std::string::npos);
    CHECK(all.find("13 characters typed") != std::string::npos);
}

TEST_CASE("Filling a passphrase replaces what was typed before") {
    Secret secret;
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] { ui.secret_field({"Passphrase"}, secret); });
    });
    REQUIRE(driver->fill("Passphrase", "wrong one"));
    REQUIRE(driver->fill("Passphrase", "Ab"));
    CHECK(secret.characters == std::vector<std::string>{"A", "b"});
    CHECK_FALSE(driver->can_press("key a"));  // the keyboard has gone
}

TEST_CASE("Segments are radio buttons that answer to their group's name") {
    std::optional<std::size_t> chosen;
    const std::vector<std::string> options{"Here", "Apologies", "Not here"};
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 900, [&] {
            ui.card([&] {
                if (const auto press =
                        ui.person_card({"HV", "Health visitor", "Health"}, options, chosen))
                    if (press->option) chosen = press->option;
                ui.person_card({"SW", "Social worker", "Services"}, options, {});
            });
        });
    });
    REQUIRE(driver->press("Health visitor: Apologies"));
    CHECK(chosen == 1);
    CHECK(driver->find("Health visitor: Apologies")->chosen);
    CHECK_FALSE(driver->find("Health visitor: Here")->chosen);
    CHECK_FALSE(driver->find("Social worker: Apologies")->chosen);
}

TEST_CASE("The date stepper keeps to days that exist") {
    Date value = Date::from_ymd(2027, 3, 31).value_or(Date{});
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 700, [&] {
            if (const auto moved = ui.date_stepper({"When", value, ""})) value = *moved;
        });
    });
    REQUIRE(driver->press("Month less"));
    CHECK(value.iso() == "2027-02-28");
    REQUIRE(driver->press("Day more"));
    CHECK(value.iso() == "2027-03-01");
    REQUIRE(driver->press("Year less"));
    CHECK(value.iso() == "2026-03-01");
}

TEST_CASE("An entry carries the level it was said at") {
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 600, [&] {
            ui.paragraph("For all.");
            const auto guard = ui.at_level(Level::chair);
            ui.paragraph("For the chair.");
        });
    });
    CHECK(driver->find("For all.")->level == Level::family);
    CHECK(driver->find("For the chair.")->level == Level::chair);
}

TEST_CASE("The registry is in reading order, whatever was drawn first") {
    const auto samples = gallery::samples();
    const auto driver = drive(samples.front().draw);
    const std::string text = driver->transcript();
    CHECK(text.find("Who is here") < text.find("Confidentiality"));
    CHECK(text.find("Confidentiality") < text.find("Undo"));
    CHECK(text.find("Undo") < text.find("Hide screen"));
    CHECK(text.find("Hide screen") < text.find("tab \"Introductions\""));
}

TEST_CASE("The checks find a small target, a second title and a cut text") {
    std::vector<Entry> entries(3);
    entries[0].role = entries[1].role = Role::title;
    entries[0].label = entries[1].label = "Title";
    entries[2].role = Role::button;
    entries[2].label = "Tiny";
    entries[2].rect = {10, 10, 40, 80};
    CHECK(check_entries(entries, {}).size() == 2);
    entries[2].rect.w = 80;
    entries[1].role = Role::text;
    CHECK(check_entries(entries, {}).empty());
    const auto driver = drive([&](Ui& ui) {
        ui.column_page({"Title"}, 200,
                       [&] { ui.paragraph("Donaudampfschifffahrtsgesellschaftskapitaen"); });
    });
    CHECK(driver->checks().size() == 1);
}

TEST_CASE("A missing font is an error that names its package") {
    Settings settings;
    settings.system_fonts = false;
    settings.font_folders = {CPC_SOURCE_DIR};
    const auto glass = Glass::make(settings);
    REQUIRE_FALSE(glass);
    CHECK(glass.error().fault == Fault::not_found);
    CHECK(glass.error().text().find("fonts-inter") != std::string::npos);
}
