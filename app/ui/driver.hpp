// SPDX-License-Identifier: Apache-2.0
// Drives screens without a display, by label, the way a finger does: every press goes through the
// same recogniser and the same controls as on the tablet. Needs no X and no GPU. Time is the
// driver's own and only passes when it is told to, so runs repeat exactly.
//
// With hands from outside it drives a real window instead: what they do goes through the display
// server and has to come back as the window's own events, in the window's own time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/ear.hpp"
#include "app/ui/glass.hpp"
#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace cpc::window {
class Window;
}

namespace cpc::ui {

// Fingers and keys of a display, from outside the program. Positions are pixels of the window.
class Outside {
  public:
    virtual ~Outside() = default;
    [[nodiscard]] virtual Result<void> finger(window::EventKind kind, Point at) = 0;
    [[nodiscard]] virtual Result<void> key(window::Key key) = 0;
};

class Driver {
  public:
    // `outside` outlives the driver; without it there is no window and no display. From outside
    // only fingers and single keys come, no written text and no other Hands.
    [[nodiscard]] static Result<std::unique_ptr<Driver>> make(Settings settings, Draw draw,
                                                              Outside* outside = nullptr);
    ~Driver();
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    // Runs the screen once more, as after an outside change.
    void frame();
    // Lets the time pass in steps of 16 ms.
    void pass_time(std::uint64_t ms);
    // Presses the enabled control with this label, scrolling it into view first. "Health visitor:
    // Here" names a label within its group. Fails with what could have been pressed instead.
    [[nodiscard]] Result<void> press(std::string_view label);
    [[nodiscard]] Result<void> hold(std::string_view label);
    // Types through the on-screen keyboard into the field being written in, key by key.
    [[nodiscard]] Result<void> type(std::string_view text);
    // Opens the field with this label, replaces its text and closes the keyboard.
    [[nodiscard]] Result<void> fill(std::string_view label, std::string_view text);
    [[nodiscard]] Result<void> press_digits(std::string_view digits);
    // The control with this key of the registry, scrolled into view.
    [[nodiscard]] Result<void> press_control(std::uint64_t key);
    // How all that is done from now on. A person who only hears finds a control by what is said
    // while the focus moves; nothing of the registry but its sentences leads there.
    enum class Hands : std::uint8_t { finger, keyboard, ear };
    void use(Hands hands);
    // Gives the glass a voice that is only remembered, the first time it is asked for.
    [[nodiscard]] Ear& ear();
    // Raw ways in: keys of a hardware keyboard, fingers.
    void key(window::Key key);
    void hardware_text(std::string_view text);
    void finger(window::EventKind kind, Point at);
    void drag(Point from, Point to, std::uint64_t over_ms);

    [[nodiscard]] const Entry* find(std::string_view label) const;  // nothing when not there
    [[nodiscard]] bool can_press(std::string_view label) const;
    [[nodiscard]] std::span<const Entry> entries() const;
    [[nodiscard]] std::string transcript() const;
    [[nodiscard]] std::vector<std::string> checks() const;
    [[nodiscard]] Result<void> save_png(const std::string& path);
    [[nodiscard]] Bytes pixels();            // RGBA, everything drawn again
    [[nodiscard]] Bytes damaged_pixels();    // RGBA, only what changed drawn
    [[nodiscard]] window::Window& window();  // its counts, for the bench
    [[nodiscard]] Result<void> change(Settings settings);
    [[nodiscard]] Glass& glass();
    [[nodiscard]] std::uint64_t now_ms() const;

  private:
    void hardware_text_erase();
    Result<void> press_by_key(std::string_view label);
    Result<void> type_by_key(std::string_view text);
    struct State;
    explicit Driver(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cpc::ui
