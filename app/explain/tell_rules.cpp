// SPDX-License-Identifier: Apache-2.0
// One function for each kind of rule. A kind without one does not compile: `tell` is found by
// overload, and nothing here takes any other kind.
#include "app/explain/sentences.hpp"

namespace cpc::explain {
namespace {

using namespace procedure;

// A rule on its way onto the page. Each kind says where it stands and what it is called.
class Telling {
  public:
    Telling(const Procedure& p, Page& page) : p_(p), page_(page) {}

    void tell(const ChairRule& r) {
        auto& entry = add(page_, Part::people, r.basis, "The chair");
        say(entry, "length_text", r.length_text);
        for (const auto& item : r.confirmations)
            list_check(entry, p_, "What the chair confirms before the start", item);
    }

    void tell(const QuorumRule& r) {
        auto& entry = add(page_, Part::people, r.basis, "Who has to be there");
        say(entry, "sentence", r.sentence);
        Texts groups;
        for (const auto& group : r.agency_groups)
            groups.push_back(quoted(plain_id(group)));
        if (!groups.empty()) say(entry, "agency_groups", "Needed: " + and_list(groups));
        if (r.other_agencies_least > 0)
            say(entry, "other_agencies_least",
                "And at least " + std::to_string(r.other_agencies_least) +
                    " of the other agencies");
        if (r.reconvene_working_days > 0)
            say(entry, "reconvene_working_days",
                "If not, a new date within " + amount(r.reconvene_working_days, "working day"));
        say(entry, "proceed_text", headed("To go ahead", r.proceed_text));
        say(entry, "adjourn_text", headed("To stop", r.adjourn_text));
        for (const auto& each : r.must_attend)
            list(entry, "must_attend " + each.role, "It cannot start without",
                 role_name(p_, each.role) + types_in_brackets(each.types) +
                     conditions_in_brackets(each.flags) + ": " + ended(each.sentence) +
                     (each.invited_first ? " Asked before the meeting opens." : "") +
                     (each.exception ? " The chair may go on without, with a reason." : "") + " " +
                     each.requirement);
    }

    void tell(const ObserverRule& r) {
        auto& entry = add(page_, Part::people, r.basis, "Observers");
        say(entry, "sentence", r.sentence);
        say(entry, "most",
            r.most == 0 ? "Nobody may come as an observer"
                        : "At most " + amount(r.most, "observer"));
        if (r.chair_agrees_before)
            say(entry, "chair_agrees_before", "The chair has to agree before the meeting");
        if (r.needs_reason) say(entry, "needs_reason", "A reason has to be given");
        for (const auto& consent : r.consents)
            list(entry, "consent " + consent.id, "Who else has to agree",
                 consent.label +
                     (consent.of.empty() ? "" : " (where invited: " + plain_id(consent.of) + ")"));
    }

    void tell(const SupporterRule& r) {
        auto& entry = add(page_, Part::people, r.basis, "Supporters");
        say(entry, "sentence", r.sentence);
        Texts groups;
        for (const auto& group : r.for_groups)
            groups.push_back(plain_id(group));
        if (!groups.empty()) say(entry, "for_groups", "For: " + and_list(groups));
        say(entry, "may_be_solicitor",
            r.may_be_solicitor ? "A supporter may be a solicitor"
                               : "A supporter may not be there as a solicitor");
    }

    void tell(const InvitationRule& r) {
        auto& entry = add(page_, Part::people, r.basis, "Invitations");
        say(entry, "text", headed("Printed in each", r.text));
        say(entry, "no_child_reason", headed("If the child is not asked", r.no_child_reason));
        if (r.notice_days > 0)
            say(entry, "notice_days",
                "Notice shorter than " + amount(r.notice_days, "day") + " is marked");
        list_choices(entry, "reason", "Why somebody is asked to come (one for each)", r.reasons);
    }

