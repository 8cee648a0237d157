// SPDX-License-Identifier: Apache-2.0
// How a conference stands against each limit of its procedure. Outcome vocabulary, readings 6–8.
#include <algorithm>

#include "app/report/outcome.hpp"

namespace cpc::report {
namespace {

using conference::State;
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

LimitResult held(const Deadline& limit, const std::optional<LocalTime>& done) {
    LimitResult result;
    if (!done) return result;
    result.status = is_late(limit.due, *done) ? LimitStatus::breached : LimitStatus::met;
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
    result.because.push_back(date->iso() + ": " + reason);
    return result;
}

LimitResult measure_length(const State& state, const procedure::MeetingLength& length) {
    LimitResult result;
    if (!state.closed || !state.started_at()) return result;
    const auto minutes =
        (state.closed->at.instant().ms - state.started_at()->instant().ms) / 60'000;
    result.status = minutes <= length.most_minutes ? LimitStatus::met : LimitStatus::breached;
    return result;
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
    }
    return "open";
}

LimitResult measure(const Deadline& limit, const State& state, const conference::Rulebook& rules) {
    const auto& procedure = rules.procedure;
    const auto* rule = procedure.deadline(limit.id, limit.which);
    if (rule != nullptr)
        if (const auto* length = std::get_if<procedure::MeetingLength>(&rule->kind))
            return measure_length(state, *length);
    const auto* report = procedure.find<procedure::ReportRule>();
    if (report != nullptr && limit.id == report->deadline) return measure_reports(limit, state);
    const auto& starts = state.opened->start_events;
    const bool until_held = std::any_of(starts.begin(), starts.end(), [&](const auto& start) {
        return start.name == limit.from_event;
    });
    if (until_held && limit.from_event != "previous-review" &&
        limit.from_event != "initial-conference")
        return held(limit, state.started_at());
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
    if (review != nullptr && state.next_conference && limit.id == review->first_deadline &&
        limit.which == review->first_which)
        return agreed(limit, state.next_conference->at, state.next_conference->later_reason);
    return {};
}

}  // namespace cpc::report
