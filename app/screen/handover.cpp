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
        if (!view.help.empty() && ui.button(view.help)) act = HandAct::help;
        if (ui.button(view.back)) act = HandAct::back;
    });
    return hide ? HandAct::hide : act;
}

// A page of the hand-over with its two buttons.
template <class Body>
std::optional<HandAct> hand_page(ui::Ui& ui, const HandView& view, const ui::Action& go_on,
                                 HandAct goes_on, const Body& body) {
    std::optional<HandAct> act;
    const auto bar = draw_person_bar(ui, {view.initials, view.name, view.display, view.hide});
    ui::BottomBar bottom;
    bottom.left.push_back({view.back});
    bottom.right.push_back(go_on);
    if (const auto press = ui.bottom_bar(bottom))
        act = press->side == ui::BarSide::left                                ? HandAct::back
              : press->side == ui::BarSide::right && go_on.blocked_by.empty() ? goes_on
                                                                              : act;
    ui::Page page;
    page.title = view.title;
    page.help = view.lead;
    ui.column_page(page, 860, [&] { body(act); });
    return bar ? bar : act;
}

std::optional<HandAct> helper(ui::Ui& ui, const HandView& view, view::HelpDraft& draft) {
    ui::Action go_on{view.go_on, ui::Icon::forward, ui::Kind::primary};
    go_on.blocked_by = view.blocked;
    return hand_page(ui, view, go_on, HandAct::helped, [&](auto&) {
        std::vector<ui::ChoiceRow> rows;
        for (const auto& [id, name] : view.helpers)
            rows.push_back({name, {}, ui::Icon::person, {}});
        ui.strong(view.helpers_label);
        if (const auto row = ui.choice_rows(view.helpers_label, rows, draft.row)) draft.row = row;
        if (view.asks_outsider) {
            ui::TextField field;
            field.label = view.outsider_label;
            field.hint = view.outsider_hint;
            field.single_line = true;
            field.lines = 1;
            field.bytes_max = 200;
            (void)ui.text_field(field, draft.outsider);
        }
        ui.strong(view.because_label);
        if (const auto why = ui.segmented(view.because_label, view.because, draft.because))
            draft.because = why;
    });
}

std::optional<HandAct> touches(ui::Ui& ui, const HandView& view) {
    const ui::Action go_on{view.touched, ui::Icon::forward, ui::Kind::primary};
    return hand_page(ui, view, go_on, HandAct::yes, [&](std::optional<HandAct>& act) {
        if (!view.circle_label.empty()) {
            ui.small(view.tries);
            if (const auto hit = ui.touch_circle(view.circle_label, view.circle))
                act = *hit ? HandAct::landed : HandAct::beside;
            return;
        }
        if (!view.larger_offer.empty() && ui.button(view.larger_offer)) act = HandAct::larger;
        if (!view.switch_offer.empty() && ui.button(view.switch_offer)) act = HandAct::by_switch;
    });
}

// Nobody has to: it stands beside what they came for.
void suits(ui::Ui& ui, const HandView& view, HandDraft& draft, std::optional<HandAct>& act) {
    if (view.suits_title.empty()) return;
    ui.card(view.suits_title, [&] {
        ui.paragraph(view.suits_text, ui::Tone::secondary);
        ui::Stepper size;
        size.label = view.size_label;
        size.shown = view.size;
        size.can_less = view.can_smaller;
        size.can_more = view.can_larger;
        if (const auto step = ui.stepper(size))
            act = *step < 0 ? HandAct::smaller : HandAct::larger;
        if (!view.languages.empty())
            if (const auto other =
                    ui.segmented(view.language_label, view.languages, view.language)) {
                draft.language = *other;
                act = HandAct::language;
            }
        if (ui.button(view.touches)) act = HandAct::touches;
    });
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

std::optional<HandAct> who_i_am(ui::Ui& ui, const HandView& view, HandDraft& draft) {
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
        suits(ui, view, draft, act);
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

std::optional<HandAct> draw(ui::Ui& ui, const HandView& view, ui::PinSink& pin, HandDraft& draft) {
    const auto level = ui.at_level(ui::Level::one_person);
    switch (view.step) {
        case HandStep::pass:
            return quiet_pass(ui, view);
        case HandStep::who_i_am:
            return who_i_am(ui, view, draft);
        case HandStep::helper:
            return helper(ui, view, draft.help);
        case HandStep::touches:
            return touches(ui, view);
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
