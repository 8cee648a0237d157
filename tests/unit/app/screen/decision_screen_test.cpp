// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/screen/decision_table.hpp"

using namespace cpc;
using namespace cpc::screen::test;
using cpc::conference::View;
using cpc::view::test::FourPeople;
using cpc::view::test::SevenPeople;

namespace {

constexpr const char* yes = "Yes, a plan is needed";
constexpr const char* no = "No plan is needed";
constexpr const char* cannot_say = "I cannot say";
constexpr const char* why = "Please say why, in your own words.";
constexpr const char* confirm = "Press and hold to confirm";

void give(Table& table, const std::string& who, const char* answer,
          const std::string& reason = {}) {
    table.press(who);
    table.press(answer);
    if (!reason.empty()) table.fill(why, reason);
    table.hold(confirm);
}

void tick_summary(Table& table) {
    table.press(
        "I have summed up and asked everyone for their contribution to the decision and the "
        "recommendations.");
}

void begin_round(Table& table) {
    table.press("Yes");
    table.press("Record and go on");
    table.press("Start the round");
}

void play_majority(Size size) {
    SevenPeople room;
    Table table(room, view::Place::decision, size);
    table.look("c4-a-risk");
    CHECK_FALSE(table.can_press("Record and go on"));
    table.press("Yes");
    table.press("Record and go on");
    table.look("c4-b-who");
    CHECK(table.family_safe());
    table.press("Start the round");
    table.look("c4-c-round-empty");
    give(table, "Social worker", yes);
    table.press("School");
    table.look("c4-ballot-empty");
    CHECK_FALSE(table.can_press(confirm));
    table.press(no);
    CHECK_FALSE(table.can_press(confirm));
    CHECK(table.reason(confirm).find("Write the reason.") != std::string::npos);
    table.fill(why, "Attendance is good now.");
    table.look("c4-ballot-chosen");
    CHECK_FALSE(table.family_safe());
    table.hold(confirm);
    give(table, "School nurse", yes);
    give(table, "Police officer", yes, "Calls to the home in March.");
    table.look("c4-c-round-sealed");
    CHECK(table.family_safe());
    CHECK_FALSE(table.can_press("Press and hold to show the views"));
    CHECK_FALSE(table.can_press("Chair’s decision"));
    give(table, "Mental health worker", yes);
    give(table, "Housing officer", no, "The tenancy is stable.");
    give(table, "Probation officer", yes);
    table.look("c4-c-all-in");
    table.hold("Press and hold to show the views");
    table.look("c4-d-shown");
    CHECK(table.family_safe());
    CHECK_FALSE(table.can_press("Chair’s decision"));
    CHECK(table.reason("Chair’s decision").find("The professionals have decided.") !=
          std::string::npos);
    table.press("Mother");
    table.press("Does not agree");
    table.look("c4-family-sheet");
    table.press("Add to the record");
    tick_summary(table);
    CHECK(table.reason("Press and hold to lock the result for CD")
              .find("Name at least one category of harm.") != std::string::npos);
    table.press("Emotional abuse");
    table.look("c4-e-ready-to-lock");
    table.hold("Press and hold to lock the result for CD");
    table.look("c4-f-locked");
    CHECK(table.family_safe());
    const auto& child = *room.state.child(room.cd);
    REQUIRE(child.result.has_value());
    CHECK(child.result->locked.rule == conference::RuleCode::majority);
    CHECK(child.result->locked.decision == conference::Decision::place);
    CHECK(child.result->locked.categories == std::vector<std::string>{"emotional"});
    CHECK(table.refused().empty());
    table.press("Correct this result");
    table.look("c4-correct-sheet");
}

}  // namespace

TEST_CASE("a majority is played by label to a locked result, without the chair's decision",
          "[REQ-134][REQ-139][REQ-141][REQ-148][REQ-150]") {
    play_majority(small_glass);
}

TEST_CASE("the decision screens hold at 1920 by 1200") {
    play_majority(large_glass);
}

TEST_CASE("a split is decided by the chair with reasons, played by label", "[REQ-140][REQ-165]") {
    for (const auto& size : {small_glass, large_glass}) {
        FourPeople room;
        room.say(
            conference::Say<conference::PersonLeft>{{room.gp, room.moment.now, "Surgery begins"}});
        Table table(room, view::Place::decision, size);
        begin_round(table);
        give(table, "Social worker", yes);
        give(table, "Police officer", yes);
        give(table, "Health visitor", no, "Weight is going up.");
        give(table, "Nursery", no, "He comes every day.");
        table.hold("Press and hold to show the views");
        CHECK_FALSE(table.can_press("Press and hold to lock the result for EF"));
        table.look("c4-split");
        table.press("Chair’s decision");
        CHECK_FALSE(table.can_press("Press and hold to record"));
        table.press("Child Protection Plan");
        CHECK_FALSE(table.can_press("Press and hold to record"));
        CHECK(table.reason("Press and hold to record").find("Write the chair's reasons first.") !=
              std::string::npos);
        table.fill("My reasons", "The risk at night has not gone down.");
        table.look("c4b-chair-sheet");
        table.hold("Press and hold to record");
        tick_summary(table);
        table.press("Neglect");
        table.look("c4-split-decided");
        table.hold("Press and hold to lock the result for EF");
        const auto& child = *room.state.child(room.ef);
        REQUIRE(child.result.has_value());
        CHECK(child.result->locked.rule == conference::RuleCode::split_chair);
        REQUIRE(child.ballot->closed.has_value());
        CHECK(child.ballot->closed->in_favour == 2);
        CHECK(child.ballot->closed->against == 2);
        CHECK(table.refused().empty());
        table.look("c4-split-locked");
    }
}

