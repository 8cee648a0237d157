// SPDX-License-Identifier: Apache-2.0
#include "app/screen/minutes.hpp"

#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::MinutesMarked;
using conference::MinutesState;

constexpr float minutes_u = 900;

view::Ask mark(const view::MinutesSheet& view, MinutesState state, const std::string& by,
               const std::string& note) {
    return view::Ask{conference::Say<MinutesMarked>{{state, by, note, {}}}, {}, view.done_text};
}

}  // namespace

std::optional<view::Intent> draw_minutes(ui::Ui& ui, const view::MinutesSheet& view,
                                         MinutesDraft& draft) {
    const auto level = ui.at_level(ui::Level::chair);
    if (!draft.begun) draft.by = view.by;
    draft.begun = true;
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.private_chip = view.chip;
    sheet.width_u = minutes_u;
    ui::Action approve{view.approve, ui::Icon::done, ui::Kind::primary};
    approve.hold = true;
    approve.blocked_by = view.approve_blocked;
    sheet.actions = {{view.close}, approve};
    std::optional<view::Intent> intent;
    const auto pressed = ui.sheet(sheet, [&] {
        ui.strong(view.state);
        ui.paragraph(view.help, ui::Tone::secondary);
        for (const auto& line : view.so_far)
            ui.small(line, ui::Tone::secondary, ui::Icon::history);
        ui::TextField by;
        by.label = view.by_label;
        by.single_line = true;
        by.lines = 1;
        by.bytes_max = 200;
        (void)ui.text_field(by, draft.by);
        ui::TextField note;
        note.label = view.note_label;
        note.lines = 2;
        (void)ui.text_field(note, draft.note);
        const auto note_text = view::trimmed(draft.note);
        ui::Action check{view.check, ui::Icon::tick};
        check.blocked_by = view::check_missing(draft.by);
        if (ui.button(check))
            intent = mark(view, MinutesState::checked, view::trimmed(draft.by), note_text);
        if (!view.can_go_back) return;
        ui::Action back{view.back_to_draft, ui::Icon::undo};
        if (note_text.empty()) back.blocked_by = view.back_blocked;
        if (ui.button(back)) intent = mark(view, MinutesState::draft, view.chair, note_text);
    });
    if (intent) return intent;
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    return mark(view, MinutesState::approved, view.chair, view::trimmed(draft.note));
}

void said(const conference::Command& command, MinutesDraft& draft) {
    if (std::holds_alternative<conference::Say<MinutesMarked>>(command)) draft = {};
}

}  // namespace cpc::screen
