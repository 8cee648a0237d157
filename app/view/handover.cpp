// SPDX-License-Identifier: Apache-2.0
#include "app/view/handover.hpp"

namespace cpc::view {
namespace {

void say_who(HandView& view, const conference::State& state, const conference::Rulebook& rules,
             const conference::Person& person) {
    const auto line = person_line(person, rules.procedure);
    view.title = line.name;
    view.lead = say("hand.is_this_you");
    if (!line.detail.empty()) view.facts.push_back(line.detail);
    const auto& attendance = rules.procedure.the<procedure::AttendanceRule>();
    if (attendance.agencies_informed) view.facts.push_back(attendance.informed_text);
    if (const auto* statement = rules.procedure.statement("confidentiality")) {
        view.statement_title = statement->title;
        view.statement = fill_text(statement->text, state, rules);
    }
    view.yes = say("hand.choose_pin");
    view.back = say("hand.not_now");
}

std::string purpose_text(Handover purpose) {
    switch (purpose) {
        case Handover::sign_in:
            return say("hand.for_sign_in");
        case Handover::risk:
            return say("hand.for_risk");
        case Handover::ballot:
            return say("hand.for_view");
        case Handover::cosign:
            return say("hand.for_close");
    }
    return {};
}

}  // namespace

PersonBar make_person_bar(const conference::State& state, const conference::Rulebook& rules,
                          PersonId person_id) {
    PersonBar bar;
    bar.display = say("shell.display");
    bar.hide = say("shell.hide");
    const auto* person = state.person(person_id);
    if (person == nullptr) return bar;
    const auto line = person_line(*person, rules.procedure);
    bar.name = line.name;
    bar.initials = line.initials;
    return bar;
}

HandView make_hand_view(const conference::State& state, const conference::Rulebook& rules,
                        const HandFacts& facts) {
    HandView view;
    view.step = facts.step;
    view.display = say("shell.display");
    view.hide = say("shell.hide");
    const auto* person = state.person(facts.person);
    if (person == nullptr) return view;
    const auto line = person_line(*person, rules.procedure);
    view.initials = line.initials;
    view.name = line.name;
    const Values who{{"who", line.name}};
    view.pin_message = facts.busy ? say("lock.checking_pin") : facts.problem;
    view.pin_cancel = say("cover.cancel");
    switch (facts.step) {
        case HandStep::pass:
            view.lead = say("hand.pass");
            view.title = line.name;
            view.text = purpose_text(facts.purpose);
            view.yes = say("hand.i_am", who);
            view.back = say("hand.not_now");
            break;
        case HandStep::who_i_am:
            say_who(view, state, rules, *person);
            break;
        case HandStep::choose_pin:
            view.pin_title = say("hand.new_pin", who);
            view.text = say("hand.new_pin_text");
            break;
        case HandStep::repeat_pin:
            view.pin_title = say("hand.repeat_pin", who);
            break;
        case HandStep::pin:
            view.pin_title = say("hand.pin", who);
            break;
        case HandStep::body:
            break;
        case HandStep::thanks:
            view.title = say("hand.thanks");
            view.text = say("hand.thanks_text");
            if (!facts.next.empty())
                view.next = say("hand.next", {{"who", person_name(state, facts.next)}});
            view.chair = say("hand.chair");
            break;
    }
    return view;
}

}  // namespace cpc::view
