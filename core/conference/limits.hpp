// SPDX-License-Identifier: Apache-2.0
// How a conference stands against each limit of its procedure, as far as its own record can say.
// The outcome file, the papers and central's list of what is due all ask here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/conference/rulebook.hpp"

namespace cpc::conference {

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
[[nodiscard]] LimitResult measure(const procedure::Deadline& limit, const State& state,
                                  const Rulebook& rules);

}  // namespace cpc::conference
