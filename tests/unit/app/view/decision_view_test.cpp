// SPDX-License-Identifier: Apache-2.0
#include "app/view/decision.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/view/ballot.hpp"
#include "app/view/chair_decision.hpp"
#include "tests/unit/app/view/decision_room.hpp"

using namespace cpc;
using namespace cpc::view;
using namespace cpc::view::test;

namespace {

DecisionView shown(const Room& room) {
    return make_decision_view(room.state, room.rules, room.moment);
}

void open_round(SevenPeople& room) {
    room.say(Say<ContinuingRiskRecorded>{{room.cd, true}});
    room.say(OpenBallot{room.cd});
}

void five_to_two(SevenPeople& room) {
    for (const auto& id : room.counted()) {
        const bool against = id == room.school || id == room.housing;
        room.vote(room.cd, id, against ? conference::View::against : conference::View::in_favour,
                  against ? "It has got better." : "");
    }
}

bool has_person(const std::vector<PersonLine>& people, PersonId id) {
    return std::any_of(people.begin(), people.end(), [&](const auto& p) { return p.id == id; });
}

}  // namespace

TEST_CASE("the decision asks about the continuing risk before anything else", "[REQ-134]") {
    SevenPeople room;
    auto view = shown(room);
    CHECK(view.step == DecisionStep::risk);
    CHECK(view.question == "Is CD at continuing risk of significant harm?");
    CHECK_FALSE(view.start_blocked.empty());
    room.say(Say<ContinuingRiskRecorded>{{room.cd, true}});
    view = shown(room);
    CHECK(view.step == DecisionStep::who);
    CHECK(view.start_blocked.empty());
}

TEST_CASE("everybody is listed as counting or not counting, with the reason", "[REQ-143]") {
    SevenPeople room;
    room.say(Say<ContinuingRiskRecorded>{{room.cd, true}});
    const auto view = shown(room);
    CHECK(view.counted.size() == 7);
    for (const auto& id : room.counted())
        CHECK(has_person(view.counted, id));
    CHECK(view.not_counted.size() == 5);
    for (const auto& line : view.not_counted)
        CHECK_FALSE(line.why.empty());
    CHECK(view.counted.size() + view.not_counted.size() == room.state.people.size());
}

TEST_CASE("an absent person's written opinion is shown and not counted", "[REQ-144]") {
    SevenPeople room;
    const auto gp = room.person("GP", "gp", Attendance::absent_with_report);
    ContributionRecorded opinion;
    opinion.contribution = room.fresh<ContributionId>();
    opinion.speaker = gp;
    opinion.label = Label::opinion;
    opinion.text = "A plan is needed.";
    opinion.mode = Mode::written_report;
    room.put(opinion);
    const auto view = shown(room);
    CHECK_FALSE(has_person(view.counted, gp));
    const auto found = std::find_if(view.not_counted.begin(), view.not_counted.end(),
                                    [&](const auto& line) { return line.person.id == gp; });
    REQUIRE(found != view.not_counted.end());
    CHECK(found->opinion == "A plan is needed.");
}

TEST_CASE("two people of one agency bring the warning about the other count unit", "[REQ-147]") {
    SevenPeople room;
    CHECK(shown(room).unit_warning.empty());
    room.person("Team manager", "team-manager");
    CHECK_FALSE(shown(room).unit_warning.empty());
}

TEST_CASE("a sealed round shows how many gave a view and nobody's direction or reason",
          "[REQ-149]") {
    SevenPeople room;
    open_round(room);
    room.vote(room.cd, room.school, conference::View::against, "Attendance is good now.");
    const auto view = shown(room);
    CHECK(view.tally.sealed);
    CHECK(view.tally.number == "1 of 7");
    CHECK(view.tally.agree == 1);
    CHECK(view.tally.differ == 0);
    CHECK(view.tally.result.empty());
    CHECK(view.reasons.empty());
    for (const auto& tile : view.tiles)
        CHECK((tile.state == TileState::given || tile.state == TileState::to_give));
    CHECK_FALSE(view.show_blocked.empty());
}

TEST_CASE("five to two is the majority's decision and closed to the chair", "[REQ-139][REQ-141]") {
    SevenPeople room;
    open_round(room);
    five_to_two(room);
    CHECK(shown(room).show_blocked.empty());
    room.say(CloseBallot{room.cd});
    const auto view = shown(room);
    CHECK(view.step == DecisionStep::shown);
    CHECK(view.tally.agree == 5);
    CHECK(view.tally.differ == 2);
    REQUIRE(view.trace.size() == 3);
    CHECK(view.trace[0] == "7 people gave a view that counts.");
    CHECK(view.trace[1] == "5 agree, 2 do not agree, 0 cannot say.");
    CHECK(view.trace[2] ==
          "More than half of the views are on one side. CD: Child Protection Plan.");
    CHECK(view.unit_warning.empty());
    CHECK(view.chair_blocked.find("The professionals have decided.") != std::string::npos);
    CHECK(view.chair_blocked.find("Torbay leaflet") != std::string::npos);
    CHECK(view.asks_category);
    auto asked = room.moment;
    asked.sheet.name = "chair-decision";
    CHECK_FALSE(make_chair_decision_view(room.state, room.rules, asked).open);
}

