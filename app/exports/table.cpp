// SPDX-License-Identifier: Apache-2.0
#include "app/exports/table.hpp"

#include <algorithm>
#include <array>

#include "app/exports/census.hpp"
#include "app/exports/csv.hpp"

namespace cpc::exports {
namespace {

using procedure::ExportMap;
using procedure::ExportRows;

// What one line is about; what it has not is empty.
struct Line {
    const Facts* facts = nullptr;
    const ChildFacts* child = nullptr;
    const ActionFacts* action = nullptr;
    const PlanChange* change = nullptr;
    std::size_t number = 0;
    procedure::ExportDays days{};
};

std::string day(const Line& line, const std::optional<Date>& date) {
    if (!date) return {};
    const auto iso = date->iso();
    if (line.days == procedure::ExportDays::year_first) return iso;
    return iso.substr(8, 2) + iso.substr(5, 2) + iso.substr(0, 4);
}
std::string day(const Line& line, const std::optional<LocalTime>& time) {
    return time ? day(line, std::optional{time->date}) : std::string{};
}
std::string clock(const std::optional<LocalTime>& time) {
    return time ? time->clock() : std::string{};
}
std::string yes_no(bool value) {
    return value ? "yes" : "no";
}

using Values = std::vector<std::string>;
struct Fact {
    std::string_view name;
    Values (*value)(const Line& line);
};

constexpr std::array conference_columns{
    Fact{"conference.reference", [](const Line& l) { return Values{l.facts->marks.reference}; }},
    Fact{"conference.procedure", [](const Line& l) { return Values{l.facts->procedure}; }},
    Fact{"conference.type", [](const Line& l) { return Values{l.facts->type}; }},
    Fact{"conference.transfer-in",
         [](const Line& l) { return Values{yes_no(l.facts->transfer_in)}; }},
    Fact{"conference.day",
         [](const Line& l) { return Values{day(l, std::optional{l.facts->last_day})}; }},
    Fact{"conference.started", [](const Line& l) { return Values{clock(l.facts->started)}; }},
    Fact{"conference.closed", [](const Line& l) { return Values{clock(l.facts->closed)}; }},
    Fact{"conference.next", [](const Line& l) { return Values{day(l, l.facts->next)}; }},
};
constexpr std::array child_columns{
    Fact{"child.reference", [](const Line& l) { return Values{l.child->reference}; }},
    Fact{"child.called", [](const Line& l) { return Values{l.child->called}; }},
    Fact{"child.name", [](const Line& l) { return Values{l.child->name}; }},
    Fact{"child.born", [](const Line& l) { return Values{day(l, l.child->born)}; }},
    Fact{"child.expected", [](const Line& l) { return Values{day(l, l.child->expected)}; }},
    Fact{"child.unborn", [](const Line& l) { return Values{yes_no(l.child->unborn)}; }},
    Fact{"child.decision", [](const Line& l) { return Values{l.child->decision}; }},
    Fact{"child.rule", [](const Line& l) { return Values{l.child->rule}; }},
    Fact{"child.categories", [](const Line& l) { return l.child->categories; }},
    Fact{"child.for", [](const Line& l) { return Values{std::to_string(l.child->in_favour)}; }},
    Fact{"child.against", [](const Line& l) { return Values{std::to_string(l.child->against)}; }},
    Fact{"child.unable", [](const Line& l) { return Values{std::to_string(l.child->unable)}; }},
    Fact{"child.register-status", [](const Line& l) { return Values{l.child->register_status}; }},
    Fact{"child.lead-role", [](const Line& l) { return Values{l.child->lead_role}; }},
    Fact{"child.outcome", [](const Line& l) { return Values{l.child->agreed_outcome}; }},
    Fact{"child.core-group", [](const Line& l) { return Values{day(l, l.child->core_group)}; }},
    Fact{"child.plan-start", [](const Line& l) { return Values{day(l, l.child->plan_start)}; }},
    Fact{"child.plan-end", [](const Line& l) { return Values{day(l, l.child->plan_end)}; }},
    Fact{"child.actions",
         [](const Line& l) { return Values{std::to_string(l.child->actions.size())}; }},
};
constexpr std::array action_facts{
    Fact{"action.number", [](const Line& l) { return Values{std::to_string(l.number)}; }},
    Fact{"action.aim", [](const Line& l) { return Values{l.action->aim}; }},
    Fact{"action.what", [](const Line& l) { return Values{l.action->what}; }},
    Fact{"action.owner-role", [](const Line& l) { return Values{l.action->owner_role}; }},
    Fact{"action.owner-agency", [](const Line& l) { return Values{l.action->owner_agency}; }},
    Fact{"action.due", [](const Line& l) { return Values{day(l, std::optional{l.action->due})}; }},
    Fact{"action.outcome", [](const Line& l) { return Values{l.action->outcome}; }},
};
constexpr std::array change_facts{
    Fact{"change.kind", [](const Line& l) { return Values{l.change->kind}; }},
    Fact{"change.day", [](const Line& l) { return Values{day(l, std::optional{l.change->on})}; }},
    Fact{"change.reference", [](const Line& l) { return Values{l.change->reference}; }},
    Fact{"change.note", [](const Line& l) { return Values{l.change->note}; }},
};

template <class Facts>
const Fact* find_in(const Facts& facts, std::string_view name) {
    const auto found =
        std::find_if(facts.begin(), facts.end(), [&](const Fact& f) { return f.name == name; });
    return found == facts.end() ? nullptr : &*found;
}

constexpr std::string_view start = "start.";

Values value_of(const Line& line, const std::string& from) {
    if (line.facts != nullptr) {
        if (from.rfind(start, 0) == 0) {
            const auto found = line.facts->start_events.find(from.substr(start.size()));
            if (found == line.facts->start_events.end()) return {};
            return {day(line, std::optional{found->second})};
        }
        if (const auto* fact = find_in(conference_columns, from)) return fact->value(line);
    }
    if (line.child != nullptr)
        if (const auto* fact = find_in(child_columns, from)) return fact->value(line);
    if (line.action != nullptr)
        if (const auto* fact = find_in(action_facts, from)) return fact->value(line);
    if (line.change != nullptr)
        if (const auto* fact = find_in(change_facts, from)) return fact->value(line);
    return {};
}

constexpr std::string_view training = "TRAINING, made-up people";

struct Lines {
    const ExportMap& map;
    bool practice = false;
    std::vector<std::vector<std::string>> out{};

