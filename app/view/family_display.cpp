// SPDX-License-Identifier: Apache-2.0
#include "app/view/family_display.hpp"

#include <algorithm>

namespace cpc::view {

// The only door. Each function says what it takes, and takes nothing else.
struct FamilyDoor {
    // A sentence of the program; no name and no case text goes into it.
    static FamilyText sentence(std::string_view key) { return FamilyText{say(key)}; }
    // What is happening now, as the procedure says it for everyone in the room.
    static FamilyText help(const procedure::Stage& stage) { return FamilyText{stage.family_text}; }
    static FamilyText step(const procedure::Stage& stage) { return FamilyText{stage.label}; }
    // Somebody who is here, for everybody.
    static FamilyText person(const conference::State& state, PersonId id) {
        const auto* who = state.person(id);
        if (who == nullptr || !who->here() || who->exclusion) return {};
        return FamilyText{person_name(state, id)};
    }
    static FamilyText child(const conference::Child& child) { return FamilyText{child.added.ref}; }
    static FamilyText task(const conference::ActionAgreed& action) {
        return FamilyText{action.what};
    }
    static FamilyText who_and_when(const conference::State& state,
                                   const conference::ActionAgreed& action) {
        return FamilyText{say("display2.task", {{"who", person_name(state, action.owner)},
                                                {"day", say_date(action.due)}})};
    }
    static FamilyText when(const LocalTime& time) { return FamilyText{say_date_and_time(time)}; }
};

namespace {

bool withdrawn(const conference::Child& child, ActionId action) {
    return std::any_of(child.withdrawn.begin(), child.withdrawn.end(),
                       [&](const auto& each) { return each.action == action; });
}

FamilyDisplay quiet(std::string_view title, std::string_view help) {
    FamilyDisplay display;
    display.title = FamilyDoor::sentence(title);
    display.help = FamilyDoor::sentence(help);
    return display;
}

void put_plans(FamilyDisplay& display, const conference::State& state) {
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        FamilyPlan plan;
        plan.child = FamilyDoor::child(child);
        for (const auto& action : child.actions)
            if (!withdrawn(child, action.action))
                plan.tasks.push_back(
                    {FamilyDoor::task(action), FamilyDoor::who_and_when(state, action)});
        if (!plan.tasks.empty()) display.plans.push_back(std::move(plan));
    }
    if (display.plans.empty()) display.plan_none = FamilyDoor::sentence("display2.no_plan");
}

}  // namespace

FamilyDisplay make_family_display(const conference::State* state, const conference::Rulebook* rules,
                                  const FamilyDisplayFacts& facts) {
    if (state != nullptr && state->open_segment() != nullptr)
        return quiet("display2.apart", "display2.apart_text");
    if (facts.covered || state == nullptr || rules == nullptr)
        return quiet("display2.covered", "display2.covered_text");
    if (state->closed) return quiet("display2.closed", "display2.closed_text");
    if (facts.handed) return quiet("display2.handed", "display2.handed_text");
    FamilyDisplay display;
    display.quiet = false;
    for (const auto& stage : rules->procedure.stages) {
        const auto kind =
            conference::from_word<conference::Stage>(procedure::stage_word(stage.kind));
        if (kind == state->stage) {
            display.step = display.steps.size();
            display.help = FamilyDoor::help(stage);
        }
        display.steps.push_back(FamilyDoor::step(stage));
    }
    if (display.step < display.steps.size()) display.title = display.steps[display.step];
    if (facts.speaking) display.speaking = FamilyDoor::person(*state, *facts.speaking);
    if (!display.speaking.empty())
        display.speaking_label = FamilyDoor::sentence("display2.speaking");
    display.plan_label = FamilyDoor::sentence("display2.plan");
    put_plans(display, *state);
    if (state->next_conference) {
        display.next_label = FamilyDoor::sentence("display2.next");
        display.next = FamilyDoor::when(state->next_conference->at);
    }
    return display;
}

}  // namespace cpc::view
