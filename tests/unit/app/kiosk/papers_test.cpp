// SPDX-License-Identifier: Apache-2.0
// What leaves the tablet on a stick, and what the record says of it.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

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
