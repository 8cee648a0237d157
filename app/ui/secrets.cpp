// SPDX-License-Identifier: Apache-2.0
// PIN pad, words that are shown once, and signature pad. Digits go straight to the caller's sink
// and words are drawn straight from the caller's memory; nothing here keeps either, and the
// registry only ever knows how many there are.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

constexpr float key_w_u = 132;
constexpr float key_h_u = 92;
constexpr float key_h_min_u = 56;
constexpr float target_u = 76;

struct PadLook {
    bool dark = false;
    bool locked = false;
};

void centred(Core& c, Type type, const std::string& text, Ink ink, Role role, float after_u) {
    if (text.empty()) return;
    const TextBlock b = c.wrap(type, text, c.column().w);
    const Rect rect = c.place(b.height, after_u);
    c.text(b, {rect.x, rect.y}, ink, Align::centre, rect.w);
    c.add(role, text, rect);
}

// Rings fill; a digit is never shown.
void pin_rings(Core& c, std::size_t digits, std::size_t typed, bool dark) {
    const Rect rings = c.place(c.px(28), 10);
    for (std::size_t i = 0; i < digits; ++i) {
        const float offset = static_cast<float>(i) - static_cast<float>(digits - 1) / 2;
        const Point at{rings.centre().x + offset * c.px(44), rings.centre().y};
        if (i < typed)
            c.disc(at, c.px(12), dark ? Ink::on_hand_over : Ink::primary);
        else
            c.ring(at, c.px(12), dark ? Ink::on_hand_over_2 : Ink::line_strong);
    }
    c.add(Role::status, c.settings.words.digits_typed, rings, std::to_string(typed)).secret = true;
}

enum class PadKey : std::uint8_t { digit, cancel, erase };

// The largest letters that stay inside a key: large text does not make keys higher.
Type fitting(const Core& c, float height) {
    for (const Type type : {Type::title, Type::lead, Type::strong})
        if (c.fonts.em(type) <= height * 0.84F) return type;
    return Type::small_medium;
}

bool pad_key(Core& c, const PinPad& pad, PadKey kind, int digit, const Rect& rect, PadLook look) {
    const Words& words = c.settings.words;
    const std::string name = kind == PadKey::cancel  ? pad.cancel
                             : kind == PadKey::erase ? words.erase
                                                     : words.key + " " + std::to_string(digit);
    const bool off = look.locked && kind != PadKey::cancel;
    const Touch touch = c.control(Role::key, name, rect, off ? pad.blocked_by : std::string());
    c.entries.back().secret = kind != PadKey::cancel;
    const bool flat = kind != PadKey::digit;
    if (!flat || touch.down) c.fill(rect, off ? Ink::sunken : Ink::surface, 14);
    c.outline(rect, flat && look.dark ? Ink::on_hand_over_2 : Ink::line_strong, 14);
    const Ink face = off                                ? Ink::ink_3
                     : flat && look.dark && !touch.down ? Ink::on_hand_over
                     : flat                             ? Ink::primary
                                                        : Ink::ink;
    switch (kind) {
        case PadKey::erase:
            c.icon(Icon::backspace, Type::icon_medium, rect.centre(), face);
            break;
        case PadKey::cancel: {
            const TextBlock b = c.wrap(Type::small_medium, pad.cancel, rect.w - c.px(8));
            if (b.height > rect.h) c.violations.push_back("text cut: " + pad.cancel);
            c.text(b, {rect.x + c.px(4), std::round(rect.centre().y - b.height / 2)}, face,
                   Align::centre, rect.w - c.px(8));
            break;
        }
        case PadKey::digit:
            c.line_of_text(fitting(c, rect.h), c.keep(std::to_string(digit)), rect, face,
                           Align::centre);
            break;
    }
    return touch.pressed;
}

// Each order as likely as any other: a byte that would favour one is drawn again.
PadOrder mixed(Entropy& chance) {
    PadOrder order{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (std::size_t left = order.size(); left > 1; --left) {
        const std::size_t fair = 256 - 256 % left;
        std::array<std::uint8_t, 1> drawn{};
        do
            chance.fill(drawn);
        while (drawn[0] >= fair);
        std::swap(order.at(left - 1), order.at(drawn[0] % left));
    }
    return order;
}

// The same for as long as the pad stands there: a wrong PIN is typed again on the same keys.
const PadOrder& pad_order(Core& c, const PinPad& pad) {
    static constexpr PadOrder by_place{1, 2, 3, 4, 5, 6, 7, 8, 9, 0};
    const Settings& s = c.settings;
    if (s.pad_order == nullptr || !s.mixed_digits || s.scanning || s.aloud.touch) return by_place;
    std::string asked = pad.title;
    for (const Entry& e : c.entries)
        if (e.role == Role::title) asked += e.label;
    const auto title = std::hash<std::string>{}(asked);
    PadKeys& keys = c.pad_keys;
    if ((!keys.stood && !keys.seen) || keys.title != title) keys.order = mixed(*s.pad_order);
    keys.title = title;
    keys.seen = true;
    return keys.order;
}

// All twelve keys stay in sight; large text takes the room from them.
struct PadSize {
    float key_w = 0, key_h = 0, gap = 0;
};
PadSize pad_size(Core& c, const PinPad& pad) {
    PadSize size;
    size.gap = c.px(15);
    const float cancel = c.fonts.width(Type::small_medium, pad.cancel) + c.px(24);
    size.key_w =
        std::min(std::max(c.px(key_w_u), cancel), std::floor((c.column().w - 2 * size.gap) / 3));
    const float above = c.column().y + c.column().gap - c.column().top;
    const float room = c.column().clip.h - above - c.px(44) - 3 * size.gap;
    // Below a standard target only where the words cannot go beside the pad, or have.
    const bool can_split = c.screen.w > c.screen.h && c.column().clip.w > c.screen.w * 0.6F;
    const float least = c.px(can_split ? target_u : key_h_min_u);
    size.key_h = std::clamp(std::floor(room / 4), least, c.px(key_h_u));
    return size;
}

}  // namespace

