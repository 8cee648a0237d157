// SPDX-License-Identifier: Apache-2.0
// What only another language shows: counts with more than two forms, letters of two bytes, words
// that nobody has checked yet.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "app/locale/language.hpp"
#include "app/view/say.hpp"
#include "app/view/sheets.hpp"

using namespace cpc;

namespace {

// Speaks Welsh for as long as it lives.
struct Welsh {
    Welsh() {
        if (locale::languages().size() == 1) {
            const auto path = std::string{CPC_SOURCE_DIR} + "/assets/locale/cy.po";
            std::ifstream file(path, std::ios::binary);
            std::ostringstream text;
            text << file.rdbuf();
            auto catalogue = locale::Catalogue::read(text.str(), path);
            REQUIRE(catalogue.has_value());
            REQUIRE(locale::add(std::move(*catalogue)).has_value());
        }
        REQUIRE(locale::speak("cy"));
    }
    ~Welsh() { (void)locale::speak(locale::english); }
    Welsh(const Welsh&) = delete;
    Welsh& operator=(const Welsh&) = delete;
};

}  // namespace

TEST_CASE("Numbers in Welsh sentences take the form that goes with them", "[view][locale]") {
    const Welsh welsh;
    CHECK(view::say_count("shell.length", 2) == "2 funud");
    CHECK(view::say_count("shell.length", 7) == "7 munud");
    CHECK(view::say_count("shell.day", 2) == "2 ddiwrnod");
    CHECK(view::say_count("hand.tries", 2) == "2 gynnig ar ôl.");
    CHECK(view::say_count("hand.tries", 3) == "3 chynnig ar ôl.");
    CHECK(view::say_count("closed.left-restricted", 2).starts_with("2 bwynt "));
    CHECK(view::say_count("closed.left-names-somebody-else", 6).starts_with("6 thestun "));
}

TEST_CASE("The short weekday of a date is a text of its own, not a cut one", "[view][locale]") {
    const auto monday = Date::from_ymd(2026, 11, 23).value();
    CHECK(view::say_date(monday) == "Mon 23 November 2026");
    const Welsh welsh;
    CHECK(view::say_date(monday).starts_with("Llun 23 "));
    CHECK(view::say_date(Date{monday.days + 1}).starts_with("Maw 24 "));
}

TEST_CASE("Words that nobody has checked are said to be so before and while they are spoken",
          "[view][locale]") {
    CHECK(view::unchecked_mark().empty());
    const Welsh welsh;
    CHECK(view::unchecked_mark() == view::say("shell.unchecked"));
    CHECK(view::make_display_view(100, 0).not_reviewed == view::say("display.not_reviewed"));
    REQUIRE(locale::speak(locale::english));
    CHECK(view::unchecked_mark().empty());
    CHECK(view::make_display_view(100, 0).not_reviewed.find("Cymraeg") != std::string::npos);
}
