// SPDX-License-Identifier: Apache-2.0
// Who may come, and who is kept out. Requirements 4.2 and 4.13.
#include <algorithm>

#include "core/conference/judge.hpp"

namespace cpc::conference {
namespace {

using procedure::ExclusionExtent;
using procedure::ExclusionGround;
using procedure::ExclusionRule;
using procedure::ObserverRule;
using procedure::PermittedRule;

bool anybody_of(const State& state, std::string_view group) {
    return std::any_of(state.people.begin(), state.people.end(), [&](const auto& entry) {
        return word(entry.second.invited.group) == group;
    });
}

std::string detail_of(const PersonInvited& invited, const std::string& name) {
    if (invited.details)
        for (const auto& each : *invited.details)
            if (each.name == name) return each.text;
    return {};
}

// The three different rules for observers are one rule with different values (REQ-050 to 052).
std::optional<Refusal> observer_may_not(const Bench& bench, const PersonInvited& invited) {
    const auto& rule = bench.procedure().the<ObserverRule>();
    const auto refuse_for = [&](std::string_view name, std::string_view detail = {}) {
        return refuse(name, bench.procedure(), detail);
    };
    const auto observers =
        std::count_if(bench.state.people.begin(), bench.state.people.end(), [&](const auto& entry) {
            return entry.second.invited.group == Group::observer && entry.first != invited.person &&
                   entry.second.attendance != Attendance::declined;
        });
    if (observers >= rule.most) return refuse_for("observers.one");
    const auto day = bench.state.opened->planned_start.date;
    const bool in_time = invited.observer_agreed_on && *invited.observer_agreed_on < day;
    if (rule.chair_agrees_before && !in_time) return refuse_for("observers.agreed-before");
    if (rule.needs_reason && blank(detail_of(invited, "exceptional")))
        return refuse_for("observers.exceptional");
    for (const auto& consent : rule.consents) {
        if (!consent.of.empty() && !anybody_of(bench.state, consent.of)) continue;
        if (blank(detail_of(invited, consent.id)))
            return refuse_for("observers.consent", consent.label + ".");
    }
    return std::nullopt;
}

// REQ-059: before classification only some classes of person may be asked, for some purposes.
std::optional<Refusal> class_not_permitted(const Bench& bench, const PersonInvited& invited) {
    const auto* rule = bench.procedure().find<PermittedRule>();
    if (rule == nullptr) return std::nullopt;
    const auto has = [](const std::vector<std::string>& list, const std::string& wanted) {
        return std::find(list.begin(), list.end(), wanted) != list.end();
    };
    const auto& type = bench.state.opened->type;
    if (!has(rule->types, type) || has(rule->exempt_roles, invited.role)) return std::nullopt;
    const auto wanted = invited.invitee_class.value_or(std::string{});
    const bool permitted = std::any_of(
        rule->table.begin(), rule->table.end(),
        [&](const auto& row) { return row.invitee_class == wanted && has(row.types, type); });
    if (permitted) return std::nullopt;
    return refuse("people.class-permitted", bench.procedure(), rule->sentence);
}

// REQ-379: some roles are asked only with somebody's agreement, which stands on record before.
std::optional<Refusal> not_agreed_to(const Bench& bench, const procedure::Role& role) {
    if (!consent_asked(bench.state, role) || consent_given(bench.state, role)) return std::nullopt;
    return refuse_for("people.consent", bench.procedure(), role.consent->requirement,
                      role.consent->sentence);
}

// A round of views holds who counted in it, and for which agency; an invitation written anew may
// not change that behind it.
bool changes_who_counts(const State& state, const PersonInvited& invited) {
    const auto* known = state.person(invited.person);
    if (known == nullptr) return false;
    const auto& before = known->invited;
    if (before.role == invited.role && before.agency == invited.agency &&
        before.children == invited.children)
        return false;
    return std::any_of(state.children.begin(), state.children.end(), [&](const auto& entry) {
        const auto& ballot = entry.second.ballot;
        return ballot && std::find(ballot->opened.counted.begin(), ballot->opened.counted.end(),
                                   invited.person) != ballot->opened.counted.end();
    });
}

const ExclusionGround* ground_of(const ExclusionRule& rule, const std::string& id) {
    const auto found = std::find_if(rule.grounds.begin(), rule.grounds.end(),
                                    [&](const auto& ground) { return ground.id == id; });
    return found == rule.grounds.end() ? nullptr : &*found;
}

// At least one ground must carry the exclusion on its own, and as far as it goes.
std::optional<Refusal> grounds_too_weak(const Bench& bench, const ExclusionRule& rule,
                                        const ExclusionDecided& decided) {
    bool enough = false;
    bool whole = false;
    std::optional<Refusal> why;
    for (const auto& id : decided.grounds) {
        if (const auto* ground = ground_of(rule, id)) {
            enough = enough || ground->alone_is_enough;
            whole = whole || ground->most == ExclusionExtent::whole;
            continue;
        }
        const auto named = std::find_if(rule.refused_grounds.begin(), rule.refused_grounds.end(),
                                        [&](const auto& refused) { return refused.id == id; });
        if (named == rule.refused_grounds.end())
            return refuse("exclusion.ground-known", bench.procedure());
        if (why) continue;
        why = refuse_for("exclusion.ground", bench.procedure(), named->requirement, named->means);
        why->cites = rule.basis.cites;
    }
    if (!enough) return why ? why : refuse("exclusion.ground", bench.procedure());
    if (decided.whole && !whole) return refuse("exclusion.extent", bench.procedure());
    return std::nullopt;
}

}  // namespace

bool consent_asked(const State& state, const procedure::Role& role) {
    return role.consent && std::all_of(role.consent->flags.begin(), role.consent->flags.end(),
                                       [&](const auto& flag) { return state.has_flag(flag); });
}

bool consent_given(const State& state, const procedure::Role& role) {
    const auto& wanted = role.consent->answer;
    const auto split = wanted.find('=');
    return state.answer(wanted.substr(0, split)) == wanted.substr(split + 1);
}

Answer judge(const Bench& bench, const Say<PersonInvited>& command) {
    const auto& invited = command.fact;
    const auto* role = bench.procedure().role(invited.role);
    if (role == nullptr) return bench.no("people.role-known");
    if (word(invited.group) != procedure::group_word(role->group))
        return bench.no("people.role-group");
    if (changes_who_counts(bench.state, invited)) return bench.no("people.counted-as");
    if (blank(invited.reason)) return bench.no("people.reason-given");
    const bool speaks_for_family =
        invited.group == Group::supporter || invited.group == Group::advocate;
    if (speaks_for_family && bench.state.person(invited.supports) == nullptr)
        return bench.no("people.supporter-linked");
    for (const auto& asked : role->details)
        if (blank(detail_of(invited, asked.id)))
            return bench.no("people.details", asked.label + ".");
    if (invited.children)
        for (const auto& child : *invited.children)
            if (bench.state.child(child) == nullptr) return bench.no("conference.has-a-child");
    if (invited.group == Group::observer)
        if (auto no = observer_may_not(bench, invited)) return *no;
    if (auto no = class_not_permitted(bench, invited)) return *no;
    if (auto no = not_agreed_to(bench, *role)) return *no;
    return yes(invited);
}

Answer judge(const Bench& bench, const Say<ExclusionDecided>& command) {
    auto decided = command.fact;
    const auto* person = bench.state.person(decided.person);
    if (person == nullptr) return bench.no("people.known");
    if (!by_chair(bench)) return bench.no("exclusion.chair");
    const auto group = person->invited.group;
    if (group == Group::professional || group == Group::chair || group == Group::minute_taker)
        return bench.no("exclusion.whom");
    const auto* rule = bench.procedure().find<ExclusionRule>();
    if (rule == nullptr || decided.grounds.empty()) return bench.no("exclusion.ground");
    if (auto weak = grounds_too_weak(bench, *rule, decided)) return *weak;
    if (blank(decided.facts) || too_long(decided.facts)) return bench.no("exclusion.facts");
    if (rule->discuss_first && decided.discussed_before && blank(decided.discussed_by))
        return bench.no("exclusion.discussed");
    if (rule->privacy_note && blank(decided.privacy_note)) return bench.no("exclusion.privacy");
    if (decided.without_knowledge && (!rule->without_knowledge || blank(decided.facts)))
        return bench.no("exclusion.without-knowledge");
    decided.at = bench.by.now;
    return yes(decided);
}

Answer judge(const Bench& bench, const Say<ObjectionRaised>& command) {
    auto objection = command.fact;
    if (bench.state.person(objection.by) == nullptr ||
        bench.state.person(objection.about) == nullptr)
        return bench.no("people.known");
    if (blank(objection.reason) || too_long(objection.reason)) return bench.no("text.length");
    objection.at = bench.by.now;
    return yes(objection);
}

Answer judge(const Bench& bench, const Say<ChildBorn>& command) {
    const auto* child = bench.state.child(command.fact.child);
    if (child == nullptr || !child->unborn()) return bench.no("child.unborn");
    if (blank(command.fact.name) || too_long(command.fact.name)) return bench.no("text.length");
    return yes(command.fact);
}

}  // namespace cpc::conference
