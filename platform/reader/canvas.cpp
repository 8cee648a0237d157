// SPDX-License-Identifier: Apache-2.0
#include "platform/reader/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace cpc::reader {
namespace {

constexpr double most_of_a_picture = 3;

// From the picture's own axes to the sheet's: EXIF 5 to 8 lie on their side.
cairo_matrix_t upright(int orientation, double width, double height) {
    switch (orientation) {
        case 2:
            return {-1, 0, 0, 1, width, 0};
        case 3:
            return {-1, 0, 0, -1, width, height};
        case 4:
            return {1, 0, 0, -1, 0, height};
        case 5:
            return {0, 1, 1, 0, 0, 0};
        case 6:
            return {0, 1, -1, 0, height, 0};
        case 7:
            return {0, -1, -1, 0, height, width};
        case 8:
            return {0, -1, 1, 0, 0, width};
        default:
            return {1, 0, 0, 1, 0, 0};
    }
}

}  // namespace

Fitted fit(double width, double height, const PageWanted& wanted, double most) {
    Fitted out;
    if (!std::isfinite(width) || !std::isfinite(height) || width <= 0 || height <= 0) return out;
    const double scale =
        std::min({wanted.width_max_px / width, wanted.height_max_px / height, most});
    const double across = std::floor(width * scale);
    const double down = std::floor(height * scale);
    if (across < 1 || down < 1) return out;
    return {scale, static_cast<int>(across), static_cast<int>(down)};
}

Canvas::Canvas(const Fitted& size)
    : surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, size.width_px, size.height_px)),
      pen(cairo_create(surface.get())) {
    cairo_set_source_rgb(pen.get(), 1, 1, 1);
    cairo_paint(pen.get());
}

bool Canvas::good() const {
    return cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS &&
           cairo_status(pen.get()) == CAIRO_STATUS_SUCCESS;
}

Drawn Canvas::take(std::int32_t pages) {
    Drawn out;
    cairo_surface_flush(surface.get());
    const unsigned char* data = cairo_image_surface_get_data(surface.get());
    if (!good() || data == nullptr) return out;
    out.width_px = cairo_image_surface_get_width(surface.get());
    out.height_px = cairo_image_surface_get_height(surface.get());
    const auto across = static_cast<std::size_t>(out.width_px);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    out.pixels.resize(across * static_cast<std::size_t>(out.height_px));
    for (std::size_t y = 0; y < static_cast<std::size_t>(out.height_px); ++y)
        std::memcpy(out.pixels.data() + y * across, data + y * stride, across * 4);
    for (auto& pixel : out.pixels)
        pixel |= 0xFF000000U;
    out.found = Found::drawn;
    out.pages = pages;
    return out;
}

Drawn draw_picture(cairo_surface_t* picture, int orientation, const PageWanted& wanted) {
    const int width = cairo_image_surface_get_width(picture);
    const int height = cairo_image_surface_get_height(picture);
    const bool lies = orientation >= 5;
    const auto size = fit(lies ? height : width, lies ? width : height, wanted, most_of_a_picture);
    if (size.scale <= 0) return {};
    Canvas canvas{size};
    auto* pen = canvas.pen.get();
    cairo_scale(pen, size.scale, size.scale);
    const auto turn = upright(orientation, width, height);
    cairo_transform(pen, &turn);
    cairo_set_source_surface(pen, picture, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(pen), CAIRO_FILTER_GOOD);
    cairo_pattern_set_extend(cairo_get_source(pen), CAIRO_EXTEND_PAD);
    cairo_rectangle(pen, 0, 0, width, height);
    cairo_fill(pen);
    return canvas.take(1);
}

}  // namespace cpc::reader
