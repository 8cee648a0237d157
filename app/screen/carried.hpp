// SPDX-License-Identifier: Apache-2.0
// The actions of the plan in force so far, and how far each has come.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "app/ui/ui.hpp"
#include "app/view/carried.hpp"

namespace cpc::screen {

struct CarriedDraft {
    // an action that is written down
    std::optional<std::size_t> child;
    std::string what, owner;
    bool dated = false;
    std::optional<Date> due;
    // how far one has come
    std::string action;  // for which the rest was typed
    std::optional<std::size_t> progress;
    std::string note;
};

[[nodiscard]] std::optional<view::Intent> draw_carried(ui::Ui& ui, const view::CarriedCard& view);
[[nodiscard]] std::optional<view::Intent> draw_carry_sheet(ui::Ui& ui, const view::CarrySheet& view,
                                                           CarriedDraft& draft);
[[nodiscard]] std::optional<view::Intent> draw_progress_sheet(ui::Ui& ui,
                                                              const view::ProgressSheet& view,
                                                              CarriedDraft& draft);
// What the record took is no draft any more; true where its sheet closes.
bool said(const conference::Command& command, CarriedDraft& draft);

}  // namespace cpc::screen
