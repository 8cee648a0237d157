// SPDX-License-Identifier: Apache-2.0
// Requirements and the tests that prove them.
//
// requirements.txt lists every id; a test proves one by carrying it in square brackets: a Catch2
// tag in a test's source, or the same in a scenario's comment. uncovered.txt is the committed list
// of ids no test carries yet. It only shrinks: an id that is neither proved nor listed there lost
// its test.
#pragma once

#include <set>

#include "tests/tidy/tree.hpp"

namespace cpc::tidy {

struct Requirement {
    std::string id;
    std::string level;    // MUST or SHOULD
    std::string where;    // K, C or KC
    std::string section;  // 4.1 to 4.16
};

struct Coverage {
    std::vector<Requirement> all;  // in the list's order
    std::set<std::string> covered;
    Findings findings;  // rows that cannot be read, tags that name no requirement
};

[[nodiscard]] Coverage coverage_of(const std::vector<SourceFile>& files,
                                   const SourceFile& requirements);

// The ids that lost their test, against the committed list.
[[nodiscard]] Findings check_shrinks(const Coverage& coverage, const SourceFile& uncovered);

// One line a section: "4.6  12 of 44 proved".
[[nodiscard]] std::vector<std::string> table_of(const Coverage& coverage);
[[nodiscard]] std::string uncovered_list_of(const Coverage& coverage);

}  // namespace cpc::tidy
