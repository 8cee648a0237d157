// SPDX-License-Identifier: Apache-2.0
// Presses about who is always asked, and which children somebody of the family is here for.
#include <algorithm>

#include "app/stage/screen_hands.hpp"
#include "app/view/asked.hpp"
#include "app/view/introductions.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using Want = Stage::Want;
using view::Place;

// The row of somebody who is on the list: of the family it asks for the children.
Result<void> ScreenHands::say_here_for(const PersonInvited& invited) {
    CPC_TRY(go(Place::prepare));
    const auto sheet = view::make_here_for_sheet(state(), invited.person);
    if (!sheet) return no_screen("only of the family, and with several children, is it asked");
    CPC_TRY(stage_->press(name_of(invited.person)));
    const auto wanted = invited.children.value_or(std::vector<ChildId>{});
    for (const auto& child : sheet->children) {
        const bool on = std::find(wanted.begin(), wanted.end(), child.id) != wanted.end();
        CPC_TRY(stage_->choose(sheet->question + ": " + child.label, on ? Want::on : Want::off));
    }
    CPC_TRY(stage_->look("prepare-here-for-said"));
    return stage_->press(sheet->record);
}

Result<void> ScreenHands::leave_out(const PointConfirmed& point) {
    const auto role = point.point.substr(std::string_view{"omit-"}.size());
    CPC_TRY(go(Place::prepare));
    const auto always = view::make_always_asked(state(), meeting_->rules());
    const auto row = std::find_if(always.rows.begin(), always.rows.end(),
                                  [&](const auto& each) { return each.role == role; });
    if (row == always.rows.end() || !row->can_be_left_out)
        return no_screen("nobody has to be asked as " + role);
    CPC_TRY(stage_->look("prepare-always-asked"));
    CPC_TRY(stage_->press(row->label));
    const auto sheet = view::make_left_out_sheet(state(), meeting_->rules(),
                                                 std::string{view::left_out_prefix} + role);
    if (!sheet) return no_screen("there is no sheet for " + role);
    CPC_TRY(stage_->fill(sheet->reason_label, point.note));
    CPC_TRY(stage_->look("prepare-left-out"));
    return stage_->press(sheet->record);
}

// The card that stands over the roll call where the chair's reason is a way on.
Result<void> ScreenHands::go_on_without(const PointConfirmed& point) {
    CPC_TRY(go(Place::introductions));
    const auto view = view::make_introductions_view(state(), meeting_->rules(), moment());
    if (!view.way_on || view.way_on->point != point.point)
        return no_screen("nothing that is missing here can be gone on without: " + point.point);
    CPC_TRY(stage_->fill(view.way_on->reason_label, point.note));
    CPC_TRY(stage_->look("introductions-" + point.point));
    return stage_->press(view.way_on->go_on);
}

}  // namespace cpc::stage
