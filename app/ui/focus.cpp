// SPDX-License-Identifier: Apache-2.0
// The keyboard alone (ui-design.md 5): Tab goes through what can be pressed in reading order,
// arrows move inside what belongs together, Enter and Space press. The ring shows where.
//
// Segments, keypads, scales and date columns are one stop of Tab each; arrows only move, because to
// choose is to record.
#include <algorithm>
#include <cmath>

#include "app/ui/blocks.hpp"
#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

using Stop = std::vector<const Entry*>;  // more than one: a block that arrows move in

std::vector<Stop> stops_of(std::span<const Entry> entries, const Words& words) {
    std::vector<Stop> stops;
    const Entry* last = nullptr;  // texts between the members of a block do not part them
    for (const Entry& e : entries) {
        if (!e.pressable() || e.key == 0) continue;
        if (last == nullptr || !one_block(*last, e, words)) stops.emplace_back();
        stops.back().push_back(&e);
        last = &e;
    }
    return stops;
}

const Entry& entrance(const Stop& stop) {
    const auto chosen =
        std::find_if(stop.begin(), stop.end(), [](const Entry* e) { return e->chosen; });
    return chosen == stop.end() ? *stop.front() : **chosen;
}

std::optional<std::size_t> stop_with(const std::vector<Stop>& stops, std::uint64_t key) {
    for (std::size_t i = 0; i < stops.size(); ++i)
        for (const Entry* e : stops[i])
            if (e->key == key) return i;
    return std::nullopt;
}

// The nearest member in the arrow's direction; at the end of a row the next one in reading order.
const Entry* neighbour(const Stop& stop, const Entry& from, window::Key arrow) {
    using window::Key;
    const Point at = from.rect.centre();
    const Entry* best = nullptr;
    float best_far = 0;
    for (const Entry* e : stop) {
        const float x = e->rect.centre().x - at.x;
        const float y = e->rect.centre().y - at.y;
        const float along = arrow == Key::right  ? x
                            : arrow == Key::left ? -x
                            : arrow == Key::down ? y
                                                 : -y;
        const float across = arrow == Key::right || arrow == Key::left ? std::abs(y) : std::abs(x);
        const bool sideways = arrow == Key::right || arrow == Key::left;
        if (along < 1 || (sideways && across > from.rect.h / 2)) continue;
        const float far = along + 3 * across;
        if (best == nullptr || far < best_far) {
            best = e;
            best_far = far;
        }
    }
    if (best != nullptr) return best;
    const auto here = std::find(stop.begin(), stop.end(), &from);
    if (arrow == Key::right && here + 1 != stop.end()) return *(here + 1);
    if (arrow == Key::left && here != stop.begin()) return *(here - 1);
    return nullptr;
}

}  // namespace

const ScrollArea* Core::area_of(const Entry& e) const {
    const auto area = std::find_if(areas.begin(), areas.end(), [&](const ScrollArea& a) {
        return a.rect == e.clip && a.layer == e.layer;
    });
    return area == areas.end() ? nullptr : &*area;
}

void Core::into_middle(const Entry& e, float near_enough) {
    const auto* area = area_of(e);
    if (area == nullptr) return;
    ScrollState& state = scrolls[area->id];
    const float off = e.rect.centre().y - area->rect.centre().y;
    if (std::abs(off) > area->rect.h * near_enough)
        state.offset = std::clamp(std::round(state.offset + off), 0.0F, state.max);
}

// Into the middle third, never under a bar.
void Core::focus_on(const Entry& e) {
    focus = e.key;
    focus_shown = true;
    into_middle(e);
    if (!settings.aloud.touch || !reader) return;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].key == focus) {
            reader->one(glance(), i);
            return;
        }
}

void Core::move_focus(int step) {
    const auto stops = stops_of(entries, settings.words);
    if (stops.empty()) return;
    const std::size_t count = stops.size();
    const auto here = stop_with(stops, focus);
    std::size_t next = step > 0 ? 0 : count - 1;
    if (here) next = step > 0 ? (*here + 1) % count : (*here + count - 1) % count;
    focus_on(entrance(stops[next]));
}

void Core::move_within(window::Key arrow) {
    using window::Key;
    const auto stops = stops_of(entries, settings.words);
    const auto here = stop_with(stops, focus);
    if (!here || stops[*here].size() < 2 || !focus_shown) {
        move_focus(arrow == Key::down || arrow == Key::right ? 1 : -1);
        return;
    }
    const Entry* from = entry(focus);
    const Entry* to = from == nullptr ? nullptr : neighbour(stops[*here], *from, arrow);
    if (to != nullptr) focus_on(*to);
}

// True: the key moved the focus, and nobody else is told of it.
bool Core::feed_key(window::Key key, const Draw& draw) {
    using window::Key;
    if (settings.scanning && (key == Key::enter || key == Key::space)) {
        scan_press(draw);
        return true;
    }
    const bool tabs = key == Key::tab || key == Key::back_tab;
    if (writing.key != 0) {
        if (!tabs) return false;
        focus = writing.key;  // goes on from the field; what is written stays in its draft
        stop_writing();
        settle({}, draw);
    }
    switch (key) {
        case Key::tab:
            move_focus(1);
            break;
        case Key::back_tab:
            move_focus(-1);
            break;
        case Key::home:
            focus = 0;
            move_focus(1);
            break;
        case Key::end:
            focus = 0;
            move_focus(-1);
            break;
        case Key::left:
        case Key::right:
        case Key::up:
        case Key::down:
            move_within(key);
            break;
        case Key::none:
        case Key::enter:
        case Key::space:
        case Key::escape:
        case Key::backspace:
        case Key::remove:
        case Key::f1:
        case Key::f9:
        case Key::lock:
            return false;
    }
    settle({}, draw);
    return true;
}

// Round what has the focus, what is being said, and what the switch would take: above everything.
void Core::rings() {
    const auto ring = [&](const Rect& rect, const Rect& clip) {
        use_list();
        push_clip(clip);
        outline(rect.grown(px(7)), Ink::focus, 18, 3);
        pop_clip();
    };
    const Entry* focused = focus_shown ? entry(focus) : nullptr;
    if (focused != nullptr && focused->visible) ring(focused->rect, focused->clip);
    if (spoken_at) {
        const auto at = find_marked(entries, *spoken_at);
        if (at && &entries[*at] != focused && entries[*at].visible)
            ring(entries[*at].rect, entries[*at].clip);
    }
    if (settings.scanning && scan.next_ms != 0) {
        ring(scan.ring, screen);
        wake_at(scan.next_ms);
    }
}

}  // namespace cpc::ui
