// SPDX-License-Identifier: Apache-2.0
// The register of a conference's papers for the office: a paper of its own, and lines for a table.
// What is owed and what counts is core/conference/distribution.hpp's.
//
// What always holds: it names people and what they are owed, never what a paper says; reasons for
// leaving things out are the procedure's, with how much was left out of each copy, never the
// matter.
#pragma once

#include <string>
#include <vector>

#include "app/report/papers.hpp"

namespace cpc::report {

// As it stands at `now`.
[[nodiscard]] document::RegisterFacts register_facts(const conference::State& state,
                                                     const conference::Rulebook& rules,
                                                     const LocalTime& now);
[[nodiscard]] Result<MadePaper> make_register(const meeting::Meeting& meeting, bool practice,
                                              const document::FontSet& fonts);

// One line for each person and paper, in the order of the columns.
[[nodiscard]] std::vector<std::string> register_columns();
[[nodiscard]] std::vector<std::vector<std::string>> register_lines(const meeting::Meeting& meeting);

}  // namespace cpc::report
