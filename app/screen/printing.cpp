// SPDX-License-Identifier: Apache-2.0
#include "app/screen/printing.hpp"

namespace cpc::screen {
namespace {

void draw_row(ui::Ui& ui, const view::PrintRow& row, std::optional<view::Intent>& intent) {
    const auto scope = ui.id(row.id);
    ui.strong(row.label);
    ui.small(row.state,
             row.attention ? ui::Tone::warn
             : row.good    ? ui::Tone::ok
                           : ui::Tone::secondary,
             row.attention ? ui::Icon::warning
             : row.good    ? ui::Icon::done
                           : ui::Icon::printer);
    std::vector<ui::Action> actions;
    std::vector<const char*> acts;
    const auto offer = [&](const std::string& label, ui::Icon icon, const char* act) {
        if (label.empty()) return;
        actions.push_back({label, icon});
        acts.push_back(act);
    };
    offer(row.done_label, ui::Icon::done, "print-done");
    offer(row.print_label, ui::Icon::printer, "print-again");
    offer(row.drop_label, ui::Icon::none, "print-drop");
    if (!actions.empty())
        if (const auto pressed = ui.buttons(actions)) intent = view::Do{acts.at(*pressed), row.id};
    ui.gap(8);
}

}  // namespace

std::optional<view::Intent> draw_printing(ui::Ui& ui, const view::PrintingSheet& view) {
    const auto level = ui.at_level(ui::Level::chair);
    std::optional<view::Intent> intent;
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.actions = {{view.close}, {view.again, ui::Icon::none}};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.small(view.printer_line, view.no_printer ? ui::Tone::warn : ui::Tone::secondary,
                 view.no_printer ? ui::Icon::warning : ui::Icon::printer);
        ui.heading(view.rows_title);
        if (view.rows.empty()) ui.empty_state(view.none);
        for (const auto& row : view.rows)
            draw_row(ui, row, intent);
        if (!view.others.empty()) ui.small(view.others);
        if (view.printers.empty()) return;
        ui.heading(view.printers_label);
        std::vector<ui::ChoiceRow> rows;
        for (const auto& [name, state] : view.printers)
            rows.push_back({name, state, ui::Icon::printer, {}});
        if (const auto chosen = ui.choice_rows(view.printers_label, rows, view.chosen))
            intent = view::Do{"use-printer", view.printers.at(*chosen).first};
    });
    if (!pressed) return intent;
    if (*pressed == 0) return view::CloseSheet{};
    return view::Do{"look-at-printer", {}};
}

}  // namespace cpc::screen
