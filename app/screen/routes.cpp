// SPDX-License-Identifier: Apache-2.0
#include "app/screen/routes.hpp"

#include <algorithm>

#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::RouteRow;
using view::RoutesSheet;

constexpr float routes_u = 900;

ui::Sheet sheet_of(const RoutesSheet& view, const std::string& title) {
    ui::Sheet sheet;
    sheet.title = title;
    sheet.private_chip = view.chip;
    sheet.width_u = routes_u;
    return sheet;
}

std::optional<view::Intent> list_page(ui::Ui& ui, const RoutesSheet& view, RoutesDraft& draft) {
    auto sheet = sheet_of(view, view.title);
    sheet.actions = {{view.close}};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.help, ui::Tone::secondary);
        ui.card([&] {
            for (const auto& route : view.routes) {
                ui::ListRow row;
                row.label = route.title;
                row.detail = route.detail;
                row.icon = route.taken.empty() ? ui::Icon::forward : ui::Icon::history;
                if (!ui.list_row(row)) continue;
                draft = {};
                draft.route = route.id;
            }
        });
    });
    if (!pressed) return std::nullopt;
    draft = {};
    return view::CloseSheet{};
}

template <class Labels>
void one_of(ui::Ui& ui, const std::string& label, const Labels& labels,
            std::optional<std::size_t>& chosen) {
    ui.strong(label);
    std::vector<bool> on(labels.size(), false);
    if (chosen && *chosen < on.size()) on[*chosen] = true;
    if (const auto pressed = ui.chips(label, labels, on)) chosen = *pressed;
}

void fields(ui::Ui& ui, const RoutesSheet& view, const RouteRow& route, RoutesDraft& draft) {
    ui.small(route.cites, ui::Tone::secondary, ui::Icon::scales);
    if (!route.taken.empty())
        ui.card(view.taken_title, [&] {
            for (const auto& taken : route.taken)
                ui.small(taken, ui::Tone::secondary, ui::Icon::done);
        });
    std::vector<std::string> names;
    for (const auto& person : route.people)
        names.push_back(person.name);
    one_of(ui, view.person_label, names, draft.person);
    std::vector<std::string> titles;
    for (const auto& step : route.steps)
        titles.push_back(step.title);
    one_of(ui, view.step_label, titles, draft.step);
    if (draft.step && *draft.step < route.steps.size()) ui.small(route.steps[*draft.step].text);
    ui::TextField result;
    result.label = view.result_label;
    result.hint = view.result_hint;
    result.lines = 2;
    (void)ui.text_field(result, draft.result);
    ui::DateStepper day;
    day.label = view.day_label;
    day.value = draft.day.value_or(view.today);
    day.spoken = view::say_day(day.value) + " " + std::to_string(day.value.year());
    if (const auto chosen = ui.date_stepper(day)) draft.day = *chosen;
}

std::string missing(const RoutesSheet& view, const RouteRow& route, const RoutesDraft& draft) {
    if (!draft.person || *draft.person >= route.people.size()) return view.need_person;
    if (!draft.step || *draft.step >= route.steps.size()) return view.need_step;
    return view::step_missing(route, route.people[*draft.person].id, *draft.step);
}

std::optional<view::Intent> route_page(ui::Ui& ui, const RoutesSheet& view, const RouteRow& route,
                                       RoutesDraft& draft) {
    const auto scope = ui.id(route.id);
    auto sheet = sheet_of(view, route.title);
    ui::Action record{view.record, ui::Icon::done, ui::Kind::primary};
    record.blocked_by = missing(view, route, draft);
    sheet.actions = {{view.back}, record};
    const auto pressed = ui.sheet(sheet, [&] { fields(ui, view, route, draft); });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) {
        draft = {};
        return std::nullopt;
    }
    conference::RouteStepTaken taken;
    taken.route = route.id;
    taken.step = route.steps.at(*draft.step).id;
    taken.person = route.people.at(*draft.person).id;
    taken.result = view::trimmed(draft.result);
    taken.on = draft.day.value_or(view.today);
    return view::Ask{Say<conference::RouteStepTaken>{std::move(taken)}, {}, view.done_text};
}

}  // namespace

std::optional<view::Intent> draw_routes_sheet(ui::Ui& ui, const RoutesSheet& view,
                                              RoutesDraft& draft) {
    const auto level = ui.at_level(ui::Level::chair);
    const auto route = std::find_if(view.routes.begin(), view.routes.end(),
                                    [&](const auto& each) { return each.id == draft.route; });
    if (route == view.routes.end()) return list_page(ui, view, draft);
    return route_page(ui, view, *route, draft);
}

bool said(const conference::Command& command, RoutesDraft& draft) {
    if (!std::holds_alternative<Say<conference::RouteStepTaken>>(command)) return false;
    draft = {};
    return true;
}

}  // namespace cpc::screen
