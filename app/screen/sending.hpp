// SPDX-License-Identifier: Apache-2.0
// Sending records. Safe to leave at any time. Leaves as Do{"send"} and Do{"save-bundles"}.
#pragma once

#include <optional>

#include "app/screen/common.hpp"
#include "app/view/sending.hpp"

namespace cpc::screen {

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::SendingView& view);

}  // namespace cpc::screen
