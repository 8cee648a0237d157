// SPDX-License-Identifier: Apache-2.0
// The decision for one child, step by step. What the room is asked stands above, the count beside;
// the chair's part is always in its place and says why it cannot be used.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/screen/common.hpp"
#include "app/view/decision.hpp"

namespace cpc::screen {

struct DecisionTyped {
    std::optional<std::size_t> at_risk;  // 0 yes, 1 no
    std::vector<std::string> categories;
    std::optional<std::size_t> phone_choice;
    std::string phone_reason;
    bool phone_read_back = false;
    std::optional<std::size_t> family_choice;
    std::string family_words;
    std::string correct_reason;
};

struct DecisionDraft : DecisionTyped {
    using Typed = DecisionTyped;
    ChildId child;
    std::map<ChildId, DecisionTyped> parked;

    template <class Each>
    void each_text(Each&& each) {
        each("decision.family-words", family_words);
        each("decision.correct-reason", correct_reason);
    }
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::DecisionView& view,
                                               DecisionDraft& draft);
[[nodiscard]] bool said(const conference::Command& command, DecisionDraft& draft);

}  // namespace cpc::screen