    void tell(const PermittedRule& r) {
        auto& entry = add(page_, Part::people, r.basis, "Who may be asked to come");
        say(entry, "sentence", r.sentence);
        say_types(entry, p_, r.types);
        if (!r.exempt_roles.empty())
            say(entry, "exempt_roles",
                "Needs no class: " + and_list(role_names(p_, r.exempt_roles)));
        list_choices(entry, "class", "Classes of person", r.classes);
        for (const auto& row : r.table)
            list(entry, "table " + row.invitee_class, "Which class may come to which conference",
                 quoted(class_name(r, row.invitee_class)) + ": " +
                     (row.types.empty() ? "none" : and_list(type_names(p_, row.types))));
    }

    void tell(const AttendanceRule& r) {
        auto& entry = add(page_, Part::people, r.basis, "Staying and leaving");
        say(entry, "stay_to_end",
            r.stay_to_end ? "Everyone stays until the last decision; who leaves earlier says why"
                          : "People may leave before the last decision");
        say(entry, "agencies_informed",
            r.agencies_informed ? "Each agency's person confirms knowing what the agency knows"
                                : "Nobody has to confirm knowing what the agency knows");
        say(entry, "leaving_text", headed("Shown when somebody leaves", r.leaving_text));
        say(entry, "informed_text", headed("What is confirmed", r.informed_text));
    }

    void tell(const ExclusionRule& r) {
        auto& entry = add(page_, Part::people, r.basis, "Keeping somebody out");
        say(entry, "sentence", r.sentence);
        if (r.discuss_first) say(entry, "discuss_first", "It is talked about beforehand");
        say(entry, "give_reasons",
            r.give_reasons ? "The reasons are written down and given to the person"
                           : "The reasons are written down; the procedure does not say that the "
                             "person is given them");
        if (r.offer_talk) say(entry, "offer_talk", "The person is offered a talk with the chair");
        if (r.privacy_note)
            say(entry, "privacy_note",
                "What it means for the person's privacy and chance to be heard is written down");
        say(entry, "without_knowledge",
            r.without_knowledge ? "A conference without a parent's knowledge is possible"
                                : "There is no conference without a parent's knowledge");
        say(entry, "without_knowledge_text", r.without_knowledge_text);
        for (const auto& ground : r.grounds)
            list(entry, "ground " + ground.id, "Grounds",
                 ground.label + " – " +
                     (ground.most == ExclusionExtent::whole ? "for the whole meeting at most"
                                                            : "for part of the meeting at most") +
                     (ground.alone_is_enough ? "" : "; only beside another ground"));
        for (const auto& ground : r.refused_grounds)
            list(entry, "refused_ground " + ground.id, "Not a ground",
                 headed(ground.label, ground.means) +
                     (ground.requirement.empty() ? "" : " " + ground.requirement));
    }

    void tell(const ReportRule& r) {
        auto& entry = add(page_, Part::reports, r.basis, "Reports before the meeting");
        say(entry, "sentence", r.sentence);
        say(entry, "to", headed("They go to", r.to));
        say(entry, "deadline", due(r.deadline, r.deadline_which));
        say(entry, "share_with_family",
            r.share_with_family ? "They are shared with the family"
                                : "They are not shared with the family by default");
        say(entry, "family_deadline",
            r.family_deadline.empty()
                ? ""
                : "With the family by: " + limit_name(p_, r.family_deadline, r.family_which));
        if (!r.family_roles.empty())
            say(entry, "family_roles",
                "That is for the reports of: " + and_list(role_names(p_, r.family_roles)));
        if (!r.exempt_roles.empty())
            say(entry, "exempt_roles",
                "Not shared by default: " + and_list(role_names(p_, r.exempt_roles)));
        say(entry, "absent_text", r.absent_text);
        say(entry, "sensitive_text", r.sensitive_text);
    }

    void tell(const DecisionRule& r) {
        auto& entry = add(page_, Part::decision, r.basis, "The decision");
        say(entry, "sentence", r.sentence);
        say(entry, "family_sentence", headed("For the family", r.family_sentence));
        say(entry, "unit",
            r.unit == CountUnit::professional ? "Each professional with a counted view counts once"
                                              : "Each agency counts once");
        say(entry, "method", method_words(r.method));
        say(entry, "chair_override", override_words(r.chair_override));
        tell_override(r, entry);
        Texts enterers;
        for (const auto& group : r.entered_by)
            enterers.push_back(quoted(plain_id(group)));
        if (!enterers.empty())
            say(entry, "entered_by", "The outcome is entered by: " + or_list(enterers));
        if (r.reason_for_against) say(entry, "reason_for_against", "Who is against says why");
        if (r.reason_for_unable) say(entry, "reason_for_unable", "Who cannot say gives the reason");
        for (const auto& fixed : r.fixed)
            list(entry, "fixed " + fixed.type, "Given without counting",
                 type_name(p_, fixed.type) + ": " + outcome_words(fixed.outcome) +
                     " (in the record: " + fixed.rule_code + ")");
        for (const auto& ballot : r.ballots)
            tell_ballot(ballot);
    }

