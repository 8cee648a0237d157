// SPDX-License-Identifier: Apache-2.0
#include "core/base/letters.hpp"

#include <catch2/catch_test_macros.hpp>

using cpc::first_letter;
using cpc::in_capitals;

TEST_CASE("Accented letters of Welsh and its neighbours have their capitals", "[locale]") {
    CHECK(in_capitals("Teulu a ffrindiau") == "TEULU A FFRINDIAU");
    CHECK(in_capitals("tŷ dŵr âêîôû äëïöü áéíóú àèìòù ẁ") == "TŶ DŴR ÂÊÎÔÛ ÄËÏÖÜ ÁÉÍÓÚ ÀÈÌÒÙ ẁ");
    CHECK(in_capitals("łódź čšž ğ ő ń ĺ ľ ÿ") == "ŁÓDŹ ČŠŽ Ğ Ő Ń Ĺ Ľ Ÿ");
    CHECK(in_capitals("ŴŶÂ Ľ Ž Ÿ ÷ ß 1·–") == "ŴŶÂ Ľ Ž Ÿ ÷ ß 1·–");
}

TEST_CASE("What is no UTF-8 comes out as it went in", "[locale]") {
    CHECK(in_capitals("\xC5") == "\xC5");
    CHECK(in_capitals("\xB5\xFF\xC3\x28") == "\xB5\xFF\xC3\x28");
    CHECK(in_capitals("").empty());
}

TEST_CASE("The first letter is whole", "[locale]") {
    CHECK(first_letter("ŷd") == "ŷ");
    CHECK(first_letter("ab") == "a");
    CHECK(first_letter("").empty());
}
