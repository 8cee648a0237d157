// SPDX-License-Identifier: Apache-2.0
// The rail of stages, or the strip that stands for it on narrow glass, and the bottom bar.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

Column bar_column(const Rect& rect, Section section, const char* owner) {
    Column c;
    c.x = rect.x;
    c.w = rect.w;
    c.y = c.top = rect.y;
    c.clip = rect;
    c.section = section;
    c.owner = owner;
    return c;
}

std::optional<std::size_t> wide_rail(Core& c, const Rail& rail) {
    std::optional<std::size_t> pressed;
    float label = 0;
    for (const StageTab& tab : rail.tabs)
        label = std::max(label, c.fonts.width(Type::strong, tab.label));
    const float side = c.px(36);
    const Rect rect = c.rest.cut_left(std::max(c.px(206), label + side + c.px(20 + 12 + 12 + 10)));
    c.use_list();
    c.fill(rect, Ink::rail);
    c.fill({rect.right() - c.px(1), rect.y, c.px(1), rect.h}, Ink::line);
    c.within(bar_column(rect, Section::rail, "rail"), [&] {
        float y = rect.y + c.px(14);
        const float step = std::max(c.px(76), c.fonts.line(Type::strong) + c.pad(20));
        for (std::size_t i = 0; i < rail.tabs.size(); ++i) {
            const StageTab& tab = rail.tabs[i];
            const bool current = tab.state == TabState::current;
            const Rect spot{rect.x + c.px(10), y, rect.w - c.px(20), step};
            const Touch touch = c.control(Role::tab, tab.label, spot);
            Entry& e = c.entries.back();
            e.chosen = current;
            e.value = rail.state_words.at(static_cast<std::size_t>(tab.state));
            if (touch.pressed) pressed = i;
            if (current || touch.down) c.fill(spot, Ink::primary_tint, 14);
            if (current) c.fill({rect.x, y + c.px(10), c.px(5), step - c.px(20)}, Ink::primary, 2);
            const Point middle{spot.x + c.px(10) + side / 2, spot.centre().y};
            const Rect number_box{middle.x - side / 2, middle.y - side / 2, side, side};
            if (tab.state == TabState::open) {
                c.ring(middle, side / 2, Ink::line_strong);
                c.line_of_text(Type::small_medium, std::to_string(i + 1), number_box, Ink::ink_2,
                               Align::centre);
            } else {
                c.disc(middle, side / 2, Ink::primary);
                if (current)
                    c.line_of_text(Type::small_medium, std::to_string(i + 1), number_box,
                                   Ink::on_primary, Align::centre);
                else
                    c.icon(Icon::tick, Type::icon, middle, Ink::on_primary);
            }
            if (tab.points_open > 0)  // a missing segment says that points are open
                c.fill({middle.x + side / 4, middle.y - side / 2 - c.px(2), side / 3, side / 3},
                       Ink::warn, 6);
            c.line_of_text(current ? Type::strong : Type::body, tab.label,
                           {middle.x + side / 2 + c.px(12), spot.y,
                            spot.right() - middle.x - side / 2 - c.px(12), spot.h},
                           current ? Ink::primary : Ink::ink_2);
            y += step + c.px(6);
        }
    });
    return pressed;
}

// Narrow glass: one line that opens the list of stages.
std::optional<std::size_t> strip(Core& c, const Rail& rail) {
    std::optional<std::size_t> pressed;
    const std::uint64_t open_id = c.make_id("stages open");
    const TextBlock step = c.fonts.wrap(Type::strong, rail.step_text, c.rest.w - c.px(48));
    const Rect rect = c.merged_strip ? *c.merged_strip
                                     : c.rest.cut_top(std::max(c.px(76), step.height + c.px(16)));
    c.use_list();
    c.fill(rect, c.merged_strip ? Ink::surface : Ink::rail);
    c.fill({rect.x, rect.bottom() - c.px(1), rect.w, c.px(1)}, Ink::line);
    c.within(bar_column(rect, Section::rail, "strip"), [&] {
        const Touch touch = c.control(Role::button, rail.step_text, rect);
        if (touch.pressed) {
            c.flags[open_id] = true;
            c.unsettled = true;
        }
        const float pitch = c.px(40);
        float x = rect.right() - c.px(24);
        const float dots = pitch * static_cast<float>(rail.tabs.size());
        const float words = c.fonts.width(Type::strong, rail.step_text);
        c.strip_words = words + c.px(48);
        // Whole in the list that it opens, should it be too long beside the bar's own line.
        const bool whole = !c.merged_strip || step.lines.size() == 1;
        const TextBlock shown =
            whole ? step : c.first_words(Type::strong, rail.step_text, rect.w - c.px(48));
        c.text(shown, {rect.x + c.px(24), std::round(rect.centre().y - shown.height / 2)},
               Ink::primary);
        if (c.merged_strip || words + dots + c.px(72) > rect.w) return;
        for (std::size_t i = rail.tabs.size(); i-- > 0;) {
            const TabState state = rail.tabs[i].state;
            const Point at{x - c.px(10), rect.centre().y};
            if (state == TabState::open)
                c.ring(at, c.px(9), Ink::line_strong);
            else
                c.disc(at, state == TabState::current ? c.px(13) : c.px(9), Ink::primary);
            x -= pitch;
        }
    });
    if (!c.flags[open_id]) return pressed;
    Ui ui(c);
    Sheet sheet;
    sheet.title = rail.step_text;
    sheet.actions.push_back({c.settings.words.done, Icon::none, Kind::outlined});
    const auto act = ui.sheet(sheet, [&] {
        for (std::size_t i = 0; i < rail.tabs.size(); ++i) {
            ListRow row;
            row.label = rail.tabs[i].label;
            row.right = rail.state_words.at(static_cast<std::size_t>(rail.tabs[i].state));
            row.icon = rail.tabs[i].state == TabState::done ? Icon::done : Icon::ring;
            if (ui.list_row(row)) pressed = i;
        }
    });
    if (act || pressed) {
        c.flags[open_id] = false;
        c.unsettled = true;
    }
    return pressed;
}

}  // namespace

