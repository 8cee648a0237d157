// SPDX-License-Identifier: Apache-2.0
// Presses of the decision: the round goes from hand to hand, and the chair locks.
#include <algorithm>

#include "app/stage/press_names.hpp"
#include "app/stage/screen_hands.hpp"
#include "app/view/ballot.hpp"
#include "app/view/chair_decision.hpp"
#include "app/view/decision.hpp"
#include "app/view/outcome.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using Want = Stage::Want;
using view::Place;

Result<void> ScreenHands::perform(const Say<ContinuingRiskRecorded>& say_risk) {
    CPC_TRY(go(Place::decision, say_risk.fact.child));
    const auto answer = view::say(say_risk.fact.at_risk ? "decision.risk-yes" : "decision.risk-no");
    const auto anew = view::say("decision.risk-change");
    if (stage_->can_press(anew)) {
        CPC_TRY(stage_->press(anew));
        CPC_TRY(stage_->choose(answer));
        CPC_TRY(stage_->look("decision-risk-anew"));
        return stage_->press(view::say("stages.record"));
    }
    CPC_TRY(stage_->look("decision-risk-question"));
    CPC_TRY(stage_->choose(answer));
    CPC_TRY(stage_->press(view::say("decision.risk-record")));
    return stage_->look("decision-who-counts");
}

Result<void> ScreenHands::perform(const OpenBallot& open) {
    CPC_TRY(go(Place::decision, open.child));
    const auto* child = state().child(open.child);
    const bool again = child != nullptr && child->ballot.has_value();
    CPC_TRY(stage_->press(view::say(again ? "decision.again" : "decision.start")));
    return stage_->look("decision-round-begins");
}

Result<void> ScreenHands::perform(const Say<PositionLogged>& say_position) {
    const auto& position = say_position.fact;
    if (position.by_phone) return by_phone(position);
    helped_ = position.helped;
    const auto opened = open_hand(view::Handover::ballot, position.person, position.child);
    helped_.reset();
    CPC_TRY(opened);
    const auto ballot = view::make_ballot_view(state(), meeting_->rules(), moment(),
                                               position.person, position.child);
    CPC_TRY(stage_->look("ballot-open"));
    for (const auto& choice : ballot.choices)
        if (choice.view == position.view)
            CPC_TRY(stage_->choose(in(ballot.question, choice.label)));
    CPC_TRY(stage_->fill(ballot.reason_label, position.reason));
    CPC_TRY(stage_->look("ballot-" + std::string{word(position.view)}));
    CPC_TRY(stage_->hold(ballot.hold_label));
    return stage_->look("ballot-thanks");
}

Result<void> ScreenHands::by_phone(const PositionLogged& position) {
    CPC_TRY(go(Place::decision, position.child));
    CPC_TRY(stage_->press(name_of(position.person)));
    CPC_TRY(chair_opens());
    auto here_now = moment({"decision-phone", position.person, {}});
    here_now.child = position.child;
    const auto view = view::make_decision_view(state(), meeting_->rules(), here_now);
    if (!view.phone) return no_screen("this person does not take part by telephone or video");
    for (const auto& choice : view.choices)
        if (choice.view == position.view)
            CPC_TRY(stage_->choose(in(view.phone->note, choice.label)));
    CPC_TRY(stage_->fill(view::say("decision.phone-reason"), position.reason));
    CPC_TRY(stage_->choose(view.phone->read_back, position.read_back ? Want::on : Want::off));
    CPC_TRY(stage_->look("decision-by-phone"));
    return stage_->hold(view::say("decision.phone-hold"));
}

Result<void> ScreenHands::perform(const CloseBallot& close) {
    CPC_TRY(go(Place::decision, close.child));
    CPC_TRY(stage_->look("decision-sealed"));
    CPC_TRY(stage_->hold(view::say("decision.show")));
    return stage_->look("decision-shown");
}

