// SPDX-License-Identifier: Apache-2.0
// What may stand on the glass while somebody of the family is in the room (ui-design 6).
//
// What always holds: nothing for professionals only, on no screen of a conference; what is for the
// chair only stands on a sheet, which opens after the tablet was turned and the chair's PIN. What
// one person sees behind their own PIN is not the room's.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/ui/registry.hpp"
#include "app/view/intent.hpp"

namespace cpc::stage {

// The screens of a meeting that everybody at the table sees.
[[nodiscard]] bool of_the_room(view::Place place);

// A sentence for each entry that is above the room's level.
[[nodiscard]] std::vector<std::string> above_the_room(std::span<const ui::Entry> entries);

}  // namespace cpc::stage
