// SPDX-License-Identifier: Apache-2.0
// Moments and the clock on the wall, for one IANA time zone ("Europe/London").
//
// Deadlines in hours follow the wall clock: 24 hours before 10:00 on Tuesday is 10:00 on Monday,
// even when the clocks change in between (requirements.md 2.0.2). A wall time that the spring
// change jumps over becomes the first moment after the jump; one that autumn gives twice means the
// earlier of the two. The zone rules come from the machine's own tzdata.
#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace cpc::procedure {

[[nodiscard]] Result<void> check_zone(std::string_view zone);
[[nodiscard]] Result<LocalTime> local_time(Instant instant, std::string_view zone);
// The wall time `minute` minutes after midnight of `date`; `minute` may lie outside 0–1439.
[[nodiscard]] Result<LocalTime> wall_time(Date date, int minute, std::string_view zone);
// The wall time `minutes` later (or earlier) by the clock on the wall.
[[nodiscard]] Result<LocalTime> wall_shift(LocalTime from, int minutes, std::string_view zone);

}  // namespace cpc::procedure
