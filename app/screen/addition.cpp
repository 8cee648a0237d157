// SPDX-License-Identifier: Apache-2.0
#include "app/screen/addition.hpp"

#include "app/screen/decision_support.hpp"
#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::AdditionSheet;

std::string missing(const AdditionSheet& view, const AdditionDraft& draft) {
    if (!draft.which || *draft.which >= view.open.size()) return view.need_which;
    if (view.open[*draft.which].recommendation.empty())
        return view::trimmed(draft.name).empty() ? view.need_name : std::string{};
    if (!draft.answer) return view.need_answer;
    const bool declined = *draft.answer == 1;
    return declined && view::trimmed(draft.reasons).empty() ? view.need_reasons : std::string{};
}

void draw_day(ui::Ui& ui, const AdditionSheet& view, AdditionDraft& draft) {
    ui::DateStepper day;
    day.label = view.day_label;
    day.value = draft.day.value_or(view.today);
    day.spoken = view::say_day(day.value) + " " + std::to_string(day.value.year());
    if (const auto chosen = ui.date_stepper(day)) draft.day = *chosen;
}

void draw_fields(ui::Ui& ui, const AdditionSheet& view, AdditionDraft& draft) {
    ui::TextField field;
    field.lines = 2;
    if (view.open[*draft.which].recommendation.empty()) {
        field.label = view.name_label;
        field.single_line = true;
        field.lines = 1;
        (void)ui.text_field(field, draft.name);
    } else {
        ui.strong(view.answer_label);
        if (const auto pressed = ui.segmented(view.answer_label, view.answers, draft.answer))
            draft.answer = *pressed;
        field.label = view.reasons_label;
        field.hint = view.reasons_hint;
        (void)ui.text_field(field, draft.reasons);
    }
    draw_day(ui, view, draft);
}

view::Ask ask_for(const AdditionSheet& view, const AdditionDraft& draft) {
    const auto& chosen = view.open[*draft.which];
    const auto day = draft.day.value_or(view.today);
    if (chosen.recommendation.empty())
        return {Say<conference::ChildBorn>{{chosen.child, view::trimmed(draft.name), day}},
                {},
                view.birth_done};
    return {Say<conference::RecommendationAnswered>{
                {chosen.recommendation, *draft.answer == 0, view::trimmed(draft.reasons), day}},
            {},
            view.answer_done};
}

}  // namespace

std::optional<view::Intent> draw_addition(ui::Ui& ui, const AdditionSheet& view,
                                          AdditionDraft& draft) {
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.private_chip = view.chip;
    ui::Action record{view.record, ui::Icon::done, ui::Kind::primary};
    record.blocked_by = missing(view, draft);
    sheet.actions = {{view.cancel}, record};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.help, ui::Tone::secondary);
        std::vector<ui::ChoiceRow> rows;
        for (const auto& each : view.open)
            rows.push_back({each.label, {}, ui::Icon::none, {}});
        if (const auto which = ui.choice_rows(view.which_label, rows, draft.which))
            draft.which = *which;
        if (draft.which && *draft.which < view.open.size()) draw_fields(ui, view, draft);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    if (!record.blocked_by.empty()) return std::nullopt;
    return ask_for(view, draft);
}

bool said(const conference::Command& command, AdditionDraft& draft) {
    if (!std::holds_alternative<Say<conference::RecommendationAnswered>>(command) &&
        !std::holds_alternative<Say<conference::ChildBorn>>(command))
        return false;
    draft = {};
    return true;
}

}  // namespace cpc::screen
