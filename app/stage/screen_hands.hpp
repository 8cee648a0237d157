// SPDX-License-Identifier: Apache-2.0
// Plays a scenario by pressing the real screens. The acts are told apart where command_hands.hpp
// tells them apart; each command that comes out there is here brought about by presses on the
// screen that offers it, and what was refused is read back from the screen.
//
// What always holds: a control that is off because a rule says so is answered with that rule's own
// refusal (asked of the rules, nothing is recorded), and the words beside the control must say what
// the refusal says; else it is told in mismatches(). An act that no screen offers is given as a
// command, counted, and told in not_offered(): it is never done silently.
#pragma once

#include <string>
#include <vector>

#include "app/play/command_hands.hpp"
#include "app/stage/stage.hpp"
#include "app/view/closed.hpp"
#include "app/view/common.hpp"
#include "app/view/matters.hpp"
#include "app/view/new_conference.hpp"

namespace cpc::stage {

class ScreenHands final : public play::CommandHands {
  public:
    ScreenHands(Stage& stage, play::ScriptedClock& clock)
        : CommandHands(*stage.shell().desk(), clock), stage_(&stage) {}

    [[nodiscard]] Result<std::optional<conference::Refusal>> carry_out(
        const play::Scenario& scenario, const play::Act& act) override;

    // "file:line: verb: why", one for each act that was given as a command.
    [[nodiscard]] const std::vector<std::string>& not_offered() const { return not_offered_; }
    // Acts that the rules refused and for which the screen shows no control at all.
    [[nodiscard]] const std::vector<std::string>& not_shown() const { return not_shown_; }
    // Where a screen blocks what the rules allow, or gives another reason than the rule's.
    [[nodiscard]] const std::vector<std::string>& mismatches() const { return mismatches_; }

  protected:
    Answer open_if_needed(const play::Act& act) override;
    Result<void> begin_break() override;
    Answer give(const conference::Command& command, PersonId actor) override;
    Answer sign_in(const play::Act& act) override;
    Answer cosign(const play::Act& act) override;
    Result<void> open_key(PersonId person) override;

  private:
    using Done = Result<void>;

    Answer by_command(const conference::Command& command, PersonId actor, const std::string& why);
    Answer not_there(const conference::Command& command, PersonId actor, const std::string& why);
    Answer blocked(const conference::Command& command, PersonId actor);
    [[nodiscard]] std::string here() const;
    [[nodiscard]] view::Moment moment(const view::SheetRef& sheet = {}) const;
    [[nodiscard]] const procedure::Procedure& procedure_now() const;
    [[nodiscard]] std::string name_of(PersonId person) const;
    [[nodiscard]] static Failure no_screen(const std::string& why);

    // moving about
    Done settle();
    Done chair_has_it();
    Done chair_opens();
    Done go(view::Place place);
    Done go(view::Place place, ChildId child);
    Done open_hand(view::Handover purpose, PersonId person, ChildId child);
    Result<void> say_helper(const conference::Helped& helped);
    Done open_card(PersonId person);
    Done press_row(view::Handover purpose, PersonId person);

