// SPDX-License-Identifier: Apache-2.0
// People and what they say: person rows, contribution cards, vote tiles, tally, lists.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {

std::optional<std::size_t> draw_segments(Core& c, std::string_view label,
                                         std::span<const std::string> options,
                                         std::optional<std::size_t> chosen, const Rect& track);
float segment_width(const Core& c, std::string_view option);
std::size_t segment_rows(const Core& c, std::span<const std::string> options, float width);

namespace {

constexpr float target_u = 76;

// A row of a card: the line above it if another row stands there; inside a card it runs to the
// edges.
Rect place_row(Core& c, float height, float line_from) {
    const bool follows = c.column().last == Flow::rows;
    const float bleed = c.column().padded_rows ? c.pad(20) : 0;
    if (follows) c.column().gap = 0;
    const Rect inner = c.place(height, 14, Flow::rows);
    const Rect rect{inner.x - bleed, inner.y, inner.w + 2 * bleed, inner.h};
    if (follows) c.line({rect.x + line_from, rect.y}, {rect.right(), rect.y}, Ink::line);
    return rect;
}

// First row of a card starts at its edge, not below its padding.
void pull_up(Core& c) {
    Column& column = c.column();
    if (column.padded_rows && column.y == column.top && column.gap == 0)
        column.y -= c.pad(18) - c.px(6);
}

}  // namespace

bool Ui::list_row(const ListRow& row) {
    Core& c = *core_;
    pull_up(c);
    const float inset = c.column().padded_rows ? c.pad(20) : c.px(8);
    const float bleed = c.column().padded_rows ? 2 * c.pad(20) : 0;
    const float icon_w = row.icon == Icon::none ? 0 : c.fonts.em(Type::icon) + c.px(16);
    const float chevron = row.opens ? c.fonts.em(Type::icon) + c.px(6) : 0;
    const float whole = c.column().w + bleed - 2 * inset - icon_w - chevron;
    const float right_w = c.fonts.width(Type::small_medium, row.right);
    // Not where it would squeeze the line below the label into a pillar.
    const bool right_beside =
        !row.right.empty() &&
        c.fonts.width(Type::strong, row.label) + right_w + c.px(24) <= whole &&
        (row.detail.empty() || right_w <= whole * 0.36F);
    const float text_w = whole - (right_beside ? right_w + c.px(20) : 0);
    const TextBlock name = c.wrap(Type::strong, row.label, text_w);
    std::string below = row.detail;
    if (!right_beside && !row.right.empty())
        below = below.empty() ? row.right : row.right + " \u00B7 " + below;
    const TextBlock more = c.wrap(Type::small, below, text_w);
    const float more_h = below.empty() ? 0 : more.height;
    const float h = std::max(c.px(target_u), name.height + more_h + 2 * c.pad(12));
    const Rect rect = place_row(c, h, inset + icon_w);
    bool pressed = false;
    if (row.opens) {
        const Touch touch = c.control(Role::button, row.label, rect);
        c.entries.back().value = below;
        pressed = touch.pressed;
        if (touch.down) c.fill(rect.inset(c.px(6), c.px(3)), Ink::primary_tint, 12);
    } else {
        c.add(Role::text, row.label, rect, below);
    }
    const Ink ink = text_ink(row.tone);
    const float x = rect.x + inset;
    c.icon(row.icon, Type::icon, {x + c.fonts.em(Type::icon) / 2, rect.centre().y}, ink);
    const float top = std::round(rect.y + (rect.h - name.height - more_h) / 2);
    c.text(name, {x + icon_w, top}, Ink::ink);
    if (more_h > 0) c.text(more, {x + icon_w, top + name.height}, Ink::ink_2);
    const float right_edge = rect.right() - inset - chevron;
    if (right_beside)
        c.line_of_text(Type::small_medium, row.right,
                       {right_edge - right_w - 1, rect.y, right_w + 2, rect.h}, ink);
    if (row.opens)
        c.icon(Icon::chevron_right, Type::icon,
               {rect.right() - inset - c.fonts.em(Type::icon) / 2, rect.centre().y}, Ink::ink_3);
    return pressed;
}

