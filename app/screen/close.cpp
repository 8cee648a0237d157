// SPDX-License-Identifier: Apache-2.0
#include "app/screen/close.hpp"

#include "app/screen/decision_support.hpp"
#include "app/screen/plan_parts.hpp"
#include "app/view/routes.hpp"

namespace cpc::screen {
namespace {

using plan::MaybeIntent;
using view::CloseView;

void draw_summary(ui::Ui& ui, const CloseView& view, CloseDraft& draft) {
    for (const auto& part : view.summary)
        ui.card(part.title, [&] {
            for (const auto& sentence : part.sentences)
                ui.paragraph(sentence);
        });
    ui.card([&] {
        ui::TextField field;
        field.label = view::say("close.addition");
        field.hint = view::say("close.addition-hint");
        field.lines = 2;
        ui.text_field(field, draft.addition);
    });
}

void draw_steps(ui::Ui& ui, const view::RouteView& route) {
    for (const auto& step : route.steps) {
        ui.strong(step.label);
        ui.paragraph(step.detail);
    }
}

void draw_routes(ui::Ui& ui, const CloseView& view, MaybeIntent& intent) {
    for (const auto& route : view.routes)
        ui.card(route.title, [&] {
            draw_steps(ui, route);
            ui.small(route.cites);
            if (!route.for_anyone) return;
            if (!route.given.empty()) ui.small(route.given, ui::Tone::ok, ui::Icon::done);
            if (ui.button(view::say("close.route-give")))
                intent = view::OpenSheet{"close-route-" + route.id, {}, {}};
        });
    if (!view.routes_label.empty() && ui.button(view.routes_label))
        intent = view::OpenSheet{std::string{view::routes_sheet}, {}, {}};
}

// The note with the way to the Board, for whoever asks; a tap on the name says it was given.
void draw_route_sheet(ui::Ui& ui, const CloseView& view, MaybeIntent& intent) {
    const auto& route = view.routes[*view.open_route];
    ui::Sheet sheet;
    sheet.title = route.title;
    sheet.actions = {{view::say("stages.cancel")}};
    const auto pressed = ui.sheet(sheet, [&] {
        draw_steps(ui, route);
        ui.small(view::say("close.route-whom"));
        for (const auto& person : view.people) {
            const auto scope = ui.id(person.id.hex());
            ui::ListRow row;
            row.label = person.name;
            row.detail = person.detail;
            if (ui.list_row(row))
                intent =
                    view::Ask{conference::Say<conference::RouteStepTaken>{
                                  {route.id, route.first_step, person.id,
                                   view::say("close.route-result"), view.now.date}},
                              PersonId{}, view::say("close.route-given", {{"who", person.name}})};
        }
    });
    if (pressed) intent = view::CloseSheet{};
}

void draw_side(ui::Ui& ui, const CloseView& view, MaybeIntent& intent) {
    ui.card(view::say("close.before"), [&] {
        for (std::size_t i = 0; i < view.checks.size(); ++i) {
            ui::ChecklistRow row;
            row.label = view.checks[i].label;
            row.detail = view.checks[i].detail;
            row.done = view.checks_done[i];
            ui.checklist_row(row);
        }
        if (auto confirmed = draw_points(ui, view.points, view.now)) intent = std::move(confirmed);
    });
    ui.card([&] { ui.small(view::say("close.signatures-later")); });
}

void draw_confirm(ui::Ui& ui, const CloseView& view, const CloseDraft& draft, MaybeIntent& intent) {
    ui::Action hold;
    hold.label = view.confirm_hold;
    hold.icon = ui::Icon::lock;
    hold.hold = true;
    hold.blocked_by = view.close_blocked;
    const auto pressed =
        draw_sheet(ui, view.close_label, {}, {}, hold, [&] { ui.paragraph(view.confirm_note); });
    if (!pressed) return;
    if (*pressed == 0) {
        intent = view::CloseSheet{};
        return;
    }
    const auto addition = view::trimmed(draft.addition);
    intent = view::Ask{
        conference::CloseConference{view.summary_text + (addition.empty() ? "" : "\n" + addition)},
        PersonId{}, view::say("close.said")};
}

}  // namespace

std::optional<view::Intent> draw(ui::Ui& ui, const CloseView& view, CloseDraft& draft) {
    Foot foot;
    foot.status.text = view.status;
    foot.status.icon = view.close_blocked.empty() ? ui::Icon::done : ui::Icon::info;
    foot.right.push_back(
        next_step(view.close_label, view.close_blocked, view::OpenSheet{"close-confirm", {}, {}}));
    MaybeIntent intent = draw_frame(ui, view.frame, foot);
    ui::Page page;
    page.title = view.title;
    page.help = view.help;
    page.side_fold = view::say("close.before");
    ui.page(
        page,
        [&] {
            draw_summary(ui, view, draft);
            plan::draw_dates_card(ui, view::say("close.limits"), view.dates, intent);
            draw_routes(ui, view, intent);
        },
        [&] { draw_side(ui, view, intent); });
    if (view.open_route) draw_route_sheet(ui, view, intent);
    if (view.confirm_open) draw_confirm(ui, view, draft, intent);
    if (view.open_date)
        plan::draw_counting_sheet(ui, view.dates[*view.open_date].label,
                                  view.dates[*view.open_date].limit, intent);
    return intent;
}

bool said(const conference::Command& command, CloseDraft& draft) {
    if (std::holds_alternative<conference::Say<conference::RouteStepTaken>>(command)) return true;
    if (!std::holds_alternative<conference::CloseConference>(command)) return false;
    draft.addition.clear();
    return true;
}

}  // namespace cpc::screen