TEST_CASE("two to two opens the chair's decision and leaves the count as it is", "[REQ-140]") {
    FourPeople room;
    room.say(Say<PersonLeft>{{room.gp, room.moment.now, "Surgery begins"}});
    room.say(Say<ContinuingRiskRecorded>{{room.ef, true}});
    room.say(OpenBallot{room.ef});
    room.vote(room.ef, room.social_worker, conference::View::in_favour);
    room.vote(room.ef, room.police, conference::View::in_favour);
    room.vote(room.ef, room.visitor, conference::View::against, "Weight is going up.");
    room.vote(room.ef, room.nursery, conference::View::against, "He is here every day.");
    room.say(CloseBallot{room.ef});
    auto view = make_decision_view(room.state, room.rules, room.moment);
    CHECK(view.chair_blocked.empty());
    CHECK_FALSE(view.lock_blocked.empty());
    room.moment.sheet.name = "chair-decision";
    const auto chair = make_chair_decision_view(room.state, room.rules, room.moment);
    CHECK(chair.open);
    CHECK(chair.group.find("2 agree, 2 do not agree") != std::string::npos);
    room.say(Say<ChairDecided>{{room.ef, true, "The risk at night has not gone down."}});
    room.moment.sheet = {};
    view = make_decision_view(room.state, room.rules, room.moment);
    CHECK(view.tally.agree == 2);
    CHECK(view.tally.differ == 2);
    CHECK(view.chair_said.find("The risk at night has not gone down.") != std::string::npos);
    CHECK(view.trace[2].find("the chair decided") != std::string::npos);
}

TEST_CASE("somebody who rang off before the decision is shown as left and not counted",
          "[REQ-146]") {
    FourPeople room;
    room.say(Say<PersonLeft>{{room.gp, room.moment.now, "Surgery begins"}});
    const auto view = make_decision_view(room.state, room.rules, room.moment);
    CHECK_FALSE(has_person(view.counted, room.gp));
    const auto found = std::find_if(view.not_counted.begin(), view.not_counted.end(),
                                    [&](const auto& line) { return line.person.id == room.gp; });
    REQUIRE(found != view.not_counted.end());
    CHECK(found->why == "Not counted: left at 14:00");
}

TEST_CASE("the lock waits until the chair has summed up and asked", "[REQ-166]") {
    SevenPeople room;
    open_round(room);
    five_to_two(room);
    room.say(CloseBallot{room.cd});
    auto view = shown(room);
    CHECK(view.lock_blocked.find("I have summed up") != std::string::npos);
    for (const auto& point : view.points)
        room.say(std::get<Ask>(confirm_point(point, room.moment.now)).command);
    CHECK(shown(room).lock_blocked.empty());
}

TEST_CASE("each person who does not agree gets a receipt in their own words",
          "[REQ-263][REQ-264]") {
    SevenPeople room;
    open_round(room);
    five_to_two(room);
    room.say(CloseBallot{room.cd});
    room.tick(Stage::decision, room.cd);
    room.say(LockResult{room.cd, {"emotional"}});
    const auto view = shown(room);
    REQUIRE(view.receipts.size() == 2);
    for (const auto& receipt : view.receipts) {
        CHECK(receipt.words == "It has got better.");
        CHECK(receipt.bound.find("stays responsible") != std::string::npos);
        CHECK(receipt.steps.size() == 2);
    }
    CHECK(view.result.find("Emotional abuse") != std::string::npos);
}

TEST_CASE("what the family thinks stands beside the count and is not in it", "[REQ-174]") {
    SevenPeople room;
    open_round(room);
    five_to_two(room);
    room.say(Say<FamilyViewRecorded>{{room.cd, room.mother, false, "We can do this alone."}});
    room.say(CloseBallot{room.cd});
    const auto view = shown(room);
    CHECK(view.tally.agree + view.tally.differ + view.tally.unable == 7);
    REQUIRE(view.family.size() == 2);
    CHECK(view.family.front().words == "We can do this alone.");
}

TEST_CASE("a corrected result keeps the earlier one in sight", "[REQ-176]") {
    SevenPeople room;
    open_round(room);
    five_to_two(room);
    room.say(CloseBallot{room.cd});
    room.tick(Stage::decision, room.cd);
    room.say(LockResult{room.cd, {"emotional"}});
    room.say(
        Say<ResultCorrected>{{room.cd, Decision::place, {"neglect"}, "Wrong box was ticked."}});
    const auto view = shown(room);
    CHECK(view.result.find("Neglect") != std::string::npos);
    CHECK(view.earlier_result.find("Emotional abuse") != std::string::npos);
    CHECK(view.earlier_result.find("Wrong box was ticked.") != std::string::npos);
}

TEST_CASE("a ballot shows its own person's earlier view and nobody else's", "[REQ-148]") {
    SevenPeople room;
    open_round(room);
    room.vote(room.cd, room.school, conference::View::against, "Attendance is good now.");
    const auto own = make_ballot_view(room.state, room.rules, room.moment, room.school, room.cd);
    REQUIRE(own.said.has_value());
    CHECK(own.choices[*own.said].view == conference::View::against);
    CHECK(own.said_reason == "Attendance is good now.");
    const auto other = make_ballot_view(room.state, room.rules, room.moment, room.nurse, room.cd);
    CHECK_FALSE(other.said.has_value());
    CHECK(other.said_reason.empty());
    CHECK(other.earlier.empty());
    CHECK(other.blocked.empty());
}

TEST_CASE("the ballot of somebody who does not count says so", "[REQ-143]") {
    SevenPeople room;
    open_round(room);
    const auto view = make_ballot_view(room.state, room.rules, room.moment, room.mother, room.cd);
    CHECK_FALSE(view.blocked.empty());
}

TEST_CASE("the round goes on to the next person and passes over the telephone") {
    FourPeople room;
    room.say(Say<ContinuingRiskRecorded>{{room.ef, true}});
    room.say(OpenBallot{room.ef});
    CHECK(next_to_vote(room.state, room.ef) == room.social_worker);
    CHECK(next_to_vote(room.state, room.ef, room.social_worker) == room.police);
    CHECK(next_to_vote(room.state, room.ef, room.nursery) == room.social_worker);
}
