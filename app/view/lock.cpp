// SPDX-License-Identifier: Apache-2.0
#include "app/view/lock.hpp"

namespace cpc::view {
namespace {

constexpr std::uint64_t second_ms = 1'000, minute_ms = 60'000;
constexpr std::uint32_t tries_before_wait = 5;

// "30 seconds", "5 minutes": never less than is really left.
std::string in_time(std::uint64_t ms) {
    if (ms <= 2 * minute_ms)
        return say_count("cover.seconds",
                         static_cast<std::size_t>((ms + second_ms - 1) / second_ms));
    return say_count("cover.minutes", static_cast<std::size_t>((ms + minute_ms - 1) / minute_ms));
}

// What stands under the field after wrong passphrases, and why nothing can be pressed meanwhile.
void tell_tries(const LockFacts& facts, LockView& view) {
    if (facts.wait_ms > 0) {
        view.note = say("lock.wait", {{"time", in_time(facts.wait_ms)}});
        view.note_tone = Tone::bad;
        view.blocked_by = view.note;
    } else if (facts.wrong > 0 && facts.wrong < tries_before_wait && !facts.problem.empty()) {
        view.note += " " + say_count("lock.tries", tries_before_wait - facts.wrong);
    }
}

// The page of each step.
void put_step(const LockFacts& facts, LockView& view) {
    const auto too_short = [&] {
        return facts.typed < passphrase_characters_min
                   ? say_count("lock.passphrase_short", passphrase_characters_min)
                   : std::string{};
    };
    switch (facts.setting) {
        case Setting::open:
            view.clock = facts.now.clock();
            view.title = say_day(facts.now.date);
            view.text = say(facts.meeting_paused ? "lock.paused" : "lock.locked");
            view.field = say("lock.passphrase");
            view.hint = say("lock.passphrase_hint");
            view.next = say("lock.open");
            if (facts.typed == 0) view.blocked_by = say("lock.passphrase_first");
            if (!facts.practice_passphrase.empty())
                view.note =
                    say("lock.training_passphrase", {{"passphrase", facts.practice_passphrase}});
            break;
        case Setting::proposed:
            view.title = say("setup.words_title");
            view.text = say("setup.words_text");
            view.proposal = say("setup.words");
            view.take = say("setup.words_take");
            view.another = say("setup.words_another");
            view.own = say("setup.words_own");
            break;
        case Setting::first_passphrase:
            if (!facts.practice) view.back = say("setup.words_back");
            view.title = say("setup.passphrase_title");
            view.text = say("setup.passphrase_text");
            view.field = say("setup.passphrase");
            view.hint = say("setup.passphrase_hint");
            view.next = say("setup.next");
            view.blocked_by = too_short();
            break;
        case Setting::repeat_passphrase:
            view.title = say(facts.own_words ? "setup.repeat_title" : "setup.words_again_title");
            view.text = say(facts.own_words ? "setup.repeat_text" : "setup.words_again_text");
            view.field = say("setup.repeat");
            if (!facts.own_words) view.back = say("setup.words_show");
            view.next = say("setup.next");
            view.blocked_by = too_short();
            break;
        case Setting::first_pin:
            view.title = say("setup.pin_title");
            view.text = say("setup.pin_text");
            view.asks_pin = true;
            break;
        case Setting::repeat_pin:
            view.title = say("setup.pin_repeat_title");
            view.text = say("setup.pin_repeat_text");
            view.asks_pin = true;
            break;
    }
}

}  // namespace

LockView make_lock_view(const LockFacts& facts) {
    LockView view;
    if (facts.practice) view.band = say("shell.training");
    put_step(facts, view);
    view.display = say("shell.display");
    view.pin_digits = chair_pin_digits;
    if (!facts.problem.empty()) {
        view.note = facts.problem;
        view.note_tone = Tone::bad;
    }
    if (facts.setting == Setting::open) tell_tries(facts, view);
    if (facts.battery_percent >= 0 && facts.setting == Setting::open)
        view.battery = say("power.lock", {{"n", std::to_string(facts.battery_percent)}});
    for (const auto& why : facts.weaker)
        view.weaker.push_back(say("lock.weaker", {{"why", why}}));
    if (facts.busy) {
        view.note = say("lock.checking");
        view.note_tone = Tone::secondary;
        view.blocked_by = view.note;
    }
    return view;
}

namespace {

CoverView wait_view(const CoverFacts& facts) {
    CoverView view;
    view.waiting = true;
    view.title = say("cover.wait_title");
    view.text = say("cover.wait_text", {{"time", in_time(facts.wait_ms)}});
    view.passphrase = say("cover.passphrase");
    view.back = say("cover.cancel");
    return view;
}

}  // namespace

CoverView make_cover_view(const CoverFacts& facts) {
    const bool of_person = facts.what == CoverFor::person;
    if (facts.asking && facts.wait_ms > 0 && !of_person) return wait_view(facts);
    CoverView view;
    view.asking = facts.asking;
    view.message = facts.problem;
    if (view.message.empty() && !facts.practice_pin.empty() && !of_person)
        view.message = say("cover.training_pin", {{"pin", facts.practice_pin}});
    view.cancel = say("cover.cancel");
    view.pin_title = say("cover.pin_title");
    view.open = say(facts.has_pin ? "cover.open" : "cover.open_plain");
    switch (facts.what) {
        case CoverFor::place:
        case CoverFor::take_back:
            view.title = say("cover.title");
            view.text = facts.apart.empty() ? say("cover.text") : facts.apart;
            if (facts.on_break && facts.apart.empty()) {
                view.title = say("break.title");
                view.text = say("break.text");
            }
            break;
        case CoverFor::person:
            view.title = say("cover.title");
            view.text = facts.has_pin ? say("cover.text_person", {{"person", facts.person}})
                                      : say("cover.text_plain");
            if (facts.has_pin) view.open = say("cover.open_person", {{"person", facts.person}});
            break;
        case CoverFor::home:
        case CoverFor::chair_sheet:
            view.title = say("cover.turn_title");
            view.text =
                say(facts.what == CoverFor::home ? "cover.turn_text" : "cover.turn_sheet_text");
            if (!facts.needs_pin || !facts.has_pin) view.open = say("cover.turned");
            view.back = say("cover.turn_back");
            break;
    }
    return view;
}

namespace {

// How long the break was, to the minute; a long one by its day.
std::string stood_still(const LocalTime& last, const LocalTime& now) {
    constexpr std::int64_t long_minutes = 120;
    const auto minutes =
        (now.instant().ms - last.instant().ms) / static_cast<std::int64_t>(minute_ms);
    if (minutes < 0 || minutes > long_minutes)
        return say("resume.break_long", {{"when", say_date_and_time(last)}});
    return say("resume.break",
               {{"time", last.clock()},
                {"minutes", say_count("cover.minutes", static_cast<std::size_t>(minutes))}});
}

}  // namespace

ResumeView make_resume_view(const ResumeFacts& facts) {
    ResumeView view;
    view.bar_title = say("home.bar");
    view.hide = say("shell.hide");
    view.title = say("resume.title");
    view.help = facts.conference;
    view.safe.push_back(say_count("resume.entries", static_cast<std::size_t>(facts.entries)));
    if (facts.last_entry) view.safe.push_back(stood_still(*facts.last_entry, facts.now));
    for (const auto& repair : facts.repairs)
        view.safe.push_back(repair);
    if (facts.wrong_pins > 0)
        view.warning = say_count("resume.wrong_pins", static_cast<std::size_t>(facts.wrong_pins));
    if (!facts.drafts.empty()) {
        view.drafts_title = say("resume.drafts");
        if (const auto& at = facts.drafts_at; at && at->date == facts.now.date)
            view.drafts_title = say("resume.drafts_at", {{"time", at->clock()}});
        else if (at)
            view.drafts_title = say("resume.drafts_on", {{"when", say_date_and_time(*at)}});
        view.drafts = facts.drafts;
    }
    if (facts.break_from)
        view.safe.push_back(
            say("resume.on_break", {{"when", say_date_and_time(*facts.break_from)}}));
    if (facts.ballot_open) view.safe.push_back(say("resume.ballot"));
    view.carry_on = say("resume.carry_on", {{"stage", facts.stage}});
    view.home = say("resume.home");
    view.target.place = facts.place;
    view.target.conference = facts.id;
    return view;
}

}  // namespace cpc::view
