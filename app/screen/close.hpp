// SPDX-License-Identifier: Apache-2.0
// Closing: what the chair reads out, the dates, the ways for those who disagree, and the close.
#pragma once

#include <optional>
#include <string>

#include "app/screen/common.hpp"
#include "app/view/close.hpp"

namespace cpc::screen {

struct CloseDraft {
    std::string addition;  // the chair's own words after the summary

    template <class Each>
    void each_text(Each&& each) {
        each("close.addition", addition);
    }
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::CloseView& view,
                                               CloseDraft& draft);
[[nodiscard]] bool said(const conference::Command& command, CloseDraft& draft);

}  // namespace cpc::screen
