// SPDX-License-Identifier: Apache-2.0
// What a training tablet says on every screen.
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {

void Ui::band(std::string_view text) {
    Core& c = *core_;
    const TextBlock words = c.wrap(Type::small_medium, text, c.screen.w - c.px(48));
    const float height = std::round(words.height + c.px(10));
    c.band = std::string(text);
    c.band_rect = c.screen.cut_bottom(height);
    c.rest = c.screen;
    c.column().clip = c.screen;
}

// Last, so that it stands on top; its entry is there whatever covers the screen.
void Core::draw_band() {
    use_list();
    fill(band_rect, Ink::warn_tint);
    fill({band_rect.x, band_rect.y, band_rect.w, px(2)}, Ink::warn);
    const TextBlock words = wrap(Type::small_medium, band, band_rect.w - px(48));
    const float top = std::round(band_rect.y + (band_rect.h + px(2) - words.height) / 2);
    text(words, {band_rect.x + px(24), top}, Ink::warn, Align::centre, band_rect.w - px(48));
    Entry e;
    e.role = Role::status;
    e.label = band;
    e.rect = e.clip = band_rect;
    e.section = Section::rail;
    e.owner = "band";
    e.layer = top_layer;
    entries.push_back(std::move(e));
}

}  // namespace cpc::ui
