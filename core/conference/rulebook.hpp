// SPDX-License-Identifier: Apache-2.0
// What decide() looks things up in: the procedure of this conference and the calendar that counts
// its dates. Both were fixed when the conference was opened.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/conference/state.hpp"
#include "core/procedure/calendar.hpp"
#include "core/procedure/deadline.hpp"
#include "core/procedure/profile.hpp"

namespace cpc::conference {

struct Rulebook {
    procedure::Procedure procedure;
    procedure::Calendar calendar;
};

// All limits that apply to this conference as it stands. Limits tied to a plan run when at least
// one child is under one; before any result is locked they are given as they would be (reading 9).
// `planned_close` stands in for the close while the meeting runs.
[[nodiscard]] procedure::Deadlines deadlines_of(const State& state, const Rulebook& rules,
                                                std::optional<LocalTime> planned_close = {});

// Whether a chosen day or moment lies after the limit with this id; false when it is not counted.
[[nodiscard]] bool is_after_limit(const procedure::Deadlines& deadlines, const std::string& id,
                                  const std::string& which, const LocalTime& chosen);

// The points of a stage that still need the chair: blocking ones first. A point that the record
// itself shows (everybody introduced, every agency heard) is never asked for a second time.
struct OpenPoint {
    const procedure::ChecklistItem* item = nullptr;
    ChildId child;  // none: for the whole conference
};
// `categories` are those about to be locked or put in the place of locked ones; without them a
// point that hangs on a category is asked only after the lock. What hangs on an outcome is asked as soon as the views give it.
[[nodiscard]] std::vector<OpenPoint> open_points(
    const State& state, const procedure::Procedure& procedure, Stage stage,
    const std::vector<std::string>* categories = nullptr);

// A point of any stage, or one of the chair's own confirmations, by its id.
[[nodiscard]] const procedure::ChecklistItem* find_point(const procedure::Procedure& procedure,
                                                         std::string_view id);
// The name under which a point is confirmed for one child.
[[nodiscard]] std::string point_key(const procedure::ChecklistItem& item, const State& state,
                                    ChildId child);

// Why the quorum is not met; empty when it is.
[[nodiscard]] std::string quorum_gap(const State& state, const procedure::Procedure& procedure);

[[nodiscard]] std::optional<procedure::StageKind> stage_kind(Stage stage);

}  // namespace cpc::conference
