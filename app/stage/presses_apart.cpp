// SPDX-License-Identifier: Apache-2.0
// Presses about who is kept out, about parts of the meeting without everybody, and about requests.
#include <algorithm>

#include "app/stage/press_names.hpp"
#include "app/stage/screen_hands.hpp"
#include "app/view/apart.hpp"
#include "app/view/kept_out.hpp"
#include "app/view/request.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using Want = Stage::Want;
using view::Place;

namespace {

bool listed(const std::vector<PersonId>& people, PersonId id) {
    return std::find(people.begin(), people.end(), id) != people.end();
}

}  // namespace

// Before the meeting from the list, in it from the person's own sheet.
Result<void> ScreenHands::open_kept_out(PersonId person) {
    const auto* known = state().person(person);
    if (known == nullptr || !view::can_be_kept_out(*known))
        return no_screen("nobody who counts, chairs or writes is on the chair's list");
    const auto name = name_of(person);
    if (state().stage == conference::Stage::preparation) {
        CPC_TRY(go(Place::prepare));
        CPC_TRY(stage_->press(view::say("kept.open_all")));
        CPC_TRY(chair_opens());
        CPC_TRY(stage_->look("kept-out-list"));
        return stage_->press(name);
    }
    CPC_TRY(go(Place::introductions));
    CPC_TRY(stage_->press(name));
    CPC_TRY(stage_->look("person"));
    CPC_TRY(stage_->press(view::say("kept.open")));
    return chair_opens();
}

Result<void> ScreenHands::perform(const Say<ExclusionDecided>& say_decided) {
    const auto& decided = say_decided.fact;
    if (!actor_.empty()) return no_screen("only the chair's PIN opens this sheet");
    CPC_TRY(open_kept_out(decided.person));
    const auto view = view::make_kept_out_sheet(state(), meeting_->rules(), moment());
    if (stage_->can_press(view.change)) {
        CPC_TRY(stage_->look("kept-out-decided"));
        CPC_TRY(stage_->press(view.change));
    }
    CPC_TRY(stage_->choose(in(view.extent_label, view.extents.at(decided.whole ? 1 : 0))));
    for (const auto& id : decided.grounds)
        if (std::none_of(view.grounds.begin(), view.grounds.end(),
                         [&](const auto& each) { return each.id == id; }))
            return no_screen("the ground " + id + " is not offered");
    for (const auto& ground : view.grounds) {
        const bool on = std::find(decided.grounds.begin(), decided.grounds.end(), ground.id) !=
                        decided.grounds.end();
        CPC_TRY(stage_->choose(ground.label, on ? Want::on : Want::off));
    }
    CPC_TRY(stage_->fill(view.facts_label, decided.facts));
    CPC_TRY(stage_->fill(view.privacy_label, decided.privacy_note));
    CPC_TRY(stage_->choose(view.discussed_label, decided.discussed_before ? Want::on : Want::off));
    if (decided.discussed_before) CPC_TRY(stage_->fill(view.discussed_who, decided.discussed_by));
    const bool told = decided.suppressed_because.empty();
    CPC_TRY(stage_->choose(view.told_label, told ? Want::on : Want::off));
    if (!told) CPC_TRY(stage_->fill(view.told_why, decided.suppressed_because));
    if (decided.without_knowledge) CPC_TRY(stage_->choose(view.unaware_label));
    if (decided.talk_offered) {
        CPC_TRY(stage_->choose(view.talk_label));
        CPC_TRY(stage_->set_date(*decided.talk_offered));
    }
    CPC_TRY(stage_->look("kept-out-decision"));
    return stage_->hold(view.hold);
}

Result<void> ScreenHands::perform(const Say<ObjectionRaised>& say_objection) {
    const auto& objection = say_objection.fact;
    CPC_TRY(open_kept_out(objection.about));
    CPC_TRY(stage_->press(view::say("kept.objection_open")));
    CPC_TRY(stage_->choose(in(view::say("kept.objection_by"), name_of(objection.by))));
    CPC_TRY(stage_->fill(view::say("kept.objection_why"), objection.reason));
    CPC_TRY(stage_->look("kept-out-objection"));
    return stage_->press(view::say("kept.objection_record"));
}

// The chair's sheet offers only what the decision covers.
Result<void> ScreenHands::kept_out_now(const AttendanceMarked& mark) {
    CPC_TRY(open_kept_out(mark.person));
    const auto& ways = procedure_now().attendance;
    const auto way = std::find_if(ways.begin(), ways.end(), [&](const auto& each) {
        return each.id == word(mark.attendance);
    });
    if (way == ways.end() || !stage_->sees(way->label))
        return no_screen("the chair's decision does not cover this");
    CPC_TRY(stage_->fill(view::say("person.note"), mark.note));
    CPC_TRY(stage_->look("kept-out-at-the-meeting"));
    return stage_->press(way->label);
}

