// SPDX-License-Identifier: Apache-2.0
#include "core/conference/papers.hpp"

#include <algorithm>
#include <map>

namespace cpc::conference {
namespace {

using procedure::DocumentRule;
using procedure::DocumentWhen;
using procedure::Recipient;

bool is_family(const Person& person) {
    return person.invited.group == Group::family;
}

bool is_excluded(const Person& person) {
    return person.attendance == Attendance::excluded_wholly ||
           person.attendance == Attendance::excluded_partly;
}

template <class Test>
bool any_child(const State& state, Test test) {
    return std::any_of(state.children.begin(), state.children.end(),
                       [&](const auto& entry) { return test(entry.second); });
}

bool dissents(const State& state, PersonId person) {
    return any_child(state, [&](const Child& child) {
        const auto people = dissenters(state, child);
        const bool noted = std::any_of(child.dissents.begin(), child.dissents.end(),
                                       [&](const auto& each) { return each.person == person; });
        return noted || std::find(people.begin(), people.end(), person) != people.end();
    });
}

bool in_core_group(const State& state, PersonId person) {
    return any_child(state, [&](const Child& child) {
        return child.core_group &&
               std::find(child.core_group->members.begin(), child.core_group->members.end(),
                         person) != child.core_group->members.end();
    });
}

// Those a paper can go to although they were never asked to the conference.
bool is_outside(Recipient recipient) {
    return recipient == Recipient::service_manager || recipient == Recipient::childrens_reporter ||
           recipient == Recipient::requester || recipient == Recipient::supervisor ||
           recipient == Recipient::client_file || recipient == Recipient::recommended;
}

bool answered(const State& state, const std::vector<std::string>& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& each) {
        return std::any_of(state.points.begin(), state.points.end(), [&](const auto& entry) {
            return entry.second.answer &&
                   entry.first.substr(0, entry.first.find('@')) + "=" + *entry.second.answer ==
                       each;
        });
    });
}

bool meant(const State& state, PersonId id, Recipient recipient) {
    const auto& person = state.people.at(id);
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
            return dissents(state, id);
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
        case Recipient::recommended:
            return false;
    }
    return false;
}

bool wanted(const State& state, const DocumentRule& rule) {
    // What did not take place has no papers but the refusal of the request.
    if (state.cancelled && rule.when != DocumentWhen::request_refused) return false;
    if (!rule.types.empty() &&
        std::find(rule.types.begin(), rule.types.end(), state.opened->type) == rule.types.end())
        return false;
    if (!answered(state, rule.answers)) return false;
    switch (rule.when) {
        case DocumentWhen::always:
            return true;
        case DocumentWhen::plan:
            return any_child(state, [](const Child& c) { return c.protected_status(); });
        case DocumentWhen::dissent:
            return any_child(state, [&](const Child& c) {
                return !c.dissents.empty() || !dissenters(state, c).empty();
            });
        case DocumentWhen::exclusion:
        case DocumentWhen::absent_family:
            return true;  // the recipients decide
        case DocumentWhen::chair_decided:
            return any_child(
                state, [](const Child& c) { return c.ballot && c.ballot->chair.has_value(); });
        case DocumentWhen::plan_ended:
            return any_child(state, [](const Child& c) { return c.result_is(Decision::remove); });
        case DocumentWhen::answered:
            return !rule.answers.empty();
        case DocumentWhen::request_refused:
            return state.request_refused();
        case DocumentWhen::restricted:
            return !state.segments.empty();
    }
    return true;
}

bool may_have(const State& whole, const Person& person, ChildId child) {
    if (kept_from(person)) return false;
    return child.empty() || entitled(whole, person, child);
}

// The form for a report goes to those of whom one is expected.
bool asked_to_report(const DocumentRule& rule, const Person& person) {
    return rule.kind != "report-template" || person.invited.report_expected;
}

// `whole` is the conference, `state` the same as if it had been about this child alone.
struct Desk {
    const State& whole;
    const State& state;
    ChildId child;

