// SPDX-License-Identifier: Apache-2.0
// One person's ballot (ui-design 7, step 4): the question, three answers in a fixed order, a
// reason. It holds nothing of anybody else, and no count.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/decision.hpp"

namespace cpc::view {

struct BallotView {
    ChildId child;
    PersonLine person;
    std::string question;
    std::string earlier;  // shown when a view is changed; says only that there was one
    std::vector<BallotChoice> choices;
    std::string reason_label, reason_hint;
    std::string choose_first, reason_first;
    std::string again_label, not_now_label, hold_label;
    std::string blocked;  // the round is over, or the person does not count
    // What the person said before, to fill the ballot with.
    std::optional<std::size_t> said;
    std::string said_reason;
    std::optional<conference::Helped> helped;
    std::string helped_line;  // "The minute taker helps you. The view is yours."
};

// `person` has opened their own key: only then may their earlier choice be in the view.
[[nodiscard]] BallotView make_ballot_view(const conference::State& state,
                                          const conference::Rulebook& rules, const Moment& moment,
                                          PersonId person, ChildId child,
                                          const std::optional<conference::Helped>& helped = {});

}  // namespace cpc::view
