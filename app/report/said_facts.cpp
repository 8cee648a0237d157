// SPDX-License-Identifier: Apache-2.0
#include "app/report/said_facts.hpp"

#include <algorithm>

#include "app/report/record_facts.hpp"
#include "core/conference/matters.hpp"

namespace cpc::report {
namespace {

using conference::State;
using document::RecordFacts;

std::string name_of(const State& state, PersonId id) {
    const auto* person = state.person(id);
    return person == nullptr ? std::string{} : person->invited.name;
}

document::Label label_of(conference::Label label) {
    switch (label) {
        case conference::Label::fact:
            return document::Label::fact;
        case conference::Label::observation:
            return document::Label::observation;
        case conference::Label::allegation:
            return document::Label::allegation;
        case conference::Label::opinion:
            return document::Label::opinion;
    }
    return document::Label::opinion;
}

// What is here at all may be read by the readers of this copy.
void put_contributions(RecordFacts& facts, const State& state, bool family) {
    for (const auto& contribution : state.contributions) {
        const auto& said = contribution.said;
        document::ContributionFacts fact;
        fact.speaker = name_of(state, said.speaker);
        fact.heading = fact.speaker;
        if (!said.presenter.empty())
            fact.speaker += ", presented by " + name_of(state, said.presenter);
        fact.label = label_of(said.label);
        fact.text = said.text;
        fact.source = said.source;
        fact.authority = said.authority.value_or(std::string{});
        fact.risk_issue = said.risk_issue.value_or(false);
        if (family) fact.audience = document::Audience::everyone;
        bool others = false;
        for (const auto& id : said.children) {
            const auto* child = state.child(id);
            if (child != nullptr) fact.about = child->added.ref;
            others = others || child == nullptr;
        }
        if (others) fact.about += " and another child";
        for (const auto& correction : contribution.corrections)
            fact.corrections.push_back({name_of(state, correction.by), correction.text});
        facts.contributions.push_back(std::move(fact));
    }
}

// An agency's copy of what was recommended holds what is asked of that agency (REQ-262).
void put_recommendations(RecordFacts& facts, const State& state, const conference::Copy& copy) {
    for (const auto& each : state.recommendations) {
        const auto& agency = each.made.agency;
        const bool theirs =
            copy.agencies.empty() ||
            std::find(copy.agencies.begin(), copy.agencies.end(), agency) != copy.agencies.end();
        if (!theirs) continue;
        std::string line = agency + ": " + each.made.what;
        if (!each.answered)
            line += " (waits for the agency to confirm)";
        else if (each.answered->confirmed)
            line += " (confirmed by the agency)";
        else
            line += " (declined by the agency)";
        facts.recommendations.push_back(std::move(line));
    }
}

void put_points(RecordFacts& facts, const State& state, const procedure::Procedure& procedure) {
    for (const auto& [key, point] : state.points) {
        if (!point.answer && point.note.empty()) continue;
        const auto* item = conference::find_point(procedure, key.substr(0, key.find('@')));
        if (item == nullptr) continue;
        document::AnswerFacts fact;
        const auto at = key.find('@');
        const auto child = at == std::string::npos ? std::string{"the child"} : key.substr(at + 1);
        fact.what = procedure::fill_in(item->text, {{"child", child}});
        for (const auto& answer : item->answers)
            if (answer.id == point.answer)
                fact.answer = procedure::fill_in(answer.label, {{"child", child}});
        fact.note = point.note;
        fact.id = item->id;
        facts.answers.push_back(std::move(fact));
    }
}

std::vector<std::string> grounds_of(const conference::ExclusionDecided& decided,
                                    const procedure::Procedure& procedure) {
    const auto* rule = procedure.find<procedure::ExclusionRule>();
    std::vector<std::string> labels;
    for (const auto& ground : decided.grounds) {
        labels.push_back(ground);
        if (rule == nullptr) continue;
        for (const auto& known : rule->grounds)
            if (known.id == ground) labels.back() = known.label;
    }
    return labels;
}

// The reason a parent was kept out stands in the minute (REQ-304).
void put_kept_out(RecordFacts& facts, const State& state, const procedure::Procedure& procedure) {
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (!person.exclusion) continue;
        const auto& decided = *person.exclusion;
        std::string line = person.invited.name + ", " +
                           (decided.whole ? "for the whole meeting" : "for part of the meeting") +
                           ":";
        for (const auto& label : grounds_of(decided, procedure))
            line += " " + label + ".";
        if (!decided.facts.empty()) line += " " + decided.facts;
        facts.kept_out.push_back(std::move(line));
    }
}

void put_breaks(RecordFacts& facts, const State& state) {
    for (const auto& each : state.breaks)
        facts.breaks.push_back(each.from.clock() + " to " + each.to.clock());
}

// That there was a part without everybody, and why only for those who were all in it.
void put_segments(RecordFacts& facts, const State& state, const conference::Copy& copy) {
    for (const auto& segment : state.segments) {
        std::string line = segment.started.at.clock();
        if (segment.ended) line += " to " + segment.ended->clock();
        std::string out;
        for (const auto& id : segment.started.out)
            if (const auto name = name_of(state, id); !name.empty())
                out += (out.empty() ? ", without " : ", ") + name;
        line += out;
        const auto& in = segment.started.in;
        const auto& readers = copy.sight.readers;
        const bool all_in =
            !readers.empty() && std::all_of(readers.begin(), readers.end(), [&](const auto& id) {
                return std::find(in.begin(), in.end(), id) != in.end();
            });
        if (all_in && !segment.started.reason.empty()) line += ": " + segment.started.reason;
        facts.restricted_parts.push_back(std::move(line));
    }
}

// What agencies did not settle between them (REQ-269): opinions that stand against each other, and
// disagreement on a question of its own.
void put_unresolved(RecordFacts& facts, const State& state) {
    for (const auto& pair : state.conflicts) {
        const bool settled =
            std::any_of(state.conflicts.begin(), state.conflicts.end(), [&](const auto& later) {
                return later.settled && later.first == pair.first && later.second == pair.second;
            });
        const auto* first = state.contribution(pair.first);
        const auto* second = state.contribution(pair.second);
        if (settled || first == nullptr || second == nullptr) continue;
        facts.unresolved.push_back(name_of(state, first->said.speaker) + ": " + first->said.text +
                                   " / " + name_of(state, second->said.speaker) + ": " +
                                   second->said.text);
    }
    for (const auto& id : state.child_order)
        for (const auto& dissent : state.children.at(id).dissents) {
            const auto* person = state.person(dissent.person);
            if (person == nullptr || person->invited.group != conference::Group::professional)
                continue;
            facts.unresolved.push_back(person->invited.name + ", on the " + dissent.question +
                                       ": " + dissent.reason);
        }
}

}  // namespace

