// SPDX-License-Identifier: Apache-2.0
// What comes from a keyboard, whatever it is, is fit to be kept.
#include "app/ui/typed_text.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cpc::ui;

namespace {

std::string kept(std::string_view typed) {
    return fit_to_keep(typed, LineEnds::kept);
}

constexpr std::string_view replaced = "\xEF\xBF\xBD";

}  // namespace

TEST_CASE("Letters of every script, combining marks and emoji are kept as they came",
          "[bad-text]") {
    for (const std::string text :
         {"She said: \"no\".\n£5", "Llanfair\xC5\xB5\xC5\xB7", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
          "\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85", "e\xCC\x81\xCC\x82\xCC\x83",
          "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\xF0\x9F\x8F\xBD", "\xF4\x8F\xBF\xBD"})
        CHECK(kept(text) == text);
}

TEST_CASE("Controls and marks that turn or hide text are left out", "[bad-text]") {
    CHECK(kept(std::string("a\0b\x01"
                           "c\x1B[31m\x7F\xC2\x9B",
                           14)) == "abc[31m");
    CHECK(kept("left \xE2\x80\xAEright\xE2\x80\xAC") == "left right");
    CHECK(kept("\xEF\xBB\xBFpay\xE2\x80\x8Bment\xC2\xAD") == "payment");
    CHECK(kept("\xF3\xA0\x81\x81x\xEF\xBF\xBE") == "x");
    CHECK(kept("a\tb") == "a b");
}

TEST_CASE("Every kind of line end is one, and a space where there is one line only", "[bad-text]") {
    CHECK(kept("a\r\nb\rc\xE2\x80\xA8"
               "d\n") == "a\nb\nc\nd\n");
    CHECK(fit_to_keep("a\r\nb\n", LineEnds::as_spaces) == "a b ");
}

TEST_CASE("What is not UTF-8 stands there as a replacement character", "[bad-text]") {
    const std::string one{replaced};
    CHECK(kept("a\xFFz") == "a" + one + "z");
    CHECK(kept("\xC0\xAF") == one + one);
    CHECK(kept("\xE2\x82") == one);
    CHECK(kept("\xED\xA0\x80") == one);
    CHECK(kept("\xF4\x90\x80\x80") == one);
    CHECK(kept("\xE2\x28\xA1") == one + "(" + one);
}

TEST_CASE("A text is cut between two characters", "[bad-text]") {
    CHECK(whole_characters("abc", 3) == 3);
    CHECK(whole_characters("abc", 2) == 2);
    CHECK(whole_characters("a\xC5\xB5", 2) == 1);
    CHECK(whole_characters("\xF0\x9F\x91\xA9", 3) == 0);
    CHECK(whole_characters("x", 0) == 0);
}
