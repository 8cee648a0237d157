// SPDX-License-Identifier: Apache-2.0
// Words on the page, cards and rows that only tell.
#include <algorithm>

#include "app/ui/core.hpp"
#include "core/base/letters.hpp"

namespace cpc::ui {
namespace {

Ink ink_on(const Column& column, Tone tone) {
    if (!column.on_dark) return text_ink(tone);
    return tone == Tone::normal ? Ink::on_hand_over : Ink::on_hand_over_2;
}

void block(Core& c, Role role, Type type, std::string_view words, Ink ink, float gap_u) {
    if (words.empty()) return;
    // A word longer than a narrow panel is set smaller before it is split.
    if (type == Type::lead && c.fonts.wrap(type, words, c.column().w).broken) type = Type::strong;
    const TextBlock b = c.wrap(type, words, c.column().w);
    const Rect rect = c.place(b.height, gap_u);
    const bool centred = c.column().centred;
    c.text(b, {rect.x, rect.y}, ink, centred ? Align::centre : Align::left, rect.w);
    c.add(role, words, rect);
}

}  // namespace

void Ui::heading(std::string_view text) {
    block(*core_, Role::heading, Type::lead, text, ink_on(core_->column(), Tone::normal), 12);
}
void Ui::question(std::string_view text) {
    block(*core_, Role::heading, Type::lead, text, ink_on(core_->column(), Tone::normal), 16);
}
void Ui::paragraph(std::string_view text, Tone tone) {
    block(*core_, Role::text, Type::body, text, ink_on(core_->column(), tone), 14);
}
void Ui::strong(std::string_view text, Tone tone) {
    block(*core_, Role::text, Type::strong, text, ink_on(core_->column(), tone), 8);
}

void Ui::group(std::string_view text) {
    Core& c = *core_;
    const auto capitals = in_capitals(text);
    const TextBlock b = c.wrap(Type::small_medium, capitals, c.column().w - c.px(4));
    const Rect rect = c.place(b.height, 8);
    c.text(b, {rect.x + c.px(4), rect.y}, Ink::ink_2);
    c.add(Role::heading, text, rect);
}

void Ui::small(std::string_view text, Tone tone, Icon icon) {
    Core& c = *core_;
    if (text.empty()) return;
    const float side = icon == Icon::none ? 0 : c.fonts.em(Type::icon) + c.pad(8);
    const TextBlock b = c.wrap(Type::small, text, c.column().w - side);
    const Rect rect = c.place(b.height, 10);
    const Ink ink = ink_on(c.column(), tone);
    const float pitch = c.fonts.line(Type::small);
    c.icon(icon, Type::icon, {rect.x + c.fonts.em(Type::icon) / 2, rect.y + pitch / 2}, ink);
    c.text(b, {rect.x + side, rect.y}, ink);
    c.add(Role::text, text, rect);
}

void Ui::chip(std::string_view text, Icon icon, Tone tone) {
    Core& c = *core_;
    const Rect size = c.chip_size(text, icon, c.column().w);
    const Rect rect = c.place(size.h, 12);
    c.draw_chip({rect.x, rect.y}, text, icon, tone, rect.w);
    c.add(Role::status, text, {rect.x, rect.y, size.w, size.h});
}

Rect Core::chip_size(std::string_view words, Icon which, float width_max) {
    const float side = which == Icon::none ? 0 : fonts.em(Type::icon) + pad(6);
    const TextBlock b = wrap(Type::small_medium, words, width_max - 2 * pad(13) - side);
    return {0, 0, b.width + 2 * pad(13) + side, b.height + 2 * pad(6)};
}

Rect Core::draw_chip(Point at, std::string_view words, Icon which, Tone tone, float width_max) {
    Rect rect = chip_size(words, which, width_max);
    rect.x = at.x;
    rect.y = at.y;
    const float side = which == Icon::none ? 0 : fonts.em(Type::icon) + pad(6);
    const Ink ink = text_ink(tone);
    fill(rect, tint_ink(tone), 8);
    if (settings.theme == Theme::high_contrast) outline(rect, ink, 8);
    const TextBlock b = wrap(Type::small_medium, words, width_max - 2 * pad(13) - side);
    icon(which, Type::icon, {rect.x + pad(13) + fonts.em(Type::icon) / 2, rect.centre().y}, ink);
    text(b, {rect.x + pad(13) + side, rect.y + pad(6)}, ink);
    return rect;
}

void Ui::banner(std::string_view text, Icon icon, Tone tone) {
    Core& c = *core_;
    if (text.empty()) return;
    const float side = icon == Icon::none ? 0 : c.fonts.em(Type::icon) + c.pad(12);
    const float inset = c.pad(16);
    const TextBlock b = c.wrap(Type::body, text, c.column().w - 2 * inset - side);
    const Rect rect = c.place(b.height + 2 * c.pad(11), 14);
    const Ink ink = text_ink(tone);
    c.fill(rect, tint_ink(tone), 12);
    if (tone == Tone::bad || tone == Tone::warn || c.settings.theme == Theme::high_contrast)
        c.outline(rect, ink, 12);
    c.icon(icon, Type::icon,
           {rect.x + inset + c.fonts.em(Type::icon) / 2,
            rect.y + c.pad(11) + c.fonts.line(Type::body) / 2},
           ink);
    c.text(b, {rect.x + inset + side, rect.y + c.pad(11)}, ink);
    c.add(Role::status, text, rect);
}

void Ui::fact(std::string_view label, std::string_view value) {
    Core& c = *core_;
    const float w = c.column().w;
    const TextBlock l = c.wrap(Type::small, label, w);
    const bool beside = c.t() < 1.5F && w > c.px(420);
    const float left = beside ? std::round(w * 0.34F) : 0;
    const TextBlock name = beside ? c.wrap(Type::small, label, left - c.pad(16)) : l;
    const TextBlock v = c.wrap(Type::body, value, w - left);
    const float shift = c.fonts.line(Type::body) - c.fonts.line(Type::small);
    const Rect rect =
        c.place(beside ? std::max(name.height + shift, v.height) : name.height + v.height, 8);
    c.text(name, {rect.x, rect.y + (beside ? shift / 2 + c.px(1) : 0)}, Ink::ink_2);
    c.text(v, {rect.x + left, rect.y + (beside ? 0 : name.height)}, Ink::ink);
    c.add(Role::text, label, rect, value);
}

void Ui::quote(std::string_view text, std::string_view said_by) {
    Core& c = *core_;
    const float left = c.pad(24);
    const std::string marked = "\u201C" + std::string(text) + "\u201D";
    const TextBlock b = c.wrap(Type::body, marked, c.column().w - left);
    const TextBlock s = c.wrap(Type::small, said_by, c.column().w - left);
    const float below = said_by.empty() ? 0 : s.height + c.pad(4);
    const Rect rect = c.place(b.height + below, 14);
    c.fill({rect.x, rect.y + c.px(3), c.px(6), rect.h - c.px(6)}, Ink::voice, 3);
    c.text(b, {rect.x + left, rect.y}, Ink::ink);
    if (!said_by.empty()) c.text(s, {rect.x + left, rect.y + b.height + c.pad(4)}, Ink::ink_2);
    c.add(Role::article, text, rect, said_by);
}

void Ui::gap(float units) {
    core_->column().gap = core_->px(units);
}

void Ui::divider() {
    Core& c = *core_;
    const Rect rect = c.place(c.px(1), 12);
    c.line({rect.x, rect.y}, {rect.right(), rect.y}, Ink::line);
}

void Ui::empty_state(std::string_view text) {
    Core& c = *core_;
    const float inset = c.pad(24);
    const TextBlock b = c.wrap(Type::body, text, c.column().w - 2 * inset);
    const Rect rect = c.place(b.height + 2 * c.pad(22), 14);
    c.fill(rect, Ink::sunken, 16);
    if (c.settings.theme == Theme::high_contrast) c.outline(rect, Ink::line_strong, 16);
    c.text(b, {rect.x + inset, rect.y + c.pad(22)}, Ink::ink_2);
    c.add(Role::text, text, rect);
}

void Ui::progress(std::string_view text, float part) {
    Core& c = *core_;
    const TextBlock b = c.wrap(Type::body, text, c.column().w);
    const float bar = c.px(12);
    const Rect rect = c.place(b.height + c.pad(8) + bar, 16);
    c.text(b, {rect.x, rect.y}, Ink::ink);
    const Rect track{rect.x, rect.bottom() - bar, rect.w, bar};
    c.fill(track, Ink::sunken, 6);
    c.outline(track, Ink::line_strong, 6, 1);
    c.fill({track.x, track.y, std::max(bar, track.w * std::clamp(part, 0.0F, 1.0F)), bar},
           Ink::primary, 6);
    c.add(Role::status, text, rect);
}

void Ui::card(std::string_view title, const Body& body) {
    card([&] {
        heading(title);
        body();
    });
}

void Ui::card(const Body& body) {
    Core& c = *core_;
    const std::uint64_t id = c.make_id("card");
    const float height = c.known_size(id, c.px(120));
    const Rect rect = c.place(height);
    c.card_face(rect);
    Column inner = c.column();
    inner.x = rect.x + c.pad(20);
    inner.w = rect.w - 2 * c.pad(20);
    inner.y = inner.top = rect.y + c.pad(18);
    inner.gap = 0;
    inner.last = Flow::blocks;
    inner.padded_rows = true;
    c.ids.push_back(id);
    float end = 0;
    c.within(inner, [&] {
        body();
        end = c.column().y;
        // Rows bring their own space.
        if (c.column().last == Flow::rows) end -= c.pad(18) - c.px(6);
    });
    c.ids.pop_back();
    c.learn_size(id, std::max(c.px(20), end - rect.y + c.pad(18)));
}

void Ui::columns(std::span<const Body> bodies, float column_width_u_min) {
    Core& c = *core_;
    const auto count = static_cast<float>(bodies.size());
    const float between = c.px(22);
    const float each = (c.column().w - between * (count - 1)) / count;
    if (bodies.empty()) return;
    if (each < c.grow(column_width_u_min)) {
        for (const Body& body : bodies)
            body();
        return;
    }
    (void)c.place(0, 0);
    const Column before = c.column();
    float lowest = before.y;
    float gap = 0;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        Column inner = before;
        inner.x = std::round(before.x + static_cast<float>(i) * (each + between));
        inner.w = std::round(each);
        inner.last = Flow::blocks;
        c.within(inner, [&] {
            bodies[i]();
            lowest = std::max(lowest, c.column().y);
            gap = std::max(gap, c.column().gap);
        });
    }
    c.column().y = lowest;
    c.column().gap = gap;
    c.column().last = Flow::blocks;
}

}  // namespace cpc::ui
