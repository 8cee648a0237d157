// SPDX-License-Identifier: Apache-2.0
// The plan, its people and dates, and what must stand before the conference can close.
#include <algorithm>

#include "core/conference/judge.hpp"

namespace cpc::conference {
namespace {

using procedure::CoreGroupRule;
using procedure::LeadWorkerRule;
using procedure::ReviewRule;

bool has_need(const Bench& bench, const Child& child, procedure::Need need) {
    for (const auto& outcome : bench.procedure().outcomes) {
        if (procedure::outcome_word(outcome.kind) != word(child.result->locked.decision)) continue;
        return std::find(outcome.needs.begin(), outcome.needs.end(), need) != outcome.needs.end();
    }
    return false;
}

const ActionAgreed* action_of(const Child& child, ActionId id) {
    const auto found = std::find_if(child.actions.begin(), child.actions.end(),
                                    [&](const auto& action) { return action.action == id; });
    return found == child.actions.end() ? nullptr : &*found;
}

bool is_against(const State& state, const Child& child, PersonId person) {
    const auto against = dissenters(state, child);
    const bool noted = std::any_of(child.dissents.begin(), child.dissents.end(),
                                   [&](const auto& each) { return each.person == person; });
    return noted || std::find(against.begin(), against.end(), person) != against.end();
}

procedure::Deadlines limits_now(const Bench& bench) {
    return deadlines_of(bench.state, bench.rules, bench.by.now);
}

std::optional<Refusal> child_plan_is_complete(const Bench& bench, const Child& child) {
    const auto lacks = [&](std::string_view rule) {
        return refuse(rule, bench.procedure(), child.added.ref + ".");
    };
    if (has_need(bench, child, procedure::Need::lead_worker) && !child.key_worker)
        return lacks("plan.key-worker");
    if (has_need(bench, child, procedure::Need::plan) && child.actions.empty())
        return lacks("plan.outline");
    if (has_need(bench, child, procedure::Need::core_group) &&
        (!child.core_group || child.core_group->members.empty()))
        return lacks("plan.core-group");
    return std::nullopt;
}

}  // namespace

std::vector<Event> register_entries(const Bench& bench) {
    std::vector<Event> entries;
    for (const auto& id : bench.state.child_order) {
        const auto& child = bench.state.children.at(id);
        if (!child.result) continue;
        for (const auto& outcome : bench.procedure().outcomes) {
            const bool meant =
                procedure::outcome_word(outcome.kind) == word(child.result->locked.decision);
            if (!meant || outcome.register_status.empty()) continue;
            entries.emplace_back(RegisterEntered{
                id, outcome.register_status, child.result->locked.categories,
                child.key_worker ? child.key_worker->person : PersonId{}, bench.by.now});
            break;
        }
    }
    return entries;
}

std::optional<Refusal> plan_is_complete(const Bench& bench) {
    bool continuing = false;
    for (const auto& id : bench.state.child_order) {
        const auto& child = bench.state.children.at(id);
        if (!child.result)
            return refuse("decision.every-child", bench.procedure(), child.added.ref + ".");
        continuing = continuing || child.protected_status();
        if (auto gap = child_plan_is_complete(bench, child)) return gap;
    }
    const auto* review = bench.procedure().find<ReviewRule>();
    if (continuing && review != nullptr && review->date_before_close &&
        !bench.state.next_conference)
        return refuse("close.next-conference", bench.procedure());
    return std::nullopt;
}

Answer judge(const Bench& bench, const Say<KeyWorkerNamed>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr || bench.state.child(command.fact.child) == nullptr)
        return bench.no("people.known");
    const auto* rule = bench.procedure().find<LeadWorkerRule>();
    if (rule == nullptr) return yes(command.fact);
    const bool usual = std::find(rule->roles.begin(), rule->roles.end(), person->invited.role) !=
                       rule->roles.end();
    if (!usual && !rule->others_with_reason)
        return bench.no("plan.key-worker-who", rule->reason_prompt);
    if (!usual && blank(command.fact.reason)) return bench.no("plan.key-worker-reason");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<CoreGroupNamed>& command) {
    const auto& group = command.fact;
    if (bench.state.child(group.child) == nullptr) return bench.no("people.known");
    if (group.members.empty()) return bench.no("plan.core-group");
    for (const auto& id : group.members)
        if (bench.state.person(id) == nullptr) return bench.no("people.known");
    const auto* rule = bench.procedure().find<CoreGroupRule>();
    if (rule != nullptr && rule->first_date_at_conference &&
        group.first_meeting.instant() <= bench.by.now.instant())
        return bench.no("dates.to-come");
    if (rule != nullptr && blank(group.later_reason) &&
        is_after_limit(limits_now(bench), rule->first_deadline, "", group.first_meeting))
        return bench.no("dates.later-reason");
    return yes(group);
}

