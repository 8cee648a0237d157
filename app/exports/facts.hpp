// SPDX-License-Identifier: Apache-2.0
// What an export may say of a conference: dates, words and numbers, child by child, from the same
// record and the same rules as the outcome file. Works while the meeting runs, too, for what would
// be queried later.
//
// What always holds: what was said in a restricted part is not here, and of each child only what a
// professional may read who was in no such part (core/conference/sight.hpp). Names are here for the
// lists that need them; which those are, the list's own file says (names_people).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/conference/rulebook.hpp"

namespace cpc::exports {

// Of the record, not of the people: beside every line, so that it is found again.
struct Marks {
    std::string reference;  // as on the papers: the first eight signs of the conference's id
    bool practice = false;
};
[[nodiscard]] Marks marks_of(ConferenceId id, bool practice);

struct ActionFacts {
    std::string aim, what, owner_role, owner_agency, outcome;
    Date due;
};

struct ChildFacts {
    std::string reference;  // "1a2b3c4d-1"
    std::string called;     // as in the room
    std::string name;
    std::optional<Date> born, expected;
    bool unborn = false;
    std::string decision, rule;  // outcome vocabulary; empty: not decided
    std::vector<std::string> categories, first_categories;  // of the first lock, if corrected
    int in_favour = 0, against = 0, unable = 0;
    std::string register_status, lead_role, agreed_outcome;
    std::optional<LocalTime> core_group;
    std::optional<Date> plan_start, plan_end;
    std::vector<ActionFacts> actions;
};

struct Facts {
    Marks marks;
    std::string procedure, procedure_hash, type;
    bool review = false;
    bool transfer_in = false;
    Date first_day;  // of the first sitting, or for which it is planned
    Date last_day;   // of the close, or of the sitting that runs
    std::optional<LocalTime> started, closed, next;
    std::map<std::string, Date> start_events;
    std::vector<ChildFacts> children;
};

[[nodiscard]] Facts facts_of(const conference::State& state, const conference::Rulebook& rules,
                             const Marks& marks);

}  // namespace cpc::exports
