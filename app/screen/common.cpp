// SPDX-License-Identifier: Apache-2.0
#include "app/screen/common.hpp"

#include <utility>

namespace cpc::screen {
namespace {

// The line under the page stays short: where a reason comes from is said when the button that is
// off is touched, and stands in the sheet behind the title.
std::string without_citation(const std::string& reason) {
    const auto from = reason.rfind(" (");
    return from == std::string::npos || reason.back() != ')' ? reason : reason.substr(0, from);
}

// What was done does not hide why the next step is blocked: both where they fit, else the reason.
ui::Status status_of(const view::FrameView& frame, const Foot& foot) {
    constexpr std::size_t both_bytes_max = 100;  // two lines beside a wide button
    auto own = foot.status;
    own.text = without_citation(own.text);
    const bool blocked = !foot.right.empty() && !foot.right.back().action.blocked_by.empty();
    switch (frame.notice.kind) {
        case view::NoticeKind::done:
            if (blocked && !own.text.empty()) {
                if (frame.notice.text.size() + own.text.size() > both_bytes_max) return own;
                return {frame.notice.text + " " + own.text, ui::Icon::tick, own.tone};
            }
            return {frame.notice.text, ui::Icon::tick, ui::Tone::ok};
        case view::NoticeKind::refused:
            return {frame.notice.text, ui::Icon::scales, ui::Tone::warn};
        case view::NoticeKind::failed:
            return {frame.notice.text, ui::Icon::warning, ui::Tone::bad};
        case view::NoticeKind::warned:
            return {frame.notice.text, ui::Icon::battery, ui::Tone::warn};
        case view::NoticeKind::none:
            break;
    }
    if (!own.text.empty() || frame.room_line.empty()) return own;
    return {frame.room_line, ui::Icon::people, ui::Tone::secondary};
}

ui::Rail rail_of(const view::FrameView& frame) {
    ui::Rail rail;
    for (const auto& tab : frame.tabs) {
        const auto state = tab.current ? ui::TabState::current
                           : tab.done  ? ui::TabState::done
                                       : ui::TabState::open;
        rail.tabs.push_back({tab.label, state, tab.points_open});
    }
    rail.step_text = frame.step_text;
    rail.state_words = {frame.open_word, frame.current_word, frame.done_word};
    return rail;
}

std::optional<view::Intent> tool_intent(ui::AppBarAct act) {
    switch (act) {
        case ui::AppBarAct::home: {
            view::GoTo home;
            home.place = view::Place::home;
            return home;
        }
        case ui::AppBarAct::title:
            return view::OpenSheet{"facts", {}, {}};
        case ui::AppBarAct::display:
            return view::OpenSheet{"display", {}, {}};
        case ui::AppBarAct::hide:
            return view::HideScreen{};
        case ui::AppBarAct::read_aloud:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<view::Intent> draw_frame(ui::Ui& ui, const view::FrameView& frame, const Foot& foot) {
    std::optional<view::Intent> intent;
    ui::AppBar bar;
    bar.title = frame.title;
    bar.place = frame.where;
    bar.time = frame.time;
    bar.save_text = frame.save_text;
    bar.save = frame.saving == view::Saving::failed   ? ui::SaveState::failed
               : frame.saving == view::Saving::saving ? ui::SaveState::saving
                                                      : ui::SaveState::saved;
    bar.home = frame.home;
    bar.display = frame.display;
    bar.display_mark = view::unchecked_mark();
    if (!bar.display_mark.empty()) bar.place = bar.display_mark + " · " + bar.place;
    bar.hide = frame.hide;
    if (const auto act = ui.app_bar(bar)) intent = tool_intent(*act);

    if (!frame.tabs.empty())
        if (const auto tab = ui.rail(rail_of(frame))) {
            view::GoTo stage;
            stage.place = frame.tabs.at(*tab).place;
            intent = stage;
        }

    ui::BottomBar bottom;
    for (const auto& step : foot.left)
        bottom.left.push_back(step.action);
    if (!frame.undo.empty()) {
        ui::Action undo;
        undo.label = frame.undo;
        undo.icon = ui::Icon::undo;
        bottom.left.push_back(std::move(undo));
    }
    const auto again_at = bottom.left.size();
    if (!frame.open_again.empty()) {
        ui::Action again;
        again.label = frame.open_again;
        again.icon = ui::Icon::refresh;
        bottom.left.push_back(std::move(again));
    }
    const auto questions_at = bottom.left.size();
    if (!frame.questions.empty()) {
        ui::Action questions;
        questions.label = frame.questions;
        questions.icon = ui::Icon::comment;
        bottom.left.push_back(std::move(questions));
    }
    bottom.status = status_of(frame, foot);
    for (const auto& step : foot.right)
        bottom.right.push_back(step.action);
    if (const auto press = ui.bottom_bar(bottom)) {
        if (press->side == ui::BarSide::status)
            intent = view::OpenSheet{"history", {}, {}};
        else if (press->side == ui::BarSide::right)
            intent = foot.right.at(press->index).intent;
        else if (press->index < foot.left.size())
            intent = foot.left.at(press->index).intent;
        else if (!frame.questions.empty() && press->index == questions_at)
            intent = view::OpenSheet{std::string{view::questions_sheet}, {}, {}};
        else if (!frame.open_again.empty() && press->index == again_at)
            intent = view::OpenSheet{frame.open_again_sheet, {}, {}};
        else
            intent = view::Do{"undo", {}};
    }
    return intent;
}

Step next_step(std::string label, std::string blocked_by, view::Intent intent) {
    ui::Action action;
    action.label = std::move(label);
    action.icon = ui::Icon::forward;
    action.icon_last = true;
    action.kind = ui::Kind::primary;
    action.blocked_by = std::move(blocked_by);
    return {std::move(action), std::move(intent)};
}

Step second_step(std::string label, std::string blocked_by, view::Intent intent, ui::Icon icon) {
    ui::Action action;
    action.label = std::move(label);
    action.icon = icon;
    action.blocked_by = std::move(blocked_by);
    return {std::move(action), std::move(intent)};
}

ui::Tone tone(view::Tone tone) {
    switch (tone) {
        case view::Tone::normal:
            return ui::Tone::normal;
        case view::Tone::secondary:
            return ui::Tone::secondary;
        case view::Tone::primary:
            return ui::Tone::primary;
        case view::Tone::ok:
            return ui::Tone::ok;
        case view::Tone::warn:
            return ui::Tone::warn;
        case view::Tone::bad:
            return ui::Tone::bad;
        case view::Tone::voice:
            return ui::Tone::voice;
    }
    return ui::Tone::normal;
}

ui::Person person(const view::PersonLine& line) {
    ui::Person shown;
    shown.initials = line.initials;
    shown.name = line.name;
    shown.agency = line.detail;
    shown.family = line.family;
    return shown;
}

}  // namespace cpc::screen
