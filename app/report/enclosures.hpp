// SPDX-License-Identifier: Apache-2.0
// What goes with the invitations: forms for reports, the agenda, leaflets. Which there are and for
// whom is decided in core/conference/enclosures.hpp; what they say comes from the procedure.
#pragma once

#include <vector>

#include "app/document/enclosures.hpp"
#include "app/report/papers.hpp"
#include "core/conference/enclosures.hpp"

namespace cpc::report {

[[nodiscard]] Result<document::Document> enclosure_text(const conference::State& state,
                                                        const conference::Rulebook& rules,
                                                        const conference::Enclosure& enclosure,
                                                        const PaperMarks& marks);

[[nodiscard]] Result<std::vector<MadePaper>> make_enclosures(const meeting::Meeting& meeting,
                                                             bool practice,
                                                             const document::FontSet& fonts);

}  // namespace cpc::report
