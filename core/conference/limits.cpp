// SPDX-License-Identifier: Apache-2.0
// How a conference stands against each limit of its procedure. Outcome vocabulary, readings 6–8.
#include "core/conference/limits.hpp"

#include <algorithm>

namespace cpc::conference {
namespace {

using procedure::Deadline;
using procedure::is_late;

// Every expected report is held against the moment it was due.
LimitResult measure_reports(const Deadline& limit, const State& state) {
    LimitResult result;
    if (!state.started_at()) return result;
    result.status = LimitStatus::met;
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (!person.invited.report_expected && !person.report) continue;
        const bool missing =
            !person.report || person.report->received.instant() > state.started_at()->instant();
        if (missing) {
            result.status = LimitStatus::breached;
            result.because.push_back(person.invited.name + ": no report at the start");
        } else if (is_late(limit.due, person.report->received)) {
            result.status = LimitStatus::breached;
            result.because.push_back(person.invited.name + ": late, " +
                                     person.report->received.iso());
        } else if (limit.practical && is_late(*limit.practical, person.report->received)) {
            result.after_practical = true;
            result.because.push_back(person.invited.name + ": after the practical time");
        }
    }
    return result;
}

// Whether the family had the reports that were to be shared with them by then (REQ-224).
LimitResult measure_family_reports(const Deadline& limit, const State& state,
                                   const procedure::ReportRule& rule) {
    LimitResult result;
    if (!state.started_at()) return result;
    result.status = LimitStatus::met;
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        const bool meant = std::find(rule.family_roles.begin(), rule.family_roles.end(),
                                     person.invited.role) != rule.family_roles.end();
        if (!meant || (!person.report && !person.invited.report_expected)) continue;
        if (person.report && !person.report->not_shared_reason.empty()) continue;
        const bool shared = person.report && person.report->shared_on;
        if (shared && *person.report->shared_on <= procedure::date_of(limit.due)) continue;
        result.status = LimitStatus::breached;
        result.because.push_back(person.invited.name +
                                 (shared ? ": with the family on " + person.report->shared_on->iso()
                                         : std::string{": not shared with the family"}));
    }
    return result;
}

// Days counted from these never say when the conference had to be held.
bool starts_something_else(const std::string& event) {
    static constexpr std::string_view others[] = {"previous-review", "initial-conference",
                                                  "request",         "registered",
                                                  "looked-after",    "looked-after-start"};
    return std::find(std::begin(others), std::end(others), event) != std::end(others);
}

LimitResult held(const Deadline& limit, const std::optional<LocalTime>& done) {
    LimitResult result;
    if (!done) return result;
    result.status = is_late(limit.due, *done) ? LimitStatus::breached : LimitStatus::met;
    if (result.status == LimitStatus::breached) result.late_on = done->date;
    result.after_practical =
        result.status == LimitStatus::met && limit.practical && is_late(*limit.practical, *done);
    return result;
}

// A limit after the close is open, unless a later date was agreed on purpose.
LimitResult agreed(const Deadline& limit, const std::optional<LocalTime>& date,
                   const std::string& reason) {
    LimitResult result;
    if (!date || !is_late(limit.due, *date)) return result;
    result.status = LimitStatus::breached;
    result.planned = true;
    result.late_on = date->date;
    result.because.push_back(date->iso() + ": " + reason);
    return result;
}

// The limit for holding a conference is met by its first sitting that was quorate: one that was
// adjourned for want of a quorum does not count (reading 6).
std::optional<LocalTime> quorate_start(const State& state) {
    for (const auto& sitting : state.sittings) {
        const bool inquorate =
            sitting.adjourned && !sitting.adjourned->interim_arrangements.empty();
        if (!inquorate) return sitting.from;
    }
    return state.started_at();
}

LimitResult measure_length(const State& state, const procedure::MeetingLength& length) {
    LimitResult result;
    if (!state.closed || !state.started_at()) return result;
    const auto minutes =
        (state.closed->at.instant().ms - state.started_at()->instant().ms) / 60'000;
    result.status = minutes <= length.most_minutes ? LimitStatus::met : LimitStatus::breached;
    return result;
}

LimitResult measured(const Deadline& limit, const State& state, const Rulebook& rules) {
    // A limit that another one stands in for is kept as a guide and never missed.
    if (!limit.replaced_by.empty()) return {};
    const auto& procedure = rules.procedure;
    const auto* rule = procedure.deadline(limit.id, limit.which);
    if (rule != nullptr)
        if (const auto* length = std::get_if<procedure::MeetingLength>(&rule->kind))
            return measure_length(state, *length);
    const auto* report = procedure.find<procedure::ReportRule>();
    const auto is = [&](const std::string& id, const std::string& which) {
        return limit.id == id && (which.empty() || limit.which == which);
    };
    if (report != nullptr && is(report->deadline, report->deadline_which))
        return measure_reports(limit, state);
    if (report != nullptr && !report->family_deadline.empty() &&
        is(report->family_deadline, report->family_which))
        return measure_family_reports(limit, state, *report);
    const auto* type = procedure.type(state.opened->type);
    const bool intake = type != nullptr && type->kind == procedure::TypeKind::intake;
    const auto& starts = state.opened->start_events;
    const bool known = limit.from_event == "edd" ||
                       std::any_of(starts.begin(), starts.end(), [&](const auto& start) {
                           return start.name == limit.from_event;
                       });
    const bool is_review = type != nullptr && type->kind == procedure::TypeKind::review;
    const bool until_held = limit.which.rfind("this", 0) == 0 ||
                            (is_review && (limit.which == "first" || limit.which == "second")) ||
                            !starts_something_else(limit.from_event);
    if (known && until_held && !intake) return held(limit, quorate_start(state));
    const auto* core = procedure.find<procedure::CoreGroupRule>();
    if (core != nullptr && limit.id == core->first_deadline) {
        for (const auto& id : state.child_order) {
            const auto& group = state.children.at(id).core_group;
            if (!group) continue;
            auto result = agreed(limit, group->first_meeting, group->later_reason);
            if (result.status == LimitStatus::breached) return result;
        }
        return {};
    }
    const auto* review = procedure.find<procedure::ReviewRule>();
    const auto next =
        review != nullptr && type != nullptr ? review->limit_for(*type) : procedure::TypeLimit{};
    if (state.next_conference && limit.id == next.deadline && limit.which == next.which)
        return agreed(limit, state.next_conference->at, state.next_conference->later_reason);
    return {};
}

}  // namespace

std::string_view word(LimitStatus status) {
    switch (status) {
        case LimitStatus::met:
            return "met";
        case LimitStatus::breached:
            return "breached";
        case LimitStatus::open:
            return "open";
        case LimitStatus::passed:
            return "passed";
    }
    return "open";
}

LimitResult measure(const Deadline& limit, const State& state, const Rulebook& rules) {
    auto result = measured(limit, state, rules);
    const auto until = state.closed ? std::optional{state.closed->at} : state.started_at();
    if (result.status == LimitStatus::open && until && is_late(limit.due, *until))
        result.status = LimitStatus::passed;
    return result;
}

}  // namespace cpc::conference
