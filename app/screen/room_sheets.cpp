// SPDX-License-Identifier: Apache-2.0
#include "app/screen/room_sheets.hpp"

#include <algorithm>

#include "app/screen/prepare_sheets.hpp"

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

}  // namespace

std::optional<view::Intent> draw_room_sheets(ui::Ui& ui, const view::RoomSheets& view,
                                             RoomDraft& draft, PrepareDraft& prepare) {
    if (view.prepare) return draw_prepare_sheet(ui, *view.prepare, prepare);
    if (view.stage) return stage_sheet(ui, *view.stage, draft);
    if (view.points) return points_list(ui, *view.points, draft);
    if (view.point) return point_sheet(ui, *view.point, draft);
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
    return false;
}

std::optional<view::Intent> points_button(ui::Ui& ui) {
    ui::Action open;
    open.label = view::say("room.points_open");
    open.icon = ui::Icon::pencil;
    if (!ui.button(open)) return std::nullopt;
    return view::OpenSheet{std::string{view::points_sheet}, {}, {}};
}

}  // namespace cpc::screen
