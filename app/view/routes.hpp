// SPDX-License-Identifier: Apache-2.0
// The ways to disagree or to complain, and the steps somebody has taken on one of them: a talk with
// the chair, the service's complaints procedure, an inter-agency panel (REQ-265, REQ-267). Steps go
// on after the close, for weeks; they are for the chair only.
//
// What always holds: a later step opens for somebody when the one before it has a result; the sheet
// says so in the rule's own words.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

inline constexpr std::string_view routes_sheet = "routes";

struct RouteStepRow {
    std::string id, title, text;
    std::string not_yet;  // the rule's words where this is the step that has no result yet
};
struct RouteRow {
    std::string id, title, detail, cites;
    std::vector<RouteStepRow> steps;
    std::vector<PersonLine> people;             // whom it is open to
    std::map<PersonId, std::size_t> next_step;  // the last one they can take now; absent: the first
    std::vector<std::string> taken;             // "7 April: Father: Talk with the chair. …"
};
struct RoutesSheet {
    std::vector<RouteRow> routes;
    std::string title, chip, help, taken_title, person_label, step_label, result_label, result_hint,
        day_label, need_person, need_step, record, back, close, done_text;
    Date today;
};
[[nodiscard]] RoutesSheet make_routes_sheet(const conference::State& state,
                                            const conference::Rulebook& rules,
                                            const Moment& moment);
// Why this step cannot be recorded for this person yet; empty when it can.
[[nodiscard]] std::string step_missing(const RouteRow& route, PersonId person, std::size_t step);
// The label of the button that opens the sheet; empty where the procedure has no such way.
[[nodiscard]] std::string routes_open(const conference::Rulebook& rules);

}  // namespace cpc::view
