// SPDX-License-Identifier: Apache-2.0
#include "app/screen/home.hpp"

#include <utility>

#include "app/view/fold.hpp"

namespace cpc::screen {
namespace {

std::optional<view::Intent> conference_card(ui::Ui& ui, const view::HomeCard& card) {
    std::optional<view::Intent> intent;
    const auto id = ui.id(card.key);
    ui.card(card.title, [&] {
        ui.paragraph(card.when, ui::Tone::normal);
        ui.small(card.facts, ui::Tone::secondary, ui::Icon::people);
        if (!card.reports.empty())
            ui.small(card.reports, card.reports_done ? ui::Tone::ok : ui::Tone::secondary,
                     card.reports_done ? ui::Icon::tick : ui::Icon::document);
        if (!card.prepared.empty()) ui.small(card.prepared, ui::Tone::secondary, ui::Icon::mail);
        if (!card.state.empty())
            ui.chip(card.state, card.closed ? ui::Icon::done : ui::Icon::play,
                    card.closed ? ui::Tone::ok : ui::Tone::primary);
        if (!card.overdue.empty()) ui.small(card.overdue, ui::Tone::warn, ui::Icon::warning);
        if (card.open.empty()) return;
        ui::Action open;
        open.label = card.open;
        open.kind = card.primary ? ui::Kind::primary : ui::Kind::outlined;
        open.icon = ui::Icon::forward;
        open.icon_last = true;
        if (ui.button(open)) intent = card.target;
    });
    return intent;
}

// By day, room or initials only: whatever else is written is not searched.
void search_field(ui::Ui& ui, const view::HomeView& view, HomeDraft& draft) {
    ui::TextField field;
    field.label = view.search_label;
    field.hint = view.search_hint;
    field.single_line = true;
    field.lines = 1;
    field.bytes_max = 100;
    field.sentences = false;
    (void)ui.text_field(field, draft.search);
}

void draw_overdue(ui::Ui& ui, const view::HomeView& view, std::optional<view::Intent>& intent) {
    if (view.overdue.empty()) return;
    ui.card(view.overdue_title, [&] {
        for (const auto& card : view.overdue) {
            const auto id = ui.id("overdue " + card.key);
            ui::ListRow row;
            row.label = card.title;
            row.detail = card.overdue;
            row.icon = ui::Icon::warning;
            row.tone = ui::Tone::warn;
            if (ui.list_row(row)) intent = card.target;
        }
    });
}

void draw_side(ui::Ui& ui, const view::HomeView& view, std::optional<view::Intent>& intent) {
    draw_overdue(ui, view, intent);
    ui.card(view.sending_title, [&] {
        ui.paragraph(view.sending_text, ui::Tone::secondary);
        if (ui.button(view.sending_label)) {
            view::GoTo go;
            go.place = view::Place::sending;
            intent = go;
        }
    });
    ui.card(view.tablet_title, [&] {
        ui.paragraph(view.tablet_text, ui::Tone::secondary);
        if (ui.button(view.ready_label)) intent = view::GoTo{view::Place::diagnostics, {}, {}};
        if (ui.button(view.settings_label)) intent = view::GoTo{view::Place::settings, {}, {}};
    });
    ui.card(view.procedures_title, [&] {
        for (const auto& line : view.procedures)
            ui.small(line, ui::Tone::secondary, ui::Icon::book);
    });
}

}  // namespace

ui::Status notice_status(const view::Notice& notice, std::string otherwise) {
    switch (notice.kind) {
        case view::NoticeKind::done:
            return {notice.text, ui::Icon::tick, ui::Tone::ok};
        case view::NoticeKind::refused:
            return {notice.text, ui::Icon::scales, ui::Tone::warn};
        case view::NoticeKind::failed:
            return {notice.text, ui::Icon::warning, ui::Tone::bad};
        case view::NoticeKind::warned:
            return {notice.text, ui::Icon::battery, ui::Tone::warn};
        case view::NoticeKind::none:
            break;
    }
    return {std::move(otherwise), ui::Icon::info, ui::Tone::secondary};
}

std::optional<view::Intent> draw_plain_bar(ui::Ui& ui, const PlainBar& bar) {
    ui::AppBar shown;
    shown.title = bar.title;
    shown.place = bar.band;
    shown.home = bar.home;
    shown.display = bar.display;
    shown.display_mark = view::unchecked_mark();
    shown.hide = bar.hide;
    if (!bar.time.empty()) {
        shown.time = bar.time;
    }
    const auto act = ui.app_bar(shown);
    if (!act) return std::nullopt;
    if (*act == ui::AppBarAct::display) return view::OpenSheet{"display", {}, {}};
    if (*act == ui::AppBarAct::hide) return view::HideScreen{};
    if (*act == ui::AppBarAct::home) {
        view::GoTo home;
        home.place = view::Place::home;
        return home;
    }
    return std::nullopt;
}

std::optional<view::Intent> draw(ui::Ui& ui, const view::HomeView& view, HomeDraft& draft) {
    const auto level = ui.at_level(ui::Level::chair);
    auto intent = draw_plain_bar(ui, {view.bar_title, view.band, {}, {}, view.display, view.hide});

    ui::BottomBar bottom;
    ui::Action lock;
    lock.label = view.lock_label;
    lock.icon = ui::Icon::lock;
    bottom.left.push_back(lock);
    bottom.status = notice_status(view.notice, {});
    ui::Action fresh;
    fresh.label = view.new_label;
    fresh.icon = ui::Icon::plus;
    bottom.right.push_back({view.request_label});
    bottom.right.push_back(fresh);
    if (const auto press = ui.bottom_bar(bottom)) {
        if (press->side == ui::BarSide::left) intent = view::LockTablet{};
        if (press->side == ui::BarSide::right) {
            view::GoTo go;
            go.place = view::Place::new_conference;
            draft.for_request = press->index == 0;
            intent = go;
        }
    }

    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    page.side_fold = view.sending_title;
    const auto content = [&] {
        if (!view.families_label.empty()) {
            ui::Action families;
            families.label = view.families_label;
            families.icon = ui::Icon::people;
            if (ui.button(families)) intent = view::OpenSheet{"families", {}, {}};
        }
        if (const auto pressed = ui.segmented(view.filter_label, view.filters, draft.filter))
            draft.filter = *pressed;
        const auto& cards = draft.filter == 0   ? view.today
                            : draft.filter == 1 ? view.coming
                                                : view.past;
        if (cards.empty())
            ui.empty_state(draft.filter == 0   ? view.none_today
                           : draft.filter == 1 ? view.none_coming
                                               : view.none_past);
        const bool searched = draft.filter == 2 && !view.past.empty();
        if (searched) search_field(ui, view, draft);
        bool any = cards.empty();
        for (const auto& card : cards) {
            if (searched && !view::found_in(card.find, draft.search)) continue;
            any = true;
            if (auto pressed = conference_card(ui, card)) intent = std::move(pressed);
        }
        if (!any) ui.empty_state(view.search_none);
    };
    (void)ui.page(page, content, [&] { draw_side(ui, view, intent); });
    return intent;
}

}  // namespace cpc::screen
