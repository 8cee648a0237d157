// SPDX-License-Identifier: Apache-2.0
// The count against a counter that knows nothing but the file: for every region and any day of
// 2025–2030 both must say the same, and more days must never mean an earlier date.
#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <ctime>
#include <set>

#include "support.hpp"

namespace cpc::procedure {
namespace {

// RapidCheck reads its settings from the environment, once, at the first check.
template <class Property>
void holds(const std::string& what, Property property) {
    static const int set = ::setenv("RC_PARAMS", "max_success=10000", 0);
    CHECK(set == 0);
    CHECK(rc::check(what, std::move(property)));
}

const char* const regions[] = {"GB-EAW", "GB-SCT", "GB-NIR", "AU-VIC"};

// Lines of the file as text, cut at the commas, with no Calendar in sight.
std::set<std::string> free_days(const std::string& region) {
    std::istringstream file(test::read_asset("assets/calendars/bank-holidays.csv"));
    std::set<std::string> days;
    for (std::string line; std::getline(file, line);)
        if (line.rfind(region + ",", 0) == 0) days.insert(line.substr(region.size() + 1, 10));
    return days;
}

// A day by the C library's calendar: its name as in the file, and whether it is a weekend.
struct PlainDay {
    std::string name;
    bool weekend = false;
};
PlainDay plain_day(std::int64_t days_since_1970) {
    const std::time_t seconds = days_since_1970 * 86'400;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return {text, parts.tm_wday == 0 || parts.tm_wday == 6};
}

// The naive counter: one day at a time.
std::string count_by_hand(const std::set<std::string>& free, std::int64_t from, int count) {
    std::int64_t day = from;
    while (count > 0) {
        ++day;
        const PlainDay plain = plain_day(day);
        if (!plain.weekend && free.count(plain.name) == 0) --count;
    }
    return plain_day(day).name;
}

const std::int32_t first_day = Date::from_ymd(2025, 1, 1)->days;
const std::int32_t last_day = Date::from_ymd(2030, 10, 31)->days;

TEST_CASE("a count of working days equals a count by hand in every region, 2025 to 2030",
          "[procedure][property][REQ-204][REQ-205]") {
    for (const char* region : regions) {
        const Calendar calendar = test::calendar_of(region);
        const auto free = free_days(region);
        holds(std::string("equal in ") + region, [&] {
            const auto from = *rc::gen::inRange(first_day, last_day);
            const int count = *rc::gen::inRange(1, 41);
            const auto counted = calendar.working_days_after(Date{from}, count);
            RC_ASSERT(counted.has_value());
            RC_ASSERT(counted->last.iso() == count_by_hand(free, from, count));
        });
    }
}

TEST_CASE("each start day from 2025 to 2030 gives the same fifteenth working day as by hand",
          "[procedure][property][REQ-204]") {
    for (const char* region : regions) {
        const Calendar calendar = test::calendar_of(region);
        const auto free = free_days(region);
        int wrong = 0;
        for (std::int32_t from = first_day; from <= last_day; ++from) {
            const auto counted = calendar.working_days_after(Date{from}, 15);
            if (!counted || counted->last.iso() != count_by_hand(free, from, 15)) ++wrong;
        }
        CAPTURE(region);
        CHECK(wrong == 0);
    }
}

TEST_CASE("more working days and later starts never give an earlier date",
          "[procedure][property][REQ-204]") {
    for (const char* region : regions) {
        const Calendar calendar = test::calendar_of(region);
        holds(std::string("monotone in ") + region, [&] {
            const auto from = *rc::gen::inRange(first_day, last_day);
            const auto later = *rc::gen::inRange(0, 30);
            const int count = *rc::gen::inRange(1, 25);
            const auto here = calendar.working_days_after(Date{from}, count);
            const auto further = calendar.working_days_after(Date{from}, count + 1);
            RC_ASSERT(here.has_value() && further.has_value());
            RC_ASSERT(here->last < further->last);
            if (from + later <= last_day) {
                const auto moved = calendar.working_days_after(Date{from + later}, count);
                RC_ASSERT(moved.has_value());
                RC_ASSERT(here->last <= moved->last);
            }
            // Counting back over the same days finds the number again.
            RC_ASSERT(*calendar.working_days_between(Date{from}, here->last) == count);
        });
    }
}

TEST_CASE("a limit's practical day is a working day that is not after the strict one",
          "[procedure][property][REQ-204][REQ-210]") {
    for (const char* region : regions) {
        const Calendar calendar = test::calendar_of(region);
        holds(std::string("practical in ") + region, [&] {
            const auto from = *rc::gen::inRange(first_day, last_day);
            const auto minute = *rc::gen::inRange(0, 1'440);
            const auto start = wall_time(Date{from}, minute, "Europe/London");
            RC_ASSERT(start.has_value());
            DeadlineRule rule;
            rule.kind = *rc::gen::element<LimitKind>(MonthsAfter{3}, DaysAfter{15}, WeeksAfter{-3},
                                                     HoursBefore{24}, HoursBefore{48});
            const auto limit = compute_deadline(rule, calendar, "Europe/London", "x", *start);
            RC_ASSERT(limit.has_value());
            const Date due = date_of(limit->due);
            RC_ASSERT(limit->practical.has_value() != calendar.is_working_day(due));
            if (!limit->practical) return;
            RC_ASSERT(date_of(*limit->practical) < due);
            RC_ASSERT(calendar.is_working_day(date_of(*limit->practical)));
        });
    }
}

TEST_CASE("a limit of hours after is in practice never before the close nor after the limit",
          "[procedure][property][REQ-210]") {
    const Calendar calendar = test::calendar_of("GB-EAW");
    holds("between close and limit", [&] {
        const auto from = *rc::gen::inRange(first_day, last_day);
        const auto minute = *rc::gen::inRange(0, 1'440);
        const auto close = wall_time(Date{from}, minute, "Europe/London");
        RC_ASSERT(close.has_value());
        DeadlineRule rule;
        rule.kind = HoursAfter{24};
        const auto limit = compute_deadline(rule, calendar, "Europe/London", "close", *close);
        RC_ASSERT(limit.has_value());
        const auto strict = std::get<LocalTime>(limit->due).instant();
        RC_ASSERT(close->instant() < strict);
        if (!limit->practical) return;
        const auto practical = std::get<LocalTime>(*limit->practical).instant();
        RC_ASSERT(close->instant() <= practical);
        RC_ASSERT(practical <= strict);
    });
}

}  // namespace
}  // namespace cpc::procedure
