// SPDX-License-Identifier: Apache-2.0
// Presses that stop a meeting, open its next sitting, or say that it does not take place.
#include "app/stage/screen_hands.hpp"
#include "app/view/room_sheets.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using view::Place;

// From the stage that the record is in; where too few are here, the block about it has its own
// button, which leads to the same sheet.
Result<void> ScreenHands::perform(const Say<ConferenceAdjourned>& say_adjourned) {
    const auto& stop = say_adjourned.fact;
    const auto place = view::place_of(state().stage);
    if (!place || state().stage == conference::Stage::preparation)
        return no_screen("the meeting has not begun");
    CPC_TRY(go(*place));
    const auto short_way = view::say("adjourn.stop_open");
    CPC_TRY(stage_->press(stage_->can_press(short_way) ? short_way : view::say("adjourn.title")));
    CPC_TRY(chair_opens());
    const auto open = view::make_room_sheets(state(), meeting_->rules(),
                                             moment({std::string{view::adjourn_sheet}, {}, {}}));
    if (!open.adjourn) return no_screen("there is no sheet for it now");
    const auto& sheet = *open.adjourn;
    CPC_TRY(stage_->fill(sheet.reason_label, stop.reason));
    CPC_TRY(stage_->fill(sheet.interim_label, stop.interim_arrangements));
    CPC_TRY(stage_->press(sheet.when_label));
    CPC_TRY(stage_->set_date(stop.resumes.date));
    CPC_TRY(stage_->set_time(sheet.start.minute, stop.resumes.minute));
    CPC_TRY(stage_->look("adjourn-day"));
    CPC_TRY(stage_->press(sheet.pick));
    CPC_TRY(stage_->look("adjourn"));
    CPC_TRY(stage_->press(sheet.stop));
    return stage_->look("adjourned");
}

// Through home, as on the day of the next sitting.
Result<void> ScreenHands::perform(const Say<ConferenceResumed>&) {
    CPC_TRY(chair_has_it());
    CPC_TRY(settle());
    const auto resume = view::say("adjourned.resume");
    if (state().adjourned() && stage_->shell().place() != Place::home) {
        CPC_TRY(stage_->press(view::say("shell.home")));
        CPC_TRY(chair_opens());
        CPC_TRY(stage_->look("home-adjourned"));
        CPC_TRY(stage_->press(view::say("home.next_sitting")));
        CPC_TRY(stage_->look("adjourned-opened"));
    }
    CPC_TRY(stage_->press(resume));
    return stage_->look("sitting-open");
}

// Where the meeting stands, from the sheet behind its title.
Result<void> ScreenHands::begin_break() {
    const auto place = view::place_of(state().stage);
    if (!place) return no_screen("the meeting is not under way");
    CPC_TRY(go(*place));
    CPC_TRY(stage_->press(view::make_frame(state(), meeting_->rules(), moment()).title));
    CPC_TRY(stage_->press(view::say("break.button")));
    return stage_->look("break");
}

// The chair opens the screen again, and with that it is said.
Result<void> ScreenHands::perform(const Say<BreakTaken>&) {
    CPC_TRY(chair_opens());
    return stage_->look("after-the-break");
}

Result<void> ScreenHands::perform(const CancelConference& cancel) {
    CPC_TRY(chair_has_it());
    CPC_TRY(settle());
    if (state().adjourned()) {
        CPC_TRY(stage_->press(view::say("cancel.open_later")));
    } else if (state().stage == conference::Stage::preparation) {
        CPC_TRY(go(Place::prepare));
        CPC_TRY(stage_->press(view::say("cancel.title")));
    } else {
        const auto place = view::place_of(state().stage);
        if (!place) return no_screen("there is no stage");
        CPC_TRY(go(*place));
        CPC_TRY(stage_->press(view::say("adjourn.title")));
        CPC_TRY(chair_opens());
        CPC_TRY(stage_->press(view::say("cancel.open_later")));
    }
    CPC_TRY(chair_opens());
    const bool begun = state().stage > conference::Stage::preparation;
    CPC_TRY(
        stage_->fill(view::say(begun ? "cancel.reason_later" : "cancel.reason"), cancel.reason));
    CPC_TRY(stage_->look("cancel"));
    CPC_TRY(stage_->hold(view::say("cancel.hold")));
    return stage_->look("cancelled");
}

}  // namespace cpc::stage
