// SPDX-License-Identifier: Apache-2.0
#include "app/ui/loop.hpp"

#include <algorithm>

#include "platform/window/window.hpp"

namespace cpc::ui {
namespace {

std::optional<std::uint64_t> timeout_of(std::uint64_t now, std::optional<std::uint64_t> due,
                                        std::optional<std::uint64_t> wake) {
    if (!due && !wake) return std::nullopt;
    const std::uint64_t first = std::min(due.value_or(UINT64_MAX), wake.value_or(UINT64_MAX));
    return first > now ? first - now : 0;
}

bool by_hand(window::EventKind kind) {
    using window::EventKind;
    switch (kind) {
        case EventKind::finger_down:
        case EventKind::finger_move:
        case EventKind::finger_up:
        case EventKind::wheel:
        case EventKind::key:
        case EventKind::text:
            return true;
        case EventKind::expose:
        case EventKind::resized:
        case EventKind::quit:
            return false;
    }
    return false;
}

}  // namespace

Turn take_turn(window::Window& window, Glass& glass, const Draw& draw,
               std::optional<std::uint64_t> wake_ms) {
    Turn turn;
    const auto events = window.wait(timeout_of(window.now_ms(), glass.next_due_ms(), wake_ms));
    for (const auto& event : events) {
        turn.touched = turn.touched || by_hand(event.kind);
        turn.heard |= 1U << static_cast<unsigned>(event.kind);
        if (event.kind == window::EventKind::quit) turn.quit = true;
        if (event.kind == window::EventKind::key && event.key == window::Key::lock)
            turn.lock = true;
        if (event.kind == window::EventKind::resized) {
            Settings settings = glass.settings();
            settings.surface.width_px = window.width_px();
            settings.surface.height_px = window.height_px();
            turn.resized = settings.surface;
            // Fonts keep their size, so nothing here can fail.
            (void)glass.change(std::move(settings));
        }
        glass.feed(event, draw);
    }
    glass.tick(window.now_ms(), draw);
    turn.presented = window.paint(glass.picture());
    return turn;
}

}  // namespace cpc::ui
