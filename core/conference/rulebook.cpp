// SPDX-License-Identifier: Apache-2.0
#include "core/conference/rulebook.hpp"

#include <algorithm>
#include <set>

namespace cpc::conference {
namespace {

using procedure::ChecklistItem;
using procedure::StageKind;

// The start events and moments that this conference's clocks run from.
procedure::Events events_of(const State& state, std::optional<LocalTime> planned_close) {
    procedure::Events events;
    for (const auto& start : state.opened->start_events)
        events[start.name] = start.date;
    events["planned-start"] = state.opened->planned_start;
    events["start"] = state.started_at().value_or(state.opened->planned_start);
    if (state.closed)
        events["close"] = state.closed->at;
    else if (planned_close)
        events["close"] = *planned_close;
    for (const auto& [id, child] : state.children) {
        if (child.added.expected) events["edd"] = *child.added.expected;
        if (!child.core_group) continue;
        const auto first = child.core_group->first_meeting.date;
        auto [place, added] = events.try_emplace("core-group", first);
        if (!added && first < procedure::date_of(place->second)) place->second = first;
    }
    return events;
}

bool applies(const ChecklistItem& item, const State& state) {
    const auto has = [](const std::vector<std::string>& list, const std::string& wanted) {
        return std::find(list.begin(), list.end(), wanted) != list.end();
    };
    if (!item.types.empty() && !has(item.types, state.opened->type)) return false;
    return std::all_of(item.flags.begin(), item.flags.end(), [&](const auto& flag) {
        return flag == "transfer-in" && state.opened->transfer_in;
    });
}

}  // namespace

procedure::Deadlines deadlines_of(const State& state, const Rulebook& rules,
                                  std::optional<LocalTime> planned_close) {
    procedure::Circumstances circumstances;
    circumstances.type = state.opened->type;
    if (state.opened->transfer_in) circumstances.flags.insert("transfer-in");
    bool any_result = false;
    bool any_plan = false;
    for (const auto& [id, child] : state.children) {
        if (child.added.expected) circumstances.flags.insert("unborn");
        if (!child.result) continue;
        any_result = true;
        any_plan = any_plan || child.protected_status();
        circumstances.plan_ended |= child.result->locked.decision == Decision::remove;
        circumstances.chair_decided |= child.ballot && child.ballot->chair.has_value();
    }
    if (any_result) circumstances.plan = any_plan;
    return procedure::compute_deadlines(rules.procedure, rules.calendar, circumstances,
                                        events_of(state, planned_close));
}

bool is_after_limit(const procedure::Deadlines& deadlines, const std::string& id,
                    const std::string& which, const LocalTime& chosen) {
    const auto* limit = deadlines.find(id, which);
    return limit != nullptr && procedure::is_late(limit->due, chosen);
}

std::optional<StageKind> stage_kind(Stage stage) {
    switch (stage) {
        case Stage::introductions:
            return StageKind::introductions;
        case Stage::information:
            return StageKind::information;
        case Stage::risk:
            return StageKind::risk;
        case Stage::decision:
            return StageKind::decision;
        case Stage::plan:
            return StageKind::plan;
        case Stage::close:
            return StageKind::close;
        case Stage::preparation:
        case Stage::closed:
            return std::nullopt;
    }
    return std::nullopt;
}

std::string point_key(const ChecklistItem& item, const State& state, ChildId child) {
    const auto* known = state.child(child);
    return known == nullptr ? item.id : item.id + "@" + known->added.ref;
}

std::vector<OpenPoint> open_points(const State& state, const procedure::Procedure& procedure,
                                   Stage stage) {
    std::vector<OpenPoint> blocking;
    std::vector<OpenPoint> warning;
    const auto kind = stage_kind(stage);
    const auto* found = kind ? procedure.stage(*kind) : nullptr;
    if (found == nullptr || !state.opened) return blocking;
    const auto look = [&](const ChecklistItem& item, ChildId child) {
        if (state.points.contains(point_key(item, state, child))) return;
        (item.weight == procedure::Weight::blocking ? blocking : warning).push_back({&item, child});
    };
    for (const auto& item : found->checklist) {
        if (!applies(item, state)) continue;
        if (!item.per_child) {
            look(item, ChildId{});
            continue;
        }
        for (const auto& child : state.child_order)
            if (stage != Stage::plan || state.children.at(child).protected_status())
                look(item, child);  // a child without a plan has no points of a plan
    }
    blocking.insert(blocking.end(), warning.begin(), warning.end());
    return blocking;
}

std::string quorum_gap(const State& state, const procedure::Procedure& procedure) {
    const auto& quorum = procedure.the<procedure::QuorumRule>();
    std::set<std::string> groups;
    std::set<std::string> agencies;
    for (const auto& [id, person] : state.people) {
        if (person.invited.group != Group::professional || !person.here()) continue;
        const auto* role = procedure.role(person.invited.role);
        if (role != nullptr) groups.insert(role->agency_group);
        const bool named =
            role != nullptr && std::find(quorum.agency_groups.begin(), quorum.agency_groups.end(),
                                         role->agency_group) != quorum.agency_groups.end();
        if (!named) agencies.insert(person.invited.agency);
    }
    for (const auto& needed : quorum.agency_groups)
        if (!groups.contains(needed)) return quorum.sentence;
    if (static_cast<int>(agencies.size()) < quorum.other_agencies_least) return quorum.sentence;
    return {};
}

}  // namespace cpc::conference
