// SPDX-License-Identifier: Apache-2.0
// A finished conference, read only. Verifying leaves as Do{"verify", conference}.
#pragma once

#include <optional>

#include "app/screen/common.hpp"
#include "app/view/past.hpp"

namespace cpc::screen {

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::PastView& view);

}  // namespace cpc::screen
