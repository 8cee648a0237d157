// SPDX-License-Identifier: Apache-2.0
#include "app/stage/stage.hpp"

#include <algorithm>
#include <cstdlib>

#include "app/stage/room.hpp"
#include "app/ui/spoken.hpp"

namespace cpc::stage {
namespace {

bool answers_to(const ui::Entry& entry, std::string_view label) {
    return entry.label == label ||
           (!entry.group.empty() && entry.group + ": " + entry.label == label);
}

// "Tuesday 30 March 2027" or "Tuesday 30 March. Working day.": the day that a stepper says it
// shows.
std::optional<Date> date_in(std::string_view text, const ui::Words& words, Date near) {
    for (std::size_t m = 0; m < words.months.size(); ++m) {
        const auto at = text.find(" " + words.months.at(m));
        if (at == std::string_view::npos || at == 0) continue;
        auto from = at;
        while (from > 0 && text[from - 1] >= '0' && text[from - 1] <= '9')
            --from;
        if (from == at) continue;
        const int day = std::atoi(std::string{text.substr(from, at - from)}.c_str());
        const auto after = text.substr(at + 1 + words.months.at(m).size());
        const int year = std::atoi(std::string{after}.c_str());
        const int month = static_cast<int>(m) + 1;
        if (year > 0) return Date::from_ymd(year, month, day);
        std::optional<Date> best;
        for (int guess = near.year() - 1; guess <= near.year() + 1; ++guess)
            if (const auto date = Date::from_ymd(guess, month, day))
                if (!best || std::abs(date->days - near.days) < std::abs(best->days - near.days))
                    best = date;
        return best;
    }
    return std::nullopt;
}

}  // namespace

std::string place_name(view::Place place) {
    switch (place) {
        case view::Place::lock:
            return "lock";
        case view::Place::hidden:
            return "hidden";
        case view::Place::resume:
            return "resume";
        case view::Place::home:
            return "home";
        case view::Place::new_conference:
            return "new-conference";
        case view::Place::prepare:
            return "prepare";
        case view::Place::introductions:
            return "introductions";
        case view::Place::information:
            return "information";
        case view::Place::risk:
            return "risk";
        case view::Place::decision:
            return "decision";
        case view::Place::plan:
            return "plan";
        case view::Place::close:
            return "close";
        case view::Place::closed:
            return "closed";
        case view::Place::past_conference:
            return "past-conference";
        case view::Place::sending:
            return "sending";
        case view::Place::settings:
            return "settings";
        case view::Place::diagnostics:
            return "diagnostics";
    }
    return {};
}

// The upper bits of a linear congruence: mixed enough to look mixed.
void PadChance::fill(std::span<std::uint8_t> out) {
    for (auto& byte : out) {
        state_ = state_ * 1'664'525U + 1'013'904'223U;
        byte = static_cast<std::uint8_t>(state_ >> 24);
    }
}

void Stage::make_shell() {
    shell_.reset();  // it ends its jobs before another reads the same vault
    kiosk::Services services{setting_.ports,
                             worker_,
                             setting_.library,
                             setting_.directory,
                             setting_.site,
                             crypto::KeyslotCost::practice(),
                             true,
                             {},
                             {}};
    shell_ = std::make_unique<kiosk::Shell>(std::move(services));
}

Result<std::unique_ptr<Stage>> Stage::make(Setting setting) {
    ui::Settings settings;
    settings.surface = setting.surface;
    auto stage = std::unique_ptr<Stage>(new Stage(std::move(setting)));
    settings.pad_order = &stage->pad_chance_;
    stage->make_shell();
    stage->driver_ = CPC_TRY(ui::Driver::make(
        settings, [raw = stage.get()](ui::Ui& ui) { raw->shell_->draw(ui); },
        stage->setting_.outside));
    (void)stage->driver_->ear();  // with it comes the button that reads aloud
    stage->driver_->use(stage->setting_.hands);
    CPC_TRY(stage->set_up());
    return stage;
}

Result<void> Stage::pull_the_plug() {
    make_shell();
    frame();
    CPC_TRY(type_secret(view::say("lock.passphrase"), setting_.passphrase));
    CPC_TRY(press(view::say("lock.open")));
    frame();
    if (shell_->unlocked()) return {};
    return fail(Fault::refused, "the tablet did not open again");
}

Result<void> Stage::set_up() {
    const auto& passphrase = setting_.passphrase;
    CPC_TRY(look("set-up-passphrase"));
    CPC_TRY(type_secret(view::say("setup.passphrase"), passphrase));
    CPC_TRY(press(view::say("setup.next")));
    CPC_TRY(look("set-up-passphrase-again"));
    CPC_TRY(type_secret(view::say("setup.repeat"), passphrase));
    CPC_TRY(press(view::say("setup.next")));
    CPC_TRY(look("set-up-pin"));
    CPC_TRY(digits(chair_pin));
    CPC_TRY(look("set-up-pin-again"));
    CPC_TRY(digits(chair_pin));
    frame();
    if (!shell_->unlocked())
        return fail(Fault::refused, "the tablet could not be set up through its screens");
    return look("home-empty");
}

void Stage::frame() {
    shell_->touched(driver_->now_ms());
    driver_->frame();
}

// The control with this label, when the only ones of that name are off: its reason is kept.
Result<void> Stage::still_on(std::string_view label) {
    const ui::Entry* off = nullptr;
    for (const auto& entry : driver_->entries()) {
        if (!entry.pressable() || !answers_to(entry, label)) continue;
        if (entry.enabled) return {};
        off = &entry;
    }
    if (off == nullptr) return {};  // the driver says better what there is instead
    blocked_ = off->blocked_by;
    return fail(Fault::refused, "\"" + std::string{label} + "\" is off: " + off->blocked_by);
}

Result<void> Stage::press(std::string_view label) {
    CPC_TRY(still_on(label));
    CPC_TRY(driver_->press(label));
    frame();
    return {};
}

Result<void> Stage::hold(std::string_view label) {
    CPC_TRY(still_on(label));
    CPC_TRY(driver_->hold(label));
    frame();
    return {};
}

Result<void> Stage::fill(std::string_view label, std::string_view text) {
    const auto* field = driver_->find(label);
    if (field != nullptr && field->role == ui::Role::field && field->value == text) return {};
    CPC_TRY(driver_->fill(label, text));
    frame();
    return {};
}

// What is typed does not show, so there is nothing to compare with or to erase.
Result<void> Stage::type_secret(std::string_view label, std::string_view text) {
    CPC_TRY(press(label));
    CPC_TRY(driver_->type(text));
    return press(driver_->glass().settings().words.done);
}

Result<void> Stage::choose(std::string_view label, Want want) {
    for (const auto& entry : driver_->entries())
        if (entry.pressable() && entry.enabled && answers_to(entry, label) &&
            (entry.role == ui::Role::radio || entry.role == ui::Role::checkbox)) {
            if (entry.chosen == (want == Want::on)) return {};
            break;
        }
    return press(label);
}

Result<void> Stage::press_that(const Fits& fits, const std::string& name) {
    for (const auto& entry : driver_->entries()) {
        if (!entry.pressable() || !entry.enabled || !fits(entry)) continue;
        CPC_TRY(driver_->press_control(entry.key));
        frame();
        return {};
    }
    return fail(Fault::not_found, "nothing that can be pressed is " + name);
}

Result<void> Stage::step(const std::string& part, int times) {
    const auto words = driver_->glass().settings().words;
    const auto label = part + " " + (times > 0 ? words.more : words.less);
    for (int i = 0; i < std::abs(times); ++i)
        CPC_TRY(press(label));
    return {};
}

std::optional<Date> Stage::date_shown() const {
    std::optional<Date> shown;
    const auto& words = driver_->glass().settings().words;
    const auto today = shell_->meeting() != nullptr ? shell_->meeting()->now().date : Date{};
    for (const auto& entry : driver_->entries())
        if (entry.role == ui::Role::status)
            if (const auto date = date_in(entry.label, words, today)) shown = date;
    return shown;
}

Result<void> Stage::set_date(Date date) {
    const auto words = driver_->glass().settings().words;
    const auto shown = [&]() -> Result<Date> {
        if (const auto there = date_shown()) return *there;
        return fail(Fault::not_found, "no date stepper says which day it shows");
    };
    auto now = CPC_TRY(shown());
    if (std::abs(date.days - now.days) > 20) {
        CPC_TRY(step(words.year, date.year() - now.year()));
        CPC_TRY(step(words.month, date.month() - now.month()));
        now = CPC_TRY(shown());
    }
    CPC_TRY(step(words.day, date.days - now.days));
    now = CPC_TRY(shown());
    if (now == date) return {};
    return fail(Fault::refused, "the date stepper shows " + now.iso() + ", not " + date.iso());
}

Result<void> Stage::set_time(int from_minute, int to_minute) {
    constexpr int step_minutes = 5;
    const auto words = driver_->glass().settings().words;
    CPC_TRY(step(words.hour, to_minute / 60 - from_minute / 60));
    const int minutes = to_minute % 60 - from_minute % 60;
    if (minutes % step_minutes != 0)
        return fail(Fault::not_found, "the time stepper goes in steps of five minutes");
    return step(words.minute, minutes / step_minutes);
}

Result<void> Stage::digits(std::string_view typed) {
    CPC_TRY(driver_->press_digits(typed));
    frame();
    return {};
}

Result<void> Stage::look(const std::string& name) {
    frame();
    for (const auto& complaint : driver_->checks())
        if (told_.insert(name + complaint).second) complaints_.push_back(name + ": " + complaint);
    if (const auto* meeting = shell_->meeting();
        meeting != nullptr && meeting->state().family_in_room() && of_the_room(shell_->place()))
        for (const auto& above : above_the_room(driver_->entries()))
            if (told_.insert(name + above).second) complaints_.push_back(name + ": " + above);
    if (!seen_.insert(name).second) return {};
    heard_.emplace_back(
        name, ui::heard(driver_->entries(), driver_->glass().settings().words, ui::Headset::none));
    if (gallery_) CPC_TRY(gallery_->hang(name, *shell_, *driver_));
    if (setting_.pictures.empty()) return {};
    const auto number = std::to_string(1000 + seen_.size()).substr(1);
    return driver_->save_png(setting_.pictures + "/" + number + "-" + name + ".png");
}

}  // namespace cpc::stage
