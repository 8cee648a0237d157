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
    if (!usual && (!rule->others_with_reason || blank(command.fact.reason)))
        return bench.no("plan.key-worker-reason");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<CoreGroupNamed>& command) {
    const auto& group = command.fact;
    if (bench.state.child(group.child) == nullptr) return bench.no("people.known");
    if (group.members.empty()) return bench.no("plan.core-group");
    for (const auto& id : group.members)
        if (bench.state.person(id) == nullptr) return bench.no("people.known");
    const auto* rule = bench.procedure().find<CoreGroupRule>();
    if (rule != nullptr && blank(group.later_reason) &&
        is_after_limit(limits_now(bench), rule->first_deadline, "", group.first_meeting))
        return bench.no("dates.later-reason");
    return yes(group);
}

Answer judge(const Bench& bench, const Say<ActionAgreed>& command) {
    const auto& action = command.fact;
    if (bench.state.child(action.child) == nullptr) return bench.no("people.known");
    const auto& rule = bench.procedure().the<procedure::PlanRule>();
    const bool unowned = bench.state.person(action.owner) == nullptr;
    if (blank(action.what) || unowned || (rule.action_outcome && blank(action.outcome)))
        return bench.no("plan.action-complete");
    if (too_long(action.what) || too_long(action.aim) || too_long(action.outcome))
        return bench.no("text.length");
    return yes(action);
}

Answer judge(const Bench& bench, const Say<PlanNoteAdded>& command) {
    if (bench.state.child(command.fact.child) == nullptr) return bench.no("people.known");
    if (blank(command.fact.text) || too_long(command.fact.text)) return bench.no("text.length");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<NextConferenceSet>& command) {
    const auto* rule = bench.procedure().find<ReviewRule>();
    if (rule != nullptr && blank(command.fact.later_reason)) {
        const auto* type = bench.procedure().type(bench.state.opened->type);
        const bool first = type == nullptr || type->kind == procedure::TypeKind::initial;
        if (is_after_limit(limits_now(bench), first ? rule->first_deadline : rule->next_deadline,
                           first ? rule->first_which : rule->next_which, command.fact.at))
            return bench.no("dates.later-reason");
    }
    return yes(command.fact);
}

Answer judge(const Bench& bench, const CloseConference& command) {
    if (bench.state.stage != Stage::close) return bench.no("stage.right-one");
    for (auto stage = Stage::introductions; stage <= Stage::close;
         stage = static_cast<Stage>(static_cast<std::uint8_t>(stage) + 1))
        if (auto gap = stage_is_complete(bench, stage)) return *gap;
    return yes(ConferenceClosed{bench.by.now, command.summary});
}

}  // namespace cpc::conference
