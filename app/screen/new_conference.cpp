// SPDX-License-Identifier: Apache-2.0
#include "app/screen/new_conference.hpp"

#include <algorithm>
#include <array>

#include "app/screen/home.hpp"
#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using view::NewConferenceView;
using view::ProcedureOffered;
using view::TypeOffered;
using Open = NewConferenceDraft::Open;

constexpr int first_start_minute = 600;  // 10:00
constexpr int length_step = 15;
constexpr int length_least = 30;
constexpr int length_most = 240;
constexpr float page_width_u = 1232;
constexpr float column_least_u = 420;  // a date stepper with its three columns

// The chosen one, the one used last, or the only one there is.
const ProcedureOffered* procedure_of(const NewConferenceView& view,
                                     const NewConferenceDraft& draft) {
    for (const auto& procedure : view.procedures)
        if (draft.procedure == procedure.id) return &procedure;
    const bool known = view.used > 0 || view.procedures.size() == 1;
    return known ? &view.procedures.front() : nullptr;
}

const TypeOffered& type_of(const ProcedureOffered& procedure, const NewConferenceDraft& draft) {
    return procedure.types.at(std::min(draft.type, procedure.types.size() - 1));
}

bool has(const std::vector<std::string>& list, const std::string& wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

void flip(std::vector<std::string>& list, const std::string& id) {
    const auto found = std::find(list.begin(), list.end(), id);
    if (found == list.end())
        list.push_back(id);
    else
        list.erase(found);
}

const view::ReasonOffered* reason_of(const TypeOffered& type, const std::string& id) {
    const auto found = std::find_if(type.reasons.begin(), type.reasons.end(),
                                    [&](const auto& reason) { return reason.id == id; });
    return found == type.reasons.end() ? nullptr : &*found;
}

std::string words_for(const NewConferenceDraft& draft, const std::string& reason) {
    const auto found = draft.reason_texts.find(reason);
    return found == draft.reason_texts.end() ? std::string{} : view::trimmed(found->second);
}

bool asks_for(const std::vector<view::DateAsked>& dates, const std::string& event) {
    return std::any_of(dates.begin(), dates.end(),
                       [&](const auto& date) { return date.event == event; });
}

std::vector<view::DateAsked> dates_asked(const TypeOffered& type, const NewConferenceDraft& draft) {
    auto asked = type.dates;
    for (const auto& id : draft.reasons)
        if (const auto* reason = reason_of(type, id))
            for (const auto& date : reason->dates)
                if (!asks_for(asked, date.event)) asked.push_back(date);
    return asked;
}

std::vector<view::DateAsked> dates_for_later(const TypeOffered& type,
                                             const NewConferenceDraft& draft) {
    const auto asked = dates_asked(type, draft);
    std::vector<view::DateAsked> later;
    for (const auto& date : type.later_dates)
        if (!asks_for(asked, date.event)) later.push_back(date);
    return later;
}

// Why the conference cannot be made yet; the first thing that is missing from the top.
std::string missing(const NewConferenceView& view, const NewConferenceDraft& draft) {
    const auto* procedure = procedure_of(view, draft);
    if (procedure == nullptr) return view.need_procedure;
    const auto& type = type_of(*procedure, draft);
    if (draft.reasons.size() < type.reasons_least) return type.need_reasons;
    for (const auto& id : draft.reasons)
        if (const auto* reason = reason_of(type, id))
            if (!reason->need_text.empty() && words_for(draft, id).empty())
                return reason->need_text;
    for (const auto& date : dates_asked(type, draft))
        if (!draft.dates.contains(date.event)) return date.need;
    if (view::trimmed(draft.family).empty()) return view.need_family;
    if (view::trimmed(draft.venue).empty()) return view.need_venue;
    return {};
}

view::Ask ask_of(const NewConferenceView& view, const ProcedureOffered& procedure,
                 const NewConferenceDraft& draft) {
    const auto& type = type_of(procedure, draft);
    conference::ConferenceOpened opened;
    opened.procedure = procedure.id;
    opened.type = type.id;
    opened.family = view::trimmed(draft.family);
    opened.venue = view::trimmed(draft.venue);
    opened.planned_start = view.now;
    opened.planned_start.date = draft.day.value_or(view.now.date);
    opened.planned_start.minute = draft.minute.value_or(first_start_minute);
    opened.planned_minutes = draft.length_minutes;
    if (!draft.reasons.empty()) {
        opened.basis = draft.reasons.front();
        opened.grounds.emplace();
        for (const auto& id : draft.reasons)
            opened.grounds->push_back({id, words_for(draft, id)});
    }
    for (const auto& date : dates_asked(type, draft))
        opened.start_events.push_back({date.event, draft.dates.at(date.event)});
    for (const auto& date : dates_for_later(type, draft))
        if (const auto chosen = draft.dates.find(date.event); chosen != draft.dates.end())
            opened.start_events.push_back({date.event, chosen->second});
    if (!draft.flags.empty()) opened.flags = draft.flags;
    if (!draft.overlays.empty()) {
        opened.overlays.emplace();
        for (const auto& id : draft.overlays)
            opened.overlays->push_back({id, {}});
    }
    return {conference::Say<conference::ConferenceOpened>{std::move(opened)}, {}, {}};
}

void begin_again(NewConferenceDraft& draft) {
    draft.reasons.clear();
    draft.flags.clear();
}

// A page of its own: short rows side by side, those that were used here before on top.
void which_procedure(ui::Ui& ui, const NewConferenceView& view, NewConferenceDraft& draft) {
    const auto row = [&](const ProcedureOffered& procedure) {
        ui::ListRow shown;
        shown.label = procedure.title;
        shown.detail = procedure.standing.empty() ? procedure.authority : procedure.standing;
        shown.icon = ui::Icon::document;
        if (!ui.list_row(shown)) return;
        draft.choosing = false;
        if (const auto* now = procedure_of(view, draft); now != nullptr && now->id == procedure.id)
            return;
        draft.procedure = procedure.id;
        draft.type = 0;
        draft.overlays.clear();
        begin_again(draft);
    };
    const auto rows = [&](std::size_t from, std::size_t to) {
        const auto every_other = [&](std::size_t first) {
            if (first >= to) return;
            ui.card([&] {
                for (auto i = first; i < to; i += 2)
                    row(view.procedures[i]);
            });
        };
        const std::array<ui::Body, 2> halves{[&] { every_other(from); },
                                             [&] { every_other(from + 1); }};
        ui.columns(halves, column_least_u);
    };
    if (view.used > 0) {
        ui.group(view.used_title);
        rows(0, view.used);
        if (view.used == view.procedures.size()) return;
        ui.group(view.others_title);
    }
    rows(view.used, view.procedures.size());
}

void reasons(ui::Ui& ui, const NewConferenceView& view, const TypeOffered& type,
             NewConferenceDraft& draft) {
    if (type.reasons.empty()) return;
    ui.small(view.several);
    for (const auto& reason : type.reasons) {
        const bool on = has(draft.reasons, reason.id);
        if (ui.toggle(reason.label, reason.means, on)) flip(draft.reasons, reason.id);
        if (!on || reason.text_label.empty()) continue;
        ui::TextField field;
        field.label = reason.text_label;
        field.lines = 2;
        (void)ui.text_field(field, draft.reason_texts[reason.id]);
    }
}

// How the row for the reasons is called.
std::string why_label(const NewConferenceView& view, const TypeOffered& type) {
    return type.question.empty() ? view.why_row : type.question;
}

void why_sheet(ui::Ui& ui, const NewConferenceView& view, const ProcedureOffered& procedure,
               const TypeOffered& type, NewConferenceDraft& draft) {
    ui::Sheet sheet;
    sheet.title = why_label(view, type);
    sheet.width_u = 980;
    sheet.actions = {{view.done, ui::Icon::done, ui::Kind::primary}};
    const auto pressed = ui.sheet(sheet, [&] {
        reasons(ui, view, type, draft);
        if (!type.flags.empty()) ui.strong(view.flags_title);
        for (const auto& flag : type.flags)
            if (ui.toggle(flag.label, flag.means, has(draft.flags, flag.id)))
                flip(draft.flags, flag.id);
        if (!procedure.overlays.empty()) ui.strong(view.overlays_title);
        for (const auto& overlay : procedure.overlays)
            if (ui.toggle(overlay.title, overlay.source, has(draft.overlays, overlay.id)))
                flip(draft.overlays, overlay.id);
    });
    if (pressed) draft.open = Open::nothing;
}

void type_sheet(ui::Ui& ui, const NewConferenceView& view, const ProcedureOffered& procedure,
                NewConferenceDraft& draft) {
    ui::Sheet sheet;
    sheet.title = view.type_label;
    sheet.width_u = 980;
    sheet.actions = {{view.cancel}};
    std::vector<ui::ChoiceRow> rows;
    for (const auto& type : procedure.types)
        rows.push_back({type.label, type.purpose, ui::Icon::people, {}});
    const auto pressed = ui.sheet(sheet, [&] {
        const auto chosen = ui.choice_rows(view.type_label, rows, draft.type);
        if (!chosen) return;
        draft.open = Open::nothing;
        if (draft.type == *chosen) return;
        draft.type = *chosen;
        begin_again(draft);
    });
    if (pressed) draft.open = Open::nothing;
}

void date_row(ui::Ui& ui, const NewConferenceView& view, const view::DateAsked& date,
              ui::Tone missing_tone, NewConferenceDraft& draft) {
    const auto chosen = draft.dates.find(date.event);
    const bool known = chosen != draft.dates.end();
    ui::ListRow row;
    row.label = date.label;
    row.detail = date.means;
    row.right = known ? view::say_date(chosen->second) : view.date_missing;
    row.icon = ui::Icon::calendar;
    row.tone = known ? ui::Tone::primary : missing_tone;
    if (ui.list_row(row)) draft.open_date = date.event;
}

void later_sheet(ui::Ui& ui, const NewConferenceView& view, const TypeOffered& type,
                 NewConferenceDraft& draft) {
    ui::Sheet sheet;
    sheet.title = view.later_title;
    sheet.width_u = 980;
    sheet.actions = {{view.done, ui::Icon::done, ui::Kind::primary}};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.card([&] {
            for (const auto& date : dates_for_later(type, draft))
                date_row(ui, view, date, ui::Tone::secondary, draft);
        });
    });
    if (pressed) draft.open = Open::nothing;
}