bool Ui::checklist_row(const ChecklistRow& row) {
    Core& c = *core_;
    pull_up(c);
    const float inset = c.column().padded_rows ? c.pad(20) : 0;
    const float bleed = c.column().padded_rows ? 2 * c.pad(20) : 0;
    const float side = std::max(c.px(28), c.fonts.em(Type::icon));
    const float left = inset + side + c.px(16);
    const float text_w = c.column().w + bleed - left - inset;
    const Type type = row.current ? Type::strong : Type::body;
    const TextBlock name = c.wrap(type, row.label, text_w);
    const TextBlock more = c.wrap(Type::small, row.detail, text_w);
    const float more_h = row.detail.empty() ? 0 : more.height;
    const float words = name.height + more_h + 2 * c.pad(6);
    const float h = row.pressable ? std::max(c.px(target_u), words) : words;
    const Rect rect = place_row(c, h, left);
    const std::string value = !row.value.empty() ? row.value
                              : row.done         ? std::string("done")
                                                 : std::string("open");
    bool pressed = false;
    bool down = false;
    if (row.pressable) {
        const Touch touch = c.control(Role::button, row.label, rect);
        c.entries.back().value = value;
        c.entries.back().chosen = row.current;
        pressed = touch.pressed;
        down = touch.down;
    } else {
        c.add(Role::text, row.label, rect,
              row.detail.empty() ? value : value + " \u00B7 " + row.detail);
    }
    if (row.current || down) {
        const Rect face = rect.inset(c.px(6), c.px(2));
        c.fill(face, Ink::primary_tint, 12);
        if (c.settings.theme == Theme::high_contrast) c.outline(face, Ink::primary, 12);
    }
    const Point middle{rect.x + inset + side / 2, rect.centre().y};
    if (row.icon != Icon::none) {
        c.icon(row.icon, Type::icon_medium, middle, row.current ? Ink::primary : Ink::ink_2);
    } else if (row.done) {
        c.disc(middle, side / 2, Ink::ok);
        const bool dark = c.settings.theme != Theme::paper;
        c.icon(Icon::tick, Type::icon, middle, dark ? Ink::on_primary : Ink::surface);
    } else {
        c.ring(middle, side / 2, Ink::line_strong);
    }
    const float top = std::round(rect.y + (rect.h - name.height - more_h) / 2);
    c.text(name, {rect.x + left, top}, Ink::ink);
    if (more_h > 0)
        c.text(more, {rect.x + left, top + name.height},
               row.current ? Ink::primary : text_ink(row.detail_tone));
    return pressed;
}

