// SPDX-License-Identifier: Apache-2.0
// What the chair chose for this tablet, as it is kept in the store, encrypted: one line.
//
//     2|paper|125|cy|hold|gentle|10|titles|no|80|100|no|mixed
//
// version, colours, size of the text, language, confirming, movement, minutes until the screen
// hides itself in a meeting; then read aloud: titles, what is touched, volume, speed; one switch;
// the keys of a PIN, "mixed" or "ordered". Version 1 ends before them.
//
// What always holds: whatever cannot be read, and whatever lies outside what may be chosen, is as
// it is on a new tablet; a line of a later version is left alone and nothing is taken from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ui/glass.hpp"
#include "app/view/settings.hpp"

namespace cpc::kiosk {

// What was chosen for the glass; whoever owns the window puts it into effect. A choice made outside
// a conference is the tablet's own; one made in a conference is for who holds the tablet now, and
// goes when it is passed on or the conference ends.
struct Display {
    ui::Theme theme = ui::Theme::paper;
    int text_percent = 100;
    std::string language = "en";
    ui::HoldStyle hold = ui::HoldStyle::hold;
    bool movement = true;
    ui::Aloud aloud{};
    bool scanning = false;
    bool mixed_digits = true;  // keys of a PIN
    friend bool operator==(const Display&, const Display&) = default;
};

struct TabletSettings {
    Display display;
    int hide_minutes = view::hide_minutes_usual;  // untouched in a meeting
    friend bool operator==(const TabletSettings&, const TabletSettings&) = default;
};

[[nodiscard]] std::string write_settings(const TabletSettings& settings);
[[nodiscard]] std::optional<TabletSettings> read_settings(std::string_view line);

}  // namespace cpc::kiosk
