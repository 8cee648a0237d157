// SPDX-License-Identifier: Apache-2.0
// One turn of the kiosk's loop: sleep until something happens or is due, tell the glass, draw what
// changed. Nothing runs between turns, so an idle screen costs nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/ui/glass.hpp"

namespace cpc::window {
class Window;
}

namespace cpc::ui {

struct Turn {
    bool quit = false;               // the window was closed
    bool touched = false;            // a finger, mouse or key was used: for the idle lock
    bool lock = false;               // the power or sleep key: lock at once
    bool presented = false;          // something was drawn
    std::uint32_t heard = 0;         // a bit (1 << window::EventKind) for each kind that came
    std::optional<Surface> resized;  // already in effect
};

// `wake_ms`: an outside wish to be called again by then (a worker's answer, a watchdog).
[[nodiscard]] Turn take_turn(window::Window& window, Glass& glass, const Draw& draw,
                             std::optional<std::uint64_t> wake_ms = std::nullopt);

}  // namespace cpc::ui
