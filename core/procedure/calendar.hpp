// SPDX-License-Identifier: Apache-2.0
// Which days count. A Calendar is one region's list of public holidays, read from a data file that
// is `region,date,name` a line, with a site's own local days laid over it.
//
// A list covers whole years, from 1 January of its first year to 31 December of its last. A count
// that would leave the covered years is refused, because a guessed deadline is worse than none; a
// single look past the end knows weekends only, and says so (`covers`). Rows whose name ends in
// "(provisional)" are expected, not yet declared: whatever touches one is provisional too.
//
// Counting is that of requirements.md 2.0.2: the event's own day is day 0, the first working day
// after it is day 1. Nothing here knows why anybody counts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace cpc::procedure {

enum class DayKind : std::uint8_t { working, weekend, holiday };
enum class Provisional : std::uint8_t { no, yes };

struct Day {
    Date date;
    DayKind kind = DayKind::working;
    std::string name;  // of the holiday, or "Saturday" / "Sunday"; empty on a working day
    Provisional provisional = Provisional::no;
    bool local = false;  // a day of the site's overlay
};

// One step of a count: `number` is the day's place in it, or 0 when the day was skipped.
struct CountedDay {
    Date date;
    int number = 0;
    std::string reason;  // why it was skipped; empty for a counted day
    friend bool operator==(const CountedDay&, const CountedDay&) = default;
};

struct Count {
    Date last;  // the last compliant day: working day n
    std::vector<CountedDay> days;
    Provisional provisional = Provisional::no;
    bool uses_local_day = false;  // a day of the site's overlay was skipped on the way
};

class Calendar {
  public:
    // `file_name` is for error messages only; `region` is a code of the file, such as "GB-EAW".
    [[nodiscard]] static Result<Calendar> parse(std::string_view csv, std::string_view region,
                                                std::string_view file_name);

    // Adds the rows of the same region as local days. They may not lie outside the coverage.
    [[nodiscard]] Result<void> add_local_days(std::string_view csv, std::string_view file_name);

    [[nodiscard]] const std::string& region() const { return region_; }
    [[nodiscard]] Date first() const { return first_; }
    [[nodiscard]] Date last() const { return last_; }
    [[nodiscard]] bool covers(Date date) const { return first_ <= date && date <= last_; }
    // Within twelve months of the end of the list, or past it: a new list is due.
    [[nodiscard]] bool nears_the_end(Date date) const;

    [[nodiscard]] Day look(Date date) const;
    [[nodiscard]] bool is_working_day(Date date) const {
        return look(date).kind == DayKind::working;
    }

    // Counts `count` ≥ 1 working days after `from`.
    [[nodiscard]] Result<Count> working_days_after(Date from, int count) const;
    // The last working day strictly before `date`. Past the coverage it knows weekends only.
    [[nodiscard]] Date working_day_before(Date date) const;
    // How many working days lie after `from` up to and including `to`; 0 if to ≤ from.
    [[nodiscard]] Result<int> working_days_between(Date from, Date to) const;

  private:
    struct Holiday {
        std::string name;
        bool local = false;
    };
    [[nodiscard]] Failure past_the_list(Date date) const;

    std::string region_;
    std::map<Date, Holiday> holidays_;
    Date first_;
    Date last_;
};

}  // namespace cpc::procedure
