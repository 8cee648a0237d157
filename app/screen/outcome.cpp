// SPDX-License-Identifier: Apache-2.0
#include "app/screen/outcome.hpp"

#include <algorithm>

#include "app/screen/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::OutcomeView;
using MaybeIntent = std::optional<view::Intent>;

bool is_chosen(const OutcomeDraft& draft, const std::string& category) {
    return std::find(draft.categories.begin(), draft.categories.end(), category) !=
           draft.categories.end();
}

void choose_person(ui::Ui& ui, const std::vector<view::OutcomePerson>& people,
                   const std::string& label, std::optional<PersonId>& chosen) {
    std::vector<std::string> names;
    std::vector<bool> on;
    for (const auto& person : people) {
        names.push_back(person.name);
        on.push_back(chosen == person.id);
    }
    ui.strong(label);
    if (const auto pressed = ui.chips(label, names, on)) chosen = people.at(*pressed).id;
}

// Nothing was recorded yet, or it is put right.
bool entering(const OutcomeView& view, const OutcomeDraft& draft) {
    return view.result.empty() && (view.recorded.words.empty() || draft.again);
}

std::string record_missing(const OutcomeView& view, const OutcomeDraft& draft) {
    if (!view.blocked.empty()) return view.blocked;
    if (!draft.way) return view.need_way;
    if (view::trimmed(draft.words).empty()) return view.need_words;
    if (!draft.who) return view.need_who;
    return view::trimmed(draft.endorsed).empty() ? view.need_endorsed : std::string{};
}

void enter_outcome(ui::Ui& ui, const OutcomeView& view, OutcomeDraft& draft) {
    ui.question(view.ways_label);
    if (const auto way = ui.segmented(view.ways_label, view.ways, draft.way)) draft.way = *way;
    ui::TextField words;
    words.label = draft.way ? view.words_labels.at(*draft.way) : view.words_first;
    words.lines = 2;
    (void)ui.text_field(words, draft.words);
    choose_person(ui, view.entries, view.who_label, draft.who);
    ui::TextField endorsed;
    endorsed.label = view.endorsed_label;
    endorsed.single_line = true;
    endorsed.lines = 1;
    (void)ui.text_field(endorsed, draft.endorsed);
    if (view.recorded.words.empty()) return;
    if (ui.button(view.keep)) draft.again = false;
}

void show_recorded(ui::Ui& ui, const OutcomeView& view, OutcomeDraft& draft) {
    ui.card(view.recorded.title, [&] {
        ui.paragraph(view.recorded.words);
        ui.small(view.recorded.detail, ui::Tone::secondary, ui::Icon::pencil);
        if (!view.here.empty()) ui.small(view.here, ui::Tone::secondary, ui::Icon::people);
        if (!view.result.empty() || !ui.button(view.put_right)) return;
        draft.again = true;
        draft.way = view.recorded.way;
        draft.words = view.recorded.words;
        draft.who = view.recorded.who;
        draft.endorsed = view.recorded.endorsed;
    });
}

void several_categories(ui::Ui& ui, const OutcomeView& view, OutcomeDraft& draft) {
    for (const auto& category : view.categories) {
        const bool on = is_chosen(draft, category.id);
        if (!ui.toggle(category.label, category.means, on)) continue;
        if (on)
            draft.categories.erase(
                std::find(draft.categories.begin(), draft.categories.end(), category.id));
        else
            draft.categories.push_back(category.id);
    }
}

void categories(ui::Ui& ui, const OutcomeView& view, OutcomeDraft& draft) {
    if (!view.asks_category) return;
    ui.question(view.category_title);
    if (view.several_categories) {
        several_categories(ui, view, draft);
        return;
    }
    std::vector<ui::ChoiceRow> rows;
    std::optional<std::size_t> chosen;
    for (const auto& category : view.categories) {
        if (is_chosen(draft, category.id)) chosen = rows.size();
        rows.push_back({category.label, category.means, ui::Icon::ring, {}});
    }
    if (const auto row = ui.choice_rows(view.category_title, rows, chosen))
        draft.categories = {view.categories.at(*row).id};
}

std::string lock_missing(const OutcomeView& view, const OutcomeDraft& draft) {
    if (view.asks_category && draft.categories.empty() && !view.category_first.empty())
        return view.category_first;
    for (const auto& category : view.categories)
        if (is_chosen(draft, category.id) && !category.lock_blocked.empty())
            return category.lock_blocked;
    return draft.categories.empty() ? view.lock_blocked : std::string{};
}

Step record_step(const OutcomeView& view, const OutcomeDraft& draft, const std::string& blocked) {
    auto record = next_step(
        view.record, blocked,
        view::Ask{Say<conference::OutcomeAgreed>{
                      {view.child, draft.way == std::size_t{0}, view::trimmed(draft.words),
                       draft.who.value_or(PersonId{}), view::trimmed(draft.endorsed)}},
                  {},
                  view.recorded_text});
    record.action.icon = ui::Icon::done;
    record.action.icon_last = false;
    return record;
}

