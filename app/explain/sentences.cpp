// SPDX-License-Identifier: Apache-2.0
#include "app/explain/sentences.hpp"

#include "core/base/match.hpp"

namespace cpc::explain {
namespace {

using namespace procedure;

std::string joined(const Texts& items, std::string_view last) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += i + 1 == items.size() ? " " + std::string(last) + " " : ", ";
        out += items[i];
    }
    return out;
}

template <class Name>
Texts each(const Procedure& p, const Texts& ids, Name name) {
    Texts out;
    for (const auto& id : ids)
        out.push_back(name(p, id));
    return out;
}

// "“a”, or “b”, whichever is earlier".
std::string start_words(const Procedure& p, const DeadlineRule& rule) {
    Texts names;
    for (const auto& id : rule.from)
        names.push_back(quoted(event_name(p, id)));
    std::string out = or_list(names);
    if (names.size() > 1)
        out += rule.pick == Pick::earliest ? ", whichever is earlier" : ", whichever is later";
    return out;
}

std::string from_start(int count, std::string_view noun, const std::string& start) {
    return count < 0 ? "At the latest " + amount(-count, noun) + " before " + start
                     : "Within " + amount(count, noun) + " after " + start;
}

}  // namespace

std::string amount(int count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}
std::string and_list(const Texts& items) {
    return joined(items, "and");
}
std::string or_list(const Texts& items) {
    return joined(items, "or");
}
std::string quoted(std::string_view text) {
    return "“" + std::string(text) + "”";
}
std::string plain_id(std::string_view id) {
    std::string out(id);
    for (char& c : out)
        if (c == '-' || c == '_') c = ' ';
    return out;
}
std::string ended(std::string text) {
    if (text.empty()) return text;
    const char last = text.back();
    if (last != '.' && last != '?' && last != '!' && last != ':') text += '.';
    return text;
}

std::string type_name(const Procedure& p, const std::string& id) {
    const auto* found = p.type(id);
    return found == nullptr ? plain_id(id) : found->label;
}
std::string role_name(const Procedure& p, const std::string& id) {
    const auto* found = p.role(id);
    return found == nullptr ? plain_id(id) : found->label;
}
std::string event_name(const Procedure& p, const std::string& id) {
    const auto* found = p.event(id);
    return found == nullptr ? plain_id(id) : found->label;
}
std::string flag_name(const Procedure& p, const std::string& id) {
    for (const auto& type : p.types)
        for (const auto& flag : type.flags)
            if (flag.id == id) return flag.label;
    return plain_id(id);
}
std::string limit_name(const Procedure& p, const std::string& id, const std::string& which) {
    for (const auto& limit : p.deadlines)
        if (limit.basis.id == id && (which.empty() || limit.which == which))
            return limit.label + " (" + id + (which.empty() ? "" : ", " + which) + ")";
    return id;
}
Texts type_names(const Procedure& p, const Texts& ids) {
    return each(p, ids, type_name);
}
Texts role_names(const Procedure& p, const Texts& ids) {
    return each(p, ids, role_name);
}
Texts event_names(const Procedure& p, const Texts& ids) {
    return each(p, ids, event_name);
}
Texts flag_names(const Procedure& p, const Texts& ids) {
    return each(p, ids, flag_name);
}

std::string limit_words(const Procedure& p, const DeadlineRule& rule) {
    const std::string start = start_words(p, rule);
    const std::string words = match(
        rule.kind,
        [&](const WorkingDaysAfter& k) { return from_start(k.count, "working day", start); },
        [&](const MonthsAfter& k) { return from_start(k.count, "month", start); },
        [&](const DaysAfter& k) { return from_start(k.count, "day", start); },
        [&](const WeeksAfter& k) { return from_start(k.count, "week", start); },
        [&](const HoursBefore& k) {
            return "At the latest " + amount(k.count, "hour") + " before " + start;
        },
        [&](const HoursAfter& k) { return from_start(k.count, "hour", start); },
        [&](const GestationWeeks& k) {
            return "By the end of week " + std::to_string(k.week) +
                   " of the pregnancy, worked out from " + start;
        },
        [&](const AtOnce&) { return "At once: at " + start; },
        [&](const MeetingLength& k) {
            return "The meeting takes " + std::to_string(k.least_minutes) + " to " +
                   std::to_string(k.most_minutes) + " minutes from " + start;
        });
    return words + ".";
}

std::string counting_words(const Procedure& p, const DeadlineRule& rule) {
    const std::string earlier =
        " If that is not a working day, the working day before is the one to book.";
    const std::string hours =
        "Counted by the clock, weekends included. If the moment is not on a working day, a "
        "practical limit is shown: 17:00 on the last working day before it.";
    return match(
        rule.kind,
        [&](const WorkingDaysAfter&) {
            return "Counted in working days: the day itself is day 0, the first working day after "
                   "it is day 1. Weekends and the public holidays of the list " +
                   p.region + " do not count.";
        },
        [&](const MonthsAfter&) {
            return "Counted by the calendar: the same day of the month, or the month's last day if "
                   "there is no such day." +
                   earlier;
        },
        [&](const DaysAfter&) { return "Counted in calendar days, weekends included." + earlier; },
        [&](const WeeksAfter&) {
            return "Counted in weeks of seven calendar days, weekends included." + earlier;
        },
        [&](const HoursBefore&) { return hours; }, [&](const HoursAfter&) { return hours; },
        [&](const GestationWeeks&) {
            return "A pregnancy is taken as 280 days up to the expected date of birth." + earlier;
        },
        [](const AtOnce&) { return std::string("Nothing is counted."); },
        [](const MeetingLength&) { return std::string("Counted by the clock."); });
}

void say(Entry& entry, std::string field, const std::string& text) {
    if (!text.empty()) entry.facts.push_back({std::move(field), {}, ended(text)});
}
void list(Entry& entry, std::string field, std::string group, const std::string& text) {
    if (!text.empty()) entry.facts.push_back({std::move(field), std::move(group), text});
}
void list_all(Entry& entry, const std::string& field, const std::string& group,
              const Texts& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i)
        list(entry, field + " " + std::to_string(i + 1), group, texts[i]);
}
void list_choices(Entry& entry, const std::string& field, const std::string& group,
                  const std::vector<Choice>& choices) {
    for (const auto& choice : choices)
        list(entry, field + " " + choice.id, group,
             choice.label + (choice.means.empty() ? "" : ": " + choice.means));
}
void say_types(Entry& entry, const Procedure& p, const Texts& types) {
    if (!types.empty()) say(entry, "types", "Only for: " + and_list(type_names(p, types)));
}

Section& section(Page& page, Part part) {
    return page.sections[static_cast<std::size_t>(part)];
}

Entry& add(Page& page, Part part, std::string key, std::string title) {
    auto& entries = section(page, part).entries;
    int others = 0;
    for (const auto& entry : entries)
        if (entry.key == key || entry.key.substr(0, key.size() + 2) == key + " #") ++others;
    if (others > 0) key += " #" + std::to_string(others + 1);
    entries.push_back({std::move(key), std::move(title), std::nullopt, {}});
    return entries.back();
}
Entry& add(Page& page, Part part, const Basis& basis, std::string title, const std::string& which) {
    auto& entry = add(page, part, basis.id + (which.empty() ? "" : " " + which), std::move(title));
    entry.basis = basis;
    return entry;
}

}  // namespace cpc::explain
