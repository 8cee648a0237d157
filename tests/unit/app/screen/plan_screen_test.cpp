// SPDX-License-Identifier: Apache-2.0
// Risk, plan, close and what follows, pressed by label over a conference in memory.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/screen/decision_table.hpp"

using namespace cpc;
using namespace cpc::screen::test;
using cpc::view::test::day;
using cpc::view::test::SevenPeople;
namespace said = cpc::conference;

namespace {

void add_knowledge(SevenPeople& room) {
    said::ContributionRecorded fact;
    fact.contribution = room.fresh<ContributionId>();
    fact.speaker = room.school;
    fact.children = {room.cd};
    fact.label = said::Label::fact;
    fact.text = "CD was in school on 61 of 90 days.";
    room.put(fact);
}

void decide_for_a_plan(SevenPeople& room) {
    room.say(said::Say<said::ContinuingRiskRecorded>{{room.cd, true}});
    room.say(said::OpenBallot{room.cd});
    for (const auto& id : room.counted())
        room.vote(room.cd, id, id == room.school ? said::View::against : said::View::in_favour,
                  id == room.school ? "Attendance is good now." : "");
    room.say(said::CloseBallot{room.cd});
    room.tick(said::Stage::decision, room.cd);
    room.say(said::LockResult{room.cd, {"emotional"}});
}

void make_the_plan(SevenPeople& room) {
    room.say(said::Say<said::KeyWorkerNamed>{{room.cd, room.social_worker, {}}});
    auto first = room.moment.now;
    first.date = day("2027-04-13");
    room.say(said::Say<said::CoreGroupNamed>{
        {room.cd, {room.social_worker, room.school, room.mother}, first, {}}});
    room.say(said::Say<said::ActionAgreed>{{room.fresh<ActionId>(),
                                            room.cd,
                                            "Warm, dry nights every night",
                                            "Repair the heating",
                                            room.housing,
                                            day("2027-04-09"),
                                            "The room is warm at the next visit",
                                            {}}});
    auto next = room.moment.now;
    next.date = day("2027-06-22");
    room.say(said::Say<said::NextConferenceSet>{{next, {}}});
}

void play_risk(Size size) {
    SevenPeople room(said::Stage::risk);
    add_knowledge(room);
    Table table(room, view::Place::risk, size);
    table.look("c3-empty");
    table.press("Add what the child says");
    CHECK_FALSE(table.can_press("Add to the record"));
    table.press("Somebody spoke for them");
    table.fill("In the child's own words, or why they could not be had",
               "I like it when nan is there.");
    table.look("c3-voice-sheet");
    table.press("Add to the record");
    table.press("3");
    table.press("Add: Risk now");
    table.fill("What is the risk to CD today?", "Alone at night with the heating off.");
    CHECK(table.reason("Add to the record").find("how severe and how likely") != std::string::npos);
    table.press("Serious");
    table.press("Likely");
    table.press("Fact · School: CD was in school on 61 of 90 days.");
    table.look("c3-risk-sheet");
    table.press("Add to the record");
    table.press("Add: Risk later");
    table.fill("What could happen to CD if nothing changes?", "Ill from the cold again.");
    table.press("Moderate");
    table.press("Possible");
    table.press("Add to the record");
    CHECK_FALSE(table.can_press("Continue to Decision"));
    table.fill("The main points, in a few plain sentences.", "Nights are not safe yet.");
    table.press("Record the summary");
    table.look("c3-full");
    const auto& child = *room.state.child(room.cd);
    REQUIRE(child.risks.size() == 2);
    CHECK(child.risks[0].severity == "serious");
    CHECK(child.risks[0].evidence.size() == 1);
    CHECK(child.scores.back().score == 3);
    CHECK(child.summary == "Nights are not safe yet.");
    CHECK(table.refused().empty());
    table.press("Continue to Decision");
    CHECK(room.state.stage == said::Stage::decision);
}

void play_plan(Size size) {
    SevenPeople room;
    decide_for_a_plan(room);
    room.enter(said::Stage::plan);
    Table table(room, view::Place::plan, size);
    table.look("c5-empty");
    CHECK_FALSE(table.can_press("Continue to Closing"));
    table.press("Add an action");
    table.fill("What must be different?", "Warm, dry nights every night");
    table.fill("What will be done?", "Repair the heating");
    CHECK_FALSE(table.can_press("Put it in the plan"));
    table.press("Who does it?: Housing officer");
    table.fill("How will we know?", "The room is warm at the next visit.");
    table.look("c5-action-sheet");
    table.press("Put it in the plan");
    table.press("Name: Key worker");
    table.press("Key worker: School nurse");
    CHECK_FALSE(table.can_press("Name them"));
    table.press("Key worker: Social worker");
    table.look("c5-key-worker-sheet");
    table.press("Name them");
    table.press("Name: Core group");
    table.press("Core group: School");
    table.press("Core group: Mother");
    table.press("Latest: Tue 13 Apr 2027");
    table.look("c5-core-group-sheet");
    table.press("Record the group and its date");
    table.press("Latest: Tue 13 Apr 2027");
    table.look("c5-counting");
    table.press("Done");
    table.press("Set the next date");
    table.look("c5-next-sheet");
    table.press("Set the date");
    const auto& child = *room.state.child(room.cd);
    CHECK(child.key_worker->person == room.social_worker);
    CHECK(child.core_group->first_meeting.date == day("2027-04-13"));
    CHECK(child.actions.size() == 1);
    REQUIRE(room.state.next_conference.has_value());
    CHECK(room.state.next_conference->at.date == day("2027-06-30"));
    CHECK(table.refused().empty());
    table.look("c5-full");
}

// Everything before the close as events, so that only the closing points are open.
void ready_to_close(SevenPeople& room) {
    decide_for_a_plan(room);
    make_the_plan(room);
    for (const auto stage : {said::Stage::introductions, said::Stage::information,
                             said::Stage::risk, said::Stage::plan})
        room.tick(stage, room.cd);
    for (const auto& [id, person] : std::map{room.state.people}) {
        room.put(said::PersonIntroduced{id});
        if (person.invited.group == said::Group::professional)
            room.put(said::AgencyHeard{id, said::Heard::contributed, {}, {}});
        if (person.invited.group == said::Group::family)
            room.put(said::ViewsRecorded{{}, id, "We want help.", "present", {}});
    }
    room.put(said::ViewsRecorded{room.cd, {}, "I like it when nan is there.", "present", {}});
    room.put(said::RiskNoted{room.fresh<RiskId>(),
                             room.cd,
                             said::RiskKind::existing,
                             "Cold nights",
                             "serious",
                             "likely",
                             {}});
    room.put(said::RiskNoted{
        room.fresh<RiskId>(), room.cd, said::RiskKind::future, "Illness", "serious", "likely", {}});
    room.put(said::RiskSummarised{room.cd, "Nights are not safe yet."});
    room.put(said::PointConfirmed{"independent", room.moment.now, {}, false});
    room.put(said::PointConfirmed{"no-line-management", room.moment.now, {}, false});
    room.enter(said::Stage::close);
}

// The closed conference from home, and what waits to be sent.
void look_back(SevenPeople& room, Table& table) {
    room.moment.place = view::Place::past_conference;
    room.moment.sheet = {};
    table.record.known = true;
    table.record.own = {false, true, true, 58, 58, {}};
    table.driver().frame();
    table.look("b4-past");
    for (const auto* tab : {"People", "Plan", "Papers", "Changes", "The record"}) {
        table.press(tab);
        table.look(std::string{"b4-"} + tab);
    }
    CHECK(table.driver().transcript().find("58 entries of this conference.") != std::string::npos);
    table.press("Check the record");
    CHECK(table.acts().back().act == "verify");
    room.moment.place = view::Place::sending;
    table.sending.parcels = {
        {"Family C", room.moment.now, view::ParcelState::waiting, {}, {}, {}},
        {"Family R", room.moment.now, view::ParcelState::received, "11:58", {}, {}}};
    table.sending.address_set = true;
    table.sending.address = "https://centre.example";
    table.sending.centre = "centre.example";
    table.driver().frame();
    table.look("b7-sending");
    table.press("Send now");
    CHECK(table.acts().back().act == "send");
}

void play_close(Size size) {
    SevenPeople room;
    ready_to_close(room);
    Table table(room, view::Place::close, size);
    table.look("c6-close");
    CHECK_FALSE(table.can_press("Close the conference"));
    table.press("I have read out the decisions and the dates.");
    table.press("I have explained what people can do who do not agree.");
    INFO(table.reason("Close the conference"));
    table.press("Close the conference");
    table.look("c6-confirm");
    table.hold("Press and hold to close the conference");
    REQUIRE(room.state.closed.has_value());
    CHECK(room.state.closed->summary.find("Emotional abuse") != std::string::npos);
    room.moment.cosign_due = {room.school, room.nurse};
    room.moment.paper_code = "7KQ2M9TD4XWJ3PBC5H";
    table.driver().frame();
    table.look("c6-closed");
    table.press("Finish without the missing signatures");
    table.look("c6-finish-sheet");
    table.press("Cancel");
    table.press("Pass to School");
    table.look("c6-cosign");
    CHECK(table.driver().transcript().find("Attendance is good now.") != std::string::npos);
    table.hold("Press and hold to sign");
    REQUIRE_FALSE(table.acts().empty());
    CHECK(table.acts().back().act == "cosign");
    CHECK(table.acts().back().about == room.school.hex());
    room.moment.cosign_due.clear();
    table.driver().frame();
    table.hold("Press and hold to finish");
    CHECK(table.acts().back().act == "destroy-keys");
    room.moment.keys_destroyed = true;
    table.driver().frame();
    table.look("c6c-end");
    table.press("Papers");
    table.look("c6b-papers");
    table.press("What was decided");
    table.look("c6b-paper");
    table.press("Make this paper");
    CHECK(table.acts().back().act == "issue-document");
    CHECK(table.acts().back().about == "decision-sheet/family");
    look_back(room, table);
}

}  // namespace

