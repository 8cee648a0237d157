// SPDX-License-Identifier: Apache-2.0
#include "app/view/decision_support.hpp"

#include <algorithm>

namespace cpc::view {
namespace {

using conference::Child;
using conference::State;

bool applies(const procedure::ChecklistItem& item, const State& state) {
    const auto has = [](const std::vector<std::string>& list, const std::string& wanted) {
        return std::find(list.begin(), list.end(), wanted) != list.end();
    };
    if (!item.types.empty() && !has(item.types, state.opened->type)) return false;
    return std::all_of(item.flags.begin(), item.flags.end(), [&](const std::string& flag) {
        return flag == "transfer-in" && state.opened->transfer_in;
    });
}

}  // namespace

const Child* child_of(const State& state, const Moment& moment) {
    if (const auto* child = state.child(moment.child)) return child;
    return state.child_order.empty() ? nullptr : state.child(state.child_order.front());
}

ChildTabs make_tabs(const State& state, const Moment& moment, bool (*done)(const Child&)) {
    ChildTabs tabs;
    tabs.name = say("stages.child");
    const auto* current = child_of(state, moment);
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        if (&child == current) tabs.current = tabs.tabs.size();
        tabs.tabs.push_back({id, child_label(child, moment.now.date), done(child)});
    }
    return tabs;
}

std::optional<ChildId> next_child(const State& state, ChildId child, bool (*done)(const Child&)) {
    for (const auto& id : state.child_order)
        if (!(id == child) && !done(state.children.at(id))) return id;
    return std::nullopt;
}

std::vector<PointLine> points_of(const State& state, const conference::Rulebook& rules,
                                 conference::Stage stage, ChildId child) {
    std::vector<PointLine> lines;
    const auto kind = conference::stage_kind(stage);
    const auto* found = kind ? rules.procedure.stage(*kind) : nullptr;
    if (found == nullptr || !state.opened) return lines;
    for (const auto& item : found->checklist) {
        if (!applies(item, state)) continue;
        const ChildId about = item.per_child ? child : ChildId{};
        PointLine line;
        line.key = conference::point_key(item, state, about);
        line.text = fill_text(item.text, state, rules, about);
        line.needed = item.weight == procedure::Weight::blocking;
        const auto confirmed = state.points.find(line.key);
        line.done = confirmed != state.points.end();
        if (line.done)
            line.detail = point_detail(confirmed->second);
        else if (line.needed)
            line.detail = say("stages.point-needed");
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string point_detail(const conference::PointConfirmed& point) {
    if (point.waived) return say("stages.point-waived", {{"why", point.note}});
    const auto when = say("stages.point-done", {{"time", point.at.clock()}});
    return point.note.empty() ? when
                              : say("room.point_note", {{"when", when}, {"note", point.note}});
}

Intent confirm_point(const PointLine& point, const LocalTime& now) {
    return Ask{conference::Say<conference::PointConfirmed>{{point.key, now, {}, false}}, PersonId{},
               say("stages.point-recorded")};
}

std::string choice_label(const std::vector<procedure::Choice>& choices, const std::string& id) {
    const auto found = std::find_if(choices.begin(), choices.end(),
                                    [&](const auto& choice) { return choice.id == id; });
    return found == choices.end() ? id : found->label;
}

std::string agency_line(const conference::Person& person, const procedure::Procedure& procedure) {
    return person_line(person, procedure).detail;
}

std::string reason_text(const std::optional<conference::Refusal>& refusal) {
    return refusal ? refusal_text(*refusal) : std::string{};
}

std::string result_sentence(const State& state, const conference::Rulebook& rules,
                            const Child& child) {
    if (!child.result) return {};
    const auto& locked = child.result->locked;
    std::string sentence;
    for (const auto& outcome : rules.procedure.outcomes)
        if (procedure::outcome_word(outcome.kind) == conference::word(locked.decision))
            sentence = fill_text(outcome.sentence, state, rules, child.added.child);
    if (locked.categories.empty()) return sentence;
    const auto* categories = rules.procedure.find<procedure::CategoryRule>();
    std::vector<std::string> labels;
    for (const auto& id : locked.categories)
        labels.push_back(categories == nullptr ? id : choice_label(categories->categories, id));
    return sentence + " " +
           say("stages.category",
               {{"term", rules.procedure.terms.harm_category}, {"list", say_list(labels)}});
}

std::string decision_label(const conference::Rulebook& rules, conference::Decision decision) {
    for (const auto& outcome : rules.procedure.outcomes)
        if (procedure::outcome_word(outcome.kind) == conference::word(decision))
            return outcome.label;
    return std::string{conference::word(decision)};
}

std::string rule_name(conference::RuleCode rule) {
    switch (rule) {
        case conference::RuleCode::consensus:
            return say("rule.consensus");
        case conference::RuleCode::majority:
            return say("rule.majority");
        case conference::RuleCode::split_chair:
            return say("rule.split-chair");
        case conference::RuleCode::chair_judgement:
            return say("rule.chair-judgement");
        case conference::RuleCode::transfer_initial_registration:
            return say("rule.transfer");
        case conference::RuleCode::agreed_outcome:
            return say("rule.agreed");
        case conference::RuleCode::outcome_not_agreed:
            return say("rule.not-agreed");
    }
    return {};
}

std::string view_name(conference::View view) {
    switch (view) {
        case conference::View::in_favour:
            return say("decision.agrees");
        case conference::View::against:
            return say("decision.differs");
        case conference::View::unable:
            return say("decision.unable");
    }
    return {};
}

std::string with_capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
}

}  // namespace cpc::view
