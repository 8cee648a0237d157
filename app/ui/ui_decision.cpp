// SPDX-License-Identifier: Apache-2.0
// The decision: vote tiles and the tally. Agreeing and not agreeing get the same room; a colour is
// always joined by a sign and a word.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

struct StateLook {
    Icon icon;
    Tone tone;
    bool as_chip;
};
StateLook look_of(ViewState state) {
    switch (state) {
        case ViewState::to_give:
            return {Icon::hand, Tone::primary, false};
        case ViewState::given:
            return {Icon::done, Tone::secondary, true};
        case ViewState::agrees:
            return {Icon::tick, Tone::primary, true};
        case ViewState::differs:
            return {Icon::cross, Tone::allegation, true};
        case ViewState::unable:
            return {Icon::minus, Tone::secondary, true};
        case ViewState::apologies:
            return {Icon::document, Tone::secondary, false};
        case ViewState::by_phone:
            return {Icon::phone, Tone::secondary, true};
    }
    return {Icon::none, Tone::secondary, false};
}

enum class Mark : std::uint8_t { agree, differ, unable, missing };

void draw_mark(Core& c, const Rect& rect, Mark mark, float radius_u, bool small) {
    const Type size = Type::icon;
    switch (mark) {
        case Mark::agree:
            c.fill(rect, Ink::primary, radius_u);
            c.icon(Icon::tick, size, rect.centre(), Ink::on_primary);
            return;
        case Mark::differ:
            c.fill(rect, Ink::allegation_tint, radius_u);
            if (!small) {
                c.hatch(rect.inset(c.px(2), c.px(2)), radius_u - 2, Ink::allegation);
                const float half = c.fonts.em(Type::icon) * 0.56F;
                c.disc(rect.centre(), half, Ink::allegation_tint);
            }
            c.outline(rect, Ink::allegation, radius_u, small ? 2 : 3);
            c.icon(Icon::cross, size, rect.centre(), Ink::allegation);
            return;
        case Mark::unable:
            c.fill(rect, Ink::sunken, radius_u);
            c.outline(rect, Ink::ink_2, radius_u);
            c.icon(Icon::minus, size, rect.centre(), Ink::ink_2);
            return;
        case Mark::missing:
            c.fill(rect, Ink::surface, radius_u);
            c.outline(rect, Ink::line_strong, radius_u);
            return;
    }
}

float avatar_side(const Core& c) {
    return std::max(c.px(52), c.grow(44));
}

void draw_tile(Core& c, const VoteTile& tile, const Rect& rect, bool down) {
    const float inset = c.pad(16);
    const float side = avatar_side(c);
    const bool to_give = tile.state == ViewState::to_give && tile.can_press;
    c.card_face(rect);
    if (down) c.fill(rect, Ink::primary_tint, 16);
    if (to_give) c.outline(rect, Ink::primary, 16);
    c.avatar({rect.x + inset, rect.y + inset, side, side}, tile.initials, false);
    const float x = rect.x + inset + side + c.px(14);
    const float w = rect.right() - inset - x;
    const TextBlock name = c.wrap(Type::strong, tile.name, w);
    const TextBlock agency = c.wrap(Type::small, tile.agency, w);
    c.text(name, {x, rect.y + inset}, Ink::ink);
    c.text(agency, {x, rect.y + inset + name.height}, Ink::ink_2);
    const StateLook look = look_of(tile.state);
    const float state_w = rect.w - 2 * inset;
    const Rect size = c.chip_size(tile.state_text, look.icon, state_w);
    const Point at{rect.x + inset, rect.bottom() - inset - size.h};
    if (look.as_chip) {
        c.draw_chip(at, tile.state_text, look.icon, look.tone, state_w);
        return;
    }
    const TextBlock b =
        c.wrap(Type::small_medium, tile.state_text, state_w - c.fonts.em(Type::icon) - c.pad(10));
    c.icon_and_text({at.x, at.y, state_w, size.h}, look.icon, b, text_ink(look.tone), Align::left);
}

float tile_height(Core& c, const VoteTile& tile, float width) {
    const float inset = c.pad(16);
    const float w = width - 2 * inset - avatar_side(c) - c.px(14);
    const float words = c.wrap(Type::strong, tile.name, w).height +
                        (tile.agency.empty() ? 0 : c.wrap(Type::small, tile.agency, w).height);
    const Rect chip = c.chip_size(tile.state_text, Icon::tick, width - 2 * inset);
    return 2 * inset + std::max(avatar_side(c), words) + c.pad(14) + chip.h;
}

}  // namespace

