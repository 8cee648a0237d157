// SPDX-License-Identifier: Apache-2.0
// What reading aloud needs from whoever can speak. The kiosk gives the system's speech service
// (platform/speech), tests give an ear.
//
// What always holds: no call waits. `headset` is true only while it is known that nobody but the
// wearer hears; whoever cannot know says no.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace cpc::ui {

struct Wish {
    std::string text;
    std::string language;  // "en", "cy"
    int volume = 100;      // percent
    int speed = 100;       // percent, 100 is the voice's own
};

class Voice {
  public:
    enum class State : std::uint8_t { looking, ready, absent };

    virtual ~Voice() = default;
    [[nodiscard]] virtual State state() = 0;
    virtual void look() = 0;  // once more for a service that was absent
    [[nodiscard]] virtual bool headset() = 0;
    virtual void say(std::uint64_t id, const Wish& wish) = 0;
    virtual void stop() = 0;  // at once; what was said so far is the end of it
    // One that has been said to its end, or never will be.
    [[nodiscard]] virtual std::optional<std::uint64_t> ended() = 0;
};

}  // namespace cpc::ui
