// SPDX-License-Identifier: Apache-2.0
#include "app/centre/monitoring.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace cpc::centre {
namespace {

constexpr int quarters_shown = 8;

int quarter_of(Date day) {
    return day.year() * 4 + (day.month() - 1) / 3;
}

std::string quarter_name(int quarter) {
    static constexpr const char* months[] = {"January to March", "April to June",
                                             "July to September", "October to December"};
    return std::string{months[quarter % 4]} + " " + std::to_string(quarter / 4);
}

struct Layout {
    const char* id;
    const char* title;
    const char* of;
    std::vector<std::string> parts;
};

const std::vector<Layout>& by_quarter() {
    static const std::vector<Layout> all = {
        {"initial-in-time",
         "Initial conferences held in time",
         "Initial conferences",
         {"In time", "Late"}},
        {"review-in-time", "Reviews held in time", "Review conferences", {"In time", "Late"}},
        {"outcomes-initial",
         "Outcomes of initial conferences",
         "Children",
         {"Under a plan", "No plan", "Another outcome"}},
        {"outcomes-review",
         "Outcomes of reviews",
         "Children",
         {"Plan goes on", "Plan ended", "Another outcome"}},
        {"family",
         "Family taking part",
         "Conferences to which family was asked",
         {"Family there", "Family not there"}},
        {"child",
         "The child's own views",
         "Conferences",
         {"Child there or views recorded", "Neither"}},
        {"kept-out",
         "Family kept out",
         "Conferences",
         {"Somebody for the whole", "Somebody for a part", "Nobody"}},
        {"dissent", "Dissent", "Conferences", {"Somebody did not agree", "Nobody"}},
    };
    return all;
}

}  // namespace

bool FigureTable::hides_something() const {
    return std::any_of(rows.begin(), rows.end(), [](const FigureRow& row) {
        return !row.total || std::any_of(row.parts.begin(), row.parts.end(),
                                         [](const auto& part) { return !part; });
    });
}

FigureRow suppressed(std::string label, const std::vector<int>& parts) {
    FigureRow row{std::move(label), {parts.begin(), parts.end()}, std::nullopt};
    const int total = std::accumulate(parts.begin(), parts.end(), 0);
    if (total > 0 && total < shown_from) {
        std::fill(row.parts.begin(), row.parts.end(), std::nullopt);
        return row;
    }
    row.total = total;
    const bool small = std::any_of(parts.begin(), parts.end(),
                                   [](int part) { return part > 0 && part < shown_from; });
    for (std::size_t i = 0; small && i < parts.size(); ++i)
        if (parts[i] > 0) row.parts[i].reset();
    return row;
}

void Figures::count(const Work& work, int quarter, const std::string& table, const std::string& row,
                    std::size_t part, int times) {
    auto& cell = cells_[{work.source.region, quarter, table, row}];
    if (cell.size() <= part) cell.resize(part + 1);
    cell[part] += times;
}

void Figures::add(const Work& work, int times) {
    const auto& t = work.tallied;
    if (!t.counts) return;
    const int quarter = quarter_of(t.held);
    const auto one = [&](const char* table, std::size_t part, int many = 1) {
        count(work, quarter, table, "", part, times * many);
    };
    const bool review = t.type == procedure::TypeKind::review;
    if (t.in_time) one(review ? "review-in-time" : "initial-in-time", *t.in_time ? 0 : 1);
    const char* outcomes = review ? "outcomes-review" : "outcomes-initial";
    one(outcomes, 0, review ? t.retained : t.placed);
    one(outcomes, 1, review ? t.removed : t.not_placed);
    one(outcomes, 2, t.otherwise + (review ? t.placed + t.not_placed : t.retained + t.removed));
    if (t.family_asked) one("family", t.family_there ? 0 : 1);
    one("child", t.child_heard ? 0 : 1);
    one("kept-out", t.kept_out_wholly > 0 ? 0 : (t.kept_out_partly > 0 ? 1 : 2));
    one("dissent", t.somebody_dissented ? 0 : 1);
    for (const auto& seat : t.seats)
        count(work, quarter, "agencies", seat.agency,
              seat.attended ? 0U : (seat.reported ? 1U : 2U), times);
}

std::vector<int> Figures::sum(const Scope& scope, int quarter, const std::string& table,
                              const std::string& row, std::size_t parts) const {
    std::vector<int> out(parts);
    for (const auto& [cell, numbers] : cells_) {
        if (cell.quarter != quarter || cell.table != table || cell.row != row ||
            !scope.covers(cell.region))
            continue;
        for (std::size_t i = 0; i < numbers.size() && i < parts; ++i)
            out[i] += numbers[i];
    }
    return out;
}

std::vector<FigureTable> Figures::tables(const Scope& scope, Date today) const {
    const int now = quarter_of(today);
    std::vector<FigureTable> out;
    for (const auto& layout : by_quarter()) {
        FigureTable table{layout.id, layout.title, layout.of, "Quarter", layout.parts, {}};
        for (int quarter = now - quarters_shown; quarter < now; ++quarter) {
            const auto parts = sum(scope, quarter, layout.id, "", layout.parts.size());
            table.rows.push_back(suppressed(quarter_name(quarter), parts));
        }
        out.push_back(std::move(table));
    }
    FigureTable agencies{"agencies",
                         "Attendance by agency, " + quarter_name(now - 1),
                         "People asked",
                         "Agency",
                         {"There", "Sent a report", "Neither"},
                         {}};
    std::set<std::string> names;
    for (const auto& [cell, numbers] : cells_)
        if (cell.quarter == now - 1 && cell.table == "agencies" && scope.covers(cell.region))
            names.insert(cell.row);
    for (const auto& name : names)
        agencies.rows.push_back(
            suppressed(name, sum(scope, now - 1, "agencies", name, agencies.parts.size())));
    out.push_back(std::move(agencies));
    return out;
}

}  // namespace cpc::centre
