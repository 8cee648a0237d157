// SPDX-License-Identifier: Apache-2.0
// After the close: signatures and papers, then the quiet end.
#pragma once

#include <optional>

#include "app/screen/common.hpp"
#include "app/view/closed.hpp"

namespace cpc::screen {

// Acts that leave here as Do: "issue-document", "save-document" about
// "kind/version"; "destroy-keys"; "send".
[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::ClosedView& view);

// The papers as rows, and the sheet of one of them; also for a past conference.
[[nodiscard]] std::optional<view::Intent> draw_papers(ui::Ui& ui,
                                                      const std::vector<view::PaperLine>& papers);
[[nodiscard]] std::optional<view::Intent> draw_paper_sheet(ui::Ui& ui,
                                                           const view::PaperLine& paper);

}  // namespace cpc::screen
