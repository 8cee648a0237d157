// SPDX-License-Identifier: Apache-2.0
#include "app/screen/sending.hpp"

#include "app/screen/home.hpp"
#include "app/view/decision_support.hpp"

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
        case ParcelState::accepted:
            return ui::Icon::done;
        case ParcelState::refused:
        case ParcelState::returned:
        case ParcelState::held_back:
            return ui::Icon::warning;
    }
    return ui::Icon::info;
}

ui::Tone tone_of(ParcelState state) {
    if (state == ParcelState::received || state == ParcelState::accepted) return ui::Tone::ok;
    const bool wrong = state == ParcelState::refused || state == ParcelState::returned ||
                       state == ParcelState::held_back;
    return wrong ? ui::Tone::bad : ui::Tone::secondary;
}

std::optional<view::Intent> centre_sheet(ui::Ui& ui, const view::CentreSheet& view,
                                         SendingDraft& draft) {
    std::optional<view::Intent> intent;
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = 900;
    ui::Action keep{view.keep, ui::Icon::done, ui::Kind::primary};
    if (draft.address.empty()) keep.blocked_by = view.keep_need;
    sheet.actions = {{view.close}, keep};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.help, ui::Tone::secondary);
        if (view.notice.kind != view::NoticeKind::none) {
            const auto said = notice_status(view.notice, {});
            ui.banner(said.text, said.icon, said.tone);
        }
        ui::TextField address;
        address.label = view.address_label;
        address.hint = view.address_hint;
        address.note = view.address_kept;
        address.single_line = true;
        address.lines = 1;
        address.bytes_max = 200;
        (void)ui.text_field(address, draft.address);
        ui.card(view.centre_title, [&] {
            ui.paragraph(view.centre_text);
            if (!view.fingerprint.empty()) ui.strong(view.fingerprint);
            if (ui.button(view.take)) intent = view::Do{"take-pairing", {}};
        });
        ui.card(view.own_title, [&] {
            ui.paragraph(view.own_text);
            ui.strong(view.own_fingerprint);
            if (ui.button(view.give)) intent = view::Do{"give-registration", {}};
        });
    });
    if (!pressed) return intent;
    if (*pressed == 0) return view::CloseSheet{};
    return view::Do{"keep-address", view::trimmed(draft.address)};
}

std::optional<view::Intent> packs_card(ui::Ui& ui, const view::SendingView& view) {
    std::optional<view::Intent> intent;
    ui.card(view.packs_title, [&] {
        ui.paragraph(view.packs_help, ui::Tone::secondary);
        for (const auto& pack : view.packs) {
            ui::ChecklistRow row;
            row.label = pack.label;
            row.detail = pack.state;
            row.detail_tone = pack.taken ? ui::Tone::ok : ui::Tone::bad;
            row.icon = pack.taken ? ui::Icon::done : ui::Icon::warning;
            row.done = pack.taken;
            row.value = pack.state;
            ui.checklist_row(row);
        }
        if (view.packs.empty()) ui.small(view.packs_none, ui::Tone::secondary);
        ui::Action ask;
        ask.label = view.packs_ask;
        ask.icon = ui::Icon::wifi;
        ask.blocked_by = view.packs_ask_blocked;
        if (ui.button(ask)) intent = view::Do{"fetch-packs", {}};
        ui::Action stick;
        stick.label = view.packs_stick;
        stick.icon = ui::Icon::usb;
        stick.blocked_by = view.packs_stick_blocked;
        if (ui.button(stick)) intent = view::Do{"take-packs", {}};
    });
    return intent;
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const view::SendingView& view, SendingDraft& draft) {
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
    ui::Action centre;
    centre.label = view.centre_label;
    centre.icon = ui::Icon::wifi;
    bar.left = {back, centre};
    bar.status = notice_status(view.notice, view.network);
    bar.right = {stick, send};
    if (const auto press = ui.bottom_bar(bar)) {
        if (press->side == ui::BarSide::left && press->index == 1)
            intent = view::OpenSheet{"centre", {}, {}};
        else if (press->side == ui::BarSide::left)
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
        if (!view.problem.empty())
            ui.card(view::say("sending.failed-title"), [&] {
                ui.paragraph(view.problem);
                ui.small(view::say("sending.failed-safe"));
            });
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
        ui::Action take;
        take.label = view.take_label;
        take.icon = ui::Icon::usb;
        take.blocked_by = view.take_blocked;
        if (ui.button(take)) intent = view::Do{"take-receipts", {}};
        if (auto wanted = packs_card(ui, view)) intent = std::move(wanted);
        ui.small(view::say("sending.safe"));
    });
    if (view.centre)
        if (auto wanted = centre_sheet(ui, *view.centre, draft)) intent = std::move(wanted);
    return intent;
}

}  // namespace cpc::screen
