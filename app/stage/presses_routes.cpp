// SPDX-License-Identifier: Apache-2.0
// Presses about steps on the ways to disagree or to complain, before and after the close.
#include <algorithm>

#include "app/stage/screen_hands.hpp"
#include "app/view/routes.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using view::Place;

Result<void> ScreenHands::perform(const Say<RouteStepTaken>& say_taken) {
    const auto& taken = say_taken.fact;
    CPC_TRY(chair_has_it());
    CPC_TRY(settle());
    if (!state().closed) CPC_TRY(go(Place::close));
    CPC_TRY(stage_->press(view::routes_open(meeting_->rules())));
    CPC_TRY(chair_opens());
    CPC_TRY(stage_->look("routes"));
    const auto sheet = view::make_routes_sheet(state(), meeting_->rules(), moment());
    const auto route = std::find_if(sheet.routes.begin(), sheet.routes.end(),
                                    [&](const auto& each) { return each.id == taken.route; });
    if (route == sheet.routes.end()) return no_screen("the procedure has no such way");
    CPC_TRY(stage_->press(route->title));
    const auto who = std::find_if(route->people.begin(), route->people.end(),
                                  [&](const auto& each) { return each.id == taken.person; });
    if (who == route->people.end()) return no_screen("this way is not open to this person");
    CPC_TRY(stage_->choose(sheet.person_label + ": " + who->name));
    const auto step = std::find_if(route->steps.begin(), route->steps.end(),
                                   [&](const auto& each) { return each.id == taken.step; });
    if (step == route->steps.end()) return no_screen("this way has no such step");
    CPC_TRY(stage_->choose(sheet.step_label + ": " + step->title));
    CPC_TRY(stage_->fill(sheet.result_label, taken.result));
    CPC_TRY(stage_->set_date(taken.on));
    CPC_TRY(stage_->look("routes-step"));
    return stage_->press(sheet.record);
}

}  // namespace cpc::stage
