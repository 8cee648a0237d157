// SPDX-License-Identifier: Apache-2.0
// Core's drawing: shapes and text in colour roles, at whole pixels.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

ImVec2 vec(Point p) {
    return {p.x, p.y};
}
ImVec2 low(const Rect& r) {
    return {std::round(r.x), std::round(r.y)};
}
ImVec2 high(const Rect& r) {
    return {std::round(r.right()), std::round(r.bottom())};
}

}  // namespace

ImU32 Core::colour(Ink ink) const {
    const Colour c = ui::colour(settings.theme, ink);
    return IM_COL32(c.r, c.g, c.b, c.a);
}

void Core::use_list() {
    if (lists_used == pool.size()) pool.push_back(std::make_unique<ImDrawList>(&shared));
    list = pool.at(lists_used++).get();
    list->_ResetForNewFrame();
    list->PushTextureID(fonts.atlas().TexID);
    list->PushClipRectFullScreen();
}

void Core::push_clip(const Rect& rect) {
    list->PushClipRect(low(rect), high(rect), true);
}
void Core::pop_clip() {
    list->PopClipRect();
}

void Core::fill(const Rect& rect, Ink ink, float radius_u) {
    if (rect.empty()) return;
    list->AddRectFilled(low(rect), high(rect), colour(ink), radius_u * settings.surface.density);
}

void Core::outline(const Rect& rect, Ink ink, float radius_u, float width_u) {
    if (rect.empty()) return;
    const float width = std::max(1.0F, px(width_u));
    const ImVec2 a = low(rect);
    const ImVec2 b = high(rect);
    const float half = width / 2;
    // The library adds half a pixel: take it off, so that the stroke fills whole pixels.
    list->AddRect({a.x + half - 0.5F, a.y + half - 0.5F}, {b.x - half + 0.49F, b.y - half + 0.49F},
                  colour(ink), std::max(0.0F, radius_u * settings.surface.density - half), 0,
                  width);
}

void Core::line(Point from, Point to, Ink ink, float width_u) {
    const float width = std::max(1.0F, px(width_u));
    if (from.y == to.y) {  // sharp edges for the common case
        list->AddRectFilled({std::round(from.x), std::round(from.y)},
                            {std::round(to.x), std::round(from.y) + width}, colour(ink));
        return;
    }
    list->AddLine(vec(from), vec(to), colour(ink), width);
}

void Core::disc(Point centre, float radius, Ink ink) {
    list->AddCircleFilled(vec(centre), radius, colour(ink));
}
void Core::ring(Point centre, float radius, Ink ink, float width_u) {
    const float width = std::max(1.0F, px(width_u));
    list->AddCircle(vec(centre), radius - width / 2, colour(ink), 0, width);
}

// Three stacked rounded rectangles, paper only.
void Core::shadow(const Rect& rect, float radius_u) {
    if (settings.theme != Theme::paper) return;
    const float density = settings.surface.density;
    for (int i = 3; i >= 1; --i) {
        const float by = 1.6F * static_cast<float>(i) * density;
        Rect r = rect.grown(by);
        r.y += density;
        list->AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, IM_COL32(60, 48, 24, 10),
                            radius_u * density + by);
    }
}

void Core::card_face(const Rect& rect, float radius_u) {
    shadow(rect, radius_u);
    fill(rect, Ink::surface, radius_u);
    if (settings.theme != Theme::paper) outline(rect, Ink::line, radius_u);
}

// Diagonal stripes inside a rounded rectangle: each stripe is cut where it meets the edge, corners
// included, because a clip rectangle would leave teeth outside the rounding.
void Core::hatch(const Rect& rect, float radius_u, Ink ink) {
    const float radius = std::min(radius_u * settings.surface.density, rect.h / 2);
    const float step = px(10);
    const float width = std::max(1.0F, px(3));
    const auto left_at = [&](float y) {  // left edge of the rounded shape at this height
        const float from_top = y - rect.y;
        const float from_bottom = rect.bottom() - y;
        const float near = std::min(from_top, from_bottom);
        if (near >= radius) return rect.x;
        const float d = radius - near;
        return rect.x + radius - std::sqrt(std::max(0.0F, radius * radius - d * d));
    };
    const int slices = static_cast<int>(rect.h);
    for (float start = rect.x - rect.h; start < rect.right(); start += step) {
        Point from{};
        Point to{};
        bool open = false;
        for (int i = 0; i <= slices; ++i) {
            const float y = rect.bottom() - static_cast<float>(i);
            const float x = start + static_cast<float>(i);
            const float edge = left_at(std::clamp(y, rect.y + 0.5F, rect.bottom() - 0.5F));
            const float inset = edge - rect.x;
            if (x < edge + width || x > rect.right() - inset - width) continue;
            if (!open) from = {x, y};
            open = true;
            to = {x, y};
        }
        if (open) list->AddLine(vec(from), vec(to), colour(ink), width);
    }
}

