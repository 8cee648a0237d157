// SPDX-License-Identifier: Apache-2.0
// The cover: one touch hides whatever is on the glass, and only who is right opens it again. The
// same cover stands before what is for the chair only and before the chair's own screen when the
// tablet comes back from somebody's hands.
#include <utility>

#include "app/kiosk/shell.hpp"
#include "app/view/apart.hpp"
#include "app/view/say.hpp"
#include "app/view/sheets.hpp"

namespace cpc::kiosk {
namespace {

using view::CoverFor;
using view::HandStep;
using view::Place;

constexpr std::uint64_t tick_ms = 1'000;
constexpr std::uint32_t tries_before_wait = 5;

}  // namespace

// ---- covering ----

void Shell::cover_for(CoverFor what) {
    keep_drafts();
    forget_new_pin();
    under_cover_ = place_;
    place_ = Place::hidden;
    unlocking_.cover = what;
    unlocking_.on_break = false;
    unlocking_.asking_pin = false;
    unlocking_.problem.clear();
    unlocking_.pin.clear();
    ++version_;
}

void Shell::hide() {
    if (place_ == Place::hidden || place_ == Place::lock) return;
    cover_for(CoverFor::place);
    unlocking_.chair_until_ms = 0;
    if (!handing_.on) return;
    handing_.pin.clear();
    handing_.first_pin = {};
    handing_.body_stays = handing_.step == HandStep::body;
    auto* meeting = meeting_;
    post([meeting]() -> Afterwards {
        meeting->lock_person();
        return {};
    });
}

void Shell::take_break() {
    close_sheet();
    hide();
    unlocking_.on_break = place_ == Place::hidden;
    if (!unlocking_.on_break) return;
    break_from_ = now();
    keep_break();
}

// Its beginning is kept at once: the tablet may be locked, or without power, when it ends.
void Shell::keep_break() {
    post([this, desk = desk_.get(),
          from = break_from_ ? break_from_->iso() : std::string{}]() -> Afterwards {
        auto kept = desk->put_state("shell.break_from", from);
        return [this, kept] {
            if (!kept) failed(kept.error());
        };
    });
}

// Said once, when the chair has the screen again.
void Shell::end_break() {
    const auto from = std::exchange(break_from_, std::nullopt);
    if (!from || !snapshot_.state) return;
    const auto& state = *snapshot_.state;
    // The power went between the record and what was kept beside it: it is said already.
    const bool said = !state.breaks.empty() && state.breaks.back().from == *from;
    if (!said && state.started_at() && !state.closed && !state.cancelled && !state.adjourned())
        carry(view::Ask{conference::Say<conference::BreakTaken>{{*from, {}}},
                        {},
                        view::say("break.done", {{"time", from->clock()}})});
    keep_break();
}

// From the hands of somebody else: what the chair can do there is behind the chair's PIN.
void Shell::take_back() {
    if (!unlocking_.has_chair_pin) {
        end_handing();
        return;
    }
    cover_for(CoverFor::take_back);
    unlocking_.asking_pin = true;
}

// While family can see the glass it is turned first; the PIN is asked unless it was given here a
// moment ago.
void Shell::ask_chair_sheet(const view::OpenSheet& wanted) {
    unlocking_.wanted = wanted;
    const bool known = !unlocking_.has_chair_pin || chair_was_just_here();
    // What was recorded apart was kept from others too: supporters, an observer, a colleague.
    const bool family = (snapshot_.state && snapshot_.state->family_in_room()) ||
                        wanted.sheet == view::said_apart_sheet;
    if (known && !family) {
        open_sheet(wanted.sheet, wanted.person, wanted.contribution);
        return;
    }
    cover_for(CoverFor::chair_sheet);
    unlocking_.asking_pin = !family;
}

void Shell::remember_chair() {
    unlocking_.chair_at = place_;
    unlocking_.chair_until_ms = now_ms_ + idle_.chair_stays_ms;
}

bool Shell::chair_was_just_here() const {
    const auto here = place_ == Place::hidden ? under_cover_ : place_;
    return unlocking_.chair_at == here && now_ms_ < unlocking_.chair_until_ms;
}

// Whoever had the tablet when it was hidden, unless they had finished.
bool Shell::person_opens() const {
    return handing_.on && unlocking_.cover == CoverFor::place && handing_.step != HandStep::thanks;
}

// ---- the cover itself ----

void Shell::draw_hidden(ui::Ui& ui) {
    view::CoverFacts facts;
    facts.what = unlocking_.cover;
    facts.on_break = unlocking_.on_break;
    facts.asking = unlocking_.asking_pin;
    facts.has_pin = unlocking_.has_chair_pin;
    facts.needs_pin = !chair_was_just_here();
    facts.practice_pin = services_.practice_pin;
    facts.problem = unlocking_.problem;
    facts.apart = view::apart_words(snapshot_.state.get(), snapshot_.rules);
    const auto boot_ms = services_.ports.clock.read().boot_ms;
    if (unlocking_.wait_until_boot_ms > boot_ms) {
        facts.wait_ms = unlocking_.wait_until_boot_ms - boot_ms;
        if (facts.asking) ui.wake_at(now_ms_ + tick_ms);
    }
    if (person_opens() && snapshot_.state) {
        const auto* person = snapshot_.state->person(handing_.person);
        facts.what = CoverFor::person;
        facts.person = view::person_name(*snapshot_.state, handing_.person);
        facts.has_pin = person != nullptr && person->public_key.has_value();
    }
    const auto act = screen::draw(ui, view::make_cover_view(facts), unlocking_.pin);
    if (act && !unlocking_.busy) cover_act(*act);
}

void Shell::cover_act(screen::CoverAct act) {
    touched_ms_ = now_ms_;
    switch (act) {
        case screen::CoverAct::open:
            open_cover();
            break;
        case screen::CoverAct::back:
            leave_cover();
            break;
        case screen::CoverAct::pin_cancel:
            unlocking_.pin.clear();
            unlocking_.problem.clear();
            // A pad that came by itself goes by itself; one that was asked for goes to the cover.
            if (unlocking_.cover == CoverFor::place)
                unlocking_.asking_pin = false;
            else
                leave_cover();
            break;
        case screen::CoverAct::pin_complete:
            try_chair_pin();
            break;
        case screen::CoverAct::passphrase:
            lock();
            break;
    }
    ++version_;
}

void Shell::open_cover() {
    if (person_opens()) {
        // Straight to that person's own PIN: the draft stays theirs. Without a key they are still
        // to say who they are.
        const auto* person = snapshot_.state->person(handing_.person);
        const bool has_key = person != nullptr && person->public_key.has_value();
        place_ = under_cover_;
        hand_step(has_key && handing_.purpose != view::Handover::sign_in ? HandStep::pin
                                                                         : HandStep::pass);
        return;
    }
    const bool turning =
        unlocking_.cover == CoverFor::chair_sheet || unlocking_.cover == CoverFor::home;
    const bool turned = turning && chair_was_just_here();
    if (!unlocking_.has_chair_pin || turned) {
        chair_is_here();
        return;
    }
    unlocking_.asking_pin = true;
    unlocking_.problem.clear();
}

// Back to what everybody may see, or to the hand-over that stood there.
void Shell::leave_cover() {
    unlocking_.asking_pin = false;
    unlocking_.cover = CoverFor::place;
    place_ = under_cover_;
}

// ---- the chair ----

void Shell::note_tries(const meeting::Desk::PinAnswer& answer) {
    unlocking_.wrong = answer.wrong;
    unlocking_.wait_until_boot_ms =
        answer.wait_ms == 0 ? 0 : services_.ports.clock.read().boot_ms + answer.wait_ms;
}

void Shell::try_chair_pin() {
    auto* desk = desk_.get();
    auto pin = std::make_shared<crypto::SecretBytes>(unlocking_.pin.take());
    unlocking_.busy = true;
    post([this, desk, pin]() -> Afterwards {
        const auto answer = desk->try_chair_pin(*pin);
        return [this, answer] {
            unlocking_.busy = false;
            ++version_;
            if (!answer) {
                failed(answer.error());
                return;
            }
            note_tries(*answer);
            if (answer->fits) {
                chair_is_here();
            } else if (answer->wrong < tries_before_wait) {
                unlocking_.problem =
                    view::say("cover.wrong") + " " +
                    view::say_count("cover.tries", tries_before_wait - answer->wrong);
            } else {
                unlocking_.problem = view::say("cover.wrong");
            }
        };
    });
}

void Shell::chair_is_here() {
    const auto cover = std::exchange(unlocking_.cover, CoverFor::place);
    unlocking_.asking_pin = false;
    unlocking_.problem.clear();
    if (handing_.on) end_handing();
    place_ = under_cover_;
    remember_chair();
    ++version_;
    if (std::exchange(unlocking_.on_break, false)) end_break();
    if (cover == CoverFor::home) {
        go(Place::home);
    } else if (cover == CoverFor::chair_sheet) {
        const auto wanted = std::exchange(unlocking_.wanted, {});
        open_sheet(wanted.sheet, wanted.person, wanted.contribution);
    }
}

}  // namespace cpc::kiosk
