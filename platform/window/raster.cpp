// SPDX-License-Identifier: Apache-2.0
#include "platform/window/raster.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "platform/window/picture.hpp"

namespace cpc::window {
namespace {

constexpr std::int64_t sub = 16;  // steps in a pixel

std::uint32_t part(ImU32 colour, int shift) {
    return (colour >> static_cast<unsigned>(shift)) & 0xFFU;
}

// The library keeps 0xAABBGGRR.
std::uint32_t opaque(ImU32 colour) {
    return 0xFF000000U | part(colour, IM_COL32_R_SHIFT) << 16U |
           part(colour, IM_COL32_G_SHIFT) << 8U | part(colour, IM_COL32_B_SHIFT);
}

// Both colours as 0x..RRGGBB; red and blue are mixed in one go.
std::uint32_t mix(std::uint32_t over, std::uint32_t under, std::uint32_t alpha) {
    alpha += alpha >> 7U;  // 0…256
    const std::uint32_t rest = 256 - alpha;
    const std::uint32_t red_blue =
        (((over & 0xFF00FFU) * alpha + (under & 0xFF00FFU) * rest) >> 8U) & 0xFF00FFU;
    const std::uint32_t green =
        (((over & 0x00FF00U) * alpha + (under & 0x00FF00U) * rest) >> 8U) & 0x00FF00U;
    return 0xFF000000U | red_blue | green;
}

struct Corner {
    std::int64_t x, y;
};
Corner corner_of(const ImDrawVert& v) {
    return {std::lround(v.pos.x * static_cast<float>(sub)),
            std::lround(v.pos.y * static_cast<float>(sub))};
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    const std::int64_t q = a / b;
    return q * b != a && ((a < 0) != (b < 0)) ? q - 1 : q;
}

struct Edge {
    std::int64_t dx, dy, x0, y0, bias;
    Edge(Corner from, Corner to)
        : dx(to.x - from.x),
          dy(to.y - from.y),
          x0(from.x),
          y0(from.y),
          // Upper and left edges own the pixels on them.
          bias(dy < 0 || (dy == 0 && dx > 0) ? 0 : -1) {}
    // Narrows [from, to) to the pixels of row y on the inner side.
    void narrow(int y, int& from, int& to) const {
        const std::int64_t e = dx * (y * sub + sub / 2 - y0) - dy * (sub / 2 - x0) + bias;
        if (dy == 0) {
            if (e < 0) to = from;
        } else if (dy > 0) {
            to = static_cast<int>(std::clamp<std::int64_t>(floor_div(e, sub * dy) + 1, from, to));
        } else {
            const std::int64_t first = -floor_div(e, sub * -dy);
            from = static_cast<int>(std::clamp<std::int64_t>(first, from, std::max(from, to)));
        }
    }
};

int first_pixel(float edge) {  // whose centre is not left of the edge
    return static_cast<int>(std::ceil(edge - 0.5F));
}

}  // namespace

void Raster::resize(int width_px, int height_px) {
    width_ = width_px;
    height_ = height_px;
    pixels_.assign(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px),
                   0xFF000000U);
}

void Raster::set_atlas(ImFontAtlas& atlas) {
    unsigned char* alpha = nullptr;
    atlas.GetTexDataAsAlpha8(&alpha, &atlas_width_, &atlas_height_);
    coverage_.assign(alpha, alpha + static_cast<std::size_t>(atlas_width_) *
                                        static_cast<std::size_t>(atlas_height_));
}

void Raster::span(int y, int from, int to, ImU32 colour) {
    const std::uint32_t alpha = part(colour, IM_COL32_A_SHIFT);
    const std::uint32_t over = opaque(colour);
    std::uint32_t* row = pixels_.data() + static_cast<std::ptrdiff_t>(y) * width_;
    if (alpha == 255) {
        std::fill(row + from, row + std::max(from, to), over);
        return;
    }
    for (int x = from; x < to; ++x)
        row[x] = mix(over, row[x], alpha);
}

