// SPDX-License-Identifier: Apache-2.0
#include "core/conference/distribution.hpp"

#include <algorithm>
#include <array>

#include "core/conference/judge.hpp"

namespace cpc::conference {
namespace {

constexpr std::array<std::string_view, 5> ways{"by-hand", "collected", "post", "secure-mail",
                                               "told"};

bool is_about(const State& state, const PaperDelivered& line, const Delivery& delivery) {
    if (line.kind != delivery.kind || line.version != delivery.version) return false;
    const bool several = state.child_order.size() > 1 && !delivery.child.empty();
    if (several && line.child != delivery.child) return false;
    if (!delivery.person) return line.to == delivery.to && !line.people;
    const auto people = line.people.value_or(std::vector<PersonId>{});
    return std::find(people.begin(), people.end(), *delivery.person) != people.end();
}

Delivery of_copy(const Copy& copy) {
    Delivery line;
    line.about = copy.about;
    line.kind = copy.rule->kind;
    line.version = copy.rule->version;
    line.rule = copy.rule;
    line.child = copy.sight.child;
    line.due = copy.due;
    if (copy.due) line.limit = copy.rule->deadline;
    return line;
}

void add_copy(std::vector<Delivery>& out, const Copy& copy) {
    const auto add = [&](std::optional<PersonId> person, std::string to) {
        auto line = of_copy(copy);
        line.person = person;
        line.to = std::move(to);
        out.push_back(std::move(line));
    };
    for (const auto& id : copy.sight.readers)
        add(id, {});
    if (!copy.sight.readers.empty()) return;
    const auto& places = !copy.agencies.empty() ? copy.agencies : copy.to;
    for (const auto& to : places)
        add({}, to);
    for (const auto& role : copy.roles)
        add({}, role);
}

bool was_away(const Person& person) {
    const auto group = person.invited.group;
    const bool asked =
        group == Group::family || group == Group::child || group == Group::professional;
    return asked && person.presence.empty() && !kept_from(person);
}

// Somebody speaks with each who was away, by the time their first paper is due.
void add_follow_ups(std::vector<Delivery>& out, const State& state) {
    if (state.sittings.empty()) return;
    const auto papers = out;
    for (const auto& id : state.person_order) {
        if (!was_away(state.people.at(id))) continue;
        Delivery line;
        line.about = std::string{follow_up};
        line.kind = std::string{follow_up};
        line.person = id;
        bool any = false;
        for (const auto& paper : papers) {
            if (paper.person != id) continue;
            any = true;
            if (!paper.due) continue;
            if (line.due && procedure::date_of(*line.due) <= procedure::date_of(*paper.due))
                continue;
            line.due = paper.due;
            line.limit = paper.limit;
            line.cites = paper.cites;
        }
        if (any) out.push_back(std::move(line));
    }
}

void add_cites(std::vector<Delivery>& out, const procedure::Procedure& procedure) {
    for (auto& line : out) {
        const auto* limit = procedure.deadline(line.limit, line.rule->deadline_which);
        if (limit != nullptr) line.cites = limit->basis.cites;
    }
}

}  // namespace

std::string_view word(DeliveryState state) {
    switch (state) {
        case DeliveryState::open:
            return "open";
        case DeliveryState::overdue:
            return "overdue";
        case DeliveryState::delivered:
            return "delivered";
        case DeliveryState::delivered_late:
            return "delivered-late";
    }
    return "open";
}

const PaperDelivered* Delivery::reached() const {
    for (const auto* line : lines)
        if (line->reached) return line;
    return nullptr;
}

DeliveryState Delivery::state(const LocalTime& now) const {
    const auto* done = reached();
    if (done != nullptr)
        return due && procedure::is_late(*due, done->at) ? DeliveryState::delivered_late
                                                         : DeliveryState::delivered;
    return due && procedure::is_late(*due, now) ? DeliveryState::overdue : DeliveryState::open;
}

std::vector<Delivery> distribution_of(const State& state, const Rulebook& rules) {
    std::vector<Delivery> out;
    if (!state.closed && !state.request_refused()) return out;
    for (const auto& copy : copies_of(state, rules))
        add_copy(out, copy);
    add_cites(out, rules.procedure);
    add_follow_ups(out, state);
    for (auto& line : out)
        for (const auto& delivered : state.deliveries)
            if (is_about(state, delivered, line)) line.lines.push_back(&delivered);
    return out;
}

DistributionCount count_of(const std::vector<Delivery>& lines, const LocalTime& now) {
    DistributionCount count;
    count.all = lines.size();
    for (const auto& line : lines) {
        const auto state = line.state(now);
        count.overdue += state == DeliveryState::overdue ? 1U : 0U;
        const bool waits = state == DeliveryState::overdue || state == DeliveryState::open;
        count.waiting += waits ? 1U : 0U;
    }
    return count;
}

bool recipient_known(std::string_view to) {
    constexpr auto last = static_cast<int>(procedure::Recipient::recommended);
    for (int i = 0; i <= last; ++i)
        if (procedure::recipient_word(static_cast<procedure::Recipient>(i)) == to) return true;
    return false;
}

bool is_way(std::string_view way) {
    return std::find(ways.begin(), ways.end(), way) != ways.end();
}

Answer judge(const Bench& bench, const Say<PaperDelivered>& command) {
    const auto& done = command.fact;
    const auto& state = bench.state;
    const auto lines = distribution_of(state, bench.rules);
    for (const auto& id : done.people.value_or(std::vector<PersonId>{})) {
        const auto* person = state.person(id);
        if (person == nullptr) return bench.no("people.known");
        if (kept_from(*person)) return bench.no("papers.without-knowledge");
    }
    // Every person named, or the place, is owed just this.
    const auto owed = [&](const PaperDelivered& one) {
        return std::any_of(lines.begin(), lines.end(),
                           [&](const auto& line) { return is_about(state, one, line); });
    };
    auto one = done;
    bool all = true;
    if (done.people) {
        for (const auto& id : *done.people) {
            one.people = std::vector<PersonId>{id};
            all = all && owed(one);
        }
        all = all && !done.people->empty();
    } else {
        all = owed(done);
    }
    if (!all) return bench.no("papers.no-such-paper");
    const bool told = done.kind == follow_up;
    const bool before = state.closed && done.at.date < state.closed->at.date;
    if (blank(done.by) || !is_way(done.way) || (done.way == "told" && !told) || before ||
        bench.by.now.instant() < done.at.instant())
        return bench.no("papers.proof");
    if ((!done.reached || told) && blank(done.note.value_or(std::string{})))
        return bench.no("papers.tried");
    return yes(done);
}

}  // namespace cpc::conference
