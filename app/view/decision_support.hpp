// SPDX-License-Identifier: Apache-2.0
// Small parts that the views of the later stages share: child tabs, the stage's points, people as
// rows, results in words. Pure, like the views themselves.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

// One child's name tab; it stays on top in risk, decision and plan (ui-design 1.10).
struct ChildTab {
    ChildId id;
    std::string label;
    bool done = false;
};
struct ChildTabs {
    std::vector<ChildTab> tabs;
    std::size_t current = 0;
    std::string name;  // "Child"
};

// A point of the stage that the chair ticks.
struct PointLine {
    std::string key;
    std::string text;
    std::string detail;
    bool done = false;
    bool needed = false;
    bool asks = false;  // an answer or words belong to it: it opens a sheet of its own
    bool must_be_done = false;  // the meeting does not go on without it, whatever the reason
};

struct NoteLine {
    std::string label;
    std::string detail;
};

// The child of the moment, else the first one. Nothing only when there is no child at all.
[[nodiscard]] const conference::Child* child_of(const conference::State& state,
                                                const Moment& moment);
[[nodiscard]] ChildTabs make_tabs(const conference::State& state, const Moment& moment,
                                  bool (*done)(const conference::Child&));
[[nodiscard]] std::optional<ChildId> next_child(const conference::State& state, ChildId child,
                                                bool (*done)(const conference::Child&));

// The stage's points for this child and for the whole conference; without a child, those of every
// child, each by its name. What hangs on a category is there as soon as one could be named.
[[nodiscard]] std::vector<PointLine> points_of(const conference::State& state,
                                               const conference::Rulebook& rules,
                                               conference::Stage stage, ChildId child);
// "Confirmed at 10:20", with the answer and the note, or why the meeting went on without the point.
[[nodiscard]] std::string point_detail(const conference::PointConfirmed& point,
                                       const procedure::ChecklistItem* item = nullptr);
// Whether a tick is not enough: an answer or words belong to it.
[[nodiscard]] bool asks_more(const procedure::ChecklistItem& item);
// Whether no reason of the chair's goes round it.
[[nodiscard]] bool must_be_done(const procedure::ChecklistItem& item);
// The sheet in which one point is answered.
inline constexpr std::string_view point_sheet_prefix = "point:";
[[nodiscard]] Intent open_point(const std::string& key);
// Ticks it, or opens its sheet where a tick is not enough.
[[nodiscard]] Intent confirm_point(const PointLine& point, const LocalTime& now);

[[nodiscard]] std::string choice_label(const std::vector<procedure::Choice>& choices,
                                       const std::string& id);
[[nodiscard]] std::string agency_line(const conference::Person& person,
                                      const procedure::Procedure& procedure);

// The refusal as a reason beside a button; empty for none.
[[nodiscard]] std::string reason_text(const std::optional<conference::Refusal>& refusal);

// "CD is now subject to a Child Protection Plan. Category: emotional abuse."
[[nodiscard]] std::string result_sentence(const conference::State& state,
                                          const conference::Rulebook& rules,
                                          const conference::Child& child);
[[nodiscard]] std::string decision_label(const conference::Rulebook& rules,
                                         conference::Decision decision);
[[nodiscard]] std::string rule_name(conference::RuleCode rule);
[[nodiscard]] std::string view_name(conference::View view);

[[nodiscard]] std::string trimmed(std::string_view text);
[[nodiscard]] std::string with_capital(std::string text);

}  // namespace cpc::view
