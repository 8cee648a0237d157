// SPDX-License-Identifier: Apache-2.0
// Who may be invited, who is here, and when a stage may be left.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/play/room.hpp"

using namespace cpc;
using namespace cpc::test;

TEST_CASE("a conference keeps the id and hash of the procedure it was opened under", "[REQ-001]") {
    Room room;
    REQUIRE(room.play(invited).empty());
    CHECK(room.state().opened->procedure == "torbay-cpp");
    CHECK(room.state().opened->procedure_hash == room.meeting().rules().procedure.hash);
    CHECK(room.state().opened->procedure_hash.size() == 64);
}

TEST_CASE("Torbay offers initial and review and nothing else", "[REQ-004]") {
    Room room;
    CHECK(room.play(R"(procedure torbay-cpp
conference transfer "T" on 2027-03-30 10:00
child CD)")
              .find("conference.type-offered") != std::string::npos);
}

TEST_CASE(
    "a child with another authority's plan opens as an initial conference flagged transfer-in",
    "[REQ-004][REQ-012]") {
    Room room;
    CHECK(room.play(R"(procedure torbay-cpp
conference initial "T" on 2027-03-30 10:00
basis transfer-in
date notification 2027-03-09
child CD)")
              .empty());
    CHECK(room.state().opened->transfer_in);
}

TEST_CASE("an initial conference without its basis or the date its clock runs from does not open",
          "[REQ-012]") {
    Room without_basis;
    CHECK(without_basis
              .play(R"(procedure torbay-cpp
conference initial "T" on 2027-03-30 10:00
date strategy-meeting 2027-03-09
child CD)")
              .find("conference.basis-stated") != std::string::npos);
    Room without_date;
    CHECK(without_date
              .play(R"(procedure torbay-cpp
conference initial "T" on 2027-03-30 10:00
basis incident
child CD)")
              .find("strategy-meeting") != std::string::npos);
}

TEST_CASE("a break is in the record, the outcome and the minutes with both its times",
          "[REQ-309]") {
    Room room;
    REQUIRE(room.play(invited).empty());
    CHECK(room.play("break 10:20") == "stage.right-one");
    REQUIRE(room.play(all({"at 10:25\n", begun, "at 10:30\nbreak 10:45\n"})).empty());
    CHECK(room.play("break 10:50\nbreak 10:50").empty());
    CHECK(room.play("at 10:40\nbreak 10:55") == "break.times");
    REQUIRE(room.state().breaks.size() == 3);
    CHECK(room.state().breaks.front().from.clock() == "10:30");
    CHECK(room.state().breaks.front().to.clock() == "10:45");
    const auto outcome = report::outcome_json(room.state(), room.meeting().rules(), {});
    CHECK(outcome.find("\"breaks\"") != std::string::npos);
}

TEST_CASE("nobody is invited without a reason", "[REQ-033]") {
    Room room;
    REQUIRE(room.play(invited).empty());
    CHECK(room.play("person x role gp because \"\"") == "people.reason-given");
}

TEST_CASE("a second observer is refused even with the chair's agreement", "[REQ-050]") {
    Room room;
    REQUIRE(room.play(invited).empty());
    CHECK(room.play("person one role observer agreed 2027-03-22").empty());
    CHECK(room.play("person two role observer agreed 2027-03-22") == "observers.one");
    CHECK(room.last().requirement == "REQ-050");
    CHECK(room.last().cites.find("only one observer") != std::string::npos);
}

TEST_CASE("an observer whose agreement is not dated before the meeting is refused", "[REQ-050]") {
    Room room;
    REQUIRE(room.play(invited).empty());
    CHECK(room.play("person one role observer agreed 2027-03-30") == "observers.agreed-before");
    CHECK(room.play("person one role observer") == "observers.agreed-before");
}

TEST_CASE("a supporter is linked to somebody of the family", "[REQ-054]") {
    Room room;
    REQUIRE(room.play(invited).empty());
    CHECK(room.play("person s role solicitor") == "people.supporter-linked");
    CHECK(room.play("person s role solicitor supports mother").empty());
}

TEST_CASE("the meeting does not begin before the chair confirms independence", "[REQ-046]") {
    Room room;
    REQUIRE(room.play(invited).empty());
    CHECK(room.play("stage introductions") == "chair.confirmed");
    CHECK(room.play("confirm independent\nstage introductions") == "chair.confirmed");
    CHECK(room.play("confirm no-line-management\nstage introductions").empty());
}

