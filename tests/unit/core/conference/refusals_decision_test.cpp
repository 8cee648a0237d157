// SPDX-License-Identifier: Apache-2.0
// Every rule that refuses about views, the chair's decision, the lock, the plan, the dates and what
// follows: one refusal each, and beside it what is accepted.
#include <fstream>

#include "support.hpp"

namespace cpc::conference {
namespace {

using test::DecisionRoom;
using test::id_of;
using test::Room;

TEST_CASE("the risk comes first, then a round, then every view, then the result",
          "[REQ-134][REQ-135][REQ-149][REQ-166]") {
    DecisionRoom room;
    const auto other = room.child("EF");
    CHECK(room.refused(OpenBallot{other}) == "decision.risk-first");
    CHECK(room.refused(CloseBallot{room.cd}) == "vote.round-open");
    CHECK(room.refused(LockResult{room.cd, {"neglect"}}) == "vote.round-open");
    room.say(OpenBallot{room.cd});
    CHECK(room.refused(LockResult{room.cd, {"neglect"}}) == "decision.views-shown");
    CHECK(room.refused(CloseBallot{room.cd}) == "vote.all-in");
    for (const auto id : room.counting())
        room.say(Say<PositionLogged>{room.view(id, View::in_favour)}, id);
    room.say(CloseBallot{room.cd});
    CHECK(room.refused(LockResult{room.cd, {"neglect"}}) == "stage.needed-points");
    room.tick(Stage::decision);
    CHECK(room.refused(LockResult{room.cd, {"neglect"}}, room.gp) == "chair.only");
    CHECK(room.refused(LockResult{room.cd, {"neglect"}}).empty());
    CHECK(room.refused(LockResult{room.cd, {"neglect"}}) == "decision.locked-once");
    CHECK(room.refused(Say<ContinuingRiskRecorded>{{room.cd, false}}) == "decision.locked-once");
    CHECK(room.refused(Say<PositionLogged>{room.view(room.gp, View::against)}, room.gp) ==
          "vote.before-lock");
}

TEST_CASE(
    "a view is somebody's own, counted, here, with its reason, and read back on the telephone",
    "[REQ-143][REQ-145][REQ-148]") {
    DecisionRoom room;
    auto view = room.view(room.gp, View::against);
    CHECK(room.refused(Say<PositionLogged>{view}, room.gp) == "vote.round-open");
    room.say(OpenBallot{room.cd});
    CHECK(room.refused(Say<PositionLogged>{view}, room.police) == "vote.own-name");
    CHECK(room.refused(Say<PositionLogged>{view}) == "vote.own-name");
    view.reason = " ";
    CHECK(room.refused(Say<PositionLogged>{view}, room.gp) == "vote.reason-given");
    view.view = View::unable;
    CHECK(room.refused(Say<PositionLogged>{view}, room.gp) == "vote.reason-given");
    view.reason.assign(20'000, 'x');
    CHECK(room.refused(Say<PositionLogged>{view}, room.gp) == "text.length");
    view = room.view(room.mother, View::against);
    CHECK(room.refused(Say<PositionLogged>{view}, room.mother) == "vote.counted-person");
    view = room.view(room.gp, View::in_favour);
    view.by_phone = true;  // sits in the room
    CHECK(room.refused(Say<PositionLogged>{view}) == "vote.own-name");
    room.put(PersonLeft{room.gp, room.now, "Called away."});
    room.put(PersonArrived{room.gp, room.now, Attendance::telephone, true});
    CHECK(room.refused(Say<PositionLogged>{view}) == "vote.read-back");
    view.read_back = true;
    CHECK(room.refused(Say<PositionLogged>{view}, room.police) == "vote.own-name");
    CHECK(room.refused(Say<PositionLogged>{view}).empty());
    room.put(PersonLeft{room.gp, room.now, "Line lost."});
    CHECK(room.refused(Say<PositionLogged>{view}) == "people.is-here");
}

TEST_CASE(
    "a view given before leaving is kept in a second round, and nobody is counted without one",
    "[REQ-146][REQ-263]") {
    DecisionRoom room;
    room.vote(2);  // two against three
    CHECK(verdict(room.state, room.rules, room.state.children.at(room.cd))->rule ==
          RuleCode::majority);
    room.put(PersonLeft{room.police, room.now, "Called away."});  // was against
    room.say(OpenBallot{room.cd});
    for (const auto id : room.counting())
        if (!(id == room.police)) room.say(Say<PositionLogged>{room.view(id, View::in_favour)}, id);
    room.say(CloseBallot{room.cd});
    const auto& child = room.state.children.at(room.cd);
    CHECK(child.ballot->closed->against == 1);
    CHECK(verdict(room.state, room.rules, child)->rule == RuleCode::majority);
    // Somebody who comes back after the views were shown is heard before the lock.
    room.put(PersonLeft{room.gp, room.now, "Called away."});
    room.say(OpenBallot{room.cd});
    CHECK(room.state.children.at(room.cd).ballot->opened.counted.size() == 5);
    CHECK(room.state.children.at(room.cd).ballot->positions.size() == 2);
}

TEST_CASE("somebody who counts and comes back after the views were shown is heard before the lock",
          "[REQ-149]") {
    DecisionRoom room;
    room.put(BallotOpened{room.cd, 1, {}, room.counting(), {}});
    for (const auto id : room.counting())
        if (!(id == room.gp)) room.say(Say<PositionLogged>{room.view(id, View::in_favour)}, id);
    room.put(PersonLeft{room.gp, room.now, "Called away."});
    room.say(CloseBallot{room.cd});
    room.tick(Stage::decision);
    room.put(PersonArrived{room.gp, room.now, Attendance::in_person, true});
    CHECK(room.refused(LockResult{room.cd, {"neglect"}}) == "vote.all-in");
    room.say(Say<PositionLogged>{room.view(room.gp, View::against)}, room.gp);
    room.say(CloseBallot{room.cd});
    CHECK(room.refused(LockResult{room.cd, {"neglect"}}).empty());
}

TEST_CASE("in Torbay the chair decides on a split alone, with reasons, and overturns nothing",
          "[REQ-139][REQ-140][REQ-141]") {
    DecisionRoom room;
    room.vote(2);
    CHECK(room.refused(Say<ChairDecided>{{room.cd, false, "I see it otherwise.", {}}}) ==
          "chair.rule-opens");
    DecisionRoom split;
    split.vote(2, 1);  // two against two, one cannot say
    split.tick(Stage::decision);
    CHECK(split.refused(LockResult{split.cd, {"neglect"}}) == "chair.decides-first");
    CHECK(split.refused(Say<ChairDecided>{{split.cd, true, " ", {}}}) == "chair.reasons");
    CHECK(split.refused(Say<ChairDecided>{{split.cd, true, "Why.", {}}}, split.gp) ==
          "vote.own-name");
    split.say(Say<ChairDecided>{{split.cd, true, "What weighed most.", {}}});
    split.tick(Stage::decision);
    split.say(LockResult{split.cd, {"neglect"}});
    CHECK(split.state.children.at(split.cd).result->locked.rule == RuleCode::split_chair);
}

TEST_CASE(
    "in Fife a majority decides nothing; the chair's judgement has three texts and a referral",
    "[REQ-136][REQ-137][REQ-138]") {
    DecisionRoom room{"fife-cpcc"};
    room.vote(1);  // four to one
    room.tick(Stage::decision);
    CHECK(room.refused(LockResult{room.cd, {"neglect"}}) == "chair.decides-first");
    ChairDecided decided{room.cd, false, "Reasons.", {}};
    CHECK(room.refused(Say<ChairDecided>{decided}) == "chair.texts");
    const auto& headings = room.rules.procedure.the<procedure::DecisionRule>().mandatory_texts;
    REQUIRE(headings.size() == 3);
    decided.texts.emplace();
    for (const auto& heading : headings)
        decided.texts->push_back({heading.id, "Words."});
    decided.texts->back().text = "  ";
    CHECK(room.refused(Say<ChairDecided>{decided}) == "chair.texts");
    decided.texts->back().text = "Words.";
    room.say(Say<ChairDecided>{decided});
    room.tick(Stage::decision);
    room.say(LockResult{room.cd, {}});
    const auto& child = room.state.children.at(room.cd);
    CHECK(child.result->locked.rule == RuleCode::chair_judgement);
    CHECK(child.result->locked.decision == Decision::do_not_place);
    REQUIRE(child.referrals.size() == 1);
    CHECK(child.referrals[0].kind == "service-manager");
    CHECK(child.referrals[0].limit == "FIFE-T14");
}

TEST_CASE("a plan names categories that the procedure has, and fits the recorded risk",
          "[REQ-134][REQ-150][REQ-151][REQ-152]") {
    for (const auto& id : test::voting_procedures()) {
        DecisionRoom room{id};
        room.vote(0);
        room.tick(Stage::decision);
        CHECK(room.refused(LockResult{room.cd, {}}) == "decision.category");
        CHECK(room.refused(LockResult{room.cd, {"bad-luck"}}) == "decision.category-known");
        room.put(ContinuingRiskRecorded{room.cd, false});
        CHECK(room.refused(LockResult{room.cd, {"neglect"}}) == "decision.risk-fits");
        room.put(ContinuingRiskRecorded{room.cd, true});
        CHECK(room.refused(LockResult{room.cd, {"neglect"}}).empty());
    }
}

TEST_CASE(
    "a locked result is corrected with a reason, keeps the earlier one, and is not overturned",
    "[REQ-025][REQ-176]") {
    DecisionRoom room;
    ResultCorrected mended{room.cd, Decision::place, {"physical"}, "Heard wrongly."};
    CHECK(room.refused(Say<ResultCorrected>{mended}) == "decision.not-locked");
    room.vote(0);
    room.tick(Stage::decision);
    room.say(LockResult{room.cd, {"neglect"}});
    mended.reason = "";
    CHECK(room.refused(Say<ResultCorrected>{mended}) == "decision.correction-reason");
    mended.reason = "Heard wrongly.";
    mended.decision = Decision::remove;
    CHECK(room.refused(Say<ResultCorrected>{mended}) == "decision.review-removes");
    mended.decision = Decision::do_not_place;
    CHECK(room.refused(Say<ResultCorrected>{mended}) == "chair.rule-opens");
    mended.decision = Decision::place;
    room.say(Say<ResultCorrected>{mended});
    const auto& child = room.state.children.at(room.cd);
    CHECK(child.earlier_results[0].locked.categories == std::vector<std::string>{"neglect"});
    CHECK(child.result->locked.categories == std::vector<std::string>{"physical"});
}

TEST_CASE(
    "in Victoria nothing is voted on: an outcome has words and a supervisor, one classification",
    "[REQ-005][REQ-169][REQ-170][REQ-381]") {
    Room room{"vic-intake", "a"};
    const ChildId cd = room.fresh<ChildId>();
    room.say(Say<ChildAdded>{{cd, "BB", {}, {}, test::day("2027-06-30")}});
    const auto worker = room.here("convening-practitioner");
    room.here("police");
    room.here("gp");
    room.stage(Stage::decision);
    CHECK(room.refused(OpenBallot{cd}) == "vote.none-taken");
    CHECK(room.refused(LockResult{cd, {}}) == "decision.outcome-first");
    OutcomeAgreed agreed{cd, true, "", worker, "Supervisor"};
    CHECK(room.refused(Say<OutcomeAgreed>{agreed}) == "decision.endorsed");
    agreed.outcome = "Child FIRST helps.";
    agreed.endorsed_by = "";
    CHECK(room.refused(Say<OutcomeAgreed>{agreed}) == "decision.endorsed");
    agreed.endorsed_by = "Supervisor";
    room.say(Say<OutcomeAgreed>{agreed});
    const std::vector<std::string> all{"child-wellbeing", "unborn-child",
                                       "protective-intervention"};
    for (const auto& open : open_points(room.state, room.rules.procedure, Stage::decision, &all)) {
        PointConfirmed said{point_key(*open.item, room.state, open.child), {}, "Words.", false};
        if (!open.item->answers.empty()) said.answer = open.item->answers.front().id;
        room.put(said);
    }
    CHECK(room.refused(LockResult{cd, {}}) == "decision.category");
    CHECK(room.refused(LockResult{cd, {"child-wellbeing", "unborn-child"}}) ==
          "decision.category-one");
    CHECK(room.refused(LockResult{cd, {"protective-intervention"}}) == "decision.category-unborn");
    room.say(LockResult{cd, {"unborn-child"}});
    // What was agreed is not made "not agreed" by a correction.
    ResultCorrected mended{cd, Decision::not_agreed, {}, "Second thoughts."};
    CHECK(room.refused(Say<ResultCorrected>{mended}) == "chair.rule-opens");
    DecisionRoom torbay;
    agreed.child = torbay.cd;
    agreed.entered_by = torbay.gp;
    CHECK(torbay.refused(Say<OutcomeAgreed>{agreed}) == "decision.no-agreed-outcome");
}

// Locked for a plan, with the school against it.
struct PlanRoom : DecisionRoom {
    explicit PlanRoom(const std::string& procedure = "torbay-cpp") : DecisionRoom(procedure) {
        vote(1);  // the social worker, who is asked first
        tick(Stage::decision);
        say(LockResult{cd, categories()});
        stage(Stage::plan);
    }
    ActionAgreed action(PersonId owner) {
        return {id_of<ActionId>(5),      cd,      "Safe", "Visit each week.", owner,
                test::day("2027-04-06"), "Seen.", {}};
    }
};

TEST_CASE(
    "dissent has its question and its reason, is one's own, and binds to the plan all the same",
    "[REQ-174][REQ-263][REQ-264]") {
    PlanRoom room;
    CHECK(room.refused(Say<DissentNoted>{{room.cd, room.gp, "plan", ""}}) == "dissent.reason");
    CHECK(room.refused(Say<DissentNoted>{{room.cd, room.gp, "plan", "Too little."}}, room.police) ==
          "vote.own-name");
    room.say(Say<DissentNoted>{{room.cd, room.gp, "plan", "Too little."}}, room.gp);
    CHECK(room.state.children.at(room.cd).dissents.size() == 1);
    CHECK(room.refused(Say<FamilyViewRecorded>{{room.cd, room.gp, false, "No."}}) ==
          "vote.counted-person");
    auto action = room.action(room.social_worker);
    room.say(Say<ActionAgreed>{action});
    CHECK(room.refused(Say<ActionWithdrawn>{{action.action, room.cd, ""}}) ==
          "plan.withdrawn-reason");
    CHECK(room.refused(Say<ActionWithdrawn>{{action.action, room.cd, "They disagree."}}) ==
          "plan.dissent-binds");
    action.owner = room.police;  // the same action in other hands
    CHECK(room.refused(Say<ActionAgreed>{action}) == "plan.dissent-binds");
    CHECK(room.refused(Say<ActionWithdrawn>{{id_of<ActionId>(6), room.cd, "Why."}}) ==
          "plan.action-known");
}

TEST_CASE("a plan closes with its worker, an action, a core group and the next date in time",
          "[REQ-163][REQ-178][REQ-180][REQ-182][REQ-184][REQ-231][REQ-233][REQ-175]") {
    PlanRoom room;
    CHECK(room.refused(EnterStage{Stage::close, {}}) == "plan.key-worker");
    CHECK(room.refused(Say<KeyWorkerNamed>{{room.cd, room.gp, ""}}) == "plan.key-worker-reason");
    room.say(Say<KeyWorkerNamed>{{room.cd, room.social_worker, ""}});
    CHECK(room.refused(EnterStage{Stage::close, {}}) == "plan.outline");
    auto action = room.action(id_of<PersonId>(99));
    CHECK(room.refused(Say<ActionAgreed>{action}) == "plan.action-complete");
    room.say(Say<ActionAgreed>{room.action(room.gp)});
    CHECK(room.refused(EnterStage{Stage::close, {}}) == "plan.core-group");
    const auto at = [&](const char* iso) { return test::moment(room.rules, test::day(iso), 600); };
    CoreGroupNamed group{room.cd, {}, at("2027-05-10"), {}};
    CHECK(room.refused(Say<CoreGroupNamed>{group}) == "plan.core-group");
    group.members = {room.gp, room.mother};
    CHECK(room.refused(Say<CoreGroupNamed>{group}) == "dates.later-reason");
    group.first_meeting = at("2027-03-29");
    CHECK(room.refused(Say<CoreGroupNamed>{group}) == "dates.to-come");
    group.first_meeting = at("2027-04-13");
    room.say(Say<CoreGroupNamed>{group});
    CHECK(room.refused(EnterStage{Stage::close, {}}) == "close.next-conference");
    CHECK(room.refused(Say<NextConferenceSet>{{at("2027-03-01"), {}}}) == "dates.to-come");
    CHECK(room.refused(Say<NextConferenceSet>{{at("2027-09-01"), {}}}) == "dates.later-reason");
    room.say(Say<NextConferenceSet>{{at("2027-06-22"), {}}});
    const auto other = room.child("EF");
    CHECK(room.refused(EnterStage{Stage::close, {}}) == "decision.every-child");
    CHECK(room.refused(Say<DocumentIssued>{}) == "stage.right-one");
    CHECK(room.refused(Say<CloseCosigned>{{room.gp, 0, {}}}, room.gp) == "close.cosign-own");
    CHECK_FALSE(room.state.children.at(other).result.has_value());
}

TEST_CASE(
    "ABC: a social worker leads, actions are linked to a risk, and no reason passes the ceiling",
    "[REQ-161][REQ-177][REQ-191]") {
    PlanRoom room{"abc-ew-register"};
    CHECK(room.refused(Say<KeyWorkerNamed>{{room.cd, room.gp, "Knows them."}}) ==
          "plan.key-worker-who");
    CHECK(room.refused(Say<ActionAgreed>{room.action(room.gp)}) == "plan.action-linked");
    const auto late = test::moment(room.rules, test::day("2027-11-02"), 600);
    CHECK(room.refused(Say<NextConferenceSet>{{late, "Staff are away."}}) == "dates.ceiling");
}

TEST_CASE("a recommendation names its agency, and one that is declined has the agency's reasons",
          "[REQ-159][REQ-160][REQ-274]") {
    PlanRoom room;
    const auto id = id_of<ActionId>(3);
    CHECK(room.refused(Say<RecommendationMade>{{id, room.cd, "", "A place."}}) ==
          "plan.recommendation");
    CHECK(room.refused(Say<RecommendationAnswered>{{id, true, {}, {}}}) == "plan.recommendation");
    room.say(Say<RecommendationMade>{{id, room.cd, "Housing", "A place."}});
    CHECK_FALSE(room.state.recommendations[0].answered.has_value());  // awaited
    CHECK(room.refused(Say<RecommendationAnswered>{{id, false, "", {}}}) ==
          "plan.declined-reasons");
    room.put(ConferenceClosed{room.now, {}});
    room.say(Say<RecommendationAnswered>{{id, false, "No flats.", test::day("2027-04-02")}});
    CHECK(room.state.recommendations[0].answered->reasons == "No flats.");
}

TEST_CASE(
    "a start date is the procedure's, changes with a reason, moves what hangs on it, and stays",
    "[REQ-229][REQ-230]") {
    Room room{"torbay-cpp", "initial"};
    const auto due = [&] {
        return procedure::date_of(deadlines_of(room.state, room.rules).find("TOR-T01", "")->due);
    };
    const auto before = due();
    CHECK(room.refused(Say<StartDateSet>{{"full-moon", {}, "Why."}}) == "dates.event-known");
    StartDateSet set{"strategy-meeting", test::day("2027-03-15"), ""};
    CHECK(room.refused(Say<StartDateSet>{set}) == "dates.change-reason");
    set.reason = "The minutes say so.";
    room.say(Say<StartDateSet>{set});
    CHECK(before < due());
    REQUIRE(room.state.start_dates_before.size() == 1);
    CHECK(room.state.start_dates_before[0].date == test::day("2027-03-12"));
    CHECK(room.refused(Say<BreachExplained>{{"TOR-T99", {}, "Why."}}) == "dates.limit-known");
    CHECK(room.refused(Say<BreachExplained>{{"TOR-T01", {}, "Staff."}}).empty());
}

TEST_CASE("a step of a route is the procedure's, and opens when the one before has a result",
          "[REQ-265][REQ-267]") {
    PlanRoom room;
    RouteStepTaken step{"dissent.decision", "board-escalation", room.gp, "", {}};
    CHECK(room.refused(Say<RouteStepTaken>{step}) == "route.in-order");
    step.step = "chair";
    room.say(Say<RouteStepTaken>{step});  // no result yet
    step.step = "board-escalation";
    CHECK(room.refused(Say<RouteStepTaken>{step}) == "route.in-order");
    room.say(Say<RouteStepTaken>{{"dissent.decision", "chair", room.gp, "Not settled.", {}}});
    step.result = "Upheld.";
    CHECK(room.refused(Say<RouteStepTaken>{step}).empty());
    step.step = "parliament";
    CHECK(room.refused(Say<RouteStepTaken>{step}) == "route.known");
    step.route = "dissent.weather";
    CHECK(room.refused(Say<RouteStepTaken>{step}) == "route.known");
}

TEST_CASE("siblings: counted people, results and rules of each child stand side by side",
          "[REQ-367][REQ-368][REQ-369][REQ-374]") {
    DecisionRoom room;
    const auto ef = room.child("EF");
    auto school = room.state.people.at(room.school).invited;
    school.children = {ef};
    room.put(school);
    room.put(ContinuingRiskRecorded{ef, true});
    room.say(OpenBallot{room.cd});
    room.say(OpenBallot{ef});
    const auto& children = room.state.children;
    CHECK(children.at(room.cd).ballot->opened.counted.size() == 4);
    CHECK(children.at(ef).ballot->opened.counted.size() == 5);
    for (const auto child : {room.cd, ef})
        for (const auto id : children.at(child).ballot->opened.counted) {
            const bool against = child == room.cd && (id == room.gp || id == room.police);
            room.say(Say<PositionLogged>{{child, id, against ? View::against : View::in_favour,
                                          "Why.", false, false}},
                     id);
        }
    room.say(CloseBallot{room.cd});
    room.say(CloseBallot{ef});
    room.say(Say<ChairDecided>{{room.cd, false, "What weighed most.", {}}});
    room.tick(Stage::decision);
    room.say(LockResult{room.cd, {}});
    room.say(LockResult{ef, {"neglect"}});
    CHECK(children.at(room.cd).result->locked.rule == RuleCode::split_chair);
    CHECK(children.at(ef).result->locked.rule == RuleCode::consensus);
}

TEST_CASE("whoever helps with a view has no part in it, and it says what the help is for",
          "[REQ-148]") {
    DecisionRoom room;
    room.say(OpenBallot{room.cd});
    auto view = room.view(room.gp, View::in_favour);
    const auto with = [&](PersonId helper, std::string name, std::string because) {
        view.helped = Helped{helper, std::move(name), std::move(because)};
        return room.refused(Say<PositionLogged>{view}, room.gp);
    };
    for (const auto& helper : {room.police, room.mother, room.gp})
        CHECK(with(helper, "", "sight") == "vote.helper-apart");
    CHECK(with({}, " ", "sight") == "vote.helper-apart");
    CHECK(with({}, "A reader", "company") == "vote.helper-apart");
    CHECK(with({}, std::string(20'000, 'x'), "sight") == "text.length");
    CHECK(with({}, "A reader", "sight").empty());
}

TEST_CASE("nobody says another's number on the scale", "[REQ-135]") {
    DecisionRoom room;
    const SafetyScored of_police{room.cd, 4, room.police};
    CHECK(room.refused(Say<SafetyScored>{of_police}) == "risk.own-number");
    CHECK(room.refused(Say<SafetyScored>{of_police}, room.gp) == "risk.own-number");
}

TEST_CASE("every rule that can refuse is refused in a test of this folder") {
    std::string tests;
    for (const auto* file : {"refusals_people", "refusals_room", "refusals_decision", "victoria",
                             "papers", "material", "distribution", "matters"})
        tests += test::read_asset("tests/unit/core/conference/" + std::string{file} + "_test.cpp");
    for (const auto& rule : refusal_rules()) {
        INFO(rule.rule);
        CHECK(tests.find("\"" + std::string{rule.rule} + "\"") != std::string::npos);
    }
}

}  // namespace
}  // namespace cpc::conference
