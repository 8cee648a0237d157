// SPDX-License-Identifier: Apache-2.0
// What fills the room the bars leave: pages, quiet screens, sheets.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

// Title, help and the page's own action. The action stands beside the title where both fit; the
// help stands beside it too if that takes no more room than below.
bool page_head(Core& c, const Page& page) {
    bool pressed = false;
    const float width = c.column().w;
    Core::ButtonSize action;
    if (page.action) action = c.measure_button(*page.action, width);
    const float between = c.px(16);
    const bool beside =
        page.action && c.fonts.width(Type::title, page.title) + action.width + between <= width;
    const float text_w = beside ? width - action.width - between : width;
    const TextBlock title = c.wrap(Type::title, page.title, text_w);
    const float gap = c.pad(4);
    const float wide_h = c.fonts.wrap(Type::body, page.help, width).height;
    const float slim_h = c.fonts.wrap(Type::body, page.help, text_w).height;
    const bool help = !page.help.empty();
    const float together = std::max(title.height + (help ? gap + slim_h : 0), action.height);
    const float apart = std::max(title.height, action.height) + (help ? gap + wide_h : 0);
    const bool below = beside && help && apart <= together;
    const float help_w = below ? width : text_w;
    const TextBlock words = c.wrap(Type::body, page.help, help_w);
    const Rect rect = c.place(
        !beside ? title.height + (help ? gap + words.height : 0) : std::min(together, apart), 14);
    // Beside a button, with nothing under it, the title stands at the button's middle.
    const float title_y =
        beside && (below || !help)
            ? rect.y + std::round(std::max(0.0F, action.height - title.height) / 2)
            : rect.y;
    c.text(title, {rect.x, title_y}, Ink::ink);
    c.add(Role::title, page.title, {rect.x, title_y, text_w, title.height});
    if (help) {
        const float y = below ? rect.bottom() - words.height : rect.y + title.height + gap;
        c.text(words, {rect.x, y}, Ink::ink_2);
        c.add(Role::text, page.help, {rect.x, y, help_w, words.height});
    }
    if (beside) {
        const Rect spot{rect.right() - action.width, rect.y, action.width, action.height};
        pressed = c.draw_button_in(*page.action, spot);
    } else if (page.action) {
        Rect spot = c.place(action.height, 14);
        spot.w = std::min(spot.w, action.width);
        pressed = c.draw_button_in(*page.action, spot);
    }
    if (!page.banner.empty()) Ui(c).banner(page.banner, page.banner_icon, page.banner_tone);
    return pressed;
}

// Narrow glass: the side panel is the first card, folded where the page says so.
void fold_side(Core& c, const Page& page, const Body& side) {
    bool open = page.side_fold.empty();
    if (!open) {
        bool& flag = c.flags[c.make_id("side fold")];
        const TextBlock b = c.wrap(Type::strong, page.side_fold, c.column().w - c.px(80));
        const Rect rect = c.place(std::max(c.px(76), b.height + 2 * c.pad(10)), 14);
        const Touch touch = c.control(Role::button, page.side_fold, rect);
        if (touch.pressed) {
            flag = !flag;
            c.unsettled = true;
        }
        c.card_face(rect);
        if (touch.down) c.fill(rect, Ink::primary_tint, 16);
        c.text(b, {rect.x + c.pad(20), std::round(rect.centre().y - b.height / 2)}, Ink::ink);
        c.icon(flag ? Icon::chevron_up : Icon::chevron_down, Type::icon_medium,
               {rect.right() - c.pad(20) - c.fonts.em(Type::icon) / 2, rect.centre().y},
               Ink::ink_2);
        open = flag;
    }
    if (open) side();
}

}  // namespace

bool Ui::page(const Page& page, const Body& content, const Body& side) {
    Core& c = *core_;
    bool pressed = false;
    Rect rest = c.rest;
    const bool wide = !c.narrow();
    Rect side_rect;
    if (side && wide) side_rect = rest.cut_right(c.px(page.side_width_u) + c.px(24));
    c.use_list();
    const float top = c.px(c.merged() ? 8 : 18);
    const float right = c.px(side && wide ? 22 : 24);
    const Rect content_inner{rest.x + c.px(24), rest.y + top, rest.w - c.px(24) - right,
                             rest.h - top - c.px(20)};
    c.scroll_area("content", rest, Section::content, Ink::canvas, content_inner, [&] {
        pressed = page_head(c, page);
        // At the largest texts the first card of the content must be in sight.
        const bool folded_below = c.merged() && !page.side_fold.empty();
        if (side && !wide && !folded_below) fold_side(c, page, side);
        content();
        if (side && !wide && folded_below) fold_side(c, page, side);
    });
    if (side && wide) {
        c.use_list();
        const Rect side_inner{side_rect.x, side_rect.y + c.px(20), side_rect.w - c.px(24),
                              side_rect.h - c.px(40)};
        Rect clip = side_rect;  // shadows stand out to the left
        clip.x -= c.px(6);
        clip.w += c.px(6);
        c.scroll_area("side", clip, Section::side, Ink::canvas, side_inner, side);
    }
    return pressed;
}

// A reading column grows a little less than its text.
float Core::column_width(float units) const {
    return std::round(px(units) * std::max(1.0F, t() * 0.85F));
}

