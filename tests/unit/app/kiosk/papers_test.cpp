// SPDX-License-Identifier: Apache-2.0
// What leaves the tablet on a stick, and what the record says of it.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/play/command_hands.hpp"
#include "app/play/family.hpp"
#include "app/view/say.hpp"
#include "core/crypto/hash.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

namespace cpc::kiosk_test {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("Invitations go to the stick before the meeting, a letter and a page for each person",
          "[kiosk][REQ-039][REQ-248]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    const auto stick = rig.put_stick();
    rig.press("Save invitations to a stick");
    rig.driver->frame();
    CHECK(rig.says("Invitations saved to the stick"));
    CHECK(rig.says("Last saved"));
    rig.check("invitations-saved");
    std::size_t files = 0;
    std::size_t letters = 0;
    const auto& documents = rig.state().documents;
    for (const auto& each : std::filesystem::recursive_directory_iterator(stick)) {
        if (!each.is_regular_file()) continue;
        ++files;
        const auto digest = crypto::sha256(view_of(bytes_of(each.path())));
        const auto is_this = [&](const auto& line) { return line.sha256 == digest; };
        CHECK(std::count_if(documents.begin(), documents.end(), is_this) == 1);
        const auto line = std::find_if(documents.begin(), documents.end(), is_this);
        REQUIRE(line != documents.end());
        CHECK(line->route == "by-hand");
        REQUIRE(line->readers);
        CHECK_FALSE(line->readers->empty());
        if (line->kind != "invitation") continue;  // a leaflet, a form, the agenda
        ++letters;
        CHECK(line->readers->size() == 1);
    }
    CHECK(letters == 2 * (rig.state().people.size() - 1));  // nobody invites the chair
    CHECK(files > letters);
    CHECK(documents.size() == files);
}

TEST_CASE("The dates of a closed conference go to the stick without a name and are written down",
          "[kiosk][REQ-248]") {
    Rig rig;
    rig.set_up();
    const auto families =
        play::read_families(rig.files, std::string{CPC_SOURCE_DIR} + "/assets/practice/families");
    REQUIRE(families);
    const auto& family = families->front();
    rig.shell->work(
        [&](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            play::CommandHands hands(desk, "Said at the table.");
            CPC_TRY(play::play(family.scenario, hands));
            return {};
        },
        {});
    rig.shell->go(view::Place::home);
    rig.driver->frame();
    rig.press("Read it");
    rig.press("Papers");
    const auto stick = rig.put_stick();
    rig.press(view::say("closed.save-dates"));
    rig.driver->frame();
    CHECK(rig.says(view::say("closed.saved-dates")));
    std::string calendar;
    for (const auto& each : std::filesystem::recursive_directory_iterator(stick))
        if (each.path().extension() == ".ics") calendar = bytes_of(each.path());
    CHECK(calendar.find("CLASS:CONFIDENTIAL") != std::string::npos);
    CHECK(calendar.find("Marrowby") == std::string::npos);
    auto& vault = rig.shell->desk()->vault();
    const auto last = vault.range(vault.size() - 1, vault.size());
    REQUIRE(last);
    REQUIRE(last->front().header.type == record::Exported::entry_type);
    const auto event = record::decode_event<record::Exported>(last->front().payload);
    REQUIRE(event);
    CHECK(event->sha256 == crypto::sha256(view_of(calendar)));
}

TEST_CASE("Without a stick nothing is saved and nothing is written down", "[kiosk]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    rig.press("Save invitations to a stick");
    rig.driver->frame();
    CHECK(rig.says("no memory stick was found"));
    CHECK(rig.state().documents.empty());
}

}  // namespace cpc::kiosk_test
