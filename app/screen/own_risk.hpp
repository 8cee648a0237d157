// SPDX-License-Identifier: Apache-2.0
// Somebody's own number on the scale, for the hand-over to draw once their PIN has opened their
// key. App bar and hide button are the hand-over's.
//
// What always holds: nothing is chosen beforehand but the person's own earlier number; holding asks
// for SafetyScored as that person and nobody else; "Not now" is CloseSheet: nothing is said.
#pragma once

#include <optional>

#include "app/screen/common.hpp"
#include "app/view/own_risk.hpp"

namespace cpc::screen {

struct OwnRiskDraft {
    PersonId person;  // whose number this is; somebody else's is emptied before it is drawn
    ChildId child;
    std::optional<int> chosen;
};

[[nodiscard]] std::optional<view::Intent> draw_own_risk(ui::Ui& ui, const view::OwnRiskView& view,
                                                        OwnRiskDraft& draft);

}  // namespace cpc::screen
