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
    if (follows)
        c.line({rect.x + line_from, rect.y}, {rect.right(), rect.y}, Ink::line);
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
    const bool right_beside = !row.right.empty() &&
                              c.fonts.width(Type::strong, row.label) + right_w + c.px(24) <= whole;
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
    const std::string value =
        !row.value.empty() ? row.value : row.done ? std::string("done") : std::string("open");
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

std::optional<PersonPress> Ui::person_card(const Person& person,
                                           std::span<const std::string> options,
                                           std::optional<std::size_t> chosen,
                                           std::string_view instead) {
    Core& c = *core_;
    pull_up(c);
    std::optional<PersonPress> out;
    const float inset = c.column().padded_rows ? c.pad(16) : 0;
    const float bleed = c.column().padded_rows ? 2 * c.pad(20) : 0;
    const float whole = c.column().w + bleed - 2 * inset;
    const float side = std::max(c.px(56), c.grow(44));
    const float left = side + c.px(14);
    float choice_w = 0;
    for (const auto& o : options)
        choice_w += segment_width(c, o);
    if (!instead.empty())
        choice_w = c.fonts.width(Type::small_medium, instead) + c.fonts.em(Type::icon) + c.pad(60);
    const bool has_choice = !options.empty() || !instead.empty();
    const float name_w = c.fonts.width(Type::strong, person.name);
    const bool beside =
        has_choice && whole - left - choice_w - c.px(14) >= std::min(name_w, c.grow(150));
    const float text_w = whole - left - (beside ? choice_w + c.px(14) : 0);
    const TextBlock name = c.wrap(Type::strong, person.name, text_w);
    const TextBlock agency = c.wrap(Type::small, person.agency, text_w);
    const float note_icon =
        person.note_icon == Icon::none ? 0 : c.fonts.em(Type::icon) + c.pad(4);
    const TextBlock note = c.wrap(Type::small, person.note, text_w - note_icon);
    const float words = name.height + (person.agency.empty() ? 0 : agency.height) +
                        (person.note.empty() ? 0 : note.height);
    float choice_h = has_choice ? c.px(target_u) : 0;
    if (!options.empty())
        choice_h *= static_cast<float>(segment_rows(c, options, beside ? choice_w : whole));
    const float head_h = std::max(c.px(target_u), std::max(side, words));
    const float h = beside ? std::max(head_h, choice_h) + 2 * c.pad(10)
                           : head_h + choice_h + 2 * c.pad(10) + (has_choice ? c.px(8) : 0);
    const Rect rect = place_row(c, h, inset + left);
    Rect body = rect.inset(inset, c.pad(10));
    Rect choice;
    if (beside)
        choice = body.cut_right(choice_w);
    else if (has_choice)
        choice = body.cut_bottom(choice_h);
    if (beside) {
        choice = {choice.x, std::round(choice.centre().y - choice_h / 2), choice.w, choice_h};
        body.cut_right(c.px(14));
    } else {
        body.h = head_h;
    }
    const Touch touch = c.control(Role::button, person.name, body);
    c.entries.back().value =
        person.agency + (person.note.empty() ? "" : ". " + person.note);
    if (touch.pressed) out = PersonPress{};
    if (touch.down) c.fill(body.inset(-c.px(6), c.px(1)), Ink::primary_tint, 12);
    c.avatar({body.x, std::round(body.centre().y - side / 2), side, side}, person.initials,
             person.family);
    float y = std::round(body.y + (body.h - words) / 2);
    c.text(name, {body.x + left, y}, Ink::ink);
    y += name.height;
    if (!person.agency.empty()) {
        c.text(agency, {body.x + left, y}, Ink::ink_2);
        y += agency.height;
    }
    if (!person.note.empty()) {
        const Ink ink = text_ink(person.note_tone);
        c.icon(person.note_icon, Type::icon,
               {body.x + left + c.fonts.em(Type::icon) / 2, y + c.fonts.line(Type::small) / 2},
               ink);
        c.text(note, {body.x + left + note_icon, y}, ink);
    }
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

std::optional<ContributionAct> Ui::contribution_card(const ContributionCard& card) {
    Core& c = *core_;
    std::optional<ContributionAct> act;
    constexpr std::size_t folded_lines = 8;
    const float inset = c.pad(18);
    const float left = c.px(18) + c.px(18);
    const float text_w = c.column().w - left - inset;
    const float pencil = card.edit_label.empty() ? 0 : c.px(target_u);
    const Tone tone = card.kind == LabelKind::fact          ? Tone::fact
                      : card.kind == LabelKind::observation ? Tone::observation
                      : card.kind == LabelKind::allegation  ? Tone::allegation
                                                            : Tone::opinion;
    const Icon icon = card.kind == LabelKind::fact          ? Icon::done
                      : card.kind == LabelKind::observation ? Icon::eye
                      : card.kind == LabelKind::allegation  ? Icon::alert
                                                            : Icon::opinion;
    const Rect chip = c.chip_size(card.kind_word, icon, text_w - pencil);
    const float by_w = text_w - pencil - chip.w - c.px(14);
    const bool by_beside = c.fonts.width(Type::small_medium, card.said_by) <= by_w;
    const TextBlock by =
        c.wrap(Type::small_medium, card.said_by, by_beside ? by_w : text_w - pencil);
    TextBlock text = c.wrap(Type::body, card.text, text_w);
    const bool folds = !card.show_all_label.empty() && !card.unfolded &&
                       text.lines.size() > folded_lines;
    if (folds) {
        text.lines.resize(folded_lines);
        text.height = c.fonts.line(Type::body) * static_cast<float>(folded_lines);
    }
    const float small_icon = c.fonts.em(Type::icon) + c.pad(6);
    const TextBlock source = c.wrap(Type::small, card.source, text_w - small_icon);
    const float head = std::max(chip.h + (by_beside ? 0 : by.height + c.pad(4)), 0.0F);
    float h = c.pad(18) + head + c.pad(8) + text.height + c.pad(14);
    if (folds) h += c.px(target_u);
    if (!card.source.empty()) h += source.height + c.pad(4);
    for (const Flag& flag : card.flags)
        h += c.wrap(Type::small, flag.text, text_w - small_icon).height + c.pad(4);
    const Rect rect = c.place(h);
    c.card_face(rect);
    c.label_bar({rect.x + c.px(10), rect.y + c.px(14), c.px(6), rect.h - c.px(28)}, card.kind);
    const float x = rect.x + left;
    float y = rect.y + c.pad(18);
    const std::string spoken =
        card.kind_word + ", " + card.said_by + (card.source.empty() ? "" : ". " + card.source);
    c.add(Role::article, card.text, rect, spoken);
    c.draw_chip({x, y}, card.kind_word, icon, tone, text_w - pencil);
    c.text(by,
           {by_beside ? x + chip.w + c.px(14) : x,
            by_beside ? std::round(y + (chip.h - by.height) / 2) : y + chip.h + c.pad(4)},
           Ink::ink_2);
    if (pencil > 0) {
        const Rect spot{rect.right() - pencil - c.px(4), rect.y + c.px(2), pencil, pencil};
        Entry e = c.add(Role::button, card.edit_label, spot);
        c.entries.pop_back();
        e.group = card.said_by;
        const Touch touch = c.control(std::move(e));
        if (touch.down) c.fill(spot.inset(c.px(8), c.px(8)), Ink::primary_tint, 14);
        c.icon(Icon::pencil, Type::icon, spot.centre(), Ink::primary);
        if (touch.pressed) act = ContributionAct::edit;
    }
    y += head + c.pad(8);
    c.text(text, {x, y}, Ink::ink);
    y += text.height;
    if (folds) {
        Action more;
        more.label = card.show_all_label;
        more.kind = Kind::plain;
        const auto size = c.measure_button(more, text_w);
        if (c.draw_button_in(more, {x - c.pad(14), y, size.width, c.px(target_u)}))
            act = ContributionAct::show_all;
        y += c.px(target_u);
    }
    const auto foot = [&](Icon which, const TextBlock& b, Ink ink) {
        y += c.pad(4);
        c.icon(which, Type::icon,
               {x + c.fonts.em(Type::icon) / 2, y + c.fonts.line(Type::small) / 2}, ink);
        c.text(b, {x + small_icon, y}, ink);
        y += b.height;
    };
    if (!card.source.empty()) foot(Icon::document, source, Ink::ink_2);
    for (const Flag& flag : card.flags) {
        const float before = y + c.pad(4);
        const TextBlock b = c.wrap(Type::small, flag.text, text_w - small_icon);
        foot(flag.icon, b, text_ink(flag.tone));
        c.add(Role::status, flag.text, {x, before, text_w, b.height});
    }
    return act;
}

}  // namespace cpc::ui
