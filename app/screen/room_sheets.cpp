// SPDX-License-Identifier: Apache-2.0
#include "app/screen/room_sheets.hpp"

#include <algorithm>
#include <array>

#include "app/screen/prepare_sheets.hpp"
#include "app/view/plan.hpp"

namespace cpc::screen {
namespace {

using conference::Say;

std::optional<view::Intent> stage_sheet(ui::Ui& ui, const view::StageSheet& view,
                                        RoomDraft& draft) {
    const auto reason = view::trimmed(draft.stage_reason);
    ui::Sheet sheet;
    sheet.title = view.title;
    ui::Action enter{view.enter, ui::Icon::forward, ui::Kind::primary};
    enter.icon_last = true;
    if (reason.empty()) enter.blocked_by = view.need_reason;
    if (!view.blocked.empty()) enter.blocked_by = view.blocked;
    sheet.actions = {{view.cancel}, enter};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.text);
        if (!view.blocked.empty()) ui.banner(view.blocked, ui::Icon::scales, ui::Tone::warn);
        ui::TextField field;
        field.label = view.reason_label;
        field.hint = view.reason_hint;
        field.lines = 2;
        (void)ui.text_field(field, draft.stage_reason);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    return view::Ask{conference::EnterStage{view.stage, reason}, {}, view.done_text};
}

std::optional<view::Intent> points_list(ui::Ui& ui, const view::PointsSheet& view,
                                        RoomDraft& draft) {
    const auto note = view::trimmed(draft.point_note);
    const bool chosen = std::any_of(view.points.begin(), view.points.end(),
                                    [&](const auto& point) { return point.key == draft.point; });
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = 900;
    ui::Action waive{view.waive};
    ui::Action confirm{view.confirm, ui::Icon::done, ui::Kind::primary};
    if (note.empty()) {
        waive.blocked_by = view.need_why;
        confirm.blocked_by = view.need_note;
    }
    if (std::any_of(view.points.begin(), view.points.end(), [&](const auto& point) {
            return point.key == draft.point && point.must_be_done;
        }))
        waive.blocked_by = view.not_waivable;
    if (!chosen) waive.blocked_by = confirm.blocked_by = view.need_point;
    sheet.actions = {{view.cancel}, waive, confirm};
    std::optional<view::Intent> answers;
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.points.empty() ? view.none : view.help, ui::Tone::secondary);
        ui.card([&] {
            for (const auto& point : view.points) {
                ui::ChecklistRow row;
                row.label = point.text;
                row.detail = point.detail;
                row.done = point.done;
                row.current = point.key == draft.point;
                row.pressable = true;
                row.detail_tone =
                    !point.done && point.needed ? ui::Tone::warn : ui::Tone::secondary;
                if (!ui.checklist_row(row)) continue;
                draft.point = point.key;
                if (point.asks) answers = view::open_point(point.key);
            }
        });
        ui::TextField field;
        field.label = view.note_label;
        field.lines = 2;
        (void)ui.text_field(field, draft.point_note);
    });
    if (answers) return answers;
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    conference::PointConfirmed point;
    point.point = draft.point;
    point.note = note;
    point.waived = *pressed == 1;
    return view::Ask{Say<conference::PointConfirmed>{point},
                     {},
                     point.waived ? view.waived_text : view.confirmed_text};
}

// Why it cannot be confirmed yet.
std::string answer_missing(const view::PointSheet& view, const RoomDraft& draft) {
    const bool chosen = draft.answer && *draft.answer < view.answers.size();
    if (!view.answers.empty() && !chosen) return view.need_answer;
    const bool words = view.needs_text || (chosen && view.answers[*draft.answer].needs_text);
    return words && view::trimmed(draft.answer_text).empty() ? view.need_text : std::string{};
}

std::optional<view::Intent> point_sheet(ui::Ui& ui, const view::PointSheet& view,
                                        RoomDraft& draft) {
    if (draft.answering != view.key) {
        // What was found again after a power cut belongs to the first sheet that is opened.
        if (!draft.answering.empty()) draft.answer_text.clear();
        draft.answering = view.key;
        draft.answer.reset();
    }
    const auto scope = ui.id(view.key);
    const auto text = view::trimmed(draft.answer_text);
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = 900;
    ui::Action waive{view.waive};
    if (text.empty()) waive.blocked_by = view.need_why;
    if (!view.not_waivable.empty()) waive.blocked_by = view.not_waivable;
    ui::Action confirm{view.confirm, ui::Icon::done, ui::Kind::primary};
    confirm.blocked_by = answer_missing(view, draft);
    sheet.actions = {{view.cancel}, waive, confirm};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.question(view.text);
        if (!view.said.empty()) ui.small(view.said, ui::Tone::secondary, ui::Icon::done);
        std::vector<ui::ChoiceRow> rows;
        for (const auto& answer : view.answers)
            rows.push_back({answer.label, answer.follows, ui::Icon::tick, {}});
        if (!rows.empty())
            if (const auto row = ui.choice_rows(view.text, rows, draft.answer)) draft.answer = row;
        if (!view.prompt.empty()) ui.small(view.prompt);
        ui::TextField field;
        field.label = view.note_label;
        field.lines = 2;
        (void)ui.text_field(field, draft.answer_text);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    conference::PointConfirmed point;
    point.point = view.key;
    point.note = text;
    point.waived = *pressed == 1;
    if (!point.waived && draft.answer && *draft.answer < view.answers.size())
        point.answer = view.answers[*draft.answer].id;
    return view::Ask{Say<conference::PointConfirmed>{point},
                     {},
                     point.waived ? view.waived_text : view.confirmed_text};
}

