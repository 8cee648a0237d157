// SPDX-License-Identifier: Apache-2.0
// Who gets which paper of a conference, in which version, by when: the procedure's list held
// against the people of this conference.
#pragma once

#include <string>
#include <vector>

#include "core/conference/rulebook.hpp"

namespace cpc::report {

struct Paper {
    const procedure::DocumentRule* rule = nullptr;
    procedure::Recipient recipient{};
    std::vector<PersonId> people;  // whom the recipient word means here; never empty
    std::optional<procedure::When> due;
};

[[nodiscard]] std::vector<Paper> papers_of(const conference::State& state,
                                           const conference::Rulebook& rules);

// The people a recipient word means in this conference, in the order of invitation.
[[nodiscard]] std::vector<PersonId> people_meant(const conference::State& state,
                                                 procedure::Recipient recipient);

}  // namespace cpc::report
