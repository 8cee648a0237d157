// SPDX-License-Identifier: Apache-2.0
#include "app/ui/icons.hpp"

#include <array>
#include <cstddef>

namespace cpc::ui {
namespace {

struct Drawn {
    Icon icon;
    std::string_view glyph;
};

// One character of the private use area each: the font's own numbering, U+F000 and up. In the
// order of Icon.
constexpr std::array drawn{
    Drawn{Icon::none, ""},
    Drawn{Icon::home, "\uF2DC"},
    Drawn{Icon::read_aloud, "\uF57E"},
    Drawn{Icon::text_size, "\uF27F"},
    Drawn{Icon::hide, "\uF209"},
    Drawn{Icon::tick, "\uF12C"},
    Drawn{Icon::cross, "\uF156"},
    Drawn{Icon::minus, "\uF374"},
    Drawn{Icon::plus, "\uF415"},
    Drawn{Icon::pencil, "\uF3EB"},
    Drawn{Icon::lock, "\uF33E"},
    Drawn{Icon::info, "\uF2FD"},
    Drawn{Icon::undo, "\uF54C"},
    Drawn{Icon::forward, "\uF054"},
    Drawn{Icon::back, "\uF04D"},
    Drawn{Icon::done, "\uF5E0"},
    Drawn{Icon::eye, "\uF208"},
    Drawn{Icon::alert, "\uF5D6"},
    Drawn{Icon::opinion, "\uF336"},
    Drawn{Icon::document, "\uF219"},
    Drawn{Icon::scales, "\uF5D1"},
    Drawn{Icon::gavel, "\uF29B"},
    Drawn{Icon::people, "\uF00F"},
    Drawn{Icon::child, "\uF2E7"},
    Drawn{Icon::waiting, "\uF51F"},
    Drawn{Icon::heart, "\uF2D5"},
    Drawn{Icon::unlock, "\uF340"},
    Drawn{Icon::hand, "\uF2C7"},
    Drawn{Icon::backspace, "\uF06E"},
    Drawn{Icon::shift, "\uF636"},
    Drawn{Icon::keyboard_close, "\uF30F"},
    Drawn{Icon::key, "\uF306"},
    Drawn{Icon::new_line, "\uF311"},
    Drawn{Icon::phone, "\uF3F2"},
    Drawn{Icon::person, "\uF004"},
    Drawn{Icon::chevron_right, "\uF142"},
    Drawn{Icon::chevron_down, "\uF140"},
    Drawn{Icon::chevron_up, "\uF143"},
    Drawn{Icon::calendar, "\uF0ED"},
    Drawn{Icon::printer, "\uF42A"},
    Drawn{Icon::usb, "\uF553"},
    Drawn{Icon::refresh, "\uF450"},
    Drawn{Icon::warning, "\uF02A"},
    Drawn{Icon::chart, "\uF12A"},
    Drawn{Icon::comment, "\uF189"},
    Drawn{Icon::flag, "\uF23B"},
    Drawn{Icon::ring, "\uF130"},
    Drawn{Icon::help, "\uF625"},
    Drawn{Icon::search, "\uF349"},
    Drawn{Icon::settings, "\uF493"},
    Drawn{Icon::remove, "\uF1C0"},
    Drawn{Icon::upload, "\uF167"},
    Drawn{Icon::sync, "\uF4E6"},
    Drawn{Icon::history, "\uF2DA"},
    Drawn{Icon::pause, "\uF3E4"},
    Drawn{Icon::play, "\uF40A"},
    Drawn{Icon::battery, "\uF079"},
    Drawn{Icon::erase, "\uF0E2"},
    Drawn{Icon::book, "\uF5DA"},
    Drawn{Icon::link, "\uF339"},
    Drawn{Icon::shield, "\uF499"},
    Drawn{Icon::wifi_off, "\uF5AA"},
    Drawn{Icon::wifi, "\uF5A9"},
    Drawn{Icon::save, "\uF193"},
    Drawn{Icon::calendar_done, "\uF0EF"},
    Drawn{Icon::note, "\uF39E"},
    Drawn{Icon::mail, "\uF1F0"},
    Drawn{Icon::key_card, "\uF30B"},
    Drawn{Icon::speaking, "\uF57E"},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < drawn.size(); ++i)
        if (static_cast<std::size_t>(drawn.at(i).icon) != i) return false;
    return drawn.back().icon == Icon::speaking;
}
static_assert(in_order());

}  // namespace

std::string_view glyph(Icon icon) {
    return drawn.at(static_cast<std::size_t>(icon)).glyph;
}

}  // namespace cpc::ui
