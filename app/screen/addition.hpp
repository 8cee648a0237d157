// SPDX-License-Identifier: Apache-2.0
// The sheet that adds to the record of a closed conference.
#pragma once

#include <optional>
#include <string>

#include "app/screen/common.hpp"
#include "app/view/addition.hpp"

namespace cpc::screen {

struct AdditionDraft {
    std::optional<std::size_t> which, answer;
    std::string reasons, name;
    std::optional<Date> day;

    template <class Each>
    void each_text(Each&& each) {
        each("addition.reasons", reasons);
        each("addition.name", name);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_addition(ui::Ui& ui, const view::AdditionSheet& view,
                                                        AdditionDraft& draft);
// The record has taken it: true closes the sheet.
[[nodiscard]] bool said(const conference::Command& command, AdditionDraft& draft);

}  // namespace cpc::screen
