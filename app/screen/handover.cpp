// SPDX-License-Identifier: Apache-2.0
#include "app/screen/handover.hpp"

namespace cpc::screen {
namespace {

using view::HandStep;
using view::HandView;

std::optional<HandAct> quiet_pass(ui::Ui& ui, const HandView& view) {
    std::optional<HandAct> act;
    ui::Quiet quiet;
    quiet.look = ui::QuietLook::hand_over;
    quiet.initials = view.initials;
    quiet.lead = view.lead;
    quiet.title = view.title;
    quiet.text = view.text;
    quiet.hide = view.hide;
    const bool hide = ui.quiet(quiet, [&] {
        if (ui.button(view.yes, ui::Kind::primary)) act = HandAct::yes;
        if (ui.button(view.back)) act = HandAct::back;
    });
    return hide ? HandAct::hide : act;
}

std::optional<HandAct> pad(ui::Ui& ui, const HandView& view, ui::PinSink& pin) {
    std::optional<HandAct> act;
    ui::Quiet quiet;
    quiet.look = ui::QuietLook::hand_over;
    quiet.title = view.pin_title;
    quiet.text = view.text;
    quiet.hide = view.hide;
    const bool hide = ui.quiet(quiet, [&] {
        ui::PinPad shown;
        shown.message = view.pin_message;
        shown.digits = view.digits;
        shown.cancel = view.pin_cancel;
        if (const auto pressed = ui.pin_pad(shown, pin))
            act = *pressed == ui::PinAct::complete ? HandAct::pin_complete : HandAct::back;
    });
    return hide ? HandAct::hide : act;
}

std::optional<HandAct> who_i_am(ui::Ui& ui, const HandView& view) {
    std::optional<HandAct> act;
    const auto bar = draw_person_bar(ui, {view.initials, view.name, view.display, view.hide});
    ui::BottomBar bottom;
    bottom.left.push_back({view.back});
    bottom.right.push_back({view.yes, ui::Icon::done, ui::Kind::primary});
    if (const auto press = ui.bottom_bar(bottom)) {
        if (press->side == ui::BarSide::left) act = HandAct::back;
        if (press->side == ui::BarSide::right) act = HandAct::yes;
    }
    ui::Page page;
    page.title = view.title;
    page.help = view.lead;
    ui.column_page(page, 860, [&] {
        ui.card([&] {
            for (const auto& fact : view.facts)
                ui.paragraph(fact);
        });
        if (!view.statement.empty())
            ui.card(view.statement_title, [&] { ui.paragraph(view.statement); });
    });
    return bar ? bar : act;
}

std::optional<HandAct> thanks(ui::Ui& ui, const HandView& view) {
    std::optional<HandAct> act;
    ui::Quiet quiet;
    quiet.look = ui::QuietLook::hand_over;
    quiet.icon = ui::Icon::tick;
    quiet.title = view.title;
    quiet.text = view.text;
    quiet.hide = view.hide;
    const bool hide = ui.quiet(quiet, [&] {
        if (!view.next.empty() && ui.button(view.next, ui::Kind::primary)) act = HandAct::next;
        const auto kind = view.next.empty() ? ui::Kind::primary : ui::Kind::outlined;
        if (ui.button(view.chair, kind)) act = HandAct::chair;
    });
    return hide ? HandAct::hide : act;
}

}  // namespace

std::optional<HandAct> draw_person_bar(ui::Ui& ui, const view::PersonBar& view) {
    ui::AppBar bar;
    bar.title = view.name;
    bar.initials = view.initials;
    bar.display = view.display;
    bar.display_mark = view::unchecked_mark();
    bar.hide = view.hide;
    const auto press = ui.app_bar(bar);
    if (press == ui::AppBarAct::hide) return HandAct::hide;
    if (press == ui::AppBarAct::display) return HandAct::display;
    return std::nullopt;
}

std::optional<HandAct> draw(ui::Ui& ui, const HandView& view, ui::PinSink& pin) {
    const auto level = ui.at_level(ui::Level::one_person);
    switch (view.step) {
        case HandStep::pass:
            return quiet_pass(ui, view);
        case HandStep::who_i_am:
            return who_i_am(ui, view);
        case HandStep::choose_pin:
        case HandStep::repeat_pin:
        case HandStep::pin:
            return pad(ui, view, pin);
        case HandStep::thanks:
            return thanks(ui, view);
        case HandStep::body:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace cpc::screen
