// SPDX-License-Identifier: Apache-2.0
#include "app/view/person_sheet.hpp"

#include "app/view/asked.hpp"
#include "app/view/kept_out.hpp"

namespace cpc::view {
namespace {

using conference::Attendance;
using conference::Group;
using conference::Stage;

std::string counts_text(const conference::Person& person, const procedure::Procedure& procedure) {
    const auto* role = procedure.role(person.invited.role);
    const std::string label = role == nullptr ? person.invited.role : role->label;
    if (person.invited.group == Group::professional && (role == nullptr || role->counted))
        return say("person.counts", {{"role", label}});
    switch (person.invited.group) {
        case Group::observer:
            return say("person.not_counted_observer");
        case Group::family:
        case Group::child:
            return say("person.not_counted_family");
        case Group::chair:
            return say("person.not_counted_chair");
        case Group::supporter:
        case Group::advocate:
        case Group::legal:
        case Group::interpreter:
        case Group::specialist:
        case Group::minute_taker:
        case Group::professional:
            return say("person.not_counted", {{"role", label}});
    }
    return {};
}

std::string state_text(const conference::Person& person) {
    if (person.here())
        return say(
            conference::is_remote(person.attendance) ? "person.on_line_since" : "person.here_since",
            {{"time", person.presence.back().from.clock()}});
    if (person.left())
        return say("person.was_here", {{"from", person.presence.back().from.clock()},
                                       {"to", person.presence.back().to->clock()}});
    return say(person.attendance == Attendance::unrecorded ? "person.not_recorded"
                                                           : "person.not_here");
}

void add_ways(PersonSheet& sheet, const conference::State& state, const conference::Person& person,
              const procedure::Procedure& procedure) {
    for (const auto& status : procedure.attendance) {
        const auto way = conference::from_word<Attendance>(status.id);
        // Being kept out has its own path with its own reasons; being there in part is the stamps.
        if (!way || *way == Attendance::excluded_partly || *way == Attendance::excluded_wholly)
            continue;
        if (*way == person.attendance && !gone_with_last_sitting(state, person))
            sheet.way = sheet.ways.size();
        sheet.ways.push_back(
            {*way, status.label, status.needs_reason,
             say("person.way_done", {{"name", sheet.line.name}, {"way", status.label}})});
    }
}

// In the room first, in the procedure's own words and order.
void add_arrival(PersonSheet& sheet, const procedure::Procedure& procedure) {
    sheet.arrive_how = say("person.arrive_how");
    for (const auto& status : procedure.attendance) {
        const auto way = conference::from_word<Attendance>(status.id);
        if (way == Attendance::in_person || (way && conference::is_remote(*way)))
            sheet.arrive_ways.push_back({*way, status.label, false, {}});
    }
}

void add_here_for(PersonSheet& sheet, const conference::State& state,
                  const conference::Person& person) {
    sheet.here_for = here_for_line(state, person);
    if (!sheet.here_for.empty() && !state.closed && state.open_segment() == nullptr)
        sheet.here_for_change = say("prepare.here_for_change");
}

}  // namespace

std::optional<PersonSheet> make_person_sheet(const conference::State& state,
                                             const conference::Rulebook& rules,
                                             const Moment& moment, PersonId id) {
    const auto* person = state.person(id);
    if (person == nullptr) return std::nullopt;
    PersonSheet sheet;
    sheet.line = person_line(*person, rules.procedure);
    sheet.counts = counts_text(*person, rules.procedure);
    if (!person->invited.supports.empty())
        sheet.supports =
            say("person.supports", {{"name", person_name(state, person->invited.supports)}});
    if (person->report)
        sheet.report =
            say("prepare.report_here", {{"when", say_date_and_time(person->report->received)}});
    else if (person->invited.report_expected)
        sheet.report = say("person.report_missing");
    sheet.state = state_text(*person);
    sheet.ways_label = say("person.ways");
    sheet.note_label = say("person.note");
    sheet.note_needed = say("person.note_needed");
    add_ways(sheet, state, *person, rules.procedure);
    const auto& rule = rules.procedure.the<procedure::AttendanceRule>();
    sheet.can_leave = person->here() && state.stage > Stage::preparation;
    sheet.leave_title = say("person.leaves");
    sheet.leave_text = rule.leaving_text;
    sheet.leave_reason = say("person.leave_reason");
    sheet.leave_label = say("person.leave_now", {{"name", sheet.line.name}});
    // Where a rule asks for the reason, it is the rule that speaks.
    conference::PersonLeft without_reason;
    without_reason.person = id;
    without_reason.at = moment.now;
    sheet.leave_blocked_empty =
        blocked_by(state, rules, moment, conference::Say<conference::PersonLeft>{without_reason});
    if (sheet.leave_blocked_empty.empty()) sheet.leave_blocked_empty = say("person.leave_need");
    if (person->here() && state.stage > Stage::introductions)
        sheet.ways_help = say("person.ways_help");
    sheet.can_arrive = !person->here() && state.stage > Stage::preparation;
    if (sheet.can_arrive) add_arrival(sheet, rules.procedure);
    if (!person->report && !is_family(person->invited.group) && !state.closed)
        sheet.report_late = say("person.report_late");
    sheet.arrive_title = say("person.arrives");
    sheet.arrive_label = say("person.arrive_now", {{"name", sheet.line.name}});
    sheet.told_needed = state.stage > Stage::introductions;
    sheet.told_label = say("person.told");
    sheet.told_detail = say("person.told_detail");
    sheet.told_needed_text = say("person.told_need");
    if (person->here() && person->invited.group == Group::professional) {
        if (person->public_key)
            sheet.sign_in_again = say("person.sign_in_again");
        else
            sheet.sign_in_label = say("person.sign_in");
    }
    add_here_for(sheet, state, *person);
    if (can_be_kept_out(*person) && !state.closed) sheet.kept_out = say("kept.open");
    if (state.open_segment() != nullptr) {  // only being called away is recorded meanwhile
        sheet.ways.clear();
        sheet.can_arrive = false;
        sheet.sign_in_label.clear();
        sheet.sign_in_again.clear();
        sheet.report_late.clear();
        sheet.kept_out.clear();
    }
    const Values stamp{{"name", sheet.line.name}, {"time", moment.now.clock()}};
    sheet.arrived_text = say("person.arrived", stamp);
    sheet.left_text = say("person.left", stamp);
    sheet.done = say("shell.ok");
    return sheet;
}

}  // namespace cpc::view
