// SPDX-License-Identifier: Apache-2.0
#include "app/stage/gallery.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace cpc;

TEST_CASE("Looks are taken by their words, and a word that fits none is refused", "[stage]") {
    const auto all = stage::all_looks();
    const auto taken = [](std::string_view words) {
        const auto looks = stage::looks_of(words);
        REQUIRE(looks.has_value());
        return *looks;
    };
    CHECK(taken("").size() == all.size());
    const auto few = taken("800x1280,1280x800,200,dusk,en");
    REQUIRE(few.size() == 2);
    CHECK(few[0].name() == "1280x800-200-dusk-en");
    CHECK(few[1].name() == "800x1280-200-dusk-en");
    CHECK(taken("contrast").size() == all.size() / 3);
    const auto wrong = stage::looks_of("1280x800,blue");
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().text().find("\"blue\"") != std::string::npos);
    CHECK(wrong.error().text().find("dusk") != std::string::npos);
}