void Ui::column_page(const Page& page, float width_u, const Body& content) {
    Core& c = *core_;
    const Rect rest = c.rest;
    const float width = std::min(c.column_width(width_u), rest.w - c.px(48));
    const Rect inner{std::round(rest.x + (rest.w - width) / 2), rest.y + c.px(22), width,
                     rest.h - c.px(42)};
    c.use_list();
    c.scroll_area("content", rest, Section::content, Ink::canvas, inner, [&] {
        (void)page_head(c, page);
        content();
    });
}

namespace {

// Icon or initials, and the words of a quiet screen, in the middle of the column.
void quiet_words(Core& c, const Quiet& quiet, float width, Type title) {
    const bool dark = quiet.look == QuietLook::hand_over;
    const Ink first = dark ? Ink::on_hand_over : Ink::ink;
    const Ink second = dark ? Ink::on_hand_over_2 : Ink::ink_2;
    const float middle = c.column().x + c.column().w / 2;
    if (quiet.icon != Icon::none || !quiet.initials.empty()) {
        const float side = c.px(116);
        const Rect spot = c.place(side, 30);
        const Rect disc{std::round(middle - side / 2), spot.y, side, side};
        if (!quiet.initials.empty()) {
            c.avatar(disc, quiet.initials, false, dark);
        } else {
            c.disc(disc.centre(), side / 2, Ink::surface);
            c.icon(quiet.icon, Type::icon_large, disc.centre(), Ink::primary);
        }
    }
    const auto words = [&](Type type, const std::string& text, Ink ink, Role role, float gap) {
        if (text.empty()) return;
        const TextBlock b = c.wrap(type, text, width);
        const Rect spot = c.place(b.height, gap);
        const Rect box{std::round(middle - width / 2), spot.y, width, spot.h};
        c.text(b, {box.x, box.y}, ink, Align::centre, box.w);
        c.add(role, text, box);
    };
    words(Type::lead, quiet.lead, second, Role::text, 12);
    if (c.fonts.wrap(title, quiet.title, width).broken) title = Type::title;
    words(title, quiet.title, first, Role::title, quiet.text.empty() ? 36 : 14);
    words(Type::body, quiet.text, second, Role::text, 34);
}

// One of the columns, in the middle of its height.
void quiet_column(Core& c, const char* name, const Rect& rect, float width, Ink back,
                  const Body& body) {
    const std::uint64_t id = c.make_id(name);
    const float height = c.known_size(id, c.px(400));
    const float top = std::max(rect.y + c.px(24), std::round(rect.y + (rect.h - height) / 2));
    const Rect inner{std::round(rect.x + (rect.w - width) / 2), top, width,
                     rect.bottom() - top - c.px(20)};
    float end = 0;
    c.scroll_area(name, rect, Section::content, back, inner, [&] {
        c.column().centred = true;
        const float start = c.column().y;
        body();
        end = c.column().y - start;
    });
    c.learn_size(id, end);
}

}  // namespace

// Where words and controls are too high for the glass together, which large letters bring about,
// they stand side by side: what is to be pressed may not wait below the edge.
bool Ui::quiet(const Quiet& quiet, const Body& content) {
    Core& c = *core_;
    const bool dark = quiet.look == QuietLook::hand_over;
    const Ink back = dark                              ? Ink::hand_over
                     : quiet.look == QuietLook::hidden ? Ink::hidden
                                                       : Ink::canvas;
    c.use_list();
    c.fill(c.rest, back);
    const float width =
        std::min(c.px(quiet.width_u) * std::max(1.0F, c.t() * 0.9F), c.rest.w - c.px(48));
    const float words_w = std::min(std::max(width, c.column_width(860)), c.rest.w - c.px(48));
    Rect rest = c.rest;
    bool hide = false;
    c.covered = quiet.look == QuietLook::hidden;
    const std::string as = quiet.title + std::to_string(c.settings.text_percent) + " " +
                           std::to_string(c.settings.surface.width_px);
    const std::uint64_t split = c.make_id("split " + as);
    const std::uint64_t whole = c.make_id("quiet " + as);
    const float centred = std::round(rest.y + (rest.h - c.known_size(whole, c.px(400))) / 2);
    const bool has_tools = rest.y > c.screen.y;  // an app bar stands there
    if (!quiet.hide.empty() || (c.reader && !c.covered && !has_tools)) {
        c.hide_dark = dark;
        hide = c.tool_corner(rest.cut_top(std::max(c.px(92), c.grow(76))), quiet.hide);
    }
    if (c.flags[split]) {
        const float half = std::floor((rest.w - c.px(24)) / 2);
        const Rect left{rest.x, rest.y, half, rest.h};
        const Rect right{rest.right() - half, rest.y, half, rest.h};
        const float inside = half - c.px(36);
        quiet_column(c, "words", left, inside, back,
                     [&] { quiet_words(c, quiet, inside, Type::title); });
        quiet_column(c, "content", right, std::min(width, inside), back, content);
        return hide;
    }
    const float top = std::max(rest.y + c.px(24), centred);
    const Rect inner{std::round(rest.x + (rest.w - width) / 2), top, width,
                     rest.bottom() - top - c.px(20)};
    float end = 0;
    c.scroll_area("content", rest, Section::content, back, inner, [&] {
        c.column().centred = true;
        const float start = c.column().y;
        quiet_words(c, quiet, words_w, Type::display);
        content();
        end = c.column().y - start;
    });
    c.learn_size(whole, end);
    if (end > rest.h - c.px(80) && rest.w > rest.h && c.t() > 1) {
        c.flags[split] = true;
        c.unsettled = true;
    }
    return hide;
}

}  // namespace cpc::ui
