// SPDX-License-Identifier: Apache-2.0
#include "app/view/say.hpp"

#include <algorithm>

#include "app/locale/language.hpp"
#include "app/locale/messages.hpp"
#include "core/base/check.hpp"
#include "core/procedure/profile.hpp"

namespace cpc::view {
namespace {

// The n-th part of a text whose parts are divided by "|".
std::string part(std::string_view text, int n) {
    for (; n > 0; --n)
        text.remove_prefix(std::min(text.find('|'), text.size() - 1) + 1);
    return std::string{text.substr(0, text.find('|'))};
}

}  // namespace

std::string say(std::string_view key) {
    const auto text = locale::find(key);
    CPC_CHECK(text.has_value());
    return std::string{*text};
}

std::string say(std::string_view key, const Values& values) {
    return procedure::fill_in(say(key), values);
}

std::string say_count(std::string_view key, std::size_t n, Values values) {
    values.emplace_back("n", std::to_string(n));
    const auto text = locale::find_count(key, n);
    CPC_CHECK(text.has_value());
    return procedure::fill_in(*text, values);
}

std::string unchecked_mark() {
    return locale::reviewed() ? std::string{} : say("shell.unchecked");
}

std::string say_date(Date date) {
    return say("date.full", {{"short", part(say("date.weekdays_short"), date.weekday() - 1)},
                             {"day", std::to_string(date.day())},
                             {"month", part(say("date.months"), date.month() - 1)},
                             {"year", std::to_string(date.year())}});
}

std::string say_day(Date date) {
    return say("date.day", {{"weekday", part(say("date.weekdays"), date.weekday() - 1)},
                            {"day", std::to_string(date.day())},
                            {"month", part(say("date.months"), date.month() - 1)}});
}

std::string say_date_and_time(const LocalTime& time) {
    return say("date.with_time", {{"date", say_date(time.date)}, {"time", time.clock()}});
}

std::string say_list(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += say(i + 1 == parts.size() ? "shell.list_and" : "shell.list_comma");
        text += parts[i];
    }
    return text;
}

}  // namespace cpc::view
