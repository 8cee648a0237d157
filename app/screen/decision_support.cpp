// SPDX-License-Identifier: Apache-2.0
#include "app/screen/decision_support.hpp"

#include "app/screen/apart.hpp"
#include "app/screen/matters.hpp"
#include "app/screen/room_sheets.hpp"

namespace cpc::screen {

std::optional<view::Intent> draw_tabs(ui::Ui& ui, const view::ChildTabs& tabs, view::Place place) {
    // One child is no choice.
    if (tabs.tabs.size() == 1) {
        ui.small(tabs.tabs.front().label, ui::Tone::secondary, ui::Icon::child);
        return std::nullopt;
    }
    std::vector<std::string> labels;
    for (const auto& tab : tabs.tabs)
        labels.push_back(tab.label);
    const auto pressed = ui.segmented(tabs.name, labels, tabs.current);
    if (!pressed || *pressed == tabs.current) return std::nullopt;
    return view::GoTo{place, tabs.tabs.at(*pressed).id, {}};
}

std::optional<view::Intent> draw_points(ui::Ui& ui, const std::vector<view::PointLine>& points,
                                        const LocalTime& now) {
    std::optional<view::Intent> intent;
    for (const auto& point : points) {
        ui::ChecklistRow row;
        row.label = point.text;
        row.detail = point.detail;
        row.done = point.done;
        row.detail_tone = !point.done && point.needed ? ui::Tone::warn : ui::Tone::secondary;
        row.pressable = !point.done || point.asks;
        if (ui.checklist_row(row)) intent = view::confirm_point(point, now);
    }
    if (!points.empty())
        if (auto opens = points_button(ui)) intent = std::move(opens);
    if (auto opens = questions_button(ui)) intent = std::move(opens);
    if (auto opens = step_out_button(ui)) intent = std::move(opens);
    if (auto opens = stop_button(ui)) intent = std::move(opens);
    return intent;
}

std::optional<view::Intent> points_card(ui::Ui& ui, const std::vector<view::PointLine>& points,
                                        const LocalTime& now) {
    if (points.empty()) return draw_points(ui, points, now);
    std::optional<view::Intent> intent;
    ui.card(view::say("stages.points"), [&] { intent = draw_points(ui, points, now); });
    return intent;
}

std::vector<std::string> labels_of(
    const std::vector<std::pair<std::string, std::string>>& choices) {
    std::vector<std::string> labels;
    for (const auto& choice : choices)
        labels.push_back(choice.second);
    return labels;
}

std::optional<std::size_t> draw_sheet(ui::Ui& ui, const std::string& title, const std::string& note,
                                      const std::string& private_chip, ui::Action done,
                                      const ui::Body& content) {
    const auto scope = ui.id(title);  // each sheet begins at its own top
    ui::Sheet sheet;
    sheet.title = title;
    sheet.note = note;
    sheet.private_chip = private_chip;
    ui::Action cancel;
    cancel.label = view::say("stages.cancel");
    done.kind = ui::Kind::primary;
    sheet.actions = {std::move(cancel), std::move(done)};
    return ui.sheet(sheet, content);
}

}  // namespace cpc::screen
