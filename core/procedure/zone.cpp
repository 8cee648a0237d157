// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/zone.hpp"

#include <date/tz.h>

#include <chrono>
#include <string>

namespace cpc::procedure {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr int minutes_a_day = 24 * 60;

Result<const date::time_zone*> find_zone(std::string_view zone) {
    try {
        return date::locate_zone(std::string(zone));
    } catch (const std::exception&) {
        return fail(Fault::not_found,
                    "This machine knows no time zone called \"" + std::string(zone) + "\".", {},
                    "Time zones are written like Europe/London; the machine needs its tzdata "
                    "package.");
    }
}

int floor_divide(int value, int by) {
    return value >= 0 ? value / by : -((-value + by - 1) / by);
}

LocalTime from_sys(date::sys_time<minutes> at, const date::time_zone& zone) {
    const auto info = zone.get_info(at);
    const auto offset = std::chrono::duration_cast<minutes>(info.offset);
    const auto local = at.time_since_epoch().count() + offset.count();
    const auto days =
        local >= 0 ? local / minutes_a_day : -((-local + minutes_a_day - 1) / minutes_a_day);
    return LocalTime{Date{static_cast<std::int32_t>(days)},
                     static_cast<std::int32_t>(local - days * minutes_a_day),
                     static_cast<std::int32_t>(offset.count())};
}

}  // namespace

Result<void> check_zone(std::string_view zone) {
    CPC_TRY(find_zone(zone));
    return {};
}

Result<LocalTime> local_time(Instant instant, std::string_view zone) {
    const auto* found = CPC_TRY(find_zone(zone));
    const date::sys_time<milliseconds> at{milliseconds{instant.ms}};
    return from_sys(date::floor<minutes>(at), *found);
}

Result<LocalTime> wall_time(Date date, int minute, std::string_view zone) {
    const auto* found = CPC_TRY(find_zone(zone));
    const int extra_days = floor_divide(minute, minutes_a_day);
    const Date day = date + extra_days;
    const int in_day = minute - extra_days * minutes_a_day;
    const date::local_time<minutes> local{date::days{day.days} + minutes{in_day}};
    const auto info = found->get_info(local);
    if (info.result == date::local_info::nonexistent)
        return from_sys(date::floor<minutes>(info.second.begin), *found);
    // `first` is the only reading, or the earlier of two.
    const auto offset = std::chrono::duration_cast<minutes>(info.first.offset);
    return LocalTime{day, in_day, static_cast<std::int32_t>(offset.count())};
}

Result<LocalTime> wall_shift(LocalTime from, int minutes_on, std::string_view zone) {
    return wall_time(from.date, from.minute + minutes_on, zone);
}

}  // namespace cpc::procedure
