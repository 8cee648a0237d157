// SPDX-License-Identifier: Apache-2.0
#include "app/view/closed.hpp"
#include "app/view/matters.hpp"
#include "app/view/minutes.hpp"
#include "app/view/routes.hpp"

#include <algorithm>
#include <map>

#include "core/conference/papers.hpp"

namespace cpc::view {
namespace {

using conference::Rulebook;
using conference::State;

// Names where they are few, else whom the procedure means.
std::string recipients(const State& state, const Rulebook& rules, const conference::Copy& copy) {
    constexpr std::size_t names_most = 4;
    const auto& readers = copy.sight.readers;
    std::vector<std::string> words = copy.agencies;
    if (words.empty() && readers.size() <= names_most)
        for (const auto& id : readers)
            words.push_back(state.people.at(id).invited.name);
    if (words.empty())
        for (const auto& to : copy.to)
            words.push_back(say("closed.to-" + to));
    if (words.empty())
        for (const auto& id : copy.roles) {
            const auto* role = rules.procedure.role(id);
            words.push_back(role == nullptr ? id : role->label);
        }
    return say_list(words);
}

// What is always left out of it, and how much of what was said is not in this copy.
std::string left_out(const State& state, const conference::Copy& copy) {
    auto parts = copy.rule->withheld;
    if (!copy.sight.child.empty()) {
        std::map<conference::WhyLeftOut, std::size_t> count;
        for (const auto& each : conference::seen_by(state, copy.sight).left_out)
            ++count[each.why];
        for (const auto& [why, n] : count)
            parts.push_back(say_count("closed.left-" + std::string{conference::word(why)}, n));
    }
    return parts.empty() ? std::string{} : say("closed.withheld", {{"list", say_list(parts)}});
}

std::string state_of(const conference::DocumentIssued* issued, const conference::Copy& copy) {
    if (issued == nullptr) return say("closed.paper-open");
    const auto* key = issued->route == "by-hand"   ? "closed.paper-by-hand"
                      : issued->route == "printed" ? "closed.paper-printed"
                                                   : "closed.paper-made";
    auto text = say(key, {{"time", issued->at.clock()}});
    if (copy.due && procedure::is_late(*copy.due, issued->at)) text += say("closed.paper-late");
    return text;
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

std::vector<PaperLine> paper_lines(const State& state, const Rulebook& rules,
                                   const LocalTime& now) {
    std::vector<PaperLine> lines;
    const auto copies = conference::copies_of(state, rules);
    const bool several = state.child_order.size() > 1;
    auto parts = delivery_parts(state, rules, now);
    for (const auto& copy : copies) {
        PaperLine line;
        for (auto& part : parts)
            if (part.about == copy.about) line.given = std::move(part);
        line.about = copy.about;
        line.label = copy.rule->label;
        if (several && !copy.sight.child.empty())
            line.label =
                say("closed.paper-for", {{"paper", copy.rule->label},
                                         {"to", state.children.at(copy.sight.child).added.ref}});
        const auto to = recipients(state, rules, copy);
        line.to = with_capital(to);
        // Two copies of one paper are told apart by who gets them.
        const bool shared = std::count_if(copies.begin(), copies.end(), [&](const auto& other) {
                                return other.rule->label == copy.rule->label &&
                                       (!several || other.sight.child == copy.sight.child);
                            }) > 1;
        if (shared) line.label = say("closed.paper-for", {{"paper", line.label}, {"to", to}});
        if (copy.due) {
            const auto when = procedure::in_words(*copy.due);
            line.to = shared ? with_capital(say("closed.by", {{"when", when}}))
                             : line.to + say("closed.paper-by", {{"when", when}});
        }
        line.withheld = left_out(state, copy);
        const auto* issued = conference::issued_of(state, copy);
        line.made = issued != nullptr;
        line.state = state_of(issued, copy);
        lines.push_back(std::move(line));
    }
    return lines;
}

ClosedView make_closed_view(const State& state, const Rulebook& rules, const Moment& moment) {
    ClosedView view;
    view.frame = make_frame(state, rules, moment);
    view.routes_label = routes_open(rules);
    view.matters_label = matters_open();
    view.minutes_label = minutes_open(state);
    view.title = say(!state.cancelled         ? "closed.title"
                     : state.sittings.empty() ? "closed.cancelled_title"
                                              : "closed.stopped_title");
    if (state.closed)
        view.closed_at = say("closed.at", {{"when", say_date_and_time(state.closed->at)}});
    view.thanks = say("closed.thanks");
    add_signatures(view, state, rules, moment);
    view.papers = paper_lines(state, rules, moment.now);
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
