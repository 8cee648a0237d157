// SPDX-License-Identifier: Apache-2.0
// Dates and moments. A Date is a day on the wall calendar of the site; a LocalTime is a Date with
// the clock on that wall and its offset from UTC; an Instant is milliseconds since 1970 UTC.
// Conversions that need a time zone live in core/procedure (date-tz); nothing here asks a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cpc {

struct Instant {
    std::int64_t ms = 0;  // since 1970-01-01T00:00:00Z
    friend auto operator<=>(const Instant&, const Instant&) = default;
};

struct Date {
    std::int32_t days = 0;  // since 1970-01-01; the proleptic Gregorian calendar

    [[nodiscard]] static std::optional<Date> from_ymd(int year, int month, int day);
    [[nodiscard]] static std::optional<Date> parse(std::string_view iso);  // "2027-03-30"
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;    // 1–12
    [[nodiscard]] int day() const;      // 1–31
    [[nodiscard]] int weekday() const;  // 1 = Monday … 7 = Sunday (ISO 8601)
    [[nodiscard]] std::string iso() const;
    friend auto operator<=>(const Date&, const Date&) = default;
};

[[nodiscard]] inline Date operator+(Date date, int days) {
    return Date{date.days + days};
}
[[nodiscard]] inline Date operator-(Date date, int days) {
    return Date{date.days - days};
}

// A moment as people in the room read it.
struct LocalTime {
    Date date;
    std::int32_t minute = 0;         // of the day, 0–1439
    std::int32_t offset_minutes = 0; // east of UTC

    // "2027-03-30T11:45:00+01:00"; seconds are always 00: the record itself keeps milliseconds.
    [[nodiscard]] std::string iso() const;
    [[nodiscard]] static std::optional<LocalTime> parse(std::string_view iso);
    [[nodiscard]] std::string clock() const;  // "11:45"
    [[nodiscard]] Instant instant() const;
    friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

// "11:45" → 705; nothing for anything else.
[[nodiscard]] std::optional<std::int32_t> parse_clock(std::string_view text);

}  // namespace cpc