void when_sheet(ui::Ui& ui, const NewConferenceView& view, const ProcedureOffered& procedure,
                NewConferenceDraft& draft) {
    ui::Sheet sheet;
    sheet.title = view.when_title;
    sheet.width_u = 980;
    sheet.actions = {{view.done, ui::Icon::done, ui::Kind::primary}};
    const std::array<ui::Body, 2> halves{
        [&] {
            ui::DateStepper day;
            day.label = view.start_date_label;
            day.value = draft.day.value_or(view.now.date);
            day.spoken = view::say_day(day.value) + " " + std::to_string(day.value.year());
            if (const auto date = ui.date_stepper(day)) draft.day = *date;
        },
        [&] {
            ui::TimeStepper time;
            time.label = view.start_time_label;
            time.minute = draft.minute.value_or(first_start_minute);
            if (const auto minute = ui.time_stepper(time)) draft.minute = *minute;
            ui::Stepper length;
            length.label = view.length_label;
            length.shown =
                view::say_count("shell.length", static_cast<std::size_t>(draft.length_minutes));
            length.can_less = draft.length_minutes > length_least;
            length.can_more = draft.length_minutes < length_most;
            if (const auto step = ui.stepper(length)) draft.length_minutes += *step * length_step;
        }};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.columns(halves, column_least_u);
        if (!procedure.length_text.empty()) ui.small(procedure.length_text);
    });
    if (pressed) draft.open = Open::nothing;
}

