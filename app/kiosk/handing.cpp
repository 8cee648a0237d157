// SPDX-License-Identifier: Apache-2.0
// The tablet goes from hand to hand (ui-design 7). Between two people there is always a screen that
// shows nothing of either.
#include <algorithm>
#include <utility>

#include "app/kiosk/shell.hpp"
#include "app/locale/language.hpp"
#include "app/view/say.hpp"

namespace cpc::kiosk {
namespace {

using view::HandStep;
using view::NoticeKind;

}  // namespace

HandedOver Shell::handed() const {
    return {handing_.purpose, handing_.person, handing_.child, handing_.helped};
}

void Shell::pass_to(const view::PassTo& pass) {
    if (meeting_ == nullptr) return;
    keep_drafts();
    new_hands();
    last_refusal_.reset();
    handing_ = Handing{};
    handing_.on = true;
    handing_.purpose = pass.purpose;
    handing_.person = pass.person;
    handing_.child = pass.child;
    sheet_ = {};
    drafts_.forget_private();
    unlocking_.chair_until_ms = 0;
    ++version_;
}

void Shell::hand_step(HandStep step) {
    if (handing_.step == HandStep::body && step != HandStep::body) {
        keep_drafts();
        auto* meeting = meeting_;
        post([meeting]() -> Afterwards {
            meeting->lock_person();
            return {};
        });
        if (step == HandStep::thanks) {
            drafts_.forget_private();
            new_hands();
        }
    }
    // Back at the beginning it may be somebody else, without a helper.
    if (step == HandStep::pass) {
        handing_.draft.help = {};
        handing_.helped.reset();
    }
    sheet_ = {};
    handing_.step = step;
    handing_.problem.clear();
    handing_.pin.clear();
    handing_.body_stays = false;
    touched_ms_ = now_ms_;
    ++version_;
}

// "Not now" on somebody's own screen: nothing is said and nothing of it is remembered.
void Shell::leave_body() {
    drafts_.forget_private();
    hand_step(HandStep::pass);
}

void Shell::end_handing() {
    new_hands();
    handing_ = Handing{};
    sheet_ = {};
    drafts_.forget_private();
    ++version_;
}

void Shell::draw_handing(ui::Ui& ui) {
    if (handing_.step == HandStep::body) {
        const auto here = scene();
        const auto bar = screen::draw_person_bar(
            ui, view::make_person_bar(*snapshot_.state, *snapshot_.rules, handing_.person));
        auto intent = kiosk::draw_handover(ui, here, handed(), views_, drafts_);
        draw_shell_sheet(ui);
        if (bar)
            hand_act(*bar);
        else if (intent)
            carry_out(*intent);
        return;
    }
    const auto view = view::make_hand_view(*snapshot_.state, *snapshot_.rules, hand_facts());
    const auto act = screen::draw(ui, view, handing_.pin, handing_.draft);
    draw_shell_sheet(ui);
    if (act && !handing_.busy) hand_act(*act);
}

view::HandFacts Shell::hand_facts() {
    const auto* person = snapshot_.state->person(handing_.person);
    view::HandFacts facts;
    facts.step = handing_.step;
    facts.purpose = handing_.purpose;
    facts.person = handing_.person;
    facts.has_key = person != nullptr && person->public_key.has_value();
    facts.busy = handing_.busy;
    facts.problem = handing_.problem;
    facts.child = handing_.child;
    facts.help = handing_.draft.help;
    facts.touches = handing_.touches;
    facts.text_percent = display_.text_percent;
    if (const auto next = kiosk::next_in_round(scene(), handed())) facts.next = *next;
    return facts;
}

// It goes into the record with the view and not before; what does not fit the rules is not taken.
void Shell::help_said() {
    const auto view = view::make_hand_view(*snapshot_.state, *snapshot_.rules, hand_facts());
    handing_.helped = view::helped_of(view, handing_.draft.help);
    if (!handing_.helped) return;
    // Spoken to whoever cannot read it: on a headset only, as everything on the ballot is.
    const auto& because = handing_.helped->because;
    display_.aloud.titles = because == "sight" || because == "reading";
    display_.aloud.touch = because == "sight";
    const auto* person = snapshot_.state->person(handing_.person);
    hand_step(person != nullptr && person->public_key ? HandStep::pin : HandStep::who_i_am);
}

// Language, letters and touch of whoever has the tablet; gone with the next hand-over.
void Shell::hand_display(screen::HandAct act) {
    if (act == screen::HandAct::language) {
        const auto languages = locale::languages();
        if (handing_.draft.language < languages.size()) {
            auto other = display_;
            other.language = languages[handing_.draft.language].id;
            show_as(other);
        }
    } else if (act == screen::HandAct::by_switch) {
        display_.scanning = true;
    } else {
        const int step = act == screen::HandAct::larger ? 25 : -25;
        display_.text_percent = std::clamp(display_.text_percent + step, 100, 200);
    }
    ++version_;
}

void Shell::hand_act(screen::HandAct act) {
    touched_ms_ = now_ms_;
    const auto* person = snapshot_.state->person(handing_.person);
    const bool has_key = person != nullptr && person->public_key.has_value();
    switch (act) {
        case screen::HandAct::yes:
            if (handing_.step == HandStep::who_i_am)
                hand_step(HandStep::choose_pin);
            else if (handing_.step == HandStep::touches)
                hand_step(HandStep::who_i_am);
            else
                hand_step(handing_.purpose == view::Handover::sign_in || !has_key
                              ? HandStep::who_i_am
                              : HandStep::pin);
            break;
        case screen::HandAct::back:
            // Nobody knows whose hands it has been in: the chair shows that they have it.
            if (handing_.step == HandStep::pass)
                take_back();
            else if (handing_.step == HandStep::touches)
                hand_step(HandStep::who_i_am);
            else
                hand_step(HandStep::pass);
            break;
        case screen::HandAct::pin_complete:
            hand_pin_complete();
            break;
        case screen::HandAct::next:
            if (const auto next = kiosk::next_in_round(scene(), handed()))
                pass_to({handing_.purpose, *next, handing_.child});
            break;
        case screen::HandAct::chair:
            take_back();
            break;
        case screen::HandAct::display:
            sheet_ = {"display", {}, {}};
            ++version_;
            break;
        case screen::HandAct::hide:
            hide();
            break;
        case screen::HandAct::help:
            hand_step(HandStep::helper);
            break;
        case screen::HandAct::helped:
            help_said();
            break;
        case screen::HandAct::touches:
            handing_.touches = {};
            hand_step(HandStep::touches);
            break;
        case screen::HandAct::landed:
        case screen::HandAct::beside:
            (act == screen::HandAct::landed ? handing_.touches.landed : handing_.touches.beside)++;
            ++version_;
            break;
        case screen::HandAct::smaller:
        case screen::HandAct::larger:
        case screen::HandAct::language:
        case screen::HandAct::by_switch:
            hand_display(act);
            break;
    }
}

void Shell::hand_pin_complete() {
    switch (handing_.step) {
        case HandStep::choose_pin:
            handing_.first_pin = handing_.pin.take();
            hand_step(HandStep::repeat_pin);
            break;
        case HandStep::repeat_pin: {
            auto again = handing_.pin.take();
            if (again.same_as(handing_.first_pin)) {
                sign_in(std::move(again));
            } else {
                hand_step(HandStep::choose_pin);
                handing_.problem = view::say("hand.pins_differ");
            }
            break;
        }
        case HandStep::pin:
            try_person_pin(handing_.pin.take());
            break;
        case HandStep::pass:
        case HandStep::helper:
        case HandStep::who_i_am:
        case HandStep::touches:
        case HandStep::body:
        case HandStep::thanks:
            break;
    }
}

// The first PIN of the meeting makes the key; whoever came for something else goes straight on.
void Shell::sign_in(crypto::SecretBytes pin) {
    auto* desk = desk_.get();
    auto* meeting = meeting_;
    auto shared = std::make_shared<crypto::SecretBytes>(std::move(pin));
    handing_.busy = true;
    post([this, desk, meeting, shared, person = handing_.person]() -> Afterwards {
        auto reply = meeting->sign_in(person, *shared);
        auto found = fresh(*desk, meeting);
        return [this, reply = std::move(reply), found = std::move(found), shared] {
            handing_.busy = false;
            take(found);
            if (!reply) {
                end_handing();
                failed(reply.error());
            } else if (const auto* refusal = std::get_if<conference::Refusal>(&*reply)) {
                end_handing();
                refused(*refusal);
            } else if (handing_.purpose == view::Handover::sign_in) {
                hand_step(HandStep::thanks);
            } else {
                try_person_pin(std::move(*shared));
            }
        };
    });
}

void Shell::try_person_pin(crypto::SecretBytes pin) {
    auto* meeting = meeting_;
    auto shared = std::make_shared<crypto::SecretBytes>(std::move(pin));
    handing_.busy = true;
    const auto field = "ballot.reason." + handing_.person.hex() + "." + handing_.child.hex();
    const bool ballot = handing_.purpose == view::Handover::ballot;
    post([this, meeting, shared, field, ballot, person = handing_.person]() -> Afterwards {
        auto open = meeting->unlock(person, *shared);
        const auto left = static_cast<std::size_t>(meeting->pin_tries_left(person));
        std::string reason;
        if (open && ballot)
            if (auto kept = meeting->draft(field)) reason = std::move(*kept);
        return [this, open, reason, field, left] {
            handing_.busy = false;
            ++version_;
            if (open) {
                if (!reason.empty()) {
                    drafts_.ballot.person = handing_.person;
                    drafts_.ballot.child = handing_.child;
                    drafts_.ballot.reason = reason;
                }
                if (!reason.empty()) kept_[field] = reason;
                hand_step(HandStep::body);
                return;
            }
            const auto& error = open.error();
            if (error.fault == Fault::not_found) {
                hand_step(HandStep::who_i_am);
                return;
            }
            if (error.fault == Fault::locked_out)
                handing_.problem = view::say("hand.locked_out");
            else if (error.fault == Fault::wrong_secret)
                handing_.problem =
                    view::say("hand.wrong") + " " + view::say_count("hand.tries", left);
            else
                handing_.problem = error.text();
        };
    });
}

void Shell::cosign() {
    auto* desk = desk_.get();
    auto* meeting = meeting_;
    handing_.busy = true;
    post([this, desk, meeting, person = handing_.person]() -> Afterwards {
        auto reply = meeting->cosign(person);
        auto found = fresh(*desk, meeting);
        return [this, reply = std::move(reply), found = std::move(found)] {
            handing_.busy = false;
            take(found);
            if (!reply) {
                end_handing();
                failed(reply.error());
            } else if (const auto* refusal = std::get_if<conference::Refusal>(&*reply)) {
                end_handing();
                refused(*refusal);
            } else {
                hand_step(HandStep::thanks);
            }
        };
    });
}

}  // namespace cpc::kiosk
