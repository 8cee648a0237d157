// SPDX-License-Identifier: Apache-2.0
#include "core/base/time.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace cpc {
namespace {

namespace chrono = std::chrono;

chrono::year_month_day ymd_of(Date date) {
    return chrono::year_month_day{chrono::sys_days{chrono::days{date.days}}};
}

// Digits only: from_chars alone would take a sign.
std::optional<int> number(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    if (text.empty() || text.size() > 6) return std::nullopt;
    return value;
}

}  // namespace

std::optional<Date> Date::from_ymd(int year, int month, int day) {
    const chrono::year_month_day ymd{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                                     chrono::day{static_cast<unsigned>(day)}};
    if (month < 1 || day < 1 || !ymd.ok()) return std::nullopt;
    return Date{static_cast<std::int32_t>(chrono::sys_days{ymd}.time_since_epoch().count())};
}

std::optional<Date> Date::parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    const auto y = number(iso.substr(0, 4));
    const auto m = number(iso.substr(5, 2));
    const auto d = number(iso.substr(8, 2));
    if (!y || !m || !d) return std::nullopt;
    return from_ymd(*y, *m, *d);
}

int Date::year() const {
    return static_cast<int>(ymd_of(*this).year());
}
int Date::month() const {
    return static_cast<int>(static_cast<unsigned>(ymd_of(*this).month()));
}
int Date::day() const {
    return static_cast<int>(static_cast<unsigned>(ymd_of(*this).day()));
}
int Date::weekday() const {
    return static_cast<int>(
        chrono::weekday{chrono::sys_days{chrono::days{days}}}.iso_encoding());
}

std::string Date::iso() const {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year(), month(), day());
    return buffer;
}

std::string LocalTime::clock() const {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%02d:%02d", minute / 60, minute % 60);
    return buffer;
}

std::string LocalTime::iso() const {
    char buffer[32];
    const int offset = offset_minutes < 0 ? -offset_minutes : offset_minutes;
    std::snprintf(buffer, sizeof buffer, ":00%c%02d:%02d", offset_minutes < 0 ? '-' : '+',
                  offset / 60, offset % 60);
    return date.iso() + "T" + clock() + buffer;
}

std::optional<LocalTime> LocalTime::parse(std::string_view iso) {
    if (iso.size() != 25 || iso[10] != 'T' || iso[16] != ':' || iso[22] != ':') return std::nullopt;
    const auto date = Date::parse(iso.substr(0, 10));
    const auto minute = parse_clock(iso.substr(11, 5));
    const auto zone = parse_clock(iso.substr(20, 5));
    const char sign = iso[19];
    if (!date || !minute || !zone || iso.substr(17, 2) != "00") return std::nullopt;
    if (sign != '+' && sign != '-') return std::nullopt;
    return LocalTime{*date, *minute, sign == '-' ? -*zone : *zone};
}

Instant LocalTime::instant() const {
    const std::int64_t minutes =
        static_cast<std::int64_t>(date.days) * 1440 + minute - offset_minutes;
    return Instant{minutes * 60'000};
}

std::optional<std::int32_t> parse_clock(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = number(text.substr(0, 2));
    const auto minute = number(text.substr(3, 2));
    if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    return *hour * 60 + *minute;
}

}  // namespace cpc
