// SPDX-License-Identifier: Apache-2.0
// Choices about reading aloud and one switch, as a part of the display sheet.
#pragma once

#include "app/ui/ui.hpp"
#include "app/view/aloud.hpp"

namespace cpc::screen {

[[nodiscard]] view::AloudPress draw(ui::Ui& ui, const view::AloudView& view);

}  // namespace cpc::screen
