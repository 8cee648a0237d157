// SPDX-License-Identifier: Apache-2.0
// PIN pad and signature pad. Digits go straight to the caller's sink; nothing here keeps them, and
// the registry only ever knows how many there are.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

constexpr float key_w_u = 132;
constexpr float key_h_u = 92;
constexpr float key_h_min_u = 56;

}  // namespace

std::optional<PinAct> Ui::pin_pad(const PinPad& pad, PinSink& sink) {
    Core& c = *core_;
    std::optional<PinAct> act;
    const bool dark = c.column().on_dark;
    const Ink ink = dark ? Ink::on_hand_over : Ink::ink;
    const float w = c.column().w;
    const float gap = c.px(15);
    const float wide = std::max(c.px(key_w_u), c.fonts.width(Type::small_medium, pad.cancel) + c.px(24));
    const float key_w = std::min(wide, std::floor((w - 2 * gap) / 3));
    const float pad_w = 3 * key_w + 2 * gap;
    const bool locked = !pad.blocked_by.empty();
    const auto centred = [&](Type type, const std::string& text, Ink colour, Role role, float after) {
        if (text.empty()) return;
        const TextBlock b = c.wrap(type, text, w);
        const Rect rect = c.place(b.height, after);
        c.text(b, {rect.x, rect.y}, colour, Align::centre, rect.w);
        c.add(role, text, rect);
    };
    centred(Type::lead, pad.title, ink, Role::heading, 14);
    // Rings fill; a digit is never shown.
    const Rect rings = c.place(c.px(28), 10);
    const float pitch = c.px(44);
    for (std::size_t i = 0; i < pad.digits; ++i) {
        const float offset = static_cast<float>(i) - static_cast<float>(pad.digits - 1) / 2;
        const Point at{rings.centre().x + offset * pitch, rings.centre().y};
        if (i < sink.count())
            c.disc(at, c.px(12), dark ? Ink::on_hand_over : Ink::primary);
        else
            c.ring(at, c.px(12), dark ? Ink::on_hand_over_2 : Ink::line_strong);
    }
    c.add(Role::status, c.settings.words.digits_typed, rings, std::to_string(sink.count()));
    const std::string& told = locked ? pad.blocked_by : pad.message;
    // The line keeps its room, so that the pad stays where it is.
    if (told.empty())
        (void)c.place(c.fonts.line(Type::body), 14);
    else
        centred(Type::body, told, dark ? Ink::on_hand_over : Ink::bad, Role::status, 14);
    // All twelve keys stay in sight; large text takes the room from them.
    const float above = c.column().y + c.column().gap - c.column().top;
    const float room = c.column().clip.h - above - c.px(44) - 3 * gap;
    const float key_h = std::clamp(std::floor(room / 4), c.px(key_h_min_u), c.px(key_h_u));
    const auto push = [&](int digit) {
        if (sink.count() >= pad.digits) return;
        sink.push(digit);
        if (sink.count() == pad.digits) act = PinAct::complete;
        c.unsettled = true;
    };
    for (int row = 0; row < 4; ++row) {
        const Rect line = c.place(key_h, 15);
        for (int col = 0; col < 3; ++col) {
            const float x = std::round(line.centre().x - pad_w / 2) +
                            static_cast<float>(col) * (key_w + gap);
            const Rect rect{x, line.y, key_w, key_h};
            const int number = row * 3 + col + 1;
            const bool cancel = row == 3 && col == 0;
            const bool erase = row == 3 && col == 2;
            if (cancel && pad.cancel.empty()) continue;
            const int digit = row == 3 ? 0 : number;
            const std::string name = cancel  ? pad.cancel
                                     : erase ? c.settings.words.erase
                                             : c.settings.words.key + " " + std::to_string(digit);
            Entry e = c.add(Role::key, name, rect);
            c.entries.pop_back();
            e.enabled = !locked || cancel;
            e.blocked_by = locked && !cancel ? pad.blocked_by : "";
            const bool enabled = e.enabled;
            const Touch touch = c.control(std::move(e));
            const bool flat = cancel || erase;
            if (!flat || touch.down) c.fill(rect, enabled ? Ink::surface : Ink::sunken, 14);
            c.outline(rect, flat && dark ? Ink::on_hand_over_2 : Ink::line_strong, 14);
            const Ink face = flat && dark && !touch.down ? Ink::on_hand_over
                             : enabled                   ? Ink::primary
                                                         : Ink::ink_3;
            if (erase)
                c.icon(Icon::backspace, Type::icon_medium, rect.centre(), face);
            else if (cancel)
                c.text(c.wrap(Type::small_medium, name, key_w - c.px(8)),
                       {rect.x + c.px(4), std::round(rect.centre().y - c.wrap(Type::small_medium, name, key_w - c.px(8)).height / 2)},
                       face, Align::centre, key_w - c.px(8));
            else
                c.line_of_text(Type::title, std::to_string(digit), rect,
                               enabled ? Ink::ink : Ink::ink_3, Align::centre);
            if (!touch.pressed) continue;
            if (cancel)
                act = PinAct::cancel;
            else if (erase)
                sink.pop();
            else
                push(digit);
        }
    }
    if (locked || c.layer != c.top_layer) return act;
    for (const char typed : c.input.text)
        if (typed >= '0' && typed <= '9') push(typed - '0');
    if (c.input.key == window::Key::backspace) sink.pop();
    return act;
}

