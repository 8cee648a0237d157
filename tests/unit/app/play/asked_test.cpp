// SPDX-License-Identifier: Apache-2.0
// What a procedure wants asked is asked: a stage is not left before, and the refusal names the
// requirement. What is said is kept with whom it is about and why it may be shared.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/unit/app/play/room.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

// Answers everything this stage still asks but one point, is refused for that one, and then is not.
void asked_before(Room& room, conference::Stage stage, const std::string& next,
                  const std::string& point, const std::string& requirement) {
    std::string others;
    std::string wanted;
    for (const auto& open :
         conference::open_points(room.state(), room.meeting().rules().procedure, stage)) {
        const auto* child = room.state().child(open.child);
        const auto ref = child == nullptr ? std::string{} : " " + child->added.ref;
        auto& line = open.item->id == point ? wanted : others;
        line += "confirm " + open.item->id + ref + "\n";
    }
    REQUIRE_FALSE(wanted.empty());
    REQUIRE(room.play(others).empty());
    CHECK(room.play("stage " + next) == "stage.needed-points");
    CHECK(room.last().requirement == requirement);
    CHECK_FALSE(room.last().cites.empty());
    REQUIRE(room.play(wanted).empty());
    CHECK(room.play("stage " + next).empty());
}

constexpr const char* heard =
    "heard everyone nothing-to-add\nviews CD none \"Not asked.\"\nviews mother none \"Not "
    "asked.\"\n";

}  // namespace

TEST_CASE("information is not left before the enquiries' outcome was heard", "[REQ-100]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, heard})).empty());
    asked_before(room, conference::Stage::information, "risk", "enquiry-outcome", "REQ-100");
}

TEST_CASE("information is not left before each child and each adult was looked at", "[REQ-099]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, heard})).empty());
    asked_before(room, conference::Stage::information, "risk", "each-person", "REQ-099");
}

TEST_CASE("information is not left before the parents were told what it is about", "[REQ-344]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, heard})).empty());
    asked_before(room, conference::Stage::information, "risk", "parents-told", "REQ-344");
}

TEST_CASE("the plan is not left before the core group knows that it is expected", "[REQ-196]") {
    Room room;
    REQUIRE(
        room.play(all({invited, begun, informed, risk_stage, decision_stage, round_open})).empty());
    REQUIRE(room.play("view worker CD for\nview police CD for\nview school CD for\n"
                      "view nurse CD for\nshow CD\nconfirm summed-up-and-asked CD\n"
                      "lock CD neglect\nstage plan\nkey-worker CD worker\n"
                      "core-group CD members worker first 2027-04-12 10:00\n"
                      "action CD \"Visit.\" by worker due 2027-04-06 outcome \"Seen.\"\n"
                      "next-conference 2027-06-29 10:00\n")
                .empty());
    asked_before(room, conference::Stage::plan, "close", "core-group-told", "REQ-196");
}

TEST_CASE("a contribution is about one child, several, or nobody in particular",
          "[REQ-104][REQ-106][REQ-109][REQ-370]") {
    Room room;
    REQUIRE(room.play(std::string{invited} + "child EF born 2020-01-01\n").empty());
    REQUIRE(room.play(all({begun, informed})).empty());
    REQUIRE(room.play("say worker fact \"Seen at home.\" about CD EF\n"
                      "say police fact \"Known to us.\" about EF third-party risk-issue "
                      "authority \"To protect a child.\"\n"
                      "say school opinion \"Well liked.\"\n")
                .empty());
    const auto outcome =
        nlohmann::json::parse(report::outcome_json(room.state(), room.meeting().rules(), {}));
    const auto& said = outcome["contributions"];
    REQUIRE(said.size() == 3);
    CHECK(said[0]["about"] == nlohmann::json::array({"CD", "EF"}));
    CHECK(said[1]["about"] == nlohmann::json::array({"EF"}));
    CHECK(said[1]["third_party"] == true);
    CHECK(said[1]["risk_issue"] == true);
    CHECK(said[1]["authority"] == "To protect a child.");
    CHECK(said[2]["about"].empty());
    CHECK_FALSE(said[2].contains("third_party"));
}

