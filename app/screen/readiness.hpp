// SPDX-License-Identifier: Apache-2.0
// Is everything all right? What fails stands first. Leaves as Do{"look-at-readiness"},
// Do{"save-readiness"} and whatever a line offers.
#pragma once

#include <optional>

#include "app/screen/common.hpp"
#include "app/view/readiness.hpp"

namespace cpc::screen {

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::ReadinessView& view);

// True when it is closed.
[[nodiscard]] bool draw_info_sheet(ui::Ui& ui, const view::InfoSheet& view);

}  // namespace cpc::screen
