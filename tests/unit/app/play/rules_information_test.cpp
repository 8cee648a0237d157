// SPDX-License-Identifier: Apache-2.0
// What is said, by whom, with which label, and what is feared for the child.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "core/conference/events.hpp"
#include "tests/unit/app/play/room.hpp"

using namespace cpc;
using namespace cpc::test;

TEST_CASE("a contribution without one of the four labels cannot be saved", "[REQ-085]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed})).empty());
    CHECK(room.play("say worker rumour \"Something.\"").find("not a label") != std::string::npos);
    CHECK(room.state().contributions.empty());
    for (const auto* label : {"fact", "observation", "allegation", "opinion"})
        CHECK(room.play(std::string{"say worker "} + label + " \"Something.\"").empty());
    CHECK(room.state().contributions.size() == 4);
}

TEST_CASE("a family member's correction stands beside the original, which stays as it was",
          "[REQ-093]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed})).empty());
    REQUIRE(room.play("say school fact \"CD missed ten days.\"\ncorrect mother 1 \"It was six.\"")
                .empty());
    const auto& contribution = room.state().contributions.front();
    CHECK(contribution.said.text == "CD missed ten days.");
    REQUIRE(contribution.corrections.size() == 1);
    CHECK(contribution.corrections.front().text == "It was six.");
}

TEST_CASE("a proxy's contribution keeps both author and presenter", "[REQ-101]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed})).empty());
    REQUIRE(room.play("say nurse fact \"Weight is fine.\" presented-by worker").empty());
    const auto& said = room.state().contributions.front().said;
    CHECK(said.mode == conference::Mode::by_proxy);
    CHECK(room.state().person(said.speaker)->invited.name == "nurse");
    CHECK(room.state().person(said.presenter)->invited.name == "worker");
}

TEST_CASE("paired conflicting contributions stay unsettled until marked", "[REQ-103]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed})).empty());
    REQUIRE(room.play("say school fact \"a\"\nsay nurse fact \"b\"\nconflict 1 2").empty());
    CHECK_FALSE(room.state().conflicts.front().settled);
    REQUIRE(room.play("conflict 1 2 settled").empty());
    CHECK(room.state().conflicts.size() == 1);
    CHECK(room.state().conflicts.front().settled);
}

TEST_CASE("information sharing does not end with an agency unasked", "[REQ-088]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed})).empty());
    REQUIRE(
        room.play(
                "heard worker contributed\nheard police nothing-held\nheard school nothing-to-add\n"
                "views CD \"x\"\nviews mother \"y\"\nconfirm all")
            .empty());
    CHECK(room.play("stage risk") == "information.agencies-heard");
    CHECK(room.play("heard nurse to-follow") == "information.agencies-heard");
    CHECK(room.play("heard nurse to-follow owner \"School nurse\" due 2027-04-02\nstage risk")
              .empty());
}

TEST_CASE("an absent person's report is shared with the room before the stage ends", "[REQ-095]") {
    Room room;
    REQUIRE(
        room.play(all({invited, "person gp role gp report\nreport gp received 2027-03-26 09:00\n",
                       begun, "absent-with-report gp\n", informed}))
            .empty());
    REQUIRE(room.play("heard everyone contributed\nviews CD \"x\"\nviews mother \"y\"\nconfirm all")
                .empty());
    CHECK(room.play("stage risk") == "information.reports-read-in");
    CHECK(room.play("read-in gp\nstage risk").empty());
}

TEST_CASE("each child's and each parent's views, or why there are none, come first",
          "[REQ-097][REQ-098]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, "heard everyone contributed\nconfirm all\n"}))
                .empty());
    CHECK(room.play("stage risk") == "information.child-views");
    CHECK(room.play("views CD none \"Too young to say.\"\nstage risk") ==
          "information.parent-views");
    CHECK(room.play("views mother none \"Did not want to speak.\"\nstage risk").empty());
}