Foot foot_of(const OutcomeView& view, const OutcomeDraft& draft) {
    Foot foot;
    if (entering(view, draft)) {
        foot.status.text = record_missing(view, draft);
        foot.right.push_back(record_step(view, draft, foot.status.text));
    } else if (view.result.empty()) {
        const auto blocked = lock_missing(view, draft);
        foot.status.text = blocked;
        auto lock = next_step(
            view.lock, blocked,
            view::Ask{
                conference::LockResult{
                    view.child, view.asks_category ? draft.categories : std::vector<std::string>{}},
                {},
                view.lock_text});
        lock.action.hold = true;
        lock.action.icon = ui::Icon::lock;
        lock.action.icon_last = false;
        foot.right.push_back(std::move(lock));
    } else if (view.next) {
        foot.right.push_back(
            next_step(view.next_label, {}, view::GoTo{view::Place::decision, *view.next, {}}));
    } else {
        foot.status.text = view.continue_blocked;
        foot.right.push_back(
            next_step(view.continue_label, view.continue_blocked,
                      view::Ask{conference::EnterStage{conference::Stage::plan, {}}, {}, {}}));
    }
    return foot;
}

void side_panel(ui::Ui& ui, const OutcomeView& view, MaybeIntent& intent) {
    ui.card(view::say("decision.how"), [&] {
        ui.small(view.help);
        ui.small(view.rule);
        ui.small(view.rule_cites, ui::Tone::secondary, ui::Icon::scales);
    });
    ui.card(view.dissent_title, [&] {
        if (view.dissents.empty()) ui.paragraph(view.dissent_none, ui::Tone::secondary);
        for (const auto& dissent : view.dissents)
            ui.quote(dissent.detail, dissent.label);
        if (ui.button(view.dissent_add))
            intent = view::OpenSheet{std::string{view::dissent_sheet}, {}, {}};
    });
    if (auto pressed = points_card(ui, view.points, view.now)) intent = std::move(pressed);
}

void draw_dissent(ui::Ui& ui, const OutcomeView& view, OutcomeDraft& draft, MaybeIntent& intent) {
    if (!view.dissent_open) return;
    ui::Action record;
    record.label = view.dissent_record;
    if (view::trimmed(draft.dissent).empty()) record.blocked_by = view.need_dissent_words;
    if (!draft.dissenter) record.blocked_by = view.need_dissent_who;
    const auto pressed = draw_sheet(ui, view.dissent_title, view.child_ref, {}, record, [&] {
        choose_person(ui, view.people, view.dissent_who, draft.dissenter);
        ui::TextField field;
        field.label = view.dissent_words;
        (void)ui.text_field(field, draft.dissent);
    });
    if (!pressed) return;
    if (*pressed == 0) {
        intent = view::CloseSheet{};
        return;
    }
    intent = view::Ask{Say<conference::DissentNoted>{
                           {view.child, *draft.dissenter, "outcome", view::trimmed(draft.dissent)}},
                       {},
                       view.dissent_text};
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const view::OutcomeView& view, OutcomeDraft& draft) {
    turn_to(draft, view.child);
    auto intent = draw_frame(ui, view.frame, foot_of(view, draft));
    ui::Page page;
    page.title = view.title;
    MaybeIntent pressed;
    (void)ui.page(
        page,
        [&] {
            if (view.tabs.tabs.size() > 1)
                if (auto tab = draw_tabs(ui, view.tabs, view::Place::decision)) pressed = tab;
            if (!view.result.empty()) ui.banner(view.result, ui::Icon::done, ui::Tone::ok);
            if (entering(view, draft)) {
                enter_outcome(ui, view, draft);
                return;
            }
            show_recorded(ui, view, draft);
            if (view.result.empty()) categories(ui, view, draft);
        },
        [&] { side_panel(ui, view, pressed); });
    draw_dissent(ui, view, draft, pressed);
    return pressed ? pressed : intent;
}

bool said(const conference::Command& command, OutcomeDraft& draft) {
    if (std::holds_alternative<Say<conference::OutcomeAgreed>>(command)) {
        draft.again = false;
        draft.way.reset();
        draft.who.reset();
        draft.words.clear();
        draft.endorsed.clear();
        return false;
    }
    if (std::holds_alternative<conference::LockResult>(command)) {
        draft.categories.clear();
        return false;
    }
    if (!std::holds_alternative<Say<conference::DissentNoted>>(command)) return false;
    draft.dissenter.reset();
    draft.dissent.clear();
    return true;
}

}  // namespace cpc::screen
