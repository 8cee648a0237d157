// SPDX-License-Identifier: Apache-2.0
#include "app/screen/plan.hpp"

#include <algorithm>

#include "app/screen/decision_support.hpp"
#include "app/screen/plan_parts.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using plan::MaybeIntent;
using view::PlanView;

view::OpenSheet open_sheet(const char* name) {
    return {name, {}, {}};
}

void begin_action(const PlanView& view, const view::ActionLine& action, PlanDraft& draft) {
    draft.action = action.id;
    draft.aim = action.aim;
    draft.what = action.what;
    draft.outcome = action.outcome;
    draft.due = action.due_date;
    draft.needs = action.needs;
    draft.owner.reset();
    for (std::size_t i = 0; i < view.people.size(); ++i)
        if (view.people[i].line.id == action.owner_id) draft.owner = i;
}

void clear_action(PlanDraft& draft) {
    draft.action = ActionId{};
    draft.what.clear();
    draft.outcome.clear();
    draft.owner.reset();
    draft.due.reset();
    draft.needs.clear();
}

void draw_aims(ui::Ui& ui, const PlanView& view, PlanDraft& draft, MaybeIntent& intent) {
    ui.card(view.aims_title, [&] {
        if (view.aims.empty()) ui.empty_state(view.empty);
        for (const auto& aim : view.aims) {
            if (!aim.aim.empty()) ui.strong(aim.aim);
            const auto scope = ui.id(aim.aim);
            for (const auto& action : aim.actions) {
                ui::ListRow row;
                row.label = action.what;
                row.detail = action.detail;
                if (!action.outcome.empty())
                    row.detail += "\n" + view::say("plan.known-by", {{"how", action.outcome}});
                row.icon = action.warning.empty() ? ui::Icon::ring : ui::Icon::alert;
                if (!action.warning.empty()) {
                    row.right = action.warning;
                    row.tone = ui::Tone::warn;
                }
                if (!ui.list_row(row)) continue;
                begin_action(view, action, draft);
                intent = open_sheet("plan-action");
            }
        }
        if (ui.button(view::say("plan.add-action"))) {
            if (!draft.action.empty()) clear_action(draft);
            intent = open_sheet("plan-action");
        }
    });
}

void draw_notes(ui::Ui& ui, const PlanView& view, PlanDraft& draft, MaybeIntent& intent) {
    for (std::size_t i = 0; i < view.notes.size(); ++i) {
        const auto& note = view.notes[i];
        ui.card(note.label, [&] {
            for (const auto& text : note.texts)
                ui.paragraph(text);
            if (note.texts.empty()) ui.empty_state(note.prompt);
            if (ui.button(view::say("risk.add", {{"what", note.label}}))) {
                if (draft.note != i) draft.note_text.clear();
                draft.note = i;
                intent = open_sheet("plan-note");
            }
        });
    }
}

void draw_limit(ui::Ui& ui, const view::LimitView& limit, const char* sheet,
                const std::string& label, MaybeIntent& intent) {
    if (!limit.counted) return;
    ui::ListRow row;
    row.label = limit.label;
    row.detail = label;
    row.icon = ui::Icon::calendar;
    if (ui.list_row(row)) intent = open_sheet(sheet);
}

void draw_people(ui::Ui& ui, const PlanView& view, PlanDraft& draft, MaybeIntent& intent) {
    ui.card(view.key_worker_title, [&] {
        if (view.key_worker.empty()) {
            ui.empty_state(view.key_worker_duties);
        } else {
            ui.strong(view.key_worker);
            if (!view.key_worker_reason.empty()) ui.small(view.key_worker_reason);
        }
        if (ui.button(view::say("plan.name", {{"what", view.key_worker_title}}))) {
            if (!draft.key_worker)
                for (std::size_t i = 0; i < view.people.size(); ++i)
                    if (view.people[i].key_worker) draft.key_worker = i;
            intent = open_sheet("plan-key-worker");
        }
    });
    ui.card(view.core_group_title, [&] {
        if (view.core_group.empty())
            ui.empty_state(view.core_group_rule);
        else
            ui.paragraph(view::say_list(view.core_group));
        if (!view.first_meeting.empty())
            ui.fact(view::say("plan.first-meeting"), view.first_meeting);
        if (!view.core_group_late.empty())
            ui.small(view.core_group_late, ui::Tone::warn, ui::Icon::alert);
        draw_limit(ui, view.core_group_limit, "plan-counting-core", view::say("plan.core-counted"),
                   intent);
        if (ui.button(view::say("plan.name", {{"what", view.core_group_title}})))
            intent = open_sheet("plan-core-group");
        if (!view.report_changes.empty()) ui.small(view.report_changes);
        if (!view.report_contact.empty())
            ui.small(view.report_contact, ui::Tone::secondary, ui::Icon::phone);
    });
}

