// SPDX-License-Identifier: Apache-2.0
// Parts of the plan screen and of those that read it back. Not for other folders.
#pragma once

#include "app/screen/plan.hpp"
#include "app/view/close.hpp"

namespace cpc::screen::plan {

using MaybeIntent = std::optional<view::Intent>;

void draw_action_sheet(ui::Ui& ui, const view::PlanView& view, PlanDraft& draft,
                       MaybeIntent& intent);
void draw_key_worker_sheet(ui::Ui& ui, const view::PlanView& view, PlanDraft& draft,
                           MaybeIntent& intent);
void draw_core_group_sheet(ui::Ui& ui, const view::PlanView& view, PlanDraft& draft,
                           MaybeIntent& intent);
void draw_next_sheet(ui::Ui& ui, const view::PlanView& view, PlanDraft& draft, MaybeIntent& intent);
void draw_note_sheet(ui::Ui& ui, const view::PlanView& view, PlanDraft& draft, MaybeIntent& intent);
// How a limit was counted, day by day.
void draw_counting_sheet(ui::Ui& ui, const std::string& title, const view::LimitView& limit,
                         MaybeIntent& intent);

// A card of dates; a tap on one asks for its counting.
void draw_dates_card(ui::Ui& ui, const std::string& title, const std::vector<view::DateLine>& dates,
                     MaybeIntent& intent);

}  // namespace cpc::screen::plan
