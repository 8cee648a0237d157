// SPDX-License-Identifier: Apache-2.0
#include "app/view/information.hpp"

#include <algorithm>
#include <map>

#include "app/view/decision_support.hpp"
#include "app/view/information_sheets.hpp"

namespace cpc::view {
namespace {

using conference::Group;
using conference::Stage;

void add_contributions(InformationView& view, const conference::State& state,
                       const conference::Rulebook& rules) {
    // Grouped by speaker in the order in which they first spoke; within one, newest on top.
    std::vector<PersonId> order;
    std::map<PersonId, std::vector<const conference::Contribution*>> by_speaker;
    for (const auto& contribution : state.contributions) {
        if (!shown_to_room(state, contribution.said.segment)) continue;
        auto& list = by_speaker[contribution.said.speaker];
        if (list.empty()) order.push_back(contribution.said.speaker);
        list.insert(list.begin(), &contribution);
    }
    for (const auto& speaker : order)
        for (const auto* contribution : by_speaker.at(speaker))
            view.contributions.push_back(contribution_view(*contribution, state, rules));
    std::stable_partition(view.contributions.begin(), view.contributions.end(),
                          [](const auto& contribution) { return contribution.apart; });
}

std::string speaker_detail(const conference::Person& person, std::size_t points,
                           const procedure::Procedure& procedure) {
    if (person.heard) {
        const auto word = conference::word(person.heard->heard);
        const auto known =
            std::find_if(procedure.agency_outcomes.begin(), procedure.agency_outcomes.end(),
                         [&](const auto& outcome) { return outcome.id == word; });
        return known == procedure.agency_outcomes.end() ? std::string{word} : known->label;
    }
    if (points > 0) return say_count("info.points_said", points);
    if (person.report && person.presence.empty())
        return say(person.report_read_in ? "info.report_read" : "info.report_waits");
    if (person.presence.empty() && person.invited.report_expected) return say("info.no_report");
    return say("info.not_heard");
}

void add_speakers(InformationView& view, const conference::State& state,
                  const conference::Rulebook& rules) {
    view.speakers_title = say("info.speakers");
    view.speaking_now = say("info.speaking_now");
    if (!state.closed) view.came_label = say("room.somebody");
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        const auto group = person.invited.group;
        const bool silent = group == Group::observer || group == Group::minute_taker ||
                            group == Group::chair || group == Group::interpreter;
        const bool was_here = !person.presence.empty();
        if (silent || (!was_here && !person.report && !is_family(group))) continue;
        if (!may_speak_now(state, person)) continue;
        const auto points = points_of_speaker(state, id);
        SpeakerRow row;
        row.id = id;
        row.name = person.invited.name;
        row.absent_report = !was_here && person.report.has_value();
        const bool has_views = std::any_of(state.parent_views.begin(), state.parent_views.end(),
                                           [&](const auto& v) { return v.person == id; });
        row.done =
            group == Group::professional
                ? (row.absent_report ? person.report_read_in.has_value() : person.heard.has_value())
                : has_views || points > 0 || person.heard.has_value();
        row.detail = has_views && !person.heard ? say("info.views_recorded")
                                                : speaker_detail(person, points, rules.procedure);
        view.speakers.push_back(std::move(row));
    }
}

std::string source_label(const procedure::Procedure& procedure, const std::string& id) {
    for (const auto& source : procedure.risk.views_sources)
        if (source.id == id) return source.label;
    return id;
}

void add_views(InformationView& view, const conference::State& state,
               const conference::Rulebook& rules) {
    view.views_title = say("info.views_title");
    const auto fill = [&](ViewsRow& row, const conference::ViewsRecorded& recorded) {
        row.done = true;
        if (recorded.text.empty()) {
            row.none_because = recorded.none_because;
            return;
        }
        row.said.push_back(recorded.text);
        row.source = source_label(rules.procedure, recorded.source);
    };
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        ViewsRow row;
        row.child = id;
        row.title = say("info.says", {{"who", child.added.ref}});
        row.add_label = say("info.views_add", {{"who", child.added.ref}});
        row.sheet = views_sheet_name(id, {});
        for (const auto& recorded : child.views)
            fill(row, recorded);
        view.views.push_back(std::move(row));
    }
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (person.invited.group != Group::family) continue;
        ViewsRow row;
        row.person = id;
        row.title = say("info.says", {{"who", person.invited.name}});
        row.add_label = say("info.views_add", {{"who", person.invited.name}});
        row.sheet = views_sheet_name({}, id);
        for (const auto& recorded : state.parent_views)
            if (recorded.person == id) fill(row, recorded);
        view.views.push_back(std::move(row));
    }
}

