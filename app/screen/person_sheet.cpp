// SPDX-License-Identifier: Apache-2.0
#include "app/screen/person_sheet.hpp"

#include <algorithm>

#include "app/view/decision_support.hpp"
#include "app/view/kept_out.hpp"
#include "app/view/room_sheets.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::PersonSheet;

std::optional<view::Intent> ways(ui::Ui& ui, const PersonSheet& view, IntroductionsDraft& draft) {
    ui.strong(view.ways_label);
    if (!view.ways_help.empty()) ui.small(view.ways_help);
    std::vector<std::string> labels;
    std::vector<bool> on;
    bool needs_note = false;
    for (const auto& way : view.ways) {
        labels.push_back(way.label);
        on.push_back(view.way == on.size());
        needs_note = needs_note || way.needs_note;
    }
    std::optional<view::Intent> intent;
    const auto chosen = ui.chips(view.ways_label, labels, on);
    ui::TextField note;
    note.label = view.note_label;
    note.single_line = true;
    note.lines = 1;
    note.bytes_max = 400;
    if (needs_note) (void)ui.text_field(note, draft.note);
    if (!chosen) return intent;
    const auto& way = view.ways.at(*chosen);
    if (way.needs_note && view::trimmed(draft.note).empty()) {
        intent = view::Do{"say", view.note_needed};
        return intent;
    }
    conference::AttendanceMarked marked;
    marked.person = view.line.id;
    marked.attendance = way.attendance;
    marked.note = view::trimmed(draft.note);
    return view::Ask{Say<conference::AttendanceMarked>{std::move(marked)}, {}, way.done_text};
}

std::optional<view::Intent> arrives(ui::Ui& ui, const PersonSheet& view,
                                    IntroductionsDraft& draft) {
    std::optional<view::Intent> intent;
    const auto way = std::min(draft.arrive_way, view.arrive_ways.size() - 1);
    ui.card(view.arrive_title, [&] {
        std::vector<std::string> labels;
        for (const auto& offered : view.arrive_ways)
            labels.push_back(offered.label);
        if (const auto chosen = ui.segmented(view.arrive_how, labels, way))
            draft.arrive_way = *chosen;
        if (view.told_needed && ui.toggle(view.told_label, view.told_detail, draft.told))
            draft.told = !draft.told;
        const auto blocked =
            view.told_needed && !draft.told ? view.told_needed_text : std::string{};
        if (!ui.button(view.arrive_label, ui::Kind::outlined, blocked)) return;
        conference::PersonArrived arrived;
        arrived.person = view.line.id;
        arrived.how = view.arrive_ways.at(way).attendance;
        arrived.told_what_was_missed = draft.told;
        intent = view::Ask{Say<conference::PersonArrived>{arrived}, {}, view.arrived_text};
    });
    return intent;
}

std::optional<view::Intent> leaves(ui::Ui& ui, const PersonSheet& view, IntroductionsDraft& draft) {
    std::optional<view::Intent> intent;
    ui.card(view.leave_title, [&] {
        ui.paragraph(view.leave_text, ui::Tone::secondary);
        ui::TextField reason;
        reason.label = view.leave_reason;
        reason.lines = 2;
        (void)ui.text_field(reason, draft.leave_reason);
        const auto blocked =
            view::trimmed(draft.leave_reason).empty() ? view.leave_blocked_empty : std::string{};
        if (!ui.button(view.leave_label, ui::Kind::outlined, blocked)) return;
        conference::PersonLeft left;
        left.person = view.line.id;
        left.reason = view::trimmed(draft.leave_reason);
        intent = view::Ask{Say<conference::PersonLeft>{std::move(left)}, {}, view.left_text};
    });
    return intent;
}

}  // namespace

std::optional<view::Intent> draw_person_sheet(ui::Ui& ui, const PersonSheet& view,
                                              IntroductionsDraft& draft) {
    if (!(draft.person == view.line.id)) {  // somebody else's sheet: nothing of the last one's
        // But what was found again after a power cut belongs to the first sheet that is opened.
        if (!draft.person.empty()) {
            draft.note.clear();
            draft.leave_reason.clear();
        }
        draft.person = view.line.id;
        draft.told = false;
        draft.arrive_way = 0;
    }
    std::optional<view::Intent> intent;
    const auto keep = [&](std::optional<view::Intent> pressed) {
        if (pressed) intent = std::move(pressed);
    };
    ui::Sheet sheet;
    sheet.title = view.line.name;
    sheet.note = view.line.detail;
    sheet.actions = {{view.done, ui::Icon::none, ui::Kind::primary}};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.strong(view.state);
        ui.small(view.counts, ui::Tone::secondary, ui::Icon::scales);
        if (!view.supports.empty()) ui.small(view.supports, ui::Tone::secondary, ui::Icon::people);
        if (!view.here_for.empty()) {
            ui.small(view.here_for, ui::Tone::secondary, ui::Icon::child);
            if (!view.here_for_change.empty() && ui.button(view.here_for_change))
                intent = view::OpenSheet{std::string{view::here_for_sheet}, view.line.id, {}};
        }
        if (!view.report.empty()) ui.small(view.report, ui::Tone::secondary, ui::Icon::document);
        if (!view.report_late.empty() && ui.button(view.report_late))
            intent = view::OpenSheet{std::string{view::late_report_sheet}, view.line.id, {}};
        if (!view.sign_in_label.empty() && ui.button(view.sign_in_label))
            intent = view::PassTo{view::Handover::sign_in, view.line.id, {}};
        // In the middle of a meeting, coming is the likelier news than how they were recorded.
        const bool first = view.can_arrive && view.told_needed;
        if (first) keep(arrives(ui, view, draft));
        if (!view.ways.empty()) keep(ways(ui, view, draft));
        if (view.can_arrive && !first) keep(arrives(ui, view, draft));
        if (view.can_leave) keep(leaves(ui, view, draft));
        if (!view.kept_out.empty() && ui.button(view.kept_out))
            intent = view::OpenSheet{std::string{view::kept_out_sheet}, view.line.id, {}};
        if (!view.sign_in_again.empty() && ui.button(view.sign_in_again))
            intent = view::PassTo{view::Handover::sign_in, view.line.id, {}};
    });
    if (pressed) intent = view::CloseSheet{};
    return intent;
}

}  // namespace cpc::screen
