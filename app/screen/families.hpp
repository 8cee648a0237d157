// SPDX-License-Identifier: Apache-2.0
// The families to practise with, as a sheet of home on a training tablet.
#pragma once

#include <optional>

#include "app/screen/common.hpp"
#include "app/view/families.hpp"

namespace cpc::screen {

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::FamiliesView& view);

}  // namespace cpc::screen
