// SPDX-License-Identifier: Apache-2.0
// The view models' way to the words of the locale: say("home.start") and say("home.waiting",
// {{"count", "3"}}). Terms that differ between procedures (key worker, core group) are values that
// come from the procedure's own list; no key holds them.
//
// What always holds: a key that the locale does not know is a defect of ours and ends the program,
// because a half-translated meeting is worse than none.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/time.hpp"

namespace cpc::view {

using Values = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] std::string say(std::string_view key);
[[nodiscard]] std::string say(std::string_view key, const Values& values);
// The key's ".one" or ".other" form with {n} filled in.
[[nodiscard]] std::string say_count(std::string_view key, std::size_t n, Values values = {});

// "Tue 2 March 2027", "Tuesday 2 March", "14:32"
// "Words not checked", while the glass speaks words that no person has read yet; else nothing.
[[nodiscard]] std::string unchecked_mark();

[[nodiscard]] std::string say_date(Date date);
[[nodiscard]] std::string say_day(Date date);
[[nodiscard]] std::string say_date_and_time(const LocalTime& time);
// "mother, school nurse and police officer"
[[nodiscard]] std::string say_list(const std::vector<std::string>& parts);

}  // namespace cpc::view
