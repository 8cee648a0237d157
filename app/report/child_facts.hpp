// SPDX-License-Identifier: Apache-2.0
// The part of RecordFacts that is told child by child: risk, decision, views, plan.
#pragma once

#include "app/document/facts.hpp"
#include "core/conference/rulebook.hpp"

namespace cpc::report {

void put_children(document::RecordFacts& facts, const conference::State& state,
                  const conference::Rulebook& rules);

}  // namespace cpc::report
