// SPDX-License-Identifier: Apache-2.0
// What goes with the letters that ask people to a conference: a form for a report, one for each
// person who is expected to write one; the agenda and the leaflets, one for all whom they are for.
//
// What always holds: they come from the same list as every other paper (papers.hpp), so nobody who
// does not know of the conference is sent one (REQ-259), and each has the day of its rule, or the
// invitation's. Leaflets and agenda name nobody.
#pragma once

#include <string>
#include <vector>

#include "core/conference/papers.hpp"

namespace cpc::conference {

struct Enclosure {
    std::string
        about;  // "leaflet/child", "report-template/2": unlike every other of this conference
    const procedure::DocumentRule* rule = nullptr;
    std::vector<PersonId> people;
    std::vector<ChildId> children;  // whom a form is about
    std::optional<procedure::When> due;

    [[nodiscard]] std::string file_name() const;  // no names of people
};
// In the procedure's order, forms in the order of the list of people.
[[nodiscard]] std::vector<Enclosure> enclosures_of(const State& state, const Rulebook& rules);

// Whether a line of the record is about this letter or enclosure.
[[nodiscard]] bool is_of(const DocumentIssued& issued, const Letter& letter);
[[nodiscard]] bool is_of(const DocumentIssued& issued, const Enclosure& enclosure);

}  // namespace cpc::conference
