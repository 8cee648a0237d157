// SPDX-License-Identifier: Apache-2.0
// The dates that a conference set, for any calendar program (iCalendar: RFC 5545, RFC 7986).
//
// What always holds: no name, no agency and no word that somebody typed is in it; each date says
// what it is in the procedure's own term, and the record's reference. Whole days are days
// (VALUE=DATE), moments are in UTC, so that no table of time zones is needed and none can be wrong.
// CLASS:CONFIDENTIAL asks a program to show nobody else more than "busy": a request, no lock. The
// same record gives the same bytes; a date has the same UID each time, so that a second import
// replaces the first.
//
// Left out: how long a meeting lasts, where it is and who comes (the record says none of it, or
// names people), alarms (whose calendar it is decides), and a METHOD: nobody is asked to answer.
#pragma once

#include <string>
#include <vector>

#include "app/exports/facts.hpp"

namespace cpc::exports {

struct CalendarDate {
    std::string what;  // part of the UID: "core-group-2027-04-13", "limit TOR-T04"
    std::string title;
    std::string note;
    procedure::When when;
    bool meeting = false;  // people come together; else something is due
};

// Meetings first, then what is due after the close, in the procedure's order.
[[nodiscard]] std::vector<CalendarDate> calendar_dates(const conference::State& state,
                                                       const conference::Rulebook& rules);

// Refused where there is nothing to put in. `stamp`: of the close.
[[nodiscard]] Result<std::string> calendar_file(const conference::State& state,
                                                const conference::Rulebook& rules, ConferenceId id,
                                                const Marks& marks);

// One line of the format with its end: escaped text, cut so that no line has more than 75 bytes
// and no letter is cut in two.
[[nodiscard]] std::string calendar_text_line(std::string_view name, std::string_view text);

}  // namespace cpc::exports
