// SPDX-License-Identifier: Apache-2.0
// A request for access to a record, as papers: what may be given, and for staff what is held back
// and why. What goes where is decided in core/conference/access.hpp.
//
// What always holds: the copy is built from the events without what is held back; a copy in which a
// name still stands that the requester may not read is not made; nothing of the list is in the
// copy. Somebody who does not know of the conference gets no copy at all, only the office its list.
#pragma once

#include <optional>

#include "app/document/access.hpp"
#include "app/report/papers.hpp"
#include "core/conference/access.hpp"
#include "core/store/vault.hpp"

namespace cpc::report {

// A report or drawing as it was taken in.
struct GivenFile {
    std::string name;  // no names of people: number and record reference
    Bytes bytes;
};

struct AccessPapers {
    conference::AccessCount count;
    std::optional<MadePaper> copy;  // nothing: there is nothing that may be given
    std::vector<GivenFile> files;   // beside the copy, named in it
    MadePaper list;                 // for the office
};

[[nodiscard]] Result<conference::AccessView> look_for_access(
    meeting::Desk& desk, const meeting::Meeting& meeting, const conference::AccessRequest& request);

[[nodiscard]] Result<AccessPapers> make_access(meeting::Desk& desk, const meeting::Meeting& meeting,
                                               const conference::AccessRequest& request,
                                               const document::FontSet& fonts);

// "self" → "for themselves"; for screens and lists
[[nodiscard]] std::string capacity_words(conference::Capacity capacity);

// The person of that name of whom access can be asked for; several of a name: refused.
[[nodiscard]] Result<PersonId> find_requester(const conference::State& state,
                                              std::string_view name);

}  // namespace cpc::report
