// SPDX-License-Identifier: Apache-2.0
// The letters that ask people to a conference, one for each person, made while it is prepared.
// Whom they go to is decided in core/conference/papers.hpp; what each says comes from the procedure
// and from why this person is on the list [REQ-039].
#pragma once

#include <vector>

#include "app/document/invitation.hpp"
#include "app/report/papers.hpp"

namespace cpc::report {

[[nodiscard]] Result<document::Document> invitation_text(const conference::State& state,
                                                         const conference::Rulebook& rules,
                                                         const conference::Letter& letter,
                                                         const PaperMarks& marks);

// Everybody's, in the order of the list. `about` is "invitation/3" for the third letter.
[[nodiscard]] Result<std::vector<MadePaper>> make_invitations(const meeting::Meeting& meeting,
                                                              bool practice,
                                                              const document::FontSet& fonts);

}  // namespace cpc::report
