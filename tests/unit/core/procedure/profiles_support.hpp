// SPDX-License-Identifier: Apache-2.0
// What the tests of single profiles share: loading one, collecting its parts, counting its dates.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>
#include <vector>

#include "support.hpp"

namespace cpc::procedure::test {

using Words = std::set<std::string>;

inline Procedure load_profile(const std::string& path) {
    auto procedure = load_procedure(read_asset(path), path);
    if (!procedure) FAIL(procedure.error().text());
    return std::move(*procedure);
}
inline Procedure fife() {
    return load_profile("assets/procedures/fife-cpcc.toml");
}
inline Procedure abc() {
    return load_profile("assets/procedures/abc-ew-register.toml");
}

// Every basis of a procedure.
inline std::vector<const Basis*> all_bases(const Procedure& p) {
    std::vector<const Basis*> list{&p.risk.basis};
    const auto add = [&](const auto& parts) {
        for (const auto& part : parts)
            list.push_back(&part.basis);
    };
    add(p.types);
    add(p.stages);
    add(p.outcomes);
    add(p.deadlines);
    add(p.documents);
    add(p.dissent_routes);
    add(p.access_notes);
    add(p.record_notes);
    for (const auto& rule : p.rules)
        list.push_back(&basis_of(rule));
    return list;
}

// What the family in the room or at home may read.
inline std::vector<std::string> family_texts(const Procedure& p) {
    std::vector<std::string> texts{p.the<DecisionRule>().family_sentence,
                                   p.the<RestrictedRule>().screen_text};
    for (const auto& stage : p.stages)
        texts.push_back(stage.family_text);
    for (const auto& outcome : p.outcomes)
        texts.push_back(outcome.family_sentence);
    for (const auto& statement : p.statements)
        texts.push_back(statement.text);
    for (const auto& page : p.explains)
        texts.push_back(page.text);
    return texts;
}

// Every point of the stages and of the chair's confirmation.
inline std::vector<ChecklistItem> all_points(const Procedure& p) {
    std::vector<ChecklistItem> list = p.the<ChairRule>().confirmations;
    for (const auto& stage : p.stages)
        list.insert(list.end(), stage.checklist.begin(), stage.checklist.end());
    return list;
}

// The point with this id in this stage; the test fails if there is none.
inline ChecklistItem point(const Procedure& p, StageKind kind, const std::string& id) {
    const Stage* stage = p.stage(kind);
    REQUIRE(stage != nullptr);
    for (const auto& item : stage->checklist)
        if (item.id == id) return item;
    FAIL("There is no point " << id);
    return {};
}

template <class Parts>
Words ids(const Parts& parts) {
    Words out;
    for (const auto& part : parts)
        out.insert(part.id);
    return out;
}

inline Words words(const std::vector<std::string>& list) {
    return {list.begin(), list.end()};
}

// Which points of all stages carry out this requirement.
inline Words points_for(const Procedure& p, const std::string& requirement) {
    Words out;
    for (const auto& item : all_points(p))
        if (item.requirement == requirement) out.insert(item.id);
    return out;
}

inline const DocumentRule* document(const Procedure& p, const std::string& id) {
    for (const auto& rule : p.documents)
        if (rule.basis.id == "document." + id) return &rule;
    return nullptr;
}

inline std::set<OutcomeKind> outcome_kinds(const Procedure& p, const char* type) {
    std::set<OutcomeKind> kinds;
    for (const auto* outcome : p.outcomes_for(type))
        kinds.insert(outcome->kind);
    return kinds;
}

inline Circumstances type_of(const char* type) {
    Circumstances now;
    now.type = type;
    return now;
}

// The dates of a procedure, by its own calendar or another one.
inline Deadlines dates(const Procedure& p, const Circumstances& now, const Events& events,
                       const std::string& region = {}) {
    return compute_deadlines(p, calendar_of(region.empty() ? p.region : region), now, events);
}

// "due / practical guide" as ISO text; "none" for a limit that does not apply or was not counted.
inline std::string due(const Deadlines& all, std::string_view id, std::string_view which = {}) {
    const Deadline* found = all.find(id, which);
    if (found == nullptr) return "none";
    return iso(found->due) + (found->practical ? " / " + iso(*found->practical) : "") +
           (found->guide ? " guide" : "");
}

// The number that a day has in the count of a limit; 0 for a skipped day, -1 for none.
inline int number_on(const Deadlines& all, std::string_view id, const char* date) {
    const Deadline* found = all.find(id);
    REQUIRE(found != nullptr);
    for (const auto& counted : found->counting)
        if (counted.date == day(date)) return counted.number;
    return -1;
}

}  // namespace cpc::procedure::test
