// SPDX-License-Identifier: Apache-2.0
// How somebody else's list is filled from the facts of a conference: which columns it has, under
// which names, and which of our words is which of theirs. One file for one list, in
// assets/exports/, so that whoever answers for an authority's figures changes a name without a new
// program. The file's page is assets/exports/README.md.
//
// What always holds: a key that this page does not know is refused with its line; every column
// either says which fact it is made from or that a person adds it. Which facts there are is known
// to app/exports, which holds the map against them.
//
// Left out: forms that are more than a table or a census (a calendar, the archive): those are code.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace cpc::procedure {

// Our word, and theirs.
using WordPairs = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] const std::string* other_word(const WordPairs& pairs, std::string_view ours);

struct ExportColumn {
    std::string name;
    std::string from;   // a fact; empty: a person adds it
    std::string means;  // for whoever reads the list of columns
    WordPairs words;    // a word that is not among them stays as it is
    int line = 0;
};

// One public rule of a census. `check` is one of a closed set (app/exports/census.hpp).
struct CensusRule {
    std::string number;
    bool query = false;  // asks for a second look; else it is refused
    std::string check;
    std::string text;
    std::string cites;
    int line = 0;
};

// What a census calls the dates of one procedure.
struct CensusDates {
    std::string procedure;
    std::string enquiry_start;  // the event that began the enquiries
    std::string target_limit;   // the limit for the conference
    std::string target_which;   // where that id holds several
    std::string plan_start;     // at a review: the event of the first conference
};

enum class ExportShape : std::uint8_t { table, census };
enum class ExportRows : std::uint8_t { children, actions, plan_changes };
enum class ExportDays : std::uint8_t { year_first, day_first_run };  // 2027-03-30, 30032027

struct ExportMap {
    std::string id;
    std::string title;
    std::string source;
    ExportShape shape = ExportShape::table;
    ExportRows rows = ExportRows::children;
    ExportDays days = ExportDays::year_first;
    bool names_people = false;            // said before anything is written
    std::vector<std::string> procedures;  // none: for every one
    std::vector<ExportColumn> columns;
    // Of a census only.
    std::vector<CensusRule> rules;
    std::vector<CensusDates> dates;
    WordPairs categories;
    std::string several_categories;
    std::vector<std::string> add;  // what a person must add, in the census's names

    [[nodiscard]] bool is_for(std::string_view procedure_id) const;
    [[nodiscard]] const CensusDates* dates_of(std::string_view procedure_id) const;
};

[[nodiscard]] Result<ExportMap> load_export_map(std::string_view text, std::string_view file_name);

}  // namespace cpc::procedure
