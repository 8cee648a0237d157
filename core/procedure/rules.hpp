// SPDX-License-Identifier: Apache-2.0
// The kinds of rule a procedure may have besides its time limits. The set is closed, each kind is
// one struct, and a procedure holds each kind at most once. All of them carry a Basis, so that a
// refusal can name the rule, its standing, the requirement and the sentence it rests on.
//
// There is no expression language: what a rule can say is what its struct can hold.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/procedure/parts.hpp"
#include "core/procedure/rule.hpp"

namespace cpc::procedure {

// What the chair confirms about themselves before the conference can start.
struct ChairRule {
    Basis basis;
    std::vector<ChecklistItem> confirmations;
    std::string length_text;  // "One to two hours": shown when the time is fixed
};

// Somebody without whom a conference of these types cannot start.
struct MustAttend {
    std::string role;
    std::vector<std::string> types;
    std::string requirement;
    std::string sentence;
    std::vector<std::string> flags;  // only when all of these are set: "unborn"
    bool invited_first = false;      // on the list before the meeting opens, not only in the room
    bool exception = false;          // the chair may go on without them, with a reason
};

struct QuorumRule {
    Basis basis;
    std::vector<std::string> agency_groups;  // each must be present: "social-care"
    int other_agencies_least = 0;
    int reconvene_working_days = 0;  // a new date at the latest, when it is not quorate
    std::string sentence;
    std::string proceed_text;  // the chair's way on, with a reason
    std::string adjourn_text;  // the other way, with interim safety arrangements
    std::vector<MustAttend> must_attend;
};

// Somebody whose agreement an observer needs. Empty `of`: always; else only where somebody of this
// group is invited.
struct Consent {
    std::string id;
    std::string label;
    std::string of;  // "family", "child"
};

struct ObserverRule {
    Basis basis;
    int most = 0;
    bool chair_agrees_before = false;  // agreement dated before the day of the meeting or its start
    std::vector<Consent> consents;     // further consents that must be recorded
    std::string sentence;
    bool needs_reason = false;  // exceptional circumstances, stated
};

struct SupporterRule {
    Basis basis;
    std::vector<std::string> for_groups;  // "family", "child": whom a supporter may come with
    bool may_be_solicitor = false;
    std::string sentence;
};

// Who is asked to come, and why.
struct InvitationRule {
    Basis basis;
    std::vector<Choice> reasons;  // one is needed for each invitee
    std::string text;             // printed in every invitation
    std::string no_child_reason;  // what the reason for not asking a child must speak about
    int notice_days = 0;          // shorter notice is marked; 0: the procedure names none
};

// Which classes of person may be asked to come, by conference type (as once s.35 CYFA, Victoria).
struct PermittedRow {
    std::string invitee_class;
    std::vector<std::string> types;
};
struct PermittedRule {
    Basis basis;
    std::vector<Choice> classes;
    std::vector<std::string> types;         // only these conference types are restricted
    std::vector<std::string> exempt_roles;  // who needs no class: those who convene
    std::vector<PermittedRow> table;
    std::string sentence;
};

struct AttendanceRule {
    Basis basis;
    bool stay_to_end = false;        // leaving before the last decision warns and needs a reason
    bool agencies_informed = false;  // each representative confirms being fully informed
    std::string leaving_text;
    std::string informed_text;
};

enum class ExclusionExtent : std::uint8_t { part, whole };
struct ExclusionGround {
    std::string id;
    std::string label;
    ExclusionExtent most = ExclusionExtent::part;  // how far this ground can go
    bool alone_is_enough = true;                   // false: may stand only beside another ground
};
struct RefusedGround {
    std::string id;
    std::string label;
    std::string means;        // why it is not enough
    std::string requirement;  // that says so
};
struct ExclusionRule {
    Basis basis;
    std::vector<ExclusionGround> grounds;
    std::vector<RefusedGround> refused_grounds;  // named because somebody will try
    bool discuss_first = false;
    bool give_reasons = false;       // a written statement goes to the excluded person
    bool without_knowledge = false;  // a conference without the parent's knowledge is possible
    std::string without_knowledge_text;
    std::string sentence;
    bool offer_talk = false;    // the excluded person is offered a talk with the chair
    bool privacy_note = false;  // interference with privacy and the chance to be heard are recorded
};

struct ReportRule {
    Basis basis;
    std::string deadline;  // id of the limit
    std::string deadline_which;
    std::string to;  // where reports go
    bool share_with_family = false;
    std::vector<std::string> exempt_roles;  // whose report is not shared by default
    std::string sentence;
    std::string absent_text;  // what happens with an absent person's report
    std::string sensitive_text;
    std::string family_deadline;  // by when the family has the reports of `family_roles`
    std::string family_which;
    std::vector<std::string> family_roles;
};

enum class CountUnit : std::uint8_t { professional, agency };
enum class Method : std::uint8_t {
    consensus_then_majority,
    consensus_only,
    fixed,           // the outcome is given; views are recorded
    agreed_outcome,  // no views are counted
};
enum class ChairOverride : std::uint8_t { none, on_split, on_failed_consensus, any_with_reasons };
[[nodiscard]] std::string_view unit_word(CountUnit unit);
[[nodiscard]] std::string_view method_word(Method method);
[[nodiscard]] std::string_view override_word(ChairOverride value);

struct FixedOutcome {
    std::string type;  // conference type
    OutcomeKind outcome = OutcomeKind::place;
    std::string rule_code;  // as in requirements.md 2.0.3
};

struct DecisionRule {
    Basis basis;
    CountUnit unit = CountUnit::professional;
    Method method = Method::consensus_then_majority;
    ChairOverride chair_override = ChairOverride::none;
    int reasons_chars_min = 0;            // for the chair's reasons, without surrounding blanks
    std::vector<Choice> mandatory_texts;  // the chair's reasons are asked for under these headings
    std::string override_rule_code;       // "SPLIT_CHAIR", "CHAIR_JUDGEMENT"
    std::string referral;                 // `referrals[].kind` an override causes; empty for none
    std::string referral_deadline;        // id of its limit
    std::vector<FixedOutcome> fixed;      // types for which `method` gives way to a given outcome
    bool reason_for_against = true;
    bool reason_for_unable = true;
    std::string sentence;          // on screen from the introductions on: who decides and how
    std::string family_sentence;   // the same, plainer
    std::string override_text;     // shown to the chair when the override is open
    std::string no_override_text;  // shown where it is not
    std::vector<std::string> entered_by;  // agency groups that enter an agreed outcome; empty: all
    std::vector<Ballot> ballots;
};

struct CategoryRule {
    Basis basis;
    bool required = false;
    bool several = false;
    std::vector<Choice> categories;
    std::vector<std::string> not_unborn;  // not offered for an unborn child
};

struct LeadWorkerRule {
    Basis basis;
    bool required = false;
    std::vector<std::string> roles;   // role ids the lead worker comes from
    bool others_with_reason = false;  // false: nobody else
    std::string duties_text;
    std::string reason_prompt;
};

enum class PlanChange : std::uint8_t { any, minor, proposal_only };
struct CoreGroupRule {
    Basis basis;
    bool named_at_conference = false;
    bool first_date_at_conference = false;
    bool family_may_belong = false;
    PlanChange may_change_plan = PlanChange::any;
    std::string first_deadline;  // limit ids
    std::string next_deadline;
    std::string sentence;
};

struct PlanSection {
    std::string id;
    std::string label;
    std::string prompt;
};
struct PlanRule {
    Basis basis;
    std::vector<PlanSection> sections;
    int actions_least = 0;
    bool action_owner = false;
    bool action_date = false;
    bool action_outcome = false;
    bool action_linked = false;       // to a recorded need or risk
    std::string report_changes_text;  // tells people to report changes to the lead worker
    std::string unborn_text;          // for an unborn child: who tells of the birth
};

// The limit of a conference type that differs from the rule's own.
struct TypeLimit {
    std::vector<std::string> types;
    std::string deadline;
    std::string which;
};
struct ReviewRule {
    Basis basis;
    bool date_before_close = false;  // a continuing plan needs the date of the next conference
    std::string first_deadline;
    std::string first_which;
    std::string next_deadline;
    std::string next_which;
    std::vector<TypeLimit> by_type;
    std::string ceiling_deadline;  // never later than this, whatever the reason
    std::string ceiling_which;
    std::vector<std::string> ceiling_types;