// Why the meeting cannot be stopped like this yet, in the order in which the rules ask.
std::string stop_missing(const view::AdjournSheet& view, const RoomDraft& draft,
                         const LocalTime& resumes) {
    if (!view.blocked.empty()) return view.blocked;
    if (view::trimmed(draft.adjourn_reason).empty()) return view.need_reason;
    if (resumes.instant() <= view.now.instant()) return view.need_date;
    if (view.interim_needed && view::trimmed(draft.adjourn_interim).empty())
        return view.need_interim;
    return view.latest && resumes.date > *view.latest ? view.need_within : std::string{};
}

// The day and the time have a page of their own: side by side, with nothing below the fold.
void adjourn_day(ui::Ui& ui, const view::AdjournSheet& view, RoomDraft& draft,
                 const LocalTime& resumes) {
    ui::Sheet sheet;
    sheet.title = view.day_title;
    sheet.width_u = 980;
    sheet.actions = {{view.cancel}, {view.pick, ui::Icon::done, ui::Kind::primary}};
    const std::array<ui::Body, 2> halves{[&] {
                                             ui::DateStepper days;
                                             days.label = view.day_label;
                                             days.value = resumes.date;
                                             days.spoken = view::say_day(resumes.date) + " " +
                                                           std::to_string(resumes.date.year());
                                             if (view.latest)
                                                 days.chips = {{view.latest_label, *view.latest}};
                                             if (const auto chosen = ui.date_stepper(days))
                                                 draft.adjourn_day = *chosen;
                                         },
                                         [&] {
                                             ui::TimeStepper hours;
                                             hours.label = view.time_label;
                                             hours.minute = resumes.minute;
                                             if (const auto chosen = ui.time_stepper(hours))
                                                 draft.adjourn_minute = *chosen;
                                         }};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.columns(halves);
        if (resumes.instant() <= view.now.instant())
            ui.small(view.need_date, ui::Tone::warn, ui::Icon::scales);
        else if (view.latest && resumes.date > *view.latest)
            ui.small(view.need_within, ui::Tone::warn, ui::Icon::scales);
    });
    if (!pressed) return;
    draft.adjourn_picking = false;
    if (*pressed == 0) {
        draft.adjourn_day.reset();
        draft.adjourn_minute.reset();
    }
}

void adjourn_fields(ui::Ui& ui, const view::AdjournSheet& view, RoomDraft& draft,
                    const LocalTime& resumes) {
    ui.paragraph(view.text);
    if (!view.blocked.empty()) ui.banner(view.blocked, ui::Icon::scales, ui::Tone::warn);
    ui::TextField reason;
    reason.label = view.reason_label;
    reason.lines = 2;
    (void)ui.text_field(reason, draft.adjourn_reason);
    ui::TextField interim;
    interim.label = view.interim_label;
    interim.lines = 2;
    (void)ui.text_field(interim, draft.adjourn_interim);
    ui::ListRow when;
    when.label = view.when_label;
    when.right = view::say_date_and_time(resumes);
    when.detail = view.latest_label;
    when.icon = ui::Icon::calendar;
    when.tone = ui::Tone::primary;
    if (ui.list_row(when)) draft.adjourn_picking = true;
}

