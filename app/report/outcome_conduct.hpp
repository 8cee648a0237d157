// SPDX-License-Identifier: Apache-2.0
// The outcome file's part about how the conference came about and went: request, sittings, who was
// kept out, restricted parts, answers, recommendations, the register. For this folder only.
#pragma once

#include <nlohmann/json.hpp>

#include "app/report/outcome.hpp"

namespace cpc::report {

[[nodiscard]] std::string name_of(const conference::State& state, PersonId id);
[[nodiscard]] nlohmann::ordered_json names(const conference::State& state,
                                           const std::vector<PersonId>& people);

// Into one child's object.
void put_child_conduct(nlohmann::ordered_json& out, const conference::State& state,
                       const conference::Child& child);
// Into the file's top level.
void put_conduct(nlohmann::ordered_json& out, const conference::State& state,
                 const conference::Rulebook& rules);
// What the views would come to counted the other way, by person or by agency (REQ-147).
void put_other_count(nlohmann::ordered_json& out, const conference::State& state,
                     const conference::Rulebook& rules, const conference::Child& child);
// Why something is left out of what goes to those who were out of a restricted part.
[[nodiscard]] std::vector<std::string> redaction_reasons(const conference::State& state,
                                                         const conference::Rulebook& rules);
// Into a limit's line: how late it was, and the reason that was given.
void put_breach(nlohmann::ordered_json& line, const procedure::Deadline& limit,
                const LimitResult& result, const conference::State& state,
                const conference::Rulebook& rules);
[[nodiscard]] nlohmann::ordered_json dissent_json(const conference::State& state,
                                                  const conference::Child& child,
                                                  const conference::DissentNoted& dissent);
// What the answers to the procedure's points left for somebody to do.
[[nodiscard]] nlohmann::ordered_json answered_tasks(const conference::State& state,
                                                    const conference::Rulebook& rules);

}  // namespace cpc::report
