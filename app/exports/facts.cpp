// SPDX-License-Identifier: Apache-2.0
#include "app/exports/facts.hpp"

#include <algorithm>

#include "core/conference/sight.hpp"

namespace cpc::exports {
namespace {

using conference::Child;
using conference::Decision;
using conference::Rulebook;
using conference::State;

// A review's own record knows when the plan began only by the date of the first conference.
constexpr std::string_view first_conference = "initial-conference";

std::string role_of(const State& state, const Rulebook& rules, PersonId id) {
    const auto* person = state.person(id);
    if (person == nullptr) return {};
    const auto* role = rules.procedure.role(person->invited.role);
    return role == nullptr ? person->invited.role : role->label;
}

void put_result(ChildFacts& facts, const Child& child) {
    if (!child.result) return;
    facts.decision = conference::word(child.result->locked.decision);
    facts.rule = conference::word(child.result->locked.rule);
    facts.categories = child.result->locked.categories;
    facts.first_categories = child.earlier_results.empty()
                                 ? facts.categories
                                 : child.earlier_results.front().locked.categories;
}

void put_plan(ChildFacts& facts, const Facts& all, const Child& child) {
    if (child.result_is(Decision::place)) facts.plan_start = all.last_day;
    if (child.result_is(Decision::remove)) facts.plan_end = all.last_day;
    if (facts.plan_start || !all.review) return;
    const auto found = all.start_events.find(std::string{first_conference});
    if (found != all.start_events.end()) facts.plan_start = found->second;
}

void put_actions(ChildFacts& facts, const State& state, const Rulebook& rules, const Child& child) {
    for (const auto& action : child.actions) {
        ActionFacts each;
        each.aim = action.aim;
        each.what = action.what;
        each.outcome = action.outcome;
        each.due = action.due;
        each.owner_role = role_of(state, rules, action.owner);
        if (const auto* owner = state.person(action.owner))
            each.owner_agency = owner->invited.agency;
        facts.actions.push_back(std::move(each));
    }
}

ChildFacts child_facts(const State& whole, const Rulebook& rules, const Facts& all, ChildId id,
                       std::size_t number) {
    // Nobody in particular reads it: somebody who was in no restricted part.
    const auto seen =
        conference::seen_by(whole, conference::Sight{id, conference::Readership::professional, {}});
    const auto& state = seen.state;
    const auto& child = state.children.at(id);
    ChildFacts facts;
    facts.reference = all.marks.reference + "-" + std::to_string(number);
    facts.called = child.added.ref;
    facts.name = child.birth ? child.birth->name : child.added.name;
    facts.born = child.birth ? child.birth->born : child.added.born;
    facts.expected = child.added.expected;
    facts.unborn = child.unborn();
    put_result(facts, child);
    if (child.ballot && child.ballot->closed) {
        facts.in_favour = child.ballot->closed->in_favour;
        facts.against = child.ballot->closed->against;
        facts.unable = child.ballot->closed->unable;
    }
    if (child.register_entry) facts.register_status = child.register_entry->status;
    if (child.key_worker) facts.lead_role = role_of(state, rules, child.key_worker->person);
    if (child.agreed) facts.agreed_outcome = child.agreed->outcome;
    if (child.core_group) facts.core_group = child.core_group->first_meeting;
    put_plan(facts, all, child);
    put_actions(facts, state, rules, child);
    return facts;
}

}  // namespace

Marks marks_of(ConferenceId id, bool practice) {
    return {id.hex().substr(0, 8), practice};
}

Facts facts_of(const State& state, const Rulebook& rules, const Marks& marks) {
    Facts facts;
    facts.marks = marks;
    const auto& opened = *state.opened;
    facts.procedure = opened.procedure;
    facts.procedure_hash = opened.procedure_hash;
    facts.type = opened.type;
    const auto* type = rules.procedure.type(opened.type);
    facts.review = type != nullptr && type->kind == procedure::TypeKind::review;
    facts.transfer_in = state.has_flag("transfer-in");
    facts.started = state.started_at();
    if (state.closed) facts.closed = state.closed->at;
    if (state.next_conference) facts.next = state.next_conference->at;
    facts.first_day = facts.started ? facts.started->date : opened.planned_start.date;
    facts.last_day = facts.closed             ? facts.closed->date
                     : state.sittings.empty() ? facts.first_day
                                              : state.sittings.back().from.date;
    for (const auto& event : opened.start_events)
        facts.start_events[event.name] = event.date;
    std::size_t number = 0;
    for (const auto& id : state.child_order)
        facts.children.push_back(child_facts(state, rules, facts, id, ++number));
    return facts;
}

}  // namespace cpc::exports
