// SPDX-License-Identifier: Apache-2.0
#include "app/view/introductions.hpp"

#include <algorithm>

#include "app/view/decision_support.hpp"
#include "app/view/person_sheet.hpp"
#include "core/conference/decide.hpp"

namespace cpc::view {
namespace {

using conference::Attendance;
using conference::Group;
using conference::Person;
using conference::Stage;

std::size_t group_of(Group group) {
    if (is_family(group)) return 0;
    return group == Group::professional || group == Group::chair || group == Group::minute_taker
               ? 1
               : 2;
}

std::optional<std::size_t> chosen_of(const conference::State& state, const Person& person) {
    if (person.attendance == Attendance::unrecorded || gone_with_last_sitting(state, person))
        return std::nullopt;
    if (conference::is_present(person.attendance)) return 0;
    // Somebody who sent word and somebody who did not come differ by the note alone.
    return person.attendance == Attendance::declined || !person.attendance_note.empty() ? 1U : 2U;
}

void add_note(AttendanceCard& card, const Person& person) {
    if (person.left()) {
        card.note = say("people.left_at", {{"time", person.presence.back().to->clock()}});
        card.note_tone = Tone::warn;
    } else if (person.attendance == Attendance::telephone) {
        card.note = say("people.by_phone");
        card.note_is_phone = true;
    } else if (person.attendance == Attendance::video) {
        card.note = say("people.by_video");
    } else if (person.attendance == Attendance::substitute) {
        card.note = say("people.substitute", {{"name", person.attendance_note}});
    } else if (person.late && person.here()) {
        card.note = say("people.late_at", {{"time", person.presence.front().from.clock()}});
    } else if (person.report && !person.here()) {
        card.note = say("people.report_here");
    } else if (person.invited.group == Group::observer) {
        card.note = say("people.observer_line");
    }
}

AttendanceCard card_of(const Person& person, const conference::State& state,
                       const conference::Rulebook& rules) {
    AttendanceCard card;
    card.line = person_line(person, rules.procedure);
    card.here = person.here();
    if (gone_with_last_sitting(state, person)) {
        card.note = say("people.not_yet_again");
        card.note_tone = Tone::warn;
    } else {
        add_note(card, person);
    }
    const bool excluded = person.attendance == Attendance::excluded_partly ||
                          person.attendance == Attendance::excluded_wholly;
    if (excluded) card.instead = say("people.part_of_meeting");
    card.chosen = chosen_of(state, person);
    const auto away =
        person.report ? Attendance::absent_with_report : Attendance::absent_without_report;
    card.options = {Attendance::in_person, away, away};
    card.on_sheet = state.stage > Stage::introductions;
    const Values name{{"name", card.line.name}};
    card.done_texts = {say("intro.marked_here", name), say("intro.marked_apologies", name),
                       say("intro.marked_away", name)};
    return card;
}

void add_groups(IntroductionsView& view, const conference::State& state,
                const conference::Rulebook& rules) {
    std::array<AttendanceGroup, 3> groups;
    groups[0].title = say("people.family");
    groups[1].title = say("people.professionals");
    groups[2].title = say("people.support");
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        groups.at(group_of(person.invited.group)).people.push_back(card_of(person, state, rules));
    }
    for (auto& group : groups)
        if (!group.people.empty()) view.groups.push_back(std::move(group));
}

struct Counts {
    std::size_t here = 0, away = 0, open = 0, to_introduce = 0, agencies = 0;
};

Counts count(const conference::State& state) {
    Counts counts;
    std::vector<std::string> agencies;
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (person.attendance == Attendance::unrecorded || gone_with_last_sitting(state, person))
            ++counts.open;
        else if (conference::is_present(person.attendance))
            ++counts.here;
        else
            ++counts.away;
        if (person.here() && !person.introduced) ++counts.to_introduce;
        if (person.here() && person.invited.group == Group::professional)
            agencies.push_back(person.invited.agency);
    }
    std::sort(agencies.begin(), agencies.end());
    agencies.erase(std::unique(agencies.begin(), agencies.end()), agencies.end());
    counts.agencies = agencies.size();
    return counts;
}

