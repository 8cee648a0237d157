// SPDX-License-Identifier: Apache-2.0
// Figures for the local board (REQ-307): timeliness, attendance by agency, family participation,
// exclusions, dissent, outcomes; by quarter of the year; without names.
//
// Small numbers. A number from 1 to 4 is not shown (the project's research on reporting, ecosystem
// page, section on charts: "small numbers suppressed below 5"); nought is shown. Beside it:
// - where a row's total is below 5, nothing of the row is shown, the total included;
// - where one part of a row is hidden, so is every other that is not nought. Hiding only the next
//   smallest would give numbers back to whoever knows that rule;
// - no row is the sum of others, no total over rows is given, and windows do not overlap: quarters
//   only, and only those that are over. A reader of all regions is not shown single ones.
// What remains: whoever looks before and after a late record arrives sees a figure change.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/centre/ledger.hpp"

namespace cpc::centre {

inline constexpr int shown_from = 5;

// Parts that make up a total; nothing where a number is not shown.
struct FigureRow {
    std::string label;
    std::vector<std::optional<int>> parts;
    std::optional<int> total;
};
struct FigureTable {
    std::string id, title, of;  // of: what is counted
    std::string row_label;
    std::vector<std::string> parts;
    std::vector<FigureRow> rows;
    [[nodiscard]] bool hides_something() const;
};

// The rule above, for one row.
[[nodiscard]] FigureRow suppressed(std::string label, const std::vector<int>& parts);

// Counts, kept up as conferences come in.
class Figures {
  public:
    void add(const Work& work, int times = 1);  // -1 takes it out again
    // The eight quarters before the one that `today` is in.
    [[nodiscard]] std::vector<FigureTable> tables(const Scope& scope, Date today) const;

  private:
    struct Cell {
        std::string region;
        int quarter = 0;  // year × 4 + 0…3
        std::string table, row;
        friend auto operator<=>(const Cell&, const Cell&) = default;
    };
    void count(const Work& work, int quarter, const std::string& table, const std::string& row,
               std::size_t part, int times);
    [[nodiscard]] std::vector<int> sum(const Scope& scope, int quarter, const std::string& table,
                                       const std::string& row, std::size_t parts) const;
    std::map<Cell, std::vector<int>> cells_;
};

}  // namespace cpc::centre
