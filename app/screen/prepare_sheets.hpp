// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/screen/prepare.hpp"

namespace cpc::screen {

// Whichever sheet of the preparation is open.
[[nodiscard]] std::optional<view::Intent> draw_prepare_sheet(ui::Ui& ui,
                                                             const view::PrepareView& view,
                                                             PrepareDraft& draft);

}  // namespace cpc::screen
