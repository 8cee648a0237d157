// SPDX-License-Identifier: Apache-2.0
// Makes the papers of a closed conference. Which there are, for whom, and what each leaves out is
// decided in core/conference/papers.hpp and nowhere else. A paper is bytes in memory until somebody
// prints it or saves it on purpose.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/document/fonts.hpp"
#include "app/meeting/desk.hpp"
#include "app/report/record_facts.hpp"
#include "core/conference/papers.hpp"

namespace cpc::report {

struct MadePaper {
    std::string about;  // of the copy: "minutes/family/3"
    std::string kind;
    std::string version;
    std::string to;         // the recipients' words
    std::string file_name;  // no names of people: kind, version and numbers; ends in .pdf
    conference::Sight sight;
    Bytes pdf;
    std::string html;  // the same words for a screen, a screen reader, another size
    std::string language{};  // the one beside English, where it has one

    [[nodiscard]] std::string html_name() const;
};

// Kinds of the procedure's list that this program makes; the others are in the outcome file and on
// the tablet with their due dates.
[[nodiscard]] bool can_make(std::string_view kind);

// What each page of this conference's papers carries.
[[nodiscard]] Result<PaperMarks> marks_of(const meeting::Meeting& meeting, bool practice);

// The copy that `about` names.
[[nodiscard]] Result<MadePaper> make_paper(const meeting::Meeting& meeting, bool practice,
                                           const std::string& about,
                                           const document::FontSet& fonts);
// Every copy that can be made.
[[nodiscard]] Result<std::vector<MadePaper>> make_all(const meeting::Meeting& meeting,
                                                      bool practice,
                                                      const document::FontSet& fonts);

// The same without a meeting around it, for tests and for looking at one.
[[nodiscard]] Result<document::Document> paper_text(const conference::State& state,
                                                    const conference::Rulebook& rules,
                                                    const conference::Copy& copy,
                                                    const PaperMarks& marks);

}  // namespace cpc::report
