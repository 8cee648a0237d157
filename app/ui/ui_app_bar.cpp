// SPDX-License-Identifier: Apache-2.0
// The app bar. Its right end is the same on every screen, Hide in the outermost corner.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {

// Stays live above sheets: one touch must always do.
bool Core::draw_hide(bool register_it) {
    if (!hide_rect) return false;
    Touch touch;
    if (register_it) {
        Entry e = add(Role::button, hide_label, *hide_rect);
        entries.pop_back();
        e.section = Section::app_bar;
        e.clip = screen;
        e.visible = true;
        e.layer = layer_always;
        touch = control(std::move(e));
    }
    const TextBlock b = wrap(Type::small_medium, hide_label, hide_rect->w);
    const bool dark = hide_dark && !touch.down;
    if (!dark) fill(*hide_rect, touch.down ? Ink::primary_tint : Ink::surface, 14);
    outline(*hide_rect, dark ? Ink::on_hand_over_2 : Ink::line_strong, 14);
    icon_and_text(*hide_rect, Icon::hide, b, dark ? Ink::on_hand_over : Ink::primary);
    return touch.pressed || input.key == window::Key::f9;
}

namespace {

constexpr float target_u = 76;

// What is still free of the bar, and its first line, which is all of it except at large text.
struct BarRoom {
    Rect free;
    float line = 0;
    std::optional<AppBarAct> act;

    [[nodiscard]] Rect target(const Rect& column, float side) const {
        return {column.x, column.y + (line - side) / 2, column.w, side};
    }
};

void left_end(Core& c, const AppBar& bar, BarRoom& room) {
    const float target = c.px(target_u);
    room.free.cut_left(c.px(12));
    if (!bar.home.empty()) {
        const Rect spot = room.target(room.free.cut_left(target), target);
        if (c.icon_button(Icon::home, bar.home, spot, Ink::primary)) room.act = AppBarAct::home;
        room.free.cut_left(c.px(6));
    } else if (!bar.initials.empty()) {
        const float side = std::max(c.px(52), c.grow(44));
        c.avatar({room.free.x + c.px(8), room.free.y + (room.line - side) / 2, side, side},
                 bar.initials, false);
        room.free.cut_left(side + c.px(24));
    } else {
        room.free.cut_left(c.px(12));
    }
}

// In the outermost corner of every screen.
bool hide_button(Core& c, const std::string& label, BarRoom& room) {
    const float target = c.px(target_u);
    const TextBlock b = c.wrap(Type::small_medium, label, room.free.w);
    const float w = b.width + c.fonts.em(Type::icon) + c.pad(10) + 2 * c.pad(24);
    const float h =
        std::clamp(b.height + 2 * c.pad(12), target, std::max(target, room.line - c.px(6)));
    c.hide_rect = room.target(room.free.cut_right(w), h);
    c.hide_label = label;
    return c.draw_hide(true);
}

void right_end(Core& c, const AppBar& bar, BarRoom& room) {
    const float target = c.px(target_u);
    room.free.cut_right(c.px(12));
    if (!bar.hide.empty()) {
        if (hide_button(c, bar.hide, room)) room.act = AppBarAct::hide;
        room.free.cut_right(c.px(8));
    }
    const auto tool = [&](Icon icon, const std::string& label, AppBarAct what) {
        if (label.empty()) return;
        const Rect spot = room.target(room.free.cut_right(target), target);
        if (c.icon_button(icon, label, spot, Ink::primary) ||
            (what == AppBarAct::read_aloud && c.input.key == window::Key::f1))
            room.act = what;
    };
    tool(Icon::text_size, bar.display, AppBarAct::display);
    if (!bar.display.empty() && !bar.display_mark.empty()) {
        c.entries.back().value = bar.display_mark;
        const Rect& spot = c.entries.back().rect;
        c.disc({spot.right() - c.px(13), spot.y + c.px(15)}, c.px(8), Ink::warn);
    }
    if (c.reader) {
        if (c.speaker(room.target(room.free.cut_right(target), target)))
            room.act = AppBarAct::read_aloud;
    } else {
        tool(Icon::read_aloud, bar.read_aloud, AppBarAct::read_aloud);
    }
    room.free.cut_right(c.px(8));
}

// Time and save state; on narrow glass only a failure to save is worth the room.
void save_state(Core& c, const AppBar& bar, BarRoom& room) {
    const bool failed = bar.save == SaveState::failed;
    if (bar.time.empty() || (c.narrow() && !failed)) return;
    const TextBlock time = c.wrap(Type::small_medium, bar.time, room.free.w);
    const TextBlock save = c.wrap(Type::small, bar.save_text, room.free.w);
    const float icon_w = c.fonts.em(Type::icon) + c.pad(6);
    const Rect spot = room.free.cut_right(std::max(time.width, save.width) + icon_w + c.px(8));
    const float top = std::round(spot.y + (spot.h - time.height - save.height) / 2);
    const Ink ink = failed ? Ink::bad : Ink::ink_2;
    const Icon icon = failed                          ? Icon::warning
                      : bar.save == SaveState::saving ? Icon::waiting
                                                      : Icon::lock;
    c.icon(icon, Type::icon, {spot.x + c.fonts.em(Type::icon) / 2, spot.centre().y}, ink);
    c.text(time, {spot.x + icon_w, top}, Ink::ink);
    c.text(save, {spot.x + icon_w, top + time.height}, ink);
    c.add(Role::status, bar.time, spot, bar.save_text);
    room.free.cut_right(c.px(12));
}

// The title is a target: it opens the facts, where title and second line are whole if they have no
// room here. On somebody's own screen there are no facts to open.
void bar_title(Core& c, const AppBar& bar, const Rect& spot, BarRoom& room) {
    const float side = std::max(c.px(target_u), spot.h - c.px(8));
    const Rect target{spot.x, spot.y + (spot.h - side) / 2, spot.w, side};
    const TextBlock whole = c.fonts.wrap(Type::strong, bar.title, spot.w);
    const bool fits = !whole.broken && whole.height <= spot.h;
    const TextBlock title = fits ? whole : c.first_words(Type::strong, bar.title, spot.w);
    if (bar.initials.empty()) {
        const Touch touch = c.control(Role::button, bar.title, target);
        c.entries.back().value = bar.place;
        if (touch.pressed) room.act = AppBarAct::title;
    } else {
        c.add(Role::text, bar.title, target);
    }
    const float place_h = c.fonts.line(Type::small);
    const bool place = !c.merged() && !bar.place.empty() && title.height + place_h <= spot.h &&
                       c.fonts.width(Type::small, bar.place) <= spot.w;
    const float top = std::round(spot.y + (spot.h - title.height - (place ? place_h : 0)) / 2);
    c.text(title, {spot.x, top}, Ink::ink);
    if (place)
        c.line_of_text(Type::small, bar.place, {spot.x, top + title.height, spot.w, place_h},
                       Ink::ink_2);
}

}  // namespace

