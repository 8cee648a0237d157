// SPDX-License-Identifier: Apache-2.0
// At a review: the actions of the plan in force so far, and how far each has come, before anybody
// speaks of risk (REQ-108, REQ-129). Level F.
//
// What always holds: each action asks for its own answer and none is chosen beforehand; what was
// not done, or is not needed any more, says why in the rule's own words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

inline constexpr std::string_view carry_sheet = "carry";
inline constexpr std::string_view progress_prefix = "progress:";

struct CarriedRow {
    ActionId id;
    std::string what;
    std::string detail;  // who had to do it and by when, and how far it has come
    bool done = false;   // how far it has come is recorded
};
struct CarriedCard {
    std::string title, help, empty, add;
    std::vector<CarriedRow> rows;
};

struct CarrySheet {
    std::vector<std::pair<ChildId, std::string>> children;
    std::string title, child_label, what_label, what_hint, owner_label, dated_label, dated_help,
        due_label, need_what, need_child, record, cancel, done_text;
    Date today;
};

struct ProgressChoice {
    conference::Progress progress{};
    std::string label;
    bool needs_words = false;
};
struct ProgressSheet {
    ActionId action;
    ChildId child;
    std::string key;  // of the draft
    std::string title, what, detail, question, note_label, need_choice, need_words, record, cancel,
        done_text;
    std::vector<ProgressChoice> choices;
};

// Nothing where the conference is no review and no action was carried over.
[[nodiscard]] std::optional<CarriedCard> make_carried_card(const conference::State& state,
                                                           const conference::Rulebook& rules);
[[nodiscard]] CarrySheet make_carry_sheet(const conference::State& state, const Moment& moment);
// `sheet` is the name of the open sheet.
[[nodiscard]] std::optional<ProgressSheet> make_progress_sheet(const conference::State& state,
                                                               const conference::Rulebook& rules,
                                                               std::string_view sheet);
[[nodiscard]] std::string progress_name(conference::Progress progress);

}  // namespace cpc::view
