// SPDX-License-Identifier: Apache-2.0
#include "app/view/closed.hpp"

#include <algorithm>

namespace cpc::view {
namespace {

using conference::Rulebook;
using conference::State;
using procedure::DocumentRule;
using procedure::DocumentWhen;

bool any_child(const State& state, bool (*holds)(const State&, const conference::Child&)) {
    return std::any_of(state.children.begin(), state.children.end(),
                       [&](const auto& entry) { return holds(state, entry.second); });
}

bool family_missing(const State& state) {
    return std::any_of(state.people.begin(), state.people.end(), [](const auto& entry) {
        return is_family(entry.second.invited.group) && entry.second.presence.empty();
    });
}

bool somebody_excluded(const State& state) {
    return std::any_of(state.people.begin(), state.people.end(), [](const auto& entry) {
        return entry.second.attendance == conference::Attendance::excluded_wholly ||
               entry.second.attendance == conference::Attendance::excluded_partly;
    });
}

bool is_due(const DocumentRule& rule, const State& state) {
    if (!rule.types.empty() &&
        std::find(rule.types.begin(), rule.types.end(), state.opened->type) == rule.types.end())
        return false;
    switch (rule.when) {
        case DocumentWhen::always:
            return true;
        case DocumentWhen::plan:
            return any_child(state, [](const State&, const conference::Child& child) {
                return child.protected_status();
            });
        case DocumentWhen::dissent:
            return any_child(state, [](const State& now, const conference::Child& child) {
                return !conference::dissenters(now, child).empty();
            });
        case DocumentWhen::exclusion:
            return somebody_excluded(state);
        case DocumentWhen::absent_family:
            return family_missing(state);
        case DocumentWhen::chair_decided:
            return any_child(state, [](const State&, const conference::Child& child) {
                return child.ballot && child.ballot->chair.has_value();
            });
        case DocumentWhen::plan_ended:
            return any_child(state, [](const State&, const conference::Child& child) {
                return child.result &&
                       child.result->locked.decision == conference::Decision::remove;
            });
        case DocumentWhen::answered:
        case DocumentWhen::request_refused:
        case DocumentWhen::restricted:
            return false;  // no conference records these, so no paper follows from them
    }
    return false;
}

std::string recipients(const DocumentRule& rule) {
    std::vector<std::string> words;
    for (const auto to : rule.to)
        words.push_back(say("closed.to-" + std::string{procedure::recipient_word(to)}));
    return say_list(words);
}

SignatureLine signature_of(const Moment& moment, const Rulebook& rules, PersonId id,
                           const conference::Person& person) {
    SignatureLine line;
    line.person = person_line(person, rules.procedure);
    line.signed_ = person.cosigned;
    line.can_sign = std::find(moment.cosign_due.begin(), moment.cosign_due.end(), id) !=
                    moment.cosign_due.end();
    if (line.signed_)
        line.state = say("closed.signed");
    else if (line.can_sign)
        line.state = say("closed.to-sign");
    else if (person.left() && person.presence.back().to)
        line.state = say("closed.not-signed-left", {{"time", person.presence.back().to->clock()}});
    else
        line.state = say("closed.not-signed");
    return line;
}

void add_signatures(ClosedView& view, const State& state, const Rulebook& rules,
                    const Moment& moment) {
    for (const auto& id : state.person_order) {
        const bool took_position =
            std::any_of(state.children.begin(), state.children.end(), [&](const auto& entry) {
                return entry.second.ballot && entry.second.ballot->latest(id) != nullptr;
            });
        if (!took_position) continue;
        view.signatures.push_back(signature_of(moment, rules, id, state.people.at(id)));
        if (!view.next_to_sign && view.signatures.back().can_sign)
            view.next_to_sign = view.signatures.back().person;
    }
}

}  // namespace

std::vector<std::string> paper_code_groups(const std::string& code) {
    std::vector<std::string> groups;
    std::string group;
    for (const char letter : code) {
        if (letter == ' ' || letter == '-') continue;
        group += letter;
        if (group.size() < 4) continue;
        groups.push_back(group);
        group.clear();
    }
    if (!group.empty()) groups.push_back(group);
    return groups;
}

std::vector<PaperLine> papers_of(const State& state, const Rulebook& rules, const LocalTime& now) {
    std::vector<PaperLine> lines;
    const auto limits = conference::deadlines_of(state, rules, now);
    for (const auto& rule : rules.procedure.documents) {
        if (rule.kind == "invitation" || !is_due(rule, state)) continue;
        PaperLine line;
        line.about = rule.kind + "/" + rule.version;
        line.label = rule.label;
        const auto to = recipients(rule);
        line.to = with_capital(to);
        // Two versions of one paper are told apart by who gets them.
        const bool shared =
            std::count_if(rules.procedure.documents.begin(), rules.procedure.documents.end(),
                          [&](const auto& other) { return other.label == rule.label; }) > 1;
        if (shared) line.label = say("closed.paper-for", {{"paper", rule.label}, {"to", to}});
        const auto* due =
            rule.deadline.empty() ? nullptr : limits.find(rule.deadline, rule.deadline_which);
        if (due != nullptr)
            line.to =
                shared
                    ? with_capital(say("closed.by", {{"when", procedure::in_words(due->due)}}))
                    : line.to + say("closed.paper-by", {{"when", procedure::in_words(due->due)}});
        if (!rule.withheld.empty())
            line.withheld = say("closed.withheld", {{"list", say_list(rule.withheld)}});
        line.state = say("closed.paper-open");
        for (const auto& issued : state.documents) {
            if (issued.kind != rule.kind || issued.version != rule.version) continue;
            line.made = true;
            line.state = say("closed.paper-made", {{"time", issued.at.clock()}});
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

ClosedView make_closed_view(const State& state, const Rulebook& rules, const Moment& moment) {
    ClosedView view;
    view.frame = make_frame(state, rules, moment);
    view.title = say(state.cancelled ? "closed.cancelled_title" : "closed.title");
    if (state.closed)
        view.closed_at = say("closed.at", {{"when", say_date_and_time(state.closed->at)}});
    view.thanks = say("closed.thanks");
    add_signatures(view, state, rules, moment);
    view.papers = papers_of(state, rules, moment.now);
    view.paper_code = moment.paper_code;
    view.check_words = paper_code_groups(moment.paper_code);
    view.keys_destroyed = moment.keys_destroyed;
    view.keys_line = say(view.keys_destroyed ? "closed.keys-gone" : "closed.keys-kept");
    view.finish_label = say("closed.finish");
    view.finish_note = say("closed.finish-note");
    const auto open =
        static_cast<std::size_t>(std::count_if(view.signatures.begin(), view.signatures.end(),
                                               [](const auto& line) { return line.can_sign; }));
    view.status = open == 0 ? say("closed.all-signed") : say_count("closed.still-to-sign", open);
    view.papers_open = moment.sheet.name == "closed-papers";
    view.finish_open = moment.sheet.name == "closed-finish";
    for (std::size_t i = 0; i < view.papers.size(); ++i)
        if (moment.sheet.name == "paper-" + view.papers[i].about) view.open_paper = i;
    return view;
}

}  // namespace cpc::view
