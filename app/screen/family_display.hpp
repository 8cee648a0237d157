// SPDX-License-Identifier: Apache-2.0
// What stands on a second display in the room. Nothing on it can be pressed.
#pragma once

#include "app/screen/common.hpp"
#include "app/view/family_display.hpp"

namespace cpc::screen {

void draw(ui::Ui& ui, const view::FamilyDisplay& view);

}  // namespace cpc::screen
