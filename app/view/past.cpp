// SPDX-License-Identifier: Apache-2.0
#include "app/view/past.hpp"

#include "app/view/access.hpp"
#include "app/view/addition.hpp"
#include "app/view/apart.hpp"
#include "app/view/material.hpp"
#include "app/view/matters.hpp"
#include "app/view/minutes.hpp"
#include "app/view/routes.hpp"

namespace cpc::view {
namespace {

using conference::Rulebook;
using conference::State;

std::string attendance_of(const conference::Person& person, const procedure::Procedure& rules) {
    std::string label{conference::word(person.attendance)};
    for (const auto& status : rules.attendance)
        if (status.id == conference::word(person.attendance)) label = status.label;
    if (person.attendance == conference::Attendance::unrecorded) label = say("past.unrecorded");
    for (const auto& stay : person.presence)
        if (stay.to)
            label += say("past.from-to", {{"from", stay.from.clock()}, {"to", stay.to->clock()}});
    return label;
}

void put_band(PastView& view, const State& state, const Moment& moment) {
    view.band = state.closed ? say("past.band", {{"when", say_date_and_time(state.closed->at)}})
                             : say("past.not-closed");
    if (state.cancelled)
        view.band = say(state.request_refused() ? "past.not_convened" : "past.cancelled",
                        {{"when", say_date_and_time(state.cancelled->at)},
                         {"why", moment.family_can_see ? std::string{} : state.cancelled->reason}});
}

void add_papers(PastView& view, const State& state, const Rulebook& rules, const Moment& moment) {
    view.dates = dates_of(state, rules, moment.now);
    view.papers = paper_lines(state, rules, moment.now);
    for (auto& part : delivery_parts(state, rules, moment.now))
        if (part.kind == conference::follow_up) view.away = std::move(part);
    // A paper and its last day stand in two lists and must not be called the same.
    for (auto& date : view.dates)
        for (const auto& paper : view.papers)
            if (paper.label == date.label)
                date.label = say("past.last-day", {{"paper", paper.label}});
    for (const auto& group : paper_code_groups(moment.paper_code))
        view.paper_code += (view.paper_code.empty() ? "" : " ") + group;
    for (std::size_t i = 0; i < view.papers.size(); ++i)
        if (moment.sheet.name == "paper-" + view.papers[i].about) view.open_paper = i;
    for (std::size_t i = 0; i < view.dates.size(); ++i)
        if (moment.sheet.name == "close-date-" + std::to_string(i)) view.open_date = i;
    if (has_past_materials(state, moment)) view.materials_label = materials_label();
    if (access_open(state)) view.access_label = say("access.open");
    if (view.papers.empty()) view.no_papers = say("record.no_papers");
}

// The same lines as in the meeting, without what could be pressed there.
PastPlan plan_of(const State& state, const Rulebook& rules, Moment moment, ChildId child) {
    moment.child = child;
    moment.sheet = {};
    auto shown = make_plan_view(state, rules, moment);
    PastPlan plan;
    plan.child = state.children.at(child).added.ref;
    plan.none = shown.no_plan;
    const auto add = [&](const std::string& label, const std::string& value) {
        if (!label.empty() && !value.empty()) plan.facts.emplace_back(label, value);
    };
    add(shown.key_worker_title, shown.key_worker);
    add(shown.core_group_title, say_list(shown.core_group));
    add(say("plan.first-meeting"), shown.first_meeting);
    add(shown.next_title, shown.next_conference);
    plan.aims = std::move(shown.aims);
    for (auto& note : shown.notes)
        if (!note.texts.empty()) plan.notes.push_back(std::move(note));
    return plan;
}

void add_corrections(PastView& view, const State& state) {
    for (const auto& contribution : state.contributions)
        for (const auto& correction : contribution.corrections) {
            if (!shown_to_room(state, contribution.said.segment) ||
                !shown_to_room(state, correction.segment))
                continue;
            view.changes.push_back({say("record.put_right",
                                        {{"who", person_name(state, correction.by)},
                                         {"whose", person_name(state, contribution.said.speaker)}}),
                                    contribution.said.text,
                                    correction.text,
                                    {}});
        }
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        const auto& now = child.result;
        if (!now || now->correction_reason.empty()) continue;
        view.changes.push_back({say("record.result_corrected", {{"child", child.added.ref}}),
                                {},
                                {},
                                say("record.because", {{"why", now->correction_reason}})});
    }
    for (const auto& id : state.child_order)
        for (const auto& taken : state.children.at(id).withdrawn)
            view.changes.push_back(
                {say("record.withdrawn", {{"child", state.children.at(id).added.ref}}),
                 {},
                 {},
                 say("record.because", {{"why", taken.reason}})});
}

void add_changes(PastView& view, const State& state, const RecordFacts& record) {
    view.changes_title = say("record.changes_title");
    view.no_changes = say("record.no_changes");
    view.later_title = say("record.after_close");
    view.no_later = say("record.no_later");
    view.later_help = say("record.later_help");
    add_corrections(view, state);
    for (const auto& recommendation : state.recommendations) {
        if (!recommendation.answered) continue;
        const auto& answer = *recommendation.answered;
        view.later.push_back(
            {say("record.answered",
                 {{"agency", recommendation.made.agency}, {"day", say_date(answer.on)}}),
             recommendation.made.what,
             say(answer.confirmed ? "addition.confirmed" : "addition.declined"),
             answer.reasons.empty() ? std::string{}
                                    : say("record.because", {{"why", answer.reasons}})});
    }
    for (const auto& line : record.lines)
        if (state.closed && line.seq > state.closed_seq)
            view.later.push_back(
                {entry_words(line.type), {}, say_date(line.at.date) + ", " + line.at.clock(), {}});
    if (!open_additions(state).empty()) view.addition_label = say("addition.open");
}

}  // namespace

PastView make_past_view(const State& state, const Rulebook& rules, const Moment& moment,
                        ConferenceId conference, const RecordFacts& record) {
    PastView view;
    view.conference = conference;
    const auto frame = make_frame(state, rules, moment);
    view.routes_label = routes_open(rules);
    view.matters_label = matters_open();
    view.minutes_label = minutes_open(state);
    view.title = frame.title;
    view.where = frame.where;
    view.home = frame.home;
    view.display = frame.display;
    view.hide = frame.hide;
    view.notice = moment.notice;
    view.tabs_label = say("record.tabs");
    view.tabs = {say("record.tab_summary"), say("past.people"),          say("past.record"),
                 say("record.tab_plan"),    say("record.tab_documents"), say("record.tab_changes")};
    put_band(view, state, moment);
    view.summary = summary_of(state, rules);
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        view.people.push_back(
            {person_line(person, rules.procedure), attendance_of(person, rules.procedure)});
    }
    view.stages = record_stages(state, rules, record);
    view.stages_label = say("record.stages");
    view.more_label = say("record.more");
    if (record.known && record.lines.empty()) view.no_entries = say("record.elsewhere");
    if (!record.known) view.no_entries = say("ready.looking");
    for (const auto& id : state.child_order)
        view.plans.push_back(plan_of(state, rules, moment, id));
    if (view.plans.empty()) view.no_plan = say("record.no_plan");
    add_papers(view, state, rules, moment);
    add_changes(view, state, record);
    view.verify_label = say("past.verify");
    view.own = own_check_line(record);
    view.whole = whole_check_line(record);
    if (state.closed) {
        view.removal = make_removal_view(record.removal);
        view.removal->open =
            moment.sheet.name == removal_sheet && !view.removal->open_label.empty();
    }
    view.back_label = say("past.back");
    return view;
}

}  // namespace cpc::view
