// SPDX-License-Identifier: Apache-2.0
// What the minutes say where the tablet's clock was in doubt: between when and when, never a time
// that nobody can vouch for. Nothing where it never was.
#pragma once

#include <optional>
#include <string>

#include "core/record/time_bounds.hpp"

namespace cpc::report {

[[nodiscard]] std::string clock_words(const std::optional<record::TimeBounds>& bounds,
                                      const std::string& time_zone);

}  // namespace cpc::report
