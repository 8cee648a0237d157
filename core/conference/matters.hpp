// SPDX-License-Identifier: Apache-2.0
// What is put to the chair: who may know of it, and what may be done only once it is agreed to.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/conference/refusal.hpp"
#include "core/conference/rulebook.hpp"
#include "core/conference/state.hpp"

namespace cpc::conference {

// Said before everybody who is in the room; the others are for the chair only.
[[nodiscard]] constexpr bool asked_aloud(MatterKind kind) {
    return kind == MatterKind::clarification;
}
// Those that wait for an answer, in the order they were asked.
[[nodiscard]] std::vector<const Matter*> waiting(const State& state);

// Why what is known here may not be used for this other purpose: nothing once the chair was asked
// about it and agreed (REQ-279). The purpose is compared by its words, without capitals and outer
// blanks.
[[nodiscard]] std::optional<Refusal> purpose_refused(const State& state, const Rulebook& rules,
                                                     std::string_view purpose);

// Draft until somebody marked them; what was added to the record after that is for them to see
// again, so the state is of the record as it was then (REQ-257).
[[nodiscard]] MinutesState minutes_state(const State& state);

}  // namespace cpc::conference
