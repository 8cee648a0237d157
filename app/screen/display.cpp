// SPDX-License-Identifier: Apache-2.0
#include "app/screen/display.hpp"

#include "app/screen/aloud.hpp"

namespace cpc::screen {

DisplayPress draw(ui::Ui& ui, const view::DisplayView& view) {
    DisplayPress press;
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.actions = {{view.close, ui::Icon::none, ui::Kind::primary}};
    const auto closed = ui.sheet(sheet, [&] {
        ui::Stepper size;
        size.label = view.size;
        size.shown = view.percent;
        size.can_less = view.can_less;
        size.can_more = view.can_more;
        if (const auto step = ui.stepper(size)) press.text_steps = *step;
        ui.strong(view.colours);
        press.theme = ui.segmented(view.colours, view.themes, view.theme);
        if (!view.languages.empty()) {
            ui.strong(view.language_label);
            press.language = ui.segmented(view.language_label, view.languages, view.language);
            if (!view.not_reviewed.empty()) ui.small(view.not_reviewed, ui::Tone::secondary);
        }
        ui.paragraph(view.sample);
        if (!view.aloud.title.empty()) press.aloud = draw(ui, view.aloud);
    });
    press.close = closed.has_value();
    return press;
}

std::optional<view::Intent> draw(ui::Ui& ui, const view::FactsView& view) {
    std::optional<view::Intent> intent;
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = 900;
    sheet.actions = {{view.history_label}, {view.close, ui::Icon::none, ui::Kind::primary}};
    sheet.cancels = false;
    const auto pressed = ui.sheet(sheet, [&] {
        for (const auto& [label, value] : view.facts)
            ui.fact(label, value);
        if (!view.break_label.empty() && ui.button(view.break_label))
            intent = view::Do{"break", {}};
        ui.card(view.rule_title, [&] {
            ui.paragraph(view.rule);
            ui.small(view.rule_cites, ui::Tone::secondary, ui::Icon::scales);
        });
        ui.card(view.dates_title, [&] {
            for (const auto& [label, due] : view.dates)
                ui.fact(label, due);
        });
        if (view.words.empty()) return;
        ui.card(view.words_title, [&] {
            for (const auto& [word, meaning] : view.words) {
                ui.strong(word);
                ui.paragraph(meaning, ui::Tone::secondary);
            }
        });
    });
    if (!pressed) return intent;
    if (*pressed == 0) return view::OpenSheet{"history", {}, {}};
    return view::CloseSheet{};
}

std::optional<view::Intent> draw(ui::Ui& ui, const view::HistoryView& view) {
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.actions = {{view.close, ui::Icon::none, ui::Kind::primary}};
    const auto pressed = ui.sheet(sheet, [&] {
        if (view.lines.empty()) ui.paragraph(view.none, ui::Tone::secondary);
        for (const auto& line : view.lines)
            ui.small(line, ui::Tone::secondary, ui::Icon::tick);
    });
    if (!pressed) return std::nullopt;
    return view::CloseSheet{};
}

}  // namespace cpc::screen
