// SPDX-License-Identifier: Apache-2.0
#include "app/report/distribution.hpp"

#include <algorithm>

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

// The children a paper is about: one, or all of them where the papers are looked at together.
struct Scope {
    const State& state;
    std::vector<ChildId> children;

    template <class Test>
    [[nodiscard]] bool any(Test test) const {
        return std::any_of(children.begin(), children.end(),
                           [&](const auto& id) { return test(state.children.at(id)); });
    }
    [[nodiscard]] bool dissents(PersonId person) const {
        return any([&](const conference::Child& child) {
            const auto people = conference::dissenters(state, child);
            const bool noted = std::any_of(child.dissents.begin(), child.dissents.end(),
                                           [&](const auto& each) { return each.person == person; });
            return noted || std::find(people.begin(), people.end(), person) != people.end();
        });
    }
    [[nodiscard]] bool in_core_group(PersonId person) const {
        return any([&](const conference::Child& child) {
            return child.core_group &&
                   std::find(child.core_group->members.begin(), child.core_group->members.end(),
                             person) != child.core_group->members.end();
        });
    }
    [[nodiscard]] bool speaks_of(const std::string& ref) const {
        return any([&](const conference::Child& child) { return child.added.ref == ref; });
    }
};

// Those a paper can go to although they were never asked to the conference.
bool is_outside(Recipient recipient) {
    return recipient == Recipient::service_manager || recipient == Recipient::childrens_reporter ||
           recipient == Recipient::requester || recipient == Recipient::supervisor ||
           recipient == Recipient::client_file || recipient == Recipient::recommended;
}

// Nobody who does not know of the conference gets a paper about it (REQ-259).
bool kept_from(const Person& person) {
    return person.exclusion && person.exclusion->without_knowledge;
}

bool answered(const Scope& scope, const std::vector<std::string>& wanted) {
    const auto& points = scope.state.points;
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& each) {
        return std::any_of(points.begin(), points.end(), [&](const auto& entry) {
            const auto at = entry.first.find('@');
            if (at != std::string::npos && !scope.speaks_of(entry.first.substr(at + 1)))
                return false;
            return entry.second.answer &&
                   entry.first.substr(0, at) + "=" + *entry.second.answer == each;
        });
    });
}

bool meant(const Scope& scope, PersonId id, Recipient recipient) {
    const auto& person = scope.state.people.at(id);
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
            // A child who was kept out is told the reasons too.
            return (is_family(person) || group == Group::child) && is_excluded(person);
        case Recipient::child:
            return group == Group::child;
        case Recipient::dissenters:
            return scope.dissents(id);
        case Recipient::invited:
            return true;
        case Recipient::chair:
            return group == Group::chair;
        case Recipient::core_group:
            return scope.in_core_group(id);
        case Recipient::gp:
            return person.invited.role == "gp";
        case Recipient::service_manager:
        case Recipient::childrens_reporter:
        case Recipient::requester:
        case Recipient::supervisor:
        case Recipient::client_file:
        case Recipient::recommended:
            return false;
    }
    return false;
}

bool wanted(const Scope& scope, const DocumentRule& rule) {
    const auto& state = scope.state;
    // What did not take place has no papers but the refusal of the request.
    if (state.cancelled && rule.when != DocumentWhen::request_refused) return false;
    if (!rule.types.empty() &&
        std::find(rule.types.begin(), rule.types.end(), state.opened->type) == rule.types.end())
        return false;
    using conference::Child;
    if (!answered(scope, rule.answers)) return false;
    switch (rule.when) {
        case DocumentWhen::always:
            return true;
        case DocumentWhen::plan:
            return scope.any([](const Child& c) { return c.protected_status(); });
        case DocumentWhen::dissent:
            return scope.any([&](const Child& c) {
                return !c.dissents.empty() || !conference::dissenters(state, c).empty();
            });
        case DocumentWhen::exclusion:
        case DocumentWhen::absent_family:
            return true;  // the recipients decide
        case DocumentWhen::chair_decided:
            return scope.any(
                [](const Child& c) { return c.ballot && c.ballot->chair.has_value(); });
        case DocumentWhen::plan_ended:
            return scope.any([](const Child& c) {
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

// Papers for people who were away go to nobody who was here for a part of it.
bool was_away(const State& state, PersonId id) {
    return state.people.at(id).presence.empty();
}

std::vector<PersonId> people_for(const Scope& scope, const DocumentRule& rule,
                                 Recipient recipient) {
    std::vector<PersonId> out;
    for (const auto& id : scope.state.person_order) {
        const auto& person = scope.state.people.at(id);
        const bool concerned =
            std::any_of(scope.children.begin(), scope.children.end(),
                        [&](const auto& child) { return person.concerns(child); });
        if (kept_from(person) || (!scope.children.empty() && !concerned)) continue;
        const bool kept_back = rule.kind == "exclusion-reasons" && person.exclusion &&
                               !person.exclusion->suppressed_because.empty();
        if (kept_back) continue;
        if (rule.when == DocumentWhen::absent_family && !was_away(scope.state, id)) continue;
        if (meant(scope, id, recipient)) out.push_back(id);
    }
    return out;
}

// The agencies that something was recommended to, each once (REQ-262).
std::vector<std::string> recommended_agencies(const Scope& scope) {
    std::vector<std::string> out;
    for (const auto& each : scope.state.recommendations) {
        const auto* child = scope.state.child(each.made.child);
        const bool meant = child != nullptr && scope.speaks_of(child->added.ref);
        if (meant && std::find(out.begin(), out.end(), each.made.agency) == out.end())
            out.push_back(each.made.agency);
    }
    return out;
}

std::vector<Paper> papers_in(const Scope& scope, const conference::Rulebook& rules) {
    std::vector<Paper> out;
    const auto& state = scope.state;
    const auto limits = conference::deadlines_of(state, rules);
    const auto due_of = [&](const DocumentRule& rule) -> std::optional<procedure::When> {
        const auto* limit = limits.find(rule.deadline, rule.deadline_which);
        return limit == nullptr ? std::nullopt : std::optional{limit->due};
    };
    for (const auto& rule : rules.procedure.documents) {
        if (!wanted(scope, rule)) continue;
        for (const auto recipient : rule.to) {
            Paper paper;
            paper.rule = &rule;
            paper.recipient = recipient;
            paper.people = people_for(scope, rule, recipient);
            paper.outside = is_outside(recipient);
            if (recipient == Recipient::recommended) {
                paper.agencies = recommended_agencies(scope);
                if (paper.agencies.empty()) continue;
            }
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

}  // namespace

std::string Paper::to() const {
    return role.empty() ? std::string{procedure::recipient_word(recipient)} : role;
}

std::vector<Paper> papers_of(const State& state, const conference::Rulebook& rules) {
    return papers_in({state, state.child_order}, rules);
}

std::vector<Paper> papers_for(const State& state, const conference::Rulebook& rules,
                              ChildId child) {
    return papers_in({state, {child}}, rules);
}

}  // namespace cpc::report