Answer judge(const Bench& bench, const Say<ActionAgreed>& command) {
    const auto& action = command.fact;
    const auto* child = bench.state.child(action.child);
    if (child == nullptr) return bench.no("people.known");
    // Written anew, an action may not leave the hands of an agency that does not agree (REQ-264).
    if (const auto* before = action_of(*child, action.action);
        before != nullptr && before->owner != action.owner &&
        is_against(bench.state, *child, before->owner))
        return bench.no("plan.dissent-binds");
    const auto& rule = bench.procedure().the<procedure::PlanRule>();
    const bool unowned = bench.state.person(action.owner) == nullptr;
    if (blank(action.what) || unowned || (rule.action_outcome && blank(action.outcome)))
        return bench.no("plan.action-complete");
    if (rule.action_linked && action.needs.empty()) return bench.no("plan.action-linked");
    if (too_long(action.what) || too_long(action.aim) || too_long(action.outcome))
        return bench.no("text.length");
    return yes(action);
}

// An agency that does not agree is still bound by its part of the plan (REQ-264).
Answer judge(const Bench& bench, const Say<ActionWithdrawn>& command) {
    const auto* child = bench.state.child(command.fact.child);
    if (child == nullptr) return bench.no("people.known");
    const auto* action = action_of(*child, command.fact.action);
    if (action == nullptr) return bench.no("plan.action-known");
    if (blank(command.fact.reason)) return bench.no("plan.withdrawn-reason");
    if (is_against(bench.state, *child, action->owner)) return bench.no("plan.dissent-binds");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<RecommendationMade>& command) {
    const auto& made = command.fact;
    if (bench.state.child(made.child) == nullptr) return bench.no("people.known");
    if (blank(made.agency) || blank(made.what)) return bench.no("plan.recommendation");
    if (too_long(made.what)) return bench.no("text.length");
    return yes(made);
}

Answer judge(const Bench& bench, const Say<RecommendationAnswered>& command) {
    const auto& list = bench.state.recommendations;
    const bool known = std::any_of(list.begin(), list.end(), [&](const auto& each) {
        return each.made.recommendation == command.fact.recommendation;
    });
    if (!known) return bench.no("plan.recommendation");
    if (!command.fact.confirmed && blank(command.fact.reasons))
        return bench.no("plan.declined-reasons");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<PlanNoteAdded>& command) {
    if (bench.state.child(command.fact.child) == nullptr) return bench.no("people.known");
    if (blank(command.fact.text) || too_long(command.fact.text)) return bench.no("text.length");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<NextConferenceSet>& command) {
    if (command.fact.at.instant() <= bench.by.now.instant()) return bench.no("dates.to-come");
    const auto* rule = bench.procedure().find<ReviewRule>();
    const auto* type = bench.procedure().type(bench.state.opened->type);
    if (rule == nullptr || type == nullptr) return yes(command.fact);
    const auto limits = limits_now(bench);
    const bool has_ceiling = std::find(rule->ceiling_types.begin(), rule->ceiling_types.end(),
                                       type->id) != rule->ceiling_types.end();
    if (has_ceiling &&
        is_after_limit(limits, rule->ceiling_deadline, rule->ceiling_which, command.fact.at))
        return bench.no("dates.ceiling");  // REQ-177: no reason passes it
    const auto limit = rule->limit_for(*type);
    if (blank(command.fact.later_reason) &&
        is_after_limit(limits, limit.deadline, limit.which, command.fact.at))
        return bench.no("dates.later-reason");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const CloseConference& command) {
    if (bench.state.stage != Stage::close) return bench.no("stage.right-one");
    for (auto stage = Stage::introductions; stage <= Stage::close;
         stage = static_cast<Stage>(static_cast<std::uint8_t>(stage) + 1))
        if (auto gap = stage_is_complete(bench, stage)) return *gap;
    // The register first: a close without its entries would be worse than entries without it.
    auto events = register_entries(bench);
    events.emplace_back(ConferenceClosed{bench.by.now, command.summary});
    return events;
}

}  // namespace cpc::conference
