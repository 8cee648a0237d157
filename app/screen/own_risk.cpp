// SPDX-License-Identifier: Apache-2.0
#include "app/screen/own_risk.hpp"

namespace cpc::screen {
namespace {

void take_up(const view::OwnRiskView& view, OwnRiskDraft& draft) {
    if (draft.person == view.person.id && draft.child == view.child) return;
    draft = OwnRiskDraft{view.person.id, view.child, view.said};
}

}  // namespace

std::optional<view::Intent> draw_own_risk(ui::Ui& ui, const view::OwnRiskView& view,
                                          OwnRiskDraft& draft) {
    std::optional<view::Intent> intent;
    take_up(view, draft);
    const auto level = ui.at_level(ui::Level::one_person);
    ui::Action not_now;
    not_now.label = view.not_now_label;
    ui::Action again;
    again.label = view.again_label;
    again.icon = ui::Icon::undo;
    ui::Action hold;
    hold.label = view.hold_label;
    hold.icon = ui::Icon::done;
    hold.kind = ui::Kind::primary;
    hold.hold = true;
    hold.blocked_by = !view.blocked.empty() ? view.blocked
                      : draft.chosen        ? std::string{}
                                            : view.choose_first;
    ui::BottomBar bar;
    bar.left.push_back(not_now);
    bar.left.push_back(again);
    bar.right.push_back(hold);
    if (const auto press = ui.bottom_bar(bar)) {
        if (press->side == ui::BarSide::left && press->index == 0)
            intent = view::CloseSheet{};
        else if (press->side == ui::BarSide::left)
            draft.chosen.reset();
        else if (press->side == ui::BarSide::right && hold.blocked_by.empty())
            intent = view::Ask{conference::Say<conference::SafetyScored>{
                                   {view.child, *draft.chosen, view.person.id}},
                               view.person.id, view.given};
    }
    const auto scope = ui.id(view.person.id.hex() + view.child.hex());
    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    ui.column_page(page, 920, [&] {
        if (!view.earlier.empty()) ui.small(view.earlier);
        ui.card([&] {
            ui::Scale scale;
            scale.label = view.scale;
            scale.low = view.low;
            scale.high = view.high;
            scale.chosen = draft.chosen;
            if (const auto pressed = ui.scale_0_10(scale)) draft.chosen = pressed;
        });
    });
    return intent;
}

}  // namespace cpc::screen
