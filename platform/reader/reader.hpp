// SPDX-License-Identifier: Apache-2.0
// Internal to platform/reader: what happens inside the reader, and what it says. These functions
// run in the confined process only. They may end it: a library that gives up calls exit, and
// whoever waits outside takes silence for "damaged".
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/pages.hpp"
#include "platform/pages/line.hpp"

namespace cpc::reader {

using pages::Found;

struct Drawn {
    Found found = Found::damaged;
    std::int32_t pages = 0;
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint32_t> pixels;
};

// How large the page becomes: it fits into what is wanted and is never enlarged beyond `most`.
struct Fitted {
    double scale = 0;  // 0: no such size can be drawn
    int width_px = 0;
    int height_px = 0;
};
[[nodiscard]] Fitted fit(double width, double height, const PageWanted& wanted, double most);

[[nodiscard]] Drawn draw_pdf(ByteView file, const PageWanted& wanted);
[[nodiscard]] Drawn draw_png(ByteView file, const PageWanted& wanted);
[[nodiscard]] Drawn draw_jpeg(ByteView file, const PageWanted& wanted);

// Which way up a photograph is: 1 to 8 as in EXIF, 1 where it does not say.
[[nodiscard]] int orientation_of(ByteView exif);

// What is read once, outside and before: where the fonts are.
void warm_up();

}  // namespace cpc::reader