    void tell(const CategoryRule& r) {
        auto& entry = add(page_, Part::decision, r.basis, "Categories");
        say(entry, "required",
            r.required ? "At least one has to be named" : "None has to be named");
        say(entry, "several", r.several ? "There can be several" : "There can be one only");
        list_choices(entry, "category", "They are", r.categories);
        Texts names;
        for (const auto& id : r.not_unborn)
            names.push_back(plain_id(id));
        if (!names.empty())
            say(entry, "not_unborn", "Not for a baby not yet born: " + or_list(names));
    }

    void tell(const LeadWorkerRule& r) {
        auto& entry = add(page_, Part::plan, r.basis, "The lead worker");
        say(entry, "required",
            r.required ? "Has to be named at the conference" : "Need not be named");
        if (!r.roles.empty())
            say(entry, "roles", "Comes from: " + or_list(role_names(p_, r.roles)));
        say(entry, "others_with_reason",
            r.others_with_reason ? "Can be somebody else if the reason is given"
                                 : "Can be nobody else");
        say(entry, "duties_text", r.duties_text);
        say(entry, "reason_prompt", r.reason_prompt);
    }

    void tell(const CoreGroupRule& r) {
        auto& entry = add(page_, Part::plan, r.basis, "The core group");
        say(entry, "sentence", r.sentence);
        if (r.named_at_conference)
            say(entry, "named_at_conference", "Its members are named at the conference");
        if (r.first_date_at_conference)
            say(entry, "first_date_at_conference", "Its first date is set at the conference");
        say(entry, "family_may_belong",
            r.family_may_belong ? "Family can belong to it" : "Family do not belong to it");
        say(entry, "may_change_plan", plan_change_words(r.may_change_plan));
        say(entry, "first_deadline", headed("First meeting", due(r.first_deadline, {})));
        say(entry, "next_deadline", headed("Later meetings", due(r.next_deadline, {})));
    }

    void tell(const PlanRule& r) {
        auto& entry = add(page_, Part::plan, r.basis, "The plan");
        if (r.actions_least > 0)
            say(entry, "actions_least", "At least " + amount(r.actions_least, "action"));
        Texts has;
        if (r.action_owner) has.emplace_back("one named person");
        if (r.action_date) has.emplace_back("a date");
        if (r.action_outcome) has.emplace_back("what will be different when it is done");
        if (r.action_linked) has.emplace_back("the need or risk it is for");
        if (!has.empty()) say(entry, "action", "Each action has " + and_list(has));
        for (const auto& part : r.sections)
            list(entry, "section " + part.id, "Its parts", headed(part.label, part.prompt));
        say(entry, "report_changes_text", r.report_changes_text);
        say(entry, "unborn_text", headed("For a baby not yet born", r.unborn_text));
    }

    void tell(const ReviewRule& r) {
        auto& entry = add(page_, Part::plan, r.basis, "The next conference");
        if (r.date_before_close)
            say(entry, "date_before_close", "Where a plan goes on, its date is set before the end");
        say(entry, "first_deadline",
            headed("After a first conference", due(r.first_deadline, r.first_which)));
        say(entry, "next_deadline", headed("After a review", due(r.next_deadline, r.next_which)));
        for (const auto& own : r.by_type)
            list(entry, "by_type " + own.deadline + own.which, "Other times",
                 headed("After " + or_list(type_names(p_, own.types)),
                        due(own.deadline, own.which)));
        if (!r.ceiling_deadline.empty())
            say(entry, "ceiling_deadline",
                "Never later than: " + limit_name(p_, r.ceiling_deadline, r.ceiling_which) +
                    types_in_brackets(r.ceiling_types));
    }

