// SPDX-License-Identifier: Apache-2.0
#include "core/conference/rulebook.hpp"

#include <algorithm>
#include <set>

#include "core/conference/decide.hpp"

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
    if (state.next_conference) events["next-conference"] = state.next_conference->at;
    for (const auto& [id, child] : state.children) {
        if (child.added.expected) events["edd"] = *child.added.expected;
        if (!child.core_group) continue;
        const auto first = child.core_group->first_meeting.date;
        auto [place, added] = events.try_emplace("core-group", first);
        if (!added && first < procedure::date_of(place->second)) place->second = first;
    }
    return events;
}

bool has(const std::vector<std::string>& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

bool applies(const ChecklistItem& item, const State& state) {
    if (!item.types.empty() && !has(item.types, state.opened->type)) return false;
    // "unborn" is asked of the child itself where the point is about one child.
    const auto set = [&](const std::string& flag) {
        return (item.per_child && flag == "unborn") || state.has_flag(flag);
    };
    if (!std::all_of(item.flags.begin(), item.flags.end(), set)) return false;
    return std::none_of(item.not_flags.begin(), item.not_flags.end(), [&](const auto& flag) {
        return !(item.per_child && flag == "unborn") && state.has_flag(flag);
    });
}

int years_between(Date born, Date day) {
    const bool before_birthday =
        day.month() < born.month() || (day.month() == born.month() && day.day() < born.day());
    return day.year() - born.year() - (before_birthday ? 1 : 0);
}

bool applies_to(const ChecklistItem& item, const State& state,
                const procedure::Procedure& procedure, Stage stage, const Child& child,
                const std::vector<std::string>* categories) {
    // A stage that was over before the birth is not asked again (REQ-382).
    const bool unborn = child.unborn() || (child.birth && stage < state.stage);
    if (has(item.flags, "unborn") && !unborn) return false;
    if (has(item.not_flags, "unborn") && unborn) return false;
    const auto day = state.opened->planned_start.date;
    if (item.age_least > 0 &&
        (!child.added.born || years_between(*child.added.born, day) < item.age_least))
        return false;
    if (item.outcomes.empty() && item.categories.empty()) return true;
    std::optional<Decision> decision;
    std::vector<std::string> named;
    if (child.result) {
        decision = child.result->locked.decision;
        named = categories != nullptr ? *categories : child.result->locked.categories;
    } else if (const auto coming = verdict(state, procedure, child)) {
        decision = coming->decision;
        if (categories != nullptr) named = *categories;
    }
    if (!decision) return false;
    const bool outcome = item.outcomes.empty() ||
                         std::any_of(item.outcomes.begin(), item.outcomes.end(), [&](auto kind) {
                             return procedure::outcome_word(kind) == word(*decision);
                         });
    return outcome && (item.categories.empty() ||
                       std::any_of(named.begin(), named.end(),
                                   [&](const auto& id) { return has(item.categories, id); }));
}

// Where the chair prepares, the points are the chair's own confirmations.
const std::vector<ChecklistItem>* checklist_of(const procedure::Procedure& procedure, Stage stage) {
    if (stage == Stage::preparation) return &procedure.the<procedure::ChairRule>().confirmations;
    const auto kind = stage_kind(stage);
    if (!kind) return nullptr;
    const auto* found = procedure.stage(*kind);
    // Where nothing is voted on, the agreed outcome takes the place of the decision.
    if (found == nullptr && kind == StageKind::decision)
        found = procedure.stage(StageKind::outcome);
    return found == nullptr ? nullptr : &found->checklist;
}

}  // namespace

procedure::Deadlines deadlines_of(const State& state, const Rulebook& rules,
                                  std::optional<LocalTime> planned_close) {
    procedure::Circumstances circumstances;
    circumstances.type = state.opened->type;
    if (state.opened->transfer_in) circumstances.flags.insert("transfer-in");
    for (const auto& flag : state.opened->flags.value_or(std::vector<std::string>{}))
        circumstances.flags.insert(flag);
    if (state.has_flag("unborn")) circumstances.flags.insert("unborn");
    circumstances.request_refused = state.request_refused();
    for (const auto& [key, point] : state.points)
        if (point.answer)
            circumstances.answers.insert(key.substr(0, key.find('@')) + "=" + *point.answer);
    bool any_result = false;
    bool any_plan = false;
    for (const auto& [id, child] : state.children) {
        if (!child.result) continue;
        any_result = true;
        any_plan = any_plan || child.protected_status();
        circumstances.plan_ended |= child.result->locked.decision == Decision::remove;
        circumstances.chair_decided |= child.ballot && child.ballot->chair.has_value();
    }
    if (any_result || state.cancelled) circumstances.plan = any_plan;
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

const ChecklistItem* find_point(const procedure::Procedure& procedure, std::string_view id) {
    const auto in = [&](const std::vector<ChecklistItem>& list) -> const ChecklistItem* {
        const auto found =
            std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
        return found == list.end() ? nullptr : &*found;
    };
    for (const auto& stage : procedure.stages)
        if (const auto* found = in(stage.checklist)) return found;
    return in(procedure.the<procedure::ChairRule>().confirmations);
}

std::vector<OpenPoint> open_points(const State& state, const procedure::Procedure& procedure,
                                   Stage stage, const std::vector<std::string>* categories) {
    std::vector<OpenPoint> blocking;
    std::vector<OpenPoint> warning;
    const auto* list = checklist_of(procedure, stage);
    if (list == nullptr || !state.opened) return blocking;
    const auto look = [&](const ChecklistItem& item, ChildId child) {
        if (state.points.contains(point_key(item, state, child))) return;
        (item.weight == procedure::Weight::blocking ? blocking : warning).push_back({&item, child});
    };
    for (const auto& item : *list) {
        if (!applies(item, state)) continue;
        if (!item.per_child) {
            look(item, ChildId{});
            continue;
        }
        for (const auto& id : state.child_order) {
            const auto& child = state.children.at(id);
            // A child without a plan has no points of a plan, unless they name its outcome.
            const bool meant = stage != Stage::plan || child.protected_status() ||
                               !item.outcomes.empty() || child.result_is(Decision::agreed_outcome);
            if (meant && applies_to(item, state, procedure, stage, child, categories))
                look(item, id);
        }
    }
    blocking.insert(blocking.end(), warning.begin(), warning.end());
    return blocking;
}

std::string quorum_gap(const State& state, const procedure::Procedure& procedure) {
    const auto& quorum = procedure.the<procedure::QuorumRule>();
    std::set<std::string> groups;
    std::set<std::string> agencies;
    for (const auto& [id, person] : state.people) {
        // Where the convening practitioner chairs, the chair's role names its agency group.
        const auto group = person.invited.group;
        if ((group != Group::professional && group != Group::chair) || !person.here()) continue;
        const auto* role = procedure.role(person.invited.role);
        if (role != nullptr && !role->agency_group.empty()) groups.insert(role->agency_group);
        if (group == Group::chair) continue;
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
