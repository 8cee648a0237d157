// SPDX-License-Identifier: Apache-2.0
// Presses of the plan and of the close.
#include <algorithm>

#include "app/stage/press_names.hpp"
#include "app/stage/screen_hands.hpp"
#include "app/view/close.hpp"
#include "app/view/plan.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using Want = Stage::Want;
using view::Place;

namespace {

constexpr int ten_o_clock = 600;  // what a time begins with

view::PlanView plan_of(const State& state, const Rulebook& rules, view::Moment moment,
                       ChildId child) {
    moment.child = child;
    return view::make_plan_view(state, rules, moment);
}

}  // namespace

Result<void> ScreenHands::perform(const Say<KeyWorkerNamed>& say_worker) {
    const auto& worker = say_worker.fact;
    CPC_TRY(go(Place::plan, worker.child));
    const auto view = plan_of(state(), meeting_->rules(), moment(), worker.child);
    CPC_TRY(stage_->press(view::say("plan.name", {{"what", view.key_worker_title}})));
    CPC_TRY(stage_->choose(in(view.key_worker_title, name_of(worker.person))));
    if (stage_->sees(view.key_worker_reason_prompt))
        CPC_TRY(stage_->fill(view.key_worker_reason_prompt, worker.reason));
    CPC_TRY(stage_->look("plan-key-worker"));
    return stage_->press(view::say("plan.name-them"));
}

Result<void> ScreenHands::perform(const Say<CoreGroupNamed>& say_group) {
    const auto& group = say_group.fact;
    CPC_TRY(go(Place::plan, group.child));
    const auto view = plan_of(state(), meeting_->rules(), moment(), group.child);
    CPC_TRY(stage_->press(view::say("plan.name", {{"what", view.core_group_title}})));
    // All off first: the group stands in the record in the order in which it was named.
    for (const auto& person : view.people)
        CPC_TRY(stage_->choose(in(view.core_group_title, person.line.name), Want::off));
    for (const auto& member : group.members)
        CPC_TRY(stage_->choose(in(view.core_group_title, name_of(member))));
    CPC_TRY(stage_->set_date(group.first_meeting.date));
    CPC_TRY(stage_->set_time(view.first_meeting_at ? view.first_meeting_at->minute : ten_o_clock,
                             group.first_meeting.minute));
    if (stage_->sees(view::say("plan.later-why")))
        CPC_TRY(stage_->fill(view::say("plan.later-why"), group.later_reason));
    CPC_TRY(stage_->look("plan-core-group"));
    return stage_->press(view::say("plan.core-save"));
}

Result<void> ScreenHands::perform(const Say<ActionAgreed>& say_action) {
    const auto& action = say_action.fact;
    CPC_TRY(go(Place::plan, action.child));
    CPC_TRY(stage_->press(view::say("plan.add-action")));
    CPC_TRY(stage_->fill(view::say("plan.aim"), action.aim));
    CPC_TRY(stage_->fill(view::say("plan.what"), action.what));
    if (!action.owner.empty())
        CPC_TRY(stage_->choose(in(view::say("plan.who"), name_of(action.owner))));
    CPC_TRY(stage_->set_date(action.due));
    CPC_TRY(stage_->fill(view::say("plan.know"), action.outcome));
    const auto view = plan_of(state(), meeting_->rules(), moment(), action.child);
    for (const auto& need : view.needs) {
        const bool answers =
            std::find(action.needs.begin(), action.needs.end(), need.first) != action.needs.end();
        CPC_TRY(stage_->choose(need.second, answers ? Want::on : Want::off));
    }
    CPC_TRY(stage_->look("plan-action"));
    CPC_TRY(stage_->press(view::say("plan.action-save")));
    return stage_->look("plan-with-action");
}

Result<void> ScreenHands::perform(const Say<PlanNoteAdded>& say_note) {
    const auto& note = say_note.fact;
    CPC_TRY(go(Place::plan, note.child));
    const auto view = plan_of(state(), meeting_->rules(), moment(), note.child);
    const auto found = std::find_if(view.notes.begin(), view.notes.end(),
                                    [&](const auto& each) { return each.kind == note.kind; });
    if (found == view.notes.end()) return no_screen("this kind of note has no place in the plan");
    CPC_TRY(stage_->press(view::say("risk.add", {{"what", found->label}})));
    CPC_TRY(stage_->fill(found->prompt, note.text));
    CPC_TRY(stage_->look("plan-note"));
    return stage_->press(view::say("stages.record"));
}

Result<void> ScreenHands::perform(const Say<NextConferenceSet>& say_next) {
    const auto& next = say_next.fact;
    CPC_TRY(go(Place::plan));
    const auto view =
        plan_of(state(), meeting_->rules(), moment(),
                state().child_order.empty() ? ChildId{} : state().child_order.front());
    CPC_TRY(stage_->press(view::say("plan.next-set")));
    CPC_TRY(stage_->set_date(next.at.date));
    CPC_TRY(stage_->set_time(view.next_at ? view.next_at->minute : ten_o_clock, next.at.minute));
    if (stage_->sees(view::say("plan.later-why")))
        CPC_TRY(stage_->fill(view::say("plan.later-why"), next.later_reason));
    CPC_TRY(stage_->look("plan-next"));
    return stage_->press(view::say("plan.next-save"));
}

// The screen makes the summary from the record; what the scenario says is the chair's addition.
Result<void> ScreenHands::perform(const CloseConference& close) {
    CPC_TRY(go(Place::close));
    CPC_TRY(stage_->fill(view::say("close.addition"), close.summary));
    CPC_TRY(stage_->look("close-done"));
    CPC_TRY(stage_->press(view::say("close.button")));
    CPC_TRY(stage_->look("close-confirm"));
    CPC_TRY(stage_->hold(view::say("close.confirm-hold")));
    return stage_->look("closed");
}

Result<void> ScreenHands::perform(const Say<DocumentIssued>&) {
    return no_screen("papers are made on the screen, and there the shell counts them itself");
}

}  // namespace cpc::stage
