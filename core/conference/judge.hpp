// SPDX-License-Identifier: Apache-2.0
// Inside decide(): one judge() for each command, spread over the decide_*.cpp files by stage of the
// meeting. Not for use outside this folder.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/conference/decide.hpp"

namespace cpc::conference {

struct Bench {
    const State& state;
    const Rulebook& rules;
    const Context& by;

    [[nodiscard]] const procedure::Procedure& procedure() const { return rules.procedure; }
    [[nodiscard]] Answer no(std::string_view rule, std::string_view detail = {}) const {
        return refuse(rule, rules.procedure, detail);
    }
};

template <class... E>
[[nodiscard]] Answer yes(E... events) {
    return std::vector<Event>{Event{std::move(events)}...};
}

// A person of the procedure's convening side acts here, not somebody with a key of their own.
[[nodiscard]] inline bool by_chair(const Bench& bench) {
    return bench.by.actor.empty();
}
[[nodiscard]] bool blank(std::string_view text);
[[nodiscard]] bool too_long(std::string_view text);

// decide.cpp: opening and preparing
Answer judge(const Bench&, const Say<ConferenceOpened>&);
Answer judge(const Bench&, const Say<ChildAdded>&);
Answer judge(const Bench&, const Say<PersonSignedIn>&);
Answer judge(const Bench&, const Say<PersonRekeyed>&);
Answer judge(const Bench&, const Say<ReportReceived>&);
Answer judge(const Bench&, const Say<DocumentIssued>&);
Answer judge(const Bench&, const Say<CloseCosigned>&);
// decide_people.cpp: who may come, who is kept out
Answer judge(const Bench&, const Say<PersonInvited>&);
Answer judge(const Bench&, const Say<ExclusionDecided>&);
Answer judge(const Bench&, const Say<ObjectionRaised>&);
Answer judge(const Bench&, const Say<ChildBorn>&);
// Whether a role waits for an agreement in this conference, and whether that was given (REQ-379).
[[nodiscard]] bool consent_asked(const State& state, const procedure::Role& role);
[[nodiscard]] bool consent_given(const State& state, const procedure::Role& role);
// decide_conduct.cpp: the request, sittings, restricted parts, and what follows the meeting
Answer judge(const Bench&, const Say<RequestReceived>&);
Answer judge(const Bench&, const Say<RequestAnswered>&);
Answer judge(const Bench&, const Say<StartDateSet>&);
Answer judge(const Bench&, const Say<ConferenceAdjourned>&);
Answer judge(const Bench&, const Say<ConferenceResumed>&);
Answer judge(const Bench&, const Say<BreakTaken>&);
Answer judge(const Bench&, const CancelConference&);
Answer judge(const Bench&, const Say<BreachExplained>&);
Answer judge(const Bench&, const Say<SegmentStarted>&);
Answer judge(const Bench&, const Say<SegmentEnded>&);
Answer judge(const Bench&, const Say<RouteStepTaken>&);
// decide_matters.cpp: what is put to the chair, and the state of the minutes
Answer judge(const Bench&, const Say<MatterRaised>&);
Answer judge(const Bench&, const Say<MatterAnswered>&);
Answer judge(const Bench&, const Say<MinutesMarked>&);
// distribution.cpp
Answer judge(const Bench&, const Say<PaperDelivered>&);
// decide_room.cpp: stages and who is here
Answer judge(const Bench&, const EnterStage&);
Answer judge(const Bench&, const Say<AttendanceMarked>&);
Answer judge(const Bench&, const Say<PersonArrived>&);
Answer judge(const Bench&, const Say<PersonLeft>&);
Answer judge(const Bench&, const Say<PersonIntroduced>&);
Answer judge(const Bench&, const Say<PointConfirmed>&);
// decide_information.cpp: what is known and what is feared
Answer judge(const Bench&, const Say<ContributionRecorded>&);
Answer judge(const Bench&, const Say<CorrectionLinked>&);
Answer judge(const Bench&, const Say<ConflictPaired>&);
Answer judge(const Bench&, const Say<AgencyHeard>&);
Answer judge(const Bench&, const Say<ReportReadIn>&);
Answer judge(const Bench&, const Say<ViewsRecorded>&);
Answer judge(const Bench&, const Say<RiskNoted>&);
Answer judge(const Bench&, const Say<SafetyScored>&);
Answer judge(const Bench&, const Say<RiskSummarised>&);
Answer judge(const Bench&, const Say<ActionCarried>&);
Answer judge(const Bench&, const Say<ActionReviewed>&);
// decide_material.cpp: reports and drawings taken in as files
Answer judge(const Bench&, const Say<MaterialTaken>&);
Answer judge(const Bench&, const Say<MaterialWithdrawn>&);
// decide_vote.cpp
Answer judge(const Bench&, const Say<ContinuingRiskRecorded>&);
Answer judge(const Bench&, const OpenBallot&);
Answer judge(const Bench&, const Say<PositionLogged>&);
Answer judge(const Bench&, const CloseBallot&);
Answer judge(const Bench&, const LockResult&);
Answer judge(const Bench&, const Say<ChairDecided>&);
Answer judge(const Bench&, const Say<FamilyViewRecorded>&);
Answer judge(const Bench&, const Say<ResultCorrected>&);
Answer judge(const Bench&, const Say<DissentNoted>&);
Answer judge(const Bench&, const Say<OutcomeAgreed>&);
// decide_plan.cpp: plan, dates, close
Answer judge(const Bench&, const Say<KeyWorkerNamed>&);
Answer judge(const Bench&, const Say<CoreGroupNamed>&);
Answer judge(const Bench&, const Say<ActionAgreed>&);
Answer judge(const Bench&, const Say<PlanNoteAdded>&);
Answer judge(const Bench&, const Say<NextConferenceSet>&);
Answer judge(const Bench&, const Say<ActionWithdrawn>&);
Answer judge(const Bench&, const Say<RecommendationMade>&);
Answer judge(const Bench&, const Say<RecommendationAnswered>&);
Answer judge(const Bench&, const CloseConference&);

// What stops a stage from being left or the conference from being closed; nothing if it may.
[[nodiscard]] std::optional<Refusal> stage_is_complete(const Bench& bench, Stage stage);
// The lines of the register for every child with a result, written when the conference ends.
[[nodiscard]] std::vector<Event> register_entries(const Bench& bench);
[[nodiscard]] std::optional<Refusal> plan_is_complete(const Bench& bench);
// A point of a stage that must be ticked first: the refusal quotes the stage's own paragraph.
[[nodiscard]] Refusal refuse_for_point(const Bench& bench, Stage stage,
                                       const procedure::ChecklistItem& item, ChildId child);
// REQ-067: asked when the introductions end and when a round of views opens.
[[nodiscard]] std::optional<Refusal> quorum_is_met(const Bench& bench);

}  // namespace cpc::conference