TEST_CASE("stages follow the procedure's order and skipping one needs a reason", "[REQ-026]") {
    Room room;
    REQUIRE(room.play(all({invited, begun})).empty());
    CHECK(room.play("stage risk") == "stage.in-order");
    REQUIRE(room.play(informed).empty());
    CHECK(room.play("stage introductions") == "stage.in-order");
    CHECK(room.play("stage introductions reason \"A person was missed.\"").empty());
    CHECK(room.state().stage_history.back().reason == "A person was missed.");
}

TEST_CASE("introductions end only when everybody's attendance is recorded", "[REQ-040][REQ-071]") {
    Room room;
    REQUIRE(room.play(all({invited, begun})).empty());
    REQUIRE(room.play("here chair worker police school nurse\nintroduce everyone\nconfirm all")
                .empty());
    CHECK(room.play("stage information") == "attendance.all-recorded");
    CHECK(room.last().message.find("mother") != std::string::npos);
    CHECK(room.play("absent mother\nstage information").empty());
}

TEST_CASE("each person here is introduced before the stage can end", "[REQ-072]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, "here everyone\nconfirm all\n"})).empty());
    CHECK(room.play("stage information") == "introductions.all-introduced");
    CHECK(room.play("introduce everyone\nstage information").empty());
}

TEST_CASE("purpose, child first and no finding are ticked before introductions end",
          "[REQ-021][REQ-073][REQ-074][REQ-075][REQ-080]") {
    for (const auto* point :
         {"not-a-finding REQ-021", "purpose-and-roles REQ-073", "partial-explained REQ-074",
          "child-first REQ-075", "apologies REQ-080"}) {
        const std::string text = point;
        const auto name = text.substr(0, text.find(' '));
        Room room;
        REQUIRE(room.play(all({invited, begun, "here everyone\nintroduce everyone\n"})).empty());
        for (const auto& open : conference::open_points(
                 room.state(), room.meeting().rules().procedure, conference::Stage::introductions))
            if (open.item->id != name) REQUIRE(room.play("confirm " + open.item->id).empty());
        CHECK(room.play("stage information") == "stage.needed-points");
        CHECK(room.last().requirement == text.substr(text.find(' ') + 1));
        CHECK(room.play("confirm " + name + "\nstage information").empty());
    }
}

TEST_CASE("an inquorate meeting goes on only with the chair's written reason", "[REQ-067]") {
    Room room;
    REQUIRE(room.play(all({invited, begun,
                           "here chair worker police mother\nabsent school nurse\n"
                           "introduce everyone\nconfirm all\n"}))
                .empty());
    CHECK(room.play("stage information") == "quorum");
    CHECK(room.play("waive quorum.proceed \"\"") == "stage.needed-points");
    CHECK(room.play("waive quorum.proceed \"The child goes home tonight.\"\nstage information")
              .empty());
}

TEST_CASE("the quorum is asked again when a round of views opens", "[REQ-067]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, risk_stage, decision_stage})).empty());
    REQUIRE(room.play("leaves school \"Ill\"\nleaves nurse \"Called away\"\ncontinuing-risk CD yes")
                .empty());
    CHECK(room.play("round CD") == "quorum");
}

TEST_CASE("somebody who leaves before all decisions are locked needs a reason, kept with the time",
          "[REQ-042]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed})).empty());
    CHECK(room.play("at 10:40\nleaves nurse") == "people.leaving-reason");
    REQUIRE(room.play("leaves nurse \"A clinic.\"").empty());
    for (const auto& [id, person] : room.state().people) {
        if (person.invited.name != "nurse") continue;
        CHECK(person.presence.back().to->clock() == "10:40");
        CHECK(person.presence.back().reason == "A clinic.");
    }
}

TEST_CASE("a late arrival is told what they missed, stamped and introduced", "[REQ-081]") {
    Room room;
    REQUIRE(
        room.play(all({invited, "person gp role gp\n", begun, "absent gp\n", informed})).empty());
    CHECK(room.play("at 10:25\narrives gp not-told") == "information.late-comer-told");
    REQUIRE(room.play("arrives gp").empty());
    CHECK(room.play(all({"heard everyone nothing-to-add\n", "usual\nstage risk\n",
                         "usual\nstage decision\n"}))
              .empty());
    CHECK(room.play("leaves gp \"x\"\narrives gp").empty());
}
