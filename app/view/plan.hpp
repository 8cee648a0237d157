// SPDX-License-Identifier: Apache-2.0
// The plan for one child (ui-design C5): what must be different, who does what by when and how we
// shall know, the key worker, the core group and its first date, and the next conference. Each date
// that a rule limits carries its limit and the day-by-day counting of it.
// REQ-163, 178–184, 188–192, 196, 197, 209, 220, 231, 233.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/view/decision_support.hpp"
#include "core/procedure/deadline.hpp"

namespace cpc::view {

// A day that is not a working day, with its name.
using FreeDays = std::map<Date, std::string>;

// A limit as a chip, and its counting for those who want to check it on paper.
struct LimitView {
    bool counted = false;
    procedure::When due;
    std::string label;           // "Latest: Tue 13 Apr 2027"
    std::string why;             // the rule's sentence with its citation
    std::vector<NoteLine> days;  // each day counted or skipped
    std::string counting;        // the same as one line
    std::string provisional;
};

struct ActionLine {
    ActionId id;
    std::string aim, what, owner, due, outcome;
    PersonId owner_id;
    Date due_date;
    std::vector<RiskId> needs;
    std::string detail;   // "Health visitor · by Tue 13 Apr 2027"
    std::string warning;  // the owner has left: needs a new name
};
struct AimView {
    std::string aim;
    std::vector<ActionLine> actions;
};

struct PlanPerson {
    PersonLine line;
    bool usual_key_worker = false;
    bool key_worker = false;
    bool in_core_group = false;
    bool professional = false;
    bool absent = false;  // "to be asked"
};

struct PlanNote {
    std::string kind;
    std::string label;
    std::string prompt;
    std::vector<std::string> texts;
};

struct PlanView {
    FrameView frame;
    LocalTime now;
    std::string zone;  // the site's, for dates that are chosen here
    ChildId child;
    std::string child_ref;
    ChildTabs tabs;
    bool under_status = false;
    bool agreed = false;  // a plan of actions and nothing else: no register, no group, no review
    std::string title, help;
    std::string no_plan;  // what holds for a child without one
    std::string outline;  // that this is a beginning, which the core group completes (REQ-181)
    std::string chair_note;
    std::vector<AimView> aims;
    std::string aims_title, empty;
    std::vector<PlanPerson> people;

    std::string key_worker_title, key_worker, key_worker_reason, key_worker_duties, key_worker_rule;
    std::string key_worker_reason_prompt, key_worker_reason_first;
    std::string core_group_title, core_group_rule, first_meeting, core_group_late;
    std::vector<std::string> core_group;
    LimitView core_group_limit;
    std::optional<LocalTime> first_meeting_at;
    std::string report_changes, report_contact;  // whom to tell, and how to reach them (REQ-189)

    std::string next_title, next_conference, next_late;
    std::optional<LocalTime> next_at;
    LimitView next_limit;
    bool next_needed = false;

    std::vector<PlanNote> notes;
    std::vector<PointLine> points;
    std::vector<std::string> missing;
    std::string status;
    std::optional<ChildId> next;
    std::string next_label, continue_label, continue_blocked;

    std::string sheet;  // "plan-action", "plan-key-worker", "plan-core-group", "plan-next",
                        // "plan-note", "plan-counting-core", "plan-counting-next"
    bool action_outcome_needed = false;
    std::vector<std::string> aim_prompts;  // what an aim is to be about (REQ-197)
    // Lines of the risk record that an action answers (REQ-191).
    std::vector<std::pair<RiskId, std::string>> needs;
    std::string needs_label, needs_none, needs_first;  // first: the rule's own words, or empty
    std::string action_first, late_first;
    FreeDays free_days;
};

[[nodiscard]] PlanView make_plan_view(const conference::State& state,
                                      const conference::Rulebook& rules, const Moment& moment);

// "Tuesday 13 April 2027. Working day." for whatever day a stepper shows.
[[nodiscard]] std::string day_in_words(const FreeDays& free_days, Date day);
[[nodiscard]] LocalTime moment_at(const std::string& zone, Date day, int minute);
[[nodiscard]] bool is_late(const LimitView& limit, const LocalTime& chosen);
// The next working day from `day` on.
[[nodiscard]] Date working_day(const FreeDays& free_days, Date day);

// For every view that shows limits.
[[nodiscard]] LimitView limit_of(const procedure::Deadlines& deadlines, const std::string& id,
                                 const std::string& which);

}  // namespace cpc::view
