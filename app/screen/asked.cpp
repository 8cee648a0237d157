// SPDX-License-Identifier: Apache-2.0
#include "app/screen/asked.hpp"

#include <algorithm>

#include "app/view/decision_support.hpp"

namespace cpc::screen {

using conference::Say;

std::optional<view::Intent> draw_here_for(ui::Ui& ui, const view::HereForSheet& view,
                                          AskedDraft& draft) {
    if (!(draft.person == view.invited.person) || draft.here_for.size() != view.children.size()) {
        draft.person = view.invited.person;
        draft.here_for.clear();
        for (const auto& child : view.children)
            draft.here_for.push_back(child.stands);
    }
    const auto scope = ui.id(view.invited.person.hex());
    ui::Sheet sheet;
    sheet.title = view.title;
    ui::Action record{view.record, ui::Icon::done, ui::Kind::primary};
    if (std::find(draft.here_for.begin(), draft.here_for.end(), true) == draft.here_for.end())
        record.blocked_by = view.need;
    sheet.actions = {{view.later}, record};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.text);
        ui.strong(view.question);
        std::vector<std::string> labels;
        for (const auto& child : view.children)
            labels.push_back(child.label);
        if (const auto chosen = ui.chips(view.question, labels, draft.here_for))
            draft.here_for[*chosen] = !draft.here_for[*chosen];
    });
    if (!pressed) return std::nullopt;
    const auto chosen = draft.here_for;
    draft.person = {};
    draft.here_for.clear();
    if (*pressed == 0) return view::CloseSheet{};
    auto invited = view.invited;
    invited.children.emplace();
    for (std::size_t i = 0; i < view.children.size(); ++i)
        if (chosen[i]) invited.children->push_back(view.children[i].id);
    return view::Ask{
        Say<conference::PersonInvited>{std::move(invited)}, {}, view::here_for_done(view, chosen)};
}

std::optional<view::Intent> draw_left_out(ui::Ui& ui, const view::LeftOutSheet& view,
                                          AskedDraft& draft) {
    if (draft.role != view.role) {
        // What was found again after a power cut belongs to the first sheet that is opened.
        if (!draft.role.empty()) draft.why.clear();
        draft.role = view.role;
    }
    const auto why = view::trimmed(draft.why);
    ui::Sheet sheet;
    sheet.title = view.title;
    ui::Action record{view.record, ui::Icon::done, ui::Kind::primary};
    if (why.empty()) record.blocked_by = view.need_reason;
    sheet.actions = {{view.cancel}, record};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.text, ui::Tone::secondary);
        if (!view.reason_hint.empty()) ui.paragraph(view.reason_hint);
        ui::TextField field;
        field.label = view.reason_label;
        field.lines = 2;
        (void)ui.text_field(field, draft.why);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    conference::PointConfirmed point;
    point.point = "omit-" + view.role;
    point.note = why;
    point.waived = true;
    return view::Ask{Say<conference::PointConfirmed>{std::move(point)}, {}, view.done_text};
}

std::optional<view::Intent> draw_always_asked(ui::Ui& ui, const view::AlwaysAsked& view) {
    std::optional<view::Intent> intent;
    if (view.rows.empty()) return intent;
    ui.card(view.title, [&] {
        ui.small(view.help);
        for (const auto& asked : view.rows) {
            ui::ChecklistRow row;
            row.label = asked.label;
            row.detail = asked.detail;
            row.done = asked.done;
            row.detail_tone = asked.done ? ui::Tone::secondary : ui::Tone::warn;
            row.pressable = asked.can_be_left_out;
            if (ui.checklist_row(row))
                intent = view::OpenSheet{std::string{view::left_out_prefix} + asked.role, {}, {}};
        }
    });
    return intent;
}

}  // namespace cpc::screen
