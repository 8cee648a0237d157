// SPDX-License-Identifier: Apache-2.0
// A finished conference, read only, tab by tab. A whole record's check leaves as Do{"verify",
// conference}; what may be added opens a sheet of its own.
#pragma once

#include <optional>

#include "app/screen/access.hpp"
#include "app/screen/addition.hpp"
#include "app/screen/common.hpp"
#include "app/view/past.hpp"

namespace cpc::screen {

struct PastDraft {
    std::size_t tab = 0;     // view::PastTab
    std::size_t stage = 0;   // of the record's entries
    std::size_t shown = 40;  // entries of that stage
    AdditionDraft addition;
    AccessDraft access;
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::PastView& view,
                                               PastDraft& draft);

}  // namespace cpc::screen