// What it is: the procedure, the kind, the reasons, the dates.
void what(ui::Ui& ui, const NewConferenceView& view, const ProcedureOffered& procedure,
          NewConferenceDraft& draft) {
    const auto& type = type_of(procedure, draft);
    ui::ListRow first{
        procedure.title, view.procedure_row, {}, ui::Icon::document, ui::Tone::primary};
    first.opens = view.procedures.size() > 1;
    if (ui.list_row(first)) draft.choosing = true;
    ui::ListRow kind{type.label, view.type_label, {}, ui::Icon::people, ui::Tone::primary};
    kind.opens = procedure.types.size() > 1;
    if (ui.list_row(kind)) draft.open = Open::type;
    const auto chosen = draft.reasons.size() + draft.flags.size() + draft.overlays.size();
    if (!type.reasons.empty() || !type.flags.empty() || !procedure.overlays.empty()) {
        const bool enough = draft.reasons.size() >= type.reasons_least;
        ui::ListRow why;
        why.label = why_label(view, type);
        why.right = chosen > 0 ? view::say_count("new.chosen", chosen)
                    : enough   ? view.chosen_none
                               : view.date_missing;
        why.icon = ui::Icon::comment;
        why.tone = enough ? ui::Tone::primary : ui::Tone::warn;
        if (ui.list_row(why)) draft.open = Open::why;
    }
    for (const auto& date : dates_asked(type, draft))
        date_row(ui, view, date, ui::Tone::warn, draft);
    const auto later = dates_for_later(type, draft);
    if (later.empty()) return;
    const auto known =
        static_cast<std::size_t>(std::count_if(later.begin(), later.end(), [&](const auto& date) {
            return draft.dates.contains(date.event);
        }));
    ui::ListRow further;
    further.label = view.later_row;
    further.right = known == 0 ? view.chosen_none : view::say_count("new.chosen", known);
    further.icon = ui::Icon::calendar;
    if (ui.list_row(further)) draft.open = Open::later;
}