TEST_CASE("a child or a parent is not left out of the invitations in silence", "[REQ-353]") {
    Room room;
    REQUIRE(room.play(R"(
procedure fife-cpcc
conference initial "Family T" at "Room 1" on 2027-05-20 10:00
basis plan-needed "Several services are needed."
date investigation-end 2027-05-05
child GH born 2016-02-11
person chair role chair
person minutes role minute-taker
person worker role social-worker
person manager role team-manager
person mother role mother
person father role father
usual
)")
                .empty());
    CHECK(room.play("stage introductions") == "people.left-out");
    CHECK(room.play("waive omit-child \" \"") == "stage.needed-points");
    REQUIRE(room.play("waive omit-child \"Eleven, and afraid of what will be said.\"").empty());
    CHECK(room.play("stage introductions").empty());
}

TEST_CASE("a review asks the same of those who come as a first conference", "[REQ-346]") {
    Room room;
    REQUIRE(room.play(R"(
procedure torbay-cpp
conference review "Family T" at "Room 1" on 2027-06-29 10:00
date initial-conference 2027-03-30
child CD born 2018-02-11
person chair role chair
person worker role social-worker
person mother role mother
person one role observer agreed 2027-06-20
)")
                .empty());
    CHECK(room.play("person two role observer agreed 2027-06-20") == "observers.one");
    CHECK(room.play("person friend role supporter") == "people.supporter-linked");
    CHECK(room.play("excluded-wholly mother") == "exclusion.decided-first");
    CHECK(room.play("exclude mother grounds pending-prosecution facts \"A case is coming.\"") ==
          "exclusion.ground");
}

TEST_CASE("a review is not decided before it is said how the risk to each child changed",
          "[REQ-129]") {
    Room room;
    REQUIRE(room.play(R"(
procedure torbay-cpp
conference review "Family T" at "Room 1" on 2027-06-29 10:00
date initial-conference 2027-03-30
child CD born 2018-02-11
child EF born 2020-01-01
person chair role chair
person worker role social-worker
person police role police
person school role school
person mother role mother
)")
                .empty());
    REQUIRE(room.play(all({begun, informed})).empty());
    REQUIRE(room.play("carry CD \"Visit each week\"\n").empty());
    CHECK(room.play("usual\nconfirm all\nprogress 1 under-way").empty());
    REQUIRE(room.play("stage risk\nrisk CD existing \"Left alone.\" severity serious likelihood "
                      "possible\nrisk CD future \"Left alone.\" severity serious likelihood "
                      "possible\nrisk EF existing \"Left alone.\" severity serious likelihood "
                      "possible\nrisk EF future \"Left alone.\" severity serious likelihood "
                      "possible\nsummary CD \"Better.\"\nsummary EF \"Better.\"\n")
                .empty());
    CHECK(room.play("stage decision") == "stage.needed-points");
    CHECK(room.last().requirement == "REQ-129");
    CHECK(room.play("confirm risk-changed CD") == "stage.point-answer");
    CHECK(room.play("waive risk-changed \"No time.\" CD") == "stage.not-waivable");
    REQUIRE(room.play("confirm risk-changed CD note \"Seen each week; less alone.\"").empty());
    CHECK(room.play("stage decision") == "stage.needed-points");  // the other child
    REQUIRE(room.play("confirm risk-changed EF note \"Goes to nursery.\"").empty());
    CHECK(room.play("stage decision").empty());
}

TEST_CASE("a worry about how agencies work together: the way to the Board is shown, and to whom",
          "[REQ-266]") {
    Room room;
    REQUIRE(room.play(all({invited, begun})).empty());
    const auto& procedure = room.meeting().rules().procedure;
    const auto route =
        std::find_if(procedure.dissent_routes.begin(), procedure.dissent_routes.end(),
                     [](const auto& each) { return each.basis.id == "dissent.procedures"; });
    REQUIRE(route != procedure.dissent_routes.end());
    CHECK(route->who == procedure::DissentWho::anyone);
    REQUIRE(route->steps.size() == 1);
    CHECK(route->steps[0].text.find("Safeguarding Children Board") != std::string::npos);
    CHECK(room.play("step dissent.nothing board school \"Given.\"") == "route.known");
    REQUIRE(room.play("step dissent.procedures board school \"The note was given.\"").empty());
    const auto& taken = room.state().route_steps.back();
    CHECK(room.state().person(taken.person)->invited.name == "school");
    CHECK(taken.result == "The note was given.");
}

