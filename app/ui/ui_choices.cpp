// SPDX-License-Identifier: Apache-2.0
// Choices: segments, ballot rows, chips, label tiles, the scale. All of one kind look alike, in a
// fixed order, with nothing chosen beforehand.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

constexpr float target_u = 76;

Tone tone_of(LabelKind kind) {
    switch (kind) {
        case LabelKind::fact:
            return Tone::fact;
        case LabelKind::observation:
            return Tone::observation;
        case LabelKind::allegation:
            return Tone::allegation;
        case LabelKind::opinion:
            return Tone::opinion;
    }
    return Tone::fact;
}

Entry choice_entry(Core& c, Role role, std::string_view label, std::string_view group,
                   const Rect& rect, bool chosen) {
    Entry e = c.add(role, label, rect);
    c.entries.pop_back();
    e.group = std::string(group);
    e.chosen = chosen;
    e.value = chosen ? "chosen" : "";
    return e;
}

}  // namespace

// With room for the tick, so that nothing moves when it is chosen.
float segment_width(const Core& c, std::string_view option) {
    return c.fonts.width(Type::small_medium, option) + c.fonts.em(Type::icon) + c.pad(4) +
           2 * c.pad(6) + 2 * c.px(3);
}

namespace {

// As many in a row as fit without cutting a word.
std::size_t segments_a_row(const Core& c, std::span<const std::string> options, float width) {
    float sum = 0;
    float widest = 0;
    for (const auto& o : options) {
        sum += segment_width(c, o);
        widest = std::max(widest, segment_width(c, o));
    }
    std::size_t count = options.size();
    if (sum <= width + 1) return count;
    while (count > 1 && widest * static_cast<float>(count) > width)
        --count;
    return count;
}

}  // namespace

std::size_t segment_rows(const Core& c, std::span<const std::string> options, float width) {
    const std::size_t per_row = std::max<std::size_t>(1, segments_a_row(c, options, width));
    return std::max<std::size_t>(1, (options.size() + per_row - 1) / per_row);
}

std::optional<std::size_t> draw_segments(Core& c, std::string_view label,
                                         std::span<const std::string> options,
                                         std::optional<std::size_t> chosen, const Rect& track) {
    std::optional<std::size_t> pressed;
    const std::size_t count = options.size();
    if (count == 0) return pressed;
    const std::size_t rows = segment_rows(c, options, track.w);
    const std::size_t per_row = segments_a_row(c, options, track.w);
    const float row_h = track.h / static_cast<float>(rows);
    const float tick_w = c.fonts.em(Type::icon) + c.pad(4);
    c.fill(track, Ink::sunken, 12);
    if (c.settings.theme == Theme::high_contrast) c.outline(track, Ink::line_strong, 12);
    float sum = 0;
    for (const auto& o : options)
        sum += segment_width(c, o);
    float x = track.x;
    for (std::size_t i = 0; i < count; ++i) {
        const float w = rows == 1 ? std::floor(segment_width(c, options[i]) +
                                               (track.w - sum) / static_cast<float>(count))
                                  : track.w / static_cast<float>(per_row);
        if (i % per_row == 0) x = track.x;
        const Rect spot{x, track.y + static_cast<float>(i / per_row) * row_h, w, row_h};
        x += w;
        const bool is = chosen == i;
        const Touch touch = c.control(choice_entry(c, Role::radio, options[i], label, spot, is));
        if (touch.pressed) pressed = i;
        const Rect face = spot.inset(c.px(4), c.px(4));
        if (is) {
            c.fill(face, Ink::surface, 9);
            c.outline(face, Ink::primary, 9);
        } else if (touch.down) {
            c.fill(face, Ink::primary_tint, 9);
        }
        const TextBlock b = c.wrap(Type::small_medium, options[i], spot.w - (is ? tick_w : 0));
        c.icon_and_text(face, is ? Icon::tick : Icon::none, b, is ? Ink::primary : Ink::ink_2,
                        Align::centre, false, 4);
    }
    return pressed;
}

std::optional<std::size_t> Ui::segmented(std::string_view label,
                                         std::span<const std::string> options,
                                         std::optional<std::size_t> chosen) {
    Core& c = *core_;
    float sum = 0;
    for (const auto& o : options)
        sum += segment_width(c, o);
    const float roomy = std::max(sum + c.px(60), c.px(180) * static_cast<float>(options.size()));
    const float width = std::min(c.column().w, roomy);
    const auto rows = static_cast<float>(segment_rows(c, options, width));
    Rect rect = c.place(c.px(target_u) * rows, 16);
    rect.w = width;
    return draw_segments(c, label, options, chosen, rect);
}

