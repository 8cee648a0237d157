// SPDX-License-Identifier: Apache-2.0
// The include table (tests/tidy/includes.txt): who may include whom, and each foreign library's
// door.
//
// A module is a folder of two levels, `core/record`; what lies deeper belongs to it. A module
// without a row is a finding, so a new folder cannot slip past the table. Only `#include` lines are
// read; the test folders' own module is `tests/<folder>` and every door is open to it.
#pragma once

#include <map>

#include "tests/tidy/tree.hpp"

namespace cpc::tidy {

struct Door {
    std::vector<std::string> prefixes;  // of the path between < and >
    std::vector<std::string> modules;
};

struct IncludeTable {
    std::map<std::string, std::vector<std::string>> may;  // module or pattern → modules or patterns
    std::vector<Door> doors;
};

// Lines the table cannot read are findings against the table itself.
struct ReadTable {
    IncludeTable table;
    Findings findings;
};
[[nodiscard]] ReadTable read_include_table(const SourceFile& file);

[[nodiscard]] Findings check_includes(const std::vector<SourceFile>& files,
                                      const IncludeTable& table);

}  // namespace cpc::tidy
