// SPDX-License-Identifier: Apache-2.0
// What one received conference leaves for the centre to look after: its lines of the register, the
// clocks it set going, what it asked of agencies, where somebody disagreed, and what it adds to the
// figures. A pure function of the record and of the rules it was held under; the dates are those of
// core/procedure, and whether a limit was kept is core/conference/limits.hpp's to say.
//
// What always holds: nothing is here that the record does not say. A limit that only somebody
// outside the record can meet (was the core group held?) stays open until a later record about the
// same child arrives, and is called "nothing on record", never "missed".
//
// Left out on purpose: what was said in the meeting. No contribution, risk, view or reason is taken
// over, so that none can be shown by mistake. Requirements: REQ-220 to 231, 262, 265, 302, 307.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/ids.hpp"
#include "core/conference/rulebook.hpp"

namespace cpc::centre {

// Where a conference's record lies.
struct Place {
    Hash32 log_id{};
    ConferenceId conference;
    friend bool operator==(const Place&, const Place&) = default;
    friend bool operator<(const Place& a, const Place& b) {
        return a.log_id != b.log_id ? a.log_id < b.log_id : a.conference < b.conference;
    }
};

struct Source {
    Place place;
    std::string region;       // of the tablet; empty: nobody's in particular
    std::uint64_t known = 0;  // entries of the log when this was made
};

// One line of the register log: what a closed conference decided for one child.
struct RegisterLine {
    Place place;
    std::string region;
    ChildId child;
    std::string child_name, child_ref;
    std::optional<Date> born, expected;
    std::string authority;  // whose procedure it is
    std::string status;     // the procedure's own word where it has one: "registered"
    bool on_plan = false;   // under the protected status from here on; else it ended or never was
    bool ended = false;     // it was under it before and is not any more
    std::vector<std::string> categories;
    std::string key_worker, key_worker_agency;
    LocalTime at;                    // the close
    std::optional<Date> review_due;  // the strict limit of the next review
    std::optional<LocalTime> review_planned;
};

enum class ClockKind : std::uint8_t { conference, core_group, paper, review, dissent, other };
enum class ClockState : std::uint8_t {
    met,
    missed,
    open,            // nothing on record yet that meets it
    cannot_be_seen,  // its day is over, and no record of a conference could say
};

struct Clock {
    ClockKind kind = ClockKind::other;
    ClockState state = ClockState::open;
    std::string limit, which;  // ids; empty where the procedure names no limit
    std::string what;          // what has to have happened
    std::optional<procedure::When> from, due, practical;
    std::string counting, cites;
    std::optional<LocalTime> done;
    std::vector<std::string> because;  // reports that were late, the date that was agreed, the step
    bool planned = false;              // a later date was agreed, with a reason
    bool provisional = false;
    bool until_next = false;  // a later conference about the same child ends it
};

// What was asked of an agency, and whether it said yes (REQ-159, REQ-160, REQ-274).
struct Asked {
    ActionId recommendation;
    std::string child_ref, agency, what;
    enum class Answer : std::uint8_t { none, confirmed, declined } answer = Answer::none;
    std::string reasons;
    std::optional<Date> on;
};

// What goes into the figures. Nobody in it has a name.
struct Seat {
    std::string agency;
    bool attended = false;
    bool reported = false;
};
struct Tallied {
    bool counts = false;  // closed, and not cancelled
    Date held;
    procedure::TypeKind type = procedure::TypeKind::initial;
    std::optional<bool> in_time;  // nothing: the procedure limits nothing, or its start is unknown
    std::vector<Seat> seats;      // professionals who were asked
    bool family_asked = false, family_there = false, child_heard = false;
    int kept_out_wholly = 0, kept_out_partly = 0;
    bool somebody_dissented = false;
    int placed = 0, not_placed = 0, retained = 0, removed = 0, otherwise = 0;
};

struct Work {
    Source source;
    std::string procedure, authority, type;
    procedure::TypeKind type_kind = procedure::TypeKind::initial;
    std::string family, venue;
    std::optional<LocalTime> planned, started, closed, cancelled;
    std::vector<RegisterLine> lines;
    std::vector<Clock> clocks;
    std::vector<Asked> asked;
    Tallied tallied;
    std::vector<std::string> incomplete;  // what could not be worked out, in plain words
};

// `rules` none: the rules it was held under are not here. Then the register line is what the record
// itself says, no date is counted, and `incomplete` says why.
[[nodiscard]] Work work_of(const Source& source, const conference::State& state,
                           const conference::Rulebook* rules);

}  // namespace cpc::centre
