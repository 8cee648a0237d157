// SPDX-License-Identifier: Apache-2.0
#include "app/view/outcome.hpp"

#include <algorithm>

#include "core/conference/decide.hpp"

namespace cpc::view {
namespace {

bool locked(const conference::Child& child) {
    return child.result.has_value();
}

void add_words(OutcomeView& view, const procedure::Procedure& procedure) {
    view.ways_label = say("outcome.ways");
    view.ways = {say("outcome.agreed"), say("outcome.not_agreed")};
    view.words_first = say("outcome.words");
    view.words_labels = {say("outcome.words_agreed"), say("outcome.words_not_agreed")};
    view.put_right = say("outcome.put_right");
    view.keep = say("outcome.keep");
    view.who_label = say("outcome.who");
    view.endorsed_label = say("outcome.endorsed");
    view.need_way = say("outcome.need_way");
    view.need_words = view.need_endorsed =
        refusal_text(conference::refuse("decision.endorsed", procedure));
    view.need_who = say("outcome.need_who");
    view.record = say("outcome.record");
    view.recorded_text = say("outcome.recorded");
    view.dissent_title = say("outcome.dissent");
    view.dissent_none = say("outcome.dissent_none");
    view.dissent_add = say("outcome.dissent_add");
    view.dissent_who = say("outcome.dissent_who");
    view.dissent_words = say("outcome.dissent_words");
    view.dissent_record = say("outcome.dissent_record");
    view.need_dissent_who = say("outcome.need_dissent_who");
    view.need_dissent_words = refusal_text(conference::refuse("dissent.reason", procedure));
    view.dissent_text = say("outcome.dissent_text");
    view.cancel = say("shell.cancel");
}

// The service that convenes is the chair's own; where nobody of it is here, anybody may.
void add_people(OutcomeView& view, const conference::State& state,
                const conference::Rulebook& rules) {
    const auto service_of = [&](const conference::Person& person) {
        const auto* role = rules.procedure.role(person.invited.role);
        return role == nullptr ? std::string{} : role->agency_group;
    };
    std::string convenes;
    for (const auto& [id, person] : state.people)
        if (person.invited.group == conference::Group::chair) convenes = service_of(person);
    std::vector<std::string> names;
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (!person.here()) continue;
        const auto line = person_line(person, rules.procedure);
        view.people.push_back({id, line.name, line.detail});
        names.push_back(line.name);
        if (!convenes.empty() && service_of(person) == convenes)
            view.entries.push_back(view.people.back());
    }
    if (view.entries.empty()) view.entries = view.people;
    if (!names.empty()) view.here = say("outcome.here", {{"names", say_list(names)}});
}

void add_agreed(OutcomeView& view, const conference::State& state,
                const conference::Rulebook& rules, const Moment& moment,
                const conference::Child& child) {
    conference::OutcomeAgreed probe{child.added.child, true, view.words_first, {}, view.record};
    if (!view.people.empty()) {
        probe.entered_by = view.people.front().id;
        view.blocked = blocked_by(state, rules, moment,
                                  conference::Say<conference::OutcomeAgreed>{std::move(probe)});
    }
    if (child.result) view.here.clear();
    if (!child.agreed) return;
    auto& recorded = view.recorded;
    recorded.way = child.agreed->agreed ? 0 : 1;
    recorded.who = child.agreed->entered_by;
    recorded.words = child.agreed->outcome;
    recorded.endorsed = child.agreed->endorsed_by;
    recorded.title = say(child.agreed->agreed ? "outcome.said_agreed" : "outcome.said_not_agreed");
    recorded.detail = say("outcome.said_by", {{"who", person_name(state, recorded.who)},
                                              {"endorsed", recorded.endorsed}});
}

void add_lock(OutcomeView& view, const conference::State& state, const conference::Rulebook& rules,
              const Moment& moment, const conference::Child& child) {
    const auto* rule = rules.procedure.find<procedure::CategoryRule>();
    const auto lock = [&](std::vector<std::string> categories) {
        return blocked_by(state, rules, moment,
                          conference::LockResult{child.added.child, std::move(categories)});
    };
    view.lock = say("outcome.lock", {{"child", child.added.ref}});
    view.lock_text = say("outcome.locked", {{"child", child.added.ref}});
    view.result = result_sentence(state, rules, child);
    if (child.result) return;
    view.asks_category = rule != nullptr && child.agreed && child.agreed->agreed;
    if (!view.asks_category) {
        view.lock_blocked = lock({});
        return;
    }
    view.several_categories = rule->several;
    view.category_title = with_capital(rules.procedure.terms.harm_category);
    // Without any: what else stands against it, or that one has to be named. A conference after
    // classification has none to name.
    const auto none = conference::decide(state, rules, {moment.now, {}},
                                         conference::LockResult{child.added.child, {}});
    if (const auto* refusal = std::get_if<conference::Refusal>(&none))
        (refusal->rule == "decision.category" ? view.category_first : view.lock_blocked) =
            refusal_text(*refusal);
    for (const auto& category : rule->categories)
        view.categories.push_back(
            {category.id, category.label, category.means, false, lock({category.id})});
}

}  // namespace

bool agrees_outcome(const conference::Rulebook& rules) {
    return rules.procedure.the<procedure::DecisionRule>().method ==
           procedure::Method::agreed_outcome;
}

OutcomeView make_outcome_view(const conference::State& state, const conference::Rulebook& rules,
                              const Moment& moment) {
    OutcomeView view;
    view.frame = make_frame(state, rules, moment);
    view.now = moment.now;
    const auto* child = child_of(state, moment);
    if (child == nullptr) return view;
    const auto* stage = rules.procedure.stage(procedure::StageKind::outcome);
    const auto& rule = rules.procedure.the<procedure::DecisionRule>();
    view.child = child->added.child;
    view.child_ref = child->added.ref;
    view.tabs = make_tabs(state, moment, locked);
    if (stage != nullptr) {
        view.title = stage->label;
        view.help = fill_text(stage->family_text, state, rules, view.child);
    }
    view.rule = rule.family_sentence.empty() ? rule.sentence : rule.family_sentence;
    view.rule_cites = short_citation(rule.basis.cites);
    view.points = points_of(state, rules, conference::Stage::decision, view.child);
    add_words(view, rules.procedure);
    add_people(view, state, rules);
    add_agreed(view, state, rules, moment, *child);
    add_lock(view, state, rules, moment, *child);
    for (const auto& dissent : child->dissents)
        view.dissents.push_back({person_name(state, dissent.person), dissent.reason});
    view.dissent_open = moment.sheet.name == dissent_sheet && !state.closed;
    view.next = next_child(state, view.child, locked);
    if (view.next)
        view.next_label = say("stages.next-child", {{"child", state.child(*view.next)->added.ref}});
    const auto* plan = rules.procedure.stage(procedure::StageKind::plan);
    view.continue_label =
        say("stages.continue-to", {{"stage", plan == nullptr ? std::string{} : plan->label}});
    if (state.stage == conference::Stage::decision)
        view.continue_blocked = blocked_by(
            state, rules, moment, conference::EnterStage{conference::Stage::plan, std::string{}});
    return view;
}

}  // namespace cpc::view
