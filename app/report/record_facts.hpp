// SPDX-License-Identifier: Apache-2.0
// From the record of a conference to the facts its papers are built from. Everything printed comes
// from here; a version leaves out by what it is given, never by covering up.
#pragma once

#include <string>

#include "app/document/facts.hpp"
#include "core/conference/papers.hpp"

namespace cpc::report {

struct PaperMarks {
    std::string record_reference;  // short name of the record, printed on each page
    std::string paper_code;        // 18 characters over the closing root
    std::string checkpoint;        // the whole signed checkpoint, for the QR code
    bool practice = false;
    std::string clock{};  // what is to be said of a clock that was in doubt (clock_words.hpp)
};

// For one copy: its child, and what its readers may know of it (core/conference/sight.hpp).
[[nodiscard]] document::RecordFacts record_facts(const conference::State& whole,
                                                 const conference::Rulebook& rules,
                                                 const conference::Copy& copy,
                                                 const PaperMarks& marks);

// What every paper of a conference begins with: its marks, the procedure's words, time, place and
// chair. `children`: whom the paper may name, in words.
[[nodiscard]] document::RecordFacts letterhead(const conference::State& state,
                                               const conference::Rulebook& rules,
                                               const procedure::DocumentRule& rule,
                                               const std::string& children,
                                               const PaperMarks& marks);
// The ways to disagree, for professionals and for the family.
void put_routes(document::RecordFacts& facts, const procedure::Procedure& procedure);
// "CD", "CD and EF", "A, B and C"
[[nodiscard]] std::string names_in_words(const conference::State& state,
                                         const std::vector<ChildId>& children);

// "Tue 30 March 2027", "Tue 30 March 2027, 10:00"
// "client-file" → "Client file"
[[nodiscard]] std::string office_in_words(std::string recipient);
[[nodiscard]] std::string long_date(Date date);
[[nodiscard]] std::string long_moment(LocalTime moment);

}  // namespace cpc::report