Result<void> ScreenHands::perform(const Say<SegmentStarted>& say_started) {
    const auto& started = say_started.fact;
    CPC_TRY(chair_has_it());
    CPC_TRY(settle());
    CPC_TRY(stage_->press(view::say("step_out.open")));
    CPC_TRY(chair_opens());
    const auto view = view::make_step_out_sheet(state(), meeting_->rules(), moment());
    if (!view) return no_screen("a part without everybody is going on");
    if (!started.out.empty())
        for (const auto& row : view->people)
            CPC_TRY(stage_->choose(in(view->people_label, row.name),
                                   listed(started.out, row.id) ? Want::on : Want::off));
    CPC_TRY(stage_->fill(view->reason_label, started.reason));
    const auto wanted = started.redaction.value_or(std::vector<std::string>{});
    for (const auto& reason : view->redaction) {
        const bool on = std::find(wanted.begin(), wanted.end(), reason.id) != wanted.end();
        CPC_TRY(stage_->choose(reason.label, on ? Want::on : Want::off));
    }
    CPC_TRY(stage_->look("step-out"));
    CPC_TRY(stage_->hold(view->hold));
    return stage_->look("apart");
}

Result<void> ScreenHands::perform(const Say<SegmentEnded>&) {
    CPC_TRY(chair_has_it());
    CPC_TRY(settle());
    CPC_TRY(stage_->look("apart-recorded"));
    CPC_TRY(stage_->press(view::say("apart.end")));
    return stage_->look("apart-ended");
}

Result<void> ScreenHands::perform(const Say<RequestReceived>& say_request) {
    const auto& request = say_request.fact;
    const bool elsewhere = request.elsewhere.value_or(false);
    CPC_TRY(go(Place::prepare));
    const auto view = view::make_request_sheet(state(), meeting_->rules(), moment());
    CPC_TRY(stage_->press(view::say(state().request ? "request.complete" : "request.open")));
    if (!view.elsewhere.empty())
        CPC_TRY(stage_->choose(view.elsewhere, elsewhere ? Want::on : Want::off));
    CPC_TRY(stage_->fill(view.requester, request.requester));
    CPC_TRY(stage_->fill(view.agency, request.agency));
    CPC_TRY(stage_->choose(view.early, request.early_review ? Want::on : Want::off));
    if (elsewhere)
        CPC_TRY(stage_->fill(view.contact, request.contact.value_or(std::string{})));
    else
        CPC_TRY(stage_->fill(view.manager, request.manager));
    CPC_TRY(stage_->fill(view.reason, request.reason));
    if (view.types.size() > 1 && !elsewhere)
        for (const auto& type : view.types)
            if (type.id == request.type) CPC_TRY(stage_->choose(in(view.type_label, type.label)));
    CPC_TRY(stage_->set_date(request.received));
    CPC_TRY(stage_->look("request"));
    return stage_->press(view.record);
}

Result<void> ScreenHands::perform(const Say<RequestAnswered>& say_answer) {
    const auto& answer = say_answer.fact;
    CPC_TRY(go(Place::prepare));
    const auto view = view::make_request_answer_sheet(state(), meeting_->rules(), moment());
    if (!view) return no_screen("there is no request to answer");
    CPC_TRY(stage_->press(view->title));
    CPC_TRY(stage_->choose(in(view->question, view->answers.at(answer.convene ? 0 : 1))));
    if (!answer.convene) {
        CPC_TRY(stage_->fill(view->reasons, answer.reasons));
        if (!view->elsewhere) {
            const bool discussed = answer.discussed_on.has_value();
            CPC_TRY(stage_->choose(view->discussed, discussed ? Want::on : Want::off));
            if (discussed) {
                CPC_TRY(stage_->fill(view->discussed_with, answer.discussed_with));
                CPC_TRY(stage_->set_date(*answer.discussed_on));
            }
        }
    } else if (view->elsewhere) {
        for (const auto& offered : view->judgements)
            if (offered.id == answer.judgement.value_or(std::string{}))
                CPC_TRY(stage_->choose(in(view->judgement_label, offered.label)));
        CPC_TRY(stage_->fill(view->judged_because, answer.judged_because.value_or(std::string{})));
    }
    CPC_TRY(stage_->look(answer.convene ? "request-convened" : "request-refused"));
    return stage_->press(view->record);
}

}  // namespace cpc::stage
