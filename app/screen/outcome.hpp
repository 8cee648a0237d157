// SPDX-License-Identifier: Apache-2.0
// The decision's screen where an outcome is agreed on and nobody is counted.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/screen/common.hpp"
#include "app/view/outcome.hpp"

namespace cpc::screen {

// What is typed for one child.
struct OutcomeTyped {
    std::optional<std::size_t> way;
    std::optional<PersonId> who;
    std::string words;
    std::string endorsed;
    std::vector<std::string> categories;
    bool again = false;  // what was recorded is put right
    std::optional<PersonId> dissenter;
    std::string dissent;
};

struct OutcomeDraft : OutcomeTyped {
    using Typed = OutcomeTyped;
    ChildId child;                           // whose texts these are
    std::map<ChildId, OutcomeTyped> parked;  // the other children's

    template <class Each>
    void each_text(Each&& each) {
        each("outcome.words", words);
        each("outcome.endorsed", endorsed);
        each("outcome.dissent", dissent);
    }
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::OutcomeView& view,
                                               OutcomeDraft& draft);
[[nodiscard]] bool said(const conference::Command& command, OutcomeDraft& draft);

}  // namespace cpc::screen
