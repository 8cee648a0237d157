// SPDX-License-Identifier: Apache-2.0
// One person reads their own views and signs the close, for the hand-over to draw after their PIN.
// App bar and hide button are the hand-over's. Answers Do{"cosign", person} or CloseSheet for
// later.
#pragma once

#include <optional>

#include "app/screen/common.hpp"
#include "app/view/cosign.hpp"

namespace cpc::screen {

[[nodiscard]] std::optional<view::Intent> draw_cosign(ui::Ui& ui, const view::CosignView& view);

}  // namespace cpc::screen