void add_points(IntroductionsView& view, const conference::State& state,
                const conference::Rulebook& rules, const Counts& counts) {
    view.points_title = say("intro.points");
    const bool quorate = conference::quorum_gap(state, rules.procedure).empty();
    const bool goes_on = state.points.contains("quorum.proceed");
    view.points.push_back({"", say("intro.quorum"),
                           goes_on && !quorate ? say("intro.quorum_goes_on")
                                               : say_count("intro.agencies_here", counts.agencies),
                           quorate || goes_on, !quorate && !goes_on, ""});
    view.points.push_back({"", say("intro.attendance"),
                           counts.open == 0
                               ? say("intro.all_recorded", {{"here", std::to_string(counts.here)},
                                                            {"away", std::to_string(counts.away)}})
                               : say_count("intro.to_record", counts.open),
                           counts.open == 0, counts.open > 0, ""});
    for (const auto& line : points_of(state, rules, Stage::introductions, ChildId{})) {
        PointRow row;
        row.point = line.key;
        row.label = line.text;
        row.done = line.done;
        row.asks = line.asks;
        row.detail = line.done ? line.detail : say(line.needed ? "point.needed" : "point.wanted");
        if (rules.procedure.statement(line.key) != nullptr) row.statement = line.key;
        view.points.push_back(std::move(row));
    }
}

void add_introduced(IntroductionsView& view, const conference::State& state,
                    const conference::Rulebook& rules) {
    view.introduced_title = say("intro.introduced");
    view.introduced_help = say("intro.introduced_help");
    view.sign_in_title = say("intro.sign_in");
    view.sign_in_help = say("intro.sign_in_help");
    view.sign_in_next = say("intro.sign_in_start");
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (!person.here()) continue;
        const auto line = person_line(person, rules.procedure);
        view.introduced.push_back({id, say("intro.has_said", {{"name", line.name}}), line.detail,
                                   person.introduced,
                                   say("intro.introduced_done", {{"name", line.name}})});
        if (person.invited.group != Group::professional) continue;
        const bool done = person.public_key.has_value();
        if (!done && !view.sign_in_first) view.sign_in_first = id;
        view.sign_in.push_back({id, say("intro.signs_in", {{"name", line.name}}),
                                say(done ? "intro.signed_in" : "intro.to_sign_in"), done});
    }
}

WayOn quorum_way(const procedure::QuorumRule& quorum) {
    WayOn way;
    way.point = "quorum.proceed";
    way.title = say("intro.quorum_missing");
    way.text = quorum.sentence;
    way.cites = quorum.basis.cites;
    way.reason_label = quorum.proceed_text;
    way.adjourn = quorum.adjourn_text;
    way.stop = say("adjourn.stop_open");
    return way;
}

// What the next step would be refused for, where the chair's reason is a way on; else nothing.
std::optional<WayOn> other_way(const conference::State& state, const conference::Rulebook& rules,
                               const Moment& moment) {
    const auto answer = conference::decide(state, rules, {moment.now, {}},
                                           conference::EnterStage{Stage::information, {}});
    const auto* refusal = std::get_if<conference::Refusal>(&answer);
    if (refusal == nullptr) return std::nullopt;
    const auto& musts = rules.procedure.the<procedure::QuorumRule>().must_attend;
    const bool excepted = std::any_of(musts.begin(), musts.end(), [&](const auto& must) {
        return must.exception && refusal->message.find(must.sentence) != std::string::npos;
    });
    WayOn way;
    if (refusal->rule == "attendance.key-absent") {
        way.point = "key-absent";
        way.title = say("intro.key_missing");
    } else if (refusal->rule == "people.must-attend" && excepted) {
        way.point = "must-attend";
        way.title = say("intro.must_missing");
    } else {
        return std::nullopt;
    }
    way.text = refusal->message;
    way.cites = refusal->cites;
    way.reason_label = say("intro.way_on_reason");
    return way;
}

