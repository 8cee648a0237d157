// SPDX-License-Identifier: Apache-2.0
// Reports and drawings from a stick, by hand: taken in, looked at page by page, kept from whoever
// may not see them, and put aside.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/view/material.hpp"
#include "app/view/sheets.hpp"
#include "core/codec/codec.hpp"
#include "core/record/device_events.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

namespace cpc::kiosk_test {
namespace {

void copy(const std::string& name, const std::string& to) {
    std::filesystem::copy_file(std::string{CPC_SOURCE_DIR} + "/tests/attachments/" + name, to);
}

void take_in(Rig& rig, const std::string& file, const std::string& label) {
    if (rig.driver->can_press("Take in a report or drawing from a stick"))
        rig.press("Take in a report or drawing from a stick");
    rig.driver->frame();
    rig.press("Which file?: " + file);
    rig.press("What is it?: Report");
    rig.fill("What do we call it?", label);
    rig.press("Who brought it?: School");
    rig.press("Whose report is it?: School");
}

TEST_CASE("A report is taken in before the meeting and read page by page", "[kiosk][REQ-096]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    rig.press("Reports and drawings");
    CHECK(rig.says("Nothing has been taken in yet."));
    rig.press("Take in a report or drawing from a stick");
    rig.driver->frame();
    CHECK(rig.says("no memory stick was found"));
    const auto stick = rig.put_stick();
    rig.press("Look at the stick again");
    rig.driver->frame();
    CHECK(rig.says("There is no PDF, PNG or JPEG file on the stick."));
    copy("report-three-pages.pdf", stick + "/report.pdf");
    copy("drawing.png", stick + "/House.PNG");
    std::ofstream(stick + "/letter.docx") << "no";
    rig.press("Look at the stick again");
    rig.driver->frame();
    rig.check("take-in");
    CHECK_FALSE(rig.says("letter.docx"));
    take_in(rig, "report.pdf", "School report");
    rig.shot("take-in");
    rig.press("Take it in");
    rig.driver->frame();
    REQUIRE(rig.state().materials.size() == 1);
    const auto& taken = rig.state().materials.front().taken;
    CHECK(taken.title == "School report");
    CHECK(taken.pages == 3);
    CHECK(taken.media == conference::MediaType::pdf);
    CHECK(rig.says("Report from School"));
    rig.check("materials");
    rig.shot("materials");
    rig.press("School report");
    rig.driver->frame();
    rig.driver->frame();
    CHECK(rig.says("Page 1 of 3"));
    CHECK(rig.sees("School report, page 1 of 3"));
    rig.shot("page-1");
    rig.check("page");
    rig.press("Next page");
    rig.driver->frame();
    rig.driver->frame();
    CHECK(rig.sees("School report, page 2 of 3"));
    rig.press("Whole page");
    rig.driver->frame();
    rig.driver->frame();
    rig.shot("page-2-whole");
    rig.press("Previous page");
    rig.driver->frame();
    CHECK(rig.says("Page 1 of 3"));
    rig.press("Close");
}

TEST_CASE("What cannot be opened or is there already is told, and a wrong file is put aside",
          "[kiosk][REQ-096]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    const auto stick = rig.put_stick();
    copy("report-three-pages.pdf", stick + "/report.pdf");
    copy("locked.pdf", stick + "/locked.pdf");
    rig.press("Reports and drawings");
    take_in(rig, "report.pdf", "School report");
    rig.press("Take it in");
    rig.driver->frame();
    // A file that cannot be opened is told of, and nothing of it is kept.
    take_in(rig, "locked.pdf", "Locked");
    rig.press("Take it in");
    rig.driver->frame();
    CHECK(rig.says("This file is locked with a password."));
    CHECK(rig.state().materials.size() == 1);
    rig.press("Which file?: report.pdf");
    rig.press("Take it in");
    rig.driver->frame();
    CHECK(rig.says("This file was taken in already."));
    rig.press("Cancel");
    // It was the wrong one after all.
    rig.press("School report");
    rig.driver->frame();
    rig.press("Wrong file: put it aside");
    rig.fill("Why is it put aside?", "Another family's.");
    rig.press("Put it aside");
    rig.driver->frame();
    CHECK_FALSE(rig.state().materials.front().stands());
    rig.press("Reports and drawings");
    CHECK(rig.says("Put aside: Another family's."));
}

TEST_CASE("A file for professionals only is not on the glass while the family can see it",
          "[kiosk][REQ-096][REQ-275]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    const auto stick = rig.put_stick();
    copy("report-three-pages.pdf", stick + "/report.pdf");
    rig.press("Reports and drawings");
    take_in(rig, "report.pdf", "Police checks");
    rig.press("For professionals only");
    rig.press("Take it in");
    rig.driver->frame();
    CHECK(rig.says("Police checks"));
    rig.press("Close");
    rig.nurse_reports();
    rig.press("Start the conference");
    rig.press("Begin introductions");
    rig.introductions_done();
    rig.press("Start information sharing");
    rig.press("Reports and drawings");
    CHECK_FALSE(rig.says("Police checks"));
    CHECK(rig.says("Nothing has been taken in yet."));
    rig.shot("family-sees-nothing");
}

// Every look that was written down.
std::vector<record::Viewed> looks(Rig& rig) {
    std::vector<record::Viewed> out;
    auto& vault = rig.shell->desk()->vault();
    const auto all = vault.range(0, vault.size());
    REQUIRE(all);
    for (const auto& each : *all) {
        if (each.header.type != record::Viewed::entry_type) continue;
        const auto said = codec::decode<record::Viewed>(each.payload);
        REQUIRE(said);
        out.push_back(*said);
    }
    return out;
}

// Called off; two days later its papers are on the glass.
void open_as_past(Rig& rig) {
    rig.shell->work(
        [](meeting::Desk&, meeting::Meeting* meeting) -> Result<void> {
            CPC_TRY(meeting->submit(conference::CancelConference{"The family has moved away."}));
            return {};
        },
        {});
    rig.clock.advance_ms(std::int64_t{2} * 86'400'000);
    rig.shell->go(view::Place::home);
    rig.driver->frame();
    rig.press("Past");
    rig.press("Read it");
    rig.driver->frame();
    rig.driver->frame();
    rig.press("What to look at: Papers");
}

TEST_CASE(
    "The files of a past conference are read page by page, by the chair, and each look is kept",
    "[kiosk][past][REQ-096]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    const auto stick = rig.put_stick();
    copy("report-three-pages.pdf", stick + "/report.pdf");
    copy("drawing.png", stick + "/house.png");
    rig.press("Reports and drawings");
    take_in(rig, "report.pdf", "School report");
    rig.press("For professionals only");
    rig.press("Take it in");
    rig.driver->frame();
    take_in(rig, "house.png", "Wrong one");
    rig.press("Take it in");
    rig.driver->frame();
    rig.press("Wrong one");
    rig.driver->frame();
    rig.press("Wrong file: put it aside");
    rig.fill("Why is it put aside?", "Another family's.");
    rig.press("Put it aside");
    rig.driver->frame();
    open_as_past(rig);
    CHECK(view::chair_only(view::past_materials_sheet));
    rig.press("Reports and drawings");
    CHECK_FALSE(rig.says("School report"));
    rig.digits("246810");
    rig.driver->frame();
    CHECK(rig.says("Each look at one is written down."));
    CHECK(rig.says("Professionals only"));
    CHECK(rig.says("Put aside: Another family's."));
    CHECK_FALSE(rig.sees("Take in a report or drawing from a stick"));
    rig.check("past-materials");
    rig.shot("past-materials");
    const auto before = looks(rig).size();
    rig.press("School report");
    rig.driver->frame();
    rig.driver->frame();
    CHECK(rig.sees("School report, page 1 of 3"));
    CHECK_FALSE(rig.sees("Wrong file: put it aside"));
    rig.shot("past-page");
    rig.check("past-page");
    rig.press("Next page");
    rig.driver->frame();
    rig.driver->frame();
    CHECK(rig.sees("School report, page 2 of 3"));
    rig.press("Close");
    rig.driver->frame();
    CHECK(rig.sees("Reports and drawings"));
    const auto file = rig.state().materials.front().taken.material.hex().substr(0, 8);
    std::size_t of_file = 0;
    const auto all = looks(rig);
    REQUIRE(all.size() > before);
    for (std::size_t i = before; i < all.size(); ++i)
        of_file += all[i].screen == "past conference, file " + file ? 1U : 0U;
    CHECK(of_file == 2);  // its beginning and its end
    CHECK(rig.shell->drafts().material_facts.picture == nullptr);
}

}  // namespace
}  // namespace cpc::kiosk_test
