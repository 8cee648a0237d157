// SPDX-License-Identifier: Apache-2.0
// What was said and done in a conference, in the past tense. Events are the record: the signed
// entries hold exactly these fields, and everything else (screens, minutes, dates, lists) is made
// afresh from them. A field is only ever added at the end, as an optional; a tag is never reused.
//
// Times are the site's local time as the room saw it; the entry around an event also holds the
// device's own clocks. "Person" is somebody invited to or present at this one conference.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/conference/facts_conduct.hpp"
#include "core/conference/words.hpp"

namespace cpc::conference {

// A dated fact that starts a clock, under the procedure's name for it ("strategy-meeting").
struct StartEvent {
    std::string name;
    Date date;
    static constexpr auto fields() { return std::tuple{&StartEvent::name, &StartEvent::date}; }
};

struct ConferenceOpened {
    std::string procedure;       // id of the procedure file
    std::string procedure_hash;  // SHA-256 of its bytes, hex: the rules of that day (REQ-001)
    std::string calendar_hash;   // of the holiday list that counts its dates (REQ-206)
    std::string type;            // one of the procedure's conference types
    std::string family;          // how the room calls it: "Family C"
    std::string venue;
    LocalTime planned_start;
    std::int32_t planned_minutes = 0;
    std::string basis;         // why it is held (REQ-012)
    bool transfer_in = false;  // the child arrives with another authority's plan (REQ-004)
    std::vector<StartEvent> start_events;
    std::optional<std::vector<NamedText>> grounds{};   // further reasons, with what supports them
    std::optional<std::vector<std::string>> flags{};   // of the type: "combined-review"
    std::optional<std::vector<NamedText>> overlays{};  // id and hash of each overlay
    std::optional<std::string> prepared_by{};          // whoever prepared it at the centre
    static constexpr auto fields() {
        using E = ConferenceOpened;
        return std::tuple{&E::procedure, &E::procedure_hash, &E::calendar_hash, &E::type,
                          &E::family,    &E::venue,          &E::planned_start, &E::planned_minutes,
                          &E::basis,     &E::transfer_in,    &E::start_events,  &E::grounds,
                          &E::flags,     &E::overlays,       &E::prepared_by};
    }
};

struct ChildAdded {
    ChildId child;
    std::string ref;  // the short name used in the room and in the outcome file
    std::string name;
    std::optional<Date> born;
    std::optional<Date> expected;  // date of delivery of an unborn child
    static constexpr auto fields() {
        using E = ChildAdded;
        return std::tuple{&E::child, &E::ref, &E::name, &E::born, &E::expected};
    }
};

struct PersonInvited {
    PersonId person;
    std::string name;
    std::string role;  // id of one of the procedure's roles
    std::string agency;
    Group group{};
    std::string reason;  // REQ-033
    PersonId supports;   // whom a supporter, advocate or solicitor is there for (REQ-054)
    bool key_agency = false;
    bool report_expected = false;
    std::optional<Date> invited_on;
    std::optional<Date> observer_agreed_on;           // the chair's agreement, dated (REQ-050)
    std::optional<std::vector<NamedText>> details{};  // what the role or an observer's rule asks
    std::optional<std::string> invitee_class{};       // REQ-059
    std::optional<std::vector<ChildId>>
        children{};                         // whom they are here for; none: all on the list
    std::optional<std::string> language{};  // what they read best: "cy", "pl", "ar", "ur" (REQ-249)
    static constexpr auto fields() {
        using E = PersonInvited;
        return std::tuple{&E::person,
                          &E::name,
                          &E::role,
                          &E::agency,
                          &E::group,
                          &E::reason,
                          &E::supports,
                          &E::key_agency,
                          &E::report_expected,
                          &E::invited_on,
                          &E::observer_agreed_on,
                          &E::details,
                          &E::invitee_class,
                          &E::children,
                          &E::language};
    }
};

struct PersonSignedIn {
    PersonId person;
    ByteArray<32> public_key{};  // Ed25519, this person's for this conference only
    static constexpr auto fields() {
        return std::tuple{&PersonSignedIn::person, &PersonSignedIn::public_key};
    }
};

// The chair re-admitted somebody who forgot the PIN: a new key from here on.
struct PersonRekeyed {
    PersonId person;
    ByteArray<32> old_key{};
    ByteArray<32> new_key{};
    static constexpr auto fields() {
        using E = PersonRekeyed;
        return std::tuple{&E::person, &E::old_key, &E::new_key};
    }
};

struct ReportReceived {
    PersonId author;
    LocalTime received;
    bool format_correct = true;
    bool shared_with_family = false;
    std::optional<Date> shared_on;
    std::string shared_by;
    std::string not_shared_reason;
    static constexpr auto fields() {
        using E = ReportReceived;
        return std::tuple{
            &E::author,    &E::received,  &E::format_correct,   &E::shared_with_family,
            &E::shared_on, &E::shared_by, &E::not_shared_reason};
    }
};

struct StageEntered {
    Stage stage{};
    LocalTime at;
    std::string reason;  // why a stage was skipped or opened again (REQ-026)
    static constexpr auto fields() {
        using E = StageEntered;
        return std::tuple{&E::stage, &E::at, &E::reason};
    }
};

struct AttendanceMarked {
    PersonId person;
    Attendance attendance{};
    LocalTime at;
    std::string note;  // the apology, the substitute's name
    static constexpr auto fields() {
        using E = AttendanceMarked;
        return std::tuple{&E::person, &E::attendance, &E::at, &E::note};
    }
};

struct PersonArrived {
    PersonId person;
    LocalTime at;
    Attendance how = Attendance::in_person;
    bool told_what_was_missed = false;  // REQ-081
    static constexpr auto fields() {
        using E = PersonArrived;
        return std::tuple{&E::person, &E::at, &E::how, &E::told_what_was_missed};
    }
};

struct PersonLeft {
    PersonId person;
    LocalTime at;
    std::string reason;  // REQ-042
    static constexpr auto fields() {
        using E = PersonLeft;
        return std::tuple{&E::person, &E::at, &E::reason};
    }
};

struct PersonIntroduced {
    PersonId person;
    static constexpr auto fields() { return std::tuple{&PersonIntroduced::person}; }
};

// The chair ticks one of the procedure's points, or goes on without it and says why.
struct PointConfirmed {
    std::string point;  // id of a checklist item of the procedure
    LocalTime at;
    std::string note;
    bool waived = false;
    std::optional<std::string> answer{};  // id of one of the point's answers
    static constexpr auto fields() {
        using E = PointConfirmed;
        return std::tuple{&E::point, &E::at, &E::note, &E::waived, &E::answer};
    }
};

struct ContributionRecorded {
    ContributionId contribution;
    PersonId speaker;    // whose knowledge it is
    PersonId presenter;  // who said it, when somebody else (REQ-101)
    std::vector<ChildId> children;
    Label label{};
    std::string text;
    std::string source;
    Mode mode{};
    std::optional<SegmentId> segment{};      // said in a restricted part: not for everybody
    std::optional<bool> third_party{};       // left out of family versions (REQ-289)
    std::optional<bool> risk_issue{};        // listed in the client file (REQ-106)
    std::optional<std::string> authority{};  // why it may be shared without consent (REQ-104)
    std::optional<std::string> relevance{};  // id of the procedure's mark (REQ-105)
    static constexpr auto fields() {
        using E = ContributionRecorded;
        return std::tuple{&E::contribution, &E::speaker,     &E::presenter,  &E::children,
                          &E::label,        &E::text,        &E::source,     &E::mode,
                          &E::segment,      &E::third_party, &E::risk_issue, &E::authority,
                          &E::relevance};
    }
};

// An addition or correction beside the original, which stays (REQ-093).
struct CorrectionLinked {
    ContributionId contribution;
    ContributionId original;
    PersonId by;
    std::string text;
    std::optional<SegmentId>
        segment{};  // as restricted as what it stands beside, or as it was said
    static constexpr auto fields() {
        using E = CorrectionLinked;
        return std::tuple{&E::contribution, &E::original, &E::by, &E::text, &E::segment};
    }
};

struct ConflictPaired {
    ContributionId first;
    ContributionId second;
    bool settled = false;  // a later pairing of the same two with true closes it (REQ-103)
    std::optional<SegmentId> segment{};  // as restricted as either of the two, or as it was said
    static constexpr auto fields() {
        using E = ConflictPaired;
        return std::tuple{&E::first, &E::second, &E::settled, &E::segment};
    }
};

struct AgencyHeard {
    PersonId person;
    Heard heard{};
    std::string owner;  // who brings what is to follow
    std::optional<Date> due;
    static constexpr auto fields() {
        using E = AgencyHeard;
        return std::tuple{&E::person, &E::heard, &E::owner, &E::due};
    }
};

struct ReportReadIn {
    PersonId author;
    LocalTime at;
    static constexpr auto fields() {
        using E = ReportReadIn;
        return std::tuple{&E::author, &E::at};
    }
};

// The views of a child (REQ-097) or of a parent or carer (REQ-098), or why none could be had.
struct ViewsRecorded {
    ChildId child;    // either this
    PersonId person;  // or this
    std::string text;
    std::string source;  // present, representative, written, audio, observed
    std::string none_because;
    static constexpr auto fields() {
        using E = ViewsRecorded;
        return std::tuple{&E::child, &E::person, &E::text, &E::source, &E::none_because};
    }
};

struct RiskNoted {
    RiskId risk;
    ChildId child;
    RiskKind kind{};
    std::string text;
    std::string severity;  // a word of the procedure; empty where the kind has none
    std::string likelihood;
    std::vector<ContributionId> evidence;  // REQ-124
    static constexpr auto fields() {
        using E = RiskNoted;
        return std::tuple{&E::risk,     &E::child,      &E::kind,    &E::text,
                          &E::severity, &E::likelihood, &E::evidence};
    }
};

struct SafetyScored {
    ChildId child;
    std::int32_t score = 0;  // 0 very unsafe … 10 safe enough to close
    PersonId by;             // none: the chair, for the room
    static constexpr auto fields() {
        using E = SafetyScored;
        return std::tuple{&E::child, &E::score, &E::by};
    }
};

struct RiskSummarised {
    ChildId child;
    std::string text;  // the chair's summary (REQ-123)
    static constexpr auto fields() {
        return std::tuple{&RiskSummarised::child, &RiskSummarised::text};
    }
};

// The first question of a decision (REQ-134); the second opens only after it.
struct ContinuingRiskRecorded {
    ChildId child;
    bool at_risk = false;
    static constexpr auto fields() {
        return std::tuple{&ContinuingRiskRecorded::child, &ContinuingRiskRecorded::at_risk};
    }
};

struct CountedOut {
    PersonId person;
    NotCounted why{};
    static constexpr auto fields() { return std::tuple{&CountedOut::person, &CountedOut::why}; }
};

struct BallotOpened {
    ChildId child;
    std::int32_t round = 1;
    std::string question;
    std::vector<PersonId> counted;
    std::vector<CountedOut> not_counted;
    static constexpr auto fields() {
        using E = BallotOpened;
        return std::tuple{&E::child, &E::round, &E::question, &E::counted, &E::not_counted};
    }
};

struct PositionLogged {
    ChildId child;
    PersonId person;
    View view{};
    std::string reason;
    bool by_phone = false;  // entered for somebody not in the room, and read back (REQ-145)
    bool read_back = false;
    std::optional<Helped> helped{};
    static constexpr auto fields() {
        using E = PositionLogged;
        return std::tuple{&E::child,    &E::person,    &E::view,  &E::reason,
                          &E::by_phone, &E::read_back, &E::helped};
    }
};

struct BallotClosed {
    ChildId child;
    std::int32_t round = 1;
    std::int32_t in_favour = 0;
    std::int32_t against = 0;
    std::int32_t unable = 0;
    std::vector<std::uint64_t> positions;  // entry numbers that are counted
    std::vector<CountedOut> left;          // counted when it opened, gone without a view
    static constexpr auto fields() {
        using E = BallotClosed;
        return std::tuple{&E::child,  &E::round,     &E::in_favour, &E::against,
                          &E::unable, &E::positions, &E::left};
    }
};

struct ChairDecided {
    ChildId child;
    bool protect = false;  // for the protected status, or against it
    std::string reasons;
    std::optional<std::vector<NamedText>> texts{};  // under the headings the procedure asks for
    static constexpr auto fields() {
        using E = ChairDecided;
        return std::tuple{&E::child, &E::protect, &E::reasons, &E::texts};
    }
};

struct ResultLocked {
    ChildId child;
    Decision decision{};
    RuleCode rule{};
    std::vector<std::string> categories;
    static constexpr auto fields() {
        using E = ResultLocked;
        return std::tuple{&E::child, &E::decision, &E::rule, &E::categories};
    }
};

struct FamilyViewRecorded {
    ChildId child;
    PersonId person;
    bool agrees = false;
    std::string words;
    static constexpr auto fields() {
        using E = FamilyViewRecorded;
        return std::tuple{&E::child, &E::person, &E::agrees, &E::words};
    }
};

// The chair corrects a locked result before close; the earlier one stays visible (REQ-176).
struct ResultCorrected {
    ChildId child;
    Decision decision{};
    std::vector<std::string> categories;
    std::string reason;
    static constexpr auto fields() {
        using E = ResultCorrected;
        return std::tuple{&E::child, &E::decision, &E::categories, &E::reason};
    }
};

struct KeyWorkerNamed {
    ChildId child;
    PersonId person;
    std::string reason;  // when it is not the social worker (REQ-163)
    static constexpr auto fields() {
        using E = KeyWorkerNamed;
        return std::tuple{&E::child, &E::person, &E::reason};
    }
};

struct CoreGroupNamed {
    ChildId child;
    std::vector<PersonId> members;
    LocalTime first_meeting;
    std::string later_reason;  // why it is later than the rule allows (REQ-233)
    static constexpr auto fields() {
        using E = CoreGroupNamed;
        return std::tuple{&E::child, &E::members, &E::first_meeting, &E::later_reason};
    }
};

struct ActionAgreed {
    ActionId action;
    ChildId child;
    std::string aim;  // what must be different for the child
    std::string what;
    PersonId owner;
    Date due;
    std::string outcome;  // how we shall know (REQ-192)
    std::vector<RiskId> needs;
    static constexpr auto fields() {
        using E = ActionAgreed;
        return std::tuple{&E::action, &E::child, &E::aim,     &E::what,
                          &E::owner,  &E::due,   &E::outcome, &E::needs};
    }
};

struct PlanNoteAdded {
    ChildId child;
    std::string kind;  // id of one of the procedure's plan notes: contingency, family-part …
    std::string text;
    static constexpr auto fields() {
        using E = PlanNoteAdded;
        return std::tuple{&E::child, &E::kind, &E::text};
    }
};

struct NextConferenceSet {
    LocalTime at;
    std::string later_reason;
    static constexpr auto fields() {
        return std::tuple{&NextConferenceSet::at, &NextConferenceSet::later_reason};
    }
};

struct ConferenceClosed {
    LocalTime at;
    std::string summary;
    static constexpr auto fields() {
        return std::tuple{&ConferenceClosed::at, &ConferenceClosed::summary};
    }
};

// Everyone who took a position reads it once more and signs the closing checkpoint.
struct CloseCosigned {
    PersonId person;
    std::uint64_t tree_size = 0;
    ByteArray<32> root{};
    static constexpr auto fields() {
        using E = CloseCosigned;
        return std::tuple{&E::person, &E::tree_size, &E::root};
    }
};

}  // namespace cpc::conference