void Raster::letters(const ImDrawVert& low, const ImDrawVert& high, const Clip& clip) {
    const int left = std::max(first_pixel(low.pos.x), clip.left);
    const int right = std::min(first_pixel(high.pos.x), clip.right);
    const int top = std::max(first_pixel(low.pos.y), clip.top);
    const int bottom = std::min(first_pixel(high.pos.y), clip.bottom);
    const float step_x = (high.uv.x - low.uv.x) / (high.pos.x - low.pos.x);
    const float step_y = (high.uv.y - low.uv.y) / (high.pos.y - low.pos.y);
    const std::uint32_t over = opaque(low.col);
    const std::uint32_t alpha = part(low.col, IM_COL32_A_SHIFT);
    const auto texel = [](float uv, int size) {
        return std::clamp(static_cast<int>(uv * static_cast<float>(size)), 0, size - 1);
    };
    for (int y = top; y < bottom; ++y) {
        const float v = low.uv.y + (static_cast<float>(y) + 0.5F - low.pos.y) * step_y;
        const std::uint8_t* source =
            coverage_.data() + static_cast<std::ptrdiff_t>(texel(v, atlas_height_)) * atlas_width_;
        std::uint32_t* row = pixels_.data() + static_cast<std::ptrdiff_t>(y) * width_;
        for (int x = left; x < right; ++x) {
            const float u = low.uv.x + (static_cast<float>(x) + 0.5F - low.pos.x) * step_x;
            const std::uint32_t cover = source[texel(u, atlas_width_)];
            if (cover != 0) row[x] = mix(over, row[x], cover * alpha / 255);
        }
    }
}

// A page is made in the size it is shown in; where it is not, each point is the nearest of it.
void Raster::page(const PagePicture& page, const ImDrawVert& low, const ImDrawVert& high,
                  const Clip& clip) {
    const int left = std::max(first_pixel(low.pos.x), clip.left);
    const int right = std::min(first_pixel(high.pos.x), clip.right);
    const int bottom = std::min(first_pixel(high.pos.y), clip.bottom);
    const float across = static_cast<float>(page.width_px) / (high.pos.x - low.pos.x);
    const float down = static_cast<float>(page.height_px) / (high.pos.y - low.pos.y);
    const auto nearest = [](float at, int size) {
        return std::clamp(static_cast<int>(at), 0, size - 1);
    };
    for (int y = std::max(first_pixel(low.pos.y), clip.top); y < bottom; ++y) {
        const int row = nearest((static_cast<float>(y) + 0.5F - low.pos.y) * down, page.height_px);
        const auto* from = page.pixels.data() + static_cast<std::ptrdiff_t>(row) * page.width_px;
        auto* to = pixels_.data() + static_cast<std::ptrdiff_t>(y) * width_;
        for (int x = left; x < right; ++x)
            to[x] =
                from[nearest((static_cast<float>(x) + 0.5F - low.pos.x) * across, page.width_px)];
    }
}

// Upright, one colour: a letter or a plain box.
bool Raster::rectangle(const ImDrawVert* const corners[4], const Clip& clip) {
    const ImDrawVert& a = *corners[0];
    const ImDrawVert& b = *corners[1];
    const ImDrawVert& c = *corners[2];
    const ImDrawVert& d = *corners[3];
    if (a.pos.x != d.pos.x || b.pos.x != c.pos.x || a.pos.y != b.pos.y || c.pos.y != d.pos.y)
        return false;
    if (a.col != b.col || a.col != c.col || a.col != d.col) return false;
    if (c.pos.x <= a.pos.x || c.pos.y <= a.pos.y) return false;
    if (a.uv.x != c.uv.x || a.uv.y != c.uv.y) {
        letters(a, c, clip);
        return true;
    }
    const int left = std::max(first_pixel(a.pos.x), clip.left);
    const int right = std::min(first_pixel(c.pos.x), clip.right);
    const int bottom = std::min(first_pixel(c.pos.y), clip.bottom);
    if (left < right)
        for (int y = std::max(first_pixel(a.pos.y), clip.top); y < bottom; ++y)
            span(y, left, right, a.col);
    return true;
}

