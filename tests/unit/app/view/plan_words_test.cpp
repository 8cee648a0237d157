// SPDX-License-Identifier: Apache-2.0
// What the plan screen says of itself: that it is a beginning, what an aim is about, whom to tell.
#include <algorithm>

#include "app/view/plan.hpp"
#include "core/procedure/overlay.hpp"
#include "tests/unit/app/view/decision_room.hpp"

using namespace cpc;
using namespace cpc::conference;
using namespace cpc::view;
using namespace cpc::view::test;

namespace {

PlanView planned(SevenPeople& room) {
    room.say(Say<ContinuingRiskRecorded>{{room.cd, true}});
    room.say(OpenBallot{room.cd});
    for (const auto& id : room.counted())
        room.vote(room.cd, id, conference::View::in_favour);
    room.say(CloseBallot{room.cd});
    room.tick(Stage::decision, room.cd);
    room.say(LockResult{room.cd, {"emotional"}});
    room.enter(Stage::plan);
    room.moment.place = Place::plan;
    return make_plan_view(room.state, room.rules, room.moment);
}

}  // namespace

TEST_CASE("A plan that leaves the conference is marked as an outline the core group completes",
          "[view][REQ-181]") {
    SevenPeople room;
    CHECK(planned(room).outline == "Outline plan: a beginning. The core group completes it.");
}

TEST_CASE("The plan tells everybody to report changes to the key worker, and how to reach them",
          "[view][REQ-189]") {
    SevenPeople room;
    auto view = planned(room);
    CHECK(view.report_changes ==
          "Tell the key worker at once if something important changes or happens.");
    CHECK(view.report_contact.empty());
    const auto contact = std::find_if(view.notes.begin(), view.notes.end(),
                                      [](const auto& note) { return note.kind == "contact"; });
    REQUIRE(contact != view.notes.end());
    CHECK(contact->label == "How to reach the key worker");
    room.say(Say<PlanNoteAdded>{{room.cd, "contact", "The office, 01803 000 000"}});
    view = make_plan_view(room.state, room.rules, room.moment);
    CHECK(view.report_contact == "The office, 01803 000 000");
}

TEST_CASE("With the overlay of general practice an aim is prompted by daily life, harm and future",
          "[view][REQ-197]") {
    SevenPeople room;
    auto overlay =
        procedure::load_overlay(read_asset("assets/overlays/rcgp-gp.toml"), "rcgp-gp.toml");
    REQUIRE(overlay);
    overlay->hash = "5eed";
    auto both = procedure::attach(room.rules.procedure, *overlay);
    REQUIRE(both);
    const auto before = planned(room).aim_prompts;
    room.rules.procedure = std::move(*both);
    const auto view = make_plan_view(room.state, room.rules, room.moment);
    for (const auto* part : {"daily life better", "adults' behaviour", "in the long run"}) {
        const auto has = [&](const std::vector<std::string>& prompts) {
            return std::any_of(prompts.begin(), prompts.end(), [&](const auto& prompt) {
                return prompt.find(part) != std::string::npos;
            });
        };
        CHECK(has(view.aim_prompts));
        CHECK_FALSE(has(before));
    }
}

TEST_CASE("Where a procedure links actions to needs, an action names the risk it answers",
          "[view][REQ-191]") {
    SevenPeople room;
    room.put(
        RiskNoted{room.fresh<RiskId>(), room.cd, RiskKind::existing, "Cold nights.", {}, {}, {}});
    CHECK(planned(room).needs_first.empty());
    for (auto& rule : room.rules.procedure.rules)
        if (auto* plan = std::get_if<procedure::PlanRule>(&rule)) plan->action_linked = true;
    const auto view = make_plan_view(room.state, room.rules, room.moment);
    CHECK_FALSE(view.needs_first.empty());
    REQUIRE(view.needs.size() == 1);
    CHECK(view.needs.front().second == "Cold nights.");
}

TEST_CASE("In Fife a child who is not registered has a Child's Plan of their own all the same",
          "[view][REQ-201]") {
    SevenPeople room;
    auto fife =
        procedure::load_procedure(read_asset("assets/procedures/fife-cpcc.toml"), "fife-cpcc.toml");
    REQUIRE(fife);
    room.rules.procedure = std::move(*fife);
    room.put(ResultLocked{room.cd, Decision::do_not_place, RuleCode::consensus, {}});
    room.enter(Stage::plan);
    room.moment.place = Place::plan;
    ActionAgreed action;
    action.action = room.fresh<ActionId>();
    action.child = room.cd;
    action.what = "Help with the mornings.";
    action.owner = room.school;
    action.due = day("2027-04-09");
    action.outcome = "CD is at school by nine.";
    room.say(Say<ActionAgreed>{action});
    const auto view = make_plan_view(room.state, room.rules, room.moment);
    CHECK_FALSE(view.under_status);
    CHECK_FALSE(view.no_plan.empty());
    REQUIRE(view.aims.size() == 1);
    CHECK(view.aims.front().actions.front().what == "Help with the mornings.");
    const auto close = room.ask(EnterStage{Stage::close, {}});
    if (const auto* refusal = std::get_if<Refusal>(&close))
        CHECK(refusal->rule ==
              "stage.needed-points");  // points only: no plan rule stands against it
}
