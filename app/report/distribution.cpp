// SPDX-License-Identifier: Apache-2.0
#include "app/report/distribution.hpp"

#include <algorithm>
#include <set>

namespace cpc::report {
namespace {

using conference::Group;
using conference::Person;
using conference::State;
using procedure::DocumentRule;
using procedure::DocumentWhen;
using procedure::Recipient;

bool is_family(const Person& person) {
    return person.invited.group == Group::family;
}

bool is_excluded(const Person& person) {
    return person.attendance == conference::Attendance::excluded_wholly ||
           person.attendance == conference::Attendance::excluded_partly;
}

std::set<PersonId> all_dissenters(const State& state) {
    std::set<PersonId> out;
    for (const auto& [id, child] : state.children)
        for (const auto& person : conference::dissenters(state, child))
            out.insert(person);
    return out;
}

bool in_core_group(const State& state, PersonId id) {
    return std::any_of(state.children.begin(), state.children.end(), [&](const auto& entry) {
        const auto& group = entry.second.core_group;
        return group &&
               std::find(group->members.begin(), group->members.end(), id) != group->members.end();
    });
}

bool meant(const State& state, PersonId id, const Person& person, Recipient recipient) {
    const bool came = !person.presence.empty();
    const auto group = person.invited.group;
    switch (recipient) {
        case Recipient::attendees:
            return came;
        case Recipient::attending_professionals:
            return came && group == Group::professional;
        case Recipient::absent_professionals:
            return !came && group == Group::professional;
        case Recipient::attending_family:
            return came && is_family(person);
        case Recipient::absent_family:
            return !came && is_family(person) && !is_excluded(person);
        case Recipient::excluded_family:
            return is_family(person) && is_excluded(person);
        case Recipient::child:
            return group == Group::child;
        case Recipient::dissenters:
            return all_dissenters(state).contains(id);
        case Recipient::invited:
            return true;
        case Recipient::chair:
            return group == Group::chair;
        case Recipient::core_group:
            return in_core_group(state, id);
        case Recipient::gp:
            return person.invited.role == "gp";
        case Recipient::service_manager:
        case Recipient::childrens_reporter:
        case Recipient::requester:
        case Recipient::supervisor:
        case Recipient::client_file:
            return false;  // nobody at the table
    }
    return false;
}

bool wanted(const State& state, const DocumentRule& rule) {
    if (!rule.types.empty() &&
        std::find(rule.types.begin(), rule.types.end(), state.opened->type) == rule.types.end())
        return false;
    const auto any_child = [&](auto test) {
        return std::any_of(state.children.begin(), state.children.end(),
                           [&](const auto& entry) { return test(entry.second); });
    };
    using conference::Child;
    switch (rule.when) {
        case DocumentWhen::always:
            return true;
        case DocumentWhen::plan:
            return any_child([](const Child& c) { return c.protected_status(); });
        case DocumentWhen::dissent:
            return !all_dissenters(state).empty();
        case DocumentWhen::exclusion:
        case DocumentWhen::absent_family:
            return true;  // the recipients decide
        case DocumentWhen::chair_decided:
            return any_child(
                [](const Child& c) { return c.ballot && c.ballot->chair.has_value(); });
        case DocumentWhen::plan_ended:
            return any_child([](const Child& c) {
                return c.result && c.result->locked.decision == conference::Decision::remove;
            });
        case DocumentWhen::answered:
        case DocumentWhen::request_refused:
        case DocumentWhen::restricted:
            return false;  // no conference records these, so no paper follows from them
    }
    return true;
}

}  // namespace

std::vector<PersonId> people_meant(const State& state, Recipient recipient) {
    std::vector<PersonId> out;
    for (const auto& id : state.person_order)
        if (meant(state, id, state.people.at(id), recipient)) out.push_back(id);
    return out;
}

std::vector<Paper> papers_of(const State& state, const conference::Rulebook& rules) {
    std::vector<Paper> out;
    const auto limits = conference::deadlines_of(state, rules);
    for (const auto& rule : rules.procedure.documents) {
        if (!wanted(state, rule)) continue;
        for (const auto recipient : rule.to) {
            auto people = people_meant(state, recipient);
            if (people.empty()) continue;
            Paper paper{&rule, recipient, std::move(people), std::nullopt};
            if (const auto* limit = limits.find(rule.deadline, rule.deadline_which))
                paper.due = limit->due;
            out.push_back(std::move(paper));
        }
    }
    return out;
}

}  // namespace cpc::report
