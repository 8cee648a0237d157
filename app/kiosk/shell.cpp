// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/shell.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "app/locale/language.hpp"
#include "app/screen/display.hpp"
#include "app/view/say.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::kiosk {
namespace {

using view::NoticeKind;
using view::Place;

constexpr std::uint64_t notice_ms = 6'000;
constexpr std::uint64_t saving_after_ms = 300;
constexpr std::int64_t minute_ms = 60'000;
constexpr std::size_t history_most = 20;
constexpr int text_step = 25;

view::AloudFacts aloud_facts(const Display& display) {
    const auto& aloud = display.aloud;
    return {aloud.titles, aloud.touch, display.scanning, aloud.volume, aloud.speed};
}

void take_aloud(const view::AloudFacts& facts, Display& display) {
    display.aloud = {facts.titles, facts.touch, facts.volume_percent, facts.speed_percent};
    display.scanning = facts.scanning;
}

}  // namespace

Shell::Shell(Services services) : services_(std::move(services)) {
    const auto keys = services_.directory + "/" + crypto::keyslots_file;
    if (!services_.ports.files.exists(keys))
        begin_set_up();
    else if (const auto door = store::at_the_door(services_.ports, services_.directory))
        note_door(*door);
}

// Jobs hold the desk: they end before it does.
Shell::~Shell() {
    while (services_.worker.pending() > 0) {
        (void)services_.worker.collect();
        std::this_thread::yield();
    }
}

LocalTime Shell::now() const {
    const auto wall = services_.ports.clock.read().wall;
    const procedure::Procedure* procedure = nullptr;
    if (snapshot_.rules != nullptr)
        procedure = &snapshot_.rules->procedure;
    else if (!services_.library.editions().empty())
        procedure = &services_.library.editions().front().rules.procedure;
    if (procedure != nullptr)
        if (auto local = procedure::local_time(wall, procedure->time_zone)) return *local;
    const auto minutes = wall.ms / minute_ms;
    return {Date{static_cast<std::int32_t>(minutes / 1440)},
            static_cast<std::int32_t>(minutes % 1440), 0};
}

// Views hold words: in another language they are made anew.
void Shell::show_as(const Display& display) {
    display_ = display;
    ++version_;
}

// Language, letters, colours, and on the glass what the last one left: scroll places, folds, the
// keyboard. There is no clipboard.
void Shell::new_hands() {
    show_as(usual_);
    hands_change_ = true;
}

bool Shell::in_meeting() const {
    const bool ours = meeting_ == nullptr || !meeting_->kept_to_read();
    return ours && snapshot_.state && snapshot_.state->stage > conference::Stage::preparation &&
           snapshot_.state->stage < conference::Stage::closed;
}

// ---- one pass ----

void Shell::draw(ui::Ui& ui) {
    now_ms_ = ui.now_ms();
    if (touched_ms_ == 0) touched_ms_ = now_ms_;
    (void)services_.worker.collect();
    if (locale::spoken() != display_.language) (void)locale::speak(display_.language);
    if (std::exchange(hands_change_, false)) ui.new_hands();
    if (services_.strip) ui.band(view::say("shell.training"));
    watch_time(ui);
    watch_power();
    watch_settings();
    watch_views(ui);
    watch_field(ui);
    draw_here(ui);
    watch_drafts(ui);  // after: what was typed in this pass may be followed by no other
    if (failure_)
        draw_failure(ui);
    else if (!older_.empty())
        draw_older(ui);
    else if (ask_clock_)
        draw_clock(ui);
    else if (ask_charger_)
        draw_charger(ui);
}

void Shell::draw_here(ui::Ui& ui) {
    switch (place_) {
        case Place::lock:
            draw_lock(ui);
            return;
        case Place::hidden:
            draw_hidden(ui);
            return;
        case Place::resume:
            draw_resume(ui);
            return;
        case Place::home:
        case Place::new_conference:
        case Place::prepare:
        case Place::introductions:
        case Place::information:
        case Place::risk:
        case Place::decision:
        case Place::plan:
        case Place::close:
        case Place::closed:
        case Place::past_conference:
        case Place::sending:
        case Place::settings:
        case Place::diagnostics:
            break;
    }
    if (handing_.on) {
        draw_handing(ui);
        return;
    }
    if (new_pin_ != NewPin::none && place_ == Place::settings) {
        draw_new_pin(ui);
        return;
    }
    // Each place keeps its own scroll places.
    const auto name = ui.id("place " + std::to_string(static_cast<int>(place_)));
    const auto here = scene();
    auto intent = kiosk::draw_place(ui, here, views_, drafts_);
    draw_shell_sheet(ui);
    if (intent) carry_out(*intent);
}

