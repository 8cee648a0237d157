// SPDX-License-Identifier: Apache-2.0
// A training tablet: families to choose from, what every screen says, and that its record and a
// real one never stand for each other.
#include <catch2/catch_test_macros.hpp>

#include "app/locale/language.hpp"
#include "app/screen/family_display.hpp"
#include "app/ui/spoken.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

using namespace cpc;
using kiosk_test::Rig;
using kiosk_test::Tablet;
using view::Place;

namespace {

constexpr const char* training = "TRAINING – made-up people";

std::size_t open_ones(Rig& rig, const std::string& family) {
    std::size_t count = 0;
    for (const auto& line : rig.shell->desk()->conferences())
        count += line.family == family && !line.closed_at ? 1U : 0U;
    return count;
}

// As cpc-kiosk --practice does.
void train(Rig& rig) {
    auto families =
        play::read_families(rig.files, std::string{CPC_SOURCE_DIR} + "/assets/practice/families");
    if (!families) FAIL(families.error().text());
    rig.shell->services().families = std::move(*families);
    rig.shell->services().strip = true;
}

void choose(Rig& rig, const std::string& label) {
    rig.press("Choose a family to practise with");
    rig.press(label);
}

void round_of_quillfeather(Rig& rig) {
    train(rig);
    rig.set_up();
    choose(rig, "Practise with Family Quillfeather");
    auto& meeting = *rig.shell->meeting();
    const auto child = meeting.state().child_order.front();
    REQUIRE(meeting.submit(conference::Say<conference::ContinuingRiskRecorded>{{child, true}}));
    REQUIRE(meeting.submit(conference::OpenBallot{child}));
    rig.shell->open_conference(meeting.id(), Place::decision);
    rig.driver->frame();
}

const conference::Position* position_of(Rig& rig, const std::string& name) {
    const auto& child = rig.state().children.at(rig.state().child_order.front());
    for (const auto& [id, person] : rig.state().people)
        if (person.invited.name == name) return child.ballot->latest(id);
    return nullptr;
}

}  // namespace

TEST_CASE("A trainer chooses a family on the glass, and its meeting is there to be begun",
          "[kiosk][training]") {
    Rig rig;
    train(rig);
    rig.set_up();
    rig.press("Choose a family to practise with");
    rig.check("families");
    CHECK(rig.says("A tied vote"));
    rig.press("Practise with Family Marrowby");
    CHECK(rig.place() == Place::prepare);
    CHECK(rig.state().opened->family == "Family Marrowby");
    CHECK(rig.state().opened->planned_start.date == *Date::parse("2027-03-30"));
    rig.check("family-prepared");
    rig.press("Start the conference");
    rig.press("Begin introductions");
    CHECK(rig.place() == Place::introductions);
}

TEST_CASE("A family half-way opens where the room takes over, and can be started again",
          "[kiosk][training]") {
    Rig rig;
    train(rig);
    rig.set_up();
    choose(rig, "Practise with Family Quillfeather");
    CHECK(rig.place() == Place::decision);
    rig.check("family-half-way");
    CHECK(rig.state().contributions.size() == 4);
    const auto first = rig.shell->meeting()->id();
    rig.shell->go(Place::home);
    rig.driver->frame();
    rig.press("Choose a family to practise with");
    rig.check("families-begun");
    rig.press("Start again with Family Quillfeather");
    CHECK_FALSE(rig.shell->meeting()->id() == first);
    CHECK(open_ones(rig, "Family Quillfeather") == 1);
    const auto earlier = rig.shell->desk()->meeting(first);
    REQUIRE(earlier);
    CHECK((*earlier)->state().closed);
}

