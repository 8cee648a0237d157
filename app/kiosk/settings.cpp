// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <vector>

#include "app/kiosk/shell.hpp"
#include "app/locale/language.hpp"
#include "app/view/aloud.hpp"
#include "app/view/say.hpp"

namespace cpc::kiosk {
namespace {

using view::Place;

constexpr std::string_view version = "2", version_before = "1";
constexpr std::size_t parts_count = 13;
constexpr std::array<std::string_view, 3> theme_words{"paper", "dusk", "contrast"};
constexpr std::array text_sizes{100, 125, 150, 175, 200};
constexpr std::uint64_t minute_ms = 60'000;

int number_in(std::string_view text, int otherwise) {
    int value = otherwise;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

int within(int value, int least, int most, int otherwise) {
    return value >= least && value <= most ? value : otherwise;
}

std::vector<std::string_view> parts_of(std::string_view line) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = line.find('|');
        parts.push_back(line.substr(0, end));
        if (end == std::string_view::npos) return parts;
        line.remove_prefix(end + 1);
    }
}

bool is_spoken_here(std::string_view id) {
    const auto all = locale::languages();
    return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.id == id; });
}

}  // namespace

std::string write_settings(const TabletSettings& settings) {
    const auto& display = settings.display;
    std::string line{version};
    for (const auto& part :
         {std::string{theme_words.at(static_cast<std::size_t>(display.theme))},
          std::to_string(display.text_percent), display.language,
          std::string{display.hold == ui::HoldStyle::hold ? "hold" : "tap"},
          std::string{display.movement ? "gentle" : "still"}, std::to_string(settings.hide_minutes),
          std::string{display.aloud.titles ? "titles" : "no"},
          std::string{display.aloud.touch ? "touch" : "no"}, std::to_string(display.aloud.volume),
          std::to_string(display.aloud.speed), std::string{display.scanning ? "scanning" : "no"},
          std::string{display.mixed_digits ? "mixed" : "ordered"}})
        line += "|" + part;
    return line;
}

std::optional<TabletSettings> read_settings(std::string_view line) {
    const auto parts = parts_of(line);
    const bool now = parts.size() == parts_count && parts[0] == version;
    const bool before = parts.size() + 1 == parts_count && parts[0] == version_before;
    if (!now && !before) return std::nullopt;
    TabletSettings settings;
    for (std::size_t i = 0; i < theme_words.size(); ++i)
        if (parts[1] == theme_words.at(i)) settings.display.theme = static_cast<ui::Theme>(i);
    const int percent = number_in(parts[2], settings.display.text_percent);
    if (std::find(text_sizes.begin(), text_sizes.end(), percent) != text_sizes.end())
        settings.display.text_percent = percent;
    if (is_spoken_here(parts[3])) settings.display.language = std::string{parts[3]};
    if (parts[4] == "tap") settings.display.hold = ui::HoldStyle::tap_twice;
    settings.display.movement = parts[5] != "still";
    settings.hide_minutes = within(number_in(parts[6], -1), view::hide_minutes_least,
                                   view::hide_minutes_most, settings.hide_minutes);
    auto& aloud = settings.display.aloud;
    aloud.titles = parts[7] == "titles";
    aloud.touch = parts[8] == "touch";
    aloud.volume =
        within(number_in(parts[9], -1), view::volume_least, view::volume_most, aloud.volume);
    aloud.speed =
        within(number_in(parts[10], -1), view::speed_least, view::speed_most, aloud.speed);
    settings.display.scanning = parts[11] == "scanning";
    settings.display.mixed_digits = before || parts[12] != "ordered";
    return settings;
}

// ---- of the shell ----

TabletSettings Shell::settings() const {
    return {usual_, hide_minutes_};
}

// What was found when the tablet was opened; a new one has nothing there and stays as it is.
void Shell::take_settings(const std::string& line) {
    const auto found = read_settings(line);
    // What was chosen while the tablet was set up is written down like a later choice.
    kept_settings_ = found.value_or(TabletSettings{});
    if (!found) {
        show_as(usual_);
        return;
    }
    usual_ = found->display;
    hide_minutes_ = found->hide_minutes;
    idle_.cover_in_meeting_ms = static_cast<std::uint64_t>(hide_minutes_) * minute_ms;
    show_as(usual_);
}

