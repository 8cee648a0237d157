// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/deadline.hpp"

#include <algorithm>
#include <array>

#include "core/base/match.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::procedure {
namespace {

constexpr std::array<const char*, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 7> day_names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr int practical_minute = 17 * 60;  // 17:00, requirements.md 2.0.2
constexpr int gestation_days = 280;

std::string month_of(Date date) {
    return month_names.at(static_cast<std::size_t>(date.month() - 1));
}
std::string short_day(Date date) {
    return std::to_string(date.day()) + " " + month_of(date);
}
std::string day_words(Date date) {
    return std::string(day_names.at(static_cast<std::size_t>(date.weekday() - 1))) + " " +
           short_day(date) + " " + std::to_string(date.year());
}
std::string amount(int count, const char* unit) {
    const int size = count < 0 ? -count : count;
    return std::to_string(size) + " " + unit + (size == 1 ? "" : "s");
}

// Everything one count needs, so that each kind of limit is one short function.
struct Counting {
    const DeadlineRule& rule;
    const Calendar& calendar;
    std::string_view zone;
    const When& from;
    Deadline& out;
};

std::string free_day_name(const Calendar& calendar, Date date) {
    return calendar.look(date).name;
}

// Marks what the holiday list cannot vouch for.
void mark_provisional(const Calendar& calendar, Date date, Deadline& out) {
    if (!calendar.covers(date)) {
        out.provisional = Provisional::yes;
        out.provisional_reason = "holidays outside " + calendar.first().iso() + " to " +
                                 calendar.last().iso() + " are not in the list";
    } else if (calendar.nears_the_end(date)) {
        out.provisional = Provisional::yes;
        out.provisional_reason = "the holiday list ends on " + day_words(calendar.last());
    } else if (calendar.look(date).provisional == Provisional::yes) {
        out.provisional = Provisional::yes;
        out.provisional_reason = free_day_name(calendar, date);
    }
}

// A limit that is a date: if it is not a working day, the working day before is the one to book.
void finish_date(const Counting& c, Date due) {
    c.out.due = due;
    mark_provisional(c.calendar, due, c.out);
    if (c.calendar.is_working_day(due)) return;
    const Date before = c.calendar.working_day_before(due);
    c.out.practical = before;
    c.out.uses_local_day = c.out.uses_local_day || c.calendar.look(due).local;
    c.out.counting_text += "; not a working day (" + free_day_name(c.calendar, due) +
                           "), so book by " + day_words(before);
}

Result<void> count_working_days(const Counting& c, int count) {
    const Date from = date_of(c.from);
    const Count counted = CPC_TRY(c.calendar.working_days_after(from, count));
    c.out.counting = counted.days;
    c.out.counting_text = day_words(from) + " is day 0; " + counting_line(counted.days);
    c.out.due = counted.last;
    c.out.uses_local_day = counted.uses_local_day;
    mark_provisional(c.calendar, counted.last, c.out);
    if (counted.provisional == Provisional::yes) {
        c.out.provisional = Provisional::yes;
        c.out.provisional_reason = "a holiday on the way is expected but not yet declared";
    }
    return {};
}

// The same day `count` months on, or that month's last day if it has no such day.
Date months_on(Date from, int count) {
    const int months = from.year() * 12 + (from.month() - 1) + count;
    for (int day = from.day();; --day)
        if (const auto date = Date::from_ymd(months / 12, months % 12 + 1, day)) return *date;
}

Result<void> count_months(const Counting& c, int count) {
    const Date from = date_of(c.from);
    const Date due = months_on(from, count);
    c.out.counting_text = day_words(from) + " + " + amount(count, "month") + " = " + day_words(due);
    if (due.day() != from.day())
        c.out.counting_text +=
            " (" + month_of(due) + " has no day " + std::to_string(from.day()) + ")";
    finish_date(c, due);
    return {};
}

Result<void> count_days(const Counting& c, int days, const std::string& words) {
    const Date from = date_of(c.from);
    const Date due = from + days;
    c.out.counting_text =
        day_words(from) + (days < 0 ? " − " : " + ") + words + " = " + day_words(due);
    finish_date(c, due);
    return {};
}

Result<void> count_gestation(const Counting& c, int week) {
    const Date expected = date_of(c.from);
    const int days = gestation_days - 7 * week;
    const Date due = expected - days;
    c.out.counting_text = "expected " + day_words(expected) + " − (280 − 7 × " +
                          std::to_string(week) + ") = " + std::to_string(days) +
                          " days = " + day_words(due);
    finish_date(c, due);
    return {};
}

Result<LocalTime> moment_of(const Counting& c) {
    if (const auto* moment = std::get_if<LocalTime>(&c.from)) return *moment;
    return fail(Fault::malformed,
                "The limit " + c.rule.basis.id +
                    " is counted in hours and needs the time of day of " + c.out.from_event + ".",
                {}, "Give it as 2027-03-30T10:00.");
}

enum class Direction : std::uint8_t { before, after };

Result<void> count_hours(const Counting& c, int hours, Direction direction) {
    const LocalTime from = CPC_TRY(moment_of(c));
    const int minutes = (direction == Direction::before ? -hours : hours) * 60;
    const LocalTime due = CPC_TRY(wall_shift(from, minutes, c.zone));
    c.out.due = due;
    c.out.counting_text = in_words(from) + (direction == Direction::before ? " − " : " + ") +
                          amount(hours, "hour") + " by the clock = " + in_words(due);
    mark_provisional(c.calendar, due.date, c.out);
    if (c.calendar.is_working_day(due.date)) return {};
    c.out.uses_local_day = c.calendar.look(due.date).local;
    const Date before = c.calendar.working_day_before(due.date);
    LocalTime practical = CPC_TRY(wall_time(before, practical_minute, c.zone));
    // Nothing can be due before the meeting has closed.
    if (direction == Direction::after && practical.instant() < from.instant()) practical = from;
    c.out.practical = practical;
    c.out.counting_text += "; not a working day (" + free_day_name(c.calendar, due.date) +
                           "), so in practice by " + in_words(practical);
    return {};
}

Result<void> count_length(const Counting& c, const MeetingLength& length) {
    const LocalTime from = CPC_TRY(moment_of(c));
    const LocalTime due = CPC_TRY(wall_shift(from, length.most_minutes, c.zone));
    c.out.due = due;
    c.out.counting_text = in_words(from) + " + " + std::to_string(length.least_minutes) + " to " +
                          std::to_string(length.most_minutes) + " minutes = " + in_words(due) +
                          " at the latest";
    return {};
}

Result<void> count(const Counting& c) {
    return match(
        c.rule.kind, [&](const WorkingDaysAfter& k) { return count_working_days(c, k.count); },
        [&](const MonthsAfter& k) { return count_months(c, k.count); },
        [&](const DaysAfter& k) { return count_days(c, k.count, amount(k.count, "day")); },
        [&](const WeeksAfter& k) { return count_days(c, 7 * k.count, amount(k.count, "week")); },
        [&](const HoursBefore& k) { return count_hours(c, k.count, Direction::before); },
        [&](const HoursAfter& k) { return count_hours(c, k.count, Direction::after); },
        [&](const GestationWeeks& k) { return count_gestation(c, k.week); },
        [&](const AtOnce&) -> Result<void> {
            c.out.due = c.from;
            c.out.counting_text = "at once: " + in_words(c.from);
            return {};
        },
        [&](const MeetingLength& k) { return count_length(c, k); });
}

bool contains(const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool condition_holds(Condition condition, const Circumstances& now) {
    switch (condition) {
        case Condition::always:
            return true;
        case Condition::plan:
            return now.plan.value_or(true);
        case Condition::plan_ended:
            return now.plan_ended;
        case Condition::chair_decided:
            return now.chair_decided;
        case Condition::request_refused:
            return now.request_refused;
    }
    return false;
}

bool applies(const DeadlineRule& rule, const Circumstances& now) {
    if (!rule.types.empty() && !contains(rule.types, now.type)) return false;
    for (const auto& flag : rule.flags)
        if (now.flags.count(flag) == 0) return false;
    for (const auto& flag : rule.not_flags)
        if (now.flags.count(flag) != 0) return false;
    for (const auto& answer : rule.answers)
        if (now.answers.count(answer) == 0) return false;
    return condition_holds(rule.only_if, now);
}

// Later, when a date is compared with a date and a moment with a moment.
bool falls_later(const When& left, const When& right) {
    return date_of(left) > date_of(right);
}

// A rule that takes another's place makes a guide of it; one that would only do so if it fell later
// and does not, becomes a guide itself.
void apply_replacements(const Procedure& procedure, std::vector<Deadline>& counted) {
    for (const DeadlineRule& rule : procedure.deadlines) {
        if (rule.replaces.empty()) continue;
        const auto by = std::find_if(counted.begin(), counted.end(), [&](const Deadline& d) {
            return d.id == rule.basis.id && d.which == rule.which;
        });
        if (by == counted.end()) continue;
        for (Deadline& other : counted) {
            if (!contains(rule.replaces, other.id)) continue;
            const bool yields = rule.replaces_only_if_later && !falls_later(by->due, other.due);
            Deadline& guide = yields ? *by : other;
            guide.guide = true;
            guide.replaced_by = yields ? other.id : by->id;
        }
    }
}

}  // namespace

Date date_of(const When& when) {
    return match(
        when, [](const Date& date) { return date; },
        [](const LocalTime& moment) { return moment.date; });
}

std::string iso(const When& when) {
    return match(
        when, [](const Date& date) { return date.iso(); },
        [](const LocalTime& moment) { return moment.iso(); });
}

std::string in_words(const When& when) {
    return match(
        when, [](const Date& date) { return day_words(date); },
        [](const LocalTime& moment) { return day_words(moment.date) + ", " + moment.clock(); });
}

bool is_late(const When& due, const LocalTime& done) {
    return match(
        due, [&](const Date& date) { return done.date > date; },
        [&](const LocalTime& moment) { return done.instant() > moment.instant(); });
}

std::string counting_line(const std::vector<CountedDay>& days) {
    std::string line;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const CountedDay& day = days[i];
        if (!line.empty()) line += ", ";
        if (day.number != 0) {
            line += short_day(day.date) + " = " + std::to_string(day.number);
            continue;
        }
        const bool pair =
            day.reason == "Saturday" && i + 1 < days.size() && days[i + 1].reason == "Sunday";
        if (!pair) {
            line += short_day(day.date) + " skipped (" + day.reason + ")";
            continue;
        }
        const Date sunday = days[++i].date;
        const bool same_month = sunday.month() == day.date.month();
        line += (same_month ? std::to_string(day.date.day()) : short_day(day.date)) + "–" +
                short_day(sunday) + " weekend";
    }
    return line;
}

