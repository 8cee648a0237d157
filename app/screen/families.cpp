// SPDX-License-Identifier: Apache-2.0
#include "app/screen/families.hpp"

namespace cpc::screen {

std::optional<view::Intent> draw(ui::Ui& ui, const view::FamiliesView& view) {
    const auto level = ui.at_level(ui::Level::chair);
    std::optional<view::Intent> intent;
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = 980;
    sheet.actions = {{view.close}};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.text, ui::Tone::secondary);
        if (!view.none.empty()) ui.empty_state(view.none);
        for (const auto& card : view.cards) {
            const auto id = ui.id(card.id);
            ui.card(card.name, [&] {
                ui.paragraph(card.aim);
                ui.small(card.facts, ui::Tone::secondary, ui::Icon::book);
                ui.small(card.begins, ui::Tone::secondary, ui::Icon::play);
                if (!card.state.empty()) ui.chip(card.state, ui::Icon::play, ui::Tone::primary);
                std::vector<ui::Action> actions;
                if (!card.carry_on.empty()) actions.push_back({card.carry_on, ui::Icon::forward});
                actions.push_back(
                    {card.begin, card.carry_on.empty() ? ui::Icon::forward : ui::Icon::refresh});
                const auto which = ui.buttons(actions);
                if (!which) return;
                if (*which == 0 && !card.carry_on.empty())
                    intent = card.target;
                else
                    intent = view::Do{view::practise_act, card.id};
            });
        }
    });
    if (pressed) return view::CloseSheet{};
    return intent;
}

}  // namespace cpc::screen