TEST_CASE("Every screen of a training tablet says so, in words, in Welsh and by ear",
          "[kiosk][training]") {
    Rig rig;
    train(rig);
    platform::SystemFiles files;
    (void)locale::add_all(files, std::string{CPC_SOURCE_DIR} + "/assets/locale");
    const auto says_training = [&](const std::string& where, const std::string& words = training) {
        INFO(where);
        CHECK(rig.sees(words));
        const auto spoken = words.substr(0, words.find(' '));
        CHECK(ui::heard(rig.driver->entries(), rig.driver->glass().settings().words,
                        ui::Headset::none)
                  .find(spoken) != std::string::npos);
    };
    rig.driver->frame();
    says_training("first start");
    rig.set_up();
    says_training("home");
    rig.press("Choose a family to practise with");
    says_training("a sheet");
    rig.press("Practise with Family Quillfeather");
    says_training("a meeting");
    rig.press("Hide screen");
    says_training("the cover");
    rig.press("Open with chair PIN");
    says_training("the chair's PIN");
    rig.digits("246810");
    auto display = rig.shell->display();
    display.language = "cy";
    rig.shell->show_as(display);
    rig.driver->frame();
    says_training("in Welsh", "HYFFORDDIANT – pobl ddychmygol");
    display.language = "en";
    rig.shell->show_as(display);
    rig.driver->frame();
    rig.shell->lock_at_once();
    rig.driver->frame();
    says_training("locked");
}

TEST_CASE("A real tablet has no families to practise with and says nothing of training",
          "[kiosk][training]") {
    Rig rig({}, Tablet::real);
    rig.driver->frame();
    CHECK_FALSE(rig.says("TRAINING"));
    CHECK(rig.shell->services().families.empty());
}

TEST_CASE("A training record does not open on a real tablet, nor a real one in training",
          "[kiosk][training]") {
    for (const bool practice : {true, false}) {
        INFO(practice);
        Rig rig;
        rig.shell.reset();
        {
            auto library =
                meeting::Library::load(rig.files, std::string(CPC_SOURCE_DIR) + "/assets");
            REQUIRE(library);
            meeting::SetUp set_up;
            set_up.cost = crypto::KeyslotCost::practice();
            set_up.practice = !practice;
            REQUIRE(meeting::Desk::set_up({rig.files, rig.clock, rig.entropy}, rig.directory,
                                          crypto::SecretBytes::from("four words of ours"), set_up,
                                          std::move(*library)));
        }
        rig.tablet = practice ? Tablet::practice : Tablet::real;
        rig.restart();
        rig.secret("Passphrase", "four words of ours");
        rig.press("Open");
        CHECK_FALSE(rig.shell->unlocked());
        CHECK(rig.says("Nothing was opened"));
        CHECK(rig.place() == Place::lock);
    }
}

TEST_CASE("Somebody who is helped gives their own view with their own PIN, and it says who helped",
          "[kiosk][help]") {
    Rig rig;
    round_of_quillfeather(rig);
    rig.press("Police");
    rig.press("Someone helps me");
    rig.check("helper");
    // Nobody of the family, nobody who counts, not the chair.
    for (const auto* name : {"Chair", "Social worker", "Health visitor", "Petra Quillfeather"})
        CHECK_FALSE(rig.driver->can_press("Who helps?: " + std::string{name}));
    CHECK_FALSE(rig.driver->can_press("Go on to my PIN"));
    rig.press("Who helps?: Somebody who is not on the list");
    rig.press("What is the help for?: Seeing");
    CHECK_FALSE(rig.driver->can_press("Go on to my PIN"));
    rig.fill("Who is it, and what are they?", "Reader from the sight service");
    rig.check("helper-said");
    rig.press("Go on to my PIN");
    rig.press("That is me. Choose a PIN");
    rig.digits("1357");
    rig.digits("1357");
    rig.check("ballot-helped");
    CHECK(rig.says("Reader from the sight service helps you. The view is yours."));
    CHECK(rig.shell->display().aloud.touch);
    CHECK(rig.shell->display().aloud.titles);
    rig.press("Yes, a plan is needed");
    rig.hold("Press and hold to confirm");
    const auto* position = position_of(rig, "Police");
    REQUIRE(position != nullptr);
    REQUIRE(position->logged.helped);
    CHECK(position->logged.helped->name == "Reader from the sight service");
    CHECK(position->logged.helped->because == "sight");
    // Whoever comes next has no helper, and hears nothing that was not asked for.
    CHECK_FALSE(rig.shell->display().aloud.touch);
}

