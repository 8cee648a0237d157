// SPDX-License-Identifier: Apache-2.0
// Presses about the actions of the plan in force so far, at a review.
#include <algorithm>

#include "app/stage/screen_hands.hpp"
#include "app/view/carried.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using Want = Stage::Want;
using view::Place;

Result<void> ScreenHands::perform(const Say<ActionCarried>& say_carried) {
    const auto& carried = say_carried.fact;
    CPC_TRY(go(Place::information));
    const auto sheet = view::make_carry_sheet(state(), moment());
    CPC_TRY(stage_->press(sheet.title));
    const auto* child = state().child(carried.child);
    if (child != nullptr && sheet.children.size() > 1)
        CPC_TRY(stage_->choose(sheet.child_label + ": " + child->added.ref));
    CPC_TRY(stage_->fill(sheet.what_label, carried.what));
    CPC_TRY(stage_->fill(sheet.owner_label, carried.owner));
    CPC_TRY(stage_->choose(sheet.dated_label, carried.due ? Want::on : Want::off));
    if (carried.due) CPC_TRY(stage_->set_date(*carried.due));
    CPC_TRY(stage_->look("information-carried"));
    return stage_->press(sheet.record);
}

Result<void> ScreenHands::perform(const Say<ActionReviewed>& say_reviewed) {
    const auto& reviewed = say_reviewed.fact;
    CPC_TRY(go(Place::information));
    const auto card = view::make_carried_card(state(), meeting_->rules());
    if (!card) return no_screen("only a review has a plan to look back at");
    const auto row = std::find_if(card->rows.begin(), card->rows.end(),
                                  [&](const auto& each) { return each.id == reviewed.action; });
    if (row == card->rows.end()) return no_screen("this action is not in the plan so far");
    CPC_TRY(stage_->look("information-plan-so-far"));
    CPC_TRY(stage_->press(row->what));
    const auto sheet = view::make_progress_sheet(
        state(), meeting_->rules(), std::string{view::progress_prefix} + reviewed.action.hex());
    if (!sheet) return no_screen("there is no sheet for this action");
    for (const auto& choice : sheet->choices)
        if (choice.progress == reviewed.progress)
            CPC_TRY(stage_->choose(sheet->question + ": " + choice.label));
    CPC_TRY(stage_->fill(sheet->note_label, reviewed.note));
    CPC_TRY(stage_->look("information-progress"));
    return stage_->press(sheet->record);
}

}  // namespace cpc::stage
