// SPDX-License-Identifier: Apache-2.0
// A display with a touch screen and a keyboard that tests move: Xorg's own server on its drivers
// for nobody's monitor ("dummy") and for tests of input ("inputtest", xserver-xorg-core). What is
// sent here reaches the program as XInput2 touch and key events, as from a tablet's glass.
//
// Left out: gestures of the server, pressure, and more than one screen.
#pragma once

#include <memory>
#include <string>

#include "app/ui/driver.hpp"

namespace cpc::touch {

class TouchDisplay final : public ui::Outside {
  public:
    // Fault::not_found where the server or one of its two drivers is not installed,
    // Fault::unsupported where it is and does not start (the advice is its own log).
    [[nodiscard]] static Result<std::unique_ptr<TouchDisplay>> start(int width_px, int height_px);
    ~TouchDisplay() override;
    TouchDisplay(const TouchDisplay&) = delete;
    TouchDisplay& operator=(const TouchDisplay&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }  // ":7"
    [[nodiscard]] Result<void> finger(window::EventKind kind, ui::Point at) override;
    [[nodiscard]] Result<void> another_finger(window::EventKind kind, ui::Point at);
    [[nodiscard]] Result<void> key(window::Key key) override;
    // What the server shows: RGBA, row by row.
    [[nodiscard]] Result<Bytes> pixels();
    [[nodiscard]] std::size_t touches() const { return touches_; }

  private:
    TouchDisplay() = default;
    [[nodiscard]] Result<void> start_server();
    [[nodiscard]] Result<void> send(unsigned which, unsigned type, ui::Point at);

    std::string folder_;
    std::string name_;
    int width_px_ = 0, height_px_ = 0;
    int server_ = -1;  // process
    int glass_ = -1, keys_ = -1;
    unsigned finger_ = 0;  // each touch has a number of its own
    std::size_t touches_ = 0;
    void* connection_ = nullptr;  // Xlib's Display; its header would rename half of ours
};

}  // namespace cpc::touch
