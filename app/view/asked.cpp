// SPDX-License-Identifier: Apache-2.0
#include "app/view/asked.hpp"

#include <algorithm>

#include "core/conference/sight.hpp"

namespace cpc::view {
namespace {

using conference::Person;
using conference::State;

std::vector<std::string> refs(const State& state, const std::vector<ChildId>& children) {
    std::vector<std::string> out;
    for (const auto& id : state.child_order)
        if (std::find(children.begin(), children.end(), id) != children.end())
            out.push_back(state.children.at(id).added.ref);
    return out;
}

std::string point_of(const std::string& role) {
    return "omit-" + role;
}

}  // namespace

std::optional<HereForSheet> make_here_for_sheet(const State& state, PersonId person) {
    if (state.child_order.size() < 2) return std::nullopt;
    if (person.empty()) {
        const auto open = conference::here_for_unsaid(state);
        if (open.empty()) return std::nullopt;
        person = open.front();
    }
    const auto* known = state.person(person);
    if (known == nullptr || !is_family(known->invited.group)) return std::nullopt;
    const auto& name = known->invited.name;
    HereForSheet sheet;
    sheet.invited = known->invited;
    for (const auto& id : state.child_order)
        sheet.children.push_back(
            {id, state.children.at(id).added.ref, conference::entitled(state, *known, id)});
    sheet.title = say("prepare.here_for_title", {{"who", name}});
    const auto unsaid = conference::children_unsaid(state, *known);
    sheet.text = unsaid.empty() ? say("prepare.here_for_text", {{"who", name}})
                                : say("prepare.here_for_late",
                                      {{"who", name}, {"children", say_list(refs(state, unsaid))}});
    sheet.question = say("prepare.person_children");
    sheet.need = say("prepare.need_children");
    sheet.record = say("prepare.here_for_record");
    sheet.later = say("prepare.here_for_later");
    sheet.done_text = name;
    return sheet;
}

std::string here_for_done(const HereForSheet& sheet, const std::vector<bool>& chosen) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < sheet.children.size() && i < chosen.size(); ++i)
        if (chosen[i]) names.push_back(sheet.children[i].label);
    return say("prepare.here_for_done", {{"who", sheet.done_text}, {"children", say_list(names)}});
}

std::string here_for_line(const State& state, const Person& person) {
    if (state.child_order.size() < 2 || !is_family(person.invited.group)) return {};
    std::vector<ChildId> theirs;
    for (const auto& id : state.child_order)
        if (conference::entitled(state, person, id)) theirs.push_back(id);
    std::string line;
    if (!theirs.empty())
        line = say("prepare.here_for_row", {{"children", say_list(refs(state, theirs))}});
    const auto unsaid = conference::children_unsaid(state, person);
    if (unsaid.empty()) return line;
    if (!line.empty()) line += " ";
    return line + say("prepare.here_for_unsaid", {{"children", say_list(refs(state, unsaid))}});
}

std::string here_for_open(const State& state) {
    std::vector<std::string> names;
    for (const auto& id : conference::here_for_unsaid(state))
        names.push_back(person_name(state, id));
    if (names.empty()) return {};
    return say("prepare.here_for_open", {{"who", say_list(names)}});
}

AlwaysAsked make_always_asked(const State& state, const conference::Rulebook& rules) {
    AlwaysAsked out;
    out.title = say("prepare.always_title");
    out.help = say("prepare.always_help");
    for (const auto& role : rules.procedure.roles) {
        if (!role.omission_needs_reason) continue;
        AlwaysAskedRow row;
        row.role = role.id;
        row.label = role.label;
        std::vector<std::string> names;
        for (const auto& id : state.person_order) {
            const auto& invited = state.people.at(id).invited;
            if (invited.role == role.id) names.push_back(invited.name);
        }
        const auto left_out = state.points.find(point_of(role.id));
        row.can_be_left_out = names.empty();
        row.done = !names.empty() || left_out != state.points.end();
        if (!names.empty())
            row.detail = say("prepare.always_on_list", {{"who", say_list(names)}});
        else if (row.done)
            row.detail = say("prepare.always_left_out", {{"why", left_out->second.note}});
        else
            row.detail = say("prepare.always_missing");
        out.rows.push_back(std::move(row));
    }
    return out;
}

std::optional<LeftOutSheet> make_left_out_sheet(const State& state,
                                                const conference::Rulebook& rules,
                                                std::string_view sheet) {
    if (!sheet.starts_with(left_out_prefix)) return std::nullopt;
    const auto* role =
        rules.procedure.role(std::string{sheet.substr(std::string_view{left_out_prefix}.size())});
    if (role == nullptr || !role->omission_needs_reason) return std::nullopt;
    LeftOutSheet out;
    out.role = role->id;
    out.title = say("prepare.left_out_title", {{"role", role->label}});
    const auto refusal = conference::refuse("people.left-out", rules.procedure, role->label + ".");
    out.text = with_citation(refusal.message, refusal.cites);
    const auto said = state.points.find(point_of(role->id));
    if (said != state.points.end())
        out.text = say("prepare.always_left_out", {{"why", said->second.note}});
    out.reason_label = say("prepare.left_out_reason");
    // What is to be said of a child who is not asked is the procedure's own (REQ-319).
    if (role->group == procedure::RoleGroup::child)
        out.reason_hint = rules.procedure.the<procedure::InvitationRule>().no_child_reason;
    out.need_reason = say("prepare.left_out_need");
    out.record = say("prepare.left_out_record");
    out.cancel = say("shell.cancel");
    out.done_text = say("prepare.left_out_done", {{"role", role->label}});
    return out;
}

}  // namespace cpc::view
