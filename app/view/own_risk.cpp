// SPDX-License-Identifier: Apache-2.0
#include "app/view/own_risk.hpp"

#include "core/conference/decide.hpp"
#include "core/conference/own_hand.hpp"

namespace cpc::view {

OwnRiskView make_own_risk_view(const conference::State& state, const conference::Rulebook& rules,
                               const Moment& moment, PersonId person_id, ChildId child_id) {
    OwnRiskView view;
    view.child = child_id;
    const auto* person = state.person(person_id);
    const auto* child = state.child(child_id);
    if (person == nullptr || child == nullptr) return view;
    view.person = person_line(*person, rules.procedure);
    view.title = say("own-risk.title", {{"child", child->added.ref}});
    view.help = say("own-risk.help");
    view.scale = say("own-risk.scale");
    view.low = say("risk.scale-low");
    view.high = say("risk.scale-high");
    view.choose_first = say("own-risk.choose-first");
    view.again_label = say("ballot.again");
    view.not_now_label = say("ballot.not-now");
    view.hold_label = say("ballot.hold");
    view.given = say("own-risk.given");
    view.said = score_of(*child, person_id);
    if (view.said) view.earlier = say("own-risk.earlier");
    const auto answer = conference::decide(
        state, rules, {moment.now, person_id},
        conference::Say<conference::SafetyScored>{{child_id, view.said.value_or(0), person_id}});
    if (const auto* refusal = std::get_if<conference::Refusal>(&answer))
        view.blocked = refusal_text(*refusal);
    return view;
}

std::optional<int> score_of(const conference::Child& child, PersonId person) {
    std::optional<int> latest;
    for (const auto& score : child.scores)
        if (score.by == person) latest = score.score;
    return latest;
}

std::optional<PersonId> next_to_score(const conference::State& state, ChildId child_id,
                                      PersonId after) {
    const auto* child = state.child(child_id);
    if (child == nullptr) return std::nullopt;
    std::optional<PersonId> first;
    bool past = false;
    for (const auto& id : state.person_order) {
        if (id == after) {
            past = true;
            continue;
        }
        const auto& person = state.people.at(id);
        if (!conference::asked_for_score(person, child_id) ||
            !conference::scores_by_own_hand(person) || score_of(*child, id))
            continue;
        if (past) return id;
        if (!first) first = id;
    }
    return first;
}

}  // namespace cpc::view