std::optional<PinAct> Ui::pin_pad(const PinPad& pad, PinSink& sink) {
    Core& c = *core_;
    std::optional<PinAct> act;
    const PadLook look{c.column().on_dark, !pad.blocked_by.empty()};
    const PadOrder& order = pad_order(c, pad);
    centred(c, Type::lead, pad.title, look.dark ? Ink::on_hand_over : Ink::ink, Role::heading, 14);
    pin_rings(c, pad.digits, sink.count(), look.dark);
    const std::string& told = look.locked ? pad.blocked_by : pad.message;
    if (told.empty())  // the line keeps its room, so that the pad stays where it is
        (void)c.place(c.fonts.line(Type::body), 14);
    else
        centred(c, Type::body, told, look.dark ? Ink::on_hand_over : Ink::bad, Role::status, 14);
    const auto push = [&](int digit) {
        if (sink.count() >= pad.digits) return;
        sink.push(digit);
        if (sink.count() == pad.digits) act = PinAct::complete;
        c.unsettled = true;
    };
    const PadSize size = pad_size(c, pad);
    for (int row = 0; row < 4; ++row) {
        const Rect line = c.place(size.key_h, 15);
        const float left = std::round(line.centre().x - (3 * size.key_w + 2 * size.gap) / 2);
        for (int col = 0; col < 3; ++col) {
            const Rect rect{left + static_cast<float>(col) * (size.key_w + size.gap), line.y,
                            size.key_w, size.key_h};
            const PadKey kind = row < 3 || col == 1 ? PadKey::digit
                                : col == 0          ? PadKey::cancel
                                                    : PadKey::erase;
            if (kind == PadKey::cancel && pad.cancel.empty()) continue;
            const int digit = order.at(static_cast<std::size_t>(row == 3 ? 9 : row * 3 + col));
            if (!pad_key(c, pad, kind, digit, rect, look)) continue;
            if (kind == PadKey::cancel) act = PinAct::cancel;
            if (kind == PadKey::erase) sink.pop();
            if (kind == PadKey::digit) push(digit);
        }
    }
    if (look.locked || c.layer != c.top_layer) return act;
    for (const char typed : c.input.text)
        if (typed >= '0' && typed <= '9') push(typed - '0');
    if (c.input.key == window::Key::backspace) sink.pop();
    if (c.input.key == window::Key::escape && !pad.cancel.empty()) act = PinAct::cancel;
    return act;
}

// Each word in a box of its own with its number, so that nobody takes two for one.
void Ui::secret_words(const SecretWords& shown) {
    Core& c = *core_;
    const float inset = c.pad(16);
    const float between = c.px(12);
    const float height = std::max(c.px(64), c.grow(56));
    const float column = c.column().w;
    const auto number_w = c.fonts.width(Type::small_medium, "5") + c.px(10);
    const auto box_w = [&](std::string_view word) {
        return std::min(column, 2 * inset + number_w + c.fonts.width(Type::lead, word));
    };
    Rect all;
    std::size_t number = 1;
    for (std::size_t from = 0; from < shown.words.size();) {
        std::size_t to = from;
        float used = 0;
        while (to < shown.words.size()) {
            const float more = box_w(shown.words[to]) + (to > from ? between : 0);
            if (to > from && used + more > column) break;
            used += more;
            ++to;
        }
        const Rect line = c.place(height, 12);
        if (from == 0) all = line;
        all.h = line.bottom() - all.y;
        float x = std::round(line.x + (line.w - used) / 2);
        for (; from < to; ++from, ++number) {
            const Rect box{x, line.y, std::floor(box_w(shown.words[from])), height};
            x += box.w + between;
            c.fill(box, Ink::surface, 12);
            c.outline(box, Ink::line_strong, 12);
            const Rect inner{box.x + inset, box.y, box.w - 2 * inset + c.px(2), box.h};
            c.line_of_text(Type::small_medium, c.keep(std::to_string(number)),
                           {inner.x, inner.y, number_w, inner.h}, Ink::ink_2);
            TextBlock word{Type::lead,
                           {{shown.words[from], c.fonts.width(Type::lead, shown.words[from])}},
                           inner.w - number_w,
                           c.fonts.line(Type::lead),
                           false};
            c.text(word, {inner.x + number_w, std::round(inner.centre().y - word.height / 2)},
                   Ink::ink);
        }
    }
    c.add(Role::status, shown.label, all, std::to_string(shown.words.size())).secret = true;
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
    e.key = c.make_id("signature:" + pad.label);
    const std::uint64_t key = e.key;
    const Rect clip = e.clip;
    c.fill(rect, Ink::surface, 16);
    c.outline(rect, Ink::line_strong, 16);
    const float base = rect.y + c.px(190);
    c.line({rect.x + inset, base}, {rect.right() - inset, base}, Ink::line_strong, 1);
    c.icon(Icon::cross, Type::icon, {rect.x + inset + c.px(14), base - c.px(20)}, Ink::ink_3);
    c.text(printed, {rect.x + inset, rect.y + c.px(240)}, Ink::ink_2);
    const auto& g = c.input.gesture;
    if (g && c.was_meant(key) && c.layer == c.top_layer && rect.contains(g->down) &&
        clip.contains(g->down)) {
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