namespace {

// Where the parts of a person's row stand: words at the left, the choice beside or below them.
struct PersonShape {
    float inset = 0, left = 0, side = 0;
    bool beside = false;
    TextBlock name, agency, note;
    float note_icon = 0, words = 0, head = 0, choice_w = 0, choice_h = 0, height = 0;
};

PersonShape shape_of(Core& c, const Person& person, std::span<const std::string> options,
                     std::string_view instead) {
    PersonShape s;
    s.inset = c.column().padded_rows ? c.pad(16) : 0;
    const float bleed = c.column().padded_rows ? 2 * c.pad(20) : 0;
    const float whole = c.column().w + bleed - 2 * s.inset;
    s.side = std::max(c.px(56), c.grow(44));
    s.left = s.side + c.px(14);
    for (const auto& o : options)
        s.choice_w += segment_width(c, o);
    if (!instead.empty())
        s.choice_w =
            c.fonts.width(Type::small_medium, instead) + c.fonts.em(Type::icon) + c.pad(60);
    const bool has_choice = s.choice_w > 0;
    const float name_w = c.fonts.width(Type::strong, person.name);
    s.note_icon = person.note_icon == Icon::none ? 0 : c.fonts.em(Type::icon) + c.pad(4);
    const float room = whole - s.left - s.choice_w - c.px(14);
    s.beside = has_choice && room >= std::min(name_w, c.grow(150)) &&
               !c.fonts.wrap(Type::small, person.agency, std::max(1.0F, room)).broken &&
               !c.fonts.wrap(Type::small, person.note, std::max(1.0F, room - s.note_icon)).broken &&
               !c.fonts.wrap(Type::strong, person.name, std::max(1.0F, room)).broken;
    const float text_w = whole - s.left - (s.beside ? s.choice_w + c.px(14) : 0);
    s.name = c.wrap(Type::strong, person.name, text_w);
    s.agency = c.wrap(Type::small, person.agency, text_w);
    s.note = c.wrap(Type::small, person.note, text_w - s.note_icon);
    s.words = s.name.height + (person.agency.empty() ? 0 : s.agency.height) +
              (person.note.empty() ? 0 : s.note.height);
    s.choice_h = has_choice ? c.px(target_u) : 0;
    if (!options.empty())
        s.choice_h *= static_cast<float>(segment_rows(c, options, s.beside ? s.choice_w : whole));
    s.head = std::max({c.px(target_u), s.side, s.words});
    s.height = 2 * c.pad(10) + (s.beside ? std::max(s.head, s.choice_h)
                                         : s.head + s.choice_h + (has_choice ? c.px(8) : 0));
    return s;
}

void draw_person_words(Core& c, const Person& person, const PersonShape& s, const Rect& body) {
    c.avatar({body.x, std::round(body.centre().y - s.side / 2), s.side, s.side}, person.initials,
             person.family);
    float y = std::round(body.y + (body.h - s.words) / 2);
    c.text(s.name, {body.x + s.left, y}, Ink::ink);
    y += s.name.height;
    if (!person.agency.empty()) {
        c.text(s.agency, {body.x + s.left, y}, Ink::ink_2);
        y += s.agency.height;
    }
    if (person.note.empty()) return;
    const Ink ink = text_ink(person.note_tone);
    c.icon(person.note_icon, Type::icon,
           {body.x + s.left + c.fonts.em(Type::icon) / 2, y + c.fonts.line(Type::small) / 2}, ink);
    c.text(s.note, {body.x + s.left + s.note_icon, y}, ink);
}

}  // namespace

std::optional<PersonPress> Ui::person_card(const Person& person,
                                           std::span<const std::string> options,
                                           std::optional<std::size_t> chosen,
                                           std::string_view instead) {
    Core& c = *core_;
    pull_up(c);
    std::optional<PersonPress> out;
    const PersonShape s = shape_of(c, person, options, instead);
    const Rect rect = place_row(c, s.height, s.inset + s.left);
    Rect body = rect.inset(s.inset, c.pad(10));
    Rect choice;
    if (s.beside) {
        choice = body.cut_right(s.choice_w);
        choice = {choice.x, std::round(choice.centre().y - s.choice_h / 2), choice.w, s.choice_h};
        body.cut_right(c.px(14));
    } else {
        choice = body.cut_bottom(s.choice_h);
        body.h = s.head;
    }
    const Touch touch = c.control(Role::button, person.name, body);
    c.entries.back().value = person.agency + (person.note.empty() ? "" : ". " + person.note);
    if (touch.pressed) out = PersonPress{};
    if (touch.down) c.fill(body.inset(-c.px(6), c.px(1)), Ink::primary_tint, 12);
    draw_person_words(c, person, s, body);
    if (!instead.empty()) {
        c.fill(choice, Ink::warn_tint, 12);
        if (c.settings.theme == Theme::high_contrast) c.outline(choice, Ink::warn, 12);
        c.icon_and_text(choice, Icon::lock, c.wrap(Type::small_medium, instead, choice.w),
                        Ink::warn);
        c.add(Role::status, instead, choice, person.name);
    } else if (!options.empty()) {
        if (const auto option = draw_segments(c, person.name, options, chosen, choice))
            out = PersonPress{option};
    }
    return out;
}

}  // namespace cpc::ui
