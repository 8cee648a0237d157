// SPDX-License-Identifier: Apache-2.0
#include "app/screen/carried.hpp"

#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;

ui::TextField line_field(const std::string& label, const std::string& hint = {}) {
    ui::TextField field;
    field.label = label;
    field.hint = hint;
    field.single_line = true;
    field.lines = 1;
    field.bytes_max = 400;
    return field;
}

void carry_fields(ui::Ui& ui, const view::CarrySheet& view, CarriedDraft& draft) {
    if (view.children.size() > 1) {
        ui.strong(view.child_label);
        std::vector<std::string> refs;
        std::vector<bool> on;
        for (const auto& child : view.children) {
            refs.push_back(child.second);
            on.push_back(draft.child == on.size());
        }
        if (const auto chosen = ui.chips(view.child_label, refs, on)) draft.child = *chosen;
    }
    (void)ui.text_field(line_field(view.what_label, view.what_hint), draft.what);
    (void)ui.text_field(line_field(view.owner_label), draft.owner);
    if (ui.toggle(view.dated_label, view.dated_help, draft.dated)) draft.dated = !draft.dated;
    if (!draft.dated) return;
    ui::DateStepper due;
    due.label = view.due_label;
    due.value = draft.due.value_or(view.today);
    due.spoken = view::say_day(due.value) + " " + std::to_string(due.value.year());
    if (const auto chosen = ui.date_stepper(due)) draft.due = *chosen;
}

}  // namespace

std::optional<view::Intent> draw_carried(ui::Ui& ui, const view::CarriedCard& view) {
    std::optional<view::Intent> intent;
    ui.card(view.title, [&] {
        ui.small(view.rows.empty() ? view.empty : view.help);
        for (const auto& action : view.rows) {
            const auto scope = ui.id(action.id.hex());
            ui::ChecklistRow row;
            row.label = action.what;
            row.detail = action.detail;
            row.done = action.done;
            row.pressable = !view.add.empty();
            if (ui.checklist_row(row))
                intent =
                    view::OpenSheet{std::string{view::progress_prefix} + action.id.hex(), {}, {}};
        }
        if (!view.add.empty() && ui.button(ui::Action{view.add, ui::Icon::plus}))
            intent = view::OpenSheet{std::string{view::carry_sheet}, {}, {}};
    });
    return intent;
}

std::optional<view::Intent> draw_carry_sheet(ui::Ui& ui, const view::CarrySheet& view,
                                             CarriedDraft& draft) {
    if (view.children.size() == 1) draft.child = 0;
    const bool child = draft.child && *draft.child < view.children.size();
    ui::Sheet sheet;
    sheet.title = view.title;
    ui::Action record{view.record, ui::Icon::done, ui::Kind::primary};
    if (view::trimmed(draft.what).empty()) record.blocked_by = view.need_what;
    if (!child) record.blocked_by = view.need_child;
    sheet.actions = {{view.cancel}, record};
    const auto pressed = ui.sheet(sheet, [&] { carry_fields(ui, view, draft); });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    conference::ActionCarried carried;
    carried.child = view.children.at(*draft.child).first;
    carried.what = view::trimmed(draft.what);
    carried.owner = view::trimmed(draft.owner);
    if (draft.dated) carried.due = draft.due.value_or(view.today);
    return view::Ask{Say<conference::ActionCarried>{std::move(carried)}, {}, view.done_text};
}

std::optional<view::Intent> draw_progress_sheet(ui::Ui& ui, const view::ProgressSheet& view,
                                                CarriedDraft& draft) {
    if (draft.action != view.key) {
        // What was found again after a power cut belongs to the first sheet that is opened.
        if (!draft.action.empty()) draft.note.clear();
        draft.action = view.key;
        draft.progress.reset();
    }
    const auto scope = ui.id(view.key);
    const bool chosen = draft.progress && *draft.progress < view.choices.size();
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = 900;
    ui::Action record{view.record, ui::Icon::done, ui::Kind::primary};
    if (!chosen)
        record.blocked_by = view.need_choice;
    else if (view.choices[*draft.progress].needs_words && view::trimmed(draft.note).empty())
        record.blocked_by = view.need_words;
    sheet.actions = {{view.cancel}, record};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.question(view.what);
        if (!view.detail.empty()) ui.small(view.detail);
        std::vector<std::string> labels;
        std::vector<bool> on;
        for (const auto& choice : view.choices) {
            labels.push_back(choice.label);
            on.push_back(draft.progress == on.size());
        }
        ui.strong(view.question);
        if (const auto row = ui.chips(view.question, labels, on)) draft.progress = *row;
        ui::TextField note;
        note.label = view.note_label;
        note.lines = 2;
        (void)ui.text_field(note, draft.note);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    conference::ActionReviewed reviewed;
    reviewed.action = view.action;
    reviewed.child = view.child;
    reviewed.progress = view.choices[*draft.progress].progress;
    reviewed.note = view::trimmed(draft.note);
    return view::Ask{Say<conference::ActionReviewed>{std::move(reviewed)}, {}, view.done_text};
}

bool said(const conference::Command& command, CarriedDraft& draft) {
    const bool carried = std::holds_alternative<Say<conference::ActionCarried>>(command);
    if (!carried && !std::holds_alternative<Say<conference::ActionReviewed>>(command)) return false;
    draft = {};
    return true;
}

}  // namespace cpc::screen