namespace {

// Where the parts of a choice stand, and how large all of one set are.
struct ChoiceShape {
    float side = 0, inset = 0, mark = 0, gap = 0;
    float width = 0, text_w = 0, height = 0;
    bool beside = false;  // in columns, the icon above the words
};

float choice_words(Core& c, const ChoiceRow& row, float width) {
    const float help =
        row.help.empty() ? 0 : c.fonts.wrap(Type::small, row.help, width).height + c.pad(2);
    return c.fonts.wrap(Type::lead, row.label, width).height + help;
}

// Large letters on a low glass: one row would hide the others below the edge, and the first choice
// would be the easiest to reach. There they stand side by side, where their words fit.
ChoiceShape choice_shape(Core& c, std::span<const ChoiceRow> rows) {
    ChoiceShape s;
    s.side = std::max(c.px(56), c.grow(42));
    s.inset = c.pad(20);
    s.mark = c.fonts.em(Type::icon_medium);
    s.gap = c.px(15);
    const auto count = static_cast<float>(rows.size());
    if (c.t() >= 1.5F && c.screen.w > c.screen.h && rows.size() > 1 && rows.size() <= 3) {
        s.inset = c.pad(12);
        s.width = std::floor((c.column().w - s.gap * (count - 1)) / count);
        s.text_w = s.width - 2 * s.inset;
        s.beside = std::none_of(rows.begin(), rows.end(), [&](const ChoiceRow& row) {
            return c.fonts.wrap(Type::lead, row.label, s.text_w).broken ||
                   c.fonts.wrap(Type::small, row.help, s.text_w).broken;
        });
    }
    if (!s.beside) {
        s.inset = c.pad(20);
        s.width = c.column().w;
        s.text_w = s.width - s.side - c.px(20) - s.mark - 3 * s.inset;
    }
    s.height = c.px(92);
    for (const ChoiceRow& row : rows)
        s.height = std::max(s.height, choice_words(c, row, s.text_w) + 2 * c.pad(14) +
                                          (s.beside ? s.side + c.pad(8) : 0));
    return s;
}

bool draw_choice(Core& c, std::string_view group, const ChoiceRow& row, bool is,
                 const ChoiceShape& s, const Rect& rect) {
    Entry e = choice_entry(c, Role::radio, row.label, group, rect, is);
    e.enabled = row.blocked_by.empty();
    e.blocked_by = row.blocked_by;
    const Touch touch = c.control(std::move(e));
    c.shadow(rect, 16);
    c.fill(rect, is || touch.down ? Ink::primary_tint : Ink::surface, 16);
    c.outline(rect, is ? Ink::primary : Ink::line_strong, 16, is ? 4 : 2);
    const float words = choice_words(c, row, s.text_w);
    float top = std::round(rect.y + (rect.h - words) / 2);
    Point middle{rect.x + s.inset + s.side / 2, rect.centre().y};
    float left = rect.x + s.inset + s.side + c.px(20);
    if (s.beside) {
        middle.y = rect.y + c.pad(14) + s.side / 2;
        left = rect.x + s.inset;
        top = middle.y + s.side / 2 + c.pad(8);
    }
    c.disc(middle, s.side / 2, Ink::sunken);
    if (c.settings.theme != Theme::paper) c.ring(middle, s.side / 2, Ink::line_strong);
    c.icon(row.icon, Type::icon_medium, middle, Ink::ink_2);
    const TextBlock name = c.wrap(Type::lead, row.label, s.text_w);
    const TextBlock help = c.wrap(Type::small, row.help, s.text_w);
    c.text(name, {left, top}, row.blocked_by.empty() ? Ink::ink : Ink::ink_3);
    if (!row.help.empty()) c.text(help, {left, top + name.height + c.pad(2)}, Ink::ink_2);
    if (is)
        c.icon(Icon::done, Type::icon_medium, {rect.right() - s.inset - s.mark / 2, middle.y},
               Ink::primary);
    return touch.pressed;
}

}  // namespace

// The chosen one looks the same whichever it is, so that nobody reads it from the side.
std::optional<std::size_t> Ui::choice_rows(std::string_view label, std::span<const ChoiceRow> rows,
                                           std::optional<std::size_t> chosen) {
    Core& c = *core_;
    std::optional<std::size_t> pressed;
    const ChoiceShape s = choice_shape(c, rows);
    Rect line;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || !s.beside) line = c.place(s.height, 15);
        const Rect rect = s.beside ? line.cut_left(s.width) : line;
        if (s.beside) line.cut_left(s.gap);
        if (draw_choice(c, label, rows[i], chosen == i, s, rect)) pressed = i;
    }
    return pressed;
}

