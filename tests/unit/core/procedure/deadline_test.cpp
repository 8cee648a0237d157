// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/deadline.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support.hpp"

namespace cpc::procedure {
namespace {

using test::at;
using test::calendar_of;
using test::day;

constexpr const char* england = "GB-EAW";
constexpr const char* scotland = "GB-SCT";
constexpr const char* london = "Europe/London";

DeadlineRule rule_of(LimitKind kind) {
    DeadlineRule rule;
    rule.basis = {"X-T01", Status::source, "the text", {"REQ-204"}, 1};
    rule.kind = kind;
    return rule;
}

Deadline counted(const char* region, LimitKind kind, const When& from) {
    auto deadline = compute_deadline(rule_of(kind), calendar_of(region), london, "event", from);
    REQUIRE(deadline.has_value());
    return std::move(*deadline);
}

// "due / practical" as ISO text, the practical part only where there is one.
std::string limits(const Deadline& deadline) {
    return iso(deadline.due) + (deadline.practical ? " / " + iso(*deadline.practical) : "");
}

TEST_CASE("a month rule gives the same day later, or the month's last",
          "[procedure][deadline][REQ-209]") {
    const Deadline end = counted(england, MonthsAfter{3}, day("2026-11-30"));
    CHECK(limits(end) == "2027-02-28 / 2027-02-26");
    CHECK(end.counting_text ==
          "Mon 30 Nov 2026 + 3 months = Sun 28 Feb 2027 (Feb has no day 30); not a working day "
          "(Sunday), so book by Fri 26 Feb 2027");
    CHECK(limits(counted(england, MonthsAfter{3}, day("2027-11-30"))) == "2028-02-29");
    CHECK(limits(counted(england, MonthsAfter{1}, day("2027-01-31"))) == "2027-02-28 / 2027-02-26");
    CHECK(limits(counted(england, MonthsAfter{14}, day("2026-12-01"))) == "2028-02-01");
}

TEST_CASE("the month limits of the worked scenarios come out",
          "[procedure][deadline][REQ-209][REQ-217][REQ-218]") {
    CHECK(limits(counted(england, MonthsAfter{3}, day("2026-12-16"))) == "2027-03-16");  // 5.1
    CHECK(limits(counted(england, MonthsAfter{6}, day("2026-12-16"))) == "2027-06-16");
    CHECK(limits(counted(england, MonthsAfter{6}, day("2027-03-16"))) == "2027-09-16");
    CHECK(limits(counted(england, MonthsAfter{3}, day("2027-03-30"))) == "2027-06-30");   // 5.2
    CHECK(limits(counted(england, MonthsAfter{3}, day("2027-05-20"))) == "2027-08-20");   // 5.3
    CHECK(limits(counted(scotland, MonthsAfter{3}, day("2026-12-01"))) == "2027-03-01");  // 5.4
    CHECK(limits(counted(scotland, MonthsAfter{6}, day("2026-12-10"))) == "2027-06-10");  // 5.5
    CHECK(limits(counted(scotland, MonthsAfter{3}, day("2027-01-13"))) == "2027-04-13");  // 5.6
    CHECK(limits(counted(scotland, MonthsAfter{3}, day("2027-05-13"))) == "2027-08-13");  // 5.7
    CHECK(limits(counted(england, MonthsAfter{3}, day("2027-04-08"))) == "2027-07-08");   // 5.8
    CHECK(limits(counted(england, MonthsAfter{6}, day("2027-04-08"))) == "2027-10-08");
    // 5.10: a Sunday, so book by the Friday before
    CHECK(limits(counted(england, MonthsAfter{3}, day("2027-01-11"))) == "2027-04-11 / 2027-04-09");
    CHECK(limits(counted(england, MonthsAfter{3}, day("2027-02-05"))) == "2027-05-05");  // 5.12
}

TEST_CASE("days, weeks and weeks of pregnancy count every day of the week",
          "[procedure][deadline][REQ-204][REQ-214][REQ-221][REQ-226]") {
    CHECK(limits(counted(scotland, DaysAfter{15}, day("2026-12-01"))) == "2026-12-16");   // 5.4
    CHECK(limits(counted(scotland, DaysAfter{15}, day("2027-01-13"))) == "2027-01-28");   // 5.6
    CHECK(limits(counted(scotland, DaysAfter{15}, day("2027-05-13"))) == "2027-05-28");   // 5.7
    CHECK(limits(counted("AU-VIC", DaysAfter{14}, day("2026-10-28"))) == "2026-11-11");   // 5.11
    CHECK(limits(counted(england, WeeksAfter{4}, day("2027-04-13"))) == "2027-05-11");    // 5.2
    CHECK(limits(counted(england, WeeksAfter{4}, day("2027-06-04"))) == "2027-07-02");    // 5.3
    CHECK(limits(counted(england, WeeksAfter{4}, day("2027-09-15"))) == "2027-10-13");    // 5.9
    CHECK(limits(counted(england, WeeksAfter{4}, day("2027-01-25"))) == "2027-02-22");    // 5.10
    CHECK(limits(counted(england, WeeksAfter{4}, day("2027-02-19"))) == "2027-03-19");    // 5.12
    CHECK(limits(counted(scotland, WeeksAfter{-3}, day("2027-03-01"))) == "2027-02-08");  // 5.4
    CHECK(limits(counted(scotland, WeeksAfter{-3}, day("2027-05-26"))) == "2027-05-05");  // 5.5
    CHECK(limits(counted(scotland, WeeksAfter{8}, day("2027-05-26"))) == "2027-07-21");
    CHECK(limits(counted(scotland, WeeksAfter{-3}, day("2027-04-13"))) == "2027-03-23");      // 5.6
    CHECK(limits(counted(scotland, GestationWeeks{28}, day("2027-08-20"))) == "2027-05-28");  // 5.7
}

TEST_CASE("a date limit on a free day also has the working day before",
          "[procedure][deadline][REQ-204]") {
    CHECK(limits(counted(england, DaysAfter{3}, day("2027-03-26"))) ==
          "2027-03-29 / 2027-03-25");  // Easter Monday: back over Good Friday
    CHECK(limits(counted(scotland, DaysAfter{3}, day("2027-03-26"))) == "2027-03-29");
}

TEST_CASE("hours before give the strict moment and, on a free day, a practical one",
          "[procedure][deadline][REQ-210][REQ-224][REQ-225]") {
    // 5.0: the clocks go back in between
    CHECK(limits(counted(england, HoursBefore{48}, at("2026-10-26", "10:00"))) ==
          "2026-10-24T10:00:00+01:00 / 2026-10-23T17:00:00+01:00");
    // 5.2: Easter Monday
    const Deadline easter = counted(england, HoursBefore{24}, at("2027-03-30", "10:00"));
    CHECK(limits(easter) == "2027-03-29T10:00:00+01:00 / 2027-03-25T17:00:00+00:00");
    CHECK(easter.counting_text ==
          "Tue 30 Mar 2027, 10:00 − 24 hours by the clock = Mon 29 Mar 2027, 10:00; not a working "
          "day (Easter Monday), so in practice by Thu 25 Mar 2027, 17:00");
    // 5.4: a Sunday, and St Andrew's Day
    CHECK(limits(counted(scotland, HoursBefore{48}, at("2026-12-01", "10:00"))) ==
          "2026-11-29T10:00:00+00:00 / 2026-11-27T17:00:00+00:00");
    CHECK(limits(counted(scotland, HoursBefore{24}, at("2026-12-01", "10:00"))) ==
          "2026-11-30T10:00:00+00:00 / 2026-11-27T17:00:00+00:00");
    // 5.1, 5.5, 5.6, 5.9, 5.12: on working days
    CHECK(limits(counted(england, HoursBefore{48}, at("2026-12-16", "09:30"))) ==
          "2026-12-14T09:30:00+00:00");
    CHECK(limits(counted(scotland, HoursBefore{48}, at("2027-05-26", "10:00"))) ==
          "2027-05-24T10:00:00+01:00");
    CHECK(limits(counted(scotland, HoursBefore{48}, at("2027-01-13", "13:30"))) ==
          "2027-01-11T13:30:00+00:00");
    CHECK(limits(counted(england, HoursBefore{24}, at("2027-09-01", "13:30"))) ==
          "2027-08-31T13:30:00+01:00");
    CHECK(limits(counted(england, HoursBefore{24}, at("2027-02-05", "13:00"))) ==
          "2027-02-04T13:00:00+00:00");
    // 5.10 and 5.12's report for the next conference
    CHECK(limits(counted(england, HoursBefore{24}, at("2027-01-11", "10:00"))) ==
          "2027-01-10T10:00:00+00:00 / 2027-01-08T17:00:00+00:00");
    CHECK(limits(counted(england, HoursBefore{24}, at("2027-05-04", "10:00"))) ==
          "2027-05-03T10:00:00+01:00 / 2027-04-30T17:00:00+01:00");
}

TEST_CASE("hours after are never due before the meeting has closed",
          "[procedure][deadline][REQ-210][REQ-223]") {
    CHECK(limits(counted(england, HoursAfter{24}, at("2027-03-30", "11:45"))) ==
          "2027-03-31T11:45:00+01:00");  // 5.2
    CHECK(limits(counted(england, HoursAfter{24}, at("2027-05-20", "15:50"))) ==
          "2027-05-21T15:50:00+01:00");  // 5.3
    CHECK(limits(counted(england, HoursAfter{24}, at("2027-02-05", "14:40"))) ==
          "2027-02-06T14:40:00+00:00 / 2027-02-05T17:00:00+00:00");  // 5.12, a Friday
    CHECK(limits(counted(england, HoursAfter{24}, at("2027-02-05", "18:20"))) ==
          "2027-02-06T18:20:00+00:00 / 2027-02-05T18:20:00+00:00");
    CHECK(limits(counted(england, HoursAfter{24}, at("2027-01-11", "12:20"))) ==
          "2027-01-12T12:20:00+00:00");  // 5.10
}

TEST_CASE("a limit in hours refuses to start from a day without a time",
          "[procedure][deadline][REQ-210]") {
    const auto deadline = compute_deadline(rule_of(HoursAfter{24}), calendar_of(england), london,
                                           "close", day("2027-03-30"));
    REQUIRE_FALSE(deadline.has_value());
    CHECK(deadline.error().text() ==
          "The limit X-T01 is counted in hours and needs the time of day of close. Give it as "
          "2027-03-30T10:00.");
}

TEST_CASE("a count shows each day, each skipped day and its reason in one line",
          "[procedure][deadline][REQ-211]") {
    const Deadline deadline = counted(england, WorkingDaysAfter{4}, day("2027-03-24"));
    CHECK(deadline.counting_text ==
          "Wed 24 Mar 2027 is day 0; 25 Mar = 1, 26 Mar skipped (Good Friday), 27–28 Mar weekend, "
          "29 Mar skipped (Easter Monday), 30 Mar = 2, 31 Mar = 3, 1 Apr = 4");
    CHECK(deadline.counting.size() == 8);
    CHECK(counted(england, WorkingDaysAfter{1}, day("2026-10-30")).counting_text ==
          "Fri 30 Oct 2026 is day 0; 31 Oct–1 Nov weekend, 2 Nov = 1");
    // From a Saturday only the Sunday is left of the weekend.
    CHECK(counted(england, WorkingDaysAfter{1}, day("2027-03-13")).counting_text ==
          "Sat 13 Mar 2027 is day 0; 14 Mar skipped (Sunday), 15 Mar = 1");
}

TEST_CASE("what the holiday list cannot vouch for is provisional",
          "[procedure][deadline][REQ-207]") {
    const Deadline past = counted(england, MonthsAfter{6}, day("2030-10-12"));
    CHECK(limits(past) == "2031-04-12 / 2031-04-11");  // a Saturday; Good Friday is not known
    CHECK(past.provisional == Provisional::yes);
    CHECK(past.provisional_reason ==
          "holidays outside 2024-01-01 to 2030-12-31 are not in the list");
    const Deadline near = counted(england, WorkingDaysAfter{15}, day("2030-03-04"));
    CHECK(near.provisional_reason == "the holiday list ends on Tue 31 Dec 2030");
    CHECK(counted(england, WorkingDaysAfter{15}, day("2027-03-09")).provisional == Provisional::no);
    const Deadline cup = counted("AU-VIC", WorkingDaysAfter{5}, day("2027-09-20"));
    CHECK(cup.provisional_reason == "a holiday on the way is expected but not yet declared");
}

TEST_CASE("a deadline that rests on a local holiday says so", "[procedure][deadline][REQ-208]") {
    Calendar calendar = calendar_of(scotland);
    REQUIRE(calendar.add_local_days("region,date,name\nGB-SCT,2027-06-07,Local day\n", "l.csv"));
    const auto on = [&](LimitKind kind, const When& from) {
        return *compute_deadline(rule_of(kind), calendar, london, "event", from);
    };
    CHECK(on(WorkingDaysAfter{1}, day("2027-06-04")).uses_local_day);
    CHECK(on(DaysAfter{3}, day("2027-06-04")).uses_local_day);
    CHECK(on(HoursBefore{24}, at("2027-06-08", "10:00")).uses_local_day);
    CHECK_FALSE(on(DaysAfter{4}, day("2027-06-04")).uses_local_day);
}

TEST_CASE("a date is met until midnight and a moment until that moment",
          "[procedure][deadline][REQ-229]") {
    CHECK_FALSE(is_late(day("2027-04-01"), at("2027-04-01", "23:59")));
    CHECK(is_late(day("2027-04-01"), at("2027-04-02", "00:00")));
    CHECK_FALSE(is_late(at("2027-03-31", "11:45"), at("2027-03-31", "11:45")));
    CHECK(is_late(at("2027-03-31", "11:45"), at("2027-03-31", "11:46")));
}

}  // namespace
}  // namespace cpc::procedure