TEST_CASE("Victoria: the record names who convened, who took part and who could not", "[REQ-065]") {
    Room room;
    REQUIRE(room.play(R"(
procedure vic-intake
conference a "Family N" at "Room 1" on 2027-06-08 10:00
basis several-involved
date report-received 2027-06-01
child NB born 2019-05-03
person chair role chair
person minutes role minute-taker
person family role family-service class community-based-service
person police role police class information-holder
confirm all
)")
                .empty());
    CHECK(room.play("stage introductions") == "people.left-out");  // nobody convenes it
    CHECK(room.play("person convener role convening-practitioner\nstage introductions").empty());
    REQUIRE(room.play("here chair minutes convener family\nintroduce everyone\n"
                      "confirm kpi-discussion answer not-needed\nconfirm purpose-and-roles\n"
                      "confirm apologies\nconfirm confidentiality\n")
                .empty());
    CHECK(room.play("stage information") == "attendance.all-recorded");
    REQUIRE(room.play("absent police note \"On duty.\"").empty());
    CHECK(room.play("stage information") == "stage.needed-points");
    CHECK(room.last().requirement == "REQ-065");
    CHECK(room.play("confirm convening-practitioner") == "stage.point-answer");
    REQUIRE(
        room.play("confirm convening-practitioner note \"Convener of the intake team\"").empty());
    CHECK(room.play("stage information").empty());
    const auto outcome =
        nlohmann::json::parse(report::outcome_json(room.state(), room.meeting().rules(), {}));
    CHECK(outcome["attendance"].size() == 5);
    CHECK(outcome["attendance"].dump().find("absent-without-report") != std::string::npos);
}

TEST_CASE("a child may have a Child's Plan though the name does not go on the register",
          "[REQ-201]") {
    Room room;
    REQUIRE(room.play(R"(
procedure fife-cpcc
conference initial "Family N" at "Room 1" on 2026-11-10 10:00
basis evidence-of-harm "The enquiries found marks that nobody could explain."
date investigation-end 2026-10-20
child NB born 2019-05-03
person chair role chair
person minutes role minute-taker
person worker role social-worker
person manager role team-manager
person police role police
person nurse role school-nurse
person school role school
person mother role mother
waive omit-father "His whereabouts are not known."
waive omit-child  "Too young to take part."
)")
                .empty());
    REQUIRE(room.play(all({begun, informed, risk_stage, decision_stage})).empty());
    REQUIRE(room.play("continuing-risk NB no\nround NB\nview worker NB against \"Explained.\"\n"
                      "view manager NB against \"Explained.\"\nview police NB against "
                      "\"Explained.\"\nview nurse NB against \"Explained.\"\nview school NB "
                      "against \"Explained.\"\nshow NB\nusual\nlock NB\nstage plan\n")
                .empty());
    REQUIRE(room.play("action NB \"Visit at home.\" by nurse due 2026-11-17 outcome \"Seen.\"")
                .empty());
    REQUIRE(room.play("usual\nstage close\nusual\nat 11:30\nclose \"Agreed.\"").empty());
    const auto outcome =
        nlohmann::json::parse(report::outcome_json(room.state(), room.meeting().rules(), {}));
    CHECK(outcome["children"][0]["decision"] == "do-not-place");
    CHECK(outcome["children"][0]["plan_actions"].size() == 1);
}

TEST_CASE("a registered child's plan is marked as an outline before the plan is left",
          "[REQ-181]") {
    Room room;
    REQUIRE(room.play(R"(
procedure abc-ew-register
conference initial "Family N" at "Room 1" on 2027-06-08 10:00
basis confirmed-social-services
date strategy-meeting 2027-05-18
child NB born 2019-05-03
person chair role chair
person minutes role minute-taker
person worker role social-worker
person police role police
person gp role gp
person mother role mother
waive omit-father "He died in 2024."
waive omit-child  "Too young to take part."
)")
                .empty());
    REQUIRE(room.play(all({begun, informed, risk_stage, decision_stage})).empty());
    REQUIRE(room.play("continuing-risk NB yes\nround NB\nview worker NB for\nview police NB for\n"
                      "view gp NB for\nshow NB\nusual\nlock NB neglect\nstage plan\n")
                .empty());
    const auto& procedure = room.meeting().rules().procedure;
    const auto* outline = conference::find_point(procedure, "outline");
    REQUIRE(outline != nullptr);
    const auto open = [&] {
        const auto all = conference::open_points(room.state(), procedure, conference::Stage::plan);
        return std::any_of(all.begin(), all.end(),
                           [&](const auto& each) { return each.item == outline; });
    };
    CHECK(open());
    CHECK(room.play("waive outline \"It is complete.\" NB") == "stage.not-waivable");
    REQUIRE(room.play("confirm outline NB").empty());
    CHECK_FALSE(open());
}
