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

// `open` lies after the close. `passed`: its day is over, and nothing in the record of a conference
// says whether it was kept, so it is neither met nor missed (a guide, or somebody else's limit).
enum class LimitStatus : std::uint8_t { met, breached, open, passed };
[[nodiscard]] std::string_view word(LimitStatus status);

struct LimitResult {
    LimitStatus status = LimitStatus::open;
    bool planned = false;              // a later date was agreed, with a reason
    bool after_practical = false;      // in time, but after the practical moment
    std::vector<std::string> because;  // late or missing reports, the date that was agreed
    std::optional<Date> late_on;       // the day it was held or agreed for, when that is too late
};
// How the conference stands against one of its limits.
[[nodiscard]] LimitResult measure(const procedure::Deadline& limit, const conference::State& state,
                                  const conference::Rulebook& rules);

}  // namespace cpc::report
