// SPDX-License-Identifier: Apache-2.0
#include "platform/window/recogniser.hpp"

#include <cmath>

namespace cpc::window {
namespace {

constexpr std::uint64_t sample_window_ms = 90;
constexpr std::uint64_t rest_ms = 60;
constexpr float glide_decay_s = 0.325F;
constexpr float velocity_min_units = 80;
constexpr float velocity_max_units = 6000;
constexpr float velocity_end_units = 24;
constexpr float wheel_units = 76;

}  // namespace

void Recogniser::reset() {
    finger_down_ = claimed_ = scrolling_ = dead_ = false;
    velocity_ = fraction_ = 0;
    samples_.clear();
}

float Recogniser::whole_pixels(float distance) {
    fraction_ += distance;
    const float whole = std::trunc(fraction_);
    fraction_ -= whole;
    return whole;
}

std::vector<Gesture> Recogniser::feed(const InputEvent& event) {
    std::vector<Gesture> out;
    switch (event.kind) {
        case EventKind::finger_down:
            if (finger_down_) return out;
            finger_down_ = true;
            finger_ = event.finger;
            claimed_ = scrolling_ = false;
            dead_ = gliding();
            velocity_ = fraction_ = 0;
            down_ = at_ = event.at;
            last_event_ms_ = event.time_ms;
            samples_.assign(1, {event.time_ms, event.at.y});
            if (!dead_) out.push_back({GestureKind::press, down_, at_, 0, event.time_ms});
            return out;
        case EventKind::finger_move:
            if (finger_down_ && event.finger == finger_) moved(event, out);
            return out;
        case EventKind::finger_up:
            if (finger_down_ && event.finger == finger_) lifted(event, out);
            return out;
        case EventKind::wheel:
            out.push_back({GestureKind::scroll, at_, at_, event.at.y * wheel_units * density_,
                           event.time_ms});
            return out;
        case EventKind::key:
        case EventKind::text:
        case EventKind::expose:
        case EventKind::resized:
        case EventKind::quit:
            return out;
    }
    return out;
}

void Recogniser::moved(const InputEvent& event, std::vector<Gesture>& out) {
    const float step = event.at.y - at_.y;
    at_ = event.at;
    last_event_ms_ = event.time_ms;
    if (claimed_) {
        out.push_back({GestureKind::drag, down_, at_, 0, event.time_ms});
        return;
    }
    samples_.push_back({event.time_ms, at_.y});
    while (samples_.size() > 2 && event.time_ms - samples_.front().time_ms > sample_window_ms)
        samples_.pop_front();
    if (scrolling_) {
        const float whole = whole_pixels(step);
        if (whole != 0) out.push_back({GestureKind::scroll, down_, at_, whole, event.time_ms});
        return;
    }
    const float across = std::abs(at_.x - down_.x);
    const float along = std::abs(at_.y - down_.y);
    if (std::hypot(across, along) <= slop_units * density_) return;
    if (along >= across) {
        scrolling_ = true;
        if (!dead_) out.push_back({GestureKind::cancel, down_, at_, 0, event.time_ms});
        const float whole = whole_pixels(at_.y - down_.y);
        out.push_back({GestureKind::scroll, down_, at_, whole, event.time_ms});
    } else if (!dead_) {
        out.push_back({GestureKind::cancel, down_, at_, 0, event.time_ms});
    }
    dead_ = true;
}

void Recogniser::lifted(const InputEvent& event, std::vector<Gesture>& out) {
    finger_down_ = false;
    at_ = event.at;
    if (claimed_)
        out.push_back({GestureKind::release, down_, at_, 0, event.time_ms});
    else if (scrolling_)
        start_glide(event.time_ms);
    else if (!dead_)
        out.push_back({GestureKind::tap, down_, at_, 0, event.time_ms});
    claimed_ = scrolling_ = dead_ = false;
}

void Recogniser::start_glide(std::uint64_t now_ms) {
    if (!glide_allowed_ || samples_.size() < 2) return;
    while (samples_.size() > 2 && now_ms - samples_.front().time_ms > sample_window_ms)
        samples_.pop_front();
    const Sample& first = samples_.front();
    const Sample& last = samples_.back();
    if (now_ms - last.time_ms > rest_ms || last.time_ms == first.time_ms) return;
    const float seconds = static_cast<float>(last.time_ms - first.time_ms) / 1000;
    const float speed = (last.y - first.y) / seconds;
    if (std::abs(speed) < velocity_min_units * density_) return;
    const float limit = velocity_max_units * density_;
    velocity_ = std::clamp(speed, -limit, limit);
    glide_ms_ = now_ms;
    fraction_ = 0;
}

std::vector<Gesture> Recogniser::tick(std::uint64_t now_ms) {
    std::vector<Gesture> out;
    if (finger_down_ && now_ms > last_event_ms_ + lost_finger_ms) {
        out.push_back({GestureKind::cancel, down_, at_, 0, now_ms});
        reset();
    }
    if (!gliding() || now_ms <= glide_ms_) return out;
    const float seconds = static_cast<float>(now_ms - glide_ms_) / 1000;
    const float after = velocity_ * std::exp(-seconds / glide_decay_s);
    const float whole = whole_pixels((velocity_ - after) * glide_decay_s);
    velocity_ = std::abs(after) < velocity_end_units * density_ ? 0 : after;
    glide_ms_ = now_ms;
    if (whole != 0) out.push_back({GestureKind::scroll, down_, at_, whole, now_ms});
    return out;
}

}  // namespace cpc::window
