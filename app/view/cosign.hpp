// SPDX-License-Identifier: Apache-2.0
// What one person reads once more before signing the close: their own views, child by child, and
// what was decided. Nobody else's views or reasons are in it.
#pragma once

#include <string>
#include <vector>

#include "app/view/decision_support.hpp"

namespace cpc::view {

struct OwnPosition {
    std::string child;
    std::string question;
    std::string said;  // "Yes, a plan is needed"
    std::string reason;
    std::string note;    // "Entered by the chair by phone and read back"
    std::string result;  // what was decided
};

struct CosignView {
    PersonLine person;
    std::string title, sentence, hold_label, later_label, wrong;
    std::vector<OwnPosition> positions;
    std::string blocked;
};

[[nodiscard]] CosignView make_cosign_view(const conference::State& state,
                                          const conference::Rulebook& rules, const Moment& moment,
                                          PersonId person);

}  // namespace cpc::view
