// SPDX-License-Identifier: Apache-2.0
// All received conferences side by side: from the register's log to the present register, and from
// the clocks they set going to what is due and what is overdue.
//
// What always holds: lines are only ever added to the log; the present register is computed from it
// (REQ-302). A child is under a plan if the newest line that was not entered in error says so. What
// the staff called entered in error is kept apart and still shown. A page costs what it shows:
// children under a plan and open clocks are held in order, so that closed conferences behind them,
// however many, cost nothing.
//
// The same child in two conferences has two ids, because each tablet draws its own; it is known
// again by region, name (letter case and spaces do not matter) and date of birth, or the expected
// date before it is born. A review whose child is not known from before is shown by itself and says
// so: a person decides, this file does not guess.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/centre/work.hpp"

namespace cpc::centre {

// What a reader may see: one region's records, or everybody's.
struct Scope {
    bool everything = false;
    std::string region;
    [[nodiscard]] bool covers(const std::string& of) const { return everything || of == region; }
};

struct Present {
    const RegisterLine* line = nullptr;  // the newest
    Date since;                          // when this spell under a plan began
    bool seen_before = true;             // false: a review of a child of whom nothing was known
    bool review_overdue = false;
};

enum class Urgency : std::uint8_t { overdue, due_soon, later, undated };
struct Due {
    const Work* work = nullptr;
    const Clock* clock = nullptr;
    Urgency urgency = Urgency::later;
    bool gap = false;  // the core group: longer without one on record than the procedure allows
};

class Ledger {
  public:
    // Adds a conference, or puts a fuller version in the place of an earlier one.
    void put(Work work);
    // The staff's word that a record was entered in error, or that it was not after all.
    void mark_in_error(const Place& place, bool in_error);

    [[nodiscard]] const Work* find(const Place& place) const;
    [[nodiscard]] std::size_t conferences() const { return works_.size(); }
    // By the child's name.
    [[nodiscard]] std::vector<Present> present(const Scope& scope, Date today) const;
    // Newest first: plans that ended, and, apart from them, lines entered in error.
    [[nodiscard]] std::vector<const RegisterLine*> ended(const Scope& scope,
                                                         std::size_t most) const;
    [[nodiscard]] std::vector<const RegisterLine*> in_error(const Scope& scope) const;
    // Every line about the child of this one, oldest first.
    [[nodiscard]] std::vector<const RegisterLine*> history(const RegisterLine& line) const;
    // What is open, by its day; what has no day comes last. Soon is within a week.
    [[nodiscard]] std::vector<Due> due(const Scope& scope, const LocalTime& now) const;
    [[nodiscard]] std::vector<std::pair<const Work*, const Asked*>> unanswered(
        const Scope& scope) const;
    [[nodiscard]] std::vector<const Work*> all(const Scope& scope) const;

  private:
    using ChildKey = std::string;
    struct LineRef {
        LocalTime at;
        Place place;
        std::size_t index = 0;
        friend bool operator<(const LineRef& a, const LineRef& b) {
            return std::pair{a.at.instant(), a.place} < std::pair{b.at.instant(), b.place};
        }
    };
    struct ClockRef {
        Date due;
        Place place;
        std::size_t index = 0;
        friend bool operator<(const ClockRef& a, const ClockRef& b) {
            return std::tuple{a.due, a.place, a.index} < std::tuple{b.due, b.place, b.index};
        }
    };
    [[nodiscard]] static ChildKey key_of(const RegisterLine& line);
    [[nodiscard]] const RegisterLine& line(const LineRef& ref) const;
    [[nodiscard]] const std::set<LineRef>& lines_of(const ChildKey& key) const;
    void take_out(const Work& work);
    void index(const ChildKey& key);
    void index_clocks(const Work& work);
    [[nodiscard]] bool followed(const Work& work) const;

    std::map<Place, Work> works_;
    std::set<Place> in_error_;
    std::map<ChildKey, std::set<LineRef>> children_;
    std::set<std::pair<std::string, ChildKey>> under_plan_;  // by name
    std::set<LineRef> ended_;
    std::set<ClockRef> open_;
    std::map<Place, std::vector<ClockRef>> open_of_;
    std::set<Place> asked_open_;
};

}  // namespace cpc::centre