    [[nodiscard]] std::vector<PersonId> people_for(const DocumentRule& rule,
                                                   Recipient recipient) const {
        std::vector<PersonId> out;
        for (const auto& id : state.person_order) {
            const auto& person = state.people.at(id);
            if (!may_have(whole, person, child)) continue;
            const bool kept_back = rule.kind == "exclusion-reasons" && person.exclusion &&
                                   !person.exclusion->suppressed_because.empty();
            if (kept_back || !asked_to_report(rule, person)) continue;
            // Papers for people who were away go to nobody who was here for a part of it.
            if (rule.when == DocumentWhen::absent_family && !person.presence.empty()) continue;
            if (meant(state, id, recipient)) out.push_back(id);
        }
        return out;
    }
    [[nodiscard]] std::vector<PersonId> people_of(const DocumentRule& rule,
                                                  const std::string& role) const {
        std::vector<PersonId> out;
        for (const auto& id : state.person_order) {
            const auto& person = state.people.at(id);
            if (person.invited.role == role && may_have(whole, person, child) &&
                asked_to_report(rule, person))
                out.push_back(id);
        }
        return out;
    }
    // The agencies that something was recommended to, each once (REQ-262).
    [[nodiscard]] std::vector<std::string> recommended_agencies() const {
        std::vector<std::string> out;
        for (const auto& each : state.recommendations)
            if (std::find(out.begin(), out.end(), each.made.agency) == out.end())
                out.push_back(each.made.agency);
        return out;
    }
};

bool is_before(const DocumentRule& rule) {
    return rule.when == DocumentWhen::always && sent_before(rule.kind);
}

// What goes with the invitation has the invitation's day, where it has none of its own.
const DocumentRule& timed_by(const DocumentRule& rule, const State& state,
                             const procedure::Procedure& procedure) {
    if (!is_before(rule) || !rule.deadline.empty()) return rule;
    for (const auto& each : procedure.documents)
        if (each.kind == "invitation" && is_before(each) && wanted(state, each)) return each;
    return rule;
}

void add_papers(std::vector<Paper>& out, const Desk& desk, const Rulebook& rules) {
    const auto limits = deadlines_of(desk.state, rules);
    for (const auto& rule : rules.procedure.documents) {
        if (!wanted(desk.state, rule)) continue;
        const auto& timed = timed_by(rule, desk.state, rules.procedure);
        const auto* limit = limits.find(timed.deadline, timed.deadline_which);
        Paper paper;
        paper.rule = &rule;
        paper.child = desk.child;
        if (limit != nullptr) paper.due = limit->due;
        for (const auto recipient : rule.to) {
            auto one = paper;
            one.recipient = recipient;
            one.people = desk.people_for(rule, recipient);
            one.outside = is_outside(recipient);
            if (recipient == Recipient::recommended) one.agencies = desk.recommended_agencies();
            const bool nobody =
                recipient == Recipient::recommended ? one.agencies.empty() : one.people.empty();
            if (!nobody || (one.outside && recipient != Recipient::recommended))
                out.push_back(std::move(one));
        }
        for (const auto& role : rule.to_roles) {
            auto one = paper;
            one.role = role;
            one.people = desk.people_of(rule, role);
            if (!one.people.empty()) out.push_back(std::move(one));
        }
    }
}

bool is_personal(const DocumentRule& rule) {
    return rule.kind == "dissent-receipt" || rule.kind == "exclusion-reasons";
}

Readership readership_of(const DocumentRule& rule) {
    // A letter that asks people to a later meeting goes to family and professionals alike.
    const bool family =
        rule.version == "family" || rule.version == "child" || rule.kind == "invitation";
    return family ? Readership::family : Readership::professional;
}

// Whether two people may read just the same. Somebody who was kept out has a copy to themselves.
bool same_sight(const State& state, PersonId one, PersonId other, Readership readership) {
    const bool segments =
        std::all_of(state.segments.begin(), state.segments.end(), [&](const Segment& segment) {
            const auto& in = segment.started.in;
            return (std::find(in.begin(), in.end(), one) == in.end()) ==
                   (std::find(in.begin(), in.end(), other) == in.end());
        });
    if (!segments || readership == Readership::professional) return segments;
    if (kept_out(state.people.at(one)) || kept_out(state.people.at(other))) return one == other;
    return std::all_of(state.child_order.begin(), state.child_order.end(), [&](const auto& child) {
        return entitled(state, state.people.at(one), child) ==
               entitled(state, state.people.at(other), child);
    });
}

void add_once(std::vector<std::string>& words, std::string word) {
    if (std::find(words.begin(), words.end(), word) == words.end())
        words.push_back(std::move(word));
}

class Copies {
  public:
    explicit Copies(const State& state) : state_(state) {}

    void add(const Paper& paper) {
        // Each agency confirms what is asked of it by its own procedure (REQ-262).
        for (const auto& agency : paper.agencies) {
            auto one = paper;
            one.agencies = {agency};
            note(place(one, nullptr), one);
        }
        if (paper.people.empty() && paper.agencies.empty()) note(place(paper, nullptr), paper);
        for (const auto& id : paper.people) {
            auto& copy = place(paper, &id);
            auto& readers = copy.sight.readers;
            if (std::find(readers.begin(), readers.end(), id) == readers.end())
                readers.push_back(id);
            note(copy, paper);
        }
    }