    void tell(const RestrictedRule& r) {
        auto& entry = add(page_, Part::records, r.basis, "Parts that are not for everybody");
        say(entry, "sentence", r.sentence);
        say(entry, "screen_text", headed("Shown in the room meanwhile", r.screen_text));
        list_choices(entry, "redaction_reason", "Why something may be left out of a paper",
                     r.redaction_reasons);
    }

    void tell(const RelevanceRule& r) {
        auto& entry = add(page_, Part::information, r.basis, "What bears on the question");
        say(entry, "sentence", r.sentence);
        for (const auto& mark : r.marks)
            list(entry, "mark " + mark.id, "Each contribution bears one of these marks",
                 mark.label + types_in_brackets(mark.types));
    }

    void tell(const ExternalRequestRule& r) {
        auto& entry = add(page_, Part::people, r.basis, "Asked to another agency's meeting");
        say(entry, "sentence", r.sentence);
        list_choices(entry, "judgement", "Judged before a yes", r.judgements);
    }

  private:
    static std::string conditions_in_brackets(const Texts& flags) {
        Texts names;
        for (const auto& flag : flags)
            names.push_back(plain_id(flag));
        return names.empty() ? std::string{} : " (only where: " + and_list(names) + ")";
    }
    static std::string headed(const std::string& head, const std::string& text) {
        return text.empty() ? std::string{} : head + ": " + text;
    }
    std::string types_in_brackets(const Texts& types) const {
        return types.empty() ? std::string{} : " (" + and_list(type_names(p_, types)) + ")";
    }
    std::string due(const std::string& id, const std::string& which) const {
        return id.empty() ? std::string{} : "due: " + limit_name(p_, id, which);
    }
    static std::string class_name(const PermittedRule& r, const std::string& id) {
        for (const auto& each : r.classes)
            if (each.id == id) return each.label;
        return plain_id(id);
    }
    static std::string plan_change_words(PlanChange change) {
        switch (change) {
            case PlanChange::any:
                return "It may change the plan";
            case PlanChange::minor:
                return "It may change small things in the plan";
            case PlanChange::proposal_only:
                return "It may propose changes to the plan, not make them";
        }
        return {};
    }

    void tell_override(const DecisionRule& r, Entry& entry) {
        if (r.chair_override != ChairOverride::none) {
            say(entry, "override_rule_code",
                "In the record such a decision is marked " + r.override_rule_code);
            say(entry, "reasons_chars_min",
                "The chair's reasons have at least " + amount(r.reasons_chars_min, "letter"));
        }
        say(entry, "override_text", headed("Shown to the chair then", r.override_text));
        say(entry, "no_override_text", headed("Shown where it is not open", r.no_override_text));
        if (!r.referral.empty())
            say(entry, "referral",
                "It causes a referral: " + plain_id(r.referral) +
                    (r.referral_deadline.empty() ? "" : ", " + due(r.referral_deadline, {})));
        list_choices(entry, "mandatory_text", "What the chair writes", r.mandatory_texts);
    }

    void tell_ballot(const Ballot& ballot) {
        const auto names = and_list(type_names(p_, ballot.types));
        auto& entry = add(page_, Part::decision, "ballot " + and_list(ballot.types),
                          "What is asked: " + names);
        say_types(entry, p_, ballot.types);
        list(entry, "risk_question", "Questions", ballot.risk_question);
        list(entry, "status_question", "Questions", ballot.status_question);
        list(entry, "answer_for", "Answers", ballot.answer_for);
        list(entry, "answer_against", "Answers", ballot.answer_against);
        list(entry, "answer_unable", "Answers", ballot.answer_unable);
        say(entry, "reason_prompt", headed("With the reason", ballot.reason_prompt));
    }

    const Procedure& p_;
    Page& page_;
};

}  // namespace

void tell_rules(const Procedure& p, Page& page) {
    Telling telling(p, page);
    for (const Rule& rule : p.rules)
        std::visit([&](const auto& kind) { telling.tell(kind); }, rule);
}

}  // namespace cpc::explain