// Asked only once everybody is recorded: before that it would cry wolf at every empty chair.
void add_way_on(IntroductionsView& view, const conference::State& state,
                const conference::Rulebook& rules, const Moment& moment, const Counts& counts) {
    if (counts.open > 0 || state.stage != Stage::introductions) return;
    const bool gone_on = state.points.contains("quorum.proceed");
    if (!gone_on && !conference::quorum_gap(state, rules.procedure).empty()) {
        view.way_on = quorum_way(rules.procedure.the<procedure::QuorumRule>());
        view.banner = view.way_on->text;
    } else {
        view.way_on = other_way(state, rules, moment);
    }
    if (!view.way_on) return;
    view.way_on->go_on = say("intro.quorum_go_on");
    view.way_on->need = say("intro.quorum_need");
    view.way_on->done_text = say("intro.quorum_done");
}

std::optional<StatementView> statement_of(const conference::State& state,
                                          const conference::Rulebook& rules, const Moment& moment) {
    constexpr std::string_view prefix = "statement:";
    if (!moment.sheet.name.starts_with(prefix)) return std::nullopt;
    const auto* statement =
        rules.procedure.statement(std::string_view{moment.sheet.name}.substr(prefix.size()));
    if (statement == nullptr) return std::nullopt;
    StatementView view;
    view.id = statement->id;
    view.title = statement->title;
    view.text = fill_text(statement->text, state, rules);
    if (!state.points.contains(statement->id)) view.point = statement->id;
    view.read_label = say("intro.read_to_all");
    view.back_label = say("cover.cancel");
    view.done_text = say("intro.read_done", {{"title", statement->title}});
    return view;
}

}  // namespace

IntroductionsView make_introductions_view(const conference::State& state,
                                          const conference::Rulebook& rules, const Moment& moment) {
    IntroductionsView view;
    view.frame = make_frame(state, rules, moment);
    view.sheet = moment.sheet.name;
    view.title = say("intro.title");
    view.help = say("intro.help");
    view.options = {say("intro.here"), say("intro.apologies"), say("intro.not_here")};
    view.none = say("prepare.people_none");
    if (!state.closed) view.add_label = say("room.add");
    view.point_done = say("intro.point_done");
    view.apologies_note = say("intro.apologies_note");
    const auto counts = count(state);
    add_groups(view, state, rules);
    add_points(view, state, rules, counts);
    add_introduced(view, state, rules);
    add_way_on(view, state, rules, moment, counts);
    const auto& decision = rules.procedure.the<procedure::DecisionRule>();
    view.rule_title = say("prepare.start_rule");
    view.rule_text = decision.family_sentence;
    view.rule_cites = decision.basis.cites;
    // Advice to the chair about the family is not for the family to read over the table.
    if (!moment.family_can_see) {
        view.prompts_title = say("intro.prompts");
        view.prompts = rules.procedure.stage(procedure::StageKind::introductions)->prompts;
    }
    view.stage_is_now = state.stage == Stage::introductions;
    if (counts.open > 0)
        view.missing = say_count("intro.to_record", counts.open);
    else if (counts.to_introduce > 0)
        view.missing = say_count("intro.to_introduce", counts.to_introduce);
    view.next = say("intro.next");
    if (view.stage_is_now)
        view.next_blocked =
            blocked_by(state, rules, moment, conference::EnterStage{Stage::information, {}});
    view.statement = statement_of(state, rules, moment);
    if (moment.sheet.name == "person")
        view.person = make_person_sheet(state, rules, moment, moment.sheet.person);
    return view;
}

}  // namespace cpc::view
