// SPDX-License-Identifier: Apache-2.0
#include "app/explain/diff.hpp"

#include <algorithm>

#include "app/explain/sentences.hpp"

namespace cpc::explain {
namespace {

// Everything an entry says, the standing of its rule included.
std::vector<Fact> all_facts(const Entry& entry) {
    std::vector<Fact> facts;
    for (const auto& fact : entry.facts)
        if (fact.field != "hash") facts.push_back(fact);
    if (!entry.basis) return facts;
    facts.push_back({"status", {}, standing_words(entry.basis->status)});
    facts.push_back({"cites", {}, entry.basis->cites});
    facts.push_back({"requirement", {}, and_list(entry.basis->requirements)});
    return facts;
}

const Fact* find_fact(const std::vector<Fact>& facts, const std::string& field) {
    const auto found = std::find_if(facts.begin(), facts.end(),
                                    [&](const Fact& fact) { return fact.field == field; });
    return found == facts.end() ? nullptr : &*found;
}

const Entry* find_entry(const Section& section, const std::string& key) {
    const auto found = std::find_if(section.entries.begin(), section.entries.end(),
                                    [&](const Entry& entry) { return entry.key == key; });
    return found == section.entries.end() ? nullptr : &*found;
}

std::vector<FieldChange> changed_fields(const Entry& before, const Entry& after) {
    std::vector<FieldChange> out;
    const auto old_facts = all_facts(before);
    const auto new_facts = all_facts(after);
    for (const auto& fact : old_facts) {
        const auto* now = find_fact(new_facts, fact.field);
        if (now == nullptr || now->text != fact.text)
            out.push_back({fact.field, fact.text, now == nullptr ? std::string{} : now->text});
    }
    for (const auto& fact : new_facts)
        if (find_fact(old_facts, fact.field) == nullptr) out.push_back({fact.field, {}, fact.text});
    return out;
}

// What a rule says, without its name and without how its days are counted.
std::string summary_of(const Entry& entry) {
    std::string out;
    for (const auto& fact : entry.facts) {
        const bool aside = !fact.group.empty() || fact.field == "label" || fact.field == "title" ||
                           fact.field == "kind";
        if (!aside) out += (out.empty() ? "" : " ") + fact.text;
    }
    return out;
}

Change change_of(ChangeKind kind, const Section& section, const Entry& entry) {
    return {kind, section.part, section.title, entry.key, entry.title, {}, {}};
}

void compare(const Section& before, const Section& after, std::vector<Change>& out) {
    for (const auto& entry : before.entries) {
        const auto* now = find_entry(after, entry.key);
        auto change = change_of(now == nullptr ? ChangeKind::removed : ChangeKind::changed, before,
                                now == nullptr ? entry : *now);
        if (now == nullptr)
            change.summary = summary_of(entry);
        else
            change.fields = changed_fields(entry, *now);
        if (now == nullptr || !change.fields.empty()) out.push_back(std::move(change));
    }
    for (const auto& entry : after.entries) {
        if (find_entry(before, entry.key) != nullptr) continue;
        auto change = change_of(ChangeKind::added, after, entry);
        change.summary = summary_of(entry);
        out.push_back(std::move(change));
    }
}

std::string field_sentence(const FieldChange& field) {
    if (field.from.empty()) return field.field + ": now says " + quoted(field.to);
    if (field.to.empty()) return field.field + ": no longer says " + quoted(field.from);
    return field.field + ": was " + quoted(field.from) + ", is now " + quoted(field.to);
}

void print_change(std::string& out, const Change& change) {
    const std::string name = change.title + " (" + change.key + ")";
    switch (change.kind) {
        case ChangeKind::added:
            out += "  + " + name + " is new. " + change.summary + "\n";
            break;
        case ChangeKind::removed:
            out += "  - " + name + " is gone. It said: " + change.summary + "\n";
            break;
        case ChangeKind::changed:
            out += "  * " + name + " has changed.\n";
            for (const auto& field : change.fields)
                out += "      " + field_sentence(field) + "\n";
            break;
    }
}

}  // namespace

std::vector<Change> diff(const Page& before, const Page& after) {
    std::vector<Change> out;
    for (std::size_t i = 0; i < before.sections.size() && i < after.sections.size(); ++i)
        compare(before.sections[i], after.sections[i], out);
    std::stable_partition(out.begin(), out.end(),
                          [](const Change& change) { return change.part == Part::deadlines; });
    return out;
}

std::string text_of_diff(const Page& before, const Page& after,
                         const std::vector<Change>& changes) {
    std::string out = "From " + before.title + "\nto   " + after.title + "\n\n";
    if (changes.empty()) return out + "Nothing that the procedure says has changed.\n";
    const auto limits = std::count_if(changes.begin(), changes.end(), [](const Change& change) {
        return change.part == Part::deadlines;
    });
    out += "Changed: " + std::to_string(changes.size()) +
           ", of which time limits: " + std::to_string(limits) + ".\n";
    std::string section;
    for (const auto& change : changes) {
        if (change.section != section)
            out += "\n" +
                   std::string(change.part == Part::deadlines ? "TIME LIMITS – dates in "
                                                                "people's diaries change"
                                                              : change.section) +
                   "\n";
        section = change.section;
        print_change(out, change);
    }
    return out;
}

}  // namespace cpc::explain