    // The limit for the conference that follows one of this type.
    [[nodiscard]] TypeLimit limit_for(const ConferenceType& type) const;
};

struct RestrictedRule {
    Basis basis;
    std::string screen_text;  // what the room's screen shows meanwhile
    std::string sentence;
    std::vector<Choice> redaction_reasons;
};

// What bears on the question of a conference of these types. Where a procedure has such marks, each
// contribution bears one, and what bears none is not written down.
struct RelevanceMark {
    std::string id;
    std::string label;  // "Bears on the intake assessment"
    std::vector<std::string> types;
};
struct RelevanceRule {
    Basis basis;
    std::vector<RelevanceMark> marks;
    std::string sentence;  // asked of whoever leaves it out
};

// Another agency asks the convening service to its own meeting: what is judged before a yes.
struct ExternalRequestRule {
    Basis basis;
    std::vector<Choice> judgements;  // one of them, with words
    std::string sentence;
};

using Rule =
    std::variant<ChairRule, QuorumRule, ObserverRule, SupporterRule, InvitationRule, PermittedRule,
                 AttendanceRule, ExclusionRule, ReportRule, DecisionRule, CategoryRule,
                 LeadWorkerRule, CoreGroupRule, PlanRule, ReviewRule, RestrictedRule, RelevanceRule,
                 ExternalRequestRule>;

[[nodiscard]] const Basis& basis_of(const Rule& rule);

}  // namespace cpc::procedure
