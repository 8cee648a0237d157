// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/screen/decision_support.hpp"
#include "app/screen/plan_parts.hpp"

namespace cpc::screen::plan {
namespace {

using conference::Say;
using view::PlanView;

constexpr int ten_o_clock = 600;

std::vector<ui::DateChip> chips_of(const view::LimitView& limit) {
    std::vector<ui::DateChip> chips;
    if (limit.counted) chips.push_back({limit.label, procedure::date_of(limit.due)});
    return chips;
}

void draw_day(ui::Ui& ui, const PlanView& view, const std::string& label,
              std::optional<Date>& draft, Date start, const std::vector<ui::DateChip>& chips) {
    if (!draft) draft = start;
    ui::DateStepper stepper;
    stepper.label = label;
    stepper.value = *draft;
    stepper.spoken = view::day_in_words(view.free_days, *draft);
    stepper.chips = chips;
    if (const auto day = ui.date_stepper(stepper)) draft = *day;
}

void draw_hour(ui::Ui& ui, const std::string& label, std::optional<int>& draft) {
    if (!draft) draft = ten_o_clock;
    ui::TimeStepper stepper;
    stepper.label = label;
    stepper.minute = *draft;
    if (const auto minute = ui.time_stepper(stepper)) draft = *minute;
}

// People as rows to choose one of.
void choose_person(ui::Ui& ui, const PlanView& view, const std::string& label,
                   std::optional<std::size_t>& chosen, bool professionals_only) {
    ui.strong(label);
    std::vector<std::string> names;
    std::vector<std::size_t> places;
    std::vector<bool> on;
    for (std::size_t i = 0; i < view.people.size(); ++i) {
        if (professionals_only && !view.people[i].professional) continue;
        names.push_back(view.people[i].line.name);
        places.push_back(i);
        on.push_back(chosen == i);
    }
    if (const auto pressed = ui.chips(label, names, on)) chosen = places.at(*pressed);
    if (chosen && *chosen < view.people.size()) ui.small(view.people[*chosen].line.detail);
}

// What was found that this action answers.
void draw_needs(ui::Ui& ui, const PlanView& view, PlanDraft& draft) {
    ui.strong(view.needs_label);
    if (view.needs.empty()) ui.small(view.needs_none);
    for (const auto& need : view.needs) {
        const auto scope = ui.id(need.first.hex());
        const auto found = std::find(draft.needs.begin(), draft.needs.end(), need.first);
        const bool on = found != draft.needs.end();
        if (!ui.toggle(need.second, {}, on)) continue;
        if (on)
            draft.needs.erase(found);
        else
            draft.needs.push_back(need.first);
    }
}

bool closed(const std::optional<std::size_t>& pressed, MaybeIntent& intent) {
    if (pressed && *pressed == 0) intent = view::CloseSheet{};
    return !pressed || *pressed == 0;
}

}  // namespace

void draw_action_sheet(ui::Ui& ui, const PlanView& view, PlanDraft& draft, MaybeIntent& intent) {
    const auto what = view::trimmed(draft.what);
    const auto outcome = view::trimmed(draft.outcome);
    const bool owned = draft.owner && *draft.owner < view.people.size();
    ui::Action save;
    save.label = view::say("plan.action-save");
    if (what.empty() || !owned || (view.action_outcome_needed && outcome.empty()))
        save.blocked_by = view.action_first;
    else if (draft.needs.empty())
        save.blocked_by = view.needs_first;
    const auto pressed = draw_sheet(ui, view::say("plan.action"), view.child_ref, {}, save, [&] {
        ui::TextField aim;
        aim.label = view::say("plan.aim");
        aim.hint = view::say("plan.aim-hint");
        aim.lines = 2;
        ui.text_field(aim, draft.aim);
        for (const auto& prompt : view.aim_prompts)
            ui.small(prompt, ui::Tone::secondary, ui::Icon::info);
        std::vector<std::string> aims;
        std::vector<bool> on;
        for (const auto& known : view.aims) {
            if (known.aim.empty()) continue;
            aims.push_back(known.aim);
            on.push_back(known.aim == draft.aim);
        }
        if (!aims.empty())
            if (const auto pick = ui.chips(view::say("plan.aim"), aims, on))
                draft.aim = aims.at(*pick);
        ui::TextField task;
        task.label = view::say("plan.what");
        task.hint = view::say("plan.what-hint");
        task.lines = 2;
        ui.text_field(task, draft.what);
        choose_person(ui, view, view::say("plan.who"), draft.owner, false);
        draw_day(ui, view, view::say("plan.by-when"), draft.due,
                 view::working_day(view.free_days, view.now.date + 7), {});
        ui::TextField know;
        know.label = view::say("plan.know");
        know.lines = 2;
        ui.text_field(know, draft.outcome);
        draw_needs(ui, view, draft);
    });
    if (closed(pressed, intent)) return;
    intent = view::Ask{Say<conference::ActionAgreed>{
                           {draft.action, view.child, view::trimmed(draft.aim), what,
                            view.people[*draft.owner].line.id, *draft.due, outcome, draft.needs}},
                       PersonId{}, view::say("plan.action-said")};
}

void draw_key_worker_sheet(ui::Ui& ui, const PlanView& view, PlanDraft& draft,
                           MaybeIntent& intent) {
    const bool chosen = draft.key_worker && *draft.key_worker < view.people.size();
    const bool usual = chosen && view.people[*draft.key_worker].usual_key_worker;
    const auto reason = view::trimmed(draft.key_worker_reason);
    ui::Action save;
    save.label = view::say("plan.name-them");
    if (!chosen)
        save.blocked_by = view::say("plan.who-first");
    else if (!usual && reason.empty())
        save.blocked_by = view.key_worker_reason_first;
    const auto pressed = draw_sheet(ui, view.key_worker_title, view.child_ref, {}, save, [&] {
        choose_person(ui, view, view.key_worker_title, draft.key_worker, true);
        if (chosen && !usual) {
            ui::TextField field;
            field.label = view.key_worker_reason_prompt;
            ui.text_field(field, draft.key_worker_reason);
        }
        ui.paragraph(view.key_worker_duties, ui::Tone::secondary);
        ui.small(view.key_worker_rule);
    });
    if (closed(pressed, intent)) return;
    intent = view::Ask{
        Say<conference::KeyWorkerNamed>{
            {view.child, view.people[*draft.key_worker].line.id, usual ? std::string{} : reason}},
        PersonId{},
        view::say("plan.named", {{"who", view.people[*draft.key_worker].line.name},
                                 {"what", view.key_worker_title}})};
}

void draw_core_group_sheet(ui::Ui& ui, const PlanView& view, PlanDraft& draft,
                           MaybeIntent& intent) {
    if (!draft.group_begun) {
        draft.group_begun = true;
        for (const auto& person : view.people)
            if (person.in_core_group || (view.core_group.empty() && person.key_worker))
                draft.group.push_back(person.line.id);
        if (view.first_meeting_at) {
            draft.group_date = view.first_meeting_at->date;
            draft.group_minute = view.first_meeting_at->minute;
        }
    }
    const Date start = view::working_day(view.free_days, view.now.date + 7);
    const auto first = view::moment_at(view.zone, draft.group_date.value_or(start),
                                       draft.group_minute.value_or(ten_o_clock));
    const bool late = view::is_late(view.core_group_limit, first);
    const auto reason = view::trimmed(draft.group_reason);
    ui::Action save;
    save.label = view::say("plan.core-save");
    if (late && reason.empty()) save.blocked_by = view.late_first;
    if (draft.group.empty()) save.blocked_by = view::say("plan.who-first");
    const auto pressed = draw_sheet(ui, view.core_group_title, view.child_ref, {}, save, [&] {
        ui.small(view.core_group_rule);
        std::vector<std::string> names;
        std::vector<bool> on;
        for (const auto& person : view.people) {
            names.push_back(person.line.name);
            on.push_back(std::find(draft.group.begin(), draft.group.end(), person.line.id) !=
                         draft.group.end());
        }
        if (const auto pick = ui.chips(view.core_group_title, names, on)) {
            const auto id = view.people.at(*pick).line.id;
            if (on[*pick])
                draft.group.erase(std::find(draft.group.begin(), draft.group.end(), id));
            else
                draft.group.push_back(id);
        }
        draw_day(ui, view, view::say("plan.first-meeting"), draft.group_date, start,
                 chips_of(view.core_group_limit));
        draw_hour(ui, view::say("plan.first-meeting-time"), draft.group_minute);
        if (late) {
            ui.small(view.late_first, ui::Tone::warn, ui::Icon::alert);
            ui::TextField field;
            field.label = view::say("plan.later-why");
            ui.text_field(field, draft.group_reason);
        }
    });
    if (closed(pressed, intent)) return;
    intent = view::Ask{Say<conference::CoreGroupNamed>{
                           {view.child, draft.group, first, late ? reason : std::string{}}},
                       PersonId{}, view::say("plan.core-said")};
}

void draw_next_sheet(ui::Ui& ui, const PlanView& view, PlanDraft& draft, MaybeIntent& intent) {
    const Date start = view.next_at ? view.next_at->date
                       : view.next_limit.counted
                           ? procedure::date_of(view.next_limit.due)
                           : view::working_day(view.free_days, view.now.date + 28);
    if (!draft.next_minute && view.next_at) draft.next_minute = view.next_at->minute;
    const auto chosen = view::moment_at(view.zone, draft.next_date.value_or(start),
                                        draft.next_minute.value_or(ten_o_clock));
    const bool late = view::is_late(view.next_limit, chosen);
    const auto reason = view::trimmed(draft.next_reason);
    ui::Action save;
    save.label = view::say("plan.next-save");
    if (late && reason.empty()) save.blocked_by = view.late_first;
    const auto pressed = draw_sheet(ui, view.next_title, {}, {}, save, [&] {
        draw_day(ui, view, view::say("plan.next-day"), draft.next_date, start,
                 chips_of(view.next_limit));
        draw_hour(ui, view::say("plan.next-time"), draft.next_minute);
        if (late) {
            ui.small(view.late_first, ui::Tone::warn, ui::Icon::alert);
            ui::TextField field;
            field.label = view::say("plan.later-why");
            ui.text_field(field, draft.next_reason);
        }
    });
    if (closed(pressed, intent)) return;
    intent = view::Ask{Say<conference::NextConferenceSet>{{chosen, late ? reason : std::string{}}},
                       PersonId{},
                       view::say("plan.next-said", {{"when", view::say_date_and_time(chosen)}})};
}

void draw_note_sheet(ui::Ui& ui, const PlanView& view, PlanDraft& draft, MaybeIntent& intent) {
    if (draft.note >= view.notes.size()) return;
    const auto& note = view.notes[draft.note];
    const auto text = view::trimmed(draft.note_text);
    ui::Action save;
    save.label = view::say("stages.record");
    if (text.empty()) save.blocked_by = view::say("stages.write-first");
    const auto pressed = draw_sheet(ui, note.label, view.child_ref, {}, save, [&] {
        ui::TextField field;
        field.label = note.prompt;
        ui.text_field(field, draft.note_text);
        for (const auto& said_before : note.texts)
            ui.paragraph(said_before);
    });
    if (closed(pressed, intent)) return;
    intent = view::Ask{Say<conference::PlanNoteAdded>{{view.child, note.kind, text}}, PersonId{},
                       view::say("risk.line-said", {{"what", note.label}})};
}

void draw_counting_sheet(ui::Ui& ui, const std::string& title, const view::LimitView& limit,
                         MaybeIntent& intent) {
    const auto scope = ui.id(limit.label + title);
    ui::Sheet sheet;
    sheet.title = title;
    ui::Action done;
    done.label = view::say("stages.done");
    done.kind = ui::Kind::primary;
    sheet.actions = {done};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.strong(limit.label);
        ui.small(limit.why);
        for (const auto& day : limit.days)
            ui.fact(day.label, day.detail);
        if (limit.days.empty()) ui.paragraph(limit.counting);
        if (!limit.provisional.empty())
            ui.small(limit.provisional, ui::Tone::warn, ui::Icon::alert);
    });
    if (pressed) intent = view::CloseSheet{};
}

void draw_dates_card(ui::Ui& ui, const std::string& title, const std::vector<view::DateLine>& dates,
                     MaybeIntent& intent) {
    ui.card(title, [&] {
        for (std::size_t i = 0; i < dates.size(); ++i) {
            ui::ListRow row;
            row.label = dates[i].label;
            row.detail = view::say("close.by", {{"when", dates[i].when}});
            row.icon = ui::Icon::calendar;
            if (ui.list_row(row))
                intent = view::OpenSheet{"close-date-" + std::to_string(i), {}, {}};
        }
    });
}

}  // namespace cpc::screen::plan
