// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/zone.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support.hpp"

namespace cpc::procedure {
namespace {

using test::at;
using test::day;
constexpr const char* london = "Europe/London";

TEST_CASE("a moment reads as the clock on the wall of its zone", "[procedure][zone][REQ-210]") {
    const Instant winter{1'800'000'000'000};  // 2027-01-15T08:00:00Z
    CHECK(local_time(winter, london)->iso() == "2027-01-15T08:00:00+00:00");
    CHECK(local_time(winter, "Australia/Melbourne")->iso() == "2027-01-15T19:00:00+11:00");
    CHECK(at("2027-03-30", "10:00").iso() == "2027-03-30T10:00:00+01:00");
    CHECK(local_time(at("2027-03-30", "10:00").instant(), london)->clock() == "10:00");
    // Seconds and milliseconds are cut off, before 1970 too.
    CHECK(local_time(Instant{59'999}, london)->iso() == "1970-01-01T01:00:00+01:00");
    CHECK(local_time(Instant{-1}, london)->iso() == "1970-01-01T00:59:00+01:00");
}

TEST_CASE("hours before and after follow the wall clock across a clock change",
          "[procedure][zone][REQ-210]") {
    // Clocks go back on Sunday 25 October 2026: the day has 25 hours, the wall clock does not care.
    const auto back = wall_shift(at("2026-10-26", "10:00"), -48 * 60, london);
    CHECK(back->iso() == "2026-10-24T10:00:00+01:00");
    // They go forward on Sunday 28 March 2027.
    const auto forward = wall_shift(at("2027-03-27", "10:00"), 24 * 60, london);
    CHECK(forward->iso() == "2027-03-28T10:00:00+01:00");
}

TEST_CASE("a wall time that the spring change jumps over is the first moment after it",
          "[procedure][zone]") {
    CHECK(wall_time(day("2027-03-28"), 60 + 30, london)->iso() == "2027-03-28T02:00:00+01:00");
    CHECK(wall_time(day("2027-03-28"), 59, london)->iso() == "2027-03-28T00:59:00+00:00");
}

TEST_CASE("a wall time that autumn gives twice is the earlier one", "[procedure][zone]") {
    CHECK(wall_time(day("2026-10-25"), 60 + 30, london)->iso() == "2026-10-25T01:30:00+01:00");
}

TEST_CASE("minutes outside the day lead to the days beside it", "[procedure][zone]") {
    CHECK(wall_time(day("2027-01-10"), -1, london)->iso() == "2027-01-09T23:59:00+00:00");
    CHECK(wall_time(day("2027-01-10"), 24 * 60, london)->iso() == "2027-01-11T00:00:00+00:00");
    CHECK(wall_time(day("2027-01-10"), -24 * 60, london)->iso() == "2027-01-09T00:00:00+00:00");
}

TEST_CASE("an unknown time zone is an error and not a guess", "[procedure][zone]") {
    const auto nowhere = local_time(Instant{}, "Europe/Sampleshire");
    REQUIRE_FALSE(nowhere.has_value());
    CHECK(nowhere.error().what == "This machine knows no time zone called \"Europe/Sampleshire\".");
    CHECK_FALSE(check_zone("Europe/Sampleshire").has_value());
    CHECK(check_zone(london).has_value());
}

}  // namespace
}  // namespace cpc::procedure
