// SPDX-License-Identifier: Apache-2.0
// What `cpc dates` prints: every time limit of a procedure that applies to a conference type, with
// the day-by-day counting behind it, as text for people or as JSON for programs.
//
// Nothing is left out in silence. A limit whose event was not given is listed with the event it
// waits for; one that the holiday list cannot reach is listed with the reason. Flags of the type
// (such as a move from another authority) are set when the events given allow one reading only.
//
// JSON: { profile, edition, profile_hash, type, flags[], region, time_zone, coverage{first,last},
//   events{}, deadlines[]{ id, which, label, to, from{event,when}, due, practical, counting,
//   counting_days[]{date, number | skipped}, rule_status, cites, requirements[], guide,
//   provisional, provisional_reason, uses_local_day, replaced_by },
//   waiting[]{ id, which, label, for[] }, refused[]{ id, which, label, reason } }
// Dates are ISO 8601, moments with their offset; `practical` is null where the strict limit is on a
// working day.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/procedure/deadline.hpp"

namespace cpc::dates {

enum class Form : std::uint8_t { text, json };

struct Request {
    std::string type;                           // conference type id
    std::map<std::string, std::string> events;  // name → "2027-03-09" or "2027-03-30T10:00"
    std::set<std::string> flags;                // set by hand, beside those that follow
    Form form = Form::text;
};

// "close=2027-03-30T11:45" … → the map of a Request.
[[nodiscard]] Result<std::map<std::string, std::string>> split_events(
    const std::vector<std::string>& arguments);

// Names must be events of the procedure, dates real days; the error lists what is known.
[[nodiscard]] Result<procedure::Events> read_events(
    const procedure::Procedure& procedure, const std::map<std::string, std::string>& events);

[[nodiscard]] Result<std::string> render_dates(const procedure::Procedure& procedure,
                                               const procedure::Calendar& calendar,
                                               const Request& request);

}  // namespace cpc::dates
