// SPDX-License-Identifier: Apache-2.0
#include "app/view/handover.hpp"

#include <algorithm>

#include "app/locale/language.hpp"
#include "app/view/decision_support.hpp"
#include "core/conference/help.hpp"

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

// Language, letters and touch to suit whoever has the tablet for the first time; theirs until it
// goes on to somebody else.
void say_suits(HandView& view, const HandFacts& facts) {
    view.suits_title = say("hand.suits");
    view.suits_text = say("hand.suits_text");
    view.size = say("display.percent", {{"n", std::to_string(facts.text_percent)}});
    view.size_label = say("display.size");
    view.can_smaller = facts.text_percent > 100;
    view.can_larger = facts.text_percent < 200;
    view.language_label = say("display.language");
    const auto languages = locale::languages();
    for (std::size_t i = 0; languages.size() > 1 && i < languages.size(); ++i) {
        view.languages.push_back(languages[i].name);
        if (languages[i].id == locale::spoken()) view.language = i;
    }
    view.touches = say("hand.touches");
}

void say_touches(HandView& view, const HandFacts& facts) {
    const auto& tries = facts.touches;
    view.title = say("hand.touches");
    view.back = say("hand.touched_skip");
    view.touched = say("hand.touched");
    if (!tries.done()) {
        view.circle = tries.landed;
        view.circle_label = say("hand.circle");
        view.lead = say("hand.touches_text");
        view.tries = say("hand.tries_so_far", {{"n", std::to_string(tries.landed)},
                                               {"all", std::to_string(TouchTries::circles)},
                                               {"beside", std::to_string(tries.beside)}});
        return;
    }
    view.circle_label.clear();
    view.lead = say(tries.well() ? "hand.touch_well" : "hand.touch_missed");
    if (tries.well()) return;
    if (facts.text_percent < 200) view.larger_offer = say("hand.touch_larger");
    view.switch_offer = say("hand.touch_switch");
}

// Who may help in this round, and why somebody wants it.
void say_helper(HandView& view, const conference::State& state, const HandFacts& facts,
                const Values& who) {
    view.title = say("help.title", who);
    view.lead = say("help.text");
    view.helpers_label = say("help.who");
    const auto* child = state.child(facts.child);
    if (child != nullptr && child->ballot)
        for (const auto& id : state.person_order)
            if (conference::may_help(state, *child->ballot, facts.person, id))
                view.helpers.emplace_back(id, person_name(state, id));
    view.helpers.emplace_back(PersonId{}, say("help.outsider"));
    view.outsider_label = say("help.outsider_who");
    view.outsider_hint = say("help.outsider_hint");
    view.because_label = say("help.because");
    for (const auto reason : conference::help_reasons)
        view.because.push_back(say("help.because." + std::string{reason}));
    view.go_on = say("help.go_on");
    view.back = say("hand.not_now");
    const auto& help = facts.help;
    view.asks_outsider = help.row && *help.row + 1 == view.helpers.size();
    if (!help.row)
        view.blocked = say("help.need_who");
    else if (view.asks_outsider && trimmed(help.outsider).empty())
        view.blocked = say("help.need_name");
    else if (!help.because)
        view.blocked = say("help.need_because");
}

}  // namespace

std::string helper_words(const conference::State& state, const conference::Helped& helped) {
    return helped.helper.empty() ? helped.name : person_name(state, helped.helper);
}

std::string helped_line(const conference::State& state, const conference::Helped& helped) {
    return say("help.line", {{"who", helper_words(state, helped)},
                             {"because", say("help.because." + helped.because)}});
}

std::optional<conference::Helped> helped_of(const HandView& view, const HelpDraft& draft) {
    if (!view.blocked.empty() || !draft.row || *draft.row >= view.helpers.size() ||
        !draft.because || *draft.because >= conference::help_reasons.size())
        return std::nullopt;
    conference::Helped helped;
    helped.helper = view.helpers[*draft.row].first;
    if (helped.helper.empty()) helped.name = trimmed(draft.outsider);
    helped.because = conference::help_reasons.at(*draft.because);
    return helped;
}

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
            if (facts.purpose == Handover::ballot) view.help = say("help.label");
            break;
        case HandStep::helper:
            say_helper(view, state, facts, who);
            break;
        case HandStep::who_i_am:
            say_who(view, state, rules, *person);
            say_suits(view, facts);
            break;
        case HandStep::touches:
            say_touches(view, facts);
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
