// SPDX-License-Identifier: Apache-2.0
// The sheet of a request for access to a record. Leaves as Do "access-copy" or "access-list" about
// person, capacity and reason (access_about).
#pragma once

#include <optional>
#include <string>

#include "app/screen/common.hpp"
#include "app/view/access.hpp"

namespace cpc::screen {

struct AccessDraft {
    std::optional<std::size_t> who, capacity;
    std::string because;

    template <class Each>
    void each_text(Each&& each) {
        each("access.because", because);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_access(ui::Ui& ui, const view::AccessSheet& view,
                                                      AccessDraft& draft);

}  // namespace cpc::screen
