// SPDX-License-Identifier: Apache-2.0
// PNG and JPEG. How large a picture is stands at its beginning, and is asked before room is made.
#include <cstdio>  // jpeglib.h names FILE and does not say where from

#include <jerror.h>
#include <jpeglib.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "platform/reader/canvas.hpp"

namespace cpc::reader {
namespace {

constexpr std::uint64_t side_max = 30'000;
constexpr std::uint64_t pixels_max = 64'000'000;  // 244 MiB while it is drawn
constexpr int given_up = 3;

bool too_large(std::uint64_t width, std::uint64_t height) {
    return width > side_max || height > side_max || width * height > pixels_max;
}

struct Rest {
    ByteView file;
    std::size_t at = 0;
};

cairo_status_t next_bytes(void* from, unsigned char* to, unsigned int count) {
    auto& rest = *static_cast<Rest*>(from);
    if (rest.file.size() - rest.at < count) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(to, rest.file.data() + rest.at, count);
    rest.at += count;
    return CAIRO_STATUS_SUCCESS;
}

std::uint64_t number(ByteView file, std::size_t at, std::size_t bytes, bool least_first = false) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        out |= std::uint64_t{file[at + i]} << (8 * (least_first ? i : bytes - 1 - i));
    return out;
}

// The library's own way out would be a jump over our frames; this process has nothing to save.
[[noreturn]] void give_up(j_common_ptr) {
    ::_exit(given_up);
}
// Bytes that are missing are filled up with grey in silence: that is not the picture. What only
// looks odd between two parts is in many photographs and does no harm.
void note_missing(j_common_ptr jpeg, int) {
    const int code = jpeg->err->msg_code;
    if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER) ++jpeg->err->num_warnings;
}

int orientation_in(const jpeg_decompress_struct& jpeg) {
    for (auto* marker = jpeg.marker_list; marker != nullptr; marker = marker->next)
        if (marker->marker == JPEG_APP0 + 1)
            return orientation_of({marker->data, marker->data_length});
    return 1;
}

// One line of the picture as 0x..RRGGBB. Four inks arrive inverted, as every program writes them.
void put_line(const jpeg_decompress_struct& jpeg, const std::vector<JSAMPLE>& from,
              std::uint32_t* to) {
    const auto parts = static_cast<std::size_t>(jpeg.output_components);
    for (std::size_t x = 0; x < jpeg.output_width; ++x) {
        const JSAMPLE* p = from.data() + x * parts;
        std::uint32_t red = p[0], green = p[0], blue = p[0];
        if (parts == 3) {
            green = p[1];
            blue = p[2];
        } else if (parts == 4) {
            red = p[0] * std::uint32_t{p[3]} / 255;
            green = p[1] * std::uint32_t{p[3]} / 255;
            blue = p[2] * std::uint32_t{p[3]} / 255;
        }
        to[x] = red << 16U | green << 8U | blue;
    }
}

Drawn read_lines(jpeg_decompress_struct& jpeg, const PageWanted& wanted) {
    const int orientation = orientation_in(jpeg);
    jpeg_start_decompress(&jpeg);
    const Held<cairo_surface_t> picture{
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(jpeg.output_width),
                                   static_cast<int>(jpeg.output_height))};
    if (cairo_surface_status(picture.get()) != CAIRO_STATUS_SUCCESS)
        return {Found::too_large, 0, 0, 0, {}};
    auto* data = cairo_image_surface_get_data(picture.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(picture.get()));
    std::vector<JSAMPLE> line(std::size_t{jpeg.output_width} *
                              static_cast<std::size_t>(jpeg.output_components));
    std::vector<std::uint32_t> pixels(jpeg.output_width);
    JSAMPROW row = line.data();
    while (jpeg.output_scanline < jpeg.output_height) {
        const auto y = std::size_t{jpeg.output_scanline};
        if (jpeg_read_scanlines(&jpeg, &row, 1) != 1) return {};
        put_line(jpeg, line, pixels.data());
        std::memcpy(data + y * stride, pixels.data(), pixels.size() * 4);
    }
    cairo_surface_mark_dirty(picture.get());
    if (jpeg.err->num_warnings > 0) return {};
    return draw_picture(picture.get(), orientation, wanted);
}

}  // namespace

int orientation_of(ByteView exif) {
    constexpr std::size_t head = 6;  // "Exif", two zeros
    constexpr std::size_t entry_bytes = 12;
    constexpr std::uint64_t tag_orientation = 0x0112;
    if (exif.size() < head + 8 || text_of(exif.subspan(0, 4)) != "Exif") return 1;
    const auto tiff = exif.subspan(head);
    const bool least_first = tiff[0] == 'I';
    const auto start = number(tiff, 4, 4, least_first);
    if (start + 2 > tiff.size()) return 1;
    const auto count = number(tiff, start, 2, least_first);
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto at = start + 2 + i * entry_bytes;
        if (at + entry_bytes > tiff.size()) return 1;
        if (number(tiff, at, 2, least_first) != tag_orientation) continue;
        const auto value = number(tiff, at + 8, 2, least_first);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

Drawn draw_png(ByteView file, const PageWanted& wanted) {
    constexpr std::size_t width_at = 16;
    if (file.size() < width_at + 8) return {};
    if (too_large(number(file, width_at, 4), number(file, width_at + 4, 4)))
        return {Found::too_large, 0, 0, 0, {}};
    Rest rest{file};
    const Held<cairo_surface_t> picture{
        cairo_image_surface_create_from_png_stream(next_bytes, &rest)};
    if (cairo_surface_status(picture.get()) != CAIRO_STATUS_SUCCESS) return {};
    if (wanted.page != 0) return {Found::no_such_page, 1, 0, 0, {}};
    return draw_picture(picture.get(), 1, wanted);
}

Drawn draw_jpeg(ByteView file, const PageWanted& wanted) {
    jpeg_decompress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    errors.error_exit = give_up;
    errors.emit_message = note_missing;
    jpeg_create_decompress(&jpeg);
    jpeg_save_markers(&jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_mem_src(&jpeg, file.data(), file.size());
    Drawn out;
    if (jpeg_read_header(&jpeg, TRUE) == JPEG_HEADER_OK) {
        const bool inks = jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK;
        const bool grey = jpeg.jpeg_color_space == JCS_GRAYSCALE;
        jpeg.out_color_space = inks ? JCS_CMYK : grey ? JCS_GRAYSCALE : JCS_RGB;
        if (too_large(jpeg.image_width, jpeg.image_height))
            out.found = Found::too_large;
        else if (wanted.page != 0)
            out.found = Found::no_such_page;
        else
            out = read_lines(jpeg, wanted);
    }
    jpeg_destroy_decompress(&jpeg);
    return out;
}

}  // namespace cpc::reader
