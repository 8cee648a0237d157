// SPDX-License-Identifier: Apache-2.0
#include "app/screen/lock.hpp"

#include <array>

namespace cpc::screen {

namespace {

// Five words to write down, and what can be done with them.
std::optional<LockAct> draw_words(ui::Ui& ui, const view::LockView& view,
                                  std::span<const std::string_view> proposed) {
    const auto level = ui.at_level(ui::Level::one_person);
    ui.secret_words({view.proposal, proposed});
    ui.gap(16);
    if (!view.note.empty()) ui.small(view.note, tone(view.note_tone), ui::Icon::alert);
    const std::array<LockAct, 3> acts{LockAct::take_words, LockAct::other_words,
                                      LockAct::own_words};
    const std::array<ui::Action, 3> offered{
        ui::Action{view.take, ui::Icon::done, ui::Kind::primary}, ui::Action{view.another},
        ui::Action{view.own, ui::Icon::none, ui::Kind::plain}};
    for (std::size_t i = 0; i < offered.size(); ++i)
        if (ui.button(offered[i])) return acts[i];
    return std::nullopt;
}

}  // namespace

std::optional<LockAct> draw(ui::Ui& ui, const view::LockView& view,
                            std::span<const std::string_view> proposed, ui::SecretSink& passphrase,
                            ui::PinSink& pin) {
    std::optional<LockAct> act;
    ui::AppBar bar;
    bar.display = view.display;
    bar.display_mark = view::unchecked_mark();
    const bool display = ui.app_bar(bar) == ui::AppBarAct::display;
    ui::Quiet quiet;
    quiet.lead = view.band;
    quiet.title = view.clock.empty() ? view.title : view.clock;
    quiet.text = view.clock.empty() ? view.text : view.title + "\n" + view.text;
    quiet.width_u = 520;
    ui.quiet(quiet, [&] {
        if (!view.proposal.empty()) {
            act = draw_words(ui, view, proposed);
            return;
        }
        if (view.asks_pin) {
            ui::PinPad pad;
            pad.title = view.pin_title;
            pad.message = view.note;
            pad.digits = view.pin_digits;
            if (const auto pressed = ui.pin_pad(pad, pin))
                act =
                    *pressed == ui::PinAct::complete ? LockAct::pin_complete : LockAct::pin_cancel;
            return;
        }
        ui::SecretField field;
        field.label = view.field;
        field.hint = view.hint;
        field.note = view.note;
        field.note_tone = tone(view.note_tone);
        (void)ui.secret_field(field, passphrase);
        ui::Action open;
        open.label = view.next;
        open.icon = ui::Icon::unlock;
        open.kind = ui::Kind::primary;
        open.blocked_by = view.blocked_by;
        if (ui.button(open)) act = LockAct::go_on;
        if (!view.back.empty() && ui.button(view.back, ui::Kind::plain))
            act = LockAct::back_to_words;
        for (const auto& line : view.weaker)
            ui.small(line, ui::Tone::warn, ui::Icon::alert);
        if (!view.battery.empty()) ui.small(view.battery, ui::Tone::secondary, ui::Icon::battery);
    });
    return display ? LockAct::display : act;
}

std::optional<CoverAct> draw(ui::Ui& ui, const view::CoverView& view, ui::PinSink& pin) {
    std::optional<CoverAct> act;
    ui::Quiet quiet;
    quiet.look = ui::QuietLook::hidden;
    if (view.asking) {
        quiet.title = view.pin_title;
        ui.quiet(quiet, [&] {
            ui::PinPad pad;
            pad.message = view.message;
            pad.digits = view.digits;
            pad.cancel = view.cancel;
            if (const auto pressed = ui.pin_pad(pad, pin))
                act = *pressed == ui::PinAct::complete ? CoverAct::pin_complete
                                                       : CoverAct::pin_cancel;
        });
        return act;
    }
    quiet.icon = view.back.empty() ? ui::Icon::heart : ui::Icon::lock;
    quiet.title = view.title;
    quiet.text = view.text;
    ui.quiet(quiet, [&] {
        if (view.waiting) {
            if (ui.button(view.passphrase, ui::Kind::primary)) act = CoverAct::passphrase;
            if (ui.button(view.back)) act = CoverAct::pin_cancel;
            return;
        }
        ui::Action open;
        open.label = view.open;
        open.icon = ui::Icon::lock;
        open.kind = ui::Kind::primary;
        if (ui.button(open)) act = CoverAct::open;
        if (!view.back.empty() && ui.button(view.back)) act = CoverAct::back;
    });
    return act;
}

std::optional<view::Intent> draw(ui::Ui& ui, const view::ResumeView& view) {
    const auto level = ui.at_level(ui::Level::chair);
    std::optional<view::Intent> intent;
    ui::AppBar bar;
    bar.title = view.bar_title;
    bar.hide = view.hide;
    if (const auto act = ui.app_bar(bar); act && *act == ui::AppBarAct::hide)
        intent = view::HideScreen{};
    ui::BottomBar bottom;
    bottom.left.push_back({view.home});
    ui::Action carry_on;
    carry_on.label = view.carry_on;
    carry_on.icon = ui::Icon::forward;
    carry_on.icon_last = true;
    carry_on.kind = ui::Kind::primary;
    bottom.right.push_back(carry_on);
    if (const auto press = ui.bottom_bar(bottom)) {
        if (press->side == ui::BarSide::right) intent = view.target;
        if (press->side == ui::BarSide::left) {
            view::GoTo home;
            home.place = view::Place::home;
            intent = home;
        }
    }
    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    ui.column_page(page, 860, [&] {
        ui.card([&] {
            for (const auto& line : view.safe)
                ui.small(line, ui::Tone::ok, ui::Icon::tick);
            if (!view.warning.empty()) ui.small(view.warning, ui::Tone::warn, ui::Icon::alert);
        });
        if (!view.drafts.empty())
            ui.card(view.drafts_title, [&] {
                for (const auto& line : view.drafts)
                    ui.small(line, ui::Tone::secondary, ui::Icon::pencil);
            });
    });
    return intent;
}

}  // namespace cpc::screen