std::optional<view::Intent> adjourn_sheet(ui::Ui& ui, const view::AdjournSheet& view,
                                          RoomDraft& draft) {
    const auto resumes = view::moment_at(view.zone, draft.adjourn_day.value_or(view.start.date),
                                         draft.adjourn_minute.value_or(view.start.minute));
    if (draft.adjourn_picking) {
        adjourn_day(ui, view, draft, resumes);
        return std::nullopt;
    }
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = 900;
    ui::Action stop{view.stop, ui::Icon::done, ui::Kind::primary};
    stop.blocked_by = stop_missing(view, draft, resumes);
    sheet.actions = {{view.cancel}, {view.not_at_all}, stop};
    const auto pressed = ui.sheet(sheet, [&] { adjourn_fields(ui, view, draft, resumes); });
    if (!pressed) return std::nullopt;
    if (*pressed < 2) {
        // The words are kept as a draft; a day that was only tried begins again.
        draft.adjourn_day.reset();
        draft.adjourn_minute.reset();
    }
    if (*pressed == 0) return view::CloseSheet{};
    if (*pressed == 1) return view::OpenSheet{std::string{view::cancel_sheet}, {}, {}};
    return view::Ask{Say<conference::ConferenceAdjourned>{{{},
                                                           view::trimmed(draft.adjourn_reason),
                                                           view::trimmed(draft.adjourn_interim),
                                                           resumes}},
                     {},
                     view.done_text};
}

std::optional<view::Intent> adjourned_sheet(ui::Ui& ui, const view::AdjournedSheet& view) {
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = 900;
    sheet.actions = {
        {view.home}, {view.not_at_all}, {view.resume, ui::Icon::play, ui::Kind::primary}};
    const auto pressed = ui.sheet(sheet, [&] { ui.question(view.text); });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::GoTo{view::Place::home, {}, {}};
    if (*pressed == 1) return view::OpenSheet{std::string{view::cancel_sheet}, {}, {}};
    return view::Ask{Say<conference::ConferenceResumed>{}, {}, view.done_text};
}

std::optional<view::Intent> cancel_sheet(ui::Ui& ui, const view::CancelSheet& view,
                                         RoomDraft& draft) {
    const auto reason = view::trimmed(draft.cancel_reason);
    ui::Sheet sheet;
    sheet.title = view.title;
    ui::Action hold{view.hold, ui::Icon::lock, ui::Kind::primary};
    hold.hold = true;
    if (reason.empty()) hold.blocked_by = view.need_reason;
    sheet.actions = {{view.cancel}, hold};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.text);
        ui::TextField field;
        field.label = view.reason_label;
        field.lines = 2;
        (void)ui.text_field(field, draft.cancel_reason);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    return view::Ask{conference::CancelConference{reason}, {}, view.done_text};
}

}  // namespace

std::optional<view::Intent> draw_room_sheets(ui::Ui& ui, const view::RoomSheets& view,
                                             RoomDraft& draft, PrepareDraft& prepare) {
    if (view.prepare) return draw_prepare_sheet(ui, *view.prepare, prepare);
    if (view.stage) return stage_sheet(ui, *view.stage, draft);
    if (view.points) return points_list(ui, *view.points, draft);
    if (view.point) return point_sheet(ui, *view.point, draft);
    if (view.adjourn) return adjourn_sheet(ui, *view.adjourn, draft);
    if (view.adjourned) return adjourned_sheet(ui, *view.adjourned);
    if (view.here_for) return draw_here_for(ui, *view.here_for, prepare.asked);
    if (view.cancel) return cancel_sheet(ui, *view.cancel, draft);
    return std::nullopt;
}

bool said(const conference::Command& command, RoomDraft& draft) {
    if (std::holds_alternative<conference::EnterStage>(command)) {
        draft.stage_reason.clear();
        return true;
    }
    if (std::holds_alternative<Say<conference::PointConfirmed>>(command)) {
        draft.point.clear();
        draft.point_note.clear();
        draft.answering.clear();
        draft.answer.reset();
        draft.answer_text.clear();
        return true;
    }
    if (std::holds_alternative<Say<conference::ConferenceAdjourned>>(command) ||
        std::holds_alternative<conference::CancelConference>(command)) {
        draft.adjourn_reason.clear();
        draft.adjourn_interim.clear();
        draft.adjourn_day.reset();
        draft.adjourn_minute.reset();
        draft.adjourn_picking = false;
        draft.cancel_reason.clear();
        return true;
    }
    return std::holds_alternative<Say<conference::ConferenceResumed>>(command);
}

std::optional<view::Intent> points_button(ui::Ui& ui) {
    ui::Action open;
    open.label = view::say("room.points_open");
    open.icon = ui::Icon::pencil;
    if (!ui.button(open)) return std::nullopt;
    return view::OpenSheet{std::string{view::points_sheet}, {}, {}};
}

std::optional<view::Intent> stop_button(ui::Ui& ui) {
    if (!ui.button(view::say("adjourn.title"))) return std::nullopt;
    return view::OpenSheet{std::string{view::adjourn_sheet}, {}, {}};
}

std::optional<view::Intent> cancel_button(ui::Ui& ui) {
    if (!ui.button(view::say("cancel.title"))) return std::nullopt;
    return view::OpenSheet{std::string{view::cancel_sheet}, {}, {}};
}

}  // namespace cpc::screen