bool Ui::signature_pad(const SignaturePad& pad, Strokes& strokes) {
    using window::GestureKind;
    Core& c = *core_;
    bool changed = false;
    constexpr std::size_t dots_max = 20'000;
    constexpr float thousand = 1000;
    const float inset = c.px(24);
    const TextBlock printed = c.wrap(Type::small, pad.printed, c.column().w - 2 * inset);
    const Rect rect = c.place(c.px(240) + printed.height + c.px(16), 14);
    Entry& e = c.add(Role::signature, pad.label, rect, strokes.dots.empty() ? "empty" : "signed");
    const Rect clip = e.clip;
    c.fill(rect, Ink::surface, 16);
    c.outline(rect, Ink::line_strong, 16);
    const float base = rect.y + c.px(190);
    c.line({rect.x + inset, base}, {rect.right() - inset, base}, Ink::line_strong, 1);
    c.icon(Icon::cross, Type::icon, {rect.x + inset + c.px(14), base - c.px(20)}, Ink::ink_3);
    c.text(printed, {rect.x + inset, rect.y + c.px(240)}, Ink::ink_2);
    const auto& g = c.input.gesture;
    if (g && c.layer == c.top_layer && rect.contains(g->down) && clip.contains(g->down)) {
        const bool starts = g->kind == GestureKind::press;
        if (starts) c.recogniser.claim();
        if ((starts || g->kind == GestureKind::drag) && strokes.dots.size() < dots_max) {
            const auto to = [&](float v, float low) {
                return static_cast<std::int16_t>(
                    std::clamp((v - low) / rect.w * thousand, 0.0F, thousand));
            };
            strokes.dots.push_back({to(g->at.x, rect.x), to(g->at.y, rect.y), starts});
            changed = true;
        }
    }
    c.push_clip(rect);
    for (std::size_t i = 1; i < strokes.dots.size(); ++i) {
        const auto& a = strokes.dots[i - 1];
        const auto& b = strokes.dots[i];
        if (b.starts) continue;
        const auto at = [&](const Strokes::Dot& d) {
            return Point{rect.x + static_cast<float>(d.x) * rect.w / thousand,
                         rect.y + static_cast<float>(d.y) * rect.w / thousand};
        };
        c.line(at(a), {at(b).x, at(b).y + 0.01F}, Ink::ink, 3);
    }
    c.pop_clip();
    return changed;
}

}  // namespace cpc::ui