Result<Deadline> compute_deadline(const DeadlineRule& rule, const Calendar& calendar,
                                  std::string_view zone, std::string_view from_event,
                                  const When& from) {
    Deadline out;
    out.id = rule.basis.id;
    out.which = rule.which;
    out.label = rule.label;
    out.to = rule.to;
    out.from_event = std::string(from_event);
    out.from = from;
    out.status = rule.basis.status;
    out.cites = rule.basis.cites;
    out.requirements = rule.basis.requirements;
    out.guide = rule.guide;
    CPC_TRY(count(Counting{rule, calendar, zone, from, out}));
    return out;
}

Deadlines compute_deadlines(const Procedure& procedure, const Calendar& calendar,
                            const Circumstances& circumstances, const Events& events) {
    Deadlines result;
    for (const DeadlineRule& rule : procedure.deadlines) {
        if (!applies(rule, circumstances)) continue;
        const std::pair<const std::string, When>* start = nullptr;
        for (const auto& name : rule.from) {
            const auto known = events.find(name);
            if (known == events.end()) continue;
            const bool better =
                start == nullptr ||
                (rule.pick == Pick::earliest ? falls_later(start->second, known->second)
                                             : falls_later(known->second, start->second));
            if (better) start = &*known;
        }
        if (start == nullptr) {
            result.uncounted.push_back(
                {rule.basis.id, rule.which, rule.label, rule.from, std::nullopt});
            continue;
        }
        auto deadline =
            compute_deadline(rule, calendar, procedure.time_zone, start->first, start->second);
        if (deadline)
            result.counted.push_back(std::move(*deadline));
        else
            result.uncounted.push_back(
                {rule.basis.id, rule.which, rule.label, {}, std::move(deadline.error())});
    }
    apply_replacements(procedure, result.counted);
    return result;
}

const Deadline* Deadlines::find(std::string_view id, std::string_view which) const {
    const auto at = std::find_if(counted.begin(), counted.end(), [&](const Deadline& deadline) {
        return deadline.id == id && deadline.which == which;
    });
    return at == counted.end() ? nullptr : &*at;
}

}  // namespace cpc::procedure
