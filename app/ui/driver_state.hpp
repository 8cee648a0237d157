// SPDX-License-Identifier: Apache-2.0
// Internal to the driver: its glass, its window without a display, its own time.
#pragma once

#include <algorithm>

#include "app/ui/core.hpp"
#include "app/ui/driver.hpp"
#include "app/ui/ear.hpp"
#include "platform/window/window.hpp"

namespace cpc::ui {

inline constexpr std::uint64_t step_ms = 16;
inline constexpr std::uint64_t press_ms = 80;
inline constexpr std::uint64_t hold_ms = 1'100;

inline bool answers_to(const Entry& e, std::string_view label) {
    return e.label == label || (!e.group.empty() && e.group + ": " + e.label == label);
}

struct Driver::State {
    Ear ear;  // outlives the glass that speaks to it
    Hands hands = Hands::finger;
    std::unique_ptr<Glass> glass;
    std::unique_ptr<window::Window> window;
    Draw draw;
    std::uint64_t now_ms = 1'000;
    Outside* outside = nullptr;
    Result<void> trouble;  // the first thing that hands from outside could not do

    // driver_outside.cpp: through the display server, in the window's time
    void look_again();
    void from_outside(window::EventKind kind, Result<void> done);
    void let_it_pass(std::uint64_t ms);
    Result<Point> scroll_to(std::uint64_t key, std::string_view label);

    void feed(window::EventKind kind, Point at) {
        if (outside != nullptr) return from_outside(kind, outside->finger(kind, at));
        window::InputEvent e;
        e.kind = kind;
        e.time_ms = now_ms;
        e.at = at;
        glass->feed(e, draw);
    }
    void pass(std::uint64_t ms) {
        if (outside != nullptr) return let_it_pass(ms);
        const std::uint64_t end = now_ms + ms;
        while (now_ms < end) {
            now_ms = std::min(end, now_ms + step_ms);
            glass->tick(now_ms, draw);
        }
    }
    void tap(Point at) {
        feed(window::EventKind::finger_down, at);
        now_ms += press_ms;
        feed(window::EventKind::finger_up, at);
        now_ms += step_ms;
    }
    [[nodiscard]] std::string what_there_is() const {
        std::string out;
        for (const Entry& e : glass->entries()) {
            if (!e.pressable() || e.role == Role::key) continue;
            if (!out.empty()) out += ", ";
            out += "\"" + (e.group.empty() ? "" : e.group + ": ") + e.label + "\"" +
                   (e.enabled ? "" : " (off)");
        }
        return out;
    }
    void press_key(window::Key key) {
        if (outside != nullptr) return from_outside(window::EventKind::key, outside->key(key));
        window::InputEvent e;
        e.kind = window::EventKind::key;
        e.time_ms = now_ms;
        e.key = key;
        glass->feed(e, draw);
        now_ms += step_ms;
    }
    void press_text(std::string_view text) {
        window::InputEvent e;
        e.kind = window::EventKind::text;
        e.time_ms = now_ms;
        e.text = std::string(text);
        glass->feed(e, draw);
    }
    // driver_hands.cpp: to the control by keys only, or by what is heard only
    Result<void> walk_to(std::uint64_t key, std::string_view label);
    Result<void> listen_for(std::string_view label);
    Result<void> go_to(std::string_view label);
    Result<std::uint64_t> wanted(std::string_view label) {
        const Entry* found = nullptr;
        for (const Entry& e : glass->entries())
            if (e.pressable() && answers_to(e, label) && (found == nullptr || !found->enabled))
                found = &e;
        if (found == nullptr)
            return fail(Fault::not_found,
                        "Nothing to press is called \"" + std::string(label) + "\"", "",
                        "There are: " + what_there_is());
        if (!found->enabled)
            return fail(Fault::refused,
                        "\"" + std::string(label) + "\" is off: " + found->blocked_by);
        return found->key;
    }
    Result<Point> reach(std::string_view label) { return reach(CPC_TRY(wanted(label)), label); }
    Result<Point> reach(std::uint64_t key, std::string_view label) {
        if (outside != nullptr) return scroll_to(key, label);
        if (!glass->bring_into_view(key, draw))
            return fail(Fault::not_found,
                        "\"" + std::string(label) + "\" cannot be scrolled into view");
        for (const Entry& e : glass->entries())
            if (e.key == key) return intersection(e.rect, e.clip).centre();
        return fail(Fault::not_found, "\"" + std::string(label) + "\" went away");
    }
};

}  // namespace cpc::ui
