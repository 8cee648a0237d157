// SPDX-License-Identifier: Apache-2.0
// The chair's sheet about ways to disagree or complain: the list, and one way with its steps.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "app/ui/ui.hpp"
#include "app/view/routes.hpp"

namespace cpc::screen {

struct RoutesDraft {
    std::string route;  // whose page is open; empty: the list
    std::optional<std::size_t> person, step;
    std::string result;
    std::optional<Date> day;
    template <class Each>
    void each_text(Each&& each) {
        each("routes.result", result);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_routes_sheet(ui::Ui& ui,
                                                            const view::RoutesSheet& view,
                                                            RoutesDraft& draft);
// What the record took is no draft any more; true where its sheet closes.
bool said(const conference::Command& command, RoutesDraft& draft);

}  // namespace cpc::screen