    std::vector<Copy> take() {
        const bool several = state_.child_order.size() > 1;
        std::map<std::string, int> count;
        for (auto& copy : copies_) {
            copy.about = copy.rule->kind + "/" + copy.rule->version;
            const auto child =
                std::find(state_.child_order.begin(), state_.child_order.end(), copy.sight.child) -
                state_.child_order.begin() + 1;
            const auto numbered = copy.about + "/" + std::to_string(child);
            const int number = ++count[numbered];
            if (several || number > 1) copy.about = numbered;
            if (number > 1) copy.about += "/" + std::to_string(number);
        }
        return std::move(copies_);
    }

  private:
    static void note(Copy& copy, const Paper& paper) {
        add_once(paper.role.empty() ? copy.to : copy.roles, paper.to());
        for (const auto& agency : paper.agencies)
            add_once(copy.agencies, agency);
        copy.due = paper.due;
    }
    // The copy this reader shares, or a new one.
    Copy& place(const Paper& paper, const PersonId* reader) {
        const auto readership = readership_of(*paper.rule);
        for (auto& copy : copies_) {
            if (copy.rule != paper.rule || copy.sight.child != paper.child) continue;
            const auto& readers = copy.sight.readers;
            if (reader == nullptr || readers.empty()) {
                const bool same_agency = paper.agencies.empty() || copy.agencies == paper.agencies;
                if (reader == nullptr && readers.empty() && same_agency) return copy;
                continue;
            }
            const bool same = is_personal(*paper.rule)
                                  ? readers.front() == *reader
                                  : same_sight(state_, readers.front(), *reader, readership);
            if (same) return copy;
        }
        Copy copy;
        copy.rule = paper.rule;
        copy.sight = {paper.child, readership, {}};
        copies_.push_back(std::move(copy));
        return copies_.back();
    }

    const State& state_;
    std::vector<Copy> copies_;
};

}  // namespace

std::string Paper::to() const {
    return role.empty() ? std::string{procedure::recipient_word(recipient)} : role;
}

std::string Copy::file_name() const {
    auto name = about;
    std::replace(name.begin(), name.end(), '/', '-');
    return name + ".pdf";
}

std::vector<Paper> papers_of(const State& state, const Rulebook& rules) {
    std::vector<Paper> out;
    if (state.child_order.empty()) add_papers(out, {state, state, {}}, rules);
    for (const auto& child : state.child_order) {
        const auto alone = only(state, child);
        add_papers(out, {state, alone, child}, rules);
    }
    return out;
}

std::vector<Copy> copies_of(const State& state, const Rulebook& rules) {
    Copies copies(state);
    for (const auto& paper : papers_of(state, rules))
        if (!is_before(*paper.rule)) copies.add(paper);
    return copies.take();
}

bool sent_before(std::string_view kind) {
    return kind == "invitation" || kind == "report-template" || kind == "leaflet" ||
           kind == "agenda";
}

std::vector<Letter> letters_of(const State& state, const Rulebook& rules) {
    std::vector<Letter> out;
    const auto papers = papers_of(state, rules);
    for (const auto& id : state.person_order) {
        if (state.people.at(id).invited.group == Group::chair) continue;
        for (const auto& paper : papers) {
            if (!is_before(*paper.rule) || paper.rule->kind != "invitation") continue;
            if (std::find(paper.people.begin(), paper.people.end(), id) == paper.people.end())
                continue;
            auto letter = std::find_if(out.begin(), out.end(), [&](const Letter& each) {
                return each.rule == paper.rule && each.person == id;
            });
            if (letter == out.end())
                letter = out.insert(out.end(), Letter{paper.rule, id, {}, paper.due});
            if (!paper.child.empty()) letter->children.push_back(paper.child);
        }
    }
    return out;
}

bool is_of(const State& state, const DocumentIssued& issued, const Copy& copy) {
    if (issued.kind != copy.rule->kind || issued.version != copy.rule->version) return false;
    if (issued.readers && *issued.readers != copy.sight.readers) return false;
    if (!copy.agencies.empty() && issued.to.find(copy.agencies.front()) == std::string::npos)
        return false;
    return state.child_order.size() < 2 || issued.child == copy.sight.child;
}

const DocumentIssued* issued_of(const State& state, const Copy& copy) {
    const DocumentIssued* found = nullptr;
    for (const auto& issued : state.documents)
        if (is_of(state, issued, copy)) found = &issued;
    return found;
}

}  // namespace cpc::conference