TEST_CASE("risk for a child is written by label, with degree and evidence",
          "[REQ-113][REQ-114][REQ-123][REQ-124]") {
    play_risk(small_glass);
}
TEST_CASE("the risk screens hold at 1920 by 1200") {
    play_risk(large_glass);
}
TEST_CASE("a plan is made by label, with owner, outcome and dates inside their limits",
          "[REQ-163][REQ-180][REQ-182][REQ-192][REQ-220][REQ-231]") {
    play_plan(small_glass);
}
TEST_CASE("the plan screens hold at 1920 by 1200") {
    play_plan(large_glass);
}
TEST_CASE("a conference is closed, signed, its papers made and sent, by label", "[REQ-273]") {
    play_close(small_glass);
}
TEST_CASE("whoever is worried about how agencies work together is shown the way to the Board",
          "[REQ-266]") {
    SevenPeople room;
    ready_to_close(room);
    Table table(room, view::Place::close, small_glass);
    CHECK(table.driver().transcript().find("Take it to the Board") != std::string::npos);
    CHECK(table.driver().transcript().find("Given to") == std::string::npos);
    table.press("Somebody asks about this");
    table.look("c6-board-note");
    const auto name = room.state.people.at(room.school).invited.name;
    table.press(name);
    REQUIRE(room.state.route_steps.size() == 1);
    CHECK(room.state.route_steps.front().route == "dissent.procedures");
    CHECK(room.state.route_steps.front().person == room.school);
    table.driver().frame();
    CHECK(table.driver().transcript().find("Given to " + name) != std::string::npos);
}
TEST_CASE("the closing screens hold at 1920 by 1200") {
    play_close(large_glass);
}

