// SPDX-License-Identifier: Apache-2.0
// Sheets that open from every conference screen: text size and colours, facts, what just happened.
#pragma once

#include <cstddef>
#include <optional>

#include "app/screen/common.hpp"
#include "app/view/sheets.hpp"

namespace cpc::screen {

struct DisplayPress {
    int text_steps = 0;                // −1 or +1
    std::optional<std::size_t> theme;
    std::optional<std::size_t> language;
    view::AloudPress aloud;
    bool close = false;
};
[[nodiscard]] DisplayPress draw(ui::Ui& ui, const view::DisplayView& view);

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::FactsView& view);
[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::HistoryView& view);

}  // namespace cpc::screen
