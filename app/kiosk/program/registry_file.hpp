// SPDX-License-Identifier: Apache-2.0
// What stands on the glass of a training tablet, as a file: for whoever presses its real window
// from outside, by label, as tests/whole/window.sh does. A tablet with real people on it never
// writes it.
//
// A line is: left, top, width and height in pixels of the part that can be touched, role, "on",
// "off" or "hidden" (scrolled out of sight), and the label with its group, with tabs between. The
// first line counts the turns. Values are left out: a PIN or a passphrase is in no registry, and
// what is typed belongs in no file.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "app/ui/registry.hpp"

namespace cpc::kiosk {

[[nodiscard]] std::string registry_lines(std::span<const ui::Entry> entries, std::uint64_t turn);

}  // namespace cpc::kiosk
