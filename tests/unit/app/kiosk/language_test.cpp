// SPDX-License-Identifier: Apache-2.0
// The glass in another language: chosen in one sheet, there at once, and nothing else changes.
#include "app/locale/language.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "app/locale/messages.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

using namespace cpc;
using namespace cpc::kiosk_test;

namespace {

void add_welsh() {
    if (locale::languages().size() > 1) return;
    std::string path{CPC_SOURCE_DIR};
    path += "/assets/locale/cy.po";
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    auto catalogue = locale::Catalogue::read(text.str(), path);
    REQUIRE(catalogue.has_value());
    REQUIRE(locale::add(std::move(*catalogue)).has_value());
}

// In the language that the glass speaks now.
std::string word(const std::string& key) {
    return std::string{locale::find(key).value()};
}

}  // namespace

TEST_CASE("Welsh is chosen on the glass, holds on every screen, and English comes back",
          "[kiosk][language]") {
    add_welsh();
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.prepare();
    rig.press("Text size and colours");
    const auto recorded = rig.state().people.size();
    rig.press("Cymraeg");
    CHECK(locale::spoken() == "cy");
    CHECK(rig.says(word("display.title")));
    CHECK(rig.says(word("display.not_reviewed")));
    CHECK_FALSE(rig.says("Text size and colours"));
    rig.check("display-welsh");
    rig.press(word("shell.ok"));
    rig.check("prepare-welsh");
    CHECK(rig.state().people.size() == recorded);

    rig.press(word("display.title"));
    rig.press("English");
    CHECK(locale::spoken() == "en");
    CHECK(rig.says("Text size and colours"));
    rig.press("Done");
    rig.press("Start the conference");
    rig.check("start-after-welsh");
}

TEST_CASE("a tablet that starts again speaks English", "[kiosk][language]") {
    add_welsh();
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.press("Text size and colours");
    rig.press("Cymraeg");
    REQUIRE(locale::spoken() == "cy");
    rig.restart();
    CHECK(locale::spoken() == "en");
}

TEST_CASE("What is chosen outside a conference is the tablet's, what is chosen inside goes with it",
          "[kiosk][language]") {
    add_welsh();
    Rig rig;
    rig.set_up();
    rig.press("Text size and colours");
    rig.press("Text size more");
    rig.press("Done");
    rig.new_conference();
    CHECK(rig.shell->display().text_percent == 125);
    rig.press("Text size and colours");
    rig.press("Cymraeg");
    rig.press(word("display.dusk"));
    rig.press(word("shell.ok"));
    const auto shows = [&](ui::Theme theme, int percent, std::string_view language) {
        const auto& display = rig.shell->display();
        return display.theme == theme && display.text_percent == percent &&
               display.language == language;
    };
    REQUIRE(shows(ui::Theme::dusk, 125, "cy"));
    rig.shell->lock_at_once();
    rig.driver->frame();
    CHECK(shows(ui::Theme::paper, 125, "en"));
    REQUIRE(rig.shell->wants_renewal());
    rig.shell = kiosk::Shell::renewed(std::move(rig.shell));
    rig.driver->frame();
    CHECK(shows(ui::Theme::paper, 125, "en"));
    CHECK(locale::spoken() == "en");
}
