// SPDX-License-Identifier: Apache-2.0
// Sending records, and the sheet that says where they go. Safe to leave at any time. Leaves as
// Do{"send"}, Do{"save-bundles"}, Do{"keep-address", address}, Do{"take-pairing"} and
// Do{"give-registration"}.
#pragma once

#include <optional>
#include <string>

#include "app/screen/common.hpp"
#include "app/view/sending.hpp"

namespace cpc::screen {

struct SendingDraft {
    std::string address;
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::SendingView& view,
                                               SendingDraft& draft);

}  // namespace cpc::screen
