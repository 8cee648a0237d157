// SPDX-License-Identifier: Apache-2.0
// Requirements and the tests that prove them.
//
// requirements.txt lists every id; a test proves one by carrying it in square brackets, as a Catch2
// tag; a scenario proves one by naming it in a comment ("# Requirements REQ-042, REQ-146.").
// uncovered.txt is the committed list of ids no test carries yet, with the reason behind some
// (reasons.hpp). It only shrinks: an id that is neither proved nor listed there lost its test.
#pragma once

#include <map>
#include <set>

#include "tests/tidy/tree.hpp"

namespace cpc::tidy {

struct Requirement {
    std::string id;
    std::string level;    // MUST or SHOULD
    std::string where;    // K, C or KC
    std::string section;  // 4.1 to 4.16
};

// One id as one test carries it.
struct Tag {
    std::string id;
    std::size_t line{};
    std::string test;  // the test's name, its tags left out; empty for a scenario
};

// In the file's order; none in a file that is no test.
[[nodiscard]] std::vector<Tag> tags_of(const SourceFile& file);
// Every "REQ-141" on a line, however it is written.
[[nodiscard]] std::vector<std::string> ids_on(std::string_view line);

struct Coverage {
    std::vector<Requirement> all;  // in the list's order
    std::set<std::string> covered;
    Findings findings;  // rows that cannot be read, tags that name no requirement
};

[[nodiscard]] Coverage coverage_of(const std::vector<SourceFile>& files,
                                   const SourceFile& requirements);

// The ids that lost their test, against the committed list.
[[nodiscard]] Findings check_shrinks(const Coverage& coverage, const SourceFile& uncovered);

// MUST, and not for central alone.
[[nodiscard]] bool kiosk_must(const Requirement& requirement);

// One section's figures. What the kiosk must do (MUST, K or KC) is counted apart.
struct SectionSum {
    std::string section;
    std::size_t all{};
    std::size_t proved{};
    std::size_t kiosk_must{};
    std::size_t kiosk_must_proved{};
    std::vector<std::string> kiosk_must_open;  // those without a test
};
[[nodiscard]] std::vector<SectionSum> sums_of(const Coverage& coverage);

// A line a section, "4.6  12 of 44 proved; 41 of 43 that the kiosk must do", and under it one for
// each of those without a test, "      REQ-136  the reason".
[[nodiscard]] std::vector<std::string> table_of(
    const Coverage& coverage, const std::map<std::string, std::string>& reasons = {});
// The reasons that stand in the list now are kept.
[[nodiscard]] std::string uncovered_list_of(const Coverage& coverage,
                                            const std::map<std::string, std::string>& reasons = {});

}  // namespace cpc::tidy
