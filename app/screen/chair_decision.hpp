// SPDX-License-Identifier: Apache-2.0
// The chair-only sheet over the decision screen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/screen/common.hpp"
#include "app/view/chair_decision.hpp"

namespace cpc::screen {

struct ChairDecisionDraft {
    ChildId child;
    std::optional<std::size_t> choice;  // 0: the protected status, 1: not
    std::vector<std::string> reasons;   // one for each heading

    template <class Each>
    void each_text(Each&& each) {
        for (std::size_t i = 0; i < reasons.size(); ++i)
            each("chair.reasons." + std::to_string(i), reasons[i]);
    }
};

// Draws nothing while the sheet is closed.
[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::ChairDecisionView& view,
                                               ChairDecisionDraft& draft);
[[nodiscard]] bool said(const conference::Command& command, ChairDecisionDraft& draft);

}  // namespace cpc::screen
