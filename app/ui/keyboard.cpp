// SPDX-License-Identifier: Apache-2.0
// The on-screen keyboard (ui-design.md 4.12). A key works when the finger goes, at the key under
// it then; delete repeats while held. It predicts nothing, learns nothing, keeps no clipboard.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"
#include "core/base/letters.hpp"

namespace cpc::ui {
namespace {

constexpr std::uint64_t repeat_after_ms = 450;
constexpr std::uint64_t repeat_every_ms = 60;
constexpr float slip_u = 20;

struct KeyCap {
    Rect rect;
    std::string label;  // what it says
    std::string name;   // what the registry calls it
    Icon icon = Icon::none;
    bool special = false;
};

std::vector<std::string> characters(std::string_view row) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < row.size();) {
        const std::size_t next = next_character(row, at);
        out.emplace_back(row.substr(at, next - at));
        at = next;
    }
    return out;
}

struct Board {
    std::vector<KeyCap> keys;
    std::size_t shift = 0, erase = 0, page = 0, space = 0, line = 0, done = 0;
};

// Rows 1–3 from the locale, the rest fixed. Key width is what ten keys leave of the glass, at
// most 104 u.
Board lay_out(Core& c, const Rect& rect, bool capitals) {
    const Words& words = c.settings.words;
    const auto& rows = c.writing.signs ? words.sign_rows : words.letter_rows;
    Board board;
    const float gap = c.px(8);
    const float key_h = c.px(68);
    const float key_w = std::min(c.px(104), std::floor((rect.w - c.px(24) - 9 * gap) / 10));
    const float full = 10 * key_w + 9 * gap;
    const float left = std::round(rect.x + (rect.w - full) / 2);
    float y = rect.y + std::round((rect.h - 4 * key_h - 3 * gap) / 2);
    const auto letters = [&](std::string_view row, float from, float to) {
        const auto list = characters(row);
        const auto n = static_cast<float>(list.size());
        const float w = std::min(key_w, std::floor((to - from - gap * (n - 1)) / n));
        float x = std::round(from + (to - from - n * w - (n - 1) * gap) / 2);
        for (const auto& letter : list) {
            const std::string shown = capitals ? in_capitals(letter) : letter;
            board.keys.push_back(
                {{x, y, w, key_h}, shown, words.key + " " + shown, Icon::none, false});
            x += w + gap;
        }
    };
    const auto special = [&](const Rect& r, const std::string& label, const std::string& name,
                             Icon icon) {
        board.keys.push_back({r, label, name, icon, true});
        return board.keys.size() - 1;
    };
    letters(rows[0], left, left + full);
    y += key_h + gap;
    letters(rows[1], left, left + full);
    y += key_h + gap;
    const float wide = std::round(key_w * 1.5F);
    board.shift = special({left, y, wide, key_h}, "", words.shift, Icon::shift);
    letters(rows[2], left + wide + gap, left + full - wide - gap);
    board.erase = special({left + full - wide, y, wide, key_h}, "", words.erase, Icon::backspace);
    y += key_h + gap;
    Rect row{left, y, full, key_h};
    board.page = special(row.cut_left(wide), c.writing.signs ? words.letters : words.digits,
                         c.writing.signs ? words.letters : words.digits, Icon::none);
    row.cut_left(gap);
    const Rect comma = row.cut_left(key_w);
    row.cut_left(gap);
    board.done = special(row.cut_right(wide), words.done, words.done, Icon::keyboard_close);
    row.cut_right(gap);
    board.line = special(row.cut_right(key_w), words.line, words.line, Icon::none);
    row.cut_right(gap);
    const Rect stop = row.cut_right(key_w);
    row.cut_right(gap);
    board.keys.push_back({comma, ",", words.key + " ,", Icon::none, false});
    board.space = special(row, words.space, words.space, Icon::none);
    board.keys.push_back({stop, ".", words.key + " .", Icon::none, false});
    return board;
}

