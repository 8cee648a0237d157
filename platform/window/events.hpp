// SPDX-License-Identifier: Apache-2.0
// What reaches the program from its glass and keys. A mouse is a finger with id mouse_finger: both
// take the same way from here on. Times are milliseconds of a clock that never steps.
#pragma once

#include <cstdint>
#include <string>

#include "platform/window/geometry.hpp"

namespace cpc::window {

enum class EventKind : std::uint8_t {
    finger_down,
    finger_move,
    finger_up,
    wheel,    // amount in at.y, in notches, positive = towards the top of the content
    key,      // a key that does something; characters come as text
    text,     // UTF-8 typed on a hardware keyboard
    expose,   // the picture on the glass was lost
    resized,  // at = the new size in pixels
    quit,
};

enum class Key : std::uint8_t {
    none,
    tab,
    back_tab,
    enter,
    space,
    escape,
    backspace,
    remove,
    left,
    right,
    up,
    down,
    home,
    end,
    f1,
    f9,
    lock,  // the machine's power or sleep key
};

inline constexpr std::int64_t mouse_finger = -1;

struct InputEvent {
    EventKind kind{};
    std::uint64_t time_ms = 0;
    std::int64_t finger = 0;
    Point at;
    Key key = Key::none;
    std::string text;
};

}  // namespace cpc::window
