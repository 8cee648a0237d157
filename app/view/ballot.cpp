// SPDX-License-Identifier: Apache-2.0
#include "app/view/ballot.hpp"

#include "app/view/handover.hpp"
#include "core/conference/decide.hpp"

namespace cpc::view {

BallotView make_ballot_view(const conference::State& state, const conference::Rulebook& rules,
                            const Moment& moment, PersonId person_id, ChildId child_id,
                            const std::optional<conference::Helped>& helped) {
    BallotView view;
    view.child = child_id;
    view.helped = helped;
    if (helped) view.helped_line = say("help.ballot", {{"who", helper_words(state, *helped)}});
    const auto* person = state.person(person_id);
    const auto* child = state.child(child_id);
    if (person == nullptr || child == nullptr) return view;
    view.person = person_line(*person, rules.procedure);
    view.choices = ballot_choices(state, rules);
    const auto* ballot = rules.procedure.ballot(state.opened->type);
    view.question = child->ballot ? child->ballot->opened.question : std::string{};
    if (view.question.empty() && ballot != nullptr)
        view.question = fill_text(ballot->status_question, state, rules, child_id);
    view.reason_label = ballot == nullptr || ballot->reason_prompt.empty() ? say("ballot.why")
                                                                           : ballot->reason_prompt;
    view.reason_hint = say("ballot.why-hint");
    view.choose_first = say("ballot.choose-first");
    view.reason_first = refusal_text(conference::refuse("vote.reason-given", rules.procedure));
    view.again_label = say("ballot.again");
    view.not_now_label = say("ballot.not-now");
    view.hold_label = say("ballot.hold");
    const auto* position = child->ballot ? child->ballot->latest(person_id) : nullptr;
    if (position != nullptr) {
        view.earlier = say("ballot.earlier");
        for (std::size_t i = 0; i < view.choices.size(); ++i)
            if (view.choices[i].view == position->logged.view) view.said = i;
        view.said_reason = position->logged.reason;
    }
    // Asked with the answer that needs no reason, so that only the round itself can refuse.
    conference::PositionLogged trial;
    trial.child = child_id;
    trial.person = person_id;
    trial.view = conference::View::unable;
    trial.reason = "-";
    trial.helped = helped;
    const auto answer = conference::decide(state, rules, {moment.now, person_id},
                                           conference::Say<conference::PositionLogged>{trial});
    if (const auto* refusal = std::get_if<conference::Refusal>(&answer))
        view.blocked = refusal_text(*refusal);
    return view;
}

}  // namespace cpc::view
