// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/calendar.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support.hpp"

namespace cpc::procedure {
namespace {

using test::calendar_of;
using test::day;
using test::working_day;

constexpr const char* england = "GB-EAW";
constexpr const char* scotland = "GB-SCT";
constexpr const char* victoria = "AU-VIC";

TEST_CASE("the event's own day is day 0 and the next working day is day 1",
          "[procedure][calendar][REQ-204]") {
    CHECK(working_day(england, "2027-03-09", 1) == "2027-03-10");
    CHECK(working_day(england, "2027-03-12", 1) == "2027-03-15");  // a Friday
    CHECK(working_day(england, "2027-03-13", 1) == "2027-03-15");  // from a Saturday
    CHECK(working_day(england, "2027-03-26", 1) == "2027-03-30");  // from Good Friday
}

TEST_CASE("each region counts by its own holidays", "[procedure][calendar][REQ-204][REQ-205]") {
    // requirements.md 5.0
    CHECK(working_day(scotland, "2026-05-29", 15) == "2026-06-22");
    CHECK(working_day(england, "2026-05-29", 15) == "2026-06-19");
    CHECK(working_day(scotland, "2027-03-25", 5) == "2027-04-02");
    CHECK(working_day(england, "2027-03-25", 5) == "2027-04-05");
    CHECK(working_day(scotland, "2027-07-30", 5) == "2027-08-09");
    CHECK(working_day(england, "2027-07-30", 5) == "2027-08-06");
}

TEST_CASE("the counts of two Christmases fit those made by hand",
          "[procedure][calendar][REQ-204][REQ-205]") {
    CHECK(working_day(england, "2026-12-10", 15) == "2027-01-05");
    CHECK(working_day(scotland, "2026-12-10", 15) == "2027-01-06");
    CHECK(working_day(england, "2027-12-13", 15) == "2028-01-06");
    CHECK(working_day(scotland, "2027-12-13", 15) == "2028-01-07");
}

TEST_CASE("every plain working-day count of the worked scenarios comes out",
          "[procedure][calendar][REQ-204]") {
    struct Row {
        const char* region;
        const char* from;
        int count;
        const char* last;
    };
    const Row rows[] = {
        {england, "2026-11-27", 15, "2026-12-18"},  // 5.1
        {england, "2026-12-16", 10, "2027-01-04"},
        {england, "2026-12-16", 1, "2026-12-17"},
        {england, "2026-12-16", 15, "2027-01-11"},
        {england, "2027-03-09", 15, "2027-04-01"},  // 5.2
        {england, "2027-03-30", 10, "2027-04-13"},
        {england, "2027-03-30", 15, "2027-04-20"},
        {england, "2027-04-29", 15, "2027-05-21"},  // 5.3
        {england, "2027-05-20", 10, "2027-06-04"},
        {england, "2027-05-20", 15, "2027-06-11"},
        {scotland, "2026-11-09", 15, "2026-12-01"},  // 5.4
        {england, "2026-11-09", 15, "2026-11-30"},
        {scotland, "2026-12-01", 5, "2026-12-08"},
        {scotland, "2026-12-01", 1, "2026-12-02"},
        {scotland, "2027-05-26", 5, "2027-06-03"},   // 5.5
        {scotland, "2026-12-11", 20, "2027-01-14"},  // 5.6
        {england, "2026-12-11", 20, "2027-01-13"},
        {scotland, "2027-01-13", 5, "2027-01-20"},
        {scotland, "2027-03-15", 15, "2027-04-06"},  // 5.7
        {scotland, "2027-05-13", 5, "2027-05-20"},
        {scotland, "2027-06-22", 15, "2027-07-13"},
        {england, "2027-03-17", 15, "2027-04-09"},  // 5.8
        {england, "2027-04-08", 10, "2027-04-22"},
        {england, "2027-04-08", 1, "2027-04-09"},
        {england, "2027-04-08", 15, "2027-04-29"},
        {england, "2027-08-11", 15, "2027-09-02"},  // 5.9
        {england, "2027-09-01", 10, "2027-09-15"},
        {england, "2027-09-01", 15, "2027-09-22"},
        {england, "2026-12-14", 15, "2027-01-07"},  // 5.10
        {england, "2027-01-11", 10, "2027-01-25"},
        {victoria, "2026-11-05", 5, "2026-11-12"},  // 5.11
        {england, "2027-01-15", 15, "2027-02-05"},  // 5.12
        {england, "2027-02-05", 10, "2027-02-19"},
        {england, "2027-02-05", 15, "2027-02-26"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.region, row.from, row.count);
        CHECK(working_day(row.region, row.from, row.count) == row.last);
    }
}

TEST_CASE("days late and days used are counted the same way", "[procedure][calendar][REQ-204]") {
    const Calendar calendar = calendar_of(england);
    CHECK(*calendar.working_days_between(day("2027-03-09"), day("2027-03-30")) == 13);
    CHECK(*calendar.working_days_between(day("2027-01-07"), day("2027-01-11")) == 2);
    CHECK(*calendar.working_days_between(day("2027-01-11"), day("2027-01-11")) == 0);
    CHECK(*calendar.working_days_between(day("2027-01-11"), day("2027-01-07")) == 0);
    CHECK(*calendar_of(victoria).working_days_between(day("2026-10-28"), day("2026-11-11")) == 9);
}

TEST_CASE("every skipped day is listed with the reason", "[procedure][calendar][REQ-211]") {
    const auto counted = calendar_of(england).working_days_after(day("2027-03-25"), 1);
    REQUIRE(counted.has_value());
    REQUIRE(counted->days.size() == 5);
    CHECK(counted->days[0] == CountedDay{day("2027-03-26"), 0, "Good Friday"});
    CHECK(counted->days[1] == CountedDay{day("2027-03-27"), 0, "Saturday"});
    CHECK(counted->days[2] == CountedDay{day("2027-03-28"), 0, "Sunday"});
    CHECK(counted->days[3] == CountedDay{day("2027-03-29"), 0, "Easter Monday"});
    CHECK(counted->days[4] == CountedDay{day("2027-03-30"), 1, ""});
}

TEST_CASE("a count that leaves the list is refused and says what to do",
          "[procedure][calendar][REQ-206][REQ-207]") {
    const Calendar calendar = calendar_of(england);
    CHECK(calendar.first() == day("2024-01-01"));
    CHECK(calendar.last() == day("2030-12-31"));
    const auto past = calendar.working_days_after(day("2030-12-20"), 15);
    REQUIRE_FALSE(past.has_value());
    CHECK(past.error().fault == Fault::unsupported);
    CHECK(past.error().what ==
          "This count reaches 2031-01-01, and the holiday list for GB-EAW covers 2024-01-01 to "
          "2030-12-31 only.");
    CHECK_FALSE(past.error().advice.empty());
    CHECK_FALSE(calendar.working_days_after(day("2023-12-20"), 15).has_value());
    CHECK_FALSE(calendar.working_days_between(day("2030-12-20"), day("2031-01-02")).has_value());
    // The last day that can be reached is inside.
    CHECK(calendar.working_days_after(day("2030-12-30"), 1).has_value());
}

TEST_CASE("a count over a day that is not yet declared is provisional",
          "[procedure][calendar][REQ-207]") {
    const Calendar calendar = calendar_of(victoria);
    const auto over = calendar.working_days_after(day("2027-09-20"), 5);
    REQUIRE(over.has_value());
    CHECK(over->provisional == Provisional::yes);
    CHECK(over->last == day("2027-09-28"));
    const auto beside = calendar.working_days_after(day("2027-09-27"), 5);
    REQUIRE(beside.has_value());
    CHECK(beside->provisional == Provisional::no);
    // 2025 is declared.
    CHECK(calendar.working_days_after(day("2025-09-22"), 5)->provisional == Provisional::no);
    CHECK(calendar.nears_the_end(day("2030-01-01")));
    CHECK_FALSE(calendar.nears_the_end(day("2029-12-31")));
}

TEST_CASE("a local holiday is skipped and the count says that it depends on one",
          "[procedure][calendar][REQ-208]") {
    Calendar calendar = calendar_of(scotland);
    CHECK(calendar.working_days_after(day("2027-06-04"), 1)->last == day("2027-06-07"));
    REQUIRE(calendar
                .add_local_days("region,date,name\nGB-SCT,2027-06-07,Local June holiday\n"
                                "GB-EAW,2027-06-08,Somebody else's day\n",
                                "local.csv")
                .has_value());
    const auto counted = calendar.working_days_after(day("2027-06-04"), 1);
    CHECK(counted->last == day("2027-06-08"));
    CHECK(counted->uses_local_day);
    CHECK_FALSE(calendar.working_days_after(day("2027-06-08"), 1)->uses_local_day);
    CHECK(calendar.look(day("2027-06-07")).name == "Local June holiday");
}

TEST_CASE("a broken holiday list is refused with its line", "[procedure][calendar][REQ-206]") {
    const auto refused = [](const std::string& csv) {
        const auto calendar = Calendar::parse(csv, england, "days.csv");
        REQUIRE_FALSE(calendar.has_value());
        return calendar.error().what + " @ " + calendar.error().where;
    };
    CHECK(refused("date,name\n") ==
          "The first line of a holiday file is: region,date,name @ days.csv:1");
    CHECK(refused("region,date,name\nGB-EAW,2027-02-30,No day\n") ==
          "The date of a holiday is written 2027-03-26. @ days.csv:2");
    CHECK(refused("region,date,name\nGB-EAW\n") ==
          "A holiday line needs three parts: region,date,name. @ days.csv:2");
    CHECK(refused("region,date,name\nGB-EAW,2027-01-01,\n") ==
          "This holiday has no name. @ days.csv:2");
    CHECK(refused("region,date,name\nGB-EAW,2027-01-01,A\nGB-EAW,2027-01-01,B\n") ==
          "2027-01-01 stands twice in the list for GB-EAW. @ days.csv:3");
    CHECK(refused("region,date,name\nGB-SCT,2027-01-01,A\n") ==
          "The holiday list has no days for the region GB-EAW. @ days.csv");
    CHECK(
        refused("region,date,name\nGB-EAW,2026-01-01,A\nGB-EAW,2028-01-03,B\n") ==
        "The holiday list for GB-EAW has no day in 2027, between years that have some. @ days.csv");
    Calendar calendar = calendar_of(england);
    CHECK_FALSE(calendar.add_local_days("region,date,name\nGB-EAW,2035-01-02,X\n", "l.csv"));
}

}  // namespace
}  // namespace cpc::procedure
