// SPDX-License-Identifier: Apache-2.0
// Who says their own number on the scale of how safe a child is. Every professional present is
// asked and says theirs with their own PIN and key (REQ-135); family, and whoever cannot touch the
// glass because they are on the telephone or on video, tell it to the chair, who enters it. The
// signature of the entry says which of the two it was.
#pragma once

#include "core/conference/state.hpp"

namespace cpc::conference {

[[nodiscard]] inline bool scores_by_own_hand(const Person& person) {
    return person.invited.group == Group::professional && !is_remote(person.attendance);
}

// Whether `person` is asked for a number for this child: here, a professional, and here for it.
[[nodiscard]] inline bool asked_for_score(const Person& person, ChildId child) {
    return person.here() && person.invited.group == Group::professional && person.concerns(child);
}

}  // namespace cpc::conference
