// SPDX-License-Identifier: Apache-2.0
#include "app/ui/theme.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace cpc::ui;

TEST_CASE("Contrast of black on white is 21 and of a colour on itself 1") {
    CHECK(contrast({0, 0, 0}, {255, 255, 255}) == Catch::Approx(21.0));
    CHECK(contrast({120, 90, 40}, {120, 90, 40}) == Catch::Approx(1.0));
}

TEST_CASE("Every text and outline of the toolkit has its contrast in all themes") {
    for (const Theme theme : {Theme::paper, Theme::dusk, Theme::high_contrast})
        for (const Pairing& pair : pairings()) {
            INFO(ink_name(pair.front)
                 << " on " << ink_name(pair.back) << ", theme " << static_cast<int>(theme));
            CHECK(contrast(colour(theme, pair.front), colour(theme, pair.back)) >= pair.ratio_min);
        }
}

TEST_CASE("A tone's text stands on its own tint and on cards") {
    for (const Theme theme : {Theme::paper, Theme::dusk, Theme::high_contrast})
        for (int i = 0; i <= static_cast<int>(Tone::opinion); ++i) {
            const auto tone = static_cast<Tone>(i);
            INFO("tone " << i << ", theme " << static_cast<int>(theme));
            const Colour text = colour(theme, text_ink(tone));
            CHECK(contrast(text, colour(theme, tint_ink(tone))) >= 4.5);
            CHECK(contrast(text, colour(theme, Ink::surface)) >= 4.5);
            CHECK(contrast(text, colour(theme, Ink::canvas)) >= 4.5);
        }
}

TEST_CASE("Agreeing and not agreeing are neither green nor red") {
    for (const Theme theme : {Theme::paper, Theme::dusk}) {
        CHECK_FALSE(colour(theme, Ink::primary) == colour(theme, Ink::ok));
        CHECK_FALSE(colour(theme, Ink::allegation) == colour(theme, Ink::bad));
    }
}
