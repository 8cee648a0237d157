// SPDX-License-Identifier: Apache-2.0
#include "app/screen/toolkit_words.hpp"

#include <algorithm>
#include <array>

#include "app/view/say.hpp"

namespace cpc::screen {
namespace {

// "a|b|c" into its parts; what a catalogue may hold was checked when it was read.
template <std::size_t Size>
std::array<std::string, Size> parts(const std::string& text) {
    std::array<std::string, Size> out;
    std::size_t from = 0;
    for (auto& part : out) {
        const auto to = std::min(text.find('|', from), text.size());
        part = text.substr(from, to - from);
        from = std::min(to + 1, text.size());
    }
    return out;
}

ui::SpokenWords spoken_words() {
    ui::SpokenWords out;
    out.language = view::say("spoken.language");
    out.heading = view::say("spoken.heading");
    out.button = view::say("spoken.button");
    out.chosen = view::say("spoken.chosen");
    out.ticked = view::say("spoken.ticked");
    out.not_ticked = view::say("spoken.not_ticked");
    out.hold_button = view::say("spoken.hold_button");
    out.field = view::say("spoken.field");
    out.empty = view::say("spoken.empty");
    out.signature = view::say("spoken.signature");
    out.has_signed = view::say("spoken.has_signed");
    out.done = view::say("spoken.done");
    out.open = view::say("spoken.open");
    out.unavailable = view::say("spoken.unavailable");
    out.choice = view::say("spoken.choice");
    out.one_of = view::say("spoken.one_of");
    out.stage = view::say("spoken.stage");
    out.keys = view::say("spoken.keys");
    out.private_part = view::say("spoken.private_part");
    out.full_hour = view::say("spoken.full_hour");
    out.first_minutes = view::say("spoken.first_minutes");
    out.time = view::say("spoken.time");
    out.until = view::say("spoken.until");
    out.minutes = view::say("spoken.minutes");
    out.weekdays = parts<7>(view::say("date.weekdays"));
    out.read_aloud = view::say("spoken.read_aloud");
    out.no_voice = view::say("spoken.no_voice");
    return out;
}

}  // namespace

ui::Words toolkit_words() {
    ui::Words out;
    out.space = view::say("toolkit.space");
    out.done = view::say("toolkit.done");
    out.digits = view::say("toolkit.digits");
    out.letters = view::say("toolkit.letters");
    out.line = view::say("toolkit.line");
    out.shift = view::say("toolkit.shift");
    out.erase = view::say("toolkit.erase");
    out.clear = view::say("toolkit.clear");
    out.key = view::say("toolkit.key");
    out.hold_longer = view::say("toolkit.hold_longer");
    out.tap_again = view::say("toolkit.tap_again");
    out.not_yet = view::say("toolkit.not_yet");
    out.less = view::say("toolkit.less");
    out.more = view::say("toolkit.more");
    out.least = view::say("toolkit.least");
    out.most = view::say("toolkit.most");
    out.day = view::say("toolkit.day");
    out.month = view::say("toolkit.month");
    out.year = view::say("toolkit.year");
    out.hour = view::say("toolkit.hour");
    out.minute = view::say("toolkit.minute");
    out.digits_typed = view::say("toolkit.digits_typed");
    out.characters_typed = view::say("toolkit.characters_typed");
    out.field_full = view::say("toolkit.field_full");
    out.months = parts<12>(view::say("date.months"));
    out.letter_rows = parts<3>(view::say("toolkit.letter_rows"));
    out.sign_rows = parts<3>(view::say("toolkit.sign_rows"));
    out.spoken = spoken_words();
    return out;
}

}  // namespace cpc::screen
