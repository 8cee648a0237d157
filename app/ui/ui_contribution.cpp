// SPDX-License-Identifier: Apache-2.0
// The contribution card: what kind of information it is stands in the bar, the chip's icon and its
// word, so that colour is never the only sign.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

constexpr float target_u = 76;
constexpr std::size_t folded_lines = 8;

struct KindLook {
    Tone tone;
    Icon icon;
};
KindLook look_of(LabelKind kind) {
    switch (kind) {
        case LabelKind::fact:
            return {Tone::fact, Icon::done};
        case LabelKind::observation:
            return {Tone::observation, Icon::eye};
        case LabelKind::allegation:
            return {Tone::allegation, Icon::alert};
        case LabelKind::opinion:
            return {Tone::opinion, Icon::opinion};
    }
    return {Tone::fact, Icon::done};
}

struct CardShape {
    float left = 0, text_w = 0, pencil = 0, head = 0, small_icon = 0, height = 0;
    Rect chip;
    bool by_beside = false, folds = false;
    TextBlock by, text, source;
};

CardShape shape_of(Core& c, const ContributionCard& card) {
    CardShape s;
    s.left = c.px(36);
    s.text_w = c.column().w - s.left - c.pad(18);
    s.pencil = card.edit_label.empty() ? 0 : c.px(target_u);
    s.chip = c.chip_size(card.kind_word, look_of(card.kind).icon, s.text_w - s.pencil);
    const float by_w = s.text_w - s.pencil - s.chip.w - c.px(14);
    s.by_beside = c.fonts.width(Type::small_medium, card.said_by) <= by_w;
    s.by = c.wrap(Type::small_medium, card.said_by, s.by_beside ? by_w : s.text_w - s.pencil);
    s.text = c.wrap(Type::body, card.text, s.text_w);
    s.folds = !card.show_all_label.empty() && !card.unfolded && s.text.lines.size() > folded_lines;
    if (s.folds) {
        s.text.lines.resize(folded_lines);
        s.text.height = c.fonts.line(Type::body) * static_cast<float>(folded_lines);
    }
    s.small_icon = c.fonts.em(Type::icon) + c.pad(6);
    s.source = c.wrap(Type::small, card.source, s.text_w - s.small_icon);
    s.head = s.chip.h + (s.by_beside ? 0 : s.by.height + c.pad(4));
    s.height = c.pad(18) + s.head + c.pad(8) + s.text.height + c.pad(14);
    if (s.folds) s.height += c.px(target_u);
    if (!card.source.empty()) s.height += s.source.height + c.pad(4);
    for (const Flag& flag : card.flags)
        s.height += c.wrap(Type::small, flag.text, s.text_w - s.small_icon).height + c.pad(4);
    return s;
}

void draw_head(Core& c, const ContributionCard& card, const CardShape& s, Point at) {
    const KindLook look = look_of(card.kind);
    c.draw_chip(at, card.kind_word, look.icon, look.tone, s.text_w - s.pencil);
    const Point by = s.by_beside ? Point{at.x + s.chip.w + c.px(14),
                                         std::round(at.y + (s.chip.h - s.by.height) / 2)}
                                 : Point{at.x, at.y + s.chip.h + c.pad(4)};
    c.text(s.by, by, Ink::ink_2);
}

bool draw_pencil(Core& c, const ContributionCard& card, const Rect& rect, float side) {
    const Rect spot{rect.right() - side - c.px(4), rect.y + c.px(2), side, side};
    // Somebody may have said several things: the words tell their pencils apart.
    const auto which = card.said_by + ", " + card.text;
    const Touch touch = c.control(Role::button, card.edit_label, spot, "", which);
    if (touch.down) c.fill(spot.inset(c.px(8), c.px(8)), Ink::primary_tint, 14);
    c.icon(Icon::pencil, Type::icon, spot.centre(), Ink::primary);
    return touch.pressed;
}

// Source and flags, each with an icon and words.
void draw_foot(Core& c, const ContributionCard& card, const CardShape& s, Point at) {
    float y = at.y;
    const auto row = [&](Icon which, const TextBlock& b, Ink ink) {
        y += c.pad(4);
        c.icon(which, Type::icon,
               {at.x + c.fonts.em(Type::icon) / 2, y + c.fonts.line(Type::small) / 2}, ink);
        c.text(b, {at.x + s.small_icon, y}, ink);
        y += b.height;
    };
    if (!card.source.empty()) row(Icon::document, s.source, Ink::ink_2);
    for (const Flag& flag : card.flags) {
        const float before = y + c.pad(4);
        const TextBlock b = c.wrap(Type::small, flag.text, s.text_w - s.small_icon);
        row(flag.icon, b, text_ink(flag.tone));
        c.add(Role::status, flag.text, {at.x, before, s.text_w, b.height});
    }
}

}  // namespace

std::optional<ContributionAct> Ui::contribution_card(const ContributionCard& card) {
    Core& c = *core_;
    std::optional<ContributionAct> act;
    const CardShape s = shape_of(c, card);
    const Rect rect = c.place(s.height);
    c.card_face(rect);
    c.label_bar({rect.x + c.px(10), rect.y + c.px(14), c.px(6), rect.h - c.px(28)}, card.kind);
    const std::string spoken =
        card.kind_word + ", " + card.said_by + (card.source.empty() ? "" : ". " + card.source);
    c.add(Role::article, card.text, rect, spoken);
    const float x = rect.x + s.left;
    float y = rect.y + c.pad(18);
    draw_head(c, card, s, {x, y});
    if (s.pencil > 0 && draw_pencil(c, card, rect, s.pencil)) act = ContributionAct::edit;
    y += s.head + c.pad(8);
    c.text(s.text, {x, y}, Ink::ink);
    y += s.text.height;
    if (s.folds) {
        Action more;
        more.label = card.show_all_label;
        more.kind = Kind::plain;
        const auto size = c.measure_button(more, s.text_w);
        if (c.draw_button_in(more, {x - c.pad(14), y, size.width, c.px(target_u)}))
            act = ContributionAct::show_all;
        y += c.px(target_u);
    }
    draw_foot(c, card, s, {x, y});
    return act;
}

}  // namespace cpc::ui
