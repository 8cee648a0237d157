// SPDX-License-Identifier: Apache-2.0
// The decision: who counts, what the rule makes of the views, and where the chair may decide.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/play/room.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

std::string to_the_round() {
    return all({invited, begun, informed, risk_stage, decision_stage, round_open});
}
constexpr const char* three_for = "view worker CD for\nview police CD for\nview school CD for\n";
constexpr const char* asked = "confirm summed-up-and-asked CD\n";

}  // namespace

TEST_CASE("continuing risk is recorded before the round of views opens", "[REQ-134]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, risk_stage, decision_stage})).empty());
    CHECK(room.play("round CD") == "decision.risk-first");
    CHECK(room.play("continuing-risk CD yes\nround CD").empty());
}

TEST_CASE("only professionals who are present count, and each other person has a reason",
          "[REQ-143][REQ-054]") {
    Room room;
    REQUIRE(room.play(all({invited,
                           "person s role solicitor supports mother\nperson gp role gp\n"
                           "person o role observer agreed 2027-03-01\nperson i role interpreter\n",
                           begun, "absent gp\n", informed, risk_stage, decision_stage, round_open}))
                .empty());
    const auto& ballot = room.child().ballot->opened;
    CHECK(ballot.counted.size() == 4);
    std::map<std::string, std::string> why;
    for (const auto& out : ballot.not_counted)
        why[room.state().person(out.person)->invited.name] = conference::word(out.why);
    CHECK(why == std::map<std::string, std::string>{{"chair", "chair"},
                                                    {"mother", "family"},
                                                    {"s", "supporter"},
                                                    {"gp", "absent"},
                                                    {"o", "observer"},
                                                    {"i", "interpreter"}});
}

TEST_CASE("an observer's view is refused", "[REQ-053]") {
    Room room;
    REQUIRE(room.play(all({invited, "person o role observer agreed 2027-03-01\n", begun, informed,
                           risk_stage, decision_stage, round_open}))
                .empty());
    CHECK(room.play("view o CD for") == "vote.counted-person");
}

TEST_CASE("against and unable need a reason, for does not", "[REQ-148]") {
    Room room;
    REQUIRE(room.play(to_the_round()).empty());
    CHECK(room.play("view worker CD against") == "vote.reason-given");
    CHECK(room.play("view worker CD unable \"  \"") == "vote.reason-given");
    CHECK(room.play("view worker CD for").empty());
}

TEST_CASE("nobody logs a view in another's name", "[REQ-148]") {
    Room room;
    REQUIRE(room.play(to_the_round()).empty());
    CHECK(room.play("view worker CD for by police") == "vote.own-name");
    CHECK(room.child().ballot->positions.empty());
}

TEST_CASE("a view can change until the lock, and both entries stay", "[REQ-148]") {
    Room room;
    REQUIRE(room.play(to_the_round() + three_for +
                      "view nurse CD against \"Well.\"\nview nurse CD for\n")
                .empty());
    for (const auto& [id, positions] : room.child().ballot->positions)
        if (room.state().person(id)->invited.name == "nurse") CHECK(positions.size() == 2);
    REQUIRE(room.play(std::string{"show CD\n"} + asked + "lock CD neglect").empty());
    CHECK(room.child().result->locked.rule == conference::RuleCode::consensus);
    CHECK(room.play("view nurse CD against \"Late.\"") == "vote.before-lock");
}

TEST_CASE("a view that changes after the views were shown opens the count again", "[REQ-149]") {
    Room room;
    REQUIRE(room.play(to_the_round() + three_for + "view nurse CD for\nshow CD\n" + asked).empty());
    REQUIRE(room.play("view nurse CD against \"On reflection.\"").empty());
    CHECK(room.play("lock CD neglect") == "decision.views-shown");
    REQUIRE(room.play("show CD\nlock CD neglect").empty());
    CHECK(room.child().result->locked.rule == conference::RuleCode::majority);
    CHECK(room.child().ballot->closed->against == 1);
}

TEST_CASE("the result waits for every counted person", "[REQ-149]") {
    Room room;
    REQUIRE(room.play(to_the_round() + three_for).empty());
    CHECK(room.play("show CD") == "vote.all-in");
    CHECK(room.last().message.find("nurse") != std::string::npos);
    CHECK(room.play("view nurse CD unable \"Never met CD.\"\nshow CD").empty());
}

TEST_CASE("somebody who left before giving a view is not waited for and not counted", "[REQ-146]") {
    Room room;
    REQUIRE(room.play(to_the_round() + three_for + "leaves nurse \"Clinic\"\nshow CD\n").empty());
    CHECK(room.child().ballot->closed->in_favour == 3);
    REQUIRE(room.child().ballot->closed->left.size() == 1);
    CHECK(room.child().ballot->closed->left.front().why ==
          conference::NotCounted::left_before_decision);
}

