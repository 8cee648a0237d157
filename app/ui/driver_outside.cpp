// SPDX-License-Identifier: Apache-2.0
// The driver's hands from outside: each thing they do is waited for as an event of the real window.
#include "app/ui/driver_state.hpp"
#include "app/ui/loop.hpp"

namespace cpc::ui {
namespace {

using window::EventKind;

constexpr std::uint64_t lost_ms = 20'000;  // only how long a broken window is waited for
constexpr std::uint64_t turn_ms = 4;
constexpr std::uint64_t rest_ms = 150;  // a finger that rests before it goes leaves no glide
constexpr std::uint64_t soon_ms = 40;   // what is due so soon is a movement
constexpr int drags_most = 80, drag_steps = 4;
constexpr float drag_least_px = 80, drag_most_share = 0.4F;

std::uint32_t bit(EventKind kind) {
    return 1U << static_cast<unsigned>(kind);
}

}  // namespace

void Driver::State::look_again() {
    if (outside == nullptr) {
        glass->tick(now_ms, draw);
        return;
    }
    (void)take_turn(*window, *glass, draw, window->now_ms());
    now_ms = window->now_ms();
}

void Driver::State::from_outside(EventKind kind, Result<void> done) {
    if (!trouble) return;
    if (!done) {
        trouble = std::move(done);
        return;
    }
    const auto give_up = window->now_ms() + lost_ms;
    std::uint32_t heard = 0;
    while ((heard & bit(kind)) == 0 && window->now_ms() < give_up)
        heard |= take_turn(*window, *glass, draw, window->now_ms() + turn_ms).heard;
    now_ms = window->now_ms();
    if ((heard & bit(kind)) == 0)
        trouble = fail(Fault::io, "what was done from outside did not reach the window");
}

void Driver::State::let_it_pass(std::uint64_t ms) {
    const auto end = window->now_ms() + ms;
    while (window->now_ms() < end)
        (void)take_turn(*window, *glass, draw, std::min(end, window->now_ms() + step_ms));
    now_ms = window->now_ms();
}

// Nothing is on its way any more, and the middle of it can be touched: as a person scrolls there.
Result<Point> Driver::State::scroll_to(std::uint64_t key, std::string_view label) {
    const auto entry = [&]() -> const Entry* {
        for (const Entry& e : glass->entries())
            if (e.key == key) return &e;
        return nullptr;
    };
    float last_top = -1e9F;
    for (int i = 0; i < drags_most && trouble; ++i) {
        for (auto due = glass->next_due_ms(); due && *due < window->now_ms() + soon_ms;
             due = glass->next_due_ms())
            (void)take_turn(*window, *glass, draw, window->now_ms() + turn_ms);
        const Entry* e = entry();
        if (e == nullptr) return fail(Fault::not_found, "\"" + std::string(label) + "\" went away");
        if (e->visible) return intersection(e->rect, e->clip).centre();
        const Rect area = e->clip;
        const float most = drag_most_share * area.h;
        const float off = e->rect.centre().y - area.centre().y;
        const float way = std::clamp(off, -most, most);
        const float long_enough = std::max(std::abs(way), std::min(drag_least_px, most));
        const float step = (way < 0 ? -long_enough : long_enough) / drag_steps;
        // A drag that moved nothing met something that wants drags itself: beside it, then.
        const bool stuck = e->rect.y == last_top;
        last_top = e->rect.y;
        const float x = std::clamp(e->rect.centre().x, area.x + 8, area.right() - 8);
        Point at{stuck && i % 2 == 1 ? area.x + 12 : x, area.centre().y + step * 2};
        feed(EventKind::finger_down, at);
        for (int n = 0; n < drag_steps; ++n) {
            at.y -= step;
            feed(EventKind::finger_move, at);
        }
        let_it_pass(rest_ms);
        feed(EventKind::finger_up, at);
    }
    CPC_TRY(trouble);
    return fail(Fault::not_found, "\"" + std::string(label) + "\" cannot be scrolled into view");
}

}  // namespace cpc::ui
