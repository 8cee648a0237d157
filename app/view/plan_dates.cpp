// SPDX-License-Identifier: Apache-2.0
// Limits, their counting, and days in words.
#include "app/view/plan.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::view {

LimitView limit_of(const procedure::Deadlines& deadlines, const std::string& id,
                   const std::string& which) {
    LimitView view;
    const auto* limit = id.empty() ? nullptr : deadlines.find(id, which);
    if (limit == nullptr) return view;
    view.counted = true;
    view.due = limit->due;
    view.label = say("plan.latest", {{"when", procedure::in_words(limit->due)}});
    view.why = with_citation(say("plan.limit-of", {{"rule", limit->label}}), limit->cites);
    for (const auto& day : limit->counting)
        view.days.push_back({say_day(day.date),
                             day.number > 0 ? say("plan.day-n", {{"n", std::to_string(day.number)}})
                                            : say("plan.day-skipped", {{"why", day.reason}})});
    view.counting = limit->counting_text;
    view.provisional = limit->provisional_reason;
    return view;
}

std::string day_in_words(const FreeDays& free_days, Date day) {
    const auto found = free_days.find(day);
    const bool weekend = day.weekday() > 5;
    const auto words = say_day(day) + " " + std::to_string(day.year());
    if (found != free_days.end())
        return say("plan.day-free", {{"day", words}, {"why", found->second}});
    return say(weekend ? "plan.day-weekend" : "plan.day-working", {{"day", words}});
}

Date working_day(const FreeDays& free_days, Date day) {
    while (day.weekday() > 5 || free_days.contains(day))
        day = day + 1;
    return day;
}

LocalTime moment_at(const std::string& zone, Date day, int minute) {
    if (const auto moment = procedure::wall_time(day, minute, zone)) return *moment;
    return LocalTime{day, minute, 0};
}

bool is_late(const LimitView& limit, const LocalTime& chosen) {
    return limit.counted && procedure::is_late(limit.due, chosen);
}

}  // namespace cpc::view
