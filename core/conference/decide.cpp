// SPDX-License-Identifier: Apache-2.0
#include "core/conference/decide.hpp"

#include <algorithm>

#include "core/base/limits.hpp"
#include "core/conference/judge.hpp"

namespace cpc::conference {
namespace {

// After the close only these are still possible: signing it and handing out what it says.
bool allowed_after_close(const Command& command) {
    return std::holds_alternative<Say<CloseCosigned>>(command) ||
           std::holds_alternative<Say<DocumentIssued>>(command) ||
           std::holds_alternative<Say<PersonRekeyed>>(command);
}

bool knows_event(const ConferenceOpened& opened, const std::string& name) {
    return std::any_of(opened.start_events.begin(), opened.start_events.end(),
                       [&](const auto& start) { return start.name == name; });
}

}  // namespace

bool blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool too_long(std::string_view text) {
    return text.size() > limits::text_bytes_max;
}

Answer decide(const State& state, const Rulebook& rules, const Context& by,
              const Command& command) {
    const Bench bench{state, rules, by};
    const bool opens = std::holds_alternative<Say<ConferenceOpened>>(command);
    if (opens && state.opened) return bench.no("conference.opened-once");
    if (!opens && !state.opened) return bench.no("conference.basis-stated");
    if (state.closed && !allowed_after_close(command)) return bench.no("conference.closed");
    return std::visit([&](const auto& asked) { return judge(bench, asked); }, command);
}

Answer judge(const Bench& bench, const Say<ConferenceOpened>& command) {
    const auto& opened = command.fact;
    const auto* type = bench.procedure().type(opened.type);
    if (type == nullptr) return bench.no("conference.type-offered");
    for (const auto& name : type->events)
        if (!knows_event(opened, name)) return bench.no("conference.basis-stated", name + ".");
    if (type->opening_choices_least == 0) return yes(opened);
    const auto choice =
        std::find_if(type->opening_choices.begin(), type->opening_choices.end(),
                     [&](const auto& offered) { return offered.id == opened.basis; });
    if (choice == type->opening_choices.end()) return bench.no("conference.basis-stated");
    for (const auto& name : choice->events)
        if (!knows_event(opened, name)) return bench.no("conference.basis-stated", name + ".");
    ConferenceOpened recorded = opened;
    if (choice->sets_flag == "transfer-in") recorded.transfer_in = true;
    return yes(recorded);
}

Answer judge(const Bench& bench, const Say<ChildAdded>& command) {
    if (too_long(command.fact.name) || blank(command.fact.ref)) return bench.no("text.length");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<PersonInvited>& command) {
    const auto& invited = command.fact;
    if (bench.procedure().role(invited.role) == nullptr) return bench.no("people.role-known");
    if (blank(invited.reason)) return bench.no("people.reason-given");
    const bool speaks_for_family =
        invited.group == Group::supporter || invited.group == Group::advocate;
    if (speaks_for_family && bench.state.person(invited.supports) == nullptr)
        return bench.no("people.supporter-linked");
    if (invited.group == Group::observer) {
        const auto& rule = bench.procedure().the<procedure::ObserverRule>();
        const auto observers = std::count_if(
            bench.state.people.begin(), bench.state.people.end(), [&](const auto& entry) {
                return entry.second.invited.group == Group::observer &&
                       entry.first != invited.person &&
                       entry.second.attendance != Attendance::declined;
            });
        if (observers >= rule.most) return bench.no("observers.one");
        const auto day = bench.state.opened->planned_start.date;
        const bool in_time = invited.observer_agreed_on && *invited.observer_agreed_on < day;
        if (rule.chair_agrees_before && !in_time) return bench.no("observers.agreed-before");
    }
    return yes(invited);
}

Answer judge(const Bench& bench, const Say<PersonSignedIn>& command) {
    if (bench.state.person(command.fact.person) == nullptr) return bench.no("people.known");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<PersonRekeyed>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr || !person->public_key) return bench.no("people.known");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<ReportReceived>& command) {
    if (bench.state.person(command.fact.author) == nullptr) return bench.no("people.known");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<DocumentIssued>& command) {
    if (!bench.state.closed) return bench.no("stage.right-one");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<CloseCosigned>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr) return bench.no("people.known");
    if (!bench.state.closed || bench.by.actor != command.fact.person)
        return bench.no("close.cosign-own");
    return yes(command.fact);
}

}  // namespace cpc::conference