std::optional<std::size_t> Ui::chips(std::string_view label, std::span<const std::string> options,
                                     const std::vector<bool>& on) {
    Core& c = *core_;
    std::optional<std::size_t> pressed;
    const float h = std::max(c.px(target_u), c.fonts.line(Type::small_medium) + 2 * c.pad(12));
    const float face_h = std::max(c.px(52), c.fonts.line(Type::small_medium) + 2 * c.pad(10));
    const float between = c.px(10);
    // A tick takes its room from the sides, so that choosing moves nothing.
    const float tick_w = c.fonts.em(Type::icon) + c.pad(4);
    const float sides = std::max(2 * c.pad(22), tick_w + 2 * c.pad(8));
    Rect row = c.place(h, 10);
    float x = row.x;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const bool is = i < on.size() && on[i];
        const TextBlock b = c.wrap(Type::small_medium, options[i], std::max(1.0F, row.w - sides));
        const float w = std::max(c.px(target_u), b.width + sides);
        const bool many = b.lines.size() > 1;  // longer than the row: it has one of its own
        const float own_h = many ? std::max(h, b.height + 2 * c.pad(14)) : h;
        if (x > row.x && (many || x + w > row.right() + 1)) {
            c.column().gap = 0;
            row = c.place(own_h, 10);
            x = row.x;
        } else if (many) {
            c.column().y += own_h - row.h;
            row.h = own_h;
        }
        const Rect spot{x, row.y, w, row.h};
        x = many ? row.right() + between : x + w + between;
        const Touch touch = c.control(choice_entry(c, Role::checkbox, options[i], label, spot, is));
        if (touch.pressed) pressed = i;
        const float own_face = many ? row.h - (h - face_h) : face_h;
        const Rect face{spot.x, spot.y + std::round((row.h - own_face) / 2), w, own_face};
        const float radius_u = std::min(own_face, face_h) / 2 / c.settings.surface.density;
        c.fill(face, is || touch.down ? Ink::primary_tint : Ink::surface, radius_u);
        c.outline(face, is ? Ink::primary : Ink::line_strong, radius_u);
        c.icon_and_text(face, is ? Icon::tick : Icon::none, b, is ? Ink::primary : Ink::ink_2,
                        Align::centre, false, 4);
    }
    return pressed;
}

bool Ui::toggle(std::string_view label, std::string_view detail, bool on) {
    Core& c = *core_;
    const float box = c.px(32);
    const float left = box + c.px(16);
    const TextBlock name = c.wrap(Type::body, label, c.column().w - left);
    const TextBlock more = c.wrap(Type::small, detail, c.column().w - left);
    const float more_h = detail.empty() ? 0 : more.height;
    const float height = std::max(c.px(target_u), name.height + more_h + 2 * c.pad(8));
    const Rect rect = c.place(height, 8);
    Entry e = choice_entry(c, Role::checkbox, label, "", rect, on);
    e.value = on ? "chosen" : std::string(detail);
    const Touch touch = c.control(std::move(e));
    const Rect square{rect.x, std::round(rect.centre().y - box / 2), box, box};
    c.fill(square, on ? Ink::primary : touch.down ? Ink::primary_tint : Ink::surface, 8);
    if (!on) c.outline(square, Ink::line_strong, 8);
    if (on) c.icon(Icon::tick, Type::icon, square.centre(), Ink::on_primary);
    const float top = std::round(rect.y + (rect.h - name.height - more_h) / 2);
    c.text(name, {rect.x + left, top}, Ink::ink);
    if (more_h > 0) c.text(more, {rect.x + left, top + name.height}, Ink::ink_2);
    return touch.pressed;
}

namespace {
Icon icon_of(LabelKind kind) {
    switch (kind) {
        case LabelKind::fact:
            return Icon::done;
        case LabelKind::observation:
            return Icon::eye;
        case LabelKind::allegation:
            return Icon::alert;
        case LabelKind::opinion:
            return Icon::opinion;
    }
    return Icon::none;
}
}  // namespace