// Chips that are not there are not asked for: the lock then says itself why it is off. All off
// first: the categories stand in the record in the order in which they were chosen.
Result<void> ScreenHands::choose_categories(ChildId child, const std::vector<std::string>& wanted) {
    auto here_now = moment();
    here_now.child = child;
    const auto view = view::make_decision_view(state(), meeting_->rules(), here_now);
    const auto turn = [&](const auto& category, Want want) -> Result<void> {
        const auto chip = in(view.category_title, category.label);
        if (!stage_->sees(chip)) return {};
        return stage_->choose(chip, want);
    };
    for (const auto& category : view.categories)
        CPC_TRY(turn(category, Want::off));
    for (const auto& id : wanted)
        for (const auto& category : view.categories)
            if (category.id == id) CPC_TRY(turn(category, Want::on));
    return {};
}

Result<void> ScreenHands::perform(const LockResult& lock) {
    CPC_TRY(go(Place::decision, lock.child));
    if (view::agrees_outcome(meeting_->rules())) return lock_outcome(lock);
    CPC_TRY(choose_categories(lock.child, lock.categories));
    CPC_TRY(stage_->look(lock.categories.empty() ? "decision-no-category" : "decision-to-lock"));
    const auto ref = state().child(lock.child)->added.ref;
    CPC_TRY(stage_->hold(view::say("decision.lock", {{"child", ref}})));
    return stage_->look("decision-locked");
}

Result<void> ScreenHands::perform(const Say<ChairDecided>& say_decided) {
    const auto& decided = say_decided.fact;
    CPC_TRY(go(Place::decision, decided.child));
    auto here_now = moment({"chair-decision", {}, {}});
    here_now.child = decided.child;
    auto open = view::say("decision.chair-button");
    if (!stage_->sees(open) && stage_->sees(view::say("decision.chair-next")))
        open = view::say("decision.chair-next");
    CPC_TRY(stage_->press(open));
    CPC_TRY(chair_opens());
    const auto view = view::make_chair_decision_view(state(), meeting_->rules(), here_now);
    CPC_TRY(stage_->choose(in(view.title, decided.protect ? view.protect_label : view.not_label)));
    const auto texts = decided.texts.value_or(std::vector<NamedText>{});
    for (std::size_t i = 0; i < view.headings.size(); ++i) {
        auto text = view.headings.size() == 1 ? decided.reasons : std::string{};
        for (const auto& each : texts)
            if (i < view.heading_ids.size() && each.name == view.heading_ids[i]) text = each.text;
        CPC_TRY(stage_->fill(view.headings[i].label, text));
    }
    CPC_TRY(stage_->look("chair-decision"));
    CPC_TRY(stage_->hold(view.hold_label));
    return stage_->look("decision-chair-said");
}

Result<void> ScreenHands::perform(const Say<FamilyViewRecorded>& say_view) {
    const auto& family = say_view.fact;
    CPC_TRY(go(Place::decision, family.child));
    CPC_TRY(stage_->press(name_of(family.person)));
    auto here_now = moment({"decision-family", family.person, {}});
    here_now.child = family.child;
    const auto view = view::make_decision_view(state(), meeting_->rules(), here_now);
    if (!view.family_sheet) return no_screen("this person is not asked here");
    const auto& sheet = *view.family_sheet;
    CPC_TRY(stage_->choose(in(sheet.title, family.agrees ? sheet.agrees : sheet.differs)));
    CPC_TRY(stage_->fill(sheet.words, family.words));
    CPC_TRY(stage_->look("decision-family-view"));
    return stage_->press(view::say("stages.record"));
}

Result<void> ScreenHands::perform(const Say<ResultCorrected>& say_corrected) {
    const auto& corrected = say_corrected.fact;
    CPC_TRY(go(Place::decision, corrected.child));
    if (view::agrees_outcome(meeting_->rules()))
        return no_screen("an agreed outcome is put right on no screen");
    auto here_now = moment({"decision-correct", {}, {}});
    here_now.child = corrected.child;
    const auto view = view::make_decision_view(state(), meeting_->rules(), here_now);
    if (view.decision != corrected.decision)
        return no_screen("the screen corrects the category, not what was decided");
    CPC_TRY(stage_->press(view.correct_label));
    CPC_TRY(chair_opens());
    CPC_TRY(choose_categories(corrected.child, corrected.categories));
    CPC_TRY(stage_->fill(view::say("decision.correct-why"), corrected.reason));
    CPC_TRY(stage_->look("decision-correct"));
    return stage_->hold(view::say("decision.correct-hold"));
}

}  // namespace cpc::stage