std::optional<std::size_t> Ui::rail(const Rail& rail) {
    core_->rail_seen = true;
    return core_->narrow() ? strip(*core_, rail) : wide_rail(*core_, rail);
}

// Left actions, status, right actions; the status goes above when there is no room between.
void Core::row_of_actions(const Rect& bar, const std::vector<Action>& left, const Status& status,
                          const std::vector<Action>& right, std::optional<BarPress>& out) {
    const float between = px(15);
    Rect row = bar;
    const auto side = [&](const std::vector<Action>& actions, BarSide which) {
        for (std::size_t n = 0; n < actions.size(); ++n) {
            const std::size_t i = which == BarSide::left ? n : actions.size() - 1 - n;
            const float w = std::min(measure_button(actions[i], bar.w).width, bar.w);
            const bool fills = fill_last && which == BarSide::right && n == 0 &&
                               actions.size() == 1 && status.text.empty();
            const Rect spot = which == BarSide::left
                                  ? row.cut_left(fill_last ? std::max(w, bar.w * 0.3F) : w)
                                  : row.cut_right(fills ? row.w : w);
            if (draw_button_in(actions[i], spot)) out = BarPress{which, i};
            if (which == BarSide::left)
                row.cut_left(between);
            else
                row.cut_right(between);
        }
    };
    side(left, BarSide::left);
    const std::size_t rights_from = entries.size();
    side(right, BarSide::right);
    std::reverse(entries.begin() + static_cast<std::ptrdiff_t>(rights_from), entries.end());
    if (status.text.empty()) return;
    const float side_w = status.icon == Icon::none ? 0 : fonts.em(Type::icon) + pad(10);
    const TextBlock b = wrap(Type::small, status.text, row.w - side_w);
    const float pitch = fonts.line(Type::small);
    const float top = std::round(row.y + (row.h - b.height) / 2);
    const Ink ink = text_ink(status.tone);
    icon(status.icon, Type::icon, {row.x + fonts.em(Type::icon) / 2, top + pitch / 2}, ink);
    text(b, {row.x + side_w, top}, ink);
    add(Role::status, status.text, row);
    if (input.gesture && input.gesture->kind == window::GestureKind::tap && !tap_taken &&
        meant_view == view && layer == top_layer && row.contains(input.gesture->down))
        out = BarPress{BarSide::status, 0};
}

bool Core::status_in_strip(const Status& status) {
    if (!merged_strip || status.text.empty()) return false;
    const float side = status.icon == Icon::none ? 0 : fonts.em(Type::icon) + pad(10);
    const float wanted = fonts.width(Type::small, status.text) + side;
    Rect box = *merged_strip;
    box.cut_right(px(24));
    if (strip_words + wanted + px(24) > box.w) return false;
    box = box.cut_right(wanted);
    const Ink ink = text_ink(status.tone);
    use_list();
    icon(status.icon, Type::icon, {box.x + fonts.em(Type::icon) / 2, box.centre().y}, ink);
    line_of_text(Type::small, status.text, {box.x + side, box.y, box.w - side + 1, box.h}, ink);
    add(Role::status, status.text, box);
    entries.back().section = Section::bottom_bar;
    return true;
}

