// SPDX-License-Identifier: Apache-2.0
// Facts about how a conference came about and went: the request for it, dates that were put right,
// who was kept out and why, parts held without everybody, sittings, and what it set going. The
// facts of the discussion, the decision and the plan are in facts.hpp; the same rules hold for
// both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/conference/words.hpp"

namespace cpc::conference {

// A value under a name that the procedure gives it: "order-date" → "2027-02-01".
struct NamedText {
    std::string name;
    std::string text;
    static constexpr auto fields() { return std::tuple{&NamedText::name, &NamedText::text}; }
};

// Who helped somebody to give their own view, and why they wanted help. The view, the PIN and the
// signature stay the person's own (help.hpp says who may help).
struct Helped {
    PersonId helper;      // empty: somebody who is not on the list
    std::string name;     // only of those: who, and what they are
    std::string because;  // sight, hands, reading or language
    static constexpr auto fields() {
        return std::tuple{&Helped::helper, &Helped::name, &Helped::because};
    }
    friend bool operator==(const Helped&, const Helped&) = default;
};

// Somebody asked for a conference, in writing (REQ-017) or for an earlier review (REQ-020); or
// asked the convening service to a meeting of their own (REQ-014).
struct RequestReceived {
    std::string requester;
    std::string agency;
    Date received;
    std::string type;     // the conference type that is asked for
    std::string manager;  // who answers it: the team manager
    std::string reason;
    bool early_review = false;
    std::optional<bool> elsewhere{};       // to the requester's own meeting
    std::optional<std::string> contact{};  // how the caller is reached
    static constexpr auto fields() {
        using E = RequestReceived;
        return std::tuple{&E::requester, &E::agency,       &E::received,  &E::type,   &E::manager,
                          &E::reason,    &E::early_review, &E::elsewhere, &E::contact};
    }
};

struct RequestAnswered {
    bool convene = false;
    std::string reasons;               // needed for a refusal (REQ-018)
    std::optional<Date> discussed_on;  // with the service manager
    std::string discussed_with;
    std::optional<std::string> judgement{};  // id of one of the procedure's (REQ-014)
    std::optional<std::string> judged_because{};
    static constexpr auto fields() {
        using E = RequestAnswered;
        return std::tuple{&E::convene,        &E::reasons,   &E::discussed_on,
                          &E::discussed_with, &E::judgement, &E::judged_because};
    }
};

// A date a clock runs from was learned later or was wrong; the earlier one stays (REQ-230).
struct StartDateSet {
    std::string name;
    Date date;
    std::string reason;
    static constexpr auto fields() {
        using E = StartDateSet;
        return std::tuple{&E::name, &E::date, &E::reason};
    }
};

// The chair keeps somebody out of all or part of the meeting (REQ-303, REQ-324).
struct ExclusionDecided {
    PersonId person;
    std::vector<std::string> grounds;  // of the procedure's list
    bool whole = false;                // else part
    std::string facts;
    LocalTime at;
    bool discussed_before = false;  // with the person, and by whom (REQ-326)
    std::string discussed_by;
    std::string suppressed_because;    // why the person is not told the reasons; empty: they are
    std::string privacy_note;          // REQ-293
    bool without_knowledge = false;    // the person does not know of the conference (REQ-288)
    std::optional<Date> talk_offered;  // REQ-351
    static constexpr auto fields() {
        using E = ExclusionDecided;
        return std::tuple{
            &E::person,       &E::grounds,           &E::whole,        &E::facts,
            &E::at,           &E::discussed_before,  &E::discussed_by, &E::suppressed_because,
            &E::privacy_note, &E::without_knowledge, &E::talk_offered};
    }
};

// Somebody's objection to another's being here (REQ-325). Late: raised after the start.
struct ObjectionRaised {
    PersonId by;
    PersonId about;
    std::string reason;
    LocalTime at;
    static constexpr auto fields() {
        using E = ObjectionRaised;
        return std::tuple{&E::by, &E::about, &E::reason, &E::at};
    }
};

// The unborn child was born: the same child, with everything recorded before (REQ-382).
struct ChildBorn {
    ChildId child;
    std::string name;
    Date born;
    static constexpr auto fields() {
        using E = ChildBorn;
        return std::tuple{&E::child, &E::name, &E::born};
    }
};

struct ConferenceAdjourned {
    LocalTime at;
    std::string reason;
    std::string interim_arrangements;  // how the child is kept safe until then (REQ-067)
    LocalTime resumes;
    static constexpr auto fields() {
        using E = ConferenceAdjourned;
        return std::tuple{&E::at, &E::reason, &E::interim_arrangements, &E::resumes};
    }
};

struct ConferenceResumed {
    LocalTime at;
    static constexpr auto fields() { return std::tuple{&ConferenceResumed::at}; }
};

// The room stopped for a while and went on: said once, when it goes on (ui-design 8, "Breaks").
// Nobody leaves or arrives by it.
struct BreakTaken {
    LocalTime from;
    LocalTime to;
    static constexpr auto fields() { return std::tuple{&BreakTaken::from, &BreakTaken::to}; }
};

// It does not take place, or was not convened. There is a record all the same (REQ-297).
struct ConferenceCancelled {
    LocalTime at;
    std::string reason;
    static constexpr auto fields() {
        using E = ConferenceCancelled;
        return std::tuple{&E::at, &E::reason};
    }
};

// Why a limit was missed (REQ-229).
struct BreachExplained {
    std::string limit;
    std::string which;
    std::string reason;
    static constexpr auto fields() {
        using E = BreachExplained;
        return std::tuple{&E::limit, &E::which, &E::reason};
    }
};

// A part of the meeting that is held without some of those attending (REQ-275).
struct SegmentStarted {
    SegmentId segment;
    LocalTime at;
    std::string reason;
    std::vector<PersonId> in;
    std::vector<PersonId> out;
    std::optional<std::vector<std::string>> redaction{};  // why it is left out of their papers
    static constexpr auto fields() {
        using E = SegmentStarted;
        return std::tuple{&E::segment, &E::at, &E::reason, &E::in, &E::out, &E::redaction};
    }
};

struct SegmentEnded {
    SegmentId segment;
    LocalTime at;
    static constexpr auto fields() { return std::tuple{&SegmentEnded::segment, &SegmentEnded::at}; }
};

// An action of the plan that was in force before this review, and how far it has come (REQ-108).
struct ActionCarried {
    ActionId action;
    ChildId child;
    std::string what;
    std::string owner;
    std::optional<Date> due;
    static constexpr auto fields() {
        using E = ActionCarried;
        return std::tuple{&E::action, &E::child, &E::what, &E::owner, &E::due};
    }
};

struct ActionReviewed {
    ActionId action;
    ChildId child;
    Progress progress{};
    std::string note;
    static constexpr auto fields() {
        using E = ActionReviewed;
        return std::tuple{&E::action, &E::child, &E::progress, &E::note};
    }
};

// Somebody does not agree, on one question for one child, in their own words (REQ-263). It stands
// beside the count and is never added to it.
struct DissentNoted {
    ChildId child;
    PersonId person;
    std::string question;  // "risk", "plan", "category", "outcome"
    std::string reason;
    static constexpr auto fields() {
        using E = DissentNoted;
        return std::tuple{&E::child, &E::person, &E::question, &E::reason};
    }
};

// What a decision or an answer sets going outside the room (REQ-138, REQ-164).
struct ReferralMade {
    ChildId child;
    std::string kind;   // "service-manager", "childrens-reporter"
    std::string cause;  // the rule or the answer that calls for it
    std::string limit;  // id of the time limit; may be empty
    LocalTime at;
    static constexpr auto fields() {
        using E = ReferralMade;
        return std::tuple{&E::child, &E::kind, &E::cause, &E::limit, &E::at};
    }
};

// Where nothing is voted on: the outcome that was agreed, or that none was (REQ-169, REQ-170).
struct OutcomeAgreed {
    ChildId child;
    bool agreed = false;
    std::string outcome;  // in words
    PersonId entered_by;  // of the service that convenes
    std::string endorsed_by;
    static constexpr auto fields() {
        using E = OutcomeAgreed;
        return std::tuple{&E::child, &E::agreed, &E::outcome, &E::entered_by, &E::endorsed_by};
    }
};

// What the conference asks of an agency; it is for the agency to confirm (REQ-159, REQ-160).
struct RecommendationMade {
    ActionId recommendation;
    ChildId child;
    std::string agency;
    std::string what;
    static constexpr auto fields() {
        using E = RecommendationMade;
        return std::tuple{&E::recommendation, &E::child, &E::agency, &E::what};
    }
};

struct RecommendationAnswered {
    ActionId recommendation;
    bool confirmed = false;
    std::string reasons;  // needed when it is declined (REQ-274)
    Date on;
    static constexpr auto fields() {
        using E = RecommendationAnswered;
        return std::tuple{&E::recommendation, &E::confirmed, &E::reasons, &E::on};
    }
};

// An action is taken out of the plan again; it stays readable.
struct ActionWithdrawn {
    ActionId action;
    ChildId child;
    std::string reason;
    static constexpr auto fields() {
        using E = ActionWithdrawn;
        return std::tuple{&E::action, &E::child, &E::reason};
    }
};

// A report, a child's drawing or something else that was brought as a file (REQ-096). Its bytes
// stand in entries of their own before this one (app/meeting/material.hpp), in the order of
// `pieces`, under the same key of the conference as this fact; together they have this digest.
struct MaterialTaken {
    MaterialId material;
    MaterialKind kind{};
    std::string title;              // its label in the room and in the minutes
    PersonId brought_by;            // who gave it in
    PersonId author;                // whose report it is; nobody for a child's own work
    std::vector<ChildId> children;  // a drawing's: who made it; else whom it is about, none: all
    MediaType media{};
    std::uint64_t size_bytes = 0;
    std::int32_t pages = 1;
    ByteArray<32> sha256{};
    std::vector<std::uint64_t> pieces;  // entry numbers
    LocalTime at;
    bool professionals_only = false;     // neither on the glass nor in a copy for the family
    std::optional<SegmentId> segment{};  // taken in in a restricted part: not for everybody
    static constexpr auto fields() {
        using E = MaterialTaken;
        return std::tuple{&E::material,
                          &E::kind,
                          &E::title,
                          &E::brought_by,
                          &E::author,
                          &E::children,
                          &E::media,
                          &E::size_bytes,
                          &E::pages,
                          &E::sha256,
                          &E::pieces,
                          &E::at,
                          &E::professionals_only,
                          &E::segment};
    }
};

// It was the wrong file, or does not belong here: nobody opens it any more. What was taken in stays
// in the record until it is erased.
struct MaterialWithdrawn {
    MaterialId material;
    std::string reason;
    static constexpr auto fields() {
        using E = MaterialWithdrawn;
        return std::tuple{&E::material, &E::reason};
    }
};

// Something that is put to the chair and stands in front of the chair until it is answered. Only a
// wish for clarification is said before everybody; what else is asked is the chair's to know.
struct MatterRaised {
    MatterId matter;
    MatterKind kind{};
    PersonId by;        // who asks; empty: somebody who is not on the list
    std::string asker;  // only of those: who they are, and for whom they ask
    std::string about;  // the agency whose report it is; the other purpose
    std::string text;
    LocalTime at;
    std::optional<SegmentId> segment{};  // asked in a restricted part: heard by those in it
    static constexpr auto fields() {
        using E = MatterRaised;
        return std::tuple{&E::matter, &E::kind, &E::by, &E::asker,
                          &E::about,  &E::text, &E::at, &E::segment};
    }
};

// What the chair answered. What was asked stays as it was.
struct MatterAnswered {
    MatterId matter;
    bool granted = false;  // kept confidential; the report is released; the purpose agreed to
    std::optional<bool> prejudice{};  // whether withholding it would harm the child (REQ-278)
    std::string answer;               // in words, or the reasons
    LocalTime at;
    static constexpr auto fields() {
        using E = MatterAnswered;
        return std::tuple{&E::matter, &E::granted, &E::prejudice, &E::answer, &E::at};
    }
};

// Somebody checked the minutes, or the chair approved them (REQ-257).
struct MinutesMarked {
    MinutesState state{};
    std::string by;  // who checked them; the chair
    std::string note;
    LocalTime at;
    static constexpr auto fields() {
        using E = MinutesMarked;
        return std::tuple{&E::state, &E::by, &E::note, &E::at};
    }
};

// A line of the register, written when the conference closes (REQ-173, REQ-302).
struct RegisterEntered {
    ChildId child;
    std::string status;  // the procedure's word: "registered", "removed"
    std::vector<std::string> categories;
    PersonId lead_worker;
    LocalTime at;
    static constexpr auto fields() {
        using E = RegisterEntered;
        return std::tuple{&E::child, &E::status, &E::categories, &E::lead_worker, &E::at};
    }
};

// One step of a way to disagree: a talk with the chair, a letter to the board (REQ-265, REQ-267).
struct RouteStepTaken {
    std::string route;  // id of the procedure's dissent route
    std::string step;
    PersonId person;
    std::string result;
    Date on;
    static constexpr auto fields() {
        using E = RouteStepTaken;
        return std::tuple{&E::route, &E::step, &E::person, &E::result, &E::on};
    }
};

// One paper that was made and handed out (REQ-248). Whether it was in time is counted from `at`.
struct DocumentIssued {
    std::string kind;
    std::string version;
    std::string to;
    ByteArray<32> sha256{};
    LocalTime at;
    std::optional<ChildId> child{};                  // whose paper, where there are several
    std::optional<std::vector<PersonId>> readers{};  // for whom this copy was made
    std::optional<std::string> route{};              // "by-hand", "saved"
    std::optional<PersonId> sender{};
    std::optional<std::string> language{};  // the second one it is in, beside English
    static constexpr auto fields() {
        using E = DocumentIssued;
        return std::tuple{&E::kind,  &E::version, &E::to,    &E::sha256, &E::at,
                          &E::child, &E::readers, &E::route, &E::sender, &E::language};
    }
};

// A paper reached somebody, or was tried to (REQ-248): the proof of it. `kind` "follow-up" is no
// paper but a talk with somebody who was away, about what was decided (REQ-237).
struct PaperDelivered {
    std::string kind;
    std::string version;
    std::string to;   // recipient word, role or agency, where no person of the conference is meant
    std::string way;  // "by-hand", "collected", "post", "secure-mail", "told"
    std::string by;   // who did it
    LocalTime at;     // when it was done, which may be before it was written down
    bool reached = true;  // false: tried in vain, and to be tried again
    std::optional<std::vector<PersonId>> people{};
    std::optional<ChildId> child{};         // whose paper
    std::optional<std::string> taken_by{};  // who took it for them
    std::optional<std::string> note{};      // number of the posting, what was agreed
    static constexpr auto fields() {
        using E = PaperDelivered;
        return std::tuple{&E::kind,    &E::version, &E::to,    &E::way,      &E::by,  &E::at,
                          &E::reached, &E::people,  &E::child, &E::taken_by, &E::note};
    }
};

}  // namespace cpc::conference
