// SPDX-License-Identifier: Apache-2.0
// The decision for one child: continuing risk first, then a round of views, then what the rule of
// the procedure makes of them. Requirements 2.0.3 and 4.6.
#include <algorithm>

#include "core/conference/help.hpp"
#include "core/conference/judge.hpp"

namespace cpc::conference {
namespace {

using procedure::ChairOverride;
using procedure::CountUnit;
using procedure::DecisionRule;
using procedure::Method;
using procedure::OutcomeKind;

using procedure::Procedure;

const DecisionRule& decision_rule(const Procedure& rules) {
    return rules.the<DecisionRule>();
}

Tally tally_of(const State& state, const Procedure& rules, const Ballot& ballot) {
    const auto views = counted_views(state, ballot);
    return decision_rule(rules).unit == CountUnit::agency ? count_agencies(views)
                                                          : count_people(views);
}

// The outcome that this type of conference has whatever the views are (REQ-167).
const procedure::FixedOutcome* fixed_outcome(const State& state, const Procedure& rules) {
    const auto& fixed = decision_rule(rules).fixed;
    const auto found = std::find_if(fixed.begin(), fixed.end(), [&](const auto& each) {
        return each.type == state.opened->type;
    });
    return found == fixed.end() ? nullptr : &*found;
}

// The outcome word for a side, as this type of conference offers it.
Decision decision_for(const State& state, const Procedure& rules, bool protect) {
    for (const auto* outcome : rules.outcomes_for(state.opened->type)) {
        const bool status =
            outcome->kind == OutcomeKind::place || outcome->kind == OutcomeKind::retain;
        const bool none =
            outcome->kind == OutcomeKind::do_not_place || outcome->kind == OutcomeKind::remove;
        if (protect && status)
            return outcome->kind == OutcomeKind::place ? Decision::place : Decision::retain;
        if (!protect && none)
            return outcome->kind == OutcomeKind::remove ? Decision::remove : Decision::do_not_place;
    }
    return protect ? Decision::place : Decision::do_not_place;
}

// Whether the group's views leave the decision to the chair.
bool open_to_chair(const DecisionRule& rule, const Ruling& ruling) {
    switch (rule.chair_override) {
        case ChairOverride::none:
            return false;
        case ChairOverride::on_split:
            return ruling.outcome == Outcome::split;
        case ChairOverride::on_failed_consensus:
            return ruling.outcome != Outcome::consensus;
        case ChairOverride::any_with_reasons:
            return true;
    }
    return false;
}

bool reason_needed(const DecisionRule& rule, View view) {
    switch (view) {
        case View::in_favour:
            return false;
        case View::against:
            return rule.reason_for_against;
        case View::unable:
            return rule.reason_for_unable;
    }
    return true;
}

std::string names_of(const State& state, const std::vector<PersonId>& people) {
    std::string out;
    for (const auto& id : people) {
        if (!out.empty()) out += ", ";
        out += state.person(id)->invited.name;
    }
    return out;
}

// A needed point of the decision for this child that the chair has not ticked (REQ-166).
std::optional<Refusal> open_point_of(const Bench& bench, ChildId child,
                                     const std::vector<std::string>& categories) {
    for (const auto& open :
         open_points(bench.state, bench.procedure(), Stage::decision, &categories)) {
        if (open.child != child || open.item->weight != procedure::Weight::blocking) continue;
        return refuse_for_point(bench, Stage::decision, *open.item, open.child);
    }
    return std::nullopt;
}

// The chair's reasons: long enough, and under each heading the procedure asks for (REQ-137).
std::optional<Refusal> chair_texts_gap(const Bench& bench, ChairDecided& decided) {
    const auto& rule = decision_rule(bench.procedure());
    const auto given = decided.texts.value_or(std::vector<NamedText>{});
    std::string joined;
    for (const auto& heading : rule.mandatory_texts) {
        const auto found = std::find_if(given.begin(), given.end(),
                                        [&](const auto& each) { return each.name == heading.id; });
        const bool missing = found == given.end() || blank(found->text);
        if (missing && rule.mandatory_texts.size() > 1)
            return refuse("chair.texts", bench.procedure(), heading.label + ".");
        if (!missing) joined += (joined.empty() ? "" : "\n") + heading.label + ": " + found->text;
    }
    if (blank(decided.reasons)) decided.reasons = joined;
    const auto& reasons = decided.reasons;
    const auto first = reasons.find_first_not_of(" \t\r\n");
    const auto length =
        first == std::string::npos ? 0 : reasons.find_last_not_of(" \t\r\n") - first + 1;
    if (length < static_cast<std::size_t>(std::max(1, rule.reasons_chars_min)))
        return refuse("chair.reasons", bench.procedure());
    return std::nullopt;
}

// REQ-170: the procedure says whose people enter an agreed outcome.
bool may_enter(const Bench& bench, PersonId person) {
    const auto& groups = decision_rule(bench.procedure()).entered_by;
    const auto* role = bench.procedure().role(bench.state.person(person)->invited.role);
    return groups.empty() || (role != nullptr && std::find(groups.begin(), groups.end(),
                                                           role->agency_group) != groups.end());
}

// Where an outcome is agreed, its own needs say whether it is named by a category: a conference
// held after classification has none to give.
bool outcome_names_category(const Bench& bench, const Child& child) {
    if (decision_rule(bench.procedure()).method != Method::agreed_outcome) return true;
    const auto coming = verdict(bench.state, bench.procedure(), child);
    for (const auto* outcome : bench.procedure().outcomes_for(bench.state.opened->type)) {
        if (!coming || procedure::outcome_word(outcome->kind) != word(coming->decision)) continue;
        const auto& needs = outcome->needs;
        return std::find(needs.begin(), needs.end(), procedure::Need::category) != needs.end();
    }
    return true;
}

std::optional<Refusal> categories_gap(const Bench& bench, const Child& child,
                                      const std::vector<std::string>& chosen) {
    const auto* rule = bench.procedure().find<procedure::CategoryRule>();
    if (rule == nullptr) return std::nullopt;
    const auto no = [&](std::string_view name) { return refuse(name, bench.procedure()); };
    if (rule->required && chosen.empty() && outcome_names_category(bench, child))
        return no("decision.category");
    if (!rule->several && chosen.size() > 1) return no("decision.category-one");
    for (const auto& id : chosen) {
        const bool known = std::any_of(rule->categories.begin(), rule->categories.end(),
                                       [&](const auto& offered) { return offered.id == id; });
        if (!known) return no("decision.category-known");
        const bool barred =
            child.unborn() && std::find(rule->not_unborn.begin(), rule->not_unborn.end(), id) !=
                                  rule->not_unborn.end();
        if (barred) return no("decision.category-unborn");
    }
    return std::nullopt;
}

}  // namespace

std::optional<Verdict> verdict(const State& state, const Procedure& rules, const Child& child) {
    const auto& rule = decision_rule(rules);
    if (rule.method == Method::agreed_outcome) {
        if (!child.agreed) return std::nullopt;
        return child.agreed->agreed
                   ? Verdict{RuleCode::agreed_outcome, false, Decision::agreed_outcome}
                   : Verdict{RuleCode::outcome_not_agreed, false, Decision::not_agreed};
    }
    if (!child.ballot || !child.ballot->closed) return std::nullopt;
    if (const auto* fixed = fixed_outcome(state, rules)) {
        const auto code =
            from_word<RuleCode>(fixed->rule_code).value_or(RuleCode::transfer_initial_registration);
        const auto decision =
            from_word<Decision>(procedure::outcome_word(fixed->outcome)).value_or(Decision::place);
        return Verdict{code, true, decision};
    }
    const auto ruling = rule_on(tally_of(state, rules, *child.ballot));
    if (child.ballot->chair) {
        const auto code =
            from_word<RuleCode>(rule.override_rule_code).value_or(RuleCode::split_chair);
        const bool protect = child.ballot->chair->protect;
        return Verdict{code, protect, decision_for(state, rules, protect)};
    }
    const bool group_decides =
        ruling.outcome == Outcome::consensus ||
        (ruling.outcome == Outcome::majority && rule.method == Method::consensus_then_majority);
    if (!group_decides) return std::nullopt;
    const auto code =
        ruling.outcome == Outcome::consensus ? RuleCode::consensus : RuleCode::majority;
    return Verdict{code, ruling.protect, decision_for(state, rules, ruling.protect)};
}

std::optional<Refusal> chair_may_not_decide(const State& state, const Rulebook& rules,
                                            const Child& child) {
    const auto& procedure = rules.procedure;
    const auto& rule = decision_rule(procedure);
    if (child.result) return refuse("decision.locked-once", procedure);
    if (fixed_outcome(state, procedure) != nullptr) {
        auto refusal = refuse("chair.rule-opens", procedure, rule.no_override_text);
        refusal.requirement = "REQ-167";
        return refusal;
    }
    if (rule.method == Method::agreed_outcome)
        return refuse("chair.rule-opens", procedure, rule.no_override_text);
    if (!child.ballot) return refuse("vote.round-open", procedure);
    if (!child.ballot->closed || !still_to_give(state, *child.ballot).empty())
        return refuse("vote.all-in", procedure);
    const auto ruling = rule_on(tally_of(state, procedure, *child.ballot));
    if (!open_to_chair(rule, ruling))
        return refuse("chair.rule-opens", procedure, rule.no_override_text);
    return std::nullopt;
}

Answer judge(const Bench& bench, const Say<ContinuingRiskRecorded>& command) {
    const auto* child = bench.state.child(command.fact.child);
    if (child == nullptr) return bench.no("people.known");
    if (bench.state.stage < Stage::decision) return bench.no("stage.right-one");
    if (child->result) return bench.no("decision.locked-once");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const OpenBallot& command) {
    const auto* child = bench.state.child(command.child);
    if (child == nullptr) return bench.no("people.known");
    if (bench.state.stage < Stage::decision) return bench.no("stage.right-one");
    if (decision_rule(bench.procedure()).method == Method::agreed_outcome)
        return bench.no("vote.none-taken");
    if (!child->continuing_risk) return bench.no("decision.risk-first");
    if (child->result) return bench.no("decision.locked-once");
    if (auto gap = quorum_is_met(bench)) return *gap;
    auto who = electorate(bench.state, command.child);
    if (who.counted.empty()) return bench.no("quorum", "Nobody here counts in this decision.");
    const auto* ballot = bench.procedure().ballot(bench.state.opened->type);
    BallotOpened opened;
    opened.child = command.child;
    opened.round = child->ballot ? child->ballot->opened.round + 1 : 1;
    if (ballot != nullptr)
        opened.question =
            procedure::fill_in(ballot->status_question, {{"child", child->added.ref}});
    opened.counted = std::move(who.counted);
    opened.not_counted = std::move(who.not_counted);
    return yes(opened);
}

Answer judge(const Bench& bench, const Say<PositionLogged>& command) {
    const auto& position = command.fact;
    const auto* child = bench.state.child(position.child);
    const auto* person = bench.state.person(position.person);
    if (child == nullptr || person == nullptr) return bench.no("people.known");
    if (child->result) return bench.no("vote.before-lock");
    if (!child->ballot) return bench.no("vote.round-open");
    const auto& counted = child->ballot->opened.counted;
    if (std::find(counted.begin(), counted.end(), position.person) == counted.end())
        return bench.no("vote.counted-person");
    if (!person->here()) return bench.no("people.is-here");
    // A person on the phone cannot touch the glass: the chair enters the view and reads it back.
    const bool entered_for_them = is_remote(person->attendance) && by_chair(bench);
    if (position.by_phone && !entered_for_them) return bench.no("vote.own-name");
    if (position.by_phone && !position.read_back) return bench.no("vote.read-back");
    if (!position.by_phone && bench.by.actor != position.person) return bench.no("vote.own-name");
    if (blank(position.reason) && reason_needed(decision_rule(bench.procedure()), position.view))
        return bench.no("vote.reason-given");
    if (too_long(position.reason)) return bench.no("text.length");
    if (position.helped) {
        // The chair who enters a view by telephone is help enough, and reads it back.
        if (position.by_phone ||
            !help_fits(bench.state, *child->ballot, position.person, *position.helped))
            return bench.no("vote.helper-apart");
        if (too_long(position.helped->name)) return bench.no("text.length");
    }
    return yes(position);
}

Answer judge(const Bench& bench, const CloseBallot& command) {
    const auto* child = bench.state.child(command.child);
    if (child == nullptr) return bench.no("people.known");
    if (!child->ballot || child->ballot->closed) return bench.no("vote.round-open");
    const auto& ballot = *child->ballot;
    const auto missing = still_to_give(bench.state, ballot);
    if (!missing.empty())
        return bench.no("vote.all-in", "Still to come: " + names_of(bench.state, missing) + ".");
    const auto tally = tally_of(bench.state, bench.procedure(), ballot);
    BallotClosed closed{
        command.child, ballot.opened.round, tally.in_favour, tally.against, tally.unable, {}, {}};
    for (const auto& id : ballot.opened.counted) {
        if (const auto* position = ballot.latest(id))
            closed.positions.push_back(position->seq);
        else
            closed.left.push_back({id, NotCounted::left_before_decision});
    }
    std::sort(closed.positions.begin(), closed.positions.end());
    return yes(closed);
}

Answer judge(const Bench& bench, const Say<ChairDecided>& command) {
    const auto* child = bench.state.child(command.fact.child);
    if (child == nullptr) return bench.no("people.known");
    if (auto closed_to_chair = chair_may_not_decide(bench.state, bench.rules, *child))
        return *closed_to_chair;
    if (!bench.by.actor.empty()) return bench.no("vote.own-name", "Only the chair decides here.");
    auto decided = command.fact;
    if (auto gap = chair_texts_gap(bench, decided)) return *gap;
    if (too_long(decided.reasons)) return bench.no("text.length");
    return yes(decided);
}

Answer judge(const Bench& bench, const LockResult& command) {
    const auto* child = bench.state.child(command.child);
    if (child == nullptr) return bench.no("people.known");
    if (bench.state.stage < Stage::decision) return bench.no("stage.right-one");
    if (child->result) return bench.no("decision.locked-once");
    const bool voted = decision_rule(bench.procedure()).method != Method::agreed_outcome;
    if (voted && !child->ballot) return bench.no("vote.round-open");
    if (voted && !child->ballot->closed) return bench.no("decision.views-shown");
    // Somebody who counts came back after the views were shown, and has not said theirs.
    if (voted && !still_to_give(bench.state, *child->ballot).empty())
        return bench.no("vote.all-in");
    const auto decided = verdict(bench.state, bench.procedure(), *child);
    if (!decided) return bench.no(voted ? "chair.decides-first" : "decision.outcome-first");
    if (auto open = open_point_of(bench, command.child, command.categories)) return *open;
    const bool fixed = fixed_outcome(bench.state, bench.procedure()) != nullptr;
    if (decided->protect && !fixed && !child->continuing_risk.value_or(false))
        return bench.no("decision.risk-fits");
    const bool names_categories = decided->protect || decided->decision == Decision::agreed_outcome;
    if (names_categories)
        if (auto gap = categories_gap(bench, *child, command.categories)) return *gap;
    std::vector<Event> events{
        Event{ResultLocked{command.child, decided->decision, decided->rule,
                           names_categories ? command.categories : std::vector<std::string>{}}}};
    // What the chair decided alone goes to the service manager, whichever way (REQ-138).
    const auto& rule = decision_rule(bench.procedure());
    if (voted && child->ballot->chair && !rule.referral.empty())
        events.emplace_back(ReferralMade{command.child, rule.referral, rule.override_rule_code,
                                         rule.referral_deadline, bench.by.now});
    return events;
}

Answer judge(const Bench& bench, const Say<FamilyViewRecorded>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr || bench.state.child(command.fact.child) == nullptr)
        return bench.no("people.known");
    const auto group = person->invited.group;
    if (group != Group::family && group != Group::child) return bench.no("vote.counted-person");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<ResultCorrected>& command) {
    const auto* child = bench.state.child(command.fact.child);
    if (child == nullptr) return bench.no("people.known");
    if (!child->result) return bench.no("decision.not-locked");
    if (blank(command.fact.reason)) return bench.no("decision.correction-reason");
    const auto offered = bench.procedure().outcomes_for(bench.state.opened->type);
    if (std::none_of(offered.begin(), offered.end(), [&](const auto* outcome) {
            return procedure::outcome_word(outcome->kind) == word(command.fact.decision);
        }))
        return bench.no("decision.review-removes");
    const bool protect =
        command.fact.decision == Decision::place || command.fact.decision == Decision::retain;
    const auto decided = verdict(bench.state, bench.procedure(), *child);
    // A correction mends what was written down; it cannot overturn what the people here decided.
    const bool voted = decision_rule(bench.procedure()).method != Method::agreed_outcome;
    if (!decided || decided->protect != protect ||
        (!voted && decided->decision != command.fact.decision))
        return bench.no("chair.rule-opens");
    if (protect || command.fact.decision == Decision::agreed_outcome)
        if (auto gap = categories_gap(bench, *child, command.fact.categories)) return *gap;
    // A new category asks what it would have asked before the lock.
    if (auto open = open_point_of(bench, command.fact.child, command.fact.categories)) return *open;
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<DissentNoted>& command) {
    const auto& dissent = command.fact;
    if (bench.state.child(dissent.child) == nullptr ||
        bench.state.person(dissent.person) == nullptr)
        return bench.no("people.known");
    if (!by_chair(bench) && bench.by.actor != dissent.person) return bench.no("vote.own-name");
    if (blank(dissent.reason) || blank(dissent.question)) return bench.no("dissent.reason");
    if (too_long(dissent.reason)) return bench.no("text.length");
    return yes(dissent);
}

Answer judge(const Bench& bench, const Say<OutcomeAgreed>& command) {
    const auto& agreed = command.fact;
    const auto* child = bench.state.child(agreed.child);
    if (child == nullptr || bench.state.person(agreed.entered_by) == nullptr)
        return bench.no("people.known");
    if (bench.state.stage < Stage::decision) return bench.no("stage.right-one");
    if (decision_rule(bench.procedure()).method != Method::agreed_outcome)
        return bench.no("decision.no-agreed-outcome");
    if (child->result) return bench.no("decision.locked-once");
    if (auto gap = quorum_is_met(bench)) return *gap;
    if (!may_enter(bench, agreed.entered_by)) return bench.no("decision.entered-by");
    if (blank(agreed.outcome) || blank(agreed.endorsed_by)) return bench.no("decision.endorsed");
    if (too_long(agreed.outcome)) return bench.no("text.length");
    return yes(agreed);
}

}  // namespace cpc::conference
