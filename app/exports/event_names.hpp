// SPDX-License-Identifier: Apache-2.0
// What the fields of each event are called in an archive: the members' own names, in the order of
// their numbers in the record (1, 2, …). A test holds the count of names against the structs, so
// that a field that is added cannot be forgotten here. A name is never changed: archives are read
// for ever.
#pragma once

#include <string_view>

#include "core/conference/events.hpp"

namespace cpc::exports {

template <class Struct>
inline constexpr std::string_view names_of{};

// One line for each struct.
#define CPC_FIELD_NAMES(Struct, names) \
    template <>                        \
    inline constexpr std::string_view names_of<conference::Struct> = names;
// clang-format off
CPC_FIELD_NAMES(StartEvent, "name date")
CPC_FIELD_NAMES(ConferenceOpened,
    "procedure procedure_hash calendar_hash type family venue planned_start "
    "planned_minutes basis transfer_in start_events grounds flags overlays prepared_by")
CPC_FIELD_NAMES(ChildAdded, "child ref name born expected")
CPC_FIELD_NAMES(PersonInvited,
    "person name role agency group reason supports key_agency report_expected "
    "invited_on observer_agreed_on details invitee_class children language")
CPC_FIELD_NAMES(PersonSignedIn, "person public_key")
CPC_FIELD_NAMES(PersonRekeyed, "person old_key new_key")
CPC_FIELD_NAMES(ReportReceived,
    "author received format_correct shared_with_family shared_on shared_by "
    "not_shared_reason")
CPC_FIELD_NAMES(StageEntered, "stage at reason")
CPC_FIELD_NAMES(AttendanceMarked, "person attendance at note")
CPC_FIELD_NAMES(PersonArrived, "person at how told_what_was_missed")
CPC_FIELD_NAMES(PersonLeft, "person at reason")
CPC_FIELD_NAMES(PersonIntroduced, "person")
CPC_FIELD_NAMES(PointConfirmed, "point at note waived answer")
CPC_FIELD_NAMES(ContributionRecorded,
    "contribution speaker presenter children label text source mode segment "
    "third_party risk_issue authority relevance")
CPC_FIELD_NAMES(CorrectionLinked, "contribution original by text segment")
CPC_FIELD_NAMES(ConflictPaired, "first second settled segment")
CPC_FIELD_NAMES(AgencyHeard, "person heard owner due")
CPC_FIELD_NAMES(ReportReadIn, "author at")
CPC_FIELD_NAMES(ViewsRecorded, "child person text source none_because")
CPC_FIELD_NAMES(RiskNoted, "risk child kind text severity likelihood evidence")
CPC_FIELD_NAMES(SafetyScored, "child score by")
CPC_FIELD_NAMES(RiskSummarised, "child text")
CPC_FIELD_NAMES(ContinuingRiskRecorded, "child at_risk")
CPC_FIELD_NAMES(CountedOut, "person why")
CPC_FIELD_NAMES(BallotOpened, "child round question counted not_counted")
CPC_FIELD_NAMES(Helped, "helper name because")
CPC_FIELD_NAMES(PositionLogged, "child person view reason by_phone read_back helped")
CPC_FIELD_NAMES(BallotClosed, "child round in_favour against unable positions left")
CPC_FIELD_NAMES(ChairDecided, "child protect reasons texts")
CPC_FIELD_NAMES(ResultLocked, "child decision rule categories")
CPC_FIELD_NAMES(FamilyViewRecorded, "child person agrees words")
CPC_FIELD_NAMES(ResultCorrected, "child decision categories reason")
CPC_FIELD_NAMES(KeyWorkerNamed, "child person reason")
CPC_FIELD_NAMES(CoreGroupNamed, "child members first_meeting later_reason")
CPC_FIELD_NAMES(ActionAgreed, "action child aim what owner due outcome needs")
CPC_FIELD_NAMES(PlanNoteAdded, "child kind text")
CPC_FIELD_NAMES(NextConferenceSet, "at later_reason")
CPC_FIELD_NAMES(ConferenceClosed, "at summary")
CPC_FIELD_NAMES(CloseCosigned, "person tree_size root")
CPC_FIELD_NAMES(NamedText, "name text")
CPC_FIELD_NAMES(RequestReceived,
    "requester agency received type manager reason early_review elsewhere contact")
CPC_FIELD_NAMES(RequestAnswered,
    "convene reasons discussed_on discussed_with judgement judged_because")
CPC_FIELD_NAMES(StartDateSet, "name date reason")
CPC_FIELD_NAMES(ExclusionDecided,
    "person grounds whole facts at discussed_before discussed_by suppressed_because "
    "privacy_note without_knowledge talk_offered")
CPC_FIELD_NAMES(ObjectionRaised, "by about reason at")
CPC_FIELD_NAMES(ChildBorn, "child name born")
CPC_FIELD_NAMES(ConferenceAdjourned, "at reason interim_arrangements resumes")
CPC_FIELD_NAMES(ConferenceResumed, "at")
CPC_FIELD_NAMES(BreakTaken, "from to")
CPC_FIELD_NAMES(MatterRaised, "matter kind by asker about text at segment")
CPC_FIELD_NAMES(MatterAnswered, "matter granted prejudice answer at")
CPC_FIELD_NAMES(MinutesMarked, "state by note at")
CPC_FIELD_NAMES(ConferenceCancelled, "at reason")
CPC_FIELD_NAMES(BreachExplained, "limit which reason")
CPC_FIELD_NAMES(SegmentStarted, "segment at reason in out redaction")
CPC_FIELD_NAMES(SegmentEnded, "segment at")
CPC_FIELD_NAMES(ActionCarried, "action child what owner due")
CPC_FIELD_NAMES(ActionReviewed, "action child progress note")
CPC_FIELD_NAMES(DissentNoted, "child person question reason")
CPC_FIELD_NAMES(ReferralMade, "child kind cause limit at")
CPC_FIELD_NAMES(OutcomeAgreed, "child agreed outcome entered_by endorsed_by")
CPC_FIELD_NAMES(RecommendationMade, "recommendation child agency what")
CPC_FIELD_NAMES(RecommendationAnswered, "recommendation confirmed reasons on")
CPC_FIELD_NAMES(MaterialTaken,
    "material kind title brought_by author children media size_bytes pages sha256 pieces at "
    "professionals_only segment")
CPC_FIELD_NAMES(MaterialWithdrawn, "material reason")
CPC_FIELD_NAMES(ActionWithdrawn, "action child reason")
CPC_FIELD_NAMES(RegisterEntered, "child status categories lead_worker at")
CPC_FIELD_NAMES(RouteStepTaken, "route step person result on")
CPC_FIELD_NAMES(DocumentIssued,
    "kind version to sha256 at child readers route sender language")
CPC_FIELD_NAMES(PaperDelivered, "kind version to way by at reached people child taken_by note")
// clang-format on
#undef CPC_FIELD_NAMES

}  // namespace cpc::exports
