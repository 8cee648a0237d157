// SPDX-License-Identifier: Apache-2.0
#include "app/stage/screen_hands.hpp"

#include <algorithm>

namespace cpc::stage {

using namespace cpc::conference;
using view::Handover;
using view::Place;

namespace {

constexpr int most_steps_back = 8;

}  // namespace

Failure ScreenHands::no_screen(const std::string& why) {
    return fail(Fault::not_found, why);
}

std::string ScreenHands::here() const {
    return place_name(stage_->shell().place());
}

const procedure::Procedure& ScreenHands::procedure_now() const {
    return meeting_->rules().procedure;
}

std::string ScreenHands::name_of(PersonId person) const {
    return view::person_name(state(), person);
}

// What a screen is made from, so that its own words can be asked for.
view::Moment ScreenHands::moment(const view::SheetRef& sheet) const {
    view::Moment moment;
    moment.now = meeting_->now();
    moment.place = stage_->shell().place();
    moment.sheet = sheet;
    moment.practice = true;
    moment.family_can_see = state().family_in_room();
    moment.cosign_due = meeting_->cosign_due();
    return moment;
}

// ---- what an act comes to ----

Result<std::optional<Refusal>> ScreenHands::carry_out(const play::Scenario& scenario,
                                                      const play::Act& act) {
    act_ = &act;
    auto answer = CommandHands::carry_out(scenario, act);
    stage_->frame();
    if (!answer || *answer) return answer;
    // The screens made ids of their own: the scenario's names go with those.
    if (act.verb == "child") children_[act.words[0]] = state().child_order.back();
    if (act.verb == "person") people_[act.words[0]] = state().person_order.back();
    if (act.verb == "risk")
        risks_.back() = state().child(children_.at(act.words[0]))->risks.back().risk;
    if (act.verb == "carry")
        carried_.back().first =
            state().child(children_.at(act.words[0]))->carried.back().carried.action;
    if (act.verb == "say") contributions_.back() = state().contributions.back().said.contribution;
    if (act.verb == "ask-chair") matters_.back() = state().matters.back().raised.matter;
    return answer;
}

ScreenHands::Answer ScreenHands::open_if_needed(const play::Act& act) {
    if (meeting_ != nullptr || !opening_) return CommandHands::open_if_needed(act);
    auto opened = *opening_;
    opened.procedure = procedure_id_;
    CPC_TRY(make_conference(opened));
    meeting_ = stage_->shell().meeting();
    if (meeting_ != nullptr) return std::optional<Refusal>{};
    const auto& refusal = stage_->shell().last_refusal();
    return fail(Fault::refused, refusal ? refusal->message : "the conference did not open",
                scenario_->file + ":" + std::to_string(opening_line_),
                refusal ? refusal->rule + ", " + refusal->requirement : std::string{});
}

ScreenHands::Answer ScreenHands::give(const Command& command, PersonId actor) {
    stage_->forget_blocked();
    actor_ = actor;
    const auto before = desk_->vault().size();
    const auto pressed = std::visit([this](const auto& each) { return perform(each); }, command);
    if (desk_->vault().size() > before) return std::optional<Refusal>{};
    if (stage_->blocked()) return blocked(command, actor);
    if (!pressed) return not_there(command, actor, pressed.error().what);
    if (const auto& refusal = stage_->shell().last_refusal())
        return std::optional<Refusal>{*refusal};
    return by_command(command, actor, "the presses recorded nothing");
}

// No such control: where the rules would refuse the act, the screen does right not to show one.
ScreenHands::Answer ScreenHands::not_there(const Command& command, PersonId actor,
                                           const std::string& why) {
    const auto answer = decide(state(), meeting_->rules(), {meeting_->now(), actor}, command);
    const auto* refusal = std::get_if<Refusal>(&answer);
    if (refusal == nullptr) return by_command(command, actor, why);
    not_shown_.push_back(scenario_->place(*act_) + ": " + act_->verb + ": " + refusal->rule);
    CPC_TRY(stage_->look(here() + "-without-" + act_->verb));
    return std::optional<Refusal>{*refusal};
}

// Off: the rules say the same, or the screen is wrong.
ScreenHands::Answer ScreenHands::blocked(const Command& command, PersonId actor) {
    const auto words = *stage_->blocked();
    CPC_TRY(stage_->look(here() + "-blocked-" + act_->verb));
    const auto answer = decide(state(), meeting_->rules(), {meeting_->now(), actor}, command);
    const auto* refusal = std::get_if<Refusal>(&answer);
    if (refusal == nullptr) {
        mismatches_.push_back(scenario_->place(*act_) +
                              ": the screen blocks what the rules allow: \"" + words + "\"");
        return by_command(command, actor, words);
    }
    if (words.find(refusal->message) == std::string::npos)
        mismatches_.push_back(scenario_->place(*act_) + ": the screen says \"" + words +
                              "\" where " + refusal->rule + " says \"" + refusal->message + "\"");
    return std::optional<Refusal>{*refusal};
}

ScreenHands::Answer ScreenHands::by_command(const Command& command, PersonId actor,
                                            const std::string& why) {
    not_offered_.push_back(scenario_->place(*act_) + ": " + act_->verb + ": " + why);
    CPC_TRY(chair_has_it());
    CPC_TRY(settle());
    Answer answer{std::optional<Refusal>{}};
    stage_->shell().work(
        [&](meeting::Desk&, meeting::Meeting* meeting) -> Result<void> {
            if (!actor.empty()) CPC_TRY(CommandHands::open_key(actor));
            answer = CommandHands::give(command, actor);
            meeting->lock_person();
            return {};
        },
        {});
    stage_->frame();
    return answer;
}

// A key is opened by its owner on the hand-over screens, as part of what they then do.
Result<void> ScreenHands::open_key(PersonId) {
    return {};
}

// ---- moving about ----

// Whatever sheet is open is closed, as somebody would who changed their mind.
Result<void> ScreenHands::settle() {
    // A stage may bear the same name as a button that closes: only buttons are meant.
    for (const auto* key :
         {"shell.ok", "shell.cancel", "cover.cancel", "shell.close", "prepare.here_for_later"}) {
        const auto label = view::say(key);
        const auto* there = stage_->driver().find(label);
        if (there != nullptr && there->role == ui::Role::button && there->enabled)
            CPC_TRY(stage_->press(label));
    }
    return {};
}

// Past the cover: the tablet is turned and the chair's PIN is given, as far as it is asked for.
Result<void> ScreenHands::chair_opens() {
    if (stage_->shell().place() != Place::hidden) return {};
    if (!stage_->sees(view::say("cover.pin_title"))) {
        CPC_TRY(stage_->look("turn-the-tablet"));
        CPC_TRY(stage_->press_that(
            [](const ui::Entry& entry) { return entry.role == ui::Role::button; },
            "a way to open the cover"));
    }
    if (!stage_->sees(view::say("cover.pin_title"))) return {};
    CPC_TRY(stage_->look("chair-pin"));
    return stage_->digits(chair_pin);
}

// The chair takes the tablet back from whoever has it.
Result<void> ScreenHands::chair_has_it() {
    for (int i = 0; i < most_steps_back; ++i) {
        if (stage_->can_press(view::say("hand.chair"))) {
            CPC_TRY(stage_->press(view::say("hand.chair")));
        } else if (stage_->can_press(view::say("hand.not_now"))) {
            CPC_TRY(stage_->press(view::say("hand.not_now")));
        } else if (stage_->sees(view::say("cosign.hold"))) {
            CPC_TRY(stage_->press(view::say("cosign.later")));
        } else if (stage_->sees(view::say("ballot.hold"))) {  // a ballot, or somebody's number
            CPC_TRY(stage_->press(view::say("ballot.not-now")));
        } else if (stage_->shell().place() == Place::hidden) {
            CPC_TRY(chair_opens());
        } else if (stage_->can_press(view::say("cover.cancel"))) {  // somebody's PIN
            CPC_TRY(stage_->press(view::say("cover.cancel")));
        } else {
            return {};
        }
    }
    return fail(Fault::refused, "the chair does not get the tablet back");
}

Result<void> ScreenHands::go(Place place) {
    CPC_TRY(chair_has_it());
    CPC_TRY(settle());
    if (stage_->shell().place() == place) return {};
    if (state().open_segment() != nullptr) return {};  // one screen for all stages
    const auto frame = view::make_frame(state(), meeting_->rules(), moment());
    const auto tab = std::find_if(frame.tabs.begin(), frame.tabs.end(),
                                  [&](const auto& each) { return each.place == place; });
    if (tab == frame.tabs.end())
        return no_screen("no screen of " + here() + " leads to " + place_name(place));
    CPC_TRY(stage_->press(tab->label));
    if (stage_->shell().place() == place) return stage_->look(place_name(place));
    return no_screen(place_name(place) + " cannot be reached yet");
}

Result<void> ScreenHands::go(Place place, ChildId child) {
    CPC_TRY(go(place));
    if (state().child_order.size() < 2) return {};
    const auto* known = state().child(child);
    if (known == nullptr) return no_screen("there is no such child");
    return stage_->choose(view::child_label(*known, meeting_->now().date));
}

// ---- from hand to hand ----

Result<void> ScreenHands::press_row(Handover purpose, PersonId person) {
    const auto name = name_of(person);
    if (purpose == Handover::ballot || purpose == Handover::risk) {
        CPC_TRY(go(purpose == Handover::risk ? Place::risk : Place::decision, hand_child_));
        return stage_->press(name);
    }
    if (purpose == Handover::cosign) {
        CPC_TRY(chair_has_it());
        CPC_TRY(settle());
        return stage_->press(name);
    }
    CPC_TRY(go(Place::introductions));
    return stage_->press(view::say("intro.signs_in", {{"name", name}}));
}

// Straight from the last person's thanks when they are asked to pass it on, else by the chair.
Result<void> ScreenHands::open_hand(Handover purpose, PersonId person, ChildId child) {
    const auto next = view::say("hand.next", {{"who", name_of(person)}});
    const bool passed = stage_->can_press(next) && hand_purpose_ == purpose && hand_child_ == child;
    hand_purpose_ = purpose;
    hand_child_ = child;
    if (passed) {
        CPC_TRY(stage_->look("hand-over-thanks"));
        CPC_TRY(stage_->press(next));
    } else {
        CPC_TRY(press_row(purpose, person));
    }
    return open_card(person);
}

Result<void> ScreenHands::open_card(PersonId person) {
    CPC_TRY(stage_->look("hand-over"));
    if (helped_)
        CPC_TRY(say_helper(*helped_));
    else
        CPC_TRY(stage_->press(view::say("hand.i_am", {{"who", name_of(person)}})));
    const auto choose = view::say("hand.choose_pin");
    if (stage_->can_press(choose)) {
        CPC_TRY(stage_->look("hand-over-who-i-am"));
        CPC_TRY(stage_->press(choose));
        CPC_TRY(stage_->look("hand-over-new-pin"));
        CPC_TRY(stage_->digits(pin_of(person)));
        CPC_TRY(stage_->look("hand-over-pin-again"));
        return stage_->digits(pin_of(person));
    }
    CPC_TRY(stage_->look("hand-over-pin"));
    return stage_->digits(pin_of(person));
}

Result<void> ScreenHands::say_helper(const Helped& helped) {
    CPC_TRY(stage_->press(view::say("help.label")));
    CPC_TRY(stage_->look("hand-over-helper"));
    const bool known = !helped.helper.empty();
    CPC_TRY(stage_->choose(view::say("help.who") + ": " +
                           (known ? name_of(helped.helper) : view::say("help.outsider"))));
    if (!known) CPC_TRY(stage_->fill(view::say("help.outsider_who"), helped.name));
    CPC_TRY(stage_->choose(view::say("help.because") + ": " +
                           view::say("help.because." + helped.because)));
    CPC_TRY(stage_->look("hand-over-helper-said"));
    return stage_->press(view::say("help.go_on"));
}

ScreenHands::Answer ScreenHands::sign_in(const play::Act& act) {
    for (const auto& id : CPC_TRY(people_named(act, 0))) {
        const auto before = desk_->vault().size();
        CPC_TRY(open_hand(Handover::sign_in, id, {}));
        if (desk_->vault().size() > before) continue;
        if (const auto& refusal = stage_->shell().last_refusal())
            return std::optional<Refusal>{*refusal};
        return wrong(act, "the screens did not sign in " + std::to_string(act.line));
    }
    CPC_TRY(stage_->look("hand-over-thanks-last"));
    return std::optional<Refusal>{};
}

ScreenHands::Answer ScreenHands::cosign(const play::Act& act) {
    const auto people =
        act.words[0] == "everyone" ? meeting_->cosign_due() : CPC_TRY(people_named(act, 0));
    for (const auto& id : people) {
        const auto before = desk_->vault().size();
        CPC_TRY(open_hand(Handover::cosign, id, {}));
        CPC_TRY(stage_->look("cosign"));
        CPC_TRY(stage_->hold(view::say("cosign.hold")));
        if (desk_->vault().size() > before) continue;
        if (const auto& refusal = stage_->shell().last_refusal())
            return std::optional<Refusal>{*refusal};
        return wrong(act, "the screens did not take a signature");
    }
    if (!meeting_->cosign_due().empty()) return std::optional<Refusal>{};
    CPC_TRY(chair_has_it());
    CPC_TRY(stage_->look("closed-all-signed"));
    CPC_TRY(stage_->hold(view::say("closed.finish")));
    CPC_TRY(stage_->look("closed-end"));
    return std::optional<Refusal>{};
}

}  // namespace cpc::stage
