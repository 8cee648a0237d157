// SPDX-License-Identifier: Apache-2.0
// The outcome file: what a conference came to, in fixed words, as JSON. It is how a played
// conference is compared with what a procedure demands. Keys are only ever added. People are named
// by how they are shown; ids and keys are left out, so that the same conference gives the same file
// however it was played.
//
//     {"profile": "torbay-cpp", "conference_type": "initial",
//      "children": [{"ref": "CD", "decision": "place", "rule": "MAJORITY", "for": 5, "against": 2
//      …}], "deadlines": [{"id": "TOR-T04", "due": "2027-04-13", "counting": "31 Mar = 1, …"}], …}
#pragma once

#include <string>
#include <vector>

#include "core/conference/limits.hpp"
#include "core/conference/refusal.hpp"
#include "core/conference/rulebook.hpp"

namespace cpc::report {

struct RefusedLine {
    int line = 0;
    conference::Refusal refusal;
};

// Indented JSON, ending in a newline.
[[nodiscard]] std::string outcome_json(const conference::State& state,
                                       const conference::Rulebook& rules,
                                       const std::vector<RefusedLine>& refused);

// How a conference stands against its limits is asked by central too: core/conference/limits.hpp.
using conference::LimitResult;
using conference::LimitStatus;
using conference::measure;

}  // namespace cpc::report