void Core::label_bar(const Rect& rect, LabelKind kind) {
    const float d = settings.surface.density;
    switch (kind) {
        case LabelKind::fact:
            fill(rect, Ink::fact, 3);
            return;
        case LabelKind::observation:
            for (float y = rect.y; y < rect.bottom(); y += 27 * d) {
                const float end = std::min(y + 18 * d, rect.bottom());
                if (end - y > 5 * d) fill({rect.x, y, rect.w, end - y}, Ink::observation, 2);
            }
            return;
        case LabelKind::allegation: {
            const float thin = std::max(1.0F, std::round(2.5F * d));
            fill({rect.x, rect.y, thin, rect.h}, Ink::allegation);
            fill({rect.right() + px(2) - thin, rect.y, thin, rect.h}, Ink::allegation);
            return;
        }
        case LabelKind::opinion:
            for (float y = rect.y + 3 * d; y <= rect.bottom() - 3 * d; y += 13 * d)
                disc({rect.x + rect.w / 2, y}, 3 * d, Ink::opinion);
            return;
    }
}

void Core::icon(Icon which, Type size, Point centre, Ink ink) {
    const std::string_view g = glyph(which);
    if (g.empty()) return;
    unsigned int c = 0;
    ImTextCharFromUtf8(&c, g.data(), g.data() + g.size());
    ImFont* font = fonts.font(size);
    const ImFontGlyph* shape = font->FindGlyph(static_cast<ImWchar>(c));
    const float x = std::round(centre.x - (shape->X0 + shape->X1) / 2);
    const float y = std::round(centre.y - (shape->Y0 + shape->Y1) / 2);
    font->RenderChar(list, font->FontSize, {x, y}, colour(ink), static_cast<ImWchar>(c));
}

TextBlock Core::wrap(Type type, std::string_view words, float width) {
    TextBlock block = fonts.wrap(type, words, width);
    if (block.broken) violations.push_back("word split over lines: " + std::string(words));
    return block;
}

void Core::text(const TextBlock& block, Point at, Ink ink, Align align, float width) {
    ImFont* font = fonts.font(block.type);
    const float pitch = fonts.line(block.type);
    const float lead = fonts.lead_in(block.type);
    const ImVec4& clip = list->_CmdHeader.ClipRect;
    float y = at.y;
    for (const TextLine& row : block.lines) {
        const float space = width - row.width;
        const float x = align == Align::left     ? at.x
                        : align == Align::centre ? at.x + space / 2
                                                 : at.x + space;
        if (!row.text.empty() && y + pitch >= clip.y && y <= clip.w)
            font->RenderText(list, font->FontSize, {std::round(x), std::round(y + lead)},
                             colour(ink), clip, row.text.data(), row.text.data() + row.text.size());
        y += pitch;
    }
}

void Core::line_of_text(Type type, std::string_view words, const Rect& box, Ink ink, Align align) {
    const float width = fonts.width(type, words);
    if (width > box.w + 1) violations.push_back("text cut: " + std::string(words));
    TextBlock block{type, {{words, width}}, width, fonts.line(type), false};
    text(block, {box.x, std::round(box.y + (box.h - block.height) / 2)}, ink, align, box.w);
}

TextBlock Core::first_words(Type type, std::string_view words, float width) {
    const TextBlock all = fonts.wrap(type, words, width);
    if (all.lines.size() <= 1 && !all.broken) return all;
    std::string_view left = words;
    std::string cut;
    do {
        left = left.substr(0, previous_character(left, left.size()));
        cut = std::string(left) + "\u2026";
    } while (!left.empty() && fonts.width(type, cut) > width);
    const auto kept = keep(std::move(cut));
    const float w = fonts.width(type, kept);
    return {type, {{kept, w}}, w, fonts.line(type), false};
}

void Core::avatar(const Rect& rect, std::string_view initials, bool family, bool dark) {
    const float radius_u = family ? 14 : rect.w / settings.surface.density / 2;
    if (dark)
        list->AddRectFilled(low(rect), high(rect), IM_COL32(255, 255, 255, 40),
                            radius_u * settings.surface.density);
    else
        fill(rect, family ? Ink::voice_tint : Ink::primary_tint, radius_u);
    const Ink ink = dark ? Ink::on_hand_over : family ? Ink::voice : Ink::primary;
    if (settings.theme == Theme::high_contrast) outline(rect, ink, radius_u);
    Type type = rect.w > px(90) ? Type::display : Type::strong;
    if (fonts.width(type, initials) > rect.w - px(4)) type = Type::small_medium;
    line_of_text(type, initials, rect, ink, Align::centre);
}

void Core::icon_and_text(const Rect& box, Icon which, const TextBlock& block, Ink ink, Align align,
                         bool icon_last, float between_u) {
    const float side = which == Icon::none ? 0 : fonts.em(Type::icon);
    const float between = side > 0 && block.width > 0 ? pad(between_u) : 0;
    const float whole = side + between + block.width;
    float x = align == Align::left ? box.x : std::round(box.x + (box.w - whole) / 2);
    const float middle = box.y + box.h / 2;
    const Point text_at{x + (icon_last ? 0 : side + between),
                        std::round(middle - block.height / 2)};
    if (icon_last)
        icon(which, Type::icon, {x + block.width + between + side / 2, middle}, ink);
    else
        icon(which, Type::icon, {x + side / 2, middle}, ink);
    text(block, text_at, ink, align, block.width);
}

}  // namespace cpc::ui
