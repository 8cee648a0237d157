// SPDX-License-Identifier: Apache-2.0
#include "app/screen/sending.hpp"

#include "app/screen/home.hpp"

namespace cpc::screen {
namespace {

using view::ParcelState;

ui::Icon icon_of(ParcelState state) {
    switch (state) {
        case ParcelState::waiting:
            return ui::Icon::waiting;
        case ParcelState::sealed:
            return ui::Icon::lock;
        case ParcelState::sending:
            return ui::Icon::upload;
        case ParcelState::sent:
            return ui::Icon::mail;
        case ParcelState::received:
            return ui::Icon::done;
        case ParcelState::refused:
            return ui::Icon::warning;
    }
    return ui::Icon::info;
}

ui::Tone tone_of(ParcelState state) {
    if (state == ParcelState::received) return ui::Tone::ok;
    return state == ParcelState::refused ? ui::Tone::bad : ui::Tone::secondary;
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const view::SendingView& view) {
    const auto level = ui.at_level(ui::Level::chair);
    auto intent = draw_plain_bar(ui, {view.title, {}, {}, {}, view.display, view.hide});
    ui::Action back;
    back.label = view.back_label;
    back.icon = ui::Icon::home;
    ui::Action stick;
    stick.label = view.stick_label;
    stick.icon = ui::Icon::usb;
    stick.blocked_by = view.stick_blocked;
    ui::Action send;
    send.label = view.send_label;
    send.icon = ui::Icon::forward;
    send.icon_last = true;
    send.kind = ui::Kind::primary;
    send.blocked_by = view.send_blocked;
    ui::BottomBar bar;
    bar.left.push_back(back);
    bar.status.text = view.network;
    bar.right = {stick, send};
    if (const auto press = ui.bottom_bar(bar)) {
        if (press->side == ui::BarSide::left)
            intent = view::GoTo{view::Place::home, {}, {}};
        else if (press->side == ui::BarSide::right && press->index == 0 && stick.blocked_by.empty())
            intent = view::Do{"save-bundles", {}};
        else if (press->side == ui::BarSide::right && press->index == 1 && send.blocked_by.empty())
            intent = view::Do{"send", {}};
    }
    ui::Page page;
    page.title = view.title;
    page.help = view.lead;
    ui.column_page(page, 900, [&] {
        for (const auto& parcel : view.parcels) {
            ui::ChecklistRow row;
            row.label = parcel.label + " · " + parcel.detail;
            row.detail = parcel.state;
            row.detail_tone = tone_of(parcel.kind);
            row.icon = icon_of(parcel.kind);
            row.done = parcel.kind == ParcelState::received;
            row.value = parcel.state;
            ui.card([&] { ui.checklist_row(row); });
        }
        if (view.parcels.empty()) ui.empty_state(view::say("sending.empty"));
        ui.small(view::say("sending.safe"));
    });
    return intent;
}

}  // namespace cpc::screen
