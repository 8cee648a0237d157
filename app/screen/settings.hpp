// SPDX-License-Identifier: Apache-2.0
// Settings: a row for each page, and the page as a sheet. Changes leave as Do{act, what}, taking the
// last one back as Do{"settings-undo"}.
#pragma once

#include <optional>

#include "app/screen/common.hpp"
#include "app/view/settings.hpp"

namespace cpc::screen {

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::SettingsView& view);

}  // namespace cpc::screen
