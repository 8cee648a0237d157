// SPDX-License-Identifier: Apache-2.0
// Which papers a conference makes, for whom and by when: the procedure's list held against the
// people of this conference. This is the only place that decides it; the outcome file, the tablet's
// list, the files and the record of what was handed out all ask here.
//
// What always holds: papers are one child's (REQ-371), made as if the conference had been about it
// alone; a parent gets those of the children that parent is here for; nobody who does not know of
// the conference gets any (REQ-259).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/conference/rulebook.hpp"
#include "core/conference/sight.hpp"

namespace cpc::conference {

// One line of the procedure's list, for one child and one word of recipients.
struct Paper {
    const procedure::DocumentRule* rule = nullptr;
    ChildId child;  // nobody in a conference that has no child
    procedure::Recipient recipient{};
    std::vector<PersonId> people;  // whom the recipient word means here
    std::string role;              // where the procedure names a role instead of a recipient word
    bool outside = false;          // goes to somebody who was not asked to the conference
    std::vector<std::string> agencies;  // to which something was recommended, where it is for them
    std::optional<procedure::When> due;

    // "attendees", or the role's id.
    [[nodiscard]] std::string to() const;
};

// Child by child, in the procedure's order.
[[nodiscard]] std::vector<Paper> papers_of(const State& state, const Rulebook& rules);

// What is really made after the meeting: one text for everybody who may read just the same of it.
struct Copy {
    std::string about;  // "minutes/family", with several children or copies "minutes/family/3/2"
    const procedure::DocumentRule* rule = nullptr;
    Sight sight;
    std::vector<std::string> to;     // recipient words, each once
    std::vector<std::string> roles;  // ids of roles, where the procedure names those
    std::vector<std::string> agencies;
    std::optional<procedure::When> due;

    [[nodiscard]] std::string file_name() const;  // no names of people: kind, version and numbers
};
[[nodiscard]] std::vector<Copy> copies_of(const State& state, const Rulebook& rules);

// Kinds that go out before anybody meets: an invitation, the agenda, a leaflet, a form for a report.
[[nodiscard]] bool sent_before(std::string_view kind);

// An invitation is one person's, about all the children that person is asked for (REQ-039).
struct Letter {
    const procedure::DocumentRule* rule = nullptr;
    PersonId person;
    std::vector<ChildId> children;
    std::optional<procedure::When> due;
};
// In the order of the list of people; the chair, who asks them, gets none, and nobody who does not
// know of the conference (REQ-259).
[[nodiscard]] std::vector<Letter> letters_of(const State& state, const Rulebook& rules);

// Whether a line of the record is about this copy; older lines name no readers and stand for all.
[[nodiscard]] bool is_of(const State& state, const DocumentIssued& issued, const Copy& copy);
// The record's line that this copy was made, the newest; nothing if it was not yet.
[[nodiscard]] const DocumentIssued* issued_of(const State& state, const Copy& copy);

}  // namespace cpc::conference
