// SPDX-License-Identifier: Apache-2.0
// Home: cards of conferences, today first (ui-design B1).
#pragma once

#include <cstddef>
#include <optional>

#include "app/screen/common.hpp"
#include "app/view/home.hpp"

namespace cpc::screen {

struct HomeDraft {
    std::size_t filter = 0;    // today, coming, past
    std::string search;        // among the past ones
    bool for_request = false;  // the new conference begins with a request that is written down
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::HomeView& view,
                                               HomeDraft& draft);

// The bar of a screen that belongs to no conference.
struct PlainBar {
    std::string title, band, time, home, display, hide;
};
[[nodiscard]] std::optional<view::Intent> draw_plain_bar(ui::Ui& ui, const PlainBar& bar);
[[nodiscard]] ui::Status notice_status(const view::Notice& notice, std::string otherwise);

}  // namespace cpc::screen
