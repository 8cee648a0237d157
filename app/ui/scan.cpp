// SPDX-License-Identifier: Apache-2.0
#include "app/ui/scan.hpp"

#include <algorithm>
#include <cmath>

#include "app/ui/blocks.hpp"
#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

constexpr std::size_t group_most = 6;
constexpr int rounds_most = 2;

bool belongs(const Entry& a, const Entry& b, std::size_t size, const Words& words) {
    if (a.section != b.section || a.owner != b.owner) return false;
    if (a.role == Role::key || b.role == Role::key)
        return a.role == b.role && std::abs(a.rect.y - b.rect.y) < 1;
    if (one_block(a, a, words) || one_block(b, b, words)) return one_block(a, b, words);
    return size < group_most;
}

Rect round_all(std::span<const Entry> entries, const std::vector<std::size_t>& group) {
    Rect all = entries[group.front()].rect;
    for (const std::size_t i : group) {
        const Rect& r = entries[i].rect;
        const float right = std::max(all.right(), r.right());
        const float bottom = std::max(all.bottom(), r.bottom());
        all.x = std::min(all.x, r.x);
        all.y = std::min(all.y, r.y);
        all.w = right - all.x;
        all.h = bottom - all.y;
    }
    return all;
}

}  // namespace

std::vector<std::vector<std::size_t>> scan_groups(std::span<const Entry> entries,
                                                  const Words& words) {
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!entries[i].pressable()) continue;
        const bool joins = !groups.empty() && belongs(entries[groups.back().back()], entries[i],
                                                      groups.back().size(), words);
        if (!joins) groups.emplace_back();
        groups.back().push_back(i);
    }
    return groups;
}

// Shows what is offered now, and the next thing once its time has come.
void Core::scan_step() {
    if (!settings.scanning) {
        scan = {};
        return;
    }
    const auto groups = scan_groups(entries, settings.words);
    if (groups.empty()) return;
    const bool begun = scan.next_ms != 0;
    const bool due = now_ms >= scan.next_ms;
    if (due) {
        scan.next_ms = now_ms + settings.scan_step_ms;
        if (begun && !scan.inside) {
            ++scan.group;
        } else if (begun && ++scan.member >= groups.at(scan.group % groups.size()).size()) {
            scan.member = 0;
            if (++scan.rounds >= rounds_most) scan.inside = false;
        }
    }
    scan.group %= groups.size();
    const auto& group = groups.at(scan.group);
    if (scan.member >= group.size()) scan.member = 0;
    const std::size_t offered = group.at(scan.inside ? scan.member : 0);
    if (due) {
        unsettled = true;
        into_middle(entries[offered]);
        if (settings.aloud.touch && reader) reader->one(glance(), offered);
    }
    scan.ring = scan.inside ? entries[offered].rect : round_all(entries, group);
}

// The switch. Of a hold button both presses are taken where it stands.
void Core::scan_press(const Draw& draw) {
    const auto groups = scan_groups(entries, settings.words);
    if (groups.empty() || scan.next_ms == 0) return;
    const auto& group = groups.at(scan.group % groups.size());
    if (!scan.inside && group.size() > 1) {
        scan.inside = true;
        scan.member = 0;
        scan.rounds = 0;
        scan.next_ms = now_ms + settings.scan_step_ms;
        settle({}, draw);
        return;
    }
    const std::uint64_t key = entries[group.at(scan.inside ? scan.member : 0)].key;
    tap_at(key, draw);
    if (hold.armed_key == key && now_ms < hold.armed_until_ms) {
        scan.next_ms = hold.armed_until_ms;  // waits for the second press
        return;
    }
    scan.inside = false;
    scan.next_ms = now_ms + settings.scan_step_ms;
}

// Down and up again in the middle of what can be seen of it.
void Core::tap_at(std::uint64_t key, const Draw& draw) {
    const Entry* e = entry(key);
    if (e == nullptr) return;
    if (!e->visible) {
        into_middle(*e);
        settle({}, draw);
        e = entry(key);
        if (e == nullptr) return;
    }
    window::InputEvent event;
    event.time_ms = now_ms;
    event.at = intersection(e->rect, e->clip).centre();
    at_once = true;  // it was heard when it was offered
    for (const auto kind : {window::EventKind::finger_down, window::EventKind::finger_up}) {
        event.kind = kind;
        for (const auto& g : recogniser.feed(event))
            gesture(g, draw);
    }
    at_once = false;
}

}  // namespace cpc::ui
