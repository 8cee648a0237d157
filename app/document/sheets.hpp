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
// Version::professional, ::full, ::non_attender and ::gp are one text, given what each may know;
// ::child is a short summary. The others take no version: each is for one kind of reader.
#pragma once

#include "app/document/facts.hpp"
#include "core/base/result.hpp"

namespace cpc::document {

// In hand when people leave the room.
[[nodiscard]] Result<Document> decision_sheet(const RecordFacts& facts, Version version);
[[nodiscard]] Result<Document> minutes(const RecordFacts& facts, Version version);

// For somebody of the family who was not there [REQ-242].
[[nodiscard]] Result<Document> details_for_family(const RecordFacts& facts);
[[nodiscard]] Result<Document> plan_for_family(const RecordFacts& facts);
// To the person who was kept out, and to nobody else [REQ-243].
[[nodiscard]] Result<Document> exclusion_reasons(const RecordFacts& facts,
                                                 const ExclusionFacts& why);

// For the file of the authority: everything relevant that was shared, and all risk issues
// [REQ-306].
[[nodiscard]] Result<Document> client_file_extract(const RecordFacts& facts);
// The views, why there was no agreement, the chair's judgement and the day [REQ-252].
[[nodiscard]] Result<Document> service_manager_referral(const RecordFacts& facts);
// What the plan asks of these people [REQ-356].
[[nodiscard]] Result<Document> gp_action_list(const RecordFacts& facts,
                                              const std::vector<std::string>& owners);

// The same sheet for a practice, with what is asked of it and how to file it [REQ-244, 361, 366].
[[nodiscard]] Result<Document> gp_copy(const RecordFacts& facts,
                                       const std::vector<std::string>& owners);
// Everything a Children's Reporter needs to judge the referral, the reason for it first [REQ-253].
[[nodiscard]] Result<Document> reporter_pack(const RecordFacts& facts);
// Why no conference is held, to whoever asked for one; reads nothing of a meeting [REQ-019].
[[nodiscard]] Result<Document> refusal_letter(const RecordFacts& facts, const RefusalFacts& why);
// What a combined review looked at and came to [REQ-255, 314].
[[nodiscard]] Result<Document> review_result(const RecordFacts& facts, Version version);
// A meeting to come about a plan that goes on [REQ-260]; safe for the family.
[[nodiscard]] Result<Document> meeting_notice(const RecordFacts& facts, const std::string& by);
// What somebody types into the authority's own system, in one order, nothing else [REQ-306].
[[nodiscard]] Result<Document> key_in_sheet(const RecordFacts& facts);

// Who has which paper and who waits for one, for the office [REQ-248].
[[nodiscard]] Result<Document> delivery_register(const RecordFacts& facts,
                                                 const RegisterFacts& papers);

// For one professional whose view differs from the decision on a child. person is the index into
// facts.people; refused when that person does not differ from any decision.
[[nodiscard]] Result<Document> dissent_receipt(const RecordFacts& facts, std::size_t person);

// An expressed view on the other side than the decision. UNABLE is never dissent.
[[nodiscard]] bool differs(const PositionFacts& position, const DecisionFacts& decision);

}  // namespace cpc::document
