// SPDX-License-Identifier: Apache-2.0
// Inside the decision screen: its sheets. Not for other folders.
#pragma once

#include "app/screen/decision.hpp"

namespace cpc::screen::decision {

using MaybeIntent = std::optional<view::Intent>;

void draw_phone_sheet(ui::Ui& ui, const view::DecisionView& view, DecisionDraft& draft,
                      MaybeIntent& intent);
void draw_risk_sheet(ui::Ui& ui, const view::DecisionView& view, DecisionDraft& draft,
                     MaybeIntent& intent);
void draw_family_sheet(ui::Ui& ui, const view::DecisionView& view, DecisionDraft& draft,
                       MaybeIntent& intent);
void draw_correct_sheet(ui::Ui& ui, const view::DecisionView& view, DecisionDraft& draft,
                        MaybeIntent& intent);
// Chips of the categories; keeps the draft.
void draw_categories(ui::Ui& ui, const view::DecisionView& view, DecisionDraft& draft);

}  // namespace cpc::screen::decision
