// SPDX-License-Identifier: Apache-2.0
// Internal to platform/window: draws pictures into memory, without GPU and without SDL.
//
// SDL's own software renderer cuts every corner of a triangle to whole pixels, which tears the
// one-pixel edges that make rounded shapes smooth. This one samples at pixel centres with 1/16
// pixel corners, never draws a shared edge twice, and has short ways for upright rectangles and
// letters, which are most of a screen. The same picture gives the same bytes on every machine.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "platform/window/geometry.hpp"

namespace cpc {
struct PagePicture;
}

namespace cpc::window {

struct Picture;

class Raster {
  public:
    void resize(int width_px, int height_px);
    // Copies the letters' coverage out of the atlas.
    void set_atlas(ImFontAtlas& atlas);
    void draw(const Picture& picture, const Rect& damage);

    [[nodiscard]] int width_px() const { return width_; }
    [[nodiscard]] int height_px() const { return height_; }
    // 0xAARRGGBB, row by row, always opaque.
    [[nodiscard]] const std::vector<std::uint32_t>& pixels() const { return pixels_; }

  private:
    struct Clip {
        int left, top, right, bottom;
    };
    void triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const Clip& clip);
    [[nodiscard]] bool rectangle(const ImDrawVert* const corners[4], const Clip& clip);
    void letters(const ImDrawVert& low, const ImDrawVert& high, const Clip& clip);
    void page(const PagePicture& page, const ImDrawVert& low, const ImDrawVert& high,
              const Clip& clip);
    void span(int y, int from, int to, ImU32 colour);

    int width_ = 0;
    int height_ = 0;
    std::vector<std::uint32_t> pixels_;
    std::vector<std::uint8_t> coverage_;
    int atlas_width_ = 0;
    int atlas_height_ = 0;
};

}  // namespace cpc::window