TEST_CASE("Whoever turns back at the hand-over leaves no helper behind", "[kiosk][help]") {
    Rig rig;
    round_of_quillfeather(rig);
    rig.press("Police");
    rig.press("Someone helps me");
    rig.press("Who helps?: Somebody who is not on the list");
    rig.press("Not now, go back");
    rig.press("I am: Police");
    rig.press("That is me. Choose a PIN");
    rig.digits("1357");
    rig.digits("1357");
    CHECK_FALSE(rig.says("helps you"));
    rig.press("Yes, a plan is needed");
    rig.hold("Press and hold to confirm");
    const auto* position = position_of(rig, "Police");
    REQUIRE(position != nullptr);
    CHECK_FALSE(position->logged.helped);
}

TEST_CASE("Whoever has the tablet first makes it suit them, and the next one finds it as usual",
          "[kiosk][suits]") {
    Rig rig;
    round_of_quillfeather(rig);
    rig.press("Police");
    rig.press("I am: Police");
    rig.check("does-this-suit-you");
    rig.press("Text size more");
    CHECK(rig.shell->display().text_percent == 125);
    rig.press("Try the touch");
    rig.check("touch-the-circle");
    for (int i = 0; i < 4; ++i)
        rig.press("Circle");
    CHECK(rig.says("4 of 5"));
    rig.press("Circle");
    CHECK(rig.says("Your touches land."));
    rig.check("touches-land");
    rig.press("Go on");
    rig.press("That is me. Choose a PIN");
    rig.digits("1357");
    rig.digits("1357");
    CHECK(rig.shell->display().text_percent == 125);
    rig.press("Yes, a plan is needed");
    rig.hold("Press and hold to confirm");
    CHECK(rig.shell->display().text_percent == 100);
}

TEST_CASE("Touches beside the circle bring an offer of larger letters, and of one switch",
          "[kiosk][suits]") {
    Rig rig;
    round_of_quillfeather(rig);
    rig.press("Police");
    rig.press("I am: Police");
    rig.press("Try the touch");
    for (int i = 0; i < 5; ++i) {
        const auto* circle = rig.driver->find("Circle");
        REQUIRE(circle != nullptr);
        // A hand's breadth away, still in the area.
        const float away = circle->rect.y > 400 ? -120.0F : 120.0F;
        const ui::Point beside{circle->rect.centre().x, circle->rect.centre().y + away};
        rig.driver->finger(window::EventKind::finger_down, beside);
        rig.driver->finger(window::EventKind::finger_up, beside);
        rig.press("Circle");
    }
    CHECK(rig.says("Some touches went beside the circle."));
    rig.check("touches-beside");
    rig.press("Larger letters and buttons");
    CHECK(rig.shell->display().text_percent == 125);
    rig.press("One switch for everything");
    CHECK(rig.shell->display().scanning);
    rig.press("Leave this out");
    rig.press("Not now, go back");
}

TEST_CASE("A second display shows the step and covers itself with the tablet", "[kiosk][family]") {
    Rig rig;
    train(rig);
    rig.set_up();
    CHECK(rig.shell->family_display().quiet);
    choose(rig, "Practise with Family Quillfeather");
    CHECK_FALSE(rig.shell->family_display().quiet);
    CHECK(rig.shell->family_display().steps.size() >= 5);
    auto drawn = ui::Driver::make(rig.settings, [&](ui::Ui& ui) {
        ui.band(training);
        screen::draw(ui, rig.shell->family_display());
    });
    REQUIRE(drawn);
    (*drawn)->frame();
    for (const auto& complaint : (*drawn)->checks())
        FAIL_CHECK(complaint);
    for (const auto& entry : (*drawn)->entries()) {
        CHECK(entry.level == ui::Level::family);
        CHECK_FALSE(entry.pressable());
    }
    rig.press("Hide screen");
    CHECK(rig.shell->family_display().quiet);
    CHECK(rig.shell->family_display().title.text() == "This screen is covered");
}