// For whom, where and when.
void where(ui::Ui& ui, const NewConferenceView& view, NewConferenceDraft& draft) {
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
    auto start = view.now;
    start.date = draft.day.value_or(view.now.date);
    start.minute = draft.minute.value_or(first_start_minute);
    ui.card([&] {
        ui::ListRow when;
        when.label = view.when_title;
        when.right = view::say_date_and_time(start);
        when.detail =
            view::say_count("shell.length", static_cast<std::size_t>(draft.length_minutes));
        when.icon = ui::Icon::calendar;
        when.tone = ui::Tone::primary;
        if (ui.list_row(when)) draft.open = Open::when;
    });
}

void date_sheet(ui::Ui& ui, const NewConferenceView& view, const TypeOffered& type,
                NewConferenceDraft& draft) {
    DateSheet sheet;
    sheet.cancel = view.cancel;
    sheet.done = view.pick;
    auto start = view.now.date;
    auto offered = dates_asked(type, draft);
    for (auto& date : dates_for_later(type, draft))
        offered.push_back(std::move(date));
    for (const auto& date : offered) {
        if (date.event != draft.open_date) continue;
        sheet.title = date.label;
        sheet.help = date.means;
        if (const auto chosen = draft.dates.find(date.event); chosen != draft.dates.end())
            start = chosen->second;
    }
    bool closed = false;
    if (const auto chosen = draw_date_sheet(ui, sheet, start, draft.date, closed))
        draft.dates[draft.open_date] = *chosen;
    if (closed) draft.open_date.clear();
}

void sheets(ui::Ui& ui, const NewConferenceView& view, const ProcedureOffered& procedure,
            NewConferenceDraft& draft) {
    const auto& type = type_of(procedure, draft);
    if (!draft.open_date.empty()) {
        date_sheet(ui, view, type, draft);
        return;
    }
    switch (draft.open) {
        case Open::nothing:
            return;
        case Open::type:
            return type_sheet(ui, view, procedure, draft);
        case Open::why:
            return why_sheet(ui, view, procedure, type, draft);
        case Open::later:
            return later_sheet(ui, view, type, draft);
        case Open::when:
            return when_sheet(ui, view, procedure, draft);
    }
}

void page(ui::Ui& ui, const NewConferenceView& view, NewConferenceDraft& draft) {
    const auto* procedure = procedure_of(view, draft);
    ui::Page page;
    page.title = view.title;
    if (procedure == nullptr || draft.choosing) {
        page.title = view.procedure_label;
        ui.column_page(page, page_width_u, [&] {
            for (const auto& line : view.left_out)
                ui.small(line, ui::Tone::warn, ui::Icon::document);
            which_procedure(ui, view, draft);
        });
        return;
    }
    page.help = view.help;
    ui.column_page(page, page_width_u, [&] {
        const std::array<ui::Body, 2> halves{
            [&] { ui.card([&] { what(ui, view, *procedure, draft); }); },
            [&] { where(ui, view, draft); }};
        ui.columns(halves, column_least_u);
    });
    sheets(ui, view, *procedure, draft);
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
    const auto* procedure = procedure_of(view, draft);
    const bool asking = procedure == nullptr || draft.choosing;
    const auto blocked = asking ? view.need_procedure : missing(view, draft);
    ui::BottomBar bottom;
    bottom.left.push_back({view.cancel});
    if (draft.choosing && procedure != nullptr) bottom.left.push_back({view.another});
    bottom.status = notice_status(view.notice, blocked);
    ui::Action make;
    make.label = view.make;
    make.icon = ui::Icon::forward;
    make.icon_last = true;
    make.kind = ui::Kind::primary;
    make.blocked_by = blocked;
    bottom.right.push_back(make);
    if (const auto press = ui.bottom_bar(bottom)) {
        if (press->side == ui::BarSide::right && procedure != nullptr)
            intent = ask_of(view, *procedure, draft);
        if (press->side == ui::BarSide::left && press->index == 1) draft.choosing = false;
        if (press->side == ui::BarSide::left && press->index == 0) {
            view::GoTo home;
            home.place = view::Place::home;
            intent = home;
        }
    }
    page(ui, view, draft);
    return intent;
}

}  // namespace cpc::screen
