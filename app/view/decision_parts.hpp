// SPDX-License-Identifier: Apache-2.0
// Inside the decision's view: its parts, spread over decision_*.cpp by step. Not for other folders.
#pragma once

#include "app/view/decision.hpp"

namespace cpc::view::decision {

struct Table {
    const conference::State& state;
    const conference::Rulebook& rules;
    const Moment& moment;
    const conference::Child& child;

    [[nodiscard]] const procedure::DecisionRule& rule() const {
        return rules.procedure.the<procedure::DecisionRule>();
    }
};

[[nodiscard]] inline bool decided(const conference::Child& child) {
    return child.result.has_value();
}

void add_electorate(DecisionView& view, const Table& table);
void add_round(DecisionView& view, const Table& table);
void add_result(DecisionView& view, const Table& table);
void add_categories(DecisionView& view, const Table& table);
void add_family(DecisionView& view, const Table& table);
void add_receipts(DecisionView& view, const Table& table);
void add_sheets(DecisionView& view, const Table& table);

// "5 agree, 2 do not agree and 1 cannot say."
[[nodiscard]] std::string count_sentence(const conference::Tally& tally);
[[nodiscard]] conference::Tally tally_of(const Table& table, const conference::Ballot& ballot);
[[nodiscard]] std::string ballot_question(const Table& table);

}  // namespace cpc::view::decision
