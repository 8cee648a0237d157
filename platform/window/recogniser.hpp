// SPDX-License-Identifier: Apache-2.0
// Turns fingers into gestures. There is one of these for a window and it sits before every control,
// so a control never has to know whether a touch will become a scroll.
//
// What always holds: one finger counts and a second is ignored until the first is gone; a drag that
// has become a scroll never taps; a touch during a glide stops it and never taps; a finger whose
// end got lost is given up after lost_finger_ms. Distances are in units of 1/150 inch times the
// density given. Knows nothing of SDL, so tests feed it numbers.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "platform/window/events.hpp"

namespace cpc::window {

enum class GestureKind : std::uint8_t {
    press,    // a finger came down; who wants its drags must claim() now
    drag,     // a claimed finger moved
    release,  // a claimed finger went up
    tap,      // pressed and released within the slop
    cancel,   // the press became something else and means nothing any more
    scroll,   // move the content under `down` by `delta_y` pixels (positive: towards its top)
};

struct Gesture {
    GestureKind kind{};
    Point down;  // where the finger came down
    Point at;
    float delta_y = 0;
    std::uint64_t time_ms = 0;
};

class Recogniser {
  public:
    static constexpr float slop_units = 10;
    static constexpr std::uint64_t lost_finger_ms = 20'000;

    explicit Recogniser(float density = 1) : density_(density) {}

    [[nodiscard]] std::vector<Gesture> feed(const InputEvent& event);
    // Lets time pass: glides and lost fingers. Call it whenever wants_time() says so.
    [[nodiscard]] std::vector<Gesture> tick(std::uint64_t now_ms);
    // The control under the fresh press takes every drag of this finger.
    void claim() { claimed_ = finger_down_; }
    // The glide met the end of its list.
    void stop_glide() { velocity_ = 0; }
    void set_glide(bool allowed) { glide_allowed_ = allowed; }
    // Forgets finger and glide, as when the picture under them has gone.
    void reset();

    [[nodiscard]] bool finger_down() const { return finger_down_; }
    [[nodiscard]] bool gliding() const { return velocity_ != 0; }
    [[nodiscard]] Point position() const { return at_; }

  private:
    struct Sample {
        std::uint64_t time_ms;
        float y;
    };
    void moved(const InputEvent& event, std::vector<Gesture>& out);
    void lifted(const InputEvent& event, std::vector<Gesture>& out);
    void start_glide(std::uint64_t now_ms);
    [[nodiscard]] float whole_pixels(float distance);

    float density_;
    bool glide_allowed_ = true;
    bool finger_down_ = false;
    bool claimed_ = false;
    bool scrolling_ = false;
    bool dead_ = false;  // this finger stopped a glide, or slipped sideways: nothing more comes
    std::int64_t finger_ = 0;
    std::uint64_t last_event_ms_ = 0;
    Point down_;
    Point at_;
    std::deque<Sample> samples_;
    float velocity_ = 0;  // pixels a second
    std::uint64_t glide_ms_ = 0;
    float fraction_ = 0;
};

}  // namespace cpc::window
