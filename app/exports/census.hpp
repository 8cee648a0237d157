// SPDX-License-Identifier: Apache-2.0
// A conference's own fields of a census about children in need, as the part of its XML that holds
// them; and the census's public rules, asked of those fields while the people who know the answers
// are still in the room.
//
// What always holds: a rule never stops anybody; it is told by its number, with what would be
// queried. Which dates, words and rules there are is the map's (assets/exports/), the checks
// themselves are the closed set below. Where a field is missing, the rules that need it are silent:
// what a person has to add is listed apart. In practice the outermost element is called TRAINING,
// which no other system takes in.
//
// Left out: everything of the census that a conference does not know (referral, need, ethnicity,
// the header, earlier plans). The fragment is not an authority's return.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/exports/facts.hpp"
#include "core/procedure/export_map.hpp"

namespace cpc::exports {

// "conference-on-working-week", "plan-starts-at-conference" …: census.cpp has them all.
[[nodiscard]] bool known_check(std::string_view name);

struct CensusItem {
    std::string number;  // of the rule
    std::string child;   // as in the room
    std::string text;
    std::string cites;
    bool query = false;
};
// In the map's order, child by child. Nothing where the map is not for this procedure.
[[nodiscard]] std::vector<CensusItem> census_items(const procedure::ExportMap& map,
                                                   const Facts& facts,
                                                   const procedure::Deadlines& limits);

[[nodiscard]] Result<std::string> census_fragment(const procedure::ExportMap& map,
                                                  const Facts& facts,
                                                  const procedure::Deadlines& limits);

// The same facts under the names of the department's daily interface, one line a child: plain JSON,
// dates as 2027-03-30, what is not known null. `limits` as above.
[[nodiscard]] Result<std::string> daily_lines(const procedure::ExportMap& map, const Facts& facts,
                                              const procedure::Deadlines& limits);

}  // namespace cpc::exports
