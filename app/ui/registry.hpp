// SPDX-License-Identifier: Apache-2.0
// The registry: everything visible says what it is, in reading order, at the moment it is drawn.
// Tests press by its labels, transcripts and read-aloud are made from it, and the checks of
// targets, overlap and cut text read it.
//
// What always holds: an open sheet hides what lies under it; the order is title, banner, content,
// side panel, bottom bar, app bar, rail. It never holds a PIN, a passphrase or a pressed secret
// key.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/window/geometry.hpp"

namespace cpc::ui {

using window::Point;
using window::Rect;

enum class Role : std::uint8_t {
    title,
    heading,
    text,
    status,
    button,
    hold_button,
    tab,
    radio,
    checkbox,
    field,
    key,
    article,
    image,
    signature,
};

// Who may see it: ui-design.md 6. The view model enforces it; the registry only carries it.
enum class Level : std::uint8_t { family, professionals, chair, one_person };

// Sections in reading order.
enum class Section : std::uint8_t { content, side, bottom_bar, app_bar, rail };

struct Entry {
    std::string label;
    std::string value;  // "done", "chosen", a field's text; empty for secrets
    std::string group;  // what a radio, key or button belongs to: "Health visitor" for "Here"
    Role role{};
    Rect rect;  // the whole target, in pixels, where it would be if nothing clipped it
    Rect clip;  // what of the glass its owner may draw on
    bool enabled = true;
    bool chosen = false;
    bool visible = true;  // its middle can be touched now
    bool primary = false;
    bool secret = false;     // a key of a PIN or passphrase: never said without a headset
    std::string blocked_by;  // why it is not enabled
    Level level = Level::family;
    Section section = Section::content;
    std::string owner;  // the region that would have to scroll: "content", "side", "sheet"
    std::uint64_t key = 0;
    int layer = 0;

    [[nodiscard]] bool pressable() const {
        return role == Role::button || role == Role::hold_button || role == Role::tab ||
               role == Role::radio || role == Role::checkbox || role == Role::field ||
               role == Role::key;
    }
};

[[nodiscard]] std::string_view role_name(Role role);
[[nodiscard]] std::string_view level_name(Level level);

// One line for each entry: `button "Continue to risk" primary` … The same screen gives the same
// text at any size of glass; scrolled-out entries are in it.
[[nodiscard]] std::string transcript(std::span<const Entry> entries);

struct CheckLimits {
    float density = 1;
    float target_u = 75;  // standard target
    float key_u = 53;     // hard floor, for keys
};
// Sentences, one for each violation: small targets, overlap, duplicate labels, more or fewer than
// one title, more than one primary. Cut text is added by the Ui that drew it.
[[nodiscard]] std::vector<std::string> check_entries(std::span<const Entry> entries,
                                                     const CheckLimits& limits);

}  // namespace cpc::ui
