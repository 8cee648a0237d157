// SPDX-License-Identifier: Apache-2.0
// The papers of a closed conference, built from RecordFacts. Pure: the same facts give the same
// tree; nothing is looked up and nothing is drawn.
//
// What always holds:
// - The family version is built from what it may print, not cut down from the full one: it never
//   reads professionals' positions or reasons (a reason marked for everyone is the exception),
//   reports, restricted contributions, the distribution list or the withheld list.
// - It says "does not agree", never "dissents", and "view", never "vote".
// - Minutes print each contribution with its label and carry no agency report.
// - A dissenting agency is told, in minutes and receipt, that it stays responsible for its actions.
//
// Only Version::professional, ::full and ::non_attender (one text here) and ::family are built;
// the other versions are refused.
#pragma once

#include "app/document/facts.hpp"
#include "core/base/result.hpp"

namespace cpc::document {

// In hand when people leave the room.
[[nodiscard]] Result<Document> decision_sheet(const RecordFacts& facts, Version version);
[[nodiscard]] Result<Document> minutes(const RecordFacts& facts, Version version);

// For one professional whose view differs from the decision on a child. person is the index into
// facts.people; refused when that person does not differ from any decision.
[[nodiscard]] Result<Document> dissent_receipt(const RecordFacts& facts, std::size_t person);

// An expressed view on the other side than the decision. UNABLE is never dissent.
[[nodiscard]] bool differs(const PositionFacts& position, const DecisionFacts& decision);

}  // namespace cpc::document