TEST_CASE("a late or missing report is told in the outcome and never blocks",
          "[REQ-094][REQ-110][REQ-229]") {
    Room room;
    REQUIRE(room.play(all({invited,
                           "person gp role gp report\nperson housing role housing report\n"
                           "report gp received 2027-03-29 18:00\n",
                           begun, informed}))
                .empty());
    const auto json = report::outcome_json(room.state(), room.meeting().rules(), {});
    CHECK(json.find("gp: late, 2027-03-29T18:00:00+01:00") != std::string::npos);
    CHECK(json.find("housing: no report at the start") != std::string::npos);
}

TEST_CASE("risk now and risk later are recorded apart, each with how severe and how likely",
          "[REQ-113][REQ-114]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, risk_stage})).empty());
    CHECK(room.play("risk CD existing \"x\" severity huge likelihood likely") == "risk.degree");
    CHECK(room.play("risk CD existing \"x\" severity serious") == "risk.degree");
    REQUIRE(room.play("risk CD existing \"x\" severity serious likelihood likely\nsummary CD "
                      "\"s\"\nconfirm all")
                .empty());
    CHECK(room.play("stage decision") == "risk.existing-and-future");
    CHECK(room.play("risk CD future \"y\" severity severe likelihood possible\nstage decision")
              .empty());
}

TEST_CASE("the decision does not open before the chair has summed up", "[REQ-123]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, risk_stage})).empty());
    REQUIRE(room.play("risk CD existing \"x\" severity serious likelihood likely\n"
                      "risk CD future \"y\" severity severe likelihood possible\nconfirm all")
                .empty());
    CHECK(room.play("stage decision") == "risk.summary");
    CHECK(room.play("summary CD \"The main points.\"\nstage decision").empty());
}

TEST_CASE("a risk line keeps the contributions that support it", "[REQ-118][REQ-124]") {
    Room room;
    REQUIRE(
        room.play(all({invited, begun, informed, "say worker fact \"a\"\n", risk_stage})).empty());
    REQUIRE(room.play("risk CD protective \"Nan helps.\" evidence 1").empty());
    CHECK(room.child().risks.front().evidence.size() == 1);
    CHECK(room.play("risk CD protective \"Nan helps.\" evidence 2").find("error") == 0);
}

TEST_CASE("each professional gives their own number for each child, with their own key",
          "[REQ-135]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, risk_stage})).empty());
    CHECK(room.play("score CD 4 worker by police") == "risk.own-number");
    CHECK(room.play("score CD 4 worker by-chair") == "risk.own-number");
    CHECK(room.play("score CD 11 worker") == "risk.degree");
    CHECK(room.child().scores.empty());
    REQUIRE(room.play("score CD 4 worker\nscore CD 2 mother\nscore CD 3").empty());
    REQUIRE(room.child().scores.size() == 3);

    // The record itself says whose hand it was.
    const auto stored = room.desk().vault().conference(room.meeting().id());
    REQUIRE(stored);
    std::vector<bool> own;
    for (const auto& entry : *stored)
        if (entry.header.type == conference::tag_of<conference::SafetyScored>)
            own.push_back(std::any_of(
                entry.signatures.begin(), entry.signatures.end(),
                [](const auto& signature) { return signature.role == record::Role::attendee; }));
    CHECK(own == std::vector{true, false, false});
}

TEST_CASE("of somebody on the telephone the chair enters the number, and of nobody who has gone",
          "[REQ-135]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, risk_stage})).empty());
    REQUIRE(room.play("phone police\nscore CD 5 police").empty());
    CHECK_FALSE(room.child().scores.back().by.empty());
    REQUIRE(room.play("leaves nurse \"Called away.\"").empty());
    CHECK(room.play("score CD 5 nurse") == "people.is-here");
    // Nobody's missing number keeps the meeting from going on.
    CHECK(room.play("usual\nstage decision").empty());
}
