// SPDX-License-Identifier: Apache-2.0
#include "app/view/decision_support.hpp"

#include <algorithm>

namespace cpc::view {
namespace {

using conference::Child;
using conference::State;

const std::vector<procedure::ChecklistItem>* checklist_of(const procedure::Procedure& procedure,
                                                          conference::Stage stage) {
    if (stage == conference::Stage::preparation)
        return &procedure.the<procedure::ChairRule>().confirmations;
    const auto kind = conference::stage_kind(stage);
    if (!kind) return nullptr;
    const auto* found = procedure.stage(*kind);
    if (found == nullptr && kind == procedure::StageKind::decision)
        found = procedure.stage(procedure::StageKind::outcome);
    return found == nullptr ? nullptr : &found->checklist;
}

std::vector<std::string> every_category(const procedure::Procedure& procedure) {
    std::vector<std::string> ids;
    if (const auto* rule = procedure.find<procedure::CategoryRule>())
        for (const auto& category : rule->categories)
            ids.push_back(category.id);
    return ids;
}

PointLine line_of(const State& state, const conference::Rulebook& rules,
                  const procedure::ChecklistItem& item, ChildId about, bool by_name) {
    PointLine line;
    line.key = conference::point_key(item, state, about);
    line.text = fill_text(item.text, state, rules, about);
    if (by_name && item.text.find("{child}") == std::string::npos)
        line.text =
            say("room.of_child", {{"child", state.child(about)->added.ref}, {"text", line.text}});
    line.needed = item.weight == procedure::Weight::blocking;
    line.asks = asks_more(item);
    line.must_be_done = must_be_done(item);
    const auto confirmed = state.points.find(line.key);
    line.done = confirmed != state.points.end();
    if (line.done)
        line.detail = point_detail(confirmed->second, &item);
    else if (line.needed)
        line.detail = say("stages.point-needed");
    return line;
}

void not_needed(PointLine& line) {
    line.needed = false;
    line.detail.clear();
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
    const auto* list = checklist_of(rules.procedure, stage);
    if (list == nullptr || !state.opened) return lines;
    const auto categories = every_category(rules.procedure);
    const auto open = conference::open_points(state, rules.procedure, stage, &categories);
    const auto open_now = conference::open_points(state, rules.procedure, stage);
    const auto among = [](const std::vector<conference::OpenPoint>& points,
                          const procedure::ChecklistItem& item, ChildId id) {
        return std::any_of(points.begin(), points.end(), [&](const auto& each) {
            return each.item == &item && each.child == id;
        });
    };
    const bool by_name = child.empty() && state.child_order.size() > 1;
    for (const auto& item : *list) {
        const auto about = !item.per_child ? std::vector<ChildId>{ChildId{}}
                           : child.empty() ? state.child_order
                                           : std::vector<ChildId>{child};
        for (const auto& id : about) {
            const bool done = state.points.contains(conference::point_key(item, state, id));
            if (!done && !among(open, item, id)) continue;
            lines.push_back(line_of(state, rules, item, id, by_name && item.per_child));
            // What another category would ask can be answered ahead of a correction.
            const auto* known = state.child(id);
            if (!done && known != nullptr && known->result && !among(open_now, item, id))
                not_needed(lines.back());
        }
    }
    return lines;
}

bool must_be_done(const procedure::ChecklistItem& item) {
    return item.weight == procedure::Weight::blocking && !item.waivable;
}

bool asks_more(const procedure::ChecklistItem& item) {
    return item.needs_text || !item.answers.empty();
}

std::string point_detail(const conference::PointConfirmed& point,
                         const procedure::ChecklistItem* item) {
    if (point.waived) return say("stages.point-waived", {{"why", point.note}});
    auto said = say("stages.point-done", {{"time", point.at.clock()}});
    if (item != nullptr && point.answer)
        for (const auto& answer : item->answers)
            if (answer.id == *point.answer)
                said = say("room.point_note", {{"when", said}, {"note", answer.label}});
    return point.note.empty() ? said
                              : say("room.point_note", {{"when", said}, {"note", point.note}});
}

Intent open_point(const std::string& key) {
    return OpenSheet{std::string{point_sheet_prefix} + key, {}, {}};
}

Intent confirm_point(const PointLine& point, const LocalTime& now) {
    if (point.asks) return open_point(point.key);
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
