// SPDX-License-Identifier: Apache-2.0
#include "app/screen/apart.hpp"

#include <utility>

#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;

constexpr float apart_u = 900;

bool steps_out(const view::StepOutRow& row, const StepOutDraft& draft) {
    return row.out != draft.changed.contains(row.id);
}

std::string missing(const view::StepOutSheet& view, const StepOutDraft& draft) {
    bool somebody = view.somebody_always_out;
    for (const auto& row : view.people)
        somebody = somebody || steps_out(row, draft);
    if (!view.blocked.empty()) return view.blocked;
    if (view::trimmed(draft.reason).empty()) return view.need_reason;
    return somebody ? std::string{} : view.need_somebody;
}

void who(ui::Ui& ui, const view::StepOutSheet& view, StepOutDraft& draft) {
    ui.strong(view.people_label);
    ui.small(view.people_help);
    std::vector<std::string> names;
    std::vector<bool> out;
    for (const auto& row : view.people) {
        names.push_back(row.name);
        out.push_back(steps_out(row, draft));
    }
    if (const auto pressed = ui.chips(view.people_label, names, out)) {
        const auto id = view.people.at(*pressed).id;
        if (draft.changed.erase(id) == 0) draft.changed.insert(id);
    }
    if (!view.always_out.empty()) ui.small(view.always_out, ui::Tone::secondary, ui::Icon::people);
}

}  // namespace

std::optional<view::Intent> draw_step_out(ui::Ui& ui, const view::StepOutSheet& view,
                                          StepOutDraft& draft) {
    const auto level = ui.at_level(ui::Level::chair);
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.private_chip = view.note;
    sheet.width_u = apart_u;
    ui::Action hold{view.hold, ui::Icon::lock, ui::Kind::primary};
    hold.hold = true;
    hold.blocked_by = missing(view, draft);
    sheet.actions = {{view.cancel}, hold};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.text);
        ui.small(view.cites, ui::Tone::secondary, ui::Icon::scales);
        who(ui, view, draft);
        ui::TextField reason;
        reason.label = view.reason_label;
        reason.hint = view.reason_hint;
        reason.lines = 2;
        (void)ui.text_field(reason, draft.reason);
        if (!view.redaction.empty()) ui.strong(view.redaction_label);
        for (const auto& each : view.redaction) {
            const bool on = draft.redaction.contains(each.id);
            if (!ui.toggle(each.label, {}, on)) continue;
            if (on)
                draft.redaction.erase(each.id);
            else
                draft.redaction.insert(each.id);
        }
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    conference::SegmentStarted started;
    started.reason = view::trimmed(draft.reason);
    for (const auto& row : view.people)
        if (steps_out(row, draft)) started.out.push_back(row.id);
    std::vector<std::string> reasons;
    for (const auto& each : view.redaction)
        if (draft.redaction.contains(each.id)) reasons.push_back(each.id);
    if (!reasons.empty()) started.redaction = std::move(reasons);
    return view::Ask{Say<conference::SegmentStarted>{std::move(started)}, {}, view.done_text};
}

std::optional<view::Intent> draw_said_apart(ui::Ui& ui, const view::SaidApartSheet& view) {
    const auto level = ui.at_level(ui::Level::chair);
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.private_chip = view.note;
    sheet.width_u = apart_u;
    sheet.actions = {{view.close}};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.parts.empty() ? view.none : view.help, ui::Tone::secondary);
        for (const auto& part : view.parts) {
            const auto scope = ui.id(part.title);
            ui.card(part.title, [&] {
                ui.small(part.in, ui::Tone::secondary, ui::Icon::people);
                ui.small(part.out, ui::Tone::secondary, ui::Icon::people);
                ui.paragraph(part.reason);
                if (!part.redaction.empty())
                    ui.small(part.redaction, ui::Tone::secondary, ui::Icon::document);
                for (const auto& said : part.said) {
                    ui.quote(said.text, said.said_by);
                    for (const auto& correction : said.corrections)
                        ui.small(correction, ui::Tone::voice, ui::Icon::comment);
                }
            });
        }
    });
    if (!pressed) return std::nullopt;
    return view::CloseSheet{};
}

bool said(const conference::Command& command, StepOutDraft& draft) {
    const bool begins = std::holds_alternative<Say<conference::SegmentStarted>>(command);
    if (!begins && !std::holds_alternative<Say<conference::SegmentEnded>>(command)) return false;
    draft = {};
    return true;
}

std::optional<view::Intent> step_out_button(ui::Ui& ui) {
    if (!ui.button(view::say("step_out.open"))) return std::nullopt;
    return view::OpenSheet{std::string{view::step_out_sheet}, {}, {}};
}

}  // namespace cpc::screen
