// SPDX-License-Identifier: Apache-2.0
// How far a pregnancy is on a day, as maternity services count it: forty weeks lead up to the day
// the birth is expected (REQ-376).
#pragma once

#include <optional>

#include "core/base/time.hpp"

namespace cpc::conference {

struct Gestation {
    int weeks = 0;
    int days = 0;
};

// Nothing for a day before the pregnancy is counted to have begun.
[[nodiscard]] inline std::optional<Gestation> gestation_on(Date expected, Date day) {
    constexpr int pregnancy_days = 280;
    const int along = pregnancy_days - (expected.days - day.days);
    if (along < 0) return std::nullopt;
    return Gestation{along / 7, along % 7};
}

}  // namespace cpc::conference
