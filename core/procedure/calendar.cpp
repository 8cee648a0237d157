// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/calendar.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace cpc::procedure {
namespace {

constexpr std::string_view provisional_mark = "(provisional)";
constexpr std::string_view header = "region,date,name";

struct Row {
    std::string_view region;
    Date date;
    std::string name;
};

std::string place(std::string_view file_name, int line) {
    return std::string(file_name) + ":" + std::to_string(line);
}

// One line of the file, or what is wrong with it. A name may hold commas; region and date do not.
Result<Row> parse_row(std::string_view line, std::string_view file_name, int number) {
    const auto first = line.find(',');
    const auto second = first == std::string_view::npos ? first : line.find(',', first + 1);
    if (second == std::string_view::npos)
        return fail(Fault::malformed, "A holiday line needs three parts: region,date,name.",
                    place(file_name, number));
    const auto date = Date::parse(line.substr(first + 1, second - first - 1));
    if (!date)
        return fail(Fault::malformed, "The date of a holiday is written 2027-03-26.",
                    place(file_name, number));
    const auto name = line.substr(second + 1);
    if (name.empty())
        return fail(Fault::malformed, "This holiday has no name.", place(file_name, number));
    return Row{line.substr(0, first), *date, std::string(name)};
}

// Calls `keep` for each row of the region.
template <class Keep>
Result<void> each_row(std::string_view csv, std::string_view region, std::string_view file_name,
                      Keep keep) {
    int number = 0;
    while (!csv.empty()) {
        const auto end = csv.find('\n');
        auto line = csv.substr(0, end);
        csv = end == std::string_view::npos ? std::string_view{} : csv.substr(end + 1);
        ++number;
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        if (number == 1) {
            if (line == header) continue;
            return fail(Fault::malformed, "The first line of a holiday file is: region,date,name",
                        place(file_name, number));
        }
        const Row row = CPC_TRY(parse_row(line, file_name, number));
        if (row.region == region) CPC_TRY(keep(row, number));
    }
    return {};
}

std::string reason_of(const Day& day) {
    return day.kind == DayKind::weekend ? (day.date.weekday() == 6 ? "Saturday" : "Sunday")
                                        : day.name;
}

}  // namespace

Result<Calendar> Calendar::parse(std::string_view csv, std::string_view region,
                                 std::string_view file_name) {
    Calendar calendar;
    calendar.region_ = std::string(region);
    CPC_TRY(each_row(csv, region, file_name, [&](const Row& row, int number) -> Result<void> {
        if (!calendar.holidays_.try_emplace(row.date, Holiday{row.name, false}).second)
            return fail(Fault::malformed,
                        row.date.iso() + " stands twice in the list for " + calendar.region_ + ".",
                        place(file_name, number));
        return {};
    }));
    if (calendar.holidays_.empty())
        return fail(Fault::not_found,
                    "The holiday list has no days for the region " + calendar.region_ + ".",
                    std::string(file_name),
                    "Check the region in the procedure file, or install a newer holiday list.");
    const int first_year = calendar.holidays_.begin()->first.year();
    const int last_year = calendar.holidays_.rbegin()->first.year();
    calendar.first_ = *Date::from_ymd(first_year, 1, 1);
    calendar.last_ = *Date::from_ymd(last_year, 12, 31);
    // A year without a single holiday is a year that somebody forgot.
    for (int year = first_year; year <= last_year; ++year) {
        const auto at = calendar.holidays_.lower_bound(*Date::from_ymd(year, 1, 1));
        if (at == calendar.holidays_.end() || at->first.year() != year)
            return fail(Fault::malformed,
                        "The holiday list for " + calendar.region_ + " has no day in " +
                            std::to_string(year) + ", between years that have some.",
                        std::string(file_name));
    }
    return calendar;
}

Result<void> Calendar::add_local_days(std::string_view csv, std::string_view file_name) {
    auto holidays = holidays_;
    CPC_TRY(each_row(csv, region_, file_name, [&](const Row& row, int number) -> Result<void> {
        if (!covers(row.date))
            return fail(Fault::malformed,
                        "A local day must lie between " + first_.iso() + " and " + last_.iso() +
                            ", the years the holiday list covers.",
                        place(file_name, number));
        holidays.try_emplace(row.date, Holiday{row.name, true});  // a public holiday stays one
        return {};
    }));
    holidays_ = std::move(holidays);
    return {};
}

bool Calendar::nears_the_end(Date date) const {
    return date.year() >= last_.year();
}

Day Calendar::look(Date date) const {
    Day day;
    day.date = date;
    const bool weekend = date.weekday() >= 6;
    if (weekend) {
        day.kind = DayKind::weekend;
        day.name = date.weekday() == 6 ? "Saturday" : "Sunday";
    }
    const auto at = holidays_.find(date);
    if (at == holidays_.end()) return day;
    day.local = at->second.local;
    day.name = at->second.name;
    const auto mark = day.name.rfind(provisional_mark);
    if (mark != std::string::npos && mark + provisional_mark.size() == day.name.size())
        day.provisional = Provisional::yes;
    if (!weekend) day.kind = DayKind::holiday;
    return day;
}

Failure Calendar::past_the_list(Date date) const {
    return fail(Fault::unsupported,
                "This count reaches " + date.iso() + ", and the holiday list for " + region_ +
                    " covers " + first_.iso() + " to " + last_.iso() + " only.",
                {},
                "Nothing was guessed. Check the date, install a newer holiday list, or work this "
                "date out by hand.");
}

Result<Count> Calendar::working_days_after(Date from, int count) const {
    if (count < 1) return fail(Fault::refused, "A count of working days starts at 1.", {}, {});
    if (!covers(from)) return past_the_list(from);
    Count result;
    Date date = from;
    for (int number = 0; number < count;) {
        date = date + 1;
        if (!covers(date)) return past_the_list(date);
        const Day day = look(date);
        if (day.provisional == Provisional::yes) result.provisional = Provisional::yes;
        if (day.kind == DayKind::working) {
            result.days.push_back({date, ++number, {}});
            continue;
        }
        if (day.kind == DayKind::holiday && day.local) result.uses_local_day = true;
        result.days.push_back({date, 0, reason_of(day)});
    }
    result.last = date;
    return result;
}

Date Calendar::working_day_before(Date date) const {
    // Ten days always hold a working day; a list that closes more than that is not a calendar.
    constexpr int days_back_max = 60;
    for (int back = 1; back <= days_back_max; ++back)
        if (is_working_day(date - back)) return date - back;
    return date - 1;
}

Result<int> Calendar::working_days_between(Date from, Date to) const {
    if (to <= from) return 0;
    if (!covers(from)) return past_the_list(from);
    if (!covers(to)) return past_the_list(to);
    int number = 0;
    for (Date date = from + 1; date <= to; date = date + 1)
        if (is_working_day(date)) ++number;
    return number;
}

}  // namespace cpc::procedure
