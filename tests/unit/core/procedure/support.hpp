// SPDX-License-Identifier: Apache-2.0
// What the tests of core/procedure share: reading an asset, writing a date, loading the seed.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "core/procedure/deadline.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::procedure::test {

inline std::string read_asset(const std::string& path) {
    std::ifstream file(std::string(CPC_SOURCE_DIR) + "/" + path, std::ios::binary);
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline Date day(const std::string& iso_date) {
    const auto date = Date::parse(iso_date);
    REQUIRE(date.has_value());
    return *date;
}

inline LocalTime at(const std::string& iso_date, const std::string& clock,
                    std::string_view zone = "Europe/London") {
    const auto minute = parse_clock(clock);
    REQUIRE(minute.has_value());
    const auto moment = wall_time(day(iso_date), *minute, zone);
    REQUIRE(moment.has_value());
    return *moment;
}

inline Calendar calendar_of(const std::string& region) {
    auto calendar = Calendar::parse(read_asset("assets/calendars/bank-holidays.csv"), region,
                                    "bank-holidays.csv");
    REQUIRE(calendar.has_value());
    return std::move(*calendar);
}

// Working day `count` after `from`, as text.
inline std::string working_day(const std::string& region, const std::string& from, int count) {
    const auto counted = calendar_of(region).working_days_after(day(from), count);
    REQUIRE(counted.has_value());
    return counted->last.iso();
}

}  // namespace cpc::procedure::test
