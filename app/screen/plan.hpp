// SPDX-License-Identifier: Apache-2.0
// The plan for one child: aims with their actions, key worker, core group, dates, notes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/screen/common.hpp"
#include "app/view/plan.hpp"

namespace cpc::screen {

struct PlanTyped {
    ActionId action;  // being changed; none: a new one
    std::string aim, what, outcome;
    std::optional<std::size_t> owner;  // of PlanView::people
    std::optional<Date> due;
    std::vector<RiskId> needs;

    std::optional<std::size_t> key_worker;
    std::string key_worker_reason;

    bool group_begun = false;
    std::vector<PersonId> group;
    std::optional<Date> group_date;
    std::optional<int> group_minute;
    std::string group_reason;

    std::optional<Date> next_date;
    std::optional<int> next_minute;
    std::string next_reason;

    std::size_t note = 0;  // of PlanView::notes
    std::string note_text;
};

struct PlanDraft : PlanTyped {
    using Typed = PlanTyped;
    ChildId child;
    std::map<ChildId, PlanTyped> parked;

    template <class Each>
    void each_text(Each&& each) {
        each("plan.aim", aim);
        each("plan.what", what);
        each("plan.outcome", outcome);
        each("plan.note", note_text);
    }
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::PlanView& view,
                                               PlanDraft& draft);
[[nodiscard]] bool said(const conference::Command& command, PlanDraft& draft);

}  // namespace cpc::screen
