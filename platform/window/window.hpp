// SPDX-License-Identifier: Apache-2.0
// The glass: a window of the session's compositor, or a picture in memory when headless. Takes
// touch, mouse and keys in, puts finished frames out, and draws only what changed.
//
// What always holds: waiting blocks and costs nothing (a driver that cannot block is polled every
// 8 ms); an unchanged frame is neither drawn nor presented; damage drawing gives the same pixels as
// drawing everything. Headless needs no display server, no GPU and no video driver.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "platform/window/events.hpp"

namespace cpc::window {

struct Picture;

// What draws a window's pictures.
enum class Drawing : std::uint8_t {
    fitting,  // the GPU where there is one, else our own rasteriser
    gpu,      // OpenGL ES 2, whatever stands behind it
    memory,   // our own rasteriser
};

struct Options {
    std::string title = "Case Conference";
    int width_px = 1280;
    int height_px = 800;
    bool fullscreen = false;
    bool headless = false;
    int display = 0;         // which of the machine's displays
    bool looked_at = false;  // a second display: nothing on it can be touched
    Drawing drawing = Drawing::fitting;
};

// For the bench and the tests.
struct PaintCounts {
    std::uint64_t offered = 0;  // frames handed to paint()
    std::uint64_t drawn = 0;    // of these, drawn and presented
    std::uint64_t full = 0;     // of these, drawn whole
    double damage_share = 0;    // part of the glass drawn last time, 0 to 1
};

class Window {
  public:
    // Fails with what to do when there is no display.
    [[nodiscard]] static Result<std::unique_ptr<Window>> open(const Options& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    [[nodiscard]] int width_px() const;
    [[nodiscard]] int height_px() const;
    // What the display says of itself; nothing when it says nothing believable. Set-up measures.
    [[nodiscard]] std::optional<float> pixels_per_inch() const;
    [[nodiscard]] std::string renderer_name() const;
    [[nodiscard]] std::uint64_t now_ms() const;

    // Blocks until something happens or the time is over (nothing = for ever) and gives all that
    // is there. A headless window gives what was injected.
    [[nodiscard]] std::vector<InputEvent> wait(std::optional<std::uint64_t> timeout_ms);
    void inject(const InputEvent& event);

    // Draws what differs from the last picture. True when anything was presented.
    bool paint(const Picture& picture);
    bool paint_everything(const Picture& picture);
    [[nodiscard]] const PaintCounts& counts() const;

    [[nodiscard]] Bytes pixels();  // RGBA of what was last painted
    [[nodiscard]] Result<void> save_png(const std::string& path);

  private:
    struct State;
    explicit Window(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cpc::window
