// SPDX-License-Identifier: Apache-2.0
// The sheet of papers on their way to a printer. Acts that leave here as Do: "print-again",
// "print-done" and "print-drop" about a line, "use-printer" about a name, "look-at-printer".
#pragma once

#include <optional>

#include "app/screen/common.hpp"
#include "app/view/printing.hpp"

namespace cpc::screen {

[[nodiscard]] std::optional<view::Intent> draw_printing(ui::Ui& ui,
                                                        const view::PrintingSheet& view);

}  // namespace cpc::screen