void Shell::draw_shell_sheet(ui::Ui& ui) {
    std::optional<view::Intent> intent;
    if (sheet_.name == "display") {
        auto view = view::make_display_view(display_.text_percent,
                                            static_cast<std::size_t>(display_.theme));
        view.aloud = view::make_aloud_view(aloud_facts(display_));
        const auto press = screen::draw(ui, view);
        take_aloud(view::after(view.aloud.now, press.aloud), display_);
        display_.text_percent =
            std::clamp(display_.text_percent + press.text_steps * text_step, 100, 200);
        if (press.theme) display_.theme = static_cast<ui::Theme>(*press.theme);
        if (press.language) {
            auto other = display_;
            other.language = locale::languages().at(*press.language).id;
            show_as(other);
        }
        const bool stranger = place_ == Place::lock && unlocking_.setting == view::Setting::open;
        if (!stranger &&
            (meeting_ == nullptr || place_ == Place::home || place_ == Place::settings))
            usual_ = display_;
        if (press.close) close_sheet();
    } else if (sheet_.name == "history") {
        intent = screen::draw(ui, view::make_history_view(history_));
    } else if (sheet_.name == "facts" && snapshot_.state) {
        intent =
            screen::draw(ui, view::make_facts_view(*snapshot_.state, *snapshot_.rules, moment()));
    }
    if (intent) carry_out(*intent);
}

void Shell::draw_failure(ui::Ui& ui) {
    ui::Sheet sheet;
    sheet.title = view::say("shell.failed_title");
    sheet.actions = {{view::say("shell.close")}};
    if (failed_ask_)
        sheet.actions.push_back(
            {view::say("shell.try_again"), ui::Icon::refresh, ui::Kind::primary});
    const auto pressed = ui.sheet(sheet, [&] {
        ui.strong(failure_->what);
        ui.paragraph(failure_->advice.empty() ? view::say("shell.failed_safe") : failure_->advice);
        if (!failure_->where.empty()) ui.small(failure_->where);
    });
    if (!pressed) return;
    failure_.reset();
    const auto again = std::exchange(failed_ask_, std::nullopt);
    if (*pressed == 1 && again) carry_out(*again);
}

view::Moment Shell::moment() const {
    view::Moment moment;
    moment.now = now();
    moment.place = place_;
    moment.child = child_;
    moment.sheet = sheet_;
    moment.notice = notice_;
    moment.saving = saving_;
    moment.practice = services_.practice;
    // Nobody is told apart by who holds the tablet: while family is in the room, it can see.
    moment.family_can_see = snapshot_.state && snapshot_.state->family_in_room();
    if (undo_) moment.undo = undo_->label();
    moment.cosign_due = snapshot_.cosign_due;
    moment.keys_destroyed = snapshot_.keys_destroyed;
    moment.paper_code = snapshot_.paper_code;
    return moment;
}

view::FamilyDisplay Shell::family_display() const {
    view::FamilyDisplayFacts facts;
    const bool shown = view::stage_of(place_) || place_ == Place::closed;
    const bool open = in_meeting() || (snapshot_.state && snapshot_.state->closed);
    facts.covered = !shown || !open;
    facts.handed = handing_.on;
    const auto& speaker = drafts_.information.add.speaker;
    if (snapshot_.state && snapshot_.state->stage == conference::Stage::information &&
        !speaker.empty())
        facts.speaking = speaker;
    // In the tablet's language, whoever has it in their hands.
    const std::string before{locale::spoken()};
    (void)locale::speak(usual_.language);
    auto display = view::make_family_display(snapshot_.state.get(), snapshot_.rules, facts);
    (void)locale::speak(before);
    return display;
}

Scene Shell::scene() {
    Scene here;
    here.place = place_;
    here.moment = moment();
    here.record = snapshot_;
    here.library = &services_.library;
    here.summaries = &summaries_;
    here.families = &services_.families;
    if (place_ == Place::settings) here.settings = settings_facts();
    here.version = version_;
    return here;
}

// ---- time ----

void Shell::watch_time(ui::Ui& ui) {
    const auto reading = services_.ports.clock.read();
    watch_clock(reading);
    const auto wall = reading.wall.ms;
    const auto minute = static_cast<std::int32_t>(wall / minute_ms);
    if (minute != minute_) {
        minute_ = minute;
        ++version_;
    }
    ui.wake_at(now_ms_ + static_cast<std::uint64_t>(minute_ms - wall % minute_ms));
    if (notice_.kind == NoticeKind::done) {
        if (now_ms_ >= notice_until_ms_) {
            notice_ = {};
            ++version_;
        } else {
            ui.wake_at(notice_until_ms_);
        }
    }
    const bool waiting = busy() && now_ms_ >= busy_since_ms_ + saving_after_ms;
    const auto saving = not_saved_ ? view::Saving::failed
                        : waiting  ? view::Saving::saving
                                   : view::Saving::saved;
    if (saving != saving_) {
        saving_ = saving;
        ++version_;
    }
    if (busy() && !waiting) ui.wake_at(busy_since_ms_ + saving_after_ms);
    forget_strangers(ui);
    if (!unlocked()) return;
    const auto idle = now_ms_ - std::min(now_ms_, touched_ms_);
    const bool covered = place_ == Place::hidden;
    const auto cover = handing_.on && !covered ? idle_.handover_ms
                       : in_meeting()          ? idle_.cover_in_meeting_ms
                                               : idle_.cover_ms;
    if (!covered && idle >= cover) {
        hide();
    } else if (covered && !in_meeting() && idle >= idle_.lock_ms) {
        lock();
    } else if (!covered) {
        ui.wake_at(touched_ms_ + cover);
    } else if (!in_meeting()) {
        ui.wake_at(touched_ms_ + idle_.lock_ms);
    }
}

