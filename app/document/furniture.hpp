// SPDX-License-Identifier: Apache-2.0
// What stands on every page around the text: running head, foot with page number, record
// reference, paper code and QR code, and the practice band. For app/document's own renderer.
#pragma once

#include "app/document/canvas.hpp"
#include "app/document/content.hpp"

namespace cpc::document {

// The dark squares of a QR code, row by row; empty when there is nothing to encode.
struct QrCode {
    std::size_t side = 0;
    std::vector<bool> dark;
};
[[nodiscard]] Result<QrCode> encode_qr(const std::string& text);

struct Furniture {
    const Document& document;
    const FontSet& fonts;
    QrCode qr;
    NodeIndex qr_node = 0;  // the code is read out once, on the first page
    std::size_t pages = 0;

    void draw(Canvas& canvas) const;
};

}  // namespace cpc::document
