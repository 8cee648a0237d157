// SPDX-License-Identifier: Apache-2.0
#include "app/view/cosign.hpp"

#include "app/view/decision.hpp"
#include "app/view/handover.hpp"

namespace cpc::view {

CosignView make_cosign_view(const conference::State& state, const conference::Rulebook& rules,
                            const Moment&, PersonId person_id) {
    CosignView view;
    const auto* person = state.person(person_id);
    if (person == nullptr) return view;
    view.person = person_line(*person, rules.procedure);
    view.title = say("cosign.title");
    view.sentence =
        say("cosign.sentence", {{"conference", rules.procedure.terms.conference_short}});
    view.hold_label = say("cosign.hold");
    view.later_label = say("cosign.later");
    view.wrong = say("cosign.wrong");
    const auto choices = ballot_choices(state, rules);
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        const auto* position = child.ballot ? child.ballot->latest(person_id) : nullptr;
        if (position == nullptr) continue;
        OwnPosition own;
        own.child = child.added.ref;
        own.question = child.ballot->opened.question;
        for (const auto& choice : choices)
            if (choice.view == position->logged.view) own.said = choice.label;
        own.reason = position->logged.reason;
        if (position->logged.by_phone) own.note = say("cosign.by-phone");
        if (const auto& helped = position->logged.helped) own.note = helped_line(state, *helped);
        own.result = result_sentence(state, rules, child);
        view.positions.push_back(std::move(own));
    }
    if (!state.closed)
        view.blocked = refusal_text(conference::refuse("close.cosign-own", rules.procedure));
    else if (person->cosigned)
        view.blocked = say("cosign.done");
    return view;
}

}  // namespace cpc::view
