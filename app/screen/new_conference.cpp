// SPDX-License-Identifier: Apache-2.0
#include "app/screen/new_conference.hpp"

#include <algorithm>

#include "app/screen/home.hpp"
#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using view::NewConferenceView;
using view::ProcedureOffered;
using view::TypeOffered;

constexpr int first_start_minute = 600;  // 10:00
constexpr int length_step = 15;
constexpr int length_least = 30;
constexpr int length_most = 240;
const std::string planned_day = "day";

// The chosen one, or the only one there is.
const ProcedureOffered* procedure_of(const NewConferenceView& view,
                                     const NewConferenceDraft& draft) {
    if (draft.procedure && *draft.procedure < view.procedures.size())
        return &view.procedures[*draft.procedure];
    return view.procedures.size() == 1 ? &view.procedures.front() : nullptr;
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
    if (draft.family.empty()) return view.need_family;
    if (draft.venue.empty()) return view.need_venue;
    return {};
}

view::Ask ask_of(const NewConferenceView& view, const ProcedureOffered& procedure,
                 const NewConferenceDraft& draft) {
    const auto& type = type_of(procedure, draft);
    conference::ConferenceOpened opened;
    opened.procedure = procedure.id;
    opened.type = type.id;
    opened.family = draft.family;
    opened.venue = draft.venue;
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

void which_procedure(ui::Ui& ui, const NewConferenceView& view, NewConferenceDraft& draft) {
    if (view.procedures.size() < 2) return;
    ui.question(view.procedure_label);
    std::vector<ui::ChoiceRow> rows;
    for (const auto& procedure : view.procedures)
        rows.push_back({procedure.title,
                        procedure.standing.empty() ? procedure.authority : procedure.standing,
                        ui::Icon::document,
                        {}});
    const auto pressed = ui.choice_rows(view.procedure_label, rows, draft.procedure);
    if (!pressed || draft.procedure == *pressed) return;
    draft.procedure = *pressed;
    draft.type = 0;
    draft.overlays.clear();
    begin_again(draft);
}

void reasons(ui::Ui& ui, const NewConferenceView& view, const TypeOffered& type,
             NewConferenceDraft& draft) {
    if (type.reasons.empty()) return;
    ui.question(type.question);
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

void what_kind(ui::Ui& ui, const NewConferenceView& view, const ProcedureOffered& procedure,
               NewConferenceDraft& draft) {
    ui.question(view.type_label);
    std::vector<ui::ChoiceRow> rows;
    for (const auto& type : procedure.types)
        rows.push_back({type.label, type.purpose, ui::Icon::people, {}});
    const auto pressed = ui.choice_rows(view.type_label, rows, draft.type);
    if (pressed && draft.type != *pressed) {
        draft.type = *pressed;
        begin_again(draft);
    }
    const auto& type = type_of(procedure, draft);
    reasons(ui, view, type, draft);
    if (!type.flags.empty()) {
        ui.question(view.flags_title);
        for (const auto& flag : type.flags)
            if (ui.toggle(flag.label, flag.means, has(draft.flags, flag.id)))
                flip(draft.flags, flag.id);
    }
    if (procedure.overlays.empty()) return;
    ui.question(view.overlays_title);
    for (const auto& overlay : procedure.overlays)
        if (ui.toggle(overlay.title, overlay.source, has(draft.overlays, overlay.id)))
            flip(draft.overlays, overlay.id);
}

void dates_card(ui::Ui& ui, const NewConferenceView& view, const std::string& title,
                const std::vector<view::DateAsked>& asked, ui::Tone missing_tone,
                NewConferenceDraft& draft) {
    if (asked.empty()) return;
    ui.card(title, [&] {
        for (const auto& date : asked) {
            const auto chosen = draft.dates.find(date.event);
            ui::ListRow row;
            row.label = date.label;
            row.detail = date.means;
            row.right =
                chosen == draft.dates.end() ? view.date_missing : view::say_date(chosen->second);
            row.icon = ui::Icon::calendar;
            row.tone = chosen == draft.dates.end() ? missing_tone : ui::Tone::primary;
            if (ui.list_row(row)) draft.open_date = date.event;
        }
    });
}

void dates(ui::Ui& ui, const NewConferenceView& view, const TypeOffered& type,
           NewConferenceDraft& draft) {
    dates_card(ui, view, view.dates_title, dates_asked(type, draft), ui::Tone::warn, draft);
    dates_card(ui, view, view.later_title, dates_for_later(type, draft), ui::Tone::secondary,
               draft);
}

void where(ui::Ui& ui, const NewConferenceView& view, NewConferenceDraft& draft) {
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

void planned(ui::Ui& ui, const NewConferenceView& view, const ProcedureOffered& procedure,
             NewConferenceDraft& draft) {
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
        if (!procedure.length_text.empty()) ui.small(procedure.length_text);
    });
}

void date_sheet(ui::Ui& ui, const NewConferenceView& view, const TypeOffered& type,
                NewConferenceDraft& draft) {
    if (draft.open_date.empty()) return;
    DateSheet sheet;
    sheet.title = view.start_date_label;
    sheet.cancel = view.cancel;
    sheet.done = view.pick;
    auto start = draft.day.value_or(view.now.date);
    auto offered = dates_asked(type, draft);
    for (auto& date : dates_for_later(type, draft))
        offered.push_back(std::move(date));
    for (const auto& date : offered) {
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
    const auto* procedure = procedure_of(view, draft);
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
        if (press->side == ui::BarSide::right && procedure != nullptr)
            intent = ask_of(view, *procedure, draft);
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
        for (const auto& line : view.left_out)
            ui.small(line, ui::Tone::warn, ui::Icon::document);
        which_procedure(ui, view, draft);
        const auto* chosen = procedure_of(view, draft);
        if (chosen == nullptr) return;
        what_kind(ui, view, *chosen, draft);
        dates(ui, view, type_of(*chosen, draft), draft);
        where(ui, view, draft);
        planned(ui, view, *chosen, draft);
    });
    if (const auto* chosen = procedure_of(view, draft))
        date_sheet(ui, view, type_of(*chosen, draft), draft);
    return intent;
}

}  // namespace cpc::screen
