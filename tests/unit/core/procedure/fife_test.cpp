// SPDX-License-Identifier: Apache-2.0
// Fife: what the catalogue asks of its procedure file (requirements.md 2.2 and 4).
#include <algorithm>

#include "profiles_support.hpp"

namespace cpc::procedure {
namespace {

using test::fife;
using test::ids;
using test::point;
using test::points_for;
using test::Words;
using Kind = StageKind;
using Outcomes = std::vector<OutcomeKind>;

TEST_CASE("Fife offers exactly initial, pre-birth, review and transfer",
          "[procedure][fife][REQ-003]") {
    const Procedure p = fife();
    CHECK(ids(p.types) == Words{"initial", "pre-birth", "review", "transfer"});
    CHECK(p.type("review")->kind == TypeKind::review);
    for (const char* id : {"initial", "pre-birth", "transfer"})
        CHECK(p.type(id)->kind == TypeKind::initial);
}

TEST_CASE("opening in Fife needs one of five criteria with a text", "[procedure][fife][REQ-010]") {
    for (const auto& type : fife().types) {
        CAPTURE(type.id);
        CHECK(type.opening_choices.size() == 5);
        CHECK(type.opening_choices_least == 1);
        CHECK(type.opening_needs_text);
    }
    CHECK(fife().type("transfer")->events == std::vector<std::string>{"transfer-request"});
    CHECK(fife().type("pre-birth")->events == std::vector<std::string>{"notification"});
}

TEST_CASE("Fife's roles are those of its list", "[procedure][fife][REQ-031]") {
    const Procedure p = fife();
    for (const char* id : {"named-person",
                           "lead-professional",
                           "mother",
                           "father",
                           "parent",
                           "child",
                           "carer",
                           "link-social-worker",
                           "social-worker",
                           "team-manager",
                           "parents-legal-representative",
                           "school-nurse",
                           "addiction-services",
                           "gp",
                           "police",
                           "voluntary",
                           "school",
                           "housing",
                           "advocate",
                           "other-professional"}) {
        CAPTURE(id);
        CHECK(p.role(id) != nullptr);
    }
    // Those the worked scenarios add.
    for (const char* id : {"original-authority", "midwife", "health-visitor", "interpreter"})
        CHECK(p.role(id) != nullptr);
    CHECK(p.role("parents-legal-representative")->group == RoleGroup::supporter);
    CHECK(p.role("advocate")->group == RoleGroup::advocate);
}

TEST_CASE("in Fife consensus alone decides and the chair judges only when it fails",
          "[procedure][fife][REQ-136][REQ-137][REQ-138]") {
    const Procedure p = fife();
    const auto& rule = p.the<DecisionRule>();
    CHECK(rule.method == Method::consensus_only);
    CHECK(rule.chair_override == ChairOverride::on_failed_consensus);
    CHECK(rule.override_rule_code == "CHAIR_JUDGEMENT");
    CHECK(ids(rule.mandatory_texts) ==
          Words{"exceptional-circumstances", "weighing", "best-interests"});
    CHECK(rule.referral == "service-manager");
    CHECK(rule.referral_deadline == "FIFE-T14");
    const auto* referral = test::document(p, "service-manager-referral");
    REQUIRE(referral != nullptr);
    CHECK(referral->when == DocumentWhen::chair_decided);
    CHECK(referral->to == std::vector<Recipient>{Recipient::service_manager});
    CHECK(referral->deadline == "FIFE-T14");
}

TEST_CASE("a transfer to Fife has a given result and needs the original authority",
          "[procedure][fife][REQ-058][REQ-167]") {
    const Procedure p = fife();
    const auto& fixed = p.the<DecisionRule>().fixed;
    REQUIRE(fixed.size() == 1);
    CHECK(fixed[0].type == "transfer");
    CHECK(fixed[0].outcome == OutcomeKind::place);
    CHECK(fixed[0].rule_code == "TRANSFER_INITIAL_REGISTRATION");
    const auto& must = p.the<QuorumRule>().must_attend;
    REQUIRE(must.size() == 1);
    CHECK(must[0].role == "original-authority");
    CHECK(must[0].types == std::vector<std::string>{"transfer"});
    CHECK(must[0].requirement == "REQ-058");
}

TEST_CASE("a registration in Fife waits for the chair's words on less intrusive ways and jeopardy",
          "[procedure][fife][REQ-120][REQ-152][REQ-153][REQ-154]") {
    const Procedure p = fife();
    const auto less = point(p, Kind::decision, "less-intrusive");
    CHECK(less.needs_text);
    CHECK(less.per_child);
    CHECK(less.weight == Weight::blocking);
    CHECK(less.outcomes == Outcomes{OutcomeKind::place});
    CHECK(less.types.empty());
    const auto jeopardy = point(p, Kind::decision, "jeopardy");
    CHECK(jeopardy.weight == Weight::blocking);
    CHECK(jeopardy.outcomes == Outcomes{OutcomeKind::place});
    const auto& category = p.the<CategoryRule>();
    CHECK(category.required);
    CHECK(category.several);
    CHECK(ids(category.categories) == Words{"physical", "emotional", "sexual", "neglect",
                                            "domestic-abuse", "parental-alcohol", "parental-drugs",
                                            "parental-mental-health", "non-engaging-family",
                                            "exploitation", "other"});
    const auto other = point(p, Kind::decision, "other-concern");
    CHECK(other.categories == std::vector<std::string>{"other"});
    CHECK(other.needs_text);
}

TEST_CASE("taking a name off in Fife states the reduced risk, the change and what goes on",
          "[procedure][fife][REQ-157][REQ-260]") {
    const Procedure p = fife();
    const auto reduced = point(p, Kind::decision, "risk-reduced");
    CHECK(reduced.needs_text);
    CHECK(reduced.outcomes == Outcomes{OutcomeKind::remove});
    const auto goes_on = point(p, Kind::decision, "plan-continues");
    REQUIRE(goes_on.answers.size() == 2);
    CHECK(goes_on.answers[0].needs_text);
    CHECK(goes_on.answers[0].task_deadline == "FIFE-T18");
    const auto& needs = p.outcome(OutcomeKind::remove)->needs;
    CHECK(std::count(needs.begin(), needs.end(), Need::change_relied_on) == 1);
    const auto* notice = test::document(p, "after-the-register");
    REQUIRE(notice != nullptr);
    CHECK(notice->when == DocumentWhen::plan_ended);
    CHECK(notice->answers == std::vector<std::string>{"plan-continues=yes"});
    CHECK(notice->deadline == "FIFE-T18");
}

TEST_CASE("the Reporter question must be answered for each child and one answer refers",
          "[procedure][fife][REQ-164][REQ-253]") {
    const Procedure p = fife();
    const auto reporter = point(p, Kind::close, "reporter");
    CHECK(reporter.per_child);
    CHECK(reporter.weight == Weight::blocking);
    CHECK(ids(reporter.answers) == Words{"already", "refer", "not"});
    for (const auto& answer : reporter.answers) {
        CAPTURE(answer.id);
        CHECK(answer.needs_text);  // with reason
        CHECK(answer.referral == (answer.id == "refer" ? "childrens-reporter" : ""));
        CHECK(answer.referral_deadline == (answer.id == "refer" ? "FIFE-T15" : ""));
    }
    const auto* pack = test::document(p, "reporter-pack");
    REQUIRE(pack != nullptr);
    CHECK(pack->answers == std::vector<std::string>{"reporter=refer"});
    CHECK(pack->to == std::vector<Recipient>{Recipient::childrens_reporter});
    CHECK(pack->deadline == "FIFE-T15");
}

TEST_CASE("the Lead Professional is the allocated social worker and nobody else",
          "[procedure][fife][REQ-162][REQ-183][REQ-187]") {
    const Procedure p = fife();
    const auto& rule = p.the<LeadWorkerRule>();
    CHECK(rule.required);
    CHECK_FALSE(rule.others_with_reason);
    const Words roles(rule.roles.begin(), rule.roles.end());
    CHECK(roles == Words{"social-worker", "lead-professional"});
    CHECK(point(p, Kind::plan, "allocated-worker").weight == Weight::blocking);
    CHECK(p.the<CoreGroupRule>().named_at_conference);
    CHECK(p.the<CoreGroupRule>().may_change_plan == PlanChange::proposal_only);
    CHECK_FALSE(p.the<CoreGroupRule>().family_may_belong);  // a core group of staff
}

TEST_CASE("an observer in Fife needs a reason and the agreement of chair, worker and family",
          "[procedure][fife][REQ-051]") {
    const Procedure p = fife();
    const auto& rule = p.the<ObserverRule>();
    CHECK(rule.needs_reason);
    CHECK(rule.chair_agrees_before);
    REQUIRE(rule.consents.size() == 3);
    CHECK(rule.consents[0].id == "social-worker");
    CHECK(rule.consents[0].of.empty());
    CHECK(rule.consents[1].of == "child");
    CHECK(rule.consents[2].of == "family");
}

TEST_CASE("Fife keeps a parent out for three reasons, and not for an allegation alone",
          "[procedure][fife][REQ-304][REQ-322][REQ-343][REQ-351]") {
    const Procedure p = fife();
    const auto& rule = p.the<ExclusionRule>();
    CHECK(ids(rule.grounds) == Words{"legal-position", "disruption", "not-in-childs-interests"});
    REQUIRE(rule.refused_grounds.size() == 1);
    CHECK(rule.refused_grounds[0].id == "alleged-abuser");
    CHECK(rule.refused_grounds[0].requirement == "REQ-322");
    CHECK(rule.offer_talk);
    CHECK_FALSE(rule.give_reasons);  // the reason stands in the minute
    CHECK(test::document(p, "exclusion-reasons") == nullptr);
    CHECK(test::document(p, "minutes-and-childs-plan.professional")->note.find("minute") !=
          std::string::npos);
}

TEST_CASE("reports in Fife: 48 hours, the family's 24, and the police exempt",
          "[procedure][fife][REQ-224][REQ-286][REQ-287][REQ-336]") {
    const Procedure p = fife();
    const auto& rule = p.the<ReportRule>();
    CHECK(rule.deadline == "FIFE-T09");
    CHECK(rule.family_deadline == "FIFE-T10");
    CHECK(rule.share_with_family);
    CHECK(rule.exempt_roles == std::vector<std::string>{"police"});
    const auto told = point(p, Kind::information, "parents-told-of-reports");
    REQUIRE(told.answers.size() == 2);
    CHECK(told.answers[1].needs_text);
    CHECK(point(p, Kind::introductions, "social-work-report-given").needs_text);
}

TEST_CASE("Fife asks how the significance test was met at a first conference",
          "[procedure][fife][REQ-027][REQ-028]") {
    const Procedure p = fife();
    CHECK(points_for(p, "REQ-027") ==
          Words{"significance-weight", "significance-kind", "significance-time"});
    for (const char* id : {"significance-weight", "significance-kind", "significance-time"}) {
        const auto item = point(p, Kind::risk, id);
        CHECK(item.per_child);
        CHECK(item.weight == Weight::blocking);
        CHECK(item.types == std::vector<std::string>{"initial", "pre-birth"});
    }
    const auto& prompts = p.stage(Kind::risk)->prompts;
    CHECK(std::any_of(prompts.begin(), prompts.end(), [](const std::string& text) {
        return text.find("Child Protection Order") != std::string::npos;
    }));
}

TEST_CASE("Fife asks about each child's part in the meeting, and not of a baby not yet born",
          "[procedure][fife][REQ-328][REQ-329][REQ-330][REQ-331][REQ-332][REQ-333][REQ-334]") {
    const Procedure p = fife();
    int asked = 0;
    for (const char* requirement :
         {"REQ-328", "REQ-329", "REQ-330", "REQ-331", "REQ-332", "REQ-333", "REQ-334"}) {
        CAPTURE(requirement);
        const Words points = points_for(p, requirement);
        CHECK_FALSE(points.empty());
        for (const auto& id : points) {
            const auto item = point(p, Kind::introductions, id);
            CHECK(item.per_child);
            CHECK(item.weight == Weight::blocking);
            CHECK((item.age_least > 0 || item.not_flags == std::vector<std::string>{"unborn"}));
            ++asked;
        }
    }
    CHECK(asked == 11);
    CHECK(point(p, Kind::introductions, "advocacy").age_least == 5);
}

TEST_CASE("the points the catalogue demands of a Fife record block, those it suggests warn",
          "[procedure][fife][REQ-056][REQ-090][REQ-107][REQ-112][REQ-121][REQ-122][REQ-127]"
          "[REQ-156][REQ-193][REQ-194][REQ-195][REQ-203][REQ-318][REQ-337][REQ-347]") {
    const Procedure p = fife();
    for (const char* requirement :
         {"REQ-056", "REQ-090", "REQ-107", "REQ-112", "REQ-121", "REQ-122", "REQ-127", "REQ-156",
          "REQ-193", "REQ-194", "REQ-195", "REQ-203", "REQ-318", "REQ-337", "REQ-347"}) {
        CAPTURE(requirement);
        CHECK_FALSE(points_for(p, requirement).empty());
        for (const auto& item : test::all_points(p))
            if (item.requirement == requirement) CHECK(item.weight == Weight::blocking);
    }
    for (const char* requirement : {"REQ-335", "REQ-339", "REQ-342", "REQ-345"}) {
        CAPTURE(requirement);
        CHECK_FALSE(points_for(p, requirement).empty());
        for (const auto& item : test::all_points(p))
            if (item.requirement == requirement) CHECK(item.weight == Weight::warning);
    }
    CHECK_FALSE(point(p, Kind::risk, "assessment").answers[1].task.empty());
}

TEST_CASE("the chair of a Fife conference is from the Reviewing Service or says why not",
          "[procedure][fife][REQ-047]") {
    const Procedure p = fife();
    const auto& confirmations = p.the<ChairRule>().confirmations;
    REQUIRE(confirmations.size() == 1);
    REQUIRE(confirmations[0].answers.size() == 2);
    CHECK(confirmations[0].weight == Weight::blocking);
    CHECK_FALSE(confirmations[0].answers[0].needs_text);
    CHECK(confirmations[0].answers[1].needs_text);
}

TEST_CASE("minutes and plan go out as one set, and a letter instead only with a reason",
          "[procedure][fife][REQ-222][REQ-236][REQ-240]") {
    const Procedure p = fife();
    for (const char* id : {"minutes-and-childs-plan.professional", "minutes-and-childs-plan.absent",
                           "minutes-and-childs-plan.family"}) {
        CAPTURE(id);
        REQUIRE(test::document(p, id) != nullptr);
        CHECK(test::document(p, id)->kind == "minutes-and-childs-plan");
        CHECK(test::document(p, id)->deadline == "FIFE-T12");
    }
    CHECK(test::document(p, "minutes-and-childs-plan.family")->answers ==
          std::vector<std::string>{"parents-minutes=full"});
    const auto* letter = test::document(p, "decisions-letter");
    REQUIRE(letter != nullptr);
    CHECK(letter->answers == std::vector<std::string>{"parents-minutes=letter"});
    CHECK(letter->to == test::document(p, "minutes-and-childs-plan.family")->to);
    const auto asked = point(p, Kind::close, "parents-minutes");
    CHECK(asked.weight == Weight::blocking);
    CHECK(asked.answers[1].needs_text);
}

TEST_CASE("a refused request gets a letter that points to the asker's own management",
          "[procedure][fife][REQ-019][REQ-216][REQ-268]") {
    const Procedure p = fife();
    const auto* letter = test::document(p, "refusal-letter");
    REQUIRE(letter != nullptr);
    CHECK(letter->when == DocumentWhen::request_refused);
    CHECK(letter->to == std::vector<Recipient>{Recipient::requester});
    CHECK(letter->deadline == "FIFE-T08");
    CHECK(letter->note.find("your own management") != std::string::npos);
    const auto* route = p.basis("dissent.request-refused");
    CHECK(route != nullptr);
}

TEST_CASE("who does not agree in Fife stays bound, and the receipt says so",
          "[procedure][fife][REQ-263][REQ-264][REQ-267]") {
    const Procedure p = fife();
    for (const auto& route : p.dissent_routes) {
        CAPTURE(route.basis.id);
        CHECK(route.still_bound);
        if (route.basis.id == "dissent.decision")
            CHECK(route.receipt.find("stays responsible") != std::string::npos);
        if (route.about == "exclusion") {
            REQUIRE(route.steps.size() == 2);
            CHECK(route.steps[0].id == "chair");
            CHECK(route.steps[1].id == "complaint");
        }
    }
    CHECK(point(p, Kind::close, "still-bound").weight == Weight::blocking);
}

}  // namespace
}  // namespace cpc::procedure