// Whatever changed them: this page, the display sheet, taking something back.
void Shell::watch_settings() {
    if (!desk_ || place_ == Place::lock || settings() == kept_settings_) return;
    kept_settings_ = settings();
    auto* desk = desk_.get();
    post([this, desk, line = write_settings(kept_settings_)]() -> Afterwards {
        const auto kept = desk->put_state("kiosk.settings", line);
        return [this, kept] {
            if (!kept) failed(kept.error());
        };
    });
}

void Shell::set(const TabletSettings& wanted) {
    settings_before_ = settings();
    usual_ = wanted.display;
    hide_minutes_ =
        std::clamp(wanted.hide_minutes, view::hide_minutes_least, view::hide_minutes_most);
    idle_.cover_in_meeting_ms = static_cast<std::uint64_t>(hide_minutes_) * minute_ms;
    show_as(usual_);
    notice(view::NoticeKind::done, view::say("settings.done"));
}

bool Shell::change_setting(const view::Do& act) {
    auto wanted = settings();
    if (act.act == "settings-undo") {
        if (!settings_before_) return true;
        set(*std::exchange(settings_before_, std::nullopt));
        settings_before_.reset();
        return true;
    }
    const int number = number_in(act.about, 0);
    if (act.act == "set-hold")
        wanted.display.hold = number == 1 ? ui::HoldStyle::tap_twice : ui::HoldStyle::hold;
    else if (act.act == "set-movement")
        wanted.display.movement = number == 0;
    else if (act.act == "set-digits")
        wanted.display.mixed_digits = number == 0;
    else if (act.act == "set-hide-minutes")
        wanted.hide_minutes += number;
    else
        return false;
    set(wanted);
    return true;
}

view::SettingsFacts Shell::settings_facts() const {
    auto facts = drafts_.settings;
    facts.has_chair_pin = unlocking_.has_chair_pin;
    facts.text_percent = display_.text_percent;
    facts.theme = static_cast<std::size_t>(display_.theme);
    facts.tap_twice = usual_.hold == ui::HoldStyle::tap_twice;
    facts.movement = usual_.movement;
    facts.mixed_digits = usual_.mixed_digits;
    facts.hide_minutes = hide_minutes_;
    facts.can_undo = settings_before_.has_value();
    return facts;
}

// ---- a new PIN for the chair, typed twice ----

void Shell::begin_new_pin() {
    close_sheet();
    unlocking_.pin.clear();
    unlocking_.first_pin = {};
    unlocking_.problem.clear();
    new_pin_ = NewPin::first;
}

void Shell::forget_new_pin() {
    if (new_pin_ == NewPin::none) return;
    new_pin_ = NewPin::none;
    unlocking_.pin.clear();
    unlocking_.first_pin = {};
    unlocking_.problem.clear();
    ++version_;
}

void Shell::draw_new_pin(ui::Ui& ui) {
    ui::Quiet quiet;
    quiet.title = view::say(new_pin_ == NewPin::first ? "settings.pin_new" : "settings.pin_again");
    quiet.hide = view::say("shell.hide");
    std::optional<ui::PinAct> act;
    const bool hides = ui.quiet(quiet, [&] {
        ui::PinPad pad;
        pad.message = unlocking_.problem;
        pad.digits = view::chair_pin_digits;
        pad.cancel = view::say("cover.cancel");
        act = ui.pin_pad(pad, unlocking_.pin);
    });
    if (hides) {
        forget_new_pin();
        hide();
    } else if (act && !unlocking_.busy) {
        touched_ms_ = now_ms_;
        *act == ui::PinAct::cancel ? forget_new_pin() : new_pin_typed();
    }
}

void Shell::new_pin_typed() {
    auto typed = unlocking_.pin.take();
    unlocking_.problem.clear();
    if (new_pin_ == NewPin::first) {
        unlocking_.first_pin = std::move(typed);
        new_pin_ = NewPin::repeat;
        return;
    }
    if (!typed.same_as(unlocking_.first_pin)) {
        unlocking_.first_pin = {};
        unlocking_.problem = view::say("setup.differs");
        new_pin_ = NewPin::first;
        return;
    }
    auto pin = std::make_shared<crypto::SecretBytes>(std::move(typed));
    forget_new_pin();
    auto* desk = desk_.get();
    post([this, desk, pin]() -> Afterwards {
        const auto set = desk->set_chair_pin(*pin);
        return [this, set] {
            if (!set) {
                failed(set.error());
                return;
            }
            unlocking_.has_chair_pin = true;
            notice(view::NoticeKind::done, view::say("settings.pin_done"));
        };
    });
}

}  // namespace cpc::kiosk
