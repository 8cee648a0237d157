// SPDX-License-Identifier: Apache-2.0
// The chair's decision (ui-design C4b): only where the rule leaves it to the chair, always with
// reasons, and with the count unchanged beside it. REQ-137, 140, 141, 165.
#pragma once

#include <string>
#include <vector>

#include "app/view/decision.hpp"

namespace cpc::view {

struct ChairDecisionView {
    bool open = false;
    ChildId child;
    std::string child_ref;
    std::string title;
    std::string opening;  // why it falls to the chair, in the procedure's words
    std::string group;    // "5 agree, 2 do not agree, none cannot say. This stays on record."
    std::string protect_label, not_label;
    std::vector<NoteLine> headings;          // what the reasons must speak of
    std::vector<std::string> heading_ids;    // the procedure's; none where it has no headings
    std::vector<std::string> heading_first;  // the rule's words while one of several is empty
    std::size_t reasons_chars_min = 1;
    std::string follows;   // a referral this causes, and by when
    std::string read_out;  // that it will be read out
    std::string choose_first, reasons_first, blocked, hold_label, cites;
};

[[nodiscard]] ChairDecisionView make_chair_decision_view(const conference::State& state,
                                                         const conference::Rulebook& rules,
                                                         const Moment& moment);

}  // namespace cpc::view
