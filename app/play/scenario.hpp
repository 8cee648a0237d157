// SPDX-License-Identifier: Apache-2.0
// A scenario: a conference written down, one act a line, so that a practitioner can read and write
// it. `cpc play` carries it out through the same commands (or the same screens) as the room does.
//
//     person school "School" role school report
//     view school CD against "Attendance is good now."      # what follows a # is a comment
//     person nurse2 "Second observer" role observer  -> refused observers.one
//
// A line is a verb, what it is about, and named details in any order. Text stands in double quotes;
// \" is a quote in it. `-> refused RULE` says that the procedure will say no; a play in which it
// does not is told as a failure with file and line. The words are in the table verbs(), and the
// reference page README.md is written from it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace cpc::play {

struct Detail {
    std::string_view word;
    std::size_t values = 0;  // how many words follow it; many: until the next detail
    std::string_view means;
};
inline constexpr std::size_t many = 99;

struct Verb {
    std::string_view word;
    std::size_t least = 0;  // words before the first detail
    std::size_t most = 0;
    std::string_view about;  // "PERSON CHILD for|against|unable [\"REASON\"]"
    std::string_view means;
    std::span<const Detail> details;
};
[[nodiscard]] std::span<const Verb> verbs();

struct Act {
    int line = 0;
    std::string verb;
    std::vector<std::string> words;
    std::map<std::string, std::vector<std::string>> details;
    std::optional<std::string> refused_by;  // the rule that is expected to say no

    [[nodiscard]] bool has(std::string_view detail) const;
    // The detail's only value, or nothing.
    [[nodiscard]] std::string value(std::string_view detail) const;
};

struct Scenario {
    std::string file;
    std::vector<Act> acts;

    [[nodiscard]] std::string place(const Act& act) const;  // "file:line"
};

[[nodiscard]] Result<Scenario> parse_scenario(std::string_view text, const std::string& file);

// The same with every date in it `days` later; times of day and what people say stay.
[[nodiscard]] Scenario moved_by(Scenario scenario, std::int32_t days);

// "2027-03-30" and "2027-03-30 10:00" in words[at…]; Errors name the place.
[[nodiscard]] Result<Date> read_date(const Scenario& scenario, const Act& act,
                                     const std::string& text);
[[nodiscard]] Result<std::int32_t> read_clock(const Scenario& scenario, const Act& act,
                                              const std::string& text);

}  // namespace cpc::play