std::optional<std::size_t> Ui::vote_tiles(std::span<const VoteTile> tiles) {
    Core& c = *core_;
    std::optional<std::size_t> pressed;
    const float between = c.px(15);
    const float half = std::floor((c.column().w - between) / 2);
    const float half_text = half - 2 * c.pad(16) - avatar_side(c) - c.px(14);
    const bool fit = std::none_of(tiles.begin(), tiles.end(), [&](const VoteTile& tile) {
        return c.fonts.wrap(Type::strong, tile.name, half_text).broken ||
               c.fonts.wrap(Type::small, tile.agency, half_text).broken;
    });
    const std::size_t per_row = fit && c.column().w >= c.grow(530) ? 2 : 1;
    const float w = per_row == 2 ? half : c.column().w;
    for (std::size_t i = 0; i < tiles.size(); i += per_row) {
        float h = 0;
        for (std::size_t j = i; j < std::min(i + per_row, tiles.size()); ++j)
            h = std::max(h, tile_height(c, tiles[j], w));
        const Rect row = c.place(h, 15);
        for (std::size_t j = i; j < std::min(i + per_row, tiles.size()); ++j) {
            const VoteTile& tile = tiles[j];
            const Rect rect{row.x + static_cast<float>(j - i) * (w + between), row.y, w, h};
            bool down = false;
            if (tile.can_press) {
                const Touch touch = c.control(Role::button, tile.name, rect);
                if (touch.pressed) pressed = j;
                down = touch.down;
            } else {
                c.add(Role::text, tile.name, rect);
            }
            c.entries.back().value = tile.state_text;
            draw_tile(c, tile, rect, down);
        }
    }
    return pressed;
}

void Ui::tally(const Tally& tally) {
    Core& c = *core_;
    card([&] {
        const float w = c.column().w;
        const float number_w = c.fonts.width(Type::display, tally.number);
        const float number_h = c.fonts.line(Type::display);
        const bool beside = w - number_w - c.px(16) >= c.grow(140);
        const float text_w = beside ? w - number_w - c.px(16) : w;
        const TextBlock text = c.wrap(Type::small, tally.text, text_w);
        const Rect head =
            c.place(beside ? std::max(number_h, text.height) : number_h + text.height, 14);
        c.line_of_text(Type::display, tally.number, {head.x, head.y, w, number_h}, Ink::ink);
        c.text(text,
               {beside ? head.x + number_w + c.px(16) : head.x,
                beside ? std::round(head.y + (head.h - text.height) / 2) : head.y + number_h},
               Ink::ink_2);
        c.add(Role::status, tally.number, head, tally.text);

        const std::array<int, 4> counts{tally.agree, tally.differ, tally.unable, tally.missing};
        const int people = counts[0] + counts[1] + counts[2] + counts[3];
        const float gap = c.px(4);
        const float least = c.px(28);
        const int per_row =
            std::max(1, std::min(people, static_cast<int>((w + gap) / (least + gap))));
        const float each =
            std::floor((w - gap * static_cast<float>(per_row - 1)) / static_cast<float>(per_row));
        Rect row;
        int n = 0;
        for (std::size_t kind = 0; kind < counts.size(); ++kind)
            for (int i = 0; i < counts.at(kind); ++i, ++n) {
                if (n % per_row == 0) row = c.place(c.px(44), 4);
                draw_mark(
                    c, {row.x + static_cast<float>(n % per_row) * (each + gap), row.y, each, row.h},
                    static_cast<Mark>(kind), 9, false);
            }
        if (people > 0) c.add(Role::image, tally.spoken, row);
        c.column().gap = c.px(16);
        for (std::size_t kind = 0; kind < counts.size(); ++kind) {
            const std::string& word = tally.words.at(kind);
            if (word.empty() || (tally.sealed && (kind == 1 || kind == 2))) continue;
            const float side = std::max(c.px(28), c.fonts.em(Type::icon) + c.px(2));
            const float left = side + c.px(14);
            const std::string count = std::to_string(counts.at(kind));
            const float count_w = c.fonts.width(Type::strong, count);
            const TextBlock b = c.wrap(Type::body, word, w - left - count_w - c.px(14));
            const Rect line = c.place(std::max(side, b.height) + c.pad(2), 8);
            draw_mark(c, {line.x, std::round(line.centre().y - side / 2), side, side},
                      static_cast<Mark>(kind), 7, true);
            c.text(b, {line.x + left, std::round(line.centre().y - b.height / 2)}, Ink::ink);
            c.line_of_text(Type::strong, count,
                           {line.right() - count_w - 1, line.y, count_w + 2, line.h}, Ink::ink);
            c.add(Role::text, word, line, count);
        }
        if (!tally.result.empty() && !tally.sealed) {
            const float side = c.fonts.em(Type::icon_medium) + c.pad(14);
            const TextBlock b = c.wrap(Type::strong, tally.result, w - side - 2 * c.pad(14));
            const Rect box = c.place(b.height + 2 * c.pad(14), 14);
            c.fill(box, Ink::primary_tint, 12);
            if (c.settings.theme == Theme::high_contrast) c.outline(box, Ink::primary, 12);
            c.icon(Icon::scales, Type::icon_medium,
                   {box.x + c.pad(14) + c.fonts.em(Type::icon_medium) / 2, box.centre().y},
                   Ink::primary);
            c.text(b, {box.x + c.pad(14) + side, box.y + c.pad(14)}, Ink::primary);
            c.add(Role::status, tally.result, box);
        }
        small(tally.rule, Tone::secondary, Icon::info);
    });
}

}  // namespace cpc::ui
