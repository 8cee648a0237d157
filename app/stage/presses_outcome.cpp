// SPDX-License-Identifier: Apache-2.0
// Presses where an outcome is agreed on and nobody is counted.
#include "app/view/outcome.hpp"

#include <algorithm>

#include "app/stage/press_names.hpp"
#include "app/stage/screen_hands.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using Want = Stage::Want;
using view::Place;

namespace {

view::OutcomeView outcome_of(const State& state, const Rulebook& rules, view::Moment moment,
                             ChildId child) {
    moment.child = child;
    return view::make_outcome_view(state, rules, moment);
}

}  // namespace

Result<void> ScreenHands::perform(const Say<OutcomeAgreed>& say_agreed) {
    const auto& agreed = say_agreed.fact;
    CPC_TRY(go(Place::decision, agreed.child));
    const auto view = outcome_of(state(), meeting_->rules(), moment(), agreed.child);
    if (stage_->can_press(view.put_right)) CPC_TRY(stage_->press(view.put_right));
    CPC_TRY(stage_->look("outcome-question"));
    const std::size_t way = agreed.agreed ? 0 : 1;
    CPC_TRY(stage_->choose(in(view.ways_label, view.ways.at(way))));
    CPC_TRY(stage_->fill(view.words_labels.at(way), agreed.outcome));
    CPC_TRY(stage_->choose(in(view.who_label, name_of(agreed.entered_by))));
    CPC_TRY(stage_->fill(view.endorsed_label, agreed.endorsed_by));
    CPC_TRY(stage_->look("outcome-written"));
    CPC_TRY(stage_->press(view.record));
    return stage_->look("outcome-recorded");
}

Result<void> ScreenHands::perform(const Say<DissentNoted>& say_dissent) {
    const auto& dissent = say_dissent.fact;
    if (!view::agrees_outcome(meeting_->rules()) || dissent.question != "outcome")
        return no_screen("only who differs from an agreed outcome is written down on a screen");
    CPC_TRY(go(Place::decision, dissent.child));
    const auto view = outcome_of(state(), meeting_->rules(), moment(), dissent.child);
    CPC_TRY(stage_->press(view.dissent_add));
    CPC_TRY(stage_->choose(in(view.dissent_who, name_of(dissent.person))));
    CPC_TRY(stage_->fill(view.dissent_words, dissent.reason));
    CPC_TRY(stage_->look("outcome-dissent"));
    return stage_->press(view.dissent_record);
}

Result<void> ScreenHands::lock_outcome(const LockResult& lock) {
    const auto view = outcome_of(state(), meeting_->rules(), moment(), lock.child);
    for (const auto& category : view.categories) {
        if (!stage_->sees(category.label)) continue;
        const bool on = std::find(lock.categories.begin(), lock.categories.end(), category.id) !=
                        lock.categories.end();
        // One of several rows is put out by choosing another; of toggles each is its own.
        if (on || view.several_categories)
            CPC_TRY(stage_->choose(category.label, on ? Want::on : Want::off));
    }
    CPC_TRY(stage_->look(lock.categories.empty() ? "outcome-no-category" : "outcome-to-lock"));
    CPC_TRY(stage_->hold(view.lock));
    return stage_->look("outcome-locked");
}

}  // namespace cpc::stage
