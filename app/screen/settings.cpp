// SPDX-License-Identifier: Apache-2.0
#include "app/screen/settings.hpp"

#include "app/screen/home.hpp"

namespace cpc::screen {
namespace {

using MaybeIntent = std::optional<view::Intent>;
using view::SettingsPage;

void draw_choice(ui::Ui& ui, const view::SettingChoice& choice, MaybeIntent& intent) {
    ui.strong(choice.label);
    const auto pressed = ui.segmented(choice.label, choice.options, choice.chosen);
    ui.small(choice.help);
    ui.gap(12);
    if (pressed && *pressed != choice.chosen)
        intent = view::Do{choice.act, std::to_string(*pressed)};
}

void draw_step(ui::Ui& ui, const view::SettingStep& step, MaybeIntent& intent) {
    ui::Stepper stepper;
    stepper.label = step.label;
    stepper.shown = step.shown;
    stepper.can_less = step.can_less;
    stepper.can_more = step.can_more;
    if (const auto pressed = ui.stepper(stepper))
        intent = view::Do{step.act, std::to_string(*pressed)};
    ui.small(step.help);
    ui.gap(12);
}

void draw_page(ui::Ui& ui, const SettingsPage& page, MaybeIntent& intent) {
    ui::Sheet sheet;
    sheet.title = page.title;
    sheet.cancels = false;
    if (!page.undo.empty()) sheet.actions.push_back({page.undo, ui::Icon::undo});
    sheet.actions.push_back({page.close, ui::Icon::none, ui::Kind::primary});
    const auto pressed = ui.sheet(sheet, [&] {
        for (const auto& choice : page.choices)
            draw_choice(ui, choice, intent);
        for (const auto& step : page.steps)
            draw_step(ui, step, intent);
        for (const auto& paragraph : page.text)
            ui.paragraph(paragraph);
        for (const auto& button : page.buttons)
            if (ui.button(button.label)) intent = button.intent;
        for (const auto& [label, known] : page.rows) {
            ui.strong(label);
            ui.paragraph(known, ui::Tone::secondary);
        }
    });
    if (!pressed) return;
    if (*pressed + 1 == sheet.actions.size())
        intent = view::CloseSheet{};
    else
        intent = view::Do{"settings-undo", {}};
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const view::SettingsView& view) {
    const auto level = ui.at_level(ui::Level::chair);
    auto intent = draw_plain_bar(ui, {view.title, view.band, {}, {}, view.display, view.hide});
    ui::BottomBar bar;
    bar.left = {{view.back_label, ui::Icon::home}};
    bar.status = notice_status(view.notice, {});
    if (const auto press = ui.bottom_bar(bar); press && press->side == ui::BarSide::left)
        intent = view::GoTo{view::Place::home, {}, {}};
    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    ui.column_page(page, 900, [&] {
        ui.card([&] {
            for (const auto& row : view.rows) {
                ui::ListRow shown;
                shown.label = row.label;
                shown.detail = row.detail;
                if (ui.list_row(shown)) intent = row.intent;
            }
        });
    });
    if (view.page) draw_page(ui, *view.page, intent);
    return intent;
}

}  // namespace cpc::screen