TEST_CASE("while a round is sealed the screen is the same whatever was chosen", "[REQ-149]") {
    std::vector<std::string> seen;
    std::vector<Bytes> pictures;
    for (const char* answer : {yes, no, cannot_say}) {
        SevenPeople room;
        Table table(room, view::Place::decision);
        begin_round(table);
        give(table, "School", answer, "The same words for every answer.");
        CHECK(table.refused().empty());
        seen.push_back(table.driver().transcript());
        pictures.push_back(table.driver().pixels());
    }
    CHECK(seen[0] == seen[1]);
    CHECK(seen[0] == seen[2]);
    CHECK(pictures[0] == pictures[1]);
    CHECK(pictures[0] == pictures[2]);
}

TEST_CASE("the chosen row of a ballot opens the same field and the same words for every answer") {
    std::vector<std::vector<std::string>> labels;
    for (const char* answer : {yes, no, cannot_say}) {
        SevenPeople room;
        Table table(room, view::Place::decision);
        begin_round(table);
        table.press("School");
        CHECK(table.driver().find(why) == nullptr);
        table.press(answer);
        CHECK(table.driver().find(why) != nullptr);
        table.fill(why, "Some words");
        CHECK(table.can_press(confirm));
        std::vector<std::string> all;
        for (const auto& entry : table.driver().entries())
            all.push_back(entry.label);
        std::sort(all.begin(), all.end());
        labels.push_back(all);
    }
    CHECK(labels[0] == labels[1]);
    CHECK(labels[0] == labels[2]);
}

TEST_CASE("a ballot is signed for by the person who holds the tablet and nobody else",
          "[REQ-148]") {
    SevenPeople room;
    Table table(room, view::Place::decision);
    begin_round(table);
    give(table, "School", no, "Attendance is good now.");
    const auto* position = room.state.child(room.cd)->ballot->latest(room.school);
    REQUIRE(position != nullptr);
    CHECK(position->logged.view == View::against);
    CHECK_FALSE(position->logged.by_phone);
    table.press("School nurse");
    CHECK_FALSE(table.can_press(confirm));
    for (const auto& entry : table.driver().entries())
        CHECK(entry.label.find("Attendance") == std::string::npos);
}

TEST_CASE("where the profile asks for several headings, the chair writes under each of them",
          "[REQ-140]") {
    FourPeople room;
    for (auto& rule : room.rules.procedure.rules)
        if (auto* decision = std::get_if<procedure::DecisionRule>(&rule))
            decision->mandatory_texts = {{"weighed", "What weighed most", {}},
                                         {"child", "What the child wants", {}}};
    room.say(conference::Say<conference::PersonLeft>{{room.gp, room.moment.now, "Surgery begins"}});
    Table table(room, view::Place::decision, small_glass);
    begin_round(table);
    give(table, "Social worker", yes);
    give(table, "Police officer", yes);
    give(table, "Health visitor", no, "Weight is going up.");
    give(table, "Nursery", no, "He comes every day.");
    table.hold("Press and hold to show the views");
    table.press("Chair’s decision");
    table.press("Child Protection Plan");
    table.fill("What weighed most", "The risk at night has not gone down.");
    CHECK_FALSE(table.can_press("Press and hold to record"));  // the other heading is empty
    table.fill("What the child wants", "EF is too young to say.");
    table.look("c4b-chair-two-headings");
    table.hold("Press and hold to record");
    const auto& chair = room.state.child(room.ef)->ballot->chair;
    REQUIRE(chair.has_value());
    CHECK(chair->reasons ==
          "What weighed most: The risk at night has not gone down.\n"
          "What the child wants: EF is too young to say.");
}

TEST_CASE("somebody on the telephone gives a view through the chair, who reads it back",
          "[REQ-145]") {
    FourPeople room;
    Table table(room, view::Place::decision);
    begin_round(table);
    table.press("GP");
    table.press(yes);
    CHECK_FALSE(table.can_press("Press and hold to record"));
    CHECK(table.reason("Press and hold to record").find("Read the view back") != std::string::npos);
    table.press("I have read this back, and it is right.");
    table.look("c4-phone-sheet");
    CHECK_FALSE(table.family_safe());
    table.hold("Press and hold to record");
    const auto* position = room.state.child(room.ef)->ballot->latest(room.gp);
    REQUIRE(position != nullptr);
    CHECK(position->logged.by_phone);
    CHECK(position->logged.read_back);
}
