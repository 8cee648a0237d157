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

// Those a paper can go to although they were never asked to the conference.
bool is_outside(Recipient recipient) {
    return recipient == Recipient::service_manager || recipient == Recipient::childrens_reporter ||
           recipient == Recipient::requester || recipient == Recipient::supervisor ||
           recipient == Recipient::client_file;
}

// Nobody who does not know of the conference gets a paper about it (REQ-259).
bool kept_from(const Person& person) {
    return person.exclusion && person.exclusion->without_knowledge;
}

bool answered(const State& state, const std::vector<std::string>& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& each) {
        return std::any_of(state.points.begin(), state.points.end(), [&](const auto& entry) {
            const auto name = entry.first.substr(0, entry.first.find('@'));
            return entry.second.answer && name + "=" + *entry.second.answer == each;
        });
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
            return false;
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
    if (!answered(state, rule.answers)) return false;
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
            return !rule.answers.empty();
        case DocumentWhen::request_refused:
            return state.request_refused();
        case DocumentWhen::restricted:
            return !state.segments.empty();
    }
    return true;
}

}  // namespace

std::string Paper::to() const {
    return role.empty() ? std::string{procedure::recipient_word(recipient)} : role;
}

std::vector<PersonId> people_meant(const State& state, Recipient recipient) {
    std::vector<PersonId> out;
    for (const auto& id : state.person_order)
        if (!kept_from(state.people.at(id)) && meant(state, id, state.people.at(id), recipient))
            out.push_back(id);
    return out;
}

std::vector<Paper> papers_of(const State& state, const conference::Rulebook& rules) {
    std::vector<Paper> out;
    const auto limits = conference::deadlines_of(state, rules);
    const auto due_of = [&](const DocumentRule& rule) -> std::optional<procedure::When> {
        const auto* limit = limits.find(rule.deadline, rule.deadline_which);
        return limit == nullptr ? std::nullopt : std::optional{limit->due};
    };
    for (const auto& rule : rules.procedure.documents) {
        if (!wanted(state, rule)) continue;
        for (const auto recipient : rule.to) {
            Paper paper;
            paper.rule = &rule;
            paper.recipient = recipient;
            paper.people = people_meant(state, recipient);
            paper.outside = is_outside(recipient);
            if (paper.people.empty() && !paper.outside) continue;
            paper.due = due_of(rule);
            out.push_back(std::move(paper));
        }
        for (const auto& role : rule.to_roles) {
            Paper paper;
            paper.rule = &rule;
            paper.role = role;
            for (const auto& id : state.person_order)
                if (state.people.at(id).invited.role == role && !kept_from(state.people.at(id)))
                    paper.people.push_back(id);
            if (paper.people.empty()) continue;
            paper.due = due_of(rule);
            out.push_back(std::move(paper));
        }
    }
    return out;
}

}  // namespace cpc::report
