// SPDX-License-Identifier: Apache-2.0
// The part of RecordFacts that is what people said, and how the meeting was held: contributions,
// recommendations, answers to the procedure's points, who was kept out. For this folder only.
#pragma once

#include "app/document/facts.hpp"
#include "core/conference/papers.hpp"

namespace cpc::report {

// For every reader; `state` is what the readers of this copy may know.
void put_said(document::RecordFacts& facts, const conference::State& state,
              const conference::Copy& copy);
// What is told to somebody who was kept out.
[[nodiscard]] document::ExclusionFacts exclusion_facts(const conference::State& state,
                                                       const procedure::Procedure& procedure,
                                                       PersonId person);
// For professionals only.
void put_conduct_facts(document::RecordFacts& facts, const conference::State& state,
                       const procedure::Procedure& procedure, const conference::Copy& copy);

}  // namespace cpc::report
