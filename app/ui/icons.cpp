// SPDX-License-Identifier: Apache-2.0
#include "app/ui/icons.hpp"

namespace cpc::ui {

// One character of the private use area each: the font's own numbering, U+F000 and up.
std::string_view glyph(Icon icon) {
    switch (icon) {
        case Icon::none: return "";
        case Icon::home: return "\uF2DC";
        case Icon::read_aloud: return "\uF57E";
        case Icon::text_size: return "\uF27F";
        case Icon::hide: return "\uF209";
        case Icon::tick: return "\uF12C";
        case Icon::cross: return "\uF156";
        case Icon::minus: return "\uF374";
        case Icon::plus: return "\uF415";
        case Icon::pencil: return "\uF3EB";
        case Icon::lock: return "\uF33E";
        case Icon::info: return "\uF2FD";
        case Icon::undo: return "\uF54C";
        case Icon::forward: return "\uF054";
        case Icon::back: return "\uF04D";
        case Icon::done: return "\uF5E0";
        case Icon::eye: return "\uF208";
        case Icon::alert: return "\uF5D6";
        case Icon::opinion: return "\uF336";
        case Icon::document: return "\uF219";
        case Icon::scales: return "\uF5D1";
        case Icon::gavel: return "\uF29B";
        case Icon::people: return "\uF00F";
        case Icon::child: return "\uF2E7";
        case Icon::waiting: return "\uF51F";
        case Icon::heart: return "\uF2D5";
        case Icon::unlock: return "\uF340";
        case Icon::hand: return "\uF2C7";
        case Icon::backspace: return "\uF06E";
        case Icon::shift: return "\uF636";
        case Icon::keyboard_close: return "\uF30F";
        case Icon::key: return "\uF306";
        case Icon::new_line: return "\uF311";
        case Icon::phone: return "\uF3F2";
        case Icon::person: return "\uF004";
        case Icon::chevron_right: return "\uF142";
        case Icon::chevron_down: return "\uF140";
        case Icon::chevron_up: return "\uF143";
        case Icon::calendar: return "\uF0ED";
        case Icon::printer: return "\uF42A";
        case Icon::usb: return "\uF553";
        case Icon::refresh: return "\uF450";
        case Icon::warning: return "\uF02A";
        case Icon::chart: return "\uF12A";
        case Icon::comment: return "\uF189";
        case Icon::flag: return "\uF23B";
        case Icon::ring: return "\uF130";
        case Icon::help: return "\uF625";
        case Icon::search: return "\uF349";
        case Icon::settings: return "\uF493";
        case Icon::remove: return "\uF1C0";
        case Icon::upload: return "\uF167";
        case Icon::sync: return "\uF4E6";
        case Icon::history: return "\uF2DA";
        case Icon::pause: return "\uF3E4";
        case Icon::play: return "\uF40A";
        case Icon::battery: return "\uF079";
        case Icon::erase: return "\uF0E2";
        case Icon::book: return "\uF5DA";
        case Icon::link: return "\uF339";
        case Icon::shield: return "\uF499";
        case Icon::wifi_off: return "\uF5AA";
        case Icon::wifi: return "\uF5A9";
        case Icon::save: return "\uF193";
        case Icon::calendar_done: return "\uF0EF";
        case Icon::note: return "\uF39E";
        case Icon::mail: return "\uF1F0";
        case Icon::key_card: return "\uF30B";
        case Icon::speaking: return "\uF57E";
    }
    return "";
}

}  // namespace cpc::ui
