// SPDX-License-Identifier: Apache-2.0
// What a tablet finds out about itself, its battery and its clock, on the real shell.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "app/view/readiness.hpp"
#include "core/record/device_events.hpp"
#include "core/store/backup.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

namespace cpc::kiosk_test {
namespace {

using view::Place;

// A battery that runs down as it is told to.
struct FakePower final : Power {
    PowerReading now{true, true, 64, false};
    PowerReading read() override { return now; }
};

void minute_later(Rig& rig) {
    rig.clock.advance_ms(60'000);
    rig.driver->frame();
    rig.driver->frame();
}

// The screen asks for the look by itself; what it brings is there a frame later.
void open_readiness(Rig& rig) {
    rig.press("Is everything all right?");
    rig.driver->frame();
}

std::size_t clock_entries(Rig& rig) {
    auto& vault = rig.shell->desk()->vault();
    const auto all = vault.range(0, vault.size());
    REQUIRE(all);
    std::size_t found = 0;
    for (const auto& stored : *all)
        found += stored.header.type == record::ClockSet::entry_type ? 1U : 0U;
    return found;
}

}  // namespace

TEST_CASE("Home leads to whether everything is all right, and the tablet looks by itself",
          "[kiosk][ready]") {
    Rig rig;
    rig.set_up();
    open_readiness(rig);
    CHECK(rig.place() == Place::diagnostics);
    const auto& facts = rig.shell->drafts().readiness;
    REQUIRE(facts.known);
    CHECK(facts.check.over);
    CHECK(facts.check.whole);
    CHECK(facts.check.done == rig.shell->desk()->vault().size());
    CHECK(facts.storage.free_bytes.has_value());
    CHECK(facts.storage.write_ms == 0);  // time stands still here
    CHECK(facts.storage.key_damage.empty());
    CHECK(facts.procedures.size() == rig.shell->services().library.editions().size());
    CHECK_FALSE(facts.holidays.empty());
    CHECK(rig.says("The record is whole. Every signature fits."));
    CHECK(rig.says("This record knows of no backup."));
    CHECK(rig.says("prints them where it has a printer."));
    CHECK(rig.says("This tablet has no print service."));
    rig.check("readiness");
    rig.press("How a backup is made");
    CHECK(rig.says("cpc store backup"));
    rig.check("readiness-backup");
    rig.press("Done");
    rig.press("Home");
    CHECK(rig.place() == Place::home);
}

TEST_CASE("The test write leaves nothing behind", "[kiosk][ready]") {
    Rig rig;
    rig.set_up();
    open_readiness(rig);
    CHECK_FALSE(rig.files.exists(rig.directory + "/readiness.probe"));
}

TEST_CASE("A tablet that cannot write says that no conference is to be started on it",
          "[kiosk][ready]") {
    Rig rig;
    rig.set_up();
    std::filesystem::create_directory(rig.directory + "/readiness.probe");
    open_readiness(rig);
    CHECK(rig.says("Do not start a conference on this tablet."));
    CHECK_FALSE(rig.shell->drafts().readiness.storage.write_problem.empty());
    rig.check("readiness-storage-fails");
    std::filesystem::remove(rig.directory + "/readiness.probe");
    rig.press("Look again");
    rig.driver->frame();
    CHECK_FALSE(rig.says("Do not start a conference on this tablet."));
}

TEST_CASE("The readiness report holds no name and no word of a case", "[kiosk][ready]") {
    Rig rig;
    rig.begin();
    rig.introductions_done();
    rig.press("Start information sharing");
    rig.press("Add contribution");
    rig.press("School");
    rig.press("Observation");
    rig.fill("What do you want to say?", "Nobody came to the gate on Monday.");
    rig.press("Add to the record");
    rig.shell->go(Place::diagnostics);
    rig.driver->frame();
    const auto& facts = rig.shell->drafts().readiness;
    REQUIRE(facts.known);
    CHECK(facts.conferences == 1);
    CHECK(facts.check.whole);
    const auto report = view::readiness_report(facts);
    CHECK(report.find("conferences: 1\n") != std::string::npos);
    for (const auto* word : {"Family C", "CD", "Room 2", "Town Hall", "Nobody came", "gate",
                             "Mother", "School", "Police", "246810"}) {
        INFO(word);
        CHECK(report.find(word) == std::string::npos);
    }
}

TEST_CASE("Where no stick is in, saving the report says what to do and loses nothing",
          "[kiosk][ready]") {
    Rig rig;
    rig.set_up();
    open_readiness(rig);
    rig.press("Save a report to a stick");
    CHECK(rig.says("no memory stick was found"));
    rig.press("Close");
    CHECK(rig.place() == Place::diagnostics);
}

TEST_CASE("The last backup is told with its day and with what came since", "[kiosk][ready]") {
    Rig rig;
    rig.set_up();
    {
        auto& vault = rig.shell->desk()->vault();
        const auto note = vault.checkpoint_note();
        REQUIRE(note);
        REQUIRE(vault.put_state(store::backup_row, view_of(*note)));
        REQUIRE(rig.shell->desk()->confirm_clock());
    }
    open_readiness(rig);
    CHECK(rig.shell->drafts().readiness.copies.backed_up == rig.shell->desk()->vault().size() - 1);
    CHECK(rig.says("The last backup was made Tue 30 March 2027"));
    CHECK(rig.says("1 entry since then."));
}

TEST_CASE(
    "The battery is told at 20, at 10 and at 5 per cent, each once, and not with the charger in",
    "[kiosk][ready]") {
    Rig rig;
    rig.set_up();
    FakePower power;
    rig.shell->services().power = &power;
    minute_later(rig);
    CHECK_FALSE(rig.says("Battery"));
    rig.shell->lock_at_once();
    minute_later(rig);
    CHECK(rig.says("Battery 64 per cent"));
    rig.check("lock-battery");
    rig.secret("Passphrase", "four words of ours");
    rig.press("Open");
    power.now.percent = 20;
    minute_later(rig);
    CHECK(rig.says("Battery 20 per cent. Connect the charger. Nothing is lost."));
    rig.check("battery-20");
    power.now.percent = 19;
    minute_later(rig);
    CHECK(rig.says("Battery 20 per cent."));
    power.now.percent = 10;
    minute_later(rig);
    CHECK(rig.says("Battery 10 per cent."));
    CHECK_FALSE(rig.says("The meeting is saved."));
    power.now.percent = 5;
    minute_later(rig);
    CHECK(rig.says("The battery is nearly empty: 5 per cent."));
    CHECK(rig.says("The meeting is saved."));
    rig.check("battery-5");
    rig.press("Done");
    power.now.percent = 4;
    minute_later(rig);
    CHECK_FALSE(rig.says("The battery is nearly empty"));
    power.now = {true, true, 4, true};
    minute_later(rig);
    CHECK_FALSE(rig.says("Connect the charger"));
    power.now = {true, true, 4, false};
    minute_later(rig);
    CHECK(rig.says("The battery is nearly empty: 4 per cent."));
    rig.shell->services().power = nullptr;
}

TEST_CASE("A clock that moves by more than two minutes is asked about before the next act",
          "[kiosk][ready][clock]") {
    Rig rig;
    rig.set_up();
    rig.driver->frame();
    rig.clock.now.wall.ms += 119'000;
    rig.driver->frame();
    CHECK_FALSE(rig.says("Are the date and the time right?"));
    rig.clock.now.wall.ms -= 119'000 + 121'000;
    rig.driver->frame();
    CHECK(rig.says("Are the date and the time right?"));
    CHECK(rig.says("The clock was moved just now"));
    CHECK(clock_entries(rig) == 0);
    rig.press("Yes, they are right");
    CHECK(clock_entries(rig) == 1);
    CHECK_FALSE(rig.says("Are the date and the time right?"));
    rig.clock.advance_ms(3'600'000);
    rig.driver->frame();
    CHECK_FALSE(rig.says("Are the date and the time right?"));
}

TEST_CASE("A clock that moves is told by the readiness screen until somebody vouches for it",
          "[kiosk][ready][clock]") {
    Rig rig;
    rig.set_up();
    rig.driver->frame();
    rig.clock.now.wall.ms += 180'000;
    rig.driver->frame();
    rig.press("They are not right");
    open_readiness(rig);
    CHECK(rig.says("The clock may be wrong"));
    rig.press("Look at the clock");
    rig.press("Yes, they are right");
    rig.press("Look again");
    rig.driver->frame();
    CHECK(rig.says("The clock goes with the record."));
}

TEST_CASE("Readiness is drawn whole at double text, in portrait and in dark colours",
          "[kiosk][ready]") {
    for (const auto& [width, height, percent] :
         {std::tuple{1280, 800, 200}, {800, 1280, 100}, {800, 1280, 200}}) {
        ui::Settings settings;
        settings.surface.width_px = width;
        settings.surface.height_px = height;
        settings.text_percent = percent;
        Rig rig(settings);
        kiosk::Display display;
        display.text_percent = percent;
        rig.shell->show_as(display);
        rig.set_up();
        rig.shell->go(Place::diagnostics);
        rig.driver->frame();
        rig.check("readiness-" + std::to_string(width) + "-" + std::to_string(percent));
    }
}

}  // namespace cpc::kiosk_test
