// SPDX-License-Identifier: Apache-2.0
// What the screens of the later stages draw alike: child tabs, the stage's points, sheets of one
// decision.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/screen/common.hpp"
#include "app/view/decision_support.hpp"

namespace cpc::screen {

// The tabs stay in place also for one child: the room sees whom it is about.
[[nodiscard]] std::optional<view::Intent> draw_tabs(ui::Ui& ui, const view::ChildTabs& tabs,
                                                    view::Place place);
// The card of a stage's points; without any, only the button that stops the meeting here.
[[nodiscard]] std::optional<view::Intent> points_card(ui::Ui& ui,
                                                      const std::vector<view::PointLine>& points,
                                                      const LocalTime& now);
[[nodiscard]] std::optional<view::Intent> draw_points(ui::Ui& ui,
                                                      const std::vector<view::PointLine>& points,
                                                      const LocalTime& now);
// The second of each pair, for a row of choices.
[[nodiscard]] std::vector<std::string> labels_of(
    const std::vector<std::pair<std::string, std::string>>& choices);

// "Cancel" and one filled button; the index of the pressed one.
[[nodiscard]] std::optional<std::size_t> draw_sheet(ui::Ui& ui, const std::string& title,
                                                    const std::string& note,
                                                    const std::string& private_chip,
                                                    ui::Action done, const ui::Body& content);

// Another child's tab was pressed: what was typed for the one before is put aside, not lost, and
// never ends up in the other's record.
template <class Draft>
void turn_to(Draft& draft, ChildId child) {
    if (draft.child == child) return;
    typename Draft::Typed& typed = draft;
    if (!draft.child.empty()) {
        draft.parked[draft.child] = std::move(typed);
        typed = typename Draft::Typed{};
        const auto found = draft.parked.find(child);
        if (found != draft.parked.end()) typed = std::move(found->second);
    }
    draft.child = child;
}

}  // namespace cpc::screen
