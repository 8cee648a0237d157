// SPDX-License-Identifier: Apache-2.0
#include "app/view/routes.hpp"

#include <algorithm>

namespace cpc::view {
namespace {

using conference::Group;
using conference::State;
using procedure::DissentRoute;
using procedure::DissentWho;

bool open_to(const DissentRoute& route, Group group) {
    if (route.who == DissentWho::professional) return group == Group::professional;
    const bool works = group == Group::professional || group == Group::chair ||
                       group == Group::minute_taker || group == Group::observer;
    if (route.who == DissentWho::family) return !works;
    return group != Group::chair && group != Group::minute_taker;
}

std::string label_of(const DissentRoute& route) {
    return say(route.who == DissentWho::professional ? "close.route-professional"
               : route.who == DissentWho::family     ? "close.route-family"
                                                     : "close.route-anyone",
               {{"title", route.title}});
}

std::string title_of(const DissentRoute& route, const std::string& step) {
    for (const auto& each : route.steps)
        if (each.id == step) return each.title;
    return step;
}

bool has_result(const State& state, const DissentRoute& route, const std::string& step,
                PersonId person) {
    return std::any_of(state.route_steps.begin(), state.route_steps.end(), [&](const auto& each) {
        return each.route == route.basis.id && each.person == person && each.step == step &&
               !each.result.empty();
    });
}

RouteRow row_of(const DissentRoute& route, const State& state, const conference::Rulebook& rules) {
    RouteRow row;
    row.id = route.basis.id;
    row.title = label_of(route);
    row.cites = route.basis.cites;
    for (const auto& step : route.steps)
        row.steps.push_back({step.id, step.title, step.text,
                             refusal_text(conference::refuse("route.in-order", rules.procedure,
                                                             step.title + "."))});
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (!open_to(route, person.invited.group)) continue;
        row.people.push_back(person_line(person, rules.procedure));
        std::size_t next = 0;
        while (next + 1 < route.steps.size() && has_result(state, route, route.steps[next].id, id))
            ++next;
        row.next_step[id] = next;
    }
    for (const auto& taken : state.route_steps) {
        if (taken.route != row.id) continue;
        row.taken.push_back(say(taken.result.empty() ? "routes.taken" : "routes.taken_result",
                                {{"date", say_date(taken.on)},
                                 {"who", person_name(state, taken.person)},
                                 {"step", title_of(route, taken.step)},
                                 {"result", taken.result}}));
    }
    row.detail = row.taken.empty() ? say("routes.none") : row.taken.back();
    return row;
}

}  // namespace

std::string routes_open(const conference::Rulebook& rules) {
    const auto& routes = rules.procedure.dissent_routes;
    const bool any = std::any_of(routes.begin(), routes.end(),
                                 [](const auto& route) { return !route.steps.empty(); });
    return any ? say("routes.open") : std::string{};
}

std::string step_missing(const RouteRow& route, PersonId person, std::size_t step) {
    const auto found = route.next_step.find(person);
    const auto next = found == route.next_step.end() ? 0 : found->second;
    return step <= next ? std::string{} : route.steps.at(next).not_yet;
}

RoutesSheet make_routes_sheet(const State& state, const conference::Rulebook& rules,
                              const Moment& moment) {
    RoutesSheet sheet;
    for (const auto& route : rules.procedure.dissent_routes)
        if (!route.steps.empty()) sheet.routes.push_back(row_of(route, state, rules));
    sheet.title = say("routes.title");
    sheet.chip = say("stages.chair-only");
    sheet.help = say("routes.help");
    sheet.taken_title = say("routes.taken_title");
    sheet.person_label = say("routes.person");
    sheet.step_label = say("routes.step");
    sheet.result_label = say("routes.result");
    sheet.result_hint = say("routes.result_hint");
    sheet.day_label = say("routes.day");
    sheet.need_person = say("routes.need_person");
    sheet.need_step = say("routes.need_step");
    sheet.record = say("stages.record");
    sheet.back = say("cover.cancel");
    sheet.close = say("shell.close");
    sheet.done_text = say("shell.recorded");
    sheet.today = moment.now.date;
    return sheet;
}

}  // namespace cpc::view
