// SPDX-License-Identifier: Apache-2.0
// Pages of files that others made, as pictures: a port, because whoever opens such a file may have
// no keys, no network and no other file in reach (platform/pages), and so that a test can do
// without one.
//
// What always holds: an error is a sentence for people, and nothing of what was asked is lost; it
// may be asked from any thread but the one that draws, since a page can take seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace cpc {

enum class FileKind : std::uint8_t { pdf, png, jpeg };

// By how the file begins, never by its name; nothing: it is none of them.
[[nodiscard]] std::optional<FileKind> file_kind(ByteView file);

struct PagePicture {
    std::uint64_t id = 0;  // no two pictures of one run have the same
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint32_t> pixels;  // 0xAARRGGBB, row by row, opaque
};

struct PageWanted {
    std::int32_t page = 0;  // from 0
    int width_max_px = 0;   // as large as fits into both
    int height_max_px = 0;
};

class Pages {
  public:
    virtual ~Pages() = default;
    // How many pages it has; the first of them was drawn to find out, so one that cannot be opened
    // is refused here.
    [[nodiscard]] virtual Result<std::int32_t> count(ByteView file) = 0;
    [[nodiscard]] virtual Result<PagePicture> draw(ByteView file, const PageWanted& wanted) = 0;
};

}  // namespace cpc
