// SPDX-License-Identifier: Apache-2.0
#include "app/screen/new_conference.hpp"

#include <algorithm>

#include "app/screen/home.hpp"

namespace cpc::screen {
namespace {

using view::NewConferenceView;
using view::TypeOffered;

constexpr int first_start_minute = 600;  // 10:00
constexpr int length_step = 15;
constexpr int length_least = 30;
constexpr int length_most = 240;
const std::string planned_day = "day";

const TypeOffered& type_of(const NewConferenceView& view, const NewConferenceDraft& draft) {
    const auto& procedure = view.procedures.at(draft.procedure);
    return procedure.types.at(std::min(draft.type, procedure.types.size() - 1));
}

std::vector<view::DateAsked> dates_asked(const TypeOffered& type, const NewConferenceDraft& draft) {
    auto asked = type.dates;
    if (draft.reason && *draft.reason < type.reasons.size())
        for (const auto& date : type.reasons.at(*draft.reason).dates)
            asked.push_back(date);
    return asked;
}

// Why the conference cannot be made yet; the first thing that is missing from the top.
std::string missing(const NewConferenceView& view, const NewConferenceDraft& draft) {
    const auto& type = type_of(view, draft);
    if (!type.reasons.empty() && !draft.reason) return view.need_reason;
    for (const auto& date : dates_asked(type, draft))
        if (!draft.dates.contains(date.event)) return date.need;
    if (draft.family.empty()) return view.need_family;
    if (draft.venue.empty()) return view.need_venue;
    return {};
}

view::Ask ask_of(const NewConferenceView& view, const NewConferenceDraft& draft) {
    const auto& type = type_of(view, draft);
    conference::ConferenceOpened opened;
    opened.procedure = view.procedures.at(draft.procedure).id;
    opened.type = type.id;
    opened.family = draft.family;
    opened.venue = draft.venue;
    opened.planned_start = view.now;
    opened.planned_start.date = draft.day.value_or(view.now.date);
    opened.planned_start.minute = draft.minute.value_or(first_start_minute);
    opened.planned_minutes = draft.length_minutes;
    if (draft.reason && *draft.reason < type.reasons.size())
        opened.basis = type.reasons.at(*draft.reason).id;
    for (const auto& date : dates_asked(type, draft))
        opened.start_events.push_back({date.event, draft.dates.at(date.event)});
    return {conference::Say<conference::ConferenceOpened>{std::move(opened)}, {}, {}};
}

void what_kind(ui::Ui& ui, const NewConferenceView& view, NewConferenceDraft& draft) {
    if (view.procedures.size() > 1) {
        ui.question(view.procedure_label);
        std::vector<std::string> titles;
        std::vector<bool> on;
        for (const auto& procedure : view.procedures) {
            titles.push_back(procedure.title);
            on.push_back(on.size() == draft.procedure);
        }
        if (const auto pressed = ui.chips(view.procedure_label, titles, on)) {
            draft.procedure = *pressed;
            draft.type = 0;
            draft.reason.reset();
        }
    }
    const auto& types = view.procedures.at(draft.procedure).types;
    ui.question(view.type_label);
    std::vector<ui::ChoiceRow> rows;
    for (const auto& type : types)
        rows.push_back({type.label, type.purpose, ui::Icon::people, {}});
    if (const auto pressed = ui.choice_rows(view.type_label, rows, draft.type)) {
        draft.type = *pressed;
        draft.reason.reset();
    }
    const auto& type = type_of(view, draft);
    if (type.reasons.empty()) return;
    ui.question(type.question);
    std::vector<std::string> labels;
    std::vector<bool> on;
    for (const auto& reason : type.reasons) {
        labels.push_back(reason.label);
        on.push_back(draft.reason == on.size());
    }
    if (const auto pressed = ui.chips(type.question, labels, on)) draft.reason = *pressed;
}

void when_and_where(ui::Ui& ui, const NewConferenceView& view, NewConferenceDraft& draft) {
    const auto asked = dates_asked(type_of(view, draft), draft);
    if (!asked.empty()) {
        ui.card(view.dates_title, [&] {
            for (const auto& date : asked) {
                const auto chosen = draft.dates.find(date.event);
                ui::ListRow row;
                row.label = date.label;
                row.detail = date.means;
                row.right = chosen == draft.dates.end() ? view.date_missing
                                                        : view::say_date(chosen->second);
                row.icon = ui::Icon::calendar;
                row.tone = chosen == draft.dates.end() ? ui::Tone::warn : ui::Tone::primary;
                if (ui.list_row(row)) draft.open_date = date.event;
            }
        });
    }
    ui.question(view.where_title);
    ui::TextField family;
    family.label = view.family_label;
    family.hint = view.family_hint;
    family.single_line = true;
    family.lines = 1;
    family.bytes_max = 200;
    (void)ui.text_field(family, draft.family);
    ui::TextField venue = family;
    venue.label = view.venue_label;
    venue.hint = view.venue_hint;
    (void)ui.text_field(venue, draft.venue);
}

void planned(ui::Ui& ui, const NewConferenceView& view, NewConferenceDraft& draft) {
    ui.card(view.when_title, [&] {
        ui::ListRow day;
        day.label = view.start_date_label;
        day.right = view::say_date(draft.day.value_or(view.now.date));
        day.icon = ui::Icon::calendar;
        day.tone = ui::Tone::primary;
        if (ui.list_row(day)) draft.open_date = planned_day;
        ui::TimeStepper time;
        time.label = view.start_time_label;
        time.minute = draft.minute.value_or(first_start_minute);
        if (const auto minute = ui.time_stepper(time)) draft.minute = *minute;
        ui::Stepper length;
        length.label = view.length_label;
        length.shown = view::say("shell.length", {{"n", std::to_string(draft.length_minutes)}});
        length.can_less = draft.length_minutes > length_least;
        length.can_more = draft.length_minutes < length_most;
        if (const auto step = ui.stepper(length)) draft.length_minutes += *step * length_step;
        const auto& text = view.procedures.at(draft.procedure).length_text;
        if (!text.empty()) ui.small(text);
    });
}

void date_sheet(ui::Ui& ui, const NewConferenceView& view, NewConferenceDraft& draft) {
    if (draft.open_date.empty()) return;
    DateSheet sheet;
    sheet.title = view.start_date_label;
    sheet.cancel = view.cancel;
    sheet.done = view.pick;
    auto start = draft.day.value_or(view.now.date);
    for (const auto& date : dates_asked(type_of(view, draft), draft)) {
        if (date.event != draft.open_date) continue;
        sheet.title = date.label;
        sheet.help = date.means;
        const auto chosen = draft.dates.find(date.event);
        start = chosen == draft.dates.end() ? view.now.date : chosen->second;
    }
    bool closed = false;
    if (const auto chosen = draw_date_sheet(ui, sheet, start, draft.date, closed)) {
        if (draft.open_date == planned_day)
            draft.day = *chosen;
        else
            draft.dates[draft.open_date] = *chosen;
    }
    if (closed) draft.open_date.clear();
}

}  // namespace

std::optional<Date> draw_date_sheet(ui::Ui& ui, const DateSheet& sheet, Date start,
                                    std::optional<Date>& moving, bool& closed) {
    ui::Sheet shown;
    shown.title = sheet.title;
    shown.actions = {{sheet.cancel}, {sheet.done, ui::Icon::done, ui::Kind::primary}};
    const auto now = moving.value_or(start);
    const auto pressed = ui.sheet(shown, [&] {
        if (!sheet.help.empty()) ui.paragraph(sheet.help, ui::Tone::secondary);
        ui::DateStepper stepper;
        stepper.value = now;
        stepper.spoken = view::say_day(now) + " " + std::to_string(now.year());
        if (const auto date = ui.date_stepper(stepper)) moving = *date;
    });
    if (!pressed) return std::nullopt;
    closed = true;
    moving.reset();
    if (*pressed == 0) return std::nullopt;
    return now;
}

std::optional<view::Intent> draw(ui::Ui& ui, const view::NewConferenceView& view,
                                 NewConferenceDraft& draft) {
    const auto level = ui.at_level(ui::Level::chair);
    if (view.procedures.empty()) return std::nullopt;
    auto intent =
        draw_plain_bar(ui, {view.bar_title, view.band, {}, view.home, view.display, view.hide});
    const auto blocked = missing(view, draft);
    ui::BottomBar bottom;
    bottom.left.push_back({view.cancel});
    bottom.status = notice_status(view.notice, blocked);
    ui::Action make;
    make.label = view.make;
    make.icon = ui::Icon::forward;
    make.icon_last = true;
    make.kind = ui::Kind::primary;
    make.blocked_by = blocked;
    bottom.right.push_back(make);
    if (const auto press = ui.bottom_bar(bottom)) {
        if (press->side == ui::BarSide::right) intent = ask_of(view, draft);
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
        what_kind(ui, view, draft);
        when_and_where(ui, view, draft);
        planned(ui, view, draft);
    });
    date_sheet(ui, view, draft);
    return intent;
}

}  // namespace cpc::screen
