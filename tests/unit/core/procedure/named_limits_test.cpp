// SPDX-License-Identifier: Apache-2.0
// Time limits of the newer editions that no other test calls by their name, with dates counted by
// hand from the list of bank holidays.
#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "core/procedure/overlay.hpp"
#include "profiles_support.hpp"

namespace cpc::procedure {
namespace {

using test::at;
using test::dates;
using test::day;
using test::due;
using test::load_profile;
using test::type_of;

Procedure procedure_of(const std::string& id) {
    return load_profile("assets/procedures/" + id + ".toml");
}

// A Monday after Easter, so that the day before is a Sunday.
Events april_meeting() {
    return {{"planned-start", at("2027-04-12", "10:00")},
            {"start", at("2027-04-12", "10:00")},
            {"close", at("2027-04-12", "11:45")}};
}

TEST_CASE("reports before a Monday: the strict hour is on the Sunday, the practical one on Friday",
          "[procedure][law][REQ-210][REQ-224][REQ-225]") {
    const char* sunday = "2027-04-11T10:00:00+01:00 / 2027-04-09T17:00:00+01:00";
    const char* saturday = "2027-04-10T10:00:00+01:00 / 2027-04-09T17:00:00+01:00";
    const auto of = [](const char* procedure, const char* limit) {
        return due(dates(procedure_of(procedure), type_of("initial"), april_meeting()), limit);
    };
    CHECK(of("eng-wt2023", "ENG-T02") == sunday);
    CHECK(of("wal-wsp", "WAL-T02") == sunday);
    CHECK(of("sco-ng2023", "SCO-T08") == saturday);
    CHECK(of("sco-ng2023", "SCO-T09") == sunday);  // the family's own report
}

TEST_CASE("one to two hours are a guide in England and in Wales", "[procedure][law][REQ-023]") {
    for (const auto& [procedure, limit] :
         {std::pair{"eng-wt2023", "ENG-T06"}, std::pair{"wal-wsp", "WAL-T06"}}) {
        const auto p = procedure_of(procedure);
        CHECK(due(dates(p, type_of("initial"), april_meeting()), limit) ==
              "2027-04-12T12:00:00+01:00 guide");
        const auto length = std::get<MeetingLength>(p.deadline(limit)->kind);
        CHECK(length.least_minutes == 60);
        CHECK(length.most_minutes == 120);
    }
}

TEST_CASE("Wales: fifteen working days from the notification of a move, over Easter",
          "[procedure][law][REQ-012][REQ-204]") {
    const auto p = procedure_of("wal-wsp");
    auto moved = type_of("initial");
    moved.flags.insert("transfer-in");
    const Events told{{"notification", day("2027-03-12")}};
    // 15 to 19 March are 1 to 5, 22 to 25 are 6 to 9; 26 and 29 are holidays; 30 March to 2 April
    // are 10 to 13, and 5 and 6 April are 14 and 15.
    CHECK(due(dates(p, moved, told), "WAL-T09") == "2027-04-06");
    CHECK(due(dates(p, type_of("initial"), told), "WAL-T09") == "none");
}

TEST_CASE("Scotland: later reviews each six months, from the close, the one before, the one booked",
          "[procedure][law][REQ-209][REQ-217]") {
    const auto p = procedure_of("sco-ng2023");
    auto review = type_of("review");
    review.plan = true;
    auto events = april_meeting();
    events["previous-review"] = day("2026-10-12");
    const auto held = dates(p, review, events);
    CHECK(due(held, "SCO-T05", "next") == "2027-10-12");
    CHECK(due(held, "SCO-T05", "this") == "2027-04-12");
    auto initial = type_of("initial");
    initial.plan = true;
    const Events booked{{"next-conference", at("2027-07-12", "10:00")}};
    CHECK(due(dates(p, initial, booked), "SCO-T05", "next") == "2028-01-12 guide");
    initial.plan = false;
    CHECK(due(dates(p, initial, booked), "SCO-T05", "next") == "none");
}

TEST_CASE("Scotland: the register's line is due the moment the meeting closes",
          "[procedure][law][REQ-173][REQ-302]") {
    const auto p = procedure_of("sco-ng2023");
    const char* close = "2027-04-12T11:45:00+01:00";
    for (const char* type : {"initial", "pre-birth", "transfer"}) {
        auto now = type_of(type);
        now.plan = true;
        CHECK(due(dates(p, now, april_meeting()), "SCO-T11") == close);
        now.plan = false;
        CHECK(due(dates(p, now, april_meeting()), "SCO-T11") == "none");
    }
    auto review = type_of("review");
    review.plan = false;  // a name that comes off is entered too
    CHECK(due(dates(p, review, april_meeting()), "SCO-T11") == close);
}

TEST_CASE("the overlay names three months and six as its own rule of reviews",
          "[procedure][overlay][REQ-219]") {
    const auto overlay =
        load_overlay(test::read_asset("assets/overlays/rcgp-gp.toml"), "rcgp-gp.toml");
    REQUIRE(overlay.has_value());
    REQUIRE(overlay->review.has_value());
    CHECK(overlay->review->basis.id == "GP-T03");
    CHECK(overlay->review->first_months == 3);
    CHECK(overlay->review->next_months == 6);
}

}  // namespace
}  // namespace cpc::procedure
