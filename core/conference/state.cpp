// SPDX-License-Identifier: Apache-2.0
#include "core/conference/state.hpp"

#include <algorithm>

namespace cpc::conference {
namespace {

// Nothing for a professional, who counts when present.
std::optional<NotCounted> never_counts(Group group) {
    switch (group) {
        case Group::professional:
            return std::nullopt;
        case Group::family:
            return NotCounted::family;
        case Group::child:
            return NotCounted::child;
        case Group::supporter:
            return NotCounted::supporter;
        case Group::advocate:
            return NotCounted::advocate;
        case Group::legal:
            return NotCounted::legal;
        case Group::interpreter:
            return NotCounted::interpreter;
        case Group::specialist:
            return NotCounted::specialist;
        case Group::observer:
            return NotCounted::observer;
        case Group::minute_taker:
            return NotCounted::minute_taker;
        case Group::chair:
            return NotCounted::chair;
    }
    return NotCounted::observer;
}

bool has_position(const Child& child, PersonId person) {
    return child.ballot && child.ballot->latest(person) != nullptr;
}

}  // namespace

const Position* Ballot::latest(PersonId person) const {
    const auto found = positions.find(person);
    if (found == positions.end() || found->second.empty()) return nullptr;
    return &found->second.back();
}

bool Child::protected_status() const {
    if (!result) return false;
    return result->locked.decision == Decision::place ||
           result->locked.decision == Decision::retain;
}

bool Person::is_asked() const {
    const auto group = invited.group;
    const bool works = group == Group::professional || group == Group::chair ||
                       group == Group::minute_taker || group == Group::observer;
    return group == Group::family || group == Group::child || (!works && !invited.supports.empty());
}

bool Contribution::is_about(ChildId child) const {
    return std::find(about.begin(), about.end(), child) != about.end();
}

bool Person::concerns(ChildId child) const {
    if (is_asked()) return std::find(here_for.begin(), here_for.end(), child) != here_for.end();
    if (!invited.children || invited.children->empty()) return true;
    return std::find(invited.children->begin(), invited.children->end(), child) !=
           invited.children->end();
}

std::string Person::detail(std::string_view name) const {
    if (invited.details)
        for (const auto& each : *invited.details)
            if (each.name == name) return each.text;
    return {};
}

bool State::adjourned() const {
    return !sittings.empty() && sittings.back().adjourned.has_value();
}

const Segment* State::open_segment() const {
    return segments.empty() || segments.back().ended ? nullptr : &segments.back();
}

bool State::request_refused() const {
    // A no to another agency's meeting says nothing about this one.
    const bool elsewhere = request && request->elsewhere.value_or(false);
    return request_answer && !request_answer->convene && !elsewhere;
}

bool State::has_flag(std::string_view flag) const {
    if (!opened) return false;
    if (flag == "unborn")
        return std::any_of(children.begin(), children.end(),
                           [](const auto& entry) { return entry.second.unborn(); });
    if (flag == "transfer-in" && opened->transfer_in) return true;
    return opened->flags &&
           std::find(opened->flags->begin(), opened->flags->end(), flag) != opened->flags->end();
}

std::string State::answer(std::string_view point_key) const {
    const auto found = points.find(std::string{point_key});
    return found == points.end() ? std::string{} : found->second.answer.value_or(std::string{});
}

const Person* State::person(PersonId id) const {
    const auto found = people.find(id);
    return found == people.end() ? nullptr : &found->second;
}

const Child* State::child(ChildId id) const {
    const auto found = children.find(id);
    return found == children.end() ? nullptr : &found->second;
}

const Contribution* State::contribution(ContributionId id) const {
    const auto found = std::find_if(contributions.begin(), contributions.end(),
                                    [&](const auto& c) { return c.said.contribution == id; });
    return found == contributions.end() ? nullptr : &*found;
}

const Material* State::material(MaterialId id) const {
    const auto found = std::find_if(materials.begin(), materials.end(),
                                    [&](const auto& m) { return m.taken.material == id; });
    return found == materials.end() ? nullptr : &*found;
}

// Who was asked to step out of a restricted part is at the meeting and not in the room.
bool State::family_in_room() const {
    const auto* apart = open_segment();
    return std::any_of(people.begin(), people.end(), [&](const auto& entry) {
        const auto group = entry.second.invited.group;
        if (!entry.second.here() || (group != Group::family && group != Group::child)) return false;
        if (apart == nullptr) return true;
        const auto& out = apart->started.out;
        return std::find(out.begin(), out.end(), entry.first) == out.end();
    });
}

std::optional<LocalTime> State::started_at() const {
    const auto found = stage_entered.find(Stage::introductions);
    if (found == stage_entered.end()) return std::nullopt;
    return found->second;
}

std::vector<ChildId> children_unsaid(const State& state, const Person& person) {
    const auto group = person.invited.group;
    const bool of_the_family = group == Group::family || group == Group::child;
    if (!of_the_family || state.child_order.size() < 2) return {};
    const auto from = std::min(person.children_then, state.child_order.size());
    return {state.child_order.begin() + static_cast<std::ptrdiff_t>(from), state.child_order.end()};
}

std::vector<PersonId> here_for_unsaid(const State& state) {
    std::vector<PersonId> out;
    for (const auto& id : state.person_order)
        if (!children_unsaid(state, state.people.at(id)).empty()) out.push_back(id);
    return out;
}

Electorate electorate(const State& state, ChildId child_id) {
    Electorate out;
    const auto* child = state.child(child_id);
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (const auto why = never_counts(person.invited.group))
            out.not_counted.push_back({id, *why});
        else if (!person.concerns(child_id))
            out.not_counted.push_back({id, NotCounted::not_for_this_child});
        else if (person.here() || (child != nullptr && has_position(*child, id)))
            out.counted.push_back(id);
        else if (person.left())
            out.not_counted.push_back({id, NotCounted::left_before_decision});
        else
            out.not_counted.push_back({id, NotCounted::absent});
    }
    return out;
}

std::vector<CountedView> counted_views(const State& state, const Ballot& ballot) {
    std::vector<CountedView> views;
    for (const auto& id : ballot.opened.counted) {
        const auto* position = ballot.latest(id);
        const auto* person = state.person(id);
        if (position == nullptr || person == nullptr) continue;
        views.push_back({position->logged.view, person->invited.agency});
    }
    return views;
}

std::vector<PersonId> still_to_give(const State& state, const Ballot& ballot) {
    std::vector<PersonId> out;
    for (const auto& id : ballot.opened.counted) {
        const auto* person = state.person(id);
        if (person != nullptr && person->here() && ballot.latest(id) == nullptr) out.push_back(id);
    }
    return out;
}

std::vector<PersonId> dissenters(const State& state, const Child& child) {
    std::vector<PersonId> out;
    if (!child.ballot || !child.result) return out;
    const View lost = child.protected_status() ? View::against : View::in_favour;
    for (const auto& id : child.ballot->opened.counted) {
        const auto* position = child.ballot->latest(id);
        if (state.person(id) != nullptr && position != nullptr && position->logged.view == lost)
            out.push_back(id);
    }
    return out;
}

}  // namespace cpc::conference