TEST_CASE("a first core group after its limit needs a reason", "[REQ-233]") {
    SevenPeople room;
    decide_for_a_plan(room);
    room.enter(said::Stage::plan);
    auto view = view::make_plan_view(room.state, room.rules, room.moment);
    REQUIRE(view.core_group_limit.counted);
    CHECK(view.core_group_limit.label == "Latest: Tue 13 Apr 2027");
    const auto late = view::moment_at(view.zone, day("2027-04-14"), 600);
    CHECK(view::is_late(view.core_group_limit, late));
    CHECK_FALSE(
        view::is_late(view.core_group_limit, view::moment_at(view.zone, day("2027-04-13"), 600)));
    const auto answer =
        room.ask(said::Say<said::CoreGroupNamed>{{room.cd, {room.social_worker}, late, {}}});
    REQUIRE(std::holds_alternative<said::Refusal>(answer));
    CHECK(std::get<said::Refusal>(answer).rule == "dates.later-reason");
}

TEST_CASE("the counting of a limit names every day counted and every day skipped", "[REQ-211]") {
    SevenPeople room;
    decide_for_a_plan(room);
    const auto view = view::make_plan_view(room.state, room.rules, room.moment);
    int counted = 0;
    for (const auto& line : view.core_group_limit.days)
        counted += line.detail.rfind("day ", 0) == 0 ? 1 : 0;
    CHECK(counted == 10);
    CHECK(view.core_group_limit.days.size() > 10);
}

TEST_CASE("a child without a plan has no core group to name and can still have notes") {
    SevenPeople room;
    room.say(said::Say<said::ContinuingRiskRecorded>{{room.cd, false}});
    room.say(said::OpenBallot{room.cd});
    for (const auto& id : room.counted())
        room.vote(room.cd, id, said::View::against, "It has got better.");
    room.say(said::CloseBallot{room.cd});
    room.tick(said::Stage::decision, room.cd);
    room.say(said::LockResult{room.cd, {}});
    room.enter(said::Stage::plan);
    Table table(room, view::Place::plan);
    table.look("c5-no-plan");
    CHECK(table.driver().find("Name: Core group") == nullptr);
    table.press("Add: Help that is offered");
    table.fill("What help is there now, and who gives it?", "A place at breakfast club.");
    table.press("Add to the record");
    CHECK(room.state.child(room.cd)->plan_notes.size() == 1);
}
