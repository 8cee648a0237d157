// SPDX-License-Identifier: Apache-2.0
// Internal to platform/reader: a white sheet in memory to draw on, and its pixels.
#pragma once

#include <cairo.h>

#include <memory>
#include <vector>

#include "platform/reader/reader.hpp"

namespace cpc::reader {

struct Release {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* pen) const { cairo_destroy(pen); }
};
template <class T>
using Held = std::unique_ptr<T, Release>;

struct Canvas {
    Held<cairo_surface_t> surface;
    Held<cairo_t> pen;

    explicit Canvas(const Fitted& size);
    [[nodiscard]] bool good() const;
    // Ends the drawing.
    [[nodiscard]] Drawn take(std::int32_t pages);
};

// A picture of `width` × `height`, turned as EXIF says, on a sheet of the wanted size.
[[nodiscard]] Drawn draw_picture(cairo_surface_t* picture, int orientation,
                                 const PageWanted& wanted);

}  // namespace cpc::reader