void add_points(InformationView& view, const conference::State& state,
                const conference::Rulebook& rules) {
    view.points_title = say("info.points");
    view.points = points_of(state, rules, conference::Stage::information, ChildId{});
    for (auto& point : view.points)
        if (!point.done) point.detail = say(point.needed ? "point.needed" : "point.wanted");
}

std::string missing_text(const InformationView& view) {
    std::vector<std::string> names;
    for (const auto& row : view.speakers)
        if (!row.done) names.push_back(row.name);
    if (names.empty()) {
        for (const auto& row : view.views)
            if (!row.done) return say("info.views_missing", {{"who", row.title}});
        return {};
    }
    if (names.size() > 3) return say_count("info.to_hear", names.size());
    return say("info.to_hear_names", {{"names", say_list(names)}});
}

// While a part is held without everybody: nothing leads elsewhere, and what concerns people who are
// out of the room is left until they are back.
void set_apart(InformationView& view, const conference::State& state) {
    view.apart = make_apart_part(state);
    if (!view.apart) return;
    view.title = view.apart->title;
    view.help = view.apart->help;
    view.empty = say("apart.empty");
    view.earlier_title = say("apart.earlier");
    view.came_label.clear();
    view.views.clear();
    view.points.clear();
    view.missing.clear();
    view.stage_is_now = false;
    auto& frame = view.frame;
    frame.tabs.clear();
    frame.undo.clear();
    frame.open_again.clear();
}

}  // namespace

InformationView make_information_view(const conference::State& state,
                                      const conference::Rulebook& rules, const Moment& moment) {
    InformationView view;
    view.frame = make_frame(state, rules, moment);
    view.sheet = moment.sheet.name;
    const auto* stage = rules.procedure.stage(procedure::StageKind::information);
    view.title = stage->label;
    view.help = say("info.help");
    view.add_label = say("info.add");
    view.show_all = say("info.show_all");
    view.edit_label = say("info.edit");
    view.empty = say("info.empty");
    view.filter_label = say("info.filter");
    view.filters.push_back(say("info.all"));
    for (const auto& label : label_words(rules.procedure))
        view.filters.push_back(label.word);
    for (const auto& id : state.child_order) {
        const auto& ref = state.children.at(id).added.ref;
        view.children.emplace_back(id, ref);
        if (state.child_order.size() > 1) view.filters.push_back(ref);
    }
    add_contributions(view, state, rules);
    add_speakers(view, state, rules);
    add_views(view, state, rules);
    add_points(view, state, rules);
    view.missing = missing_text(view);
    view.next = say("info.next");
    view.stage_is_now = state.stage == Stage::information;
    if (view.stage_is_now)
        view.next_blocked =
            blocked_by(state, rules, moment, conference::EnterStage{Stage::risk, {}});
    if (!state.segments.empty()) view.said_apart_label = say("said_apart.open");
    set_apart(view, state);
    const auto& sheet = moment.sheet;
    view.add = make_add_sheet(state, rules);
    if (sheet.name == "speaker")
        view.speaker = make_speaker_sheet(state, rules, sheet.person, moment.now.date);
    if (sheet.name == "contribution")
        view.contribution = make_contribution_sheet(state, rules, sheet.contribution);
    if (state.open_segment() == nullptr) view.carried = make_carried_card(state, rules);
    if (view.carried && sheet.name == carry_sheet) view.carry = make_carry_sheet(state, moment);
    if (view.carried) view.progress = make_progress_sheet(state, rules, sheet.name);
    if (sheet.name.starts_with("views:")) view.views_sheet = make_views_sheet(state, rules, sheet);
    return view;
}

}  // namespace cpc::view
