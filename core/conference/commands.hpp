// SPDX-License-Identifier: Apache-2.0
// What somebody wants to happen. decide() answers each with events or with a refusal.
//
// Most commands ask for one fact to be recorded just as it is said: Say<AttendanceMarked>. Where
// the rules compute the event from the state (who counts, what the tally is), the command is a type
// of its own and carries only what a person chose.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/conference/events.hpp"

namespace cpc::conference {

template <class E>
struct Say {
    E fact;
};

struct EnterStage {
    Stage stage{};
    std::string reason;  // needed to skip a stage or to open one again
};

struct OpenBallot {
    ChildId child;
};

struct CloseBallot {
    ChildId child;
};

// The rule decides; the chair only locks, and names the categories of harm.
struct LockResult {
    ChildId child;
    std::vector<std::string> categories;
};

struct CloseConference {
    std::string summary;
};

// It does not take place, or not any further; what was recorded stays.
struct CancelConference {
    std::string reason;
};

using Command = std::variant<
    Say<ConferenceOpened>, Say<PersonInvited>, Say<PersonSignedIn>, Say<PersonRekeyed>,
    Say<ChildAdded>, Say<ReportReceived>, EnterStage, Say<AttendanceMarked>, Say<PersonArrived>,
    Say<PersonLeft>, Say<PersonIntroduced>, Say<PointConfirmed>, Say<ContributionRecorded>,
    Say<CorrectionLinked>, Say<ConflictPaired>, Say<AgencyHeard>, Say<ReportReadIn>,
    Say<ViewsRecorded>, Say<RiskNoted>, Say<SafetyScored>, Say<RiskSummarised>,
    Say<ContinuingRiskRecorded>, OpenBallot, Say<PositionLogged>, CloseBallot, LockResult,
    Say<ChairDecided>, Say<FamilyViewRecorded>, Say<ResultCorrected>, Say<KeyWorkerNamed>,
    Say<CoreGroupNamed>, Say<ActionAgreed>, Say<PlanNoteAdded>, Say<NextConferenceSet>,
    CloseConference, Say<CloseCosigned>, Say<DocumentIssued>, CancelConference,
    Say<RequestReceived>, Say<RequestAnswered>, Say<StartDateSet>, Say<ExclusionDecided>,
    Say<ObjectionRaised>, Say<ChildBorn>, Say<ConferenceAdjourned>, Say<ConferenceResumed>,
    Say<BreachExplained>, Say<SegmentStarted>, Say<SegmentEnded>, Say<ActionCarried>,
    Say<ActionReviewed>, Say<DissentNoted>, Say<OutcomeAgreed>, Say<RecommendationMade>,
    Say<RecommendationAnswered>, Say<RouteStepTaken>, Say<ActionWithdrawn>, Say<PaperDelivered>,
    Say<MaterialTaken>, Say<MaterialWithdrawn>, Say<BreakTaken>, Say<MatterRaised>,
    Say<MatterAnswered>, Say<MinutesMarked>>;

}  // namespace cpc::conference
