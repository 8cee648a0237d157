// SPDX-License-Identifier: Apache-2.0
// What a training tablet says on every screen, and the circle that tells whether touches land.
#include <array>
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

std::optional<bool> Ui::touch_circle(std::string_view label, int place) {
    Core& c = *core_;
    struct Part {
        float x, y;
    };
    // The corners of what a hand reaches, and the middle.
    constexpr std::array<Part, circle_places> places{
        {{0.5F, 0.5F}, {0.08F, 0.12F}, {0.92F, 0.12F}, {0.08F, 0.88F}, {0.92F, 0.88F}}};
    const Rect area = c.place(c.px(320), 14);
    const float side = c.px(76);
    const auto& part = places.at(static_cast<std::size_t>(place) % places.size());
    const Rect circle{std::round(area.x + (area.w - side) * part.x),
                      std::round(area.y + (area.h - side) * part.y), side, side};
    c.fill(area, Ink::sunken, 16);
    const Touch touch = c.control(Role::button, label, circle);
    c.disc(circle.centre(), side / 2, touch.down ? Ink::primary_pressed : Ink::primary);
    c.icon(Icon::tick, Type::icon, circle.centre(), Ink::on_primary);
    if (touch.pressed) return true;
    const auto& gesture = c.input.gesture;
    const bool beside = gesture && gesture->kind == window::GestureKind::tap && !c.tap_taken &&
                        c.layer >= c.top_layer && area.contains(gesture->at) &&
                        c.column().clip.contains(gesture->at) && !circle.contains(gesture->at);
    if (!beside) return std::nullopt;
    c.tap_taken = true;
    return false;
}

}  // namespace cpc::ui
