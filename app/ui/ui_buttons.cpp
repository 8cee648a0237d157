// SPDX-License-Identifier: Apache-2.0
// Buttons, hold buttons and the row of actions at the bottom of bars and sheets.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

constexpr std::uint64_t hold_ms = 1'000;
constexpr std::uint64_t armed_ms = 5'000;
constexpr float target_u = 76;
constexpr float hold_slip_u = 20;

struct Look {
    Ink fill = Ink::surface;
    Ink text = Ink::primary;
    bool outlined = true;
};

Look look_of(const Action& action, bool down, bool dark) {
    if (!action.blocked_by.empty()) return {Ink::sunken, Ink::ink_3, true};
    if (dark && action.kind == Kind::primary) return {Ink::on_hand_over, Ink::hand_over, false};
    if (action.kind == Kind::primary)
        return {down ? Ink::primary_pressed : Ink::primary, Ink::on_primary, false};
    return {down ? Ink::primary_tint : Ink::surface, Ink::primary, action.kind == Kind::outlined};
}

}  // namespace

Core::ButtonSize Core::measure_button(const Action& action, float width_max) {
    const float side = action.icon == Icon::none ? 0 : fonts.em(Type::icon) + pad(10);
    const float inset = action.kind == Kind::plain ? pad(14) : px(26) + px(4) * (t() - 1);
    ButtonSize size;
    std::string_view label = action.label;
    if (!action.blocked_by.empty() && settings.theme == Theme::high_contrast)
        label = keep(action.label + " (" + settings.words.not_yet + ")");  // no colour says it
    size.block = wrap(Type::strong, label, std::max(1.0F, width_max - 2 * inset - side));
    size.width = size.block.width + 2 * inset + side;
    size.height = std::max(px(target_u), size.block.height + 2 * pad(14));
    return size;
}

bool Core::draw_button(const Action& action, const Rect& rect, Section section) {
    Column& c = column();
    const Section before = c.section;
    c.section = section;
    const bool pressed = draw_button_in(action, rect);
    column().section = before;
    return pressed;
}

bool Core::draw_button_in(const Action& action, const Rect& rect) {
    if (action.hold) return draw_hold(action, rect);
    const bool dark = column().on_dark;
    Entry e = add(Role::button, action.label, rect);
    entries.pop_back();
    e.enabled = action.blocked_by.empty();
    e.blocked_by = action.blocked_by;
    e.primary = action.kind == Kind::primary;
    const Touch touch = control(std::move(e));
    const Look look = look_of(action, touch.down, dark);
    const ButtonSize size = measure_button(action, rect.w);
    if (dark && action.kind != Kind::primary) {  // glass on the hand-over colour
        list->AddRectFilled({rect.x, rect.y}, {rect.right(), rect.bottom()},
                            IM_COL32(255, 255, 255, touch.down ? 60 : 28), px(14));
        outline(rect, Ink::on_hand_over_2, 14);
        icon_and_text(rect, action.icon, size.block, Ink::on_hand_over, Align::centre,
                      action.icon_last);
        return touch.pressed;
    }
    if (action.kind != Kind::plain || touch.down) fill(rect, look.fill, 14);
    if (look.outlined) outline(rect, Ink::line_strong, 14);
    icon_and_text(rect, action.icon, size.block, look.text, Align::centre, action.icon_last);
    return touch.pressed;
}

namespace {

void fill_part(Core& c, const Rect& rect, float part) {
    c.push_clip({rect.x, rect.y, std::round(rect.w * part), rect.h});
    c.fill(rect, c.column().on_dark ? Ink::on_hand_over_2 : Ink::primary_pressed, 14);
    c.pop_clip();
    if (c.settings.theme != Theme::paper)  // pressed has no colour of its own there
        c.fill({rect.x + c.px(14), rect.bottom() - c.px(10), std::round((rect.w - c.px(28)) * part),
                c.px(5)},
               Ink::on_primary, 2);
}

}  // namespace

