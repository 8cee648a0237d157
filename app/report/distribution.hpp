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
    std::vector<PersonId> people;  // whom the recipient word means here
    std::string role;              // where the procedure names a role instead of a recipient word
    bool outside = false;          // goes to somebody who was not asked to the conference
    std::vector<std::string> agencies;  // to which something was recommended, where it is for them
    std::optional<procedure::When> due;

    // "attendees", or the role's id.
    [[nodiscard]] std::string to() const;
};

[[nodiscard]] std::vector<Paper> papers_of(const conference::State& state,
                                           const conference::Rulebook& rules);

// The same for one child of several: what happened to the others makes no paper of this one's
// (REQ-371).
[[nodiscard]] std::vector<Paper> papers_for(const conference::State& state,
                                            const conference::Rulebook& rules, ChildId child);

}  // namespace cpc::report
