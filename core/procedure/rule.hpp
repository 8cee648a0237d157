// SPDX-License-Identifier: Apache-2.0
// The kinds of time limit a procedure may state. The set is closed: a new kind is a new struct, a
// line in assets/schema/profile.schema.json, and a lambda wherever `match` reads the variant. There
// is no expression language, so every deadline can be explained day by day.
//
// Source of the arithmetic: requirements.md 2.0.2.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cpc::procedure {

// How far a rule can be trusted, shown wherever the rule is shown.
enum class Status : std::uint8_t {
    source,        // the procedure's own text says so
    by_default,    // the text is silent; this is what practitioners would expect
    not_verified,  // believed to be so, not yet checked against the text
};
[[nodiscard]] std::string_view status_word(Status status);  // "source", "default", "not-verified"

// What every rule carries: its name, its standing, and where to read it.
struct Basis {
    std::string id;  // "quorum", "TOR-T01": what a refusal names
    Status status = Status::source;
    std::string cites;                      // "Torbay leaflet, Agendas: “within 24 hours …”"
    std::vector<std::string> requirements;  // "REQ-067"
    int line = 0;                           // in the profile file, from 1
};

struct WorkingDaysAfter {
    int count = 0;
};
struct MonthsAfter {
    int count = 0;
};
struct DaysAfter {
    int count = 0;
};  // calendar days; negative counts back
struct WeeksAfter {
    int count = 0;
};  // of seven calendar days; negative counts back
struct HoursBefore {
    int count = 0;
};  // by the clock on the wall
struct HoursAfter {
    int count = 0;
};
struct GestationWeeks {
    int week = 0;
};                      // from the expected date of delivery
struct AtOnce {};       // the moment of the event itself
struct MeetingLength {  // a guide: how long the meeting takes
    int least_minutes = 0;
    int most_minutes = 0;
};
using LimitKind = std::variant<WorkingDaysAfter, MonthsAfter, DaysAfter, WeeksAfter, HoursBefore,
                               HoursAfter, GestationWeeks, AtOnce, MeetingLength>;

// When a limit runs at all.
enum class Condition : std::uint8_t {
    always,
    plan,             // only for a child who is under a plan or on the register after the decision
    plan_ended,       // only for a child whose plan or registration ended here
    chair_decided,    // only where the chair decided
    request_refused,  // a request for a conference was turned down
};

enum class Pick : std::uint8_t { earliest, latest };

struct DeadlineRule {
    Basis basis;
    std::string which;  // where one id holds several limits: "first", "next", "ceiling", …
    std::string label;  // "First core group meeting"
    std::string to;     // what has to have happened by then
    LimitKind kind;
    std::vector<std::string> from;       // event names; more than one only with `pick`
    Pick pick = Pick::earliest;          // which of several known events starts the clock
    std::vector<std::string> types;      // conference types; empty means all
    std::vector<std::string> flags;      // all of these flags must be set ("transfer-in")
    std::vector<std::string> not_flags;  // none of these may be set
    Condition only_if = Condition::always;
    bool guide = false;  // shown, never breached
    // This limit takes the place of these others: always, or only when it falls later than they do.
    // A replaced limit is kept as a guide.
    std::vector<std::string> replaces;
    bool replaces_only_if_later = false;
    std::vector<std::string> answers;  // only where a point was answered so: "reporter=refer"
};

}  // namespace cpc::procedure
