// SPDX-License-Identifier: Apache-2.0
// Presses about what is put to the chair, the chair's answers, and the state of the minutes.
#include <algorithm>

#include "app/stage/press_names.hpp"
#include "app/stage/screen_hands.hpp"
#include "app/view/matters.hpp"
#include "app/view/minutes.hpp"
#include "core/conference/matters.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using view::Place;

// Once everybody has signed, the conference is among those that can be read.
Result<void> ScreenHands::open_past(const std::string& tab) {
    const auto home = view::say("closed.home");
    if (stage_->shell().place() == Place::closed && stage_->can_press(home)) {
        CPC_TRY(stage_->press(home));
        CPC_TRY(chair_opens());
        CPC_TRY(stage_->press(view::say("home.read")));
        CPC_TRY(stage_->look("past-conference"));
    }
    if (stage_->shell().place() != Place::past_conference) return {};
    return stage_->choose(in(view::say("record.tabs"), tab));
}

// The room's sheet, or through it the chair's; after the close there is only the chair's.
Result<view::MattersSheet> ScreenHands::open_matters(MatterKind kind) {
    CPC_TRY(chair_has_it());
    CPC_TRY(settle());
    const bool for_chair = !asked_aloud(kind) || state().closed.has_value();
    if (state().closed) {
        CPC_TRY(open_past(view::say("record.tab_changes")));
    } else {
        CPC_TRY(stage_->press(view::say("matters.questions_open")));
        CPC_TRY(stage_->look("questions"));
    }
    if (for_chair) {
        CPC_TRY(stage_->press(view::matters_open()));
        CPC_TRY(chair_opens());
        CPC_TRY(stage_->look("matters"));
    }
    return view::make_matters_sheet(state(), meeting_->rules(), moment(), for_chair);
}

Result<void> ScreenHands::perform(const Say<MatterRaised>& say_raised) {
    const auto& raised = say_raised.fact;
    const auto sheet = CPC_TRY(open_matters(raised.kind));
    const auto kind = std::find_if(sheet.kinds.begin(), sheet.kinds.end(),
                                   [&](const auto& each) { return each.kind == raised.kind; });
    if (kind == sheet.kinds.end()) return no_screen("this cannot be asked now");
    CPC_TRY(stage_->press(sheet.raise));
    if (sheet.kinds.size() > 1) CPC_TRY(stage_->choose(in(sheet.kind_label, kind->label)));
    const auto who = raised.by.empty() ? sheet.somebody_else : name_of(raised.by);
    CPC_TRY(stage_->choose(in(sheet.by_label, who)));
    if (raised.by.empty()) CPC_TRY(stage_->fill(sheet.asker_label, raised.asker));
    if (!kind->about_label.empty()) CPC_TRY(stage_->fill(kind->about_label, raised.about));
    CPC_TRY(stage_->fill(kind->text_label, raised.text));
    CPC_TRY(stage_->look("matters-asking"));
    CPC_TRY(stage_->press(sheet.record));
    CPC_TRY(stage_->look("matters-waiting"));
    return stage_->press(sheet.close);
}

Result<void> ScreenHands::perform(const Say<MatterAnswered>& say_answered) {
    const auto& answered = say_answered.fact;
    const auto& all = state().matters;
    const auto matter = std::find_if(all.begin(), all.end(), [&](const auto& each) {
        return each.raised.matter == answered.matter;
    });
    if (matter == all.end()) return no_screen("this was never asked");
    const auto kind = matter->raised.kind;
    if (answered.granted && answered.prejudice.value_or(false))
        return no_screen("what a child's welfare needs cannot be kept confidential");
    const auto sheet = CPC_TRY(open_matters(kind));
    const auto row = std::find_if(sheet.waiting.begin(), sheet.waiting.end(),
                                  [&](const auto& each) { return each.id == answered.matter; });
    if (row == sheet.waiting.end()) return no_screen("this is answered already");
    CPC_TRY(stage_->press(row->detail));
    const auto yes_or_no = [&](bool yes) { return sheet.yes_no.at(yes ? 0 : 1); };
    if (kind == MatterKind::confidentiality && answered.prejudice)
        CPC_TRY(stage_->choose(in(sheet.prejudice_label, yes_or_no(*answered.prejudice))));
    if (view::is_granted_or_not(kind) && !answered.prejudice.value_or(false))
        CPC_TRY(stage_->choose(in(sheet.grant_label, yes_or_no(answered.granted))));
    CPC_TRY(stage_->fill(sheet.answer_label, answered.answer));
    CPC_TRY(stage_->look("matters-answering"));
    CPC_TRY(stage_->press(sheet.answer_record));
    CPC_TRY(stage_->look("matters-answered"));
    return stage_->press(sheet.close);
}

Result<void> ScreenHands::perform(const Say<MinutesMarked>& say_marked) {
    const auto& marked = say_marked.fact;
    if (!state().closed) return no_screen("the minutes are there once the conference is closed");
    CPC_TRY(chair_has_it());
    CPC_TRY(settle());
    CPC_TRY(open_past(view::say("record.tab_documents")));
    CPC_TRY(stage_->press(view::minutes_open(state())));
    CPC_TRY(chair_opens());
    const auto sheet = view::make_minutes_sheet(state(), meeting_->rules(), moment());
    CPC_TRY(stage_->fill(sheet.note_label, marked.note));
    if (marked.state == MinutesState::checked)
        CPC_TRY(stage_->fill(sheet.by_label, marked.by));
    else if (marked.by != sheet.chair)
        return no_screen("only the chair approves the minutes");
    CPC_TRY(stage_->look("minutes"));
    if (marked.state == MinutesState::approved)
        CPC_TRY(stage_->hold(sheet.approve));
    else
        CPC_TRY(stage_->press(marked.state == MinutesState::checked ? sheet.check
                                                                    : sheet.back_to_draft));
    CPC_TRY(stage_->look("minutes-marked"));
    return stage_->press(sheet.close);
}

}  // namespace cpc::stage
