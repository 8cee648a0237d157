// SPDX-License-Identifier: Apache-2.0
// England and Wales with a register: what the catalogue asks of its procedure file
// (requirements.md 2.1 and 4).
#include "profiles_support.hpp"

namespace cpc::procedure {
namespace {

using test::abc;
using test::ids;
using test::point;
using test::points_for;
using test::Words;
using Kind = StageKind;

TEST_CASE("the register's time has initial, review and a review combined with a statutory one",
          "[procedure][abc][REQ-002][REQ-024]") {
    const Procedure p = abc();
    CHECK(ids(p.types) == Words{"initial", "review", "combined-review"});
    CHECK(p.type("combined-review")->kind == TypeKind::review);
    CHECK(p.outcome(OutcomeKind::place)->sentence.find("register") != std::string::npos);
}

TEST_CASE("opening there states what the investigation found and who calls the conference",
          "[procedure][abc][REQ-011]") {
    const Procedure p = abc();
    const ConferenceType& initial = *p.type("initial");
    CHECK(initial.opening_choices_least == 1);
    for (const auto& choice : initial.opening_choices) {
        CAPTURE(choice.id);
        const bool finding = choice.label.find("onfirmed") != std::string::npos ||
                             choice.label.find("confirmed") != std::string::npos ||
                             choice.label.find("suspected") != std::string::npos;
        const bool caller = choice.label.find("social services call") != std::string::npos ||
                            choice.label.find("NSPCC calls") != std::string::npos;
        CHECK(finding);
        CHECK(caller);
        CHECK(choice.events.size() == 1);
    }
    CHECK(ids(initial.flags) == Words{"transfer-in", "unborn", "looked-after"});
}

TEST_CASE("the roles of the register's time are those of its list", "[procedure][abc][REQ-030]") {
    const Procedure p = abc();
    for (const char* id : {"chair",
                           "social-worker",
                           "team-leader",
                           "nspcc",
                           "education-welfare",
                           "teacher",
                           "nursery",
                           "childminder",
                           "police",
                           "gp",
                           "paediatrician",
                           "health-visitor",
                           "school-nurse",
                           "hospital-nurse",
                           "nurse-manager",
                           "probation",
                           "voluntary",
                           "armed-services",
                           "foster-parent",
                           "residential-worker",
                           "housing",
                           "social-security",
                           "psychiatrist",
                           "learning-disability",
                           "legal-adviser",
                           "interpreter",
                           "disability-specialist",
                           "minority-ethnic-specialist",
                           "childrens-guardian",
                           "mother",
                           "father",
                           "parent",
                           "child",
                           "family-member",
                           "advocate"}) {
        CAPTURE(id);
        CHECK(p.role(id) != nullptr);
    }
}

TEST_CASE("NSPCC staff may observe or advise, and a guardian only with an order's dates",
          "[procedure][abc][REQ-052]") {
    const Procedure p = abc();
    CHECK(p.role("nspcc-observer")->group == RoleGroup::observer);
    CHECK(p.role("nspcc-consultant")->group == RoleGroup::specialist);
    const Role& guardian = *p.role("childrens-guardian");
    CHECK(guardian.group == RoleGroup::observer);
    CHECK(ids(guardian.details) == Words{"order", "order-date", "appointment-date"});
}

TEST_CASE("each role is asked what the chapter says it can tell",
          "[procedure][abc][REQ-089][REQ-091][REQ-092]") {
    const Procedure p = abc();
    CHECK(p.role("social-worker")->prompts.size() == 5);
    CHECK(p.role("police")->prompts.size() == 3);
    for (const char* id :
         {"education-welfare", "teacher", "nursery", "childminder", "paediatrician",
          "health-visitor", "school-nurse", "hospital-nurse", "nurse-manager", "probation"}) {
        CAPTURE(id);
        CHECK_FALSE(p.role(id)->prompts.empty());
    }
}

TEST_CASE("in the register's time majority decides, the chair on a split, and all of it is default",
          "[procedure][abc][REQ-142]") {
    const Procedure p = abc();
    const auto& rule = p.the<DecisionRule>();
    CHECK(rule.basis.status == Status::by_default);
    CHECK(rule.method == Method::consensus_then_majority);
    CHECK(rule.chair_override == ChairOverride::on_split);
    CHECK(rule.override_rule_code == "SPLIT_CHAIR");
    CHECK(rule.referral.empty());
    CHECK(rule.fixed.empty());
}

TEST_CASE("there are four categories and more than one may be chosen",
          "[procedure][abc][REQ-151]") {
    const Procedure p = abc();
    CHECK(ids(p.the<CategoryRule>().categories) ==
          Words{"physical", "sexual", "emotional", "neglect"});
    CHECK(p.the<CategoryRule>().several);
    CHECK(p.the<CategoryRule>().required);
}

TEST_CASE("the key worker is a social worker of the authority or the NSPCC and nobody else",
          "[procedure][abc][REQ-161][REQ-188]") {
    const Procedure p = abc();
    CHECK(p.the<LeadWorkerRule>().roles == std::vector<std::string>{"social-worker", "nspcc"});
    CHECK_FALSE(p.the<LeadWorkerRule>().others_with_reason);
    CHECK_FALSE(p.the<LeadWorkerRule>().duties_text.empty());
}

TEST_CASE("a possible prosecution is no ground, and the reasons go on the child's file",
          "[procedure][abc][REQ-293][REQ-303][REQ-320][REQ-321]") {
    const Procedure p = abc();
    const auto& rule = p.the<ExclusionRule>();
    CHECK(ids(rule.grounds) == Words{"disruption", "violence", "undue-influence",
                                     "proper-consideration", "age-and-understanding"});
    REQUIRE(rule.refused_grounds.size() == 1);
    CHECK(rule.refused_grounds[0].id == "pending-prosecution");
    CHECK(rule.refused_grounds[0].requirement == "REQ-321");
    CHECK(rule.privacy_note);
    CHECK(p.basis("record.exclusion") != nullptr);
}

TEST_CASE("the chair confirms seniority, knowledge and no line management, past or present",
          "[procedure][abc][REQ-045]") {
    const Procedure p = abc();
    const auto& confirmations = p.the<ChairRule>().confirmations;
    CHECK(ids(confirmations) == Words{"senior", "knowledge", "no-line-management"});
    for (const auto& item : confirmations)
        CHECK(item.weight == Weight::blocking);
}

TEST_CASE("the review of a newly registered child has a date and a ceiling",
          "[procedure][abc][REQ-177][REQ-218][REQ-231]") {
    const Procedure p = abc();
    const auto& rule = p.the<ReviewRule>();
    CHECK(rule.date_before_close);
    CHECK(rule.limit_for(*p.type("initial")).deadline == "ABC-T03");
    CHECK(rule.limit_for(*p.type("review")).deadline == "ABC-T04");
    CHECK(rule.ceiling_deadline == "ABC-T05");
    CHECK(rule.ceiling_types == std::vector<std::string>{"initial"});
}

TEST_CASE("the core group may change the plan there, and families belong to it",
          "[procedure][abc][REQ-182][REQ-184][REQ-186][REQ-191]") {
    const Procedure p = abc();
    CHECK(p.the<CoreGroupRule>().may_change_plan == PlanChange::any);
    CHECK(p.the<CoreGroupRule>().family_may_belong);
    CHECK(p.the<CoreGroupRule>().first_date_at_conference);
    CHECK(p.the<PlanRule>().action_linked);
}

TEST_CASE("a combined review holds everything a statutory review looks at",
          "[procedure][abc][REQ-255][REQ-314][REQ-315][REQ-349]") {
    const Procedure p = abc();
    CHECK(points_for(p, "REQ-314") == Words{"case-objectives", "placement", "legal-status",
                                            "family-contact", "education-needs", "health-needs",
                                            "annual-health-report", "views-consulted",
                                            "child-on-professionals"});
    for (const char* requirement : {"REQ-314", "REQ-315", "REQ-349"})
        for (const auto& item : test::all_points(p)) {
            if (item.requirement != requirement) continue;
            CAPTURE(item.id);
            CHECK(item.types == std::vector<std::string>{"combined-review"});
            CHECK(item.weight == Weight::blocking);
        }
    CHECK(point(p, Kind::introductions, "coordinating-officer").needs_text);
    for (const char* id : {"statutory-review-result", "statutory-review-result.family"}) {
        REQUIRE(test::document(p, id) != nullptr);
        CHECK(test::document(p, id)->types == std::vector<std::string>{"combined-review"});
    }
}

TEST_CASE("for each kind of advice the record says whether it was needed, arranged and given",
          "[procedure][abc][REQ-055]") {
    const Procedure p = abc();
    CHECK(points_for(p, "REQ-055") ==
          Words{"advice-legal", "advice-interpreter", "advice-disability", "advice-culture"});
    for (const auto& id : points_for(p, "REQ-055"))
        CHECK(ids(point(p, Kind::close, id).answers) ==
              Words{"not-needed", "given", "arranged-not-given", "not-arranged"});
}

TEST_CASE("the points the catalogue demands of such a record block, those it suggests warn",
          "[procedure][abc][REQ-038][REQ-056][REQ-066][REQ-073][REQ-090][REQ-122][REQ-125][REQ-126]"
          "[REQ-127][REQ-172][REQ-190][REQ-193][REQ-237][REQ-238][REQ-318][REQ-327][REQ-347]") {
    const Procedure p = abc();
    for (const char* requirement :
         {"REQ-038", "REQ-056", "REQ-066", "REQ-073", "REQ-090", "REQ-122", "REQ-125", "REQ-126",
          "REQ-127", "REQ-172", "REQ-190", "REQ-193", "REQ-237", "REQ-238", "REQ-318", "REQ-327",
          "REQ-347"}) {
        CAPTURE(requirement);
        CHECK_FALSE(points_for(p, requirement).empty());
        for (const auto& item : test::all_points(p))
            if (item.requirement == requirement) CHECK(item.weight == Weight::blocking);
    }
    for (const char* requirement :
         {"REQ-044", "REQ-049", "REQ-064", "REQ-128", "REQ-200", "REQ-335", "REQ-338"}) {
        CAPTURE(requirement);
        CHECK_FALSE(points_for(p, requirement).empty());
        for (const auto& item : test::all_points(p))
            if (item.requirement == requirement) CHECK(item.weight == Weight::warning);
    }
}

TEST_CASE("the risk record holds severity, likelihood, degree, capacity and development",
          "[procedure][abc][REQ-114][REQ-115][REQ-118][REQ-131][REQ-132][REQ-133]") {
    const Procedure p = abc();
    const auto need = [&](const std::string& id) {
        for (const auto& field : p.risk.fields)
            if (field.id == id) return field.need;
        FAIL(id);
        return FieldNeed::may;
    };
    for (const char* id : {"existing", "likely", "degree-of-risk", "parents-ability",
                           "developmental-needs", "protective-factors", "cooperation"})
        CHECK(need(id) == FieldNeed::must);
    CHECK(need("clinical-advice") == FieldNeed::should);
    CHECK(p.risk.severity.size() >= 2);
    CHECK(p.risk.likelihood.size() >= 2);
}

TEST_CASE("who was absent or kept out gets the details, and who was kept out the reasons",
          "[procedure][abc][REQ-237][REQ-242]") {
    const Procedure p = abc();
    const auto* details = test::document(p, "details-for-absent-family");
    REQUIRE(details != nullptr);
    CHECK(details->to ==
          std::vector<Recipient>{Recipient::absent_family, Recipient::excluded_family});
    CHECK(details->deadline == "ABC-T08");
    CHECK(details->deadline_which == "decision-notice");
    const auto* reasons = test::document(p, "exclusion-reasons");
    REQUIRE(reasons != nullptr);
    CHECK(reasons->when == DocumentWhen::exclusion);
    for (const char* id :
         {"decision-notice.professional", "decision-notice.family", "decision-notice.child",
          "minutes.professional", "minutes.family", "minutes.child", "report-template"}) {
        CAPTURE(id);
        CHECK(test::document(p, id) != nullptr);
    }
    CHECK(test::document(p, "decision-notice.professional")->to_roles ==
          std::vector<std::string>{"legal-adviser", "foster-parent"});
}

}  // namespace
}  // namespace cpc::procedure