std::optional<std::size_t> Ui::label_chooser(std::string_view label,
                                             std::span<const LabelTile> tiles,
                                             std::optional<LabelKind> chosen) {
    Core& c = *core_;
    std::optional<std::size_t> pressed;
    const float between = c.px(14);
    const float inset = c.pad(14);
    const float icon_w = c.fonts.em(Type::icon) + c.pad(8);
    const float whole = c.column().w;
    std::size_t per_row = 4;
    const auto tile_w = [&](std::size_t n) {
        return std::floor((whole - between * static_cast<float>(n - 1)) / static_cast<float>(n));
    };
    const auto fits = [&](std::size_t n) {
        return std::all_of(tiles.begin(), tiles.end(), [&](const LabelTile& t) {
            return c.fonts.width(Type::strong, t.word) + icon_w + 2 * inset <= tile_w(n);
        });
    };
    while (per_row > 1 && !fits(per_row))
        per_row /= 2;
    const float w = tile_w(per_row);
    float height = c.px(104);
    for (const LabelTile& tile : tiles)
        height = std::max(height, c.fonts.line(Type::strong) + 2 * inset + c.pad(2) +
                                      c.wrap(Type::small, tile.meaning, w - 2 * inset).height);
    Rect row;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const LabelTile& tile = tiles[i];
        if (i % per_row == 0) row = c.place(height, 14);
        const Rect rect{row.x + static_cast<float>(i % per_row) * (w + between), row.y, w, height};
        const bool is = chosen == tile.kind;
        const Tone tone = tone_of(tile.kind);
        Entry e = choice_entry(c, Role::radio, tile.word, label, rect, is);
        const Touch touch = c.control(std::move(e));
        if (touch.pressed) pressed = i;
        c.fill(rect, is || touch.down ? tint_ink(tone) : Ink::surface, 14);
        c.outline(rect, is ? text_ink(tone) : Ink::line_strong, 14, is ? 4 : 2);
        const float pitch = c.fonts.line(Type::strong);
        c.icon(icon_of(tile.kind), Type::icon,
               {rect.x + inset + c.fonts.em(Type::icon) / 2, rect.y + inset + pitch / 2},
               text_ink(tone));
        c.line_of_text(Type::strong, tile.word,
                       {rect.x + inset + icon_w, rect.y + inset, w - 2 * inset - icon_w, pitch},
                       Ink::ink);
        if (is)
            c.icon(Icon::tick, Type::icon,
                   {rect.right() - inset - c.fonts.em(Type::icon) / 2 + c.px(4),
                    rect.bottom() - inset - c.fonts.em(Type::icon) / 2 + c.px(4)},
                   text_ink(tone));
        const TextBlock meaning = c.wrap(Type::small, tile.meaning, w - 2 * inset);
        c.text(meaning, {rect.x + inset, rect.y + inset + pitch + c.pad(2)}, Ink::ink_2);
    }
    return pressed;
}

std::optional<int> Ui::scale_0_10(const Scale& scale) {
    Core& c = *core_;
    std::optional<int> pressed;
    const float between = c.px(6);
    const float least = c.px(target_u);
    const int per_row = c.column().w >= 11 * least + 10 * between ? 11 : 6;
    const float w = std::floor((c.column().w - between * static_cast<float>(per_row - 1)) /
                               static_cast<float>(per_row));
    const float h = std::max(least, c.fonts.line(Type::strong) + 2 * c.pad(10));
    Rect row;
    for (int i = 0; i <= 10; ++i) {
        if (i % per_row == 0) row = c.place(h, 8);
        const Rect rect{row.x + static_cast<float>(i % per_row) * (w + between), row.y, w, h};
        const bool is = scale.chosen == i;
        const std::string number = std::to_string(i);
        const Touch touch = c.control(choice_entry(c, Role::radio, number, scale.label, rect, is));
        if (touch.pressed) pressed = i;
        c.fill(rect, is ? Ink::primary : touch.down ? Ink::primary_tint : Ink::surface, 14);
        c.outline(rect, is ? Ink::primary : Ink::line_strong, 14);
        if (is) c.outline(rect.inset(c.px(5), c.px(5)), Ink::on_primary, 10);
        c.line_of_text(Type::strong, number, rect, is ? Ink::on_primary : Ink::ink, Align::centre);
        const int marks = scale.marks.at(static_cast<std::size_t>(i));
        for (int m = 0; m < std::min(marks, 5); ++m)  // one dot for each person
            c.disc({rect.centre().x +
                        (static_cast<float>(m) - static_cast<float>(std::min(marks, 5) - 1) / 2) *
                            c.px(10),
                    rect.bottom() - c.px(12)},
                   c.px(3), is ? Ink::on_primary : Ink::ink_2);
    }
    const float half = c.column().w / 2 - c.px(8);
    const TextBlock low = c.wrap(Type::small, scale.low, half);
    const TextBlock high = c.wrap(Type::small, scale.high, half);
    const Rect ends = c.place(std::max(low.height, high.height), 14);
    c.text(low, {ends.x, ends.y}, Ink::ink_2);
    c.text(high, {ends.right() - half, ends.y}, Ink::ink_2, Align::right, half);
    c.add(Role::text, scale.low + " \u2013 " + scale.high, ends);
    return pressed;
}

}  // namespace cpc::ui
