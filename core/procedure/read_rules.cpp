// SPDX-License-Identifier: Apache-2.0
// [rule.…] of a profile: one reader for each kind of rule.
#include "core/procedure/reader.hpp"

namespace cpc::procedure {
namespace {

ChairRule read_chair(const In& in) {
    return {in.basis(), in.each("confirmation", read_check), in.text("length_text")};
}

MustAttend read_must_attend(const In& in) {
    return {in.text("role"),     in.texts("types"), in.text("requirement"),
            in.text("sentence"), in.texts("flags"), in.flag("invited_first"),
            in.flag("exception")};
}

QuorumRule read_quorum(const In& in) {
    return {in.basis(),
            in.texts("agency_groups"),
            in.number("other_agencies_least"),
            in.number("reconvene_working_days"),
            in.text("sentence"),
            in.text("proceed_text"),
            in.text("adjourn_text"),
            in.each("must_attend", read_must_attend)};
}

ObserverRule read_observer(const In& in) {
    const auto read_consent = [](const In& one) {
        return Consent{one.text("id"), one.text("label"), one.text("of")};
    };
    return {in.basis(),
            in.number("most"),
            in.flag("chair_agrees_before"),
            in.each("consents", read_consent),
            in.text("sentence"),
            in.flag("needs_reason")};
}

SupporterRule read_supporter(const In& in) {
    return {in.basis(), in.texts("for_groups"), in.flag("may_be_solicitor"), in.text("sentence")};
}

InvitationRule read_invitation(const In& in) {
    return {in.basis(), in.each("reasons", read_choice), in.text("text"),
            in.text("no_child_reason"), in.number("notice_days")};
}

PermittedRule read_permitted(const In& in) {
    const auto read_row = [](const In& one) {
        return PermittedRow{one.text("class"), one.texts("types")};
    };
    return {in.basis(),
            in.each("classes", read_choice),
            in.texts("types"),
            in.texts("exempt_roles"),
            in.each("table", read_row),
            in.text("sentence")};
}

AttendanceRule read_attendance_rule(const In& in) {
    return {in.basis(), in.flag("stay_to_end"), in.flag("agencies_informed"),
            in.text("leaving_text"), in.text("informed_text")};
}

ExclusionGround read_ground(const In& in) {
    return {in.text("id"), in.text("label"), in.word("most", words::extents),
            in.flag_or_yes("alone_is_enough")};
}

RefusedGround read_refused_ground(const In& in) {
    return {in.text("id"), in.text("label"), in.text("means"), in.text("requirement")};
}

ExclusionRule read_exclusion(const In& in) {
    return {in.basis(),
            in.each("ground", read_ground),
            in.each("refused_grounds", read_refused_ground),
            in.flag("discuss_first"),
            in.flag("give_reasons"),
            in.flag("without_knowledge"),
            in.text("without_knowledge_text"),
            in.text("sentence"),
            in.flag("offer_talk"),
            in.flag("privacy_note")};
}

ReportRule read_report(const In& in) {
    return {in.basis(),
            in.text("deadline"),
            in.text("deadline_which"),
            in.text("to"),
            in.flag("share_with_family"),
            in.texts("exempt_roles"),
            in.text("sentence"),
            in.text("absent_text"),
            in.text("sensitive_text"),
            in.text("family_deadline"),
            in.text("family_which"),
            in.texts("family_roles")};
}

FixedOutcome read_fixed(const In& in) {
    return {in.text("type"), in.word("outcome", words::outcomes), in.text("rule_code")};
}

Ballot read_ballot(const In& in) {
    return {in.texts("types"),       in.text("risk_question"),  in.text("status_question"),
            in.text("answer_for"),   in.text("answer_against"), in.text("answer_unable"),
            in.text("reason_prompt")};
}

DecisionRule read_decision(const In& in) {
    DecisionRule rule;
    rule.basis = in.basis();
    rule.unit = in.word("unit", words::units);
    rule.method = in.word("method", words::methods);
    rule.chair_override = in.word("chair_override", words::overrides);
    rule.reasons_chars_min = in.number("reasons_chars_min");
    rule.mandatory_texts = in.each("mandatory_texts", read_choice);
    rule.override_rule_code = in.text("override_rule_code");
    rule.referral = in.text("referral");
    rule.referral_deadline = in.text("referral_deadline");
    rule.fixed = in.each("fixed", read_fixed);
    rule.reason_for_against = in.flag_or_yes("reason_for_against");
    rule.reason_for_unable = in.flag_or_yes("reason_for_unable");
    rule.sentence = in.text("sentence");
    rule.family_sentence = in.text("family_sentence");
    rule.override_text = in.text("override_text");
    rule.no_override_text = in.text("no_override_text");
    rule.entered_by = in.texts("entered_by");
    rule.ballots = in.each("ballot", read_ballot);
    return rule;
}

CategoryRule read_category(const In& in) {
    return {in.basis(), in.flag("required"), in.flag("several"), in.each("categories", read_choice),
            in.texts("not_unborn")};
}

LeadWorkerRule read_lead_worker(const In& in) {
    return {in.basis(),
            in.flag("required"),
            in.texts("roles"),
            in.flag("others_with_reason"),
            in.text("duties_text"),
            in.text("reason_prompt")};
}

CoreGroupRule read_core_group(const In& in) {
    return {in.basis(),
            in.flag("named_at_conference"),
            in.flag("first_date_at_conference"),
            in.flag("family_may_belong"),
            in.word("may_change_plan", words::plan_changes),
            in.text("first_deadline"),
            in.text("next_deadline"),
            in.text("sentence")};
}

PlanRule read_plan(const In& in) {
    return {in.basis(),
            in.each("section", read_section),
            in.number("actions_least"),
            in.flag("action_owner"),
            in.flag("action_date"),
            in.flag("action_outcome"),
            in.flag("action_linked"),
            in.text("report_changes_text"),
            in.text("unborn_text")};
}

ReviewRule read_review(const In& in) {
    return {
        in.basis(),
        in.flag("date_before_close"),
        in.text("first_deadline"),
        in.text("first_which"),
        in.text("next_deadline"),
        in.text("next_which"),
        in.each("by_type",
                [](const In& one) {
                    return TypeLimit{one.texts("types"), one.text("deadline"), one.text("which")};
                }),
        in.text("ceiling_deadline"),
        in.text("ceiling_which"),
        in.texts("ceiling_types")};
}

RestrictedRule read_restricted(const In& in) {
    return {in.basis(), in.text("screen_text"), in.text("sentence"),
            in.each("redaction_reasons", read_choice)};
}

RelevanceRule read_relevance(const In& in) {
    const auto read_mark = [](const In& one) {
        return RelevanceMark{one.text("id"), one.text("label"), one.texts("types")};
    };
    return {in.basis(), in.each("marks", read_mark), in.text("sentence")};
}

ExternalRequestRule read_external_request(const In& in) {
    return {in.basis(), in.each("judgements", read_choice), in.text("sentence")};
}

}  // namespace

PlanSection read_section(const In& in) {
    return {in.text("id"), in.text("label"), in.text("prompt")};
}

std::vector<Rule> read_rules(const In& in) {
    std::vector<Rule> rules;
    const auto take = [&](std::string_view key, auto read) {
        if (in.has(key)) rules.emplace_back(read(in.table(key)));
    };
    take("chair", read_chair);
    take("quorum", read_quorum);
    take("observer", read_observer);
    take("supporter", read_supporter);
    take("invitation", read_invitation);
    take("permitted", read_permitted);
    take("attendance", read_attendance_rule);
    take("exclusion", read_exclusion);
    take("report", read_report);
    take("decision", read_decision);
    take("category", read_category);
    take("lead_worker", read_lead_worker);
    take("core_group", read_core_group);
    take("plan", read_plan);
    take("review", read_review);
    take("restricted", read_restricted);
    take("relevance", read_relevance);
    take("external_request", read_external_request);
    return rules;
}

const Basis& basis_of(const Rule& rule) {
    return std::visit([](const auto& kind) -> const Basis& { return kind.basis; }, rule);
}

}  // namespace cpc::procedure