    void head() {
        auto& line = out.emplace_back();
        if (practice) line.emplace_back("TRAINING");
        for (const auto& column : map.columns)
            line.push_back(column.name);
    }
    void add(const Line& about) {
        auto& line = out.emplace_back();
        if (practice) line.emplace_back(training);
        for (const auto& column : map.columns) {
            std::string cell;
            for (const auto& value : value_of(about, column.from)) {
                const auto* theirs = procedure::other_word(column.words, value);
                cell += (cell.empty() ? "" : "; ") + (theirs == nullptr ? value : *theirs);
            }
            line.push_back(std::move(cell));
        }
    }
    [[nodiscard]] Table table() const { return {csv_file(out), out.size() - 1}; }
};

bool of_training(const std::vector<Facts>& all) {
    return std::any_of(all.begin(), all.end(), [](const Facts& f) { return f.marks.practice; });
}

}  // namespace

bool known_fact(std::string_view name, ExportRows rows) {
    if (name.rfind(start, 0) == 0) return name.size() > start.size();
    return find_in(conference_columns, name) != nullptr ||
           find_in(child_columns, name) != nullptr ||
           (rows == ExportRows::actions && find_in(action_facts, name) != nullptr) ||
           (rows == ExportRows::plan_changes && find_in(change_facts, name) != nullptr);
}

Result<void> check_map(const ExportMap& map, std::string_view file_name) {
    const auto wrong = [&](int line, const std::string& what) {
        return fail(Fault::malformed, what, std::string{file_name} + ":" + std::to_string(line),
                    "Nothing was written. assets/exports/README.md lists what there is.");
    };
    for (const auto& column : map.columns)
        if (!column.from.empty() && !known_fact(column.from, map.rows))
            return wrong(column.line, "There is no fact \"" + column.from + "\" for such a list.");
    for (const auto& rule : map.rules)
        if (!known_check(rule.check))
            return wrong(rule.line, "There is no check \"" + rule.check + "\".");
    return {};
}

std::vector<PlanChange> plan_changes(const Facts& facts) {
    std::vector<PlanChange> out;
    for (const auto& child : facts.children) {
        PlanChange change{{}, facts.last_day, &facts, &child, child.reference, {}};
        if (child.decision == "place") change.kind = "opened";
        if (child.decision == "remove") change.kind = "ended";
        const bool corrected = child.categories != child.first_categories;
        if (child.decision == "retain" && corrected) change.kind = "changed";
        if (corrected) change.note = "category corrected";
        if (!change.kind.empty()) out.push_back(std::move(change));
    }
    return out;
}

Table children_table(const ExportMap& map, const std::vector<Facts>& all) {
    Lines lines{map, of_training(all)};
    lines.head();
    for (const auto& facts : all)
        for (const auto& child : facts.children)
            lines.add({&facts, &child, nullptr, nullptr, 0, map.days});
    return lines.table();
}

Table actions_table(const ExportMap& map, const std::vector<Facts>& all) {
    Lines lines{map, of_training(all)};
    lines.head();
    for (const auto& facts : all)
        for (const auto& child : facts.children) {
            std::size_t number = 0;
            for (const auto& action : child.actions)
                lines.add({&facts, &child, &action, nullptr, ++number, map.days});
        }
    return lines.table();
}

Table changes_table(const ExportMap& map, const std::vector<PlanChange>& changes, bool practice) {
    Lines lines{map, practice};
    lines.head();
    for (const auto& change : changes)
        lines.add({change.facts, change.child, nullptr, &change, 0, map.days});
    return lines.table();
}

}  // namespace cpc::exports
