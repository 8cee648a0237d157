// SPDX-License-Identifier: Apache-2.0
#include "app/screen/past.hpp"

#include <algorithm>

#include "app/screen/closed.hpp"
#include "app/screen/decision_support.hpp"
#include "app/screen/home.hpp"
#include "app/screen/plan_parts.hpp"
#include "app/screen/register.hpp"
#include "app/view/access.hpp"
#include "app/view/addition.hpp"
#include "app/view/material.hpp"
#include "app/view/matters.hpp"
#include "app/view/minutes.hpp"
#include "app/view/routes.hpp"

namespace cpc::screen {
namespace {

using plan::MaybeIntent;
using view::PastTab;
using view::PastView;

constexpr std::size_t rows_a_time = 40;

void draw_check(ui::Ui& ui, const view::CheckLine& line) {
    if (line.running) {
        ui.progress(line.text, line.part);
        return;
    }
    ui.small(line.text,
             line.bad    ? ui::Tone::bad
             : line.good ? ui::Tone::ok
                         : ui::Tone::secondary,
             line.bad    ? ui::Icon::warning
             : line.good ? ui::Icon::shield
                         : ui::Icon::info);
}

void draw_summary(ui::Ui& ui, const PastView& view, MaybeIntent& intent) {
    for (const auto& part : view.summary)
        ui.card(part.title, [&] {
            for (const auto& sentence : part.sentences)
                ui.paragraph(sentence);
        });
    plan::draw_dates_card(ui, view::say("close.dates"), view.dates, intent);
}

void draw_people(ui::Ui& ui, const PastView& view) {
    ui.card(view::say("past.people"), [&] {
        for (const auto& line : view.people)
            ui.fact(line.person.name, line.attendance);
    });
}

void draw_row(ui::Ui& ui, const view::RecordRow& row) {
    const auto id = ui.id(row.key);
    ui.strong(row.label);
    if (row.said) {
        ui.paragraph(row.said->text);
        if (!row.said->source.empty())
            ui.small(row.said->source, ui::Tone::secondary, ui::Icon::document);
    }
    ui.small(row.detail);
    ui.gap(8);
}

void draw_entries(ui::Ui& ui, const PastView& view, PastDraft& draft, MaybeIntent& intent) {
    ui.card(view::say("past.record"), [&] {
        draw_check(ui, view.own);
        if (!view.paper_code.empty()) ui.fact(view::say("closed.code"), view.paper_code);
        if (view.whole.running || view.whole.good || view.whole.bad) draw_check(ui, view.whole);
        if (ui.button(view.verify_label)) intent = view::Do{"verify", view.conference.hex()};
    });
    if (!view.no_entries.empty()) ui.empty_state(view.no_entries);
    if (view.stages.empty()) return;
    draft.stage = std::min(draft.stage, view.stages.size() - 1);
    std::vector<std::string> labels;
    for (const auto& stage : view.stages)
        labels.push_back(stage.label);
    std::vector<bool> on(labels.size(), false);
    on[draft.stage] = true;
    if (const auto pressed = ui.chips(view.stages_label, labels, on)) {
        draft.stage = *pressed;
        draft.shown = rows_a_time;
    }
    const auto& stage = view.stages[draft.stage];
    const auto shown = std::min(draft.shown, stage.rows.size());
    ui.card(stage.label, [&] {
        for (std::size_t i = 0; i < shown; ++i)
            draw_row(ui, stage.rows[i]);
        if (shown < stage.rows.size() && ui.button(view.more_label)) draft.shown += rows_a_time;
    });
}

void draw_removal(ui::Ui& ui, const PastView& view, MaybeIntent& intent) {
    const auto& removal = *view.removal;
    ui.card(removal.title, [&] {
        ui.paragraph(removal.help, ui::Tone::secondary);
        for (const auto& reason : removal.reasons)
            ui.small(reason, ui::Tone::secondary, ui::Icon::info);
        if (!removal.open_label.empty() && ui.button(removal.open_label))
            intent = view::OpenSheet{std::string{view::removal_sheet}, {}, {}};
    });
}

void draw_removal_sheet(ui::Ui& ui, const PastView& view, MaybeIntent& intent) {
    const auto& removal = *view.removal;
    ui::Action hold;
    hold.label = removal.hold_label;
    hold.hold = true;
    const auto pressed = draw_sheet(ui, removal.title, {}, {}, hold, [&] {
        ui.paragraph(removal.help);
        if (!removal.warning.empty()) ui.small(removal.warning, ui::Tone::warn, ui::Icon::warning);
    });
    if (!pressed) return;
    intent = *pressed == 0 ? view::Intent{view::CloseSheet{}}
                           : view::Intent{view::Do{"remove-conference", view.conference.hex()}};
}

void draw_plans(ui::Ui& ui, const PastView& view) {
    if (!view.no_plan.empty()) ui.empty_state(view.no_plan);
    for (const auto& plan : view.plans)
        ui.card(plan.child, [&] {
            if (!plan.none.empty()) ui.paragraph(plan.none, ui::Tone::secondary);
            for (const auto& [label, value] : plan.facts)
                ui.fact(label, value);
            for (const auto& aim : plan.aims) {
                ui.strong(aim.aim);
                for (const auto& action : aim.actions) {
                    ui.paragraph(action.what);
                    ui.small(action.detail, ui::Tone::secondary, ui::Icon::person);
                }
            }
            for (const auto& note : plan.notes) {
                ui.strong(note.label);
                for (const auto& text : note.texts)
                    ui.paragraph(text);
            }
        });
}

void draw_list(ui::Ui& ui, const std::vector<view::PastChange>& changes) {
    for (const auto& change : changes) {
        ui.strong(change.title);
        if (!change.before.empty()) ui.small(view::say("record.before", {{"text", change.before}}));
        if (!change.now.empty()) ui.paragraph(change.now);
        if (!change.why.empty()) ui.small(change.why);
        ui.gap(8);
    }
}

void draw_changes(ui::Ui& ui, const PastView& view, MaybeIntent& intent) {
    ui.card(view.changes_title, [&] {
        if (view.changes.empty()) ui.empty_state(view.no_changes);
        draw_list(ui, view.changes);
    });
    ui.card(view.later_title, [&] {
        ui.paragraph(view.later_help, ui::Tone::secondary);
        if (view.later.empty()) ui.empty_state(view.no_later);
        draw_list(ui, view.later);
        if (!view.addition_label.empty() && ui.button(view.addition_label))
            intent = view::OpenSheet{std::string{view::addition_sheet}, {}, {}};
        if (!view.matters_label.empty() && ui.button(view.matters_label))
            intent = view::OpenSheet{std::string{view::matters_sheet}, {}, {}};
        if (!view.routes_label.empty() && ui.button(view.routes_label))
            intent = view::OpenSheet{std::string{view::routes_sheet}, {}, {}};
    });
}

void draw_documents(ui::Ui& ui, const PastView& view, MaybeIntent& intent) {
    ui.card(view::say("closed.papers"), [&] {
        if (!view.no_papers.empty()) ui.empty_state(view.no_papers);
        if (auto opened = draw_papers(ui, view.papers)) intent = std::move(opened);
        if (!view.minutes_label.empty() && ui.button(view.minutes_label))
            intent = view::OpenSheet{std::string{view::minutes_sheet}, {}, {}};
        if (!view.papers.empty() && ui.button(view::say("register.save")))
            intent = view::Do{"save-register", {}};
        if (!view.materials_label.empty() && ui.button(view.materials_label))
            intent = view::OpenSheet{std::string{view::past_materials_sheet}, {}, {}};
        if (!view.access_label.empty() && ui.button(view.access_label))
            intent = view::OpenSheet{std::string{view::access_sheet}, {}, {}};
    });
    if (view.away.rows.empty()) return;
    ui.card(view.away.label, [&] {
        ui.paragraph(view::say("register.away-help"), ui::Tone::secondary);
        if (auto opened = draw_deliveries(ui, view.away)) intent = std::move(opened);
    });
}

void draw_tab(ui::Ui& ui, const PastView& view, PastDraft& draft, MaybeIntent& intent) {
    switch (static_cast<PastTab>(draft.tab)) {
        case PastTab::summary:
            draw_summary(ui, view, intent);
            return;
        case PastTab::people:
            draw_people(ui, view);
            return;
        case PastTab::record:
            draw_entries(ui, view, draft, intent);
            if (view.removal) draw_removal(ui, view, intent);
            return;
        case PastTab::plan:
            draw_plans(ui, view);
            return;
        case PastTab::documents:
            draw_documents(ui, view, intent);
            return;
        case PastTab::changes:
            draw_changes(ui, view, intent);
            return;
    }
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const PastView& view, PastDraft& draft) {
    const auto level = ui.at_level(ui::Level::chair);
    auto intent = draw_plain_bar(ui, {view.title, view.where, {}, {}, view.display, view.hide});
    ui::Action back;
    back.label = view.back_label;
    back.icon = ui::Icon::home;
    back.kind = ui::Kind::primary;
    ui::BottomBar bar;
    bar.status = notice_status(view.notice, {});
    bar.right.push_back(back);
    if (const auto press = ui.bottom_bar(bar); press && press->side == ui::BarSide::right)
        intent = view::GoTo{view::Place::home, {}, {}};
    ui::Page page;
    page.title = view::say("past.title");
    page.banner = view.band;
    page.banner_icon = ui::Icon::lock;
    ui.page(page, [&] {
        if (const auto pressed = ui.segmented(view.tabs_label, view.tabs, draft.tab))
            draft.tab = *pressed;
        const auto id = ui.id("tab " + std::to_string(draft.tab));
        draw_tab(ui, view, draft, intent);
    });
    if (view.removal && view.removal->open) draw_removal_sheet(ui, view, intent);
    if (view.open_paper)
        if (auto pressed = draw_paper_sheet(ui, view.papers[*view.open_paper]))
            intent = std::move(pressed);
    if (view.open_date)
        plan::draw_counting_sheet(ui, view.dates[*view.open_date].label,
                                  view.dates[*view.open_date].limit, intent);
    return intent;
}

}  // namespace cpc::screen
