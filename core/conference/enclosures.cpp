// SPDX-License-Identifier: Apache-2.0
#include "core/conference/enclosures.hpp"

#include <algorithm>

namespace cpc::conference {
namespace {

template <class Id>
void add_once(std::vector<Id>& list, const Id& id) {
    if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

bool goes_with_letters(const procedure::DocumentRule& rule) {
    return rule.when == procedure::DocumentWhen::always && rule.kind != "invitation" &&
           sent_before(rule.kind);
}

bool is_form(const procedure::DocumentRule& rule) {
    return rule.kind == "report-template";
}

// The enclosure a paper's line belongs to: for a form the person's own, else the rule's.
Enclosure& place(std::vector<Enclosure>& all, const Paper& paper, const PersonId* person) {
    for (auto& each : all)
        if (each.rule == paper.rule && (person == nullptr || each.people.front() == *person))
            return each;
    Enclosure added;
    added.rule = paper.rule;
    added.due = paper.due;
    all.push_back(std::move(added));
    return all.back();
}

void note(Enclosure& enclosure, const Paper& paper, const PersonId& person) {
    add_once(enclosure.people, person);
    if (!paper.child.empty()) add_once(enclosure.children, paper.child);
}

}  // namespace

std::string Enclosure::file_name() const {
    auto name = about;
    std::replace(name.begin(), name.end(), '/', '-');
    return name + ".pdf";
}

std::vector<Enclosure> enclosures_of(const State& state, const Rulebook& rules) {
    std::vector<Enclosure> out;
    for (const auto& paper : papers_of(state, rules)) {
        if (!goes_with_letters(*paper.rule)) continue;
        for (const auto& id : paper.people) {
            // The chair, who asks for them, writes no report and needs no leaflet.
            if (state.people.at(id).invited.group == Group::chair) continue;
            note(place(out, paper, is_form(*paper.rule) ? &id : nullptr), paper, id);
        }
    }
    std::size_t forms = 0;
    for (auto& each : out)
        each.about = each.rule->kind + "/" +
                     (is_form(*each.rule) ? std::to_string(++forms) : each.rule->version);
    return out;
}

bool is_of(const DocumentIssued& issued, const Letter& letter) {
    return issued.kind == letter.rule->kind && issued.version == letter.rule->version &&
           issued.readers && issued.readers->size() == 1 &&
           issued.readers->front() == letter.person;
}

bool is_of(const DocumentIssued& issued, const Enclosure& enclosure) {
    return issued.kind == enclosure.rule->kind && issued.version == enclosure.rule->version &&
           issued.readers && *issued.readers == enclosure.people;
}

}  // namespace cpc::conference
