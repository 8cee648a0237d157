// SPDX-License-Identifier: Apache-2.0
#include "app/screen/cosign.hpp"

namespace cpc::screen {

std::optional<view::Intent> draw_cosign(ui::Ui& ui, const view::CosignView& view) {
    std::optional<view::Intent> intent;
    const auto level = ui.at_level(ui::Level::one_person);
    ui::Action later;
    later.label = view.later_label;
    ui::Action hold;
    hold.label = view.hold_label;
    hold.icon = ui::Icon::pencil;
    hold.kind = ui::Kind::primary;
    hold.hold = true;
    hold.blocked_by = view.blocked;
    ui::BottomBar bar;
    bar.left.push_back(later);
    bar.right.push_back(hold);
    if (const auto press = ui.bottom_bar(bar)) {
        if (press->side == ui::BarSide::left) intent = view::CloseSheet{};
        if (press->side == ui::BarSide::right && hold.blocked_by.empty())
            intent = view::Do{"cosign", view.person.id.hex()};
    }
    ui::Page page;
    page.title = view.title;
    ui.column_page(page, 920, [&] {
        ui.question(view.sentence);
        for (const auto& own : view.positions)
            ui.card(own.child, [&] {
                ui.small(own.question);
                ui.strong(own.said);
                if (!own.reason.empty()) ui.quote(own.reason, view.person.name);
                if (!own.note.empty()) ui.small(own.note);
                ui.divider();
                ui.paragraph(own.result);
            });
        ui.small(view.wrong);
    });
    return intent;
}

}  // namespace cpc::screen
