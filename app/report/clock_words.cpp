// SPDX-License-Identifier: Apache-2.0
#include "app/report/clock_words.hpp"

#include "app/report/record_facts.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::report {
namespace {

std::string moment_in(Instant instant, const std::string& zone) {
    if (const auto local = procedure::local_time(instant, zone)) return long_moment(*local);
    const auto minutes = instant.ms / 60'000;
    return long_moment({Date{static_cast<std::int32_t>(minutes / 1440)},
                        static_cast<std::int32_t>(minutes % 1440), 0}) +
           " UTC";
}

}  // namespace

std::string clock_words(const std::optional<record::TimeBounds>& bounds,
                        const std::string& time_zone) {
    if (!bounds) return {};
    std::string words =
        "The tablet's clock was not set, or had gone back, for part of this record. The order of "
        "what was recorded is certain; its times of day there are not";
    const auto& [from, to] = *bounds;
    if (from && to)
        return words + ": it was recorded between " + moment_in(*from, time_zone) + " and " +
               moment_in(*to, time_zone) + ".";
    if (from) return words + ": it was recorded after " + moment_in(*from, time_zone) + ".";
    if (to) return words + ": it was recorded before " + moment_in(*to, time_zone) + ".";
    return words + ".";
}

}  // namespace cpc::report
