// SPDX-License-Identifier: Apache-2.0
// A list filled from facts as its map says (core/procedure/export_map.hpp), as CSV.
//
// Which facts a column may be made from is the closed list of known_fact(). A column without a fact
// is one that a person fills in: it is there, empty, and told of. In practice every line begins
// with a column that says so, which no other system's import knows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/exports/facts.hpp"
#include "core/procedure/export_map.hpp"

namespace cpc::exports {

// "child.born", "conference.type", "start.EVENT" …; the page assets/exports/README.md lists them.
[[nodiscard]] bool known_fact(std::string_view name, procedure::ExportRows rows);

// Whether every column's fact and every rule's check is known.
[[nodiscard]] Result<void> check_map(const procedure::ExportMap& map, std::string_view file_name);

// One line of the list of plans that somebody else holds a copy of. A plan that was entered for the
// wrong child is withdrawn, which is something else than ended.
struct PlanChange {
    std::string kind;  // "opened", "changed", "ended", "entered-in-error"
    Date on;
    const Facts* facts = nullptr;       // nothing: the content was erased
    const ChildFacts* child = nullptr;  // the same
    std::string reference;
    std::string note;
};
[[nodiscard]] std::vector<PlanChange> plan_changes(const Facts& facts);

struct Table {
    std::string text;
    std::size_t rows = 0;
};
[[nodiscard]] Table children_table(const procedure::ExportMap& map, const std::vector<Facts>& all);
[[nodiscard]] Table actions_table(const procedure::ExportMap& map, const std::vector<Facts>& all);
[[nodiscard]] Table changes_table(const procedure::ExportMap& map,
                                  const std::vector<PlanChange>& changes, bool practice);

}  // namespace cpc::exports
