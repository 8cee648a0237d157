// SPDX-License-Identifier: Apache-2.0
// One professional's own number on the scale of how safe a child is (REQ-135), for whoever holds
// the tablet. It holds nothing of anybody else: no marks, no number of the room.
#pragma once

#include <optional>
#include <string>

#include "app/view/common.hpp"

namespace cpc::view {

struct OwnRiskView {
    ChildId child;
    PersonLine person;
    std::string title, help;
    std::string scale, low, high;
    std::string earlier;  // says only that there was a number before
    std::optional<int> said;
    std::string choose_first, again_label, not_now_label, hold_label, given;
    std::string blocked;  // why this person's number is not taken now
};

// `person` has opened their own key: only then may their earlier number be in the view.
[[nodiscard]] OwnRiskView make_own_risk_view(const conference::State& state,
                                             const conference::Rulebook& rules,
                                             const Moment& moment, PersonId person, ChildId child);

// Their latest number for this child; nothing: they were not asked yet.
[[nodiscard]] std::optional<int> score_of(const conference::Child& child, PersonId person);

// Who gets the tablet next: here in the room, and without a number for this child. Those after
// `after` come first.
[[nodiscard]] std::optional<PersonId> next_to_score(const conference::State& state, ChildId child,
                                                    PersonId after);

}  // namespace cpc::view
