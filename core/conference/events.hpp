// SPDX-License-Identifier: Apache-2.0
// The closed list of events and the entry type of each. The facts they hold are in facts.hpp; who
// must sign which type is in core/record/type_rules.hpp.
#pragma once

#include <cstdint>
#include <variant>

#include "core/conference/facts.hpp"

namespace cpc::conference {

using Event = std::variant<
    ConferenceOpened, PersonInvited, PersonSignedIn, PersonRekeyed, ChildAdded, ReportReceived,
    StageEntered, AttendanceMarked, PersonArrived, PersonLeft, PersonIntroduced, PointConfirmed,
    ContributionRecorded, CorrectionLinked, ConflictPaired, AgencyHeard, ReportReadIn,
    ViewsRecorded, RiskNoted, SafetyScored, RiskSummarised, ContinuingRiskRecorded, BallotOpened,
    PositionLogged, BallotClosed, ResultLocked, ChairDecided, FamilyViewRecorded, ResultCorrected,
    KeyWorkerNamed, CoreGroupNamed, ActionAgreed, PlanNoteAdded, NextConferenceSet,
    ConferenceClosed, CloseCosigned, DocumentIssued, RequestReceived, RequestAnswered, StartDateSet,
    ExclusionDecided, ObjectionRaised, ChildBorn, ConferenceAdjourned, ConferenceResumed,
    ConferenceCancelled, BreachExplained, SegmentStarted, SegmentEnded, ActionCarried,
    ActionReviewed, DissentNoted, ReferralMade, OutcomeAgreed, RecommendationMade,
    RecommendationAnswered, RegisterEntered, RouteStepTaken, ActionWithdrawn, PaperDelivered,
    MaterialTaken, MaterialWithdrawn, BreakTaken, MatterRaised, MatterAnswered, MinutesMarked>;

// The entry type of each event; ranges and who must sign are in core/record/type_rules.hpp.
template <class E>
inline constexpr std::uint16_t tag_of = 0;
template <>
inline constexpr std::uint16_t tag_of<ConferenceOpened> = 0x0100;
template <>
inline constexpr std::uint16_t tag_of<PersonInvited> = 0x0101;
template <>
inline constexpr std::uint16_t tag_of<PersonSignedIn> = 0x0102;
template <>
inline constexpr std::uint16_t tag_of<PersonRekeyed> = 0x0103;
template <>
inline constexpr std::uint16_t tag_of<ChildAdded> = 0x0104;
template <>
inline constexpr std::uint16_t tag_of<ReportReceived> = 0x0105;
template <>
inline constexpr std::uint16_t tag_of<StageEntered> = 0x0110;
template <>
inline constexpr std::uint16_t tag_of<AttendanceMarked> = 0x0111;
template <>
inline constexpr std::uint16_t tag_of<PersonArrived> = 0x0112;
template <>
inline constexpr std::uint16_t tag_of<PersonLeft> = 0x0113;
template <>
inline constexpr std::uint16_t tag_of<PersonIntroduced> = 0x0114;
template <>
inline constexpr std::uint16_t tag_of<PointConfirmed> = 0x0115;
template <>
inline constexpr std::uint16_t tag_of<ContributionRecorded> = 0x0120;
template <>
inline constexpr std::uint16_t tag_of<CorrectionLinked> = 0x0121;
template <>
inline constexpr std::uint16_t tag_of<ConflictPaired> = 0x0122;
template <>
inline constexpr std::uint16_t tag_of<AgencyHeard> = 0x0123;
template <>
inline constexpr std::uint16_t tag_of<ReportReadIn> = 0x0124;
template <>
inline constexpr std::uint16_t tag_of<ViewsRecorded> = 0x0125;
template <>
inline constexpr std::uint16_t tag_of<RiskNoted> = 0x0130;
template <>
inline constexpr std::uint16_t tag_of<SafetyScored> = 0x0131;
template <>
inline constexpr std::uint16_t tag_of<RiskSummarised> = 0x0132;
template <>
inline constexpr std::uint16_t tag_of<ContinuingRiskRecorded> = 0x0140;
template <>
inline constexpr std::uint16_t tag_of<BallotOpened> = 0x0141;
template <>
inline constexpr std::uint16_t tag_of<PositionLogged> = 0x0142;
template <>
inline constexpr std::uint16_t tag_of<BallotClosed> = 0x0143;
template <>
inline constexpr std::uint16_t tag_of<ResultLocked> = 0x0144;
template <>
inline constexpr std::uint16_t tag_of<ChairDecided> = 0x0145;
template <>
inline constexpr std::uint16_t tag_of<FamilyViewRecorded> = 0x0147;
template <>
inline constexpr std::uint16_t tag_of<ResultCorrected> = 0x0148;
template <>
inline constexpr std::uint16_t tag_of<KeyWorkerNamed> = 0x0150;
template <>
inline constexpr std::uint16_t tag_of<CoreGroupNamed> = 0x0151;
template <>
inline constexpr std::uint16_t tag_of<ActionAgreed> = 0x0152;
template <>
inline constexpr std::uint16_t tag_of<PlanNoteAdded> = 0x0153;
template <>
inline constexpr std::uint16_t tag_of<NextConferenceSet> = 0x0154;
template <>
inline constexpr std::uint16_t tag_of<ConferenceClosed> = 0x0160;
template <>
inline constexpr std::uint16_t tag_of<CloseCosigned> = 0x0161;
template <>
inline constexpr std::uint16_t tag_of<DocumentIssued> = 0x0162;
template <>
inline constexpr std::uint16_t tag_of<PaperDelivered> = 0x0163;

template <>
inline constexpr std::uint16_t tag_of<RequestReceived> = 0x0106;
template <>
inline constexpr std::uint16_t tag_of<RequestAnswered> = 0x0107;
template <>
inline constexpr std::uint16_t tag_of<StartDateSet> = 0x0108;
template <>
inline constexpr std::uint16_t tag_of<ExclusionDecided> = 0x0109;
template <>
inline constexpr std::uint16_t tag_of<ObjectionRaised> = 0x010A;
template <>
inline constexpr std::uint16_t tag_of<ChildBorn> = 0x010B;
template <>
inline constexpr std::uint16_t tag_of<MaterialTaken> = 0x010C;
template <>
inline constexpr std::uint16_t tag_of<MaterialWithdrawn> = 0x010D;
template <>
inline constexpr std::uint16_t tag_of<ConferenceAdjourned> = 0x0116;
template <>
inline constexpr std::uint16_t tag_of<ConferenceResumed> = 0x0117;
template <>
inline constexpr std::uint16_t tag_of<ConferenceCancelled> = 0x0118;
template <>
inline constexpr std::uint16_t tag_of<BreachExplained> = 0x0119;
template <>
inline constexpr std::uint16_t tag_of<SegmentStarted> = 0x0126;
template <>
inline constexpr std::uint16_t tag_of<SegmentEnded> = 0x0127;
template <>
inline constexpr std::uint16_t tag_of<ActionCarried> = 0x0128;
template <>
inline constexpr std::uint16_t tag_of<ActionReviewed> = 0x0129;
template <>
inline constexpr std::uint16_t tag_of<DissentNoted> = 0x0146;
template <>
inline constexpr std::uint16_t tag_of<ReferralMade> = 0x0149;
template <>
inline constexpr std::uint16_t tag_of<OutcomeAgreed> = 0x014A;
template <>
inline constexpr std::uint16_t tag_of<RecommendationMade> = 0x0155;
template <>
inline constexpr std::uint16_t tag_of<RecommendationAnswered> = 0x0156;
template <>
inline constexpr std::uint16_t tag_of<RegisterEntered> = 0x0157;
template <>
inline constexpr std::uint16_t tag_of<RouteStepTaken> = 0x0158;
template <>
inline constexpr std::uint16_t tag_of<ActionWithdrawn> = 0x0159;
template <>
inline constexpr std::uint16_t tag_of<BreakTaken> = 0x011A;
template <>
inline constexpr std::uint16_t tag_of<MatterRaised> = 0x011B;
template <>
inline constexpr std::uint16_t tag_of<MatterAnswered> = 0x011C;
template <>
inline constexpr std::uint16_t tag_of<MinutesMarked> = 0x0164;

[[nodiscard]] inline std::uint16_t tag_of_event(const Event& event) {
    return std::visit([]<class E>(const E&) { return tag_of<E>; }, event);
}

}  // namespace cpc::conference