void draw_next(ui::Ui& ui, const PlanView& view, MaybeIntent& intent) {
    ui.card(view.next_title, [&] {
        if (view.next_conference.empty())
            ui.empty_state(view::say("plan.next-empty"));
        else
            ui.strong(view.next_conference);
        if (!view.next_late.empty()) ui.small(view.next_late, ui::Tone::warn, ui::Icon::alert);
        draw_limit(ui, view.next_limit, "plan-counting-next", view::say("plan.next-counted"),
                   intent);
        if (ui.button(view::say("plan.next-set"))) intent = open_sheet("plan-next");
    });
}

void draw_side(ui::Ui& ui, const PlanView& view, PlanDraft& draft, MaybeIntent& intent) {
    if (view.under_status) {
        draw_people(ui, view, draft, intent);
        draw_next(ui, view, intent);
    }
    if (auto pressed = points_card(ui, view.points, view.now)) intent = std::move(pressed);
}

void draw_sheets(ui::Ui& ui, const PlanView& view, PlanDraft& draft, MaybeIntent& intent) {
    if (view.sheet == "plan-action") plan::draw_action_sheet(ui, view, draft, intent);
    if (view.sheet == "plan-key-worker") plan::draw_key_worker_sheet(ui, view, draft, intent);
    if (view.sheet == "plan-core-group") plan::draw_core_group_sheet(ui, view, draft, intent);
    if (view.sheet == "plan-next") plan::draw_next_sheet(ui, view, draft, intent);
    if (view.sheet == "plan-note") plan::draw_note_sheet(ui, view, draft, intent);
    if (view.sheet == "plan-counting-core")
        plan::draw_counting_sheet(ui, view.core_group_title, view.core_group_limit, intent);
    if (view.sheet == "plan-counting-next")
        plan::draw_counting_sheet(ui, view.next_title, view.next_limit, intent);
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const PlanView& view, PlanDraft& draft) {
    turn_to(draft, view.child);
    Foot foot;
    foot.status.text = view.status;
    foot.status.icon =
        view.missing.empty() && view.continue_blocked.empty() ? ui::Icon::done : ui::Icon::info;
    if (view.next)
        foot.right.push_back(
            next_step(view.next_label, {}, view::GoTo{view::Place::plan, *view.next, {}}));
    else
        foot.right.push_back(next_step(
            view.continue_label, view.continue_blocked,
            view::Ask{conference::EnterStage{conference::Stage::close, {}}, PersonId{}, {}}));
    MaybeIntent intent = draw_frame(ui, view.frame, foot);
    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    page.side_width_u = 380;
    page.side_fold = view::say("plan.side");
    ui.page(
        page,
        [&] {
            if (auto gone = draw_tabs(ui, view.tabs, view::Place::plan)) intent = std::move(gone);
            if (!view.no_plan.empty()) ui.paragraph(view.no_plan);
            if (!view.outline.empty())
                ui.small(view.outline, ui::Tone::secondary, ui::Icon::document);
            draw_aims(ui, view, draft, intent);
            draw_notes(ui, view, draft, intent);
        },
        [&] { draw_side(ui, view, draft, intent); });
    draw_sheets(ui, view, draft, intent);
    return intent;
}

bool said(const conference::Command& command, PlanDraft& draft) {
    if (std::holds_alternative<Say<conference::ActionAgreed>>(command)) {
        clear_action(draft);
        return true;
    }
    if (std::holds_alternative<Say<conference::KeyWorkerNamed>>(command)) {
        draft.key_worker.reset();
        draft.key_worker_reason.clear();
        return true;
    }
    if (std::holds_alternative<Say<conference::CoreGroupNamed>>(command)) {
        draft.group_begun = false;
        draft.group.clear();
        draft.group_date.reset();
        draft.group_minute.reset();
        draft.group_reason.clear();
        return true;
    }
    if (std::holds_alternative<Say<conference::NextConferenceSet>>(command)) {
        draft.next_date.reset();
        draft.next_minute.reset();
        draft.next_reason.clear();
        return true;
    }
    if (std::holds_alternative<Say<conference::PlanNoteAdded>>(command)) {
        draft.note_text.clear();
        return true;
    }
    return false;
}

}  // namespace cpc::screen
