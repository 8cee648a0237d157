// SPDX-License-Identifier: Apache-2.0
// From a procedure, a calendar and the dates of events to deadlines, each with its counting.
//
// A Deadline is never a bare date: it carries the rule's id and standing, the day it is counted
// from, and every day counted or skipped, so that it can be opened and checked by hand on paper.
// `due` is the strict limit. `practical` is given only where the strict limit is not on a working
// day: 17:00 on the last working day before for a limit in hours (never before the event itself
// for "after" limits), the working day before for a limit that is a date.
//
// What cannot be counted is not guessed and does not stop the rest: it is listed with the event it
// waits for, or with the reason the calendar refuses.
//
// Source: requirements.md 2.0.2 and 4.8; outcome-vocabulary readings 5 and 6.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/procedure/calendar.hpp"
#include "core/procedure/profile.hpp"
#include "core/procedure/rule.hpp"

namespace cpc::procedure {

// A whole day, or a moment of one.
using When = std::variant<Date, LocalTime>;
[[nodiscard]] Date date_of(const When& when);
[[nodiscard]] std::string iso(const When& when);       // "2027-04-01", "2027-03-29T10:00:00+01:00"
[[nodiscard]] std::string in_words(const When& when);  // "Thu 1 Apr 2027", "Mon 29 Mar 2027, 10:00"
// A date is met until midnight at its end, a moment until that moment.
[[nodiscard]] bool is_late(const When& due, const LocalTime& done);

// Event name → day or moment. Names are the profile's: "strategy-meeting", "close", …
using Events = std::map<std::string, When, std::less<>>;

// What is known about the conference and the child. An empty `plan` means not decided yet: limits
// that depend on it are then given.
struct Circumstances {
    std::string type;             // conference type id
    std::set<std::string> flags;  // "transfer-in", "unborn"
    std::optional<bool> plan;     // under a plan (on the register) after the decision
    bool plan_ended = false;
    bool chair_decided = false;
    bool request_refused = false;
    std::set<std::string> answers;  // points answered: "reporter=refer"
};

struct Deadline {
    std::string id;     // "TOR-T04"
    std::string which;  // "" unless the id holds several limits
    std::string label;
    std::string to;
    std::string from_event;
    When from;
    When due;
    std::optional<When> practical;
    std::vector<CountedDay> counting;  // for working-day limits; empty for the others
    std::string counting_text;         // for every limit
    Status status = Status::source;
    std::string cites;
    std::vector<std::string> requirements;
    Provisional provisional = Provisional::no;
    std::string provisional_reason;  // empty unless provisional
    bool uses_local_day = false;
    bool guide = false;
    std::string replaced_by;  // id of the limit that takes this one's place; then guide is true
};

// A limit that applies and could not be counted.
struct Uncounted {
    std::string id;
    std::string which;
    std::string label;
    std::vector<std::string> waits_for;  // event names; empty if the calendar refused
    std::optional<Error> refused;
};

struct Deadlines {
    std::vector<Deadline> counted;
    std::vector<Uncounted> uncounted;

    [[nodiscard]] const Deadline* find(std::string_view id, std::string_view which = {}) const;
};

// All limits of the procedure that apply, in the file's order.
[[nodiscard]] Deadlines compute_deadlines(const Procedure& procedure, const Calendar& calendar,
                                          const Circumstances& circumstances, const Events& events);

// One limit, counted from one event. `zone` is the site's IANA time zone.
[[nodiscard]] Result<Deadline> compute_deadline(const DeadlineRule& rule, const Calendar& calendar,
                                                std::string_view zone, std::string_view from_event,
                                                const When& from);

// The count as one line: "10 Mar = 1, 11 Mar = 2, … 26 Mar skipped (Good Friday), …"
[[nodiscard]] std::string counting_line(const std::vector<CountedDay>& days);

}  // namespace cpc::procedure
