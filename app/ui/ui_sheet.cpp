// SPDX-License-Identifier: Apache-2.0
// Sheets: one decision in the middle of the glass. The actions are always in sight; the button that
// hides the screen is never covered; touching beside the sheet does nothing.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

// The actions: one row if it holds them, else below each other; a notice stands above them.
struct ActionsShape {
    float row_w = 0, row_h = 0, note_h = 0, height = 0;
    bool stacked = false;
};

ActionsShape shape_of(Core& c, const std::vector<Action>& actions, float width) {
    ActionsShape s;
    if (actions.empty()) return s;
    s.row_h = c.px(76);
    for (const Action& a : actions) {
        const auto size = c.measure_button(a, width);
        s.row_w += size.width + c.px(15);
        s.row_h = std::max(s.row_h, size.height);
    }
    s.row_w -= c.px(15);
    s.stacked = s.row_w > width;
    if (!c.notice.text.empty())
        s.note_h = c.fonts.wrap(Type::small, c.notice.text, width).height + c.pad(10);
    const float rows = s.stacked ? static_cast<float>(actions.size()) : 1;
    s.height = s.row_h * rows + c.px(15) * (rows - 1) + c.pad(24) + s.note_h;
    return s;
}

Rect sheet_rect(Core& c, float width_u, float content_height) {
    const float width =
        std::min(c.px(width_u) * std::max(1.0F, c.t() * 0.8F), c.screen.w - 2 * c.px(24));
    float top = c.px(12);
    const float right_edge = (c.screen.w + width) / 2;
    if (c.hide_rect && right_edge > c.hide_rect->x - c.px(6)) top = c.hide_rect->bottom() + c.px(8);
    const float height = std::min(c.screen.h - top - c.px(12), content_height);
    return {std::round((c.screen.w - width) / 2),
            std::max(top, std::round((c.screen.h - height) / 2)), width, height};
}

// Title, note and the red chip on one line where they fit.
void sheet_head(Core& c, const Sheet& sheet, float width) {
    const bool has_chip = !sheet.private_chip.empty();
    const Rect chip = has_chip ? c.chip_size(sheet.private_chip, Icon::lock, width) : Rect{};
    const float right = has_chip ? chip.w + c.px(16) : 0;
    const float note_w = sheet.note.empty() ? 0 : c.fonts.width(Type::body, sheet.note);
    const float title_w = c.fonts.width(Type::title, sheet.title);
    const bool beside = note_w > 0 && title_w + right + note_w + c.px(24) < width;
    const TextBlock title =
        c.wrap(Type::title, sheet.title, width - right - (beside ? note_w + c.px(24) : 0));
    const Rect head = c.place(std::max(title.height, chip.h), 14);
    c.text(title, {head.x, head.y}, Ink::ink);
    c.add(Role::title, sheet.title, {head.x, head.y, title.width, title.height});
    if (beside) {
        const Rect spot{head.right() - right - note_w, head.y, note_w + 1,
                        c.fonts.line(Type::title)};
        c.line_of_text(Type::body, sheet.note, spot, Ink::ink_2);
        c.add(Role::text, sheet.note, spot);
    }
    if (has_chip) {
        const Point at{head.right() - chip.w, head.y + c.px(2)};
        c.draw_chip(at, sheet.private_chip, Icon::lock, Tone::bad, width);
        c.add(Role::status, sheet.private_chip, {at.x, at.y, chip.w, chip.h});
    }
    if (!sheet.note.empty() && !beside) Ui(c).paragraph(sheet.note, Tone::secondary);
}

std::optional<std::size_t> sheet_actions(Core& c, const Sheet& sheet, const ActionsShape& s,
                                         const Rect& rect) {
    std::optional<std::size_t> pressed;
    const std::size_t count = sheet.actions.size();
    Rect row{rect.x, rect.y + c.pad(24), rect.w, rect.h - c.pad(24)};
    if (s.note_h > 0) {
        const Rect line = row.cut_top(s.note_h);
        const TextBlock note = c.fonts.wrap(Type::small, c.notice.text, rect.w);
        c.text(note, {line.x, line.y}, text_ink(c.notice.tone));
        c.add(Role::status, c.notice.text, line);
    }
    for (std::size_t i = 0; i < count; ++i) {
        Rect spot;
        if (s.stacked) {
            spot = row.cut_top(s.row_h);
            row.cut_top(c.px(15));
        } else if (i + 1 == count && i > 0) {
            spot = row;  // the primary one takes what is left
        } else if (count == 1 && sheet.actions[i].kind == Kind::primary) {
            spot = row.cut_right(  // where the way on is everywhere else
                std::max(c.measure_button(sheet.actions[i], rect.w).width, rect.w * 0.32F));
        } else {
            float w = c.measure_button(sheet.actions[i], rect.w).width;
            const float spare = rect.w - s.row_w;
            if (count == 2) w += std::clamp(rect.w * 0.32F - w, 0.0F, spare);
            spot = row.cut_left(w);
            row.cut_left(c.px(15));
        }
        spot.h = s.row_h;
        if (c.draw_button_in(sheet.actions[i], spot)) pressed = i;
    }
    if (sheet.cancels && c.input.key == window::Key::escape && c.layer == c.top_layer &&
        c.writing.key == 0)
        pressed = 0;
    return pressed;
}

}  // namespace

std::optional<std::size_t> Ui::sheet(const Sheet& sheet, const Body& content) {
    Core& c = *core_;
    std::optional<std::size_t> pressed;
    c.overlay("sheet " + sheet.title, [&] {
        const std::uint64_t id = c.make_id("height");
        c.fill(c.screen, Ink::scrim);
        (void)c.draw_hide(false);
        const float inset = c.pad(28);
        const float width = sheet_rect(c, sheet.width_u, 0).w - 2 * inset;
        const ActionsShape shape = shape_of(c, sheet.actions, width);
        const Rect rect = sheet_rect(c, sheet.width_u,
                                     c.known_size(id, c.px(300)) + shape.height + 2 * c.pad(24));
        c.fill(rect, Ink::canvas, 24);
        if (c.settings.theme != Theme::paper) c.outline(rect, Ink::line_strong, 24);
        Rect cut = rect.inset(0, c.pad(24));
        const Rect actions = cut.cut_bottom(shape.height);
        const Rect inner = cut.inset(inset, 0);
        c.scroll_area("sheet", cut, Section::content, Ink::canvas, inner, [&] {
            const float start = c.column().y;
            sheet_head(c, sheet, width);
            content();
            c.learn_size(id, c.column().y - start);
        });
        if (sheet.actions.empty()) return;
        Column bar;
        bar.x = inner.x;
        bar.w = width;
        bar.y = bar.top = actions.y;
        bar.clip = actions.grown(c.px(20));
        bar.section = Section::bottom_bar;
        bar.owner = "sheet actions";
        c.within(bar, [&] {
            pressed = sheet_actions(c, sheet, shape, {inner.x, actions.y, width, actions.h});
        });
    });
    return pressed;
}

}  // namespace cpc::ui