bool Core::tool_corner(const Rect& bar, const std::string& hide) {
    Column column;
    column.x = bar.x;
    column.w = bar.w;
    column.y = column.top = bar.y;
    column.clip = bar;
    column.section = Section::app_bar;
    column.owner = "app bar";
    BarRoom room;
    room.free = bar;
    room.line = bar.h;
    room.free.cut_right(px(12));
    bool pressed = false;
    within(column, [&] {
        if (!hide.empty()) {
            pressed = hide_button(*this, hide, room);
            room.free.cut_right(px(8));
        }
        if (reader) (void)speaker(room.target(room.free.cut_right(px(target_u)), px(target_u)));
    });
    return pressed;
}

std::optional<AppBarAct> Ui::app_bar(const AppBar& bar) {
    Core& c = *core_;
    const float two_lines = c.fonts.line(Type::strong) + c.fonts.line(Type::small) + c.pad(18);
    const float merged = std::max(c.px(82), c.fonts.line(Type::strong) + c.px(8));
    // Without words it is no bar: its buttons stand on the page, in the places they always have.
    const bool wordless = bar.title.empty();
    const float height = wordless     ? c.px(92)
                         : c.merged() ? 2 * merged
                                      : std::max(c.px(92), two_lines);
    Rect rect = c.rest.cut_top(height);
    c.use_list();
    c.fill(rect, wordless ? Ink::canvas : Ink::surface);
    if (c.merged() && !wordless) c.merged_strip = Rect{rect.x, rect.y + merged, rect.w, merged};
    Column column;
    column.x = rect.x;
    column.w = rect.w;
    column.y = column.top = rect.y;
    column.clip = rect;
    column.section = Section::app_bar;
    column.owner = "app bar";
    BarRoom room;
    room.free = rect;
    room.line = c.merged() && !wordless ? merged : height;
    c.within(column, [&] {
        left_end(c, bar, room);
        right_end(c, bar, room);
        save_state(c, bar, room);
    });
    if (wordless) return room.act;
    // Beside the tools, or below them where large letters leave no room for a word.
    Rect spot = room.free;
    spot.h = room.line;
    const TextBlock beside = c.fonts.wrap(Type::strong, bar.title, std::max(1.0F, spot.w));
    if (!c.merged() && (beside.broken || beside.height > spot.h)) {
        const float inner = rect.w - 2 * c.px(24);
        const TextBlock below = c.fonts.wrap(Type::strong, bar.title, inner);
        const Rect row = c.rest.cut_top(std::max(c.px(target_u), below.height + c.pad(12)));
        c.fill(row, Ink::surface);
        spot = {row.x + c.px(24), row.y, inner, row.h};
        rect.h += row.h;
        column.clip = rect;
    }
    c.fill({rect.x, rect.bottom() - c.px(1), rect.w, c.px(1)}, Ink::line);
    c.within(column, [&] { bar_title(c, bar, spot, room); });
    return room.act;
}

}  // namespace cpc::ui