void draw_key(Core& c, const KeyCap& key, bool down, bool lit) {
    Rect under = key.rect;
    under.y += c.px(2);
    if (c.settings.theme == Theme::paper) c.fill(under, Ink::line_strong, 10);
    c.fill(key.rect, down ? Ink::primary_tint : key.special ? Ink::sunken : Ink::surface, 10);
    if (c.settings.theme != Theme::paper) c.outline(key.rect, Ink::line, 10, 1);
    if (lit) c.outline(key.rect, Ink::primary, 10, 3);
    if (key.icon != Icon::none) {
        c.icon(key.icon, Type::icon_medium, key.rect.centre(), Ink::ink);
        return;
    }
    // Letters at lead size; they do not grow past their key.
    Type type = key.special ? Type::small_medium : Type::lead;
    if (c.fonts.width(type, key.label) > key.rect.w - c.px(6) ||
        c.fonts.em(type) > key.rect.h * 0.8F)
        type = Type::small_medium;
    c.line_of_text(type, key.label, key.rect, Ink::ink, Align::centre);
}

}  // namespace

void Core::draw_keyboard(const Rect& rect) {
    using window::GestureKind;
    fill(rect, Ink::keyboard);
    fill({rect.x, rect.y, rect.w, px(2)}, Ink::line);
    const bool capitals = writing.shift && !writing.signs;
    const Board board = lay_out(*this, rect, capitals);
    const bool reachable = layer == top_layer;
    if (reachable && input.gesture && input.gesture->kind == GestureKind::press &&
        rect.contains(input.gesture->down))
        recogniser.claim();
    const std::size_t none = board.keys.size();
    const auto key_at = [&](Point p) -> std::size_t {
        for (std::size_t i = 0; i < board.keys.size(); ++i)
            if (board.keys[i].rect.contains(p)) return i;
        for (std::size_t i = 0; i < board.keys.size(); ++i)
            if (board.keys[i].rect.grown(px(slip_u) / 2).contains(p)) return i;
        return none;
    };
    std::size_t emitted = none;
    const bool on_board = reachable && finger && rect.contains(finger->down);
    std::size_t under = none;
    if (on_board) under = key_at(finger_at);
    if (reachable && input.gesture && input.gesture->kind == GestureKind::release &&
        rect.contains(input.gesture->down)) {
        emitted = key_at(input.gesture->at);
        if (emitted == board.erase && writing.erase_repeats_ms != 0) emitted = none;
    }
    if (under == board.erase) {  // held: repeats
        if (writing.erase_repeats_ms == 0 && now_ms >= finger->time_ms + repeat_after_ms)
            writing.erase_repeats_ms = now_ms;
        if (writing.erase_repeats_ms != 0 && now_ms >= writing.erase_repeats_ms) {
            edit(EditKind::erase);
            writing.erase_repeats_ms = now_ms + repeat_every_ms;
        }
        wake_at(writing.erase_repeats_ms != 0 ? writing.erase_repeats_ms
                                              : finger->time_ms + repeat_after_ms);
    } else {
        writing.erase_repeats_ms = 0;
    }
    for (std::size_t i = 0; i < board.keys.size(); ++i) {
        const KeyCap& key = board.keys[i];
        // A passphrase must not be read off the highlighted keys.
        const bool down = under == i && !writing.secret;
        draw_key(*this, key, down, i == board.shift && writing.shift && !writing.signs);
        add(Role::key, key.name, key.rect);
        entries.back().key = make_id(key.name);
        entries.back().secret = writing.secret;
    }
    if (emitted == none) return;
    const std::size_t k = emitted;
    if (k == board.shift) {
        writing.shift = !writing.shift;
        unsettled = true;
    } else if (k == board.erase) {
        edit(EditKind::erase);
    } else if (k == board.page) {
        writing.signs = !writing.signs;
        unsettled = true;
    } else if (k == board.done) {
        stop_writing();
    } else if (k == board.line) {
        edit(EditKind::insert, "\n");
    } else if (k == board.space) {
        edit(EditKind::insert, " ");
    } else {
        edit(EditKind::insert, board.keys[k].label);
        if (writing.secret) writing.shift = false;
    }
}

}  // namespace cpc::ui
