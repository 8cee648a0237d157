// SPDX-License-Identifier: Apache-2.0
// Screens made of the toolkit's own vocabulary with invented people and texts, for looking at and
// for the checks that every screen must pass. No product logic.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/ui/driver.hpp"

namespace cpc::ui::gallery {

struct Sample {
    std::string name;
    Draw draw;
    std::vector<std::string> presses = {};  // before the picture is taken
};

[[nodiscard]] std::vector<Sample> samples();

}  // namespace cpc::ui::gallery
