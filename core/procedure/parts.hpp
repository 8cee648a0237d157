// SPDX-License-Identifier: Apache-2.0
// The parts a procedure is made of: people, stages, words, outcomes, documents. Plain data, filled
// from a profile file and never changed after that. The rules proper are in rules.hpp, the time
// limits in rule.hpp, the whole in profile.hpp.
//
// Every string in a part is either an id (lower case, words joined by "-", stored in records) or a
// text for people in the procedure's own language. A text may hold {child}, {chair}, {person} or
// {when}; nothing else is filled in. No part names a jurisdiction: that is the file's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/procedure/rule.hpp"

namespace cpc::procedure {

// An id with what people read for it, and what it means when they ask.
struct Choice {
    std::string id;
    std::string label;
    std::string means;
};

// The procedure's own words for the things every procedure has (glossary, requirements.md 1.2).
struct Terms {
    std::string conference;        // "Child Protection Conference"
    std::string conference_short;  // "conference"
    std::string protected_status;  // "Child Protection Plan"
    std::string under_status;      // "subject to a Child Protection Plan"
    std::string plan;              // "child protection plan"
    std::string outline_plan;      // "outline plan"
    std::string lead_worker;       // "key worker"
    std::string chair;             // "Independent Chairperson"
    std::string core_group;        // "core group"
    std::string review;            // "review conference"
    std::string board;             // "Torbay Safeguarding Children Board"
    std::string board_short;       // "TSCB"
    std::string service;           // who keeps the minutes and takes in reports
    std::string harm_test;         // "continuing risk of significant harm"
    std::string harm_category;     // "category of harm"
    std::string enquiry;           // "child protection enquiries"
    std::string start_meeting;     // "strategy meeting"
};

enum class RoleGroup : std::uint8_t {
    professional,
    family,
    child,
    supporter,
    advocate,
    legal,
    interpreter,
    specialist,
    observer,
    chair,
    minute_taker,
};
// As in the outcome file's `not_counted[].why`; "professional" for those who count.
[[nodiscard]] std::string_view group_word(RoleGroup group);

// Whose agreement comes before anybody in a role is asked: a point that the chair answers. Given so,
// it holds both ways: nobody in the role is asked without that answer, and with it somebody is.
struct RoleConsent {
    std::vector<std::string> flags;  // only when all of these are set: "unborn"
    std::string answer;              // "consent-father=agreed"
    std::string requirement;
    std::string sentence;  // why nobody in this role can be asked yet
};

struct Role {
    std::string id;     // "school-nurse"
    std::string label;  // "School nurse"
    RoleGroup group = RoleGroup::professional;
    bool counted = false;      // has a counted view at the decision
    std::string agency;        // usual agency, as people say it: "School"; empty for family
    std::string agency_group;  // for the quorum: "social-care", "police", "health", "education", …
    bool lead_worker = false;            // the role the lead worker normally comes from
    bool invited_first = false;          // stands in every new invitation list
    std::vector<std::string> prompts;    // shown when this role has the floor
    int line = 0;                        // in the profile file
    bool omission_needs_reason = false;  // leaving this role out of the invitations needs a reason
    std::vector<Choice> details;  // what must be known of a person in this role: "order-date"
    std::optional<RoleConsent> consent;
};

// How somebody takes part, or does not.
struct AttendanceStatus {
    std::string id;  // "in-person"
    std::string label;
    bool present = false;  // may be in the room (or on the line)
    bool remote = false;   // by telephone or video
    bool needs_reason = false;
    bool needs_times = false;  // part of the meeting only
};

// What must be answered before a conference of this type opens.
struct OpeningChoice {
    std::string id;  // "incident"
    std::string label;
    std::vector<std::string> events;  // dates that must then be known: "strategy-meeting"
    std::string sets_flag;            // "transfer-in"; empty for none
    std::string means;
};

enum class TypeKind : std::uint8_t { initial, review, intake };

struct ConferenceType {
    Basis basis;
    std::string id;     // "initial"
    std::string label;  // "Initial Child Protection Conference"
    TypeKind kind = TypeKind::initial;
    std::string purpose;           // one plain sentence
    std::string opening_question;  // "Why is this conference being held?"; empty if none
    std::vector<OpeningChoice> opening_choices;
    int opening_choices_least = 0;
    bool opening_needs_text = false;  // each choice is backed by a text
    std::vector<std::string> events;  // dates that must be known whatever is chosen
    std::vector<Choice> flags;        // that may be set: "transfer-in", "unborn"
};

enum class Weight : std::uint8_t { blocking, warning };

// What a conference can decide for a child.
enum class OutcomeKind : std::uint8_t {
    place,
    do_not_place,
    retain,
    remove,
    agreed_outcome,
    not_agreed,
};
[[nodiscard]] std::string_view outcome_word(OutcomeKind kind);  // "do-not-place"

// One of the answers to a point of a checklist, and what choosing it starts.
struct PointAnswer {
    std::string id;
    std::string label;
    bool needs_text = false;
    std::string referral;  // `referrals[].kind` it causes; empty for none
    std::string referral_deadline;
    std::string task;  // what somebody then still has to do; empty for none
    std::string task_owner;
    std::string task_deadline;
};

// A point the chair goes through: a tick, an answer out of a list, or words. It is asked only where
// every condition it names holds.
struct ChecklistItem {
    std::string id;    // "everyone-introduced"
    std::string text;  // "Everyone here has said their name and why they came."
    std::string requirement;
    Weight weight = Weight::blocking;
    std::vector<std::string> types;  // conference types; empty means all
    std::vector<std::string> flags;  // only when all of these are set
    bool per_child = false;
    std::vector<std::string> not_flags;   // not when one of these is set
    std::vector<PointAnswer> answers;     // one is chosen; none: a plain tick
    bool needs_text = false;              // words belong to it whatever is chosen
    std::vector<OutcomeKind> outcomes;    // for a child with one of these results
    std::vector<std::string> categories;  // for a child whose result names one of these
    int age_least = 0;                    // for a child of at least so many years
    std::string prompt;                   // what the words should speak about
    bool waivable = false;  // blocking, but the chair may go on without it and say why
};

enum class StageKind : std::uint8_t {
    introductions,
    information,
    risk,
    decision,
    outcome,
    plan,
    close,
};
[[nodiscard]] std::string_view stage_word(StageKind kind);

struct Stage {
    Basis basis;
    StageKind kind = StageKind::introductions;
    std::string label;        // "Introductions"
    std::string family_text;  // what is happening now, for everyone in the room
    std::vector<std::string> purposes;
    std::vector<std::string> prompts;  // for the chair
    std::vector<ChecklistItem> checklist;
};

// A statement the chair makes, shown on the opening card.
struct Statement {
    std::string id;  // "child-first", "confidentiality", "not-a-finding", "outcome-focus", …
    std::string title;
    std::string text;
    std::string requirement;
};

struct AgencyOutcome {
    std::string id;  // "contributed"
    std::string label;
    bool needs_owner_and_date = false;  // "to follow"
};

// A field of the risk record, per child.
enum class FieldNeed : std::uint8_t { must, should, may };
struct RiskField {
    std::string id;  // "existing", "likely", "protective-factors"
    std::string label;
    std::string prompt;
    std::string requirement;
    FieldNeed need = FieldNeed::must;
    std::vector<std::string> types;  // conference types; empty means all
};

struct RiskWords {
    Basis basis;
    std::vector<Choice> severity;
    std::vector<Choice> likelihood;
    std::vector<Choice> views_sources;  // where a child's or parent's views come from
    std::vector<RiskField> fields;
};

enum class Need : std::uint8_t {
    category,
    lead_worker,
    plan,
    core_group,
    core_group_date,
    review_date,
    change_relied_on,
    step_down,
    further_work,
};
[[nodiscard]] std::string_view need_word(Need need);  // "core-group-date"

struct OutcomeRule {
    Basis basis;
    OutcomeKind kind = OutcomeKind::place;
    std::vector<std::string> types;  // conference types that offer it
    std::string label;               // on the button
    std::string sentence;            // in documents: "{child} is now subject to a …"
    std::string family_sentence;     // the same for family and child
    bool under_status = false;       // the child is under a plan (on the register) afterwards
    std::vector<Need> needs;         // what must stand before this outcome can be closed
    std::string register_status;     // entered in the register at the close: "registered"
};

// What a counted person is asked, by conference type. FOR always speaks for the protected status.
struct Ballot {
    std::vector<std::string> types;
    std::string risk_question;    // "Is {child} at continuing risk of significant harm?"
    std::string status_question;  // "Should {child} have a Child Protection Plan?"
    std::string answer_for;
    std::string answer_against;
    std::string answer_unable;
    std::string reason_prompt;
};

enum class Recipient : std::uint8_t {
    attendees,
    attending_professionals,
    absent_professionals,
    attending_family,
    absent_family,
    excluded_family,
    child,
    dissenters,
    invited,
    chair,
    core_group,
    gp,
    service_manager,
    childrens_reporter,
    requester,
    supervisor,
    client_file,
    recommended,  // the agencies something was recommended to
};
[[nodiscard]] std::string_view recipient_word(Recipient recipient);

enum class DocumentWhen : std::uint8_t {
    always,
    plan,
    dissent,
    exclusion,
    absent_family,
    chair_decided,
    plan_ended,
    answered,         // only where `answers` were given
    request_refused,  // a request for a conference was turned down
    restricted,       // part of the meeting was held without everybody
};

struct DocumentRule {
    Basis basis;
    std::string kind;     // outcome-vocabulary `documents[].kind`: "decision-sheet"
    std::string version;  // "full", "professional", "family", "child", "non-attender", "gp"
    std::string label;
    std::vector<Recipient> to;
    std::vector<std::string> types;
    DocumentWhen when = DocumentWhen::always;
    std::string deadline;  // id of the limit it is measured against; may be empty
    std::string deadline_which;
    std::vector<std::string> channels;  // "print", "encrypted-file", "by-hand", "secure-mail"
    std::vector<std::string> withheld;  // what is always left out, in plain words
    std::string note;                   // printed in it
    std::vector<std::string> to_roles;  // further recipients, by role
    std::vector<std::string> answers;   // "reporter=refer": points answered like this
};

enum class DissentWho : std::uint8_t { professional, family, anyone };

struct DissentStep {
    std::string id;
    std::string title;
    std::string text;
};

struct DissentRoute {
    Basis basis;
    DissentWho who = DissentWho::professional;
    std::string about;  // "decision", "procedures", "exclusion"
    std::string title;
    std::vector<DissentStep> steps;  // a later step opens only when the one before has a result
    bool still_bound = true;         // the agency's part of the plan stands
    std::string receipt;             // sentence on the receipt
};

// A rule that is shown and kept rather than worked out: access to records, record keeping.
struct Note {
    Basis basis;
    std::string text;
};

// A page of the short guide for people who are new to a conference, or the meaning of a word.
struct GuidePage {
    std::string title;
    std::string text;
};

// A date the procedure counts from, and how it is asked for.
struct EventName {
    std::string id;     // "strategy-meeting"
    std::string label;  // "Date of the strategy meeting"
    bool needs_time = false;
    std::string means;
    int line = 0;  // in the profile file
};

}  // namespace cpc::procedure