// ---- small things ----

void Shell::go(Place place, ChildId child) {
    keep_drafts();
    // Closed, and somebody can still sign with their own key: that comes before reading it.
    const bool to_sign = place == Place::past_conference && !snapshot_.keys_destroyed &&
                         !snapshot_.cosign_due.empty();
    place_ = to_sign ? Place::closed : place;
    sheet_ = {};
    undo_.reset();
    if (!child.empty()) child_ = child;
    if (snapshot_.state && snapshot_.state->child(child_) == nullptr)
        child_ =
            snapshot_.state->child_order.empty() ? ChildId{} : snapshot_.state->child_order.front();
    ++version_;
    keep_place();
}

void Shell::leave_conference() {
    meeting_ = nullptr;
    snapshot_ = {};
    child_ = {};
    drafts_ = {};
    kept_.clear();
    typed_.clear();
    go(Place::home);
}

void Shell::open_sheet(std::string name, PersonId person, ContributionId contribution) {
    sheet_ = {std::move(name), person, contribution};
    ++version_;
    keep_place();
}

void Shell::close_sheet() {
    sheet_ = {};
    ++version_;
    keep_place();
}

void Shell::notice(NoticeKind kind, std::string text) {
    // What happens while some are out of the room is not on the list that everybody can open.
    const bool apart = snapshot_.state && snapshot_.state->open_segment() != nullptr;
    if (kind == NoticeKind::done) notice_until_ms_ = now_ms_ + notice_ms;
    if (kind == NoticeKind::done && !apart) {
        history_.push_back(now().clock() + "  " + text);
        if (history_.size() > history_most) history_.erase(history_.begin());
    }
    notice_ = {kind, std::move(text)};
    ++version_;
}

void Shell::post(Job job) {
    if (!busy()) busy_since_ms_ = now_ms_;
    services_.worker.post(std::move(job));
}

Shell::Fresh Shell::fresh(meeting::Desk& desk, meeting::Meeting* meeting) {
    Fresh found;
    found.summaries = desk.conferences();
    if (meeting == nullptr) return found;
    found.record.state = std::make_shared<const conference::State>(meeting->state());
    found.record.rules = &meeting->rules();
    found.record.conference = meeting->id();
    found.record.cosign_due = meeting->cosign_due();
    if (found.record.state->closed) {
        found.record.keys_destroyed = meeting->keys_destroyed();
        if (auto code = meeting->paper_code()) found.record.paper_code = std::move(*code);
    }
    return found;
}

void Shell::take(Fresh found) {
    snapshot_ = std::move(found.record);
    summaries_ = std::move(found.summaries);
    ++version_;
}

void Shell::work(Work job, std::string done_text, Afterwards after) {
    auto* desk = desk_.get();
    auto* meeting = meeting_;
    post([this, desk, meeting, job = std::move(job), done_text = std::move(done_text),
          after = std::move(after)]() -> Afterwards {
        auto result = job(*desk, meeting);
        auto found = fresh(*desk, meeting);
        return [this, result = std::move(result), found = std::move(found), done_text, after] {
            take(found);
            if (!result) {
                failed(result.error());
                return;
            }
            if (!done_text.empty()) notice(NoticeKind::done, done_text);
            if (after) after();
        };
    });
}

void Shell::look(Look job, Afterwards after) {
    if (!desk_ || place_ == Place::lock) return;
    post(
        [this, desk = desk_.get(), job = std::move(job), after = std::move(after)]() -> Afterwards {
            job(*desk);
            return [this, after] {
                ++version_;
                after();
            };
        });
}

void Shell::adopt(std::unique_ptr<meeting::Desk> desk) {
    desk_ = std::move(desk);
    meeting_ = nullptr;
    unlocking_.has_chair_pin = desk_->has_chair_pin();
    if (const auto tries = desk_->chair_pin_tries()) note_tries(*tries);
    take(fresh(*desk_, nullptr));
    go(Place::home);
}

}  // namespace cpc::kiosk