TEST_CASE("a view given while present stays when its giver leaves before the lock", "[REQ-146]") {
    Room room;
    REQUIRE(room.play(to_the_round() + "view nurse CD against \"x\"\n" + three_for +
                      "leaves nurse \"Clinic\"\nshow CD\n")
                .empty());
    CHECK(room.child().ballot->closed->against == 1);
}

TEST_CASE("a view by phone is entered by the chair only when read back, and is marked",
          "[REQ-145]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, "phone nurse\n", informed, risk_stage, decision_stage,
                           round_open}))
                .empty());
    CHECK(room.play("view nurse CD for by-phone not-read-back") == "vote.read-back");
    CHECK(room.play("view worker CD for by-phone") == "vote.own-name");
    REQUIRE(room.play("view nurse CD for by-phone").empty());
    for (const auto& [id, positions] : room.child().ballot->positions)
        CHECK(positions.back().logged.by_phone);
}

TEST_CASE("a majority decides and the chair cannot overturn it", "[REQ-139][REQ-141]") {
    Room room;
    REQUIRE(room.play(to_the_round() + three_for + "view nurse CD against \"x\"\nshow CD\n" + asked)
                .empty());
    CHECK(room.play("chair-decides CD against \"I see it otherwise.\"") == "chair.rule-opens");
    CHECK(room.last().requirement == "REQ-141");
    REQUIRE(room.play("lock CD neglect").empty());
    CHECK(room.child().result->locked.rule == conference::RuleCode::majority);
}

TEST_CASE("consensus against a plan is consensus", "[REQ-139][REQ-155]") {
    Room room;
    REQUIRE(room.play(to_the_round() +
                      "view worker CD against \"a\"\nview police CD against \"b\"\n"
                      "view school CD against \"c\"\nview nurse CD unable \"d\"\nshow CD\n" +
                      asked)
                .empty());
    CHECK(room.play("chair-decides CD for \"I see it otherwise.\"") == "chair.rule-opens");
    REQUIRE(room.play("lock CD").empty());
    CHECK(room.child().result->locked.rule == conference::RuleCode::consensus);
    CHECK(room.child().result->locked.decision == conference::Decision::do_not_place);
}

TEST_CASE("a split opens the chair's decision, with reasons, beside an unchanged count",
          "[REQ-140][REQ-165]") {
    Room room;
    REQUIRE(room.play(to_the_round() +
                      "view worker CD for\nview police CD for\nview school CD against \"a\"\n"
                      "view nurse CD against \"b\"\nshow CD\n" +
                      asked)
                .empty());
    CHECK(room.play("lock CD neglect") == "chair.decides-first");
    CHECK(room.play("chair-decides CD for \"   \"") == "chair.reasons");
    REQUIRE(room.play("chair-decides CD for \"The risk is high.\"\nlock CD neglect").empty());
    CHECK(room.child().result->locked.rule == conference::RuleCode::split_chair);
    CHECK(room.child().ballot->closed->in_favour == 2);
    CHECK(room.child().ballot->closed->against == 2);
    CHECK(room.child().ballot->chair->reasons == "The risk is high.");
}

TEST_CASE("all unable is a split", "[REQ-140]") {
    Room room;
    REQUIRE(room.play(to_the_round() +
                      "view worker CD unable \"a\"\nview police CD unable \"a\"\n"
                      "view school CD unable \"a\"\nview nurse CD unable \"b\"\nshow CD\n" +
                      asked)
                .empty());
    CHECK(room.play("chair-decides CD against \"Nobody sees a risk.\"\nlock CD").empty());
    CHECK(room.child().result->locked.rule == conference::RuleCode::split_chair);
}

TEST_CASE("a plan decision is not locked without a category from the procedure's list",
          "[REQ-150]") {
    Room room;
    REQUIRE(room.play(to_the_round() + three_for + "view nurse CD for\nshow CD\n" + asked).empty());
    CHECK(room.play("lock CD") == "decision.category");
    CHECK(room.play("lock CD sadness") == "decision.category-known");
    CHECK(room.play("lock CD neglect emotional").empty());
    CHECK(room.child().result->locked.categories.size() == 2);
}

TEST_CASE("the chair confirms having summed up and asked before locking", "[REQ-166]") {
    Room room;
    REQUIRE(room.play(to_the_round() + three_for + "view nurse CD for\nshow CD\n").empty());
    CHECK(room.play("lock CD neglect") == "stage.needed-points");
    CHECK(room.last().requirement == "REQ-166");
}