// How the bar stands: everything in a row, the status above, or the buttons in rows of their own.
struct Core::BarShape {
    float height = 0;  // of one row
    float status_height = 0;
    bool icons = true;
    std::vector<std::vector<BarPress>> rows;  // none: everything in one
};

float Core::bar_width(const BottomBar& bar, float width) {
    float used = 0;
    for (const auto* actions : {&bar.left, &bar.right})
        for (const Action& a : *actions)
            used += measure_button(a, width).width + px(15);
    return used;
}

// As many beside each other as fit, in their order.
std::vector<std::vector<BarPress>> Core::bar_rows(const BottomBar& bar, float width) {
    std::vector<std::vector<BarPress>> rows;
    float used = width + 1;
    const auto put = [&](const std::vector<Action>& actions, BarSide side) {
        for (std::size_t i = 0; i < actions.size(); ++i) {
            const float w = measure_button(actions[i], width).width;
            if (used + px(15) + w > width) {
                rows.emplace_back();
                used = -px(15);
            }
            rows.back().push_back({side, i});
            used += px(15) + w;
        }
    };
    put(bar.left, BarSide::left);
    put(bar.right, BarSide::right);
    return rows;
}

Core::BarShape Core::bar_shape(BottomBar& bar, const Status& status, float width) {
    BarShape shape;
    shape.height = px(76);
    float used = bar_width(bar, width);
    if (used - px(15) > width) {
        // Large letters: the words stay and their icons go, where that saves a row.
        for (auto* actions : {&bar.left, &bar.right})
            for (Action& a : *actions)
                a.icon = Icon::none;
        used = bar_width(bar, width);
        if (used - px(15) > width) shape.rows = bar_rows(bar, width);
    }
    for (const auto* actions : {&bar.left, &bar.right})
        for (const Action& a : *actions)
            shape.height = std::max(shape.height, measure_button(a, width).height);
    if (status.text.empty() || bar.left.size() + bar.right.size() == 0) return shape;
    const float side = fonts.em(Type::icon) + pad(10);
    const TextBlock within =
        fonts.wrap(Type::small, status.text, std::max(1.0F, width - used - side));
    if (!shape.rows.empty() || within.broken || within.height > shape.height * 1.4F)
        shape.status_height = fonts.wrap(Type::small, status.text, width - side).height + pad(12);
    else
        shape.height = std::max(shape.height, within.height);
    return shape;
}

std::optional<BarPress> Ui::bottom_bar(const BottomBar& wanted) {
    Core& c = *core_;
    std::optional<BarPress> out;
    BottomBar bar = wanted;
    Status status = bar.status;
    if (!c.notice.text.empty()) status = {c.notice.text, Icon::info, c.notice.tone};
    if (c.status_in_strip(status)) status = {};
    const float margin =
        bar.width_u > 0
            ? std::max(c.px(24), std::round((c.rest.w - c.column_width(bar.width_u)) / 2))
            : c.px(24);
    const float inner = c.rest.w - 2 * margin;
    const auto shape = c.bar_shape(bar, status, inner);
    const auto rows = static_cast<float>(std::max<std::size_t>(1, shape.rows.size()));
    const Rect rect = c.rest.cut_bottom(shape.height * rows + c.px(15) * (rows - 1) + c.px(20) +
                                        shape.status_height);
    c.use_list();
    c.fill(rect, Ink::surface);
    c.fill({rect.x, rect.y, rect.w, c.px(1)}, Ink::line);
    c.within(bar_column(rect, Section::bottom_bar, "bottom bar"), [&] {
        Rect body = rect.inset(margin, c.px(10));
        if (shape.status_height > 0) {
            c.row_of_actions(body.cut_top(shape.status_height), {}, status, {}, out);
            status = {};
        }
        if (shape.rows.empty()) {
            c.fill_last = bar.width_u > 0;
            c.row_of_actions(body, bar.left, status, bar.right, out);
            c.fill_last = false;
            return;
        }
        for (const auto& row : shape.rows) {
            Rect line = body.cut_top(shape.height);
            body.cut_top(c.px(15));
            const auto count = static_cast<float>(row.size());
            // What is left over is shared, so that each row runs from edge to edge.
            float spare = line.w - c.px(15) * (count - 1);
            const auto action = [&](const BarPress& at) -> const Action& {
                return (at.side == BarSide::left ? bar.left : bar.right).at(at.index);
            };
            for (const auto& at : row)
                spare -= c.measure_button(action(at), inner).width;
            for (const auto& at : row) {
                const float w = c.measure_button(action(at), inner).width + spare / count;
                if (c.draw_button_in(action(at), line.cut_left(std::floor(w)))) out = at;
                line.cut_left(c.px(15));
            }
        }
    });
    return out;
}

}  // namespace cpc::ui
