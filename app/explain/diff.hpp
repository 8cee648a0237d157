// SPDX-License-Identifier: Apache-2.0
// What changed between two editions of a procedure, or between two procedures, rule by rule: what
// is new, what is gone, and what says something else now. Two pages (page.hpp) are compared, so
// that a change is told in the words people read, beside the word the file uses.
//
// What always holds: nothing is told for a procedure and itself. The order of rules within a
// section and the hash of the file are no difference; the standing, source and requirements of a
// rule are.
#pragma once

#include <string>
#include <vector>

#include "app/explain/page.hpp"

namespace cpc::explain {

enum class ChangeKind : std::uint8_t { added, removed, changed };

struct FieldChange {
    std::string field;
    std::string from;  // empty: it was not there
    std::string to;    // empty: it is gone
};

struct Change {
    ChangeKind kind{};
    Part part{};
    std::string section;  // title of the section
    std::string key;
    std::string title;
    std::vector<FieldChange> fields;  // of a changed rule
    std::string summary;              // of an added or removed one: what it says
};

[[nodiscard]] std::vector<Change> diff(const Page& before, const Page& after);
// The changes in sentences; time limits first and marked, because they reach people's diaries.
[[nodiscard]] std::string text_of_diff(const Page& before, const Page& after,
                                       const std::vector<Change>& changes);

}  // namespace cpc::explain