TEST_CASE("a plan cannot follow from no continuing risk", "[REQ-134]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, risk_stage, decision_stage,
                           "continuing-risk CD no\nround CD\n", three_for,
                           "view nurse CD for\nshow CD\n", asked}))
                .empty());
    CHECK(room.play("lock CD neglect") == "decision.risk-fits");
}

TEST_CASE("family views stand beside the count and never in it", "[REQ-174][REQ-270]") {
    Room room;
    REQUIRE(room.play(to_the_round() + three_for +
                      "view nurse CD for\nfamily-view mother CD disagrees \"No.\"\nshow CD\n")
                .empty());
    CHECK(room.child().ballot->closed->against == 0);
    CHECK(room.play("family-view worker CD agrees") == "vote.counted-person");
    const auto json = report::outcome_json(room.state(), room.meeting().rules(), {});
    CHECK(json.find("family-disagreement") != std::string::npos);
}

TEST_CASE("a locked result changes only by a correction with a reason, and the earlier one stays",
          "[REQ-176]") {
    Room room;
    REQUIRE(room.play(to_the_round() + three_for + "view nurse CD for\nshow CD\n" + asked +
                      "lock CD neglect\n")
                .empty());
    CHECK(room.play("lock CD physical") == "decision.locked-once");
    CHECK(room.play("correct-result CD place emotional") == "decision.correction-reason");
    CHECK(room.play("correct-result CD do-not-place reason \"Changed my mind.\"") ==
          "chair.rule-opens");
    REQUIRE(room.play("correct-result CD place emotional reason \"The wrong word was ticked.\"")
                .empty());
    const auto json = report::outcome_json(room.state(), room.meeting().rules(), {});
    CHECK(json.find("earlier_result") != std::string::npos);
    CHECK(room.child().earlier_results.front().locked.categories ==
          std::vector<std::string>{"neglect"});
}

TEST_CASE("each child has their own round and result", "[REQ-175]") {
    Room room;
    REQUIRE(room.play(all({invited, "child EF born 2020-01-01\n", begun, informed, risk_stage,
                           decision_stage, round_open, three_for, "view nurse CD for\nshow CD\n",
                           asked, "lock CD neglect\n"}))
                .empty());
    CHECK(room.state().children.at(room.state().child_order[1]).result.has_value() == false);
    CHECK(room.play("usual\nstage plan") == "decision.every-child");
}

TEST_CASE("a dissenter's reasons are kept per child, and the agency stays bound",
          "[REQ-263][REQ-264]") {
    Room room;
    REQUIRE(room.play(to_the_round() + three_for +
                      "view nurse CD against \"My own words.\"\nshow CD\n" + asked +
                      "lock CD neglect\nusual\nstage plan\naction CD \"See CD weekly.\" by nurse "
                      "due 2027-04-09 outcome \"Seen\"\n")
                .empty());
    REQUIRE(conference::dissenters(room.state(), room.child()).size() == 1);
    const auto json = report::outcome_json(room.state(), room.meeting().rules(), {});
    CHECK(json.find("\"reason\": \"My own words.\",\n      \"still_bound\": true") !=
          std::string::npos);
    CHECK(room.child().actions.size() == 1);
}

TEST_CASE("A view that was helped says who helped, and whoever has a part in it cannot help",
          "[REQ-148]") {
    Room room;
    REQUIRE(room.play(all({invited, "person taker role minute-taker\n", begun, informed, risk_stage,
                           decision_stage, round_open}))
                .empty());
    for (const auto* helper : {"chair", "police", "mother", "worker", "\" \""}) {
        INFO(helper);
        CHECK(room.play("view worker CD for helped-by " + std::string{helper} +
                        " because reading") == "vote.helper-apart");
    }
    CHECK(room.play("view worker CD for helped-by taker because \"no reason\"") ==
          "vote.helper-apart");
    CHECK(room.child().ballot->latest(room.state().person_order[1]) == nullptr);
    CHECK(room.play("view worker CD for helped-by taker because hands").empty());
    CHECK(room.play("view school CD for helped-by \"Interpreter, by telephone\" because language")
              .empty());
    CHECK(room.play("view police CD for\nview nurse CD for\nshow CD").empty());
    const auto outcome = report::outcome_json(room.state(), room.meeting().rules(), {});
    CHECK(outcome.find("\"helped_by\": \"Interpreter, by telephone\"") != std::string::npos);
    CHECK(outcome.find("\"helped_by\": \"taker\"") != std::string::npos);
}
