// SPDX-License-Identifier: Apache-2.0
// Finding by folded letters, and the words of every kind of entry.
#include "app/view/record_view.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/view/fold.hpp"
#include "app/view/home.hpp"

using namespace cpc;
using namespace cpc::view;

namespace {

template <class... Events>
std::set<std::uint16_t> types_of(const std::variant<Events...>*) {
    return {conference::tag_of<Events>...};
}

}  // namespace

TEST_CASE("Accents and capitals do not keep anything from being found", "[view][fold]") {
    CHECK(folded("Siân") == "sian");
    CHECK(folded("SIÂN") == "sian");
    CHECK(folded("Ŵyn Ŷ") == "wyn y");
    CHECK(folded("Łódź, Çelik, Ñandú") == "lodz, celik, nandu");
    CHECK(folded("Sia\xCC\x82n") == "sian");  // the accent as a character of its own
    CHECK(folded("Room 2 × 3") == "room 2 × 3");
    CHECK(folded("\xC3") == "\xC3");  // half a character stays what it was
    CHECK(folded("日本") == "日本");
}

TEST_CASE("Each word that is looked for has to be there, in any order", "[view][fold]") {
    const auto text = folded("Family Siân K Room 2 Tue 30 March 2027 2027-03-30");
    CHECK(found_in(text, ""));
    CHECK(found_in(text, "sian"));
    CHECK(found_in(text, "SIÂN"));
    CHECK(found_in(text, "march  room"));
    CHECK(found_in(text, "2027-03-30"));
    CHECK_FALSE(found_in(text, "sian april"));
}

TEST_CASE("A card on the home list is found by family, room and day, never by its state",
          "[view][fold]") {
    HomeEntry entry;
    entry.family = "Siân K";
    entry.venue = "Room 2";
    entry.type = "Initial conference";
    entry.planned_start = LocalTime{*Date::parse("2027-03-30"), 600, 60};
    entry.closed_at = entry.planned_start;
    Moment moment;
    moment.now = LocalTime{*Date::parse("2027-04-02"), 600, 60};
    const auto view = make_home_view({entry}, {}, moment);
    REQUIRE(view.past.size() == 1);
    const auto& found = view.past.front().find;
    CHECK(found_in(found, "sian"));
    CHECK(found_in(found, "room 2"));
    CHECK(found_in(found, "30 march"));
    CHECK_FALSE(found_in(found, "closed"));
    CHECK_FALSE(found_in(found, "initial"));
}

TEST_CASE("Every kind of entry has words of its own, and an unknown one says that it is",
          "[view][past]") {
    std::set<std::string> words;
    const auto types = types_of(static_cast<const conference::Event*>(nullptr));
    for (const auto type : types) {
        INFO(type);
        CHECK(entry_words(type) != entry_words(0xFFFF));
        CHECK(words.insert(entry_words(type)).second);
    }
    CHECK(words.size() == std::variant_size_v<conference::Event>);
}
