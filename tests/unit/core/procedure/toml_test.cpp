// SPDX-License-Identifier: Apache-2.0
// The door to toml++: texts that would send it astray must come back as errors with a place.
#include <catch2/catch_test_macros.hpp>

#include "support.hpp"

namespace cpc::procedure {
namespace {

const std::string title = R"(title = "Sampleshire Conferences")";  // line 5 of the sample

Result<Procedure> with(const std::string& line) {
    std::string text = test::read_asset("tests/unit/core/procedure/sample.toml");
    text.replace(text.find(title), title.size(), line);
    return load_procedure(text, "x.toml");
}

TEST_CASE("letters of any script may stand in texts of every form and in comments",
          "[procedure][profile]") {
    for (const char* line :
         {R"(title = "Gwynedd – plant")", R"(title = 'Gwynedd – plant')",
          "title = \"\"\"Gwynedd \"–\"\nplant \\\"\\\"\\\" –\"\"\"",
          "title = '''Gwynedd '–'\nplant \" –'''", R"(title = "a \" – b" # – “and more”)"}) {
        CAPTURE(line);
        const auto loaded = with(line);
        if (!loaded) FAIL(loaded.error().text());
        CHECK_FALSE(loaded->title.empty());
    }
}

TEST_CASE("letters beyond ASCII outside texts and comments are refused with their place",
          "[procedure][profile]") {
    const auto place = [](const char* line) {
        const auto refused = with(line);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().what ==
              "Only plain letters can stand outside quotation marks and comments.");
        return refused.error().where;
    };
    CHECK(place("title = “Gwynedd”") == "x.toml:5:9");
    CHECK(place("título = \"x\"") == "x.toml:5:2");
    CHECK(place("title = \"x\" –") == "x.toml:5:13");
}

TEST_CASE("a text that was never closed is blamed before the letters that then stand bare",
          "[procedure][profile]") {
    const auto refused = with("title = \"Gwynedd\nsource = \"–\"");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().what ==
          "A text that begins with a quotation mark does not end on this line.");
    CHECK(refused.error().where.rfind("x.toml:5:", 0) == 0);
}

TEST_CASE("brackets that toml++ gives up on are an error on their line", "[procedure][profile]") {
    for (const char* line : {"title = [ } ]", "title = [ 1, }", "title = { a = ] }"}) {
        CAPTURE(line);
        const auto refused = with(line);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().where.rfind("x.toml:5", 0) == 0);
    }
}

}  // namespace
}  // namespace cpc::procedure
