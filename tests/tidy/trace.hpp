// SPDX-License-Identifier: Apache-2.0
// From each requirement to what carries it out: the rules of the delivered procedures, the
// refusals, the code that names it, the tests; and from each refusal to the code and the tests that
// name it, from each rule of a delivered procedure to its requirements and the tests that name it.
//
// The page holds names only, sorted: no line numbers, no wording of a requirement. It therefore
// changes when a tie changes and at no other time, and the committed page is held against the tree.
#pragma once

#include <map>
#include <set>

#include "tests/tidy/delivered.hpp"
#include "tests/tidy/reasons.hpp"
#include "tests/tidy/requirements.hpp"

namespace cpc::tidy {

inline constexpr std::string_view trace_path = "tests/tidy/TRACE.md";
inline constexpr std::string_view refusal_path = "core/conference/refusal.cpp";

struct Ties {
    std::map<std::string, std::set<std::string>> rules;  // rule → the procedures that have it
    std::set<std::string> refusals;
    std::set<std::string> code;
    std::map<std::string, std::set<std::string>> tests;  // file → first words of its tests
};

struct RefusalTies {
    std::set<std::string> requirements;
    std::set<std::string> code;   // who refuses by this rule
    std::set<std::string> tests;  // who names it between quotes or after "refused"
};

// A rule that stands in a table of its own; its points are told with the requirements.
struct RuleTies {
    std::set<std::string> procedures;
    std::set<std::string> requirements;
    std::set<std::string> tests;  // who names it between quotes
};

struct Trace {
    std::map<std::string, Ties> requirements;
    std::map<std::string, RefusalTies> refusals;
    std::map<std::string, RuleTies> rules;
    Findings findings;  // ids that are no requirement; refusals that no test names
};

[[nodiscard]] Trace trace_of(const std::vector<SourceFile>& files, const Coverage& coverage);
// How many refusals and rules a test names, as a sentence.
[[nodiscard]] std::string named_in_tests(const Trace& trace);
// Where a requirement has no test, the reason stands in the place of one.
[[nodiscard]] std::string page_of(const Trace& trace, const Coverage& coverage,
                                  const Reasons& reasons = {});

// `committed` is the page in the tree; an empty file stands for none.
[[nodiscard]] Findings check_page(const std::string& page, const SourceFile& committed);

}  // namespace cpc::tidy
