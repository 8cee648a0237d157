// SPDX-License-Identifier: Apache-2.0
// The part of the display sheet about reading aloud and about one switch (ui-design 5). Level F:
// whoever holds the tablet may choose, and it goes with them when it is passed on.
#pragma once

#include <string>

namespace cpc::view {

inline constexpr int aloud_step = 10;  // percent
inline constexpr int volume_least = 10, volume_most = 100;
inline constexpr int speed_least = 50, speed_most = 200;

struct AloudFacts {
    bool titles = false, touch = false, scanning = false;
    int volume_percent = 80, speed_percent = 100;
};

struct AloudView {
    std::string title;  // empty: the part is left out
    std::string titles, touch, touch_help, volume, volume_shown, speed, speed_shown;
    std::string scanning, scanning_help;
    AloudFacts now;
};
[[nodiscard]] AloudView make_aloud_view(const AloudFacts& facts);

// A press on one of them: true turns a choice round, a number moves by steps.
struct AloudPress {
    bool titles = false, touch = false, scanning = false;
    int volume_steps = 0, speed_steps = 0;
};
[[nodiscard]] AloudFacts after(const AloudFacts& facts, const AloudPress& press);

}  // namespace cpc::view