void Raster::triangle(const ImDrawVert& first, const ImDrawVert& second, const ImDrawVert& third,
                      const Clip& clip) {
    std::array<const ImDrawVert*, 3> v{&first, &second, &third};
    std::array<Corner, 3> p{corner_of(*v[0]), corner_of(*v[1]), corner_of(*v[2])};
    const auto twice_area = [&] {
        return (p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[1].y - p[0].y) * (p[2].x - p[0].x);
    };
    std::int64_t area = twice_area();
    if (area == 0) return;
    if (area < 0) {
        std::swap(v[1], v[2]);
        std::swap(p[1], p[2]);
        area = -area;
    }
    const std::array<Edge, 3> edges{Edge(p[0], p[1]), Edge(p[1], p[2]), Edge(p[2], p[0])};
    const auto [low, high] = std::minmax({p[0].y, p[1].y, p[2].y});
    const auto [near, far] = std::minmax({p[0].x, p[1].x, p[2].x});
    const int top = std::max(static_cast<int>(floor_div(low, sub)), clip.top);
    const int bottom = std::min(static_cast<int>(floor_div(high, sub)) + 1, clip.bottom);
    const int left = std::max(static_cast<int>(floor_div(near, sub)), clip.left);
    const int right = std::min(static_cast<int>(floor_div(far, sub)) + 1, clip.right);
    if (left >= right) return;
    const bool plain = v[0]->col == v[1]->col && v[1]->col == v[2]->col;
    // Colour as a plane over the triangle: value at corner 0 and its slopes.
    std::array<float, 4> at{}, slope_x{}, slope_y{};
    const auto whole = static_cast<float>(area);
    for (std::size_t i = 0; i < 4 && !plain; ++i) {
        const int shift = static_cast<int>(i) * 8;
        const auto c0 = static_cast<float>(part(v[0]->col, shift));
        const float d1 = static_cast<float>(part(v[1]->col, shift)) - c0;
        const float d2 = static_cast<float>(part(v[2]->col, shift)) - c0;
        at.at(i) = c0;
        slope_x.at(i) =
            (d1 * static_cast<float>(p[2].y - p[0].y) - d2 * static_cast<float>(p[1].y - p[0].y)) /
            whole;
        slope_y.at(i) =
            (d2 * static_cast<float>(p[1].x - p[0].x) - d1 * static_cast<float>(p[2].x - p[0].x)) /
            whole;
    }
    for (int y = top; y < bottom; ++y) {
        int from = left;
        int to = right;
        for (const Edge& edge : edges)
            edge.narrow(y, from, to);
        if (from >= to) continue;
        if (plain) {
            span(y, from, to, v[0]->col);
            continue;
        }
        std::uint32_t* row = pixels_.data() + static_cast<std::ptrdiff_t>(y) * width_;
        const auto off_y = static_cast<float>(y * sub + sub / 2 - p[0].y);
        for (int x = from; x < to; ++x) {
            const auto off_x = static_cast<float>(x * sub + sub / 2 - p[0].x);
            std::array<std::uint32_t, 4> c{};
            for (std::size_t i = 0; i < 4; ++i)
                c.at(i) = static_cast<std::uint32_t>(std::clamp(
                    at.at(i) + off_x * slope_x.at(i) + off_y * slope_y.at(i) + 0.5F, 0.0F, 255.0F));
            row[x] = mix(opaque(IM_COL32(c[0], c[1], c[2], 255)), row[x], c[3]);
        }
    }
}

void Raster::draw(const Picture& picture, const Rect& damage) {
    for (const ImDrawList* list : picture.lists)
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const Clip clip{
                std::max({0, static_cast<int>(command.ClipRect.x), static_cast<int>(damage.x)}),
                std::max({0, static_cast<int>(command.ClipRect.y), static_cast<int>(damage.y)}),
                std::min({width_, static_cast<int>(command.ClipRect.z),
                          static_cast<int>(damage.right())}),
                std::min({height_, static_cast<int>(command.ClipRect.w),
                          static_cast<int>(damage.bottom())})};
            if (clip.left >= clip.right || clip.top >= clip.bottom) continue;
            const ImDrawVert* vertices =
                list->VtxBuffer.Data + static_cast<std::ptrdiff_t>(command.VtxOffset);
            const ImDrawIdx* index =
                list->IdxBuffer.Data + static_cast<std::ptrdiff_t>(command.IdxOffset);
            const ImDrawIdx* end = index + static_cast<std::ptrdiff_t>(command.ElemCount);
            // A page is two triangles from its first corner to its third.
            if (const auto* page_here = picture.page_of(command.GetTexID())) {
                if (command.ElemCount >= 6)
                    page(*page_here, vertices[index[0]], vertices[index[2]], clip);
                continue;
            }
            while (index + 2 < end) {
                const bool four = index + 5 < end && index[0] == index[3] && index[2] == index[4];
                if (four) {
                    const ImDrawVert* corners[4] = {vertices + index[0], vertices + index[1],
                                                    vertices + index[2], vertices + index[5]};
                    if (rectangle(corners, clip)) {
                        index += 6;
                        continue;
                    }
                }
                triangle(vertices[index[0]], vertices[index[1]], vertices[index[2]], clip);
                index += 3;
            }
        }
}

}  // namespace cpc::window