    // before the meeting and in the room (presses_room.cpp)
    Done make_conference(const conference::ConferenceOpened& opened);
    Done choose_additions(const conference::ConferenceOpened& opened,
                          const view::ProcedureOffered& procedure, const view::TypeOffered& type);
    Done choose_procedure(const view::NewConferenceView& view,
                          const view::ProcedureOffered& wanted);
    Done start_event(const view::NewConferenceView& view, const std::vector<view::DateAsked>& asked,
                     const std::vector<view::DateAsked>& later,
                     const conference::StartEvent& event);
    Done pick_day(const std::string& row, Date date);
    Done perform(const conference::Say<conference::ChildAdded>& say);
    Done perform(const conference::Say<conference::PersonInvited>& say);
    Done say_here_for(const conference::PersonInvited& invited);  // presses_asked.cpp
    Done leave_out(const conference::PointConfirmed& point);
    Done go_on_without(const conference::PointConfirmed& point);
    Done perform(const conference::Say<conference::ReportReceived>& say);
    Done perform(const conference::EnterStage& enter);
    Done perform(const conference::Say<conference::ConferenceAdjourned>& say);
    Done perform(const conference::Say<conference::ConferenceResumed>& say);
    Done perform(const conference::Say<conference::BreakTaken>& say);
    Done perform(const conference::CancelConference& cancel);
    Done enter_with_reason(const conference::EnterStage& enter);
    Done note_point(const conference::PointConfirmed& point, const std::vector<std::string>& texts);
    Done answer_point(const conference::PointConfirmed& point, const std::string& text);
    Done perform(const conference::Say<conference::AttendanceMarked>& say);
    Done perform(const conference::Say<conference::PersonArrived>& say);
    Done perform(const conference::Say<conference::PersonLeft>& say);
    Done perform(const conference::Say<conference::PersonIntroduced>& say);
    Done perform(const conference::Say<conference::PointConfirmed>& say);
    // who is kept out, and parts without everybody (presses_apart.cpp)
    Done open_kept_out(PersonId person);
    Done kept_out_now(const conference::AttendanceMarked& mark);
    Done perform(const conference::Say<conference::ExclusionDecided>& say);
    Done perform(const conference::Say<conference::ObjectionRaised>& say);
    Done perform(const conference::Say<conference::SegmentStarted>& say);
    Done perform(const conference::Say<conference::SegmentEnded>& say);
    Done perform(const conference::Say<conference::RequestReceived>& say);
    Done perform(const conference::Say<conference::RequestAnswered>& say);
    // what is known and feared (presses_told.cpp)
    Done edit_contribution(ContributionId original);
    Done perform(const conference::Say<conference::ContributionRecorded>& say);
    Done perform(const conference::Say<conference::CorrectionLinked>& say);
    Done perform(const conference::Say<conference::ConflictPaired>& say);
    Done perform(const conference::Say<conference::ActionCarried>& say);
    Done perform(const conference::Say<conference::ActionReviewed>& say);
    Done perform(const conference::Say<conference::AgencyHeard>& say);
    Done perform(const conference::Say<conference::ReportReadIn>& say);
    Done perform(const conference::Say<conference::ViewsRecorded>& say);
    Done perform(const conference::Say<conference::RiskNoted>& say);
    Done perform(const conference::Say<conference::SafetyScored>& say);
    Done own_score(const conference::SafetyScored& score);
    Done perform(const conference::Say<conference::RiskSummarised>& say);
    // the decision (presses_decision.cpp)
    Done choose_categories(ChildId child, const std::vector<std::string>& wanted);
    Done perform(const conference::Say<conference::ContinuingRiskRecorded>& say);
    Done perform(const conference::OpenBallot& open);
    Done perform(const conference::Say<conference::PositionLogged>& say);
    Done by_phone(const conference::PositionLogged& position);
    Done perform(const conference::CloseBallot& close);
    Done perform(const conference::LockResult& lock);
    Done perform(const conference::Say<conference::ChairDecided>& say);
    Done perform(const conference::Say<conference::FamilyViewRecorded>& say);
    Done perform(const conference::Say<conference::ResultCorrected>& say);
    // where an outcome is agreed on (presses_outcome.cpp)
    Done perform(const conference::Say<conference::OutcomeAgreed>& say);
    Done perform(const conference::Say<conference::DissentNoted>& say);
    Done lock_outcome(const conference::LockResult& lock);
    // plan and close (presses_plan.cpp)
    Done perform(const conference::Say<conference::KeyWorkerNamed>& say);
    Done perform(const conference::Say<conference::CoreGroupNamed>& say);
    Done perform(const conference::Say<conference::ActionAgreed>& say);
    Done perform(const conference::Say<conference::PlanNoteAdded>& say);
    Done perform(const conference::Say<conference::NextConferenceSet>& say);
    Done perform(const conference::CloseConference& close);
    Done perform(const conference::Say<conference::RouteStepTaken>& say);  // presses_routes.cpp
    // what is put to the chair, and the minutes (presses_matters.cpp)
    Done open_past(const std::string& tab);
    Result<view::MattersSheet> open_matters(conference::MatterKind kind);
    Done perform(const conference::Say<conference::MatterRaised>& say);
    Done perform(const conference::Say<conference::MatterAnswered>& say);
    Done perform(const conference::Say<conference::MinutesMarked>& say);
    Done perform(const conference::Say<conference::DocumentIssued>& say);
    Done open_paper(const std::vector<view::PaperLine>& papers, std::size_t wanted);
    Done perform(const conference::Say<conference::PaperDelivered>& say);  // presses_papers.cpp
    template <class Other>
    Done perform(const Other&) {
        return no_screen("it is not somebody's own act");
    }

    Stage* stage_;
    const play::Act* act_ = nullptr;
    PersonId actor_;                            // who says the present command; none: the chair
    std::optional<conference::Helped> helped_;  // with the next ballot
    view::Handover hand_purpose_{};
    ChildId hand_child_;
    std::vector<std::string> not_offered_;
    std::vector<std::string> not_shown_;
    std::vector<std::string> mismatches_;
};

}  // namespace cpc::stage