void put_said(RecordFacts& facts, const State& state, const conference::Copy& copy) {
    put_contributions(facts, state, copy.sight.readership == conference::Readership::family);
    put_recommendations(facts, state, copy);
}

document::ExclusionFacts exclusion_facts(const State& state, const procedure::Procedure& procedure,
                                         PersonId id) {
    document::ExclusionFacts out;
    const auto& person = state.people.at(id);
    out.name = person.invited.name;
    if (!person.exclusion) return out;
    const auto& decided = *person.exclusion;
    out.whole = decided.whole;
    out.grounds = grounds_of(decided, procedure);
    out.facts = decided.facts;
    out.decided = long_moment(decided.at);
    if (decided.discussed_before) out.discussed_with = decided.discussed_by;
    if (decided.talk_offered) out.talk_offered = long_date(*decided.talk_offered);
    return out;
}

// What somebody wanted cleared up stands with the other answers; what was put to the chair alone
// was taken out before (sight.hpp).
void put_questions(RecordFacts& facts, const State& state) {
    for (const auto& each : state.matters) {
        if (!conference::asked_aloud(each.raised.kind)) continue;
        document::AnswerFacts asked;
        asked.what = name_of(state, each.raised.by) + ": " + each.raised.text;
        asked.answer = !each.answered                  ? "Not answered"
                       : each.answered->answer.empty() ? "Answered in the room"
                                                       : each.answered->answer;
        facts.answers.push_back(std::move(asked));
    }
}

std::string minutes_words(const State& state) {
    if (state.minutes.empty()) return "Draft: nobody has checked them yet";
    const auto& last = state.minutes.back();
    switch (last.state) {
        case conference::MinutesState::draft:
            return "Draft again since " + long_moment(last.at) + ": " + last.note;
        case conference::MinutesState::checked:
            return "Checked by " + last.by + ", " + long_moment(last.at) +
                   "; not approved by the chair yet";
        case conference::MinutesState::approved:
            return "Approved by " + last.by + ", " + long_moment(last.at);
    }
    return {};
}

void put_conduct_facts(RecordFacts& facts, const State& state,
                       const procedure::Procedure& procedure, const conference::Copy& copy) {
    put_points(facts, state, procedure);
    put_kept_out(facts, state, procedure);
    put_segments(facts, state, copy);
    put_breaks(facts, state);
    put_questions(facts, state);
    facts.minutes_state = minutes_words(state);
    put_unresolved(facts, state);
    for (const auto& views : state.parent_views)
        facts.parent_views.push_back(
            {name_of(state, views.person),
             {},
             views.text.empty() ? "Could not be had: " + views.none_because : views.text});
}

}  // namespace cpc::report