// ui-design.md 4.10: fills in one second, fires once, then waits for the finger to go; two taps do
// the same for keys and for hands that cannot hold.
bool Core::draw_hold(const Action& action, const Rect& rect) {
    using window::GestureKind;
    Entry e = add(Role::hold_button, action.label, rect);
    entries.pop_back();
    e.enabled = action.blocked_by.empty();
    e.blocked_by = action.blocked_by;
    e.primary = true;
    const bool enabled = e.enabled;
    const Rect clip = e.clip;
    const Touch touch = control(std::move(e));
    const std::uint64_t key = entries.back().key;
    bool fired = false;
    const bool armed = hold.armed_key == key && now_ms < hold.armed_until_ms;
    const bool by_key = touch.pressed && !input.gesture;
    const bool by_taps = settings.hold == HoldStyle::tap_twice || settings.scanning;
    const bool tapped = touch.pressed && by_taps;
    if (enabled && (by_key || tapped)) {
        fired = armed;
        hold.armed_key = armed ? 0 : key;
        hold.armed_until_ms = armed ? 0 : now_ms + armed_ms;
        unsettled = true;
    }
    const bool own_press = input.gesture && input.gesture->kind == GestureKind::press &&
                           was_meant(key) && layer == top_layer &&
                           rect.contains(input.gesture->down) && clip.contains(input.gesture->down);
    if (enabled && own_press && !by_taps) {
        recogniser.claim();
        hold.key = key;
        hold.since_ms = now_ms;
        hold.fired = false;
    }
    float part = 0;
    if (hold.key == key) {
        const bool on = finger && rect.grown(px(hold_slip_u)).contains(finger_at);
        if (on && !hold.fired) {
            const std::uint64_t held = now_ms - hold.since_ms;
            part = std::min(1.0F, static_cast<float>(held) / static_cast<float>(hold_ms));
            if (!settings.movement) part = std::floor(part * 4) / 4;
            if (held >= hold_ms) {
                hold.fired = fired = true;
                unsettled = true;
            } else {
                wake_at(now_ms + (settings.movement ? 16 : hold_ms / 4 - held % (hold_ms / 4)));
            }
        } else if (!on) {
            if (!hold.fired) say(settings.words.hold_longer, Tone::secondary);
            hold.key = 0;
        }
    }
    Action shown = action;
    if (hold.armed_key == key && now_ms < hold.armed_until_ms) {
        shown.label = settings.words.tap_again + ": " + action.label;
        for (Entry& each : entries)
            if (each.key == key) each.value = settings.words.tap_again;
        wake_at(hold.armed_until_ms);
    }
    shown.kind = Kind::primary;
    const Look look = look_of(shown, false, column().on_dark);
    fill(rect, look.fill, 14);
    if (part > 0) fill_part(*this, rect, part);
    if (look.outlined) outline(rect, Ink::line_strong, 14);
    const ButtonSize size = measure_button(shown, rect.w);
    icon_and_text(rect, shown.icon, size.block, look.text);
    return fired;
}

bool Core::icon_button(Icon which, std::string_view label, const Rect& rect, Ink ink) {
    const Touch touch = control(Role::button, label, rect);
    if (touch.down) fill(rect, Ink::primary_tint, 14);
    icon(which, Type::icon, rect.centre(), ink);
    return touch.pressed;
}

bool Ui::button(std::string_view label, Kind kind, std::string_view blocked_by) {
    Action action;
    action.label = std::string(label);
    action.kind = kind;
    action.blocked_by = std::string(blocked_by);
    return button(action);
}

bool Ui::button(const Action& action) {
    Core& c = *core_;
    const bool full = c.column().centred || c.column().w < c.px(480);
    const auto size = c.measure_button(action, c.column().w);
    Rect rect = c.place(size.height, 16);
    if (!full) rect.w = std::min(rect.w, std::max(size.width, c.px(180)));
    return c.draw_button_in(action, rect);
}

bool Ui::hold_button(std::string_view label, std::string_view blocked_by, Icon icon) {
    Action action;
    action.label = std::string(label);
    action.blocked_by = std::string(blocked_by);
    action.icon = icon;
    action.kind = Kind::primary;
    action.hold = true;
    return button(action);
}

std::optional<std::size_t> Ui::buttons(std::span<const Action> actions) {
    Core& c = *core_;
    std::optional<std::size_t> pressed;
    if (actions.empty()) return pressed;
    const float between = c.px(15);
    const float width = c.column().w;
    float whole = between * static_cast<float>(actions.size() - 1);
    float height = 0;
    for (const Action& a : actions) {
        const auto size = c.measure_button(a, width);
        whole += size.width;
        height = std::max(height, size.height);
    }
    if (whole > width) {  // below each other
        for (std::size_t i = 0; i < actions.size(); ++i) {
            const auto size = c.measure_button(actions[i], width);
            if (c.draw_button_in(actions[i], c.place(size.height, 15))) pressed = i;
        }
        return pressed;
    }
    const bool stretch = c.column().centred || width < c.px(480);
    const float extra = stretch ? (width - whole) / static_cast<float>(actions.size()) : 0;
    const Rect row = c.place(height, 16);
    float x = row.x;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const float w = std::floor(c.measure_button(actions[i], width).width + extra);
        if (c.draw_button_in(actions[i], {x, row.y, w, height})) pressed = i;
        x += w + between;
    }
    return pressed;
}

}  // namespace cpc::ui
