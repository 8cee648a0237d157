// SPDX-License-Identifier: Apache-2.0
#include "app/report/child_facts.hpp"

#include <algorithm>

#include "app/report/record_facts.hpp"
#include "core/conference/gestation.hpp"

namespace cpc::report {
namespace {

using conference::Child;
using conference::RiskKind;
using conference::State;

std::string name_of(const State& state, PersonId id) {
    const auto* person = state.person(id);
    return person == nullptr ? std::string{} : person->invited.name;
}

std::string agency_of(const State& state, PersonId id) {
    const auto* person = state.person(id);
    return person == nullptr ? std::string{} : person->invited.agency;
}

void add_line(std::string& text, const std::string& line) {
    if (line.empty()) return;
    if (!text.empty()) text += "\n";
    text += line;
}

std::string label_in(const std::vector<procedure::Choice>& choices, const std::string& id) {
    for (const auto& choice : choices)
        if (choice.id == id) return choice.label;
    return id;
}

document::RiskFacts risk_of(const Child& child, const procedure::Procedure& procedure) {
    document::RiskFacts facts;
    for (const auto& risk : child.risks) {
        auto line = risk.text;
        const bool harm = risk.kind == RiskKind::existing || risk.kind == RiskKind::future;
        if (harm)
            line += " (" + label_in(procedure.risk.severity, risk.severity) + ", " +
                    label_in(procedure.risk.likelihood, risk.likelihood) + ")";
        switch (risk.kind) {
            case RiskKind::existing:
                add_line(facts.existing, line);
                facts.severity = label_in(procedure.risk.severity, risk.severity);
                break;
            case RiskKind::future:
                add_line(facts.likely, line);
                break;
            case RiskKind::protective:
                add_line(facts.protective, line);
                break;
            case RiskKind::must_change:
            case RiskKind::need:
            case RiskKind::developmental_need:
            case RiskKind::parental_capacity:
            case RiskKind::lived_experience:
            case RiskKind::clinical_advice:
                add_line(facts.needed, line);
                break;
        }
    }
    for (const auto& views : child.views)
        add_line(
            facts.child_voice,
            views.text.empty()
                ? "Could not be had: " + views.none_because
                : views.text + " (" + label_in(procedure.risk.views_sources, views.source) + ")");
    facts.chair_summary = child.summary;
    facts.plain_summary = child.summary;
    facts.plain_child_voice = facts.child_voice;
    return facts;
}

document::Choice choice_of(conference::View view) {
    switch (view) {
        case conference::View::in_favour:
            return document::Choice::in_favour;
        case conference::View::against:
            return document::Choice::against;
        case conference::View::unable:
            return document::Choice::unable;
    }
    return document::Choice::unable;
}

document::RuleOutcome outcome_of(conference::RuleCode rule) {
    switch (rule) {
        case conference::RuleCode::consensus:
            return document::RuleOutcome::consensus;
        case conference::RuleCode::majority:
            return document::RuleOutcome::majority;
        case conference::RuleCode::split_chair:
        case conference::RuleCode::chair_judgement:
            return document::RuleOutcome::chair_decides;
        case conference::RuleCode::transfer_initial_registration:
        case conference::RuleCode::agreed_outcome:
        case conference::RuleCode::outcome_not_agreed:
            return document::RuleOutcome::other;
    }
    return document::RuleOutcome::other;
}

// Where a person stands among the people a paper lists: everybody who was there, in order.
std::size_t place_among_people(const State& state, PersonId wanted) {
    std::size_t place = 0;
    for (const auto& id : state.person_order) {
        if (id == wanted) break;
        if (!state.people.at(id).presence.empty()) ++place;
    }
    return place;
}

void put_positions(document::DecisionFacts& facts, const State& state, const Child& child) {
    for (const auto& id : child.ballot->opened.counted) {
        const auto* position = child.ballot->latest(id);
        if (position == nullptr) continue;
        document::PositionFacts fact;
        fact.person = place_among_people(state, id);
        fact.choice = choice_of(position->logged.view);
        fact.reason = position->logged.reason;
        fact.how = position->logged.by_phone ? "by telephone, read back" : "own key";
        if (const auto& helped = position->logged.helped)
            fact.how += ", helped by " +
                        (helped->helper.empty() ? helped->name
                                                : state.person(helped->helper)->invited.name) +
                        " (" + helped->because + ")";
        facts.positions.push_back(std::move(fact));
    }
}

// The procedure's sentences for a result in this type of conference.
const procedure::OutcomeRule* outcome_for(const State& state, const procedure::Procedure& procedure,
                                          conference::Decision decision) {
    for (const auto& outcome : procedure.outcomes) {
        if (procedure::outcome_word(outcome.kind) != conference::word(decision)) continue;
        const auto& types = outcome.types;
        if (types.empty() ||
            std::find(types.begin(), types.end(), state.opened->type) != types.end())
            return &outcome;
    }
    return nullptr;
}

void put_agreed(document::DecisionFacts& facts, const State& state, const Child& child) {
    if (!child.agreed) return;
    facts.entered_by = name_of(state, child.agreed->entered_by);
    facts.endorsed_by = child.agreed->endorsed_by;
    facts.agreed_outcome = child.agreed->outcome;
}

std::string plain_count(const conference::BallotClosed& count, const procedure::Terms& terms) {
    const int all = count.in_favour + count.against + count.unable;
    return std::to_string(count.in_favour) + " of " + std::to_string(all) +
           " professionals said that a " + terms.protected_status + " is needed.";
}

document::DecisionFacts decision_of(const State& state, const Child& child,
                                    const procedure::Procedure& procedure) {
    document::DecisionFacts facts;
    // Not asked is not "no", and where an outcome is agreed nobody is asked.
    if (child.continuing_risk && !child.agreed)
        facts.continuing_risk = *child.continuing_risk ? "yes" : "no";
    if (!child.result) return facts;
    const auto& rule = procedure.the<procedure::DecisionRule>();
    facts.direction =
        child.protected_status() ? document::Choice::in_favour : document::Choice::against;
    facts.outcome = outcome_of(child.result->locked.rule);
    facts.rule_code = conference::word(child.result->locked.rule);
    facts.rule_sentence = rule.sentence;
    facts.rule_citation = rule.basis.cites;
    if (const auto* outcome = outcome_for(state, procedure, child.result->locked.decision)) {
        facts.decision = procedure::fill_in(outcome->sentence, {{"child", child.added.ref}});
        facts.plain_decision =
            procedure::fill_in(outcome->family_sentence, {{"child", child.added.ref}});
    }
    for (const auto& id : child.result->locked.categories)
        facts.categories.push_back(
            label_in(procedure.the<procedure::CategoryRule>().categories, id));
    put_agreed(facts, state, child);
    if (!child.ballot) return facts;
    facts.question = child.ballot->opened.question;
    if (child.ballot->closed) {
        facts.in_favour = child.ballot->closed->in_favour;
        facts.against = child.ballot->closed->against;
        facts.unable = child.ballot->closed->unable;
        facts.plain_count = plain_count(*child.ballot->closed, procedure.terms);
    }
    put_positions(facts, state, child);
    if (child.ballot->chair) {
        facts.chair_reasons = child.ballot->chair->reasons;
        facts.plain_reasons = child.ballot->chair->reasons;
    }
    return facts;
}

std::string in_words(const conference::Gestation& along) {
    auto text = std::to_string(along.weeks) + (along.weeks == 1 ? " week" : " weeks");
    if (along.days > 0)
        text += " and " + std::to_string(along.days) + (along.days == 1 ? " day" : " days");
    return text;
}

std::string age_of(const conference::ChildAdded& child, Date day) {
    if (child.expected && (!child.born || day < *child.born)) {
        const auto along = conference::gestation_on(*child.expected, day);
        return "expected " + long_date(*child.expected) +
               (along ? " (" + in_words(*along) + " today)" : "");
    }
    if (!child.born) return {};
    int years = day.year() - child.born->year();
    const bool before_birthday =
        day.month() < child.born->month() ||
        (day.month() == child.born->month() && day.day() < child.born->day());
    if (before_birthday) --years;
    if (years >= 2) return std::to_string(years) + " years";
    int months = (day.year() - child.born->year()) * 12 + day.month() - child.born->month();
    if (day.day() < child.born->day()) --months;
    return std::to_string(months) + (months == 1 ? " month" : " months");
}

// How a paper is filed: what holds for the child, and since or until which day.
std::string status_of(const Child& child, const procedure::Terms& terms, const std::string& day) {
    if (!child.result) return {};
    const auto& status = terms.protected_status;
    switch (child.result->locked.decision) {
        case conference::Decision::place:
            return status + " since " + day;
        case conference::Decision::retain:
            return status + " goes on";
        case conference::Decision::remove:
            return status + " ended on " + day;
        case conference::Decision::do_not_place:
            return "No " + status;
        case conference::Decision::agreed_outcome:
        case conference::Decision::not_agreed:
            return {};
    }
    return {};
}

}  // namespace

void put_children(document::RecordFacts& facts, const State& state,
                  const conference::Rulebook& rules) {
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        document::ChildFacts fact;
        fact.name = child.added.ref;
        fact.reference = child.added.ref;
        fact.age = age_of(child.added, facts.started.date);
        fact.risk = risk_of(child, rules.procedure);
        fact.decision = decision_of(state, child, rules.procedure);
        for (const auto& view : child.family_views)
            fact.family_views.push_back({name_of(state, view.person),
                                         view.agrees ? "agrees" : "does not agree", view.words});
        for (const auto& dissent : child.dissents)
            if (const auto* person = state.person(dissent.person);
                person != nullptr && !person->presence.empty())
                fact.dissents.push_back(
                    {place_among_people(state, dissent.person), dissent.question, dissent.reason});
        if (child.key_worker) fact.key_worker = name_of(state, child.key_worker->person);
        fact.key_worker_contact = rules.procedure.terms.service;
        fact.status = status_of(child, rules.procedure.terms, long_date(facts.closed.date));
        if (child.core_group) {
            for (const auto& member : child.core_group->members)
                if (const auto name = name_of(state, member); !name.empty())
                    fact.core_group.push_back(name);
            fact.first_core_group = long_moment(child.core_group->first_meeting);
        }
        for (const auto& note : child.plan_notes) {
            if (note.kind == "contingency")
                add_line(facts.contingency, note.text);
            else if (note.kind == "contact")
                fact.key_worker_contact = note.text;
            else
                add_line(fact.family_part, note.text);
        }
        for (const auto& action : child.actions)
            facts.actions.push_back({child.added.ref, action.what, action.aim,
                                     name_of(state, action.owner), agency_of(state, action.owner),
                                     long_date(action.due), document::Audience::everyone});
        facts.children.push_back(std::move(fact));
    }
}

}  // namespace cpc::report
