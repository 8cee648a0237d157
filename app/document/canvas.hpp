// SPDX-License-Identifier: Apache-2.0
// A page being drawn: cairo, the structure tree and the number of the page. For app/document's own
// renderer. What is drawn inside text() or figure() is tagged; everything else becomes an artifact.
//
// Cairo 1.16 numbers every tag, even an empty one; from 1.18 it numbers only tags with letters in
// them. So that both count alike, lines of nothing but spaces are not drawn, and a figure is drawn
// with one letter, the anchor, which the finishing pass takes out again.
#pragma once

#include <cairo-pdf.h>
#include <cairo.h>

#include "app/document/structure.hpp"
#include "app/document/style.hpp"
#include "app/document/text.hpp"

namespace cpc::document {

// A heading row seen again on the next page is decoration: it was already read.
enum class Telling : std::uint8_t { first, again };

struct Canvas {
    cairo_t* cairo = nullptr;
    Structure* structure = nullptr;
    const TextBlock* anchor = nullptr;
    std::size_t page = 0;

    void text(const TextBlock& block, std::size_t from, std::size_t to, double x, double y,
              NodeIndex node, Telling telling = Telling::first) {
        if (!block.has_ink(from, to)) return;
        tagged(node, telling, [&] { block.draw(cairo, from, to, x, y); });
    }

    // Shapes only: a letter drawn here other than the anchor makes the paper fail.
    template <class Draw>
    void figure(NodeIndex node, double x, double y, Telling telling, Draw draw) {
        if (telling == Telling::again) return draw();
        tagged(node, telling, [&] {
            anchor->draw(cairo, 0, 1, x, y);
            draw();
        });
    }

    void use(Colour colour) const {
        cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
    }
    void fill_rectangle(double x, double y, double width, double height, Colour colour) const {
        use(colour);
        cairo_rectangle(cairo, x, y, width, height);
        cairo_fill(cairo);
    }
    // A rule is a filled rectangle: strokes of nought height vanish on some printers.
    void rule(double x, double y, double width, double thickness, Colour colour) const {
        fill_rectangle(x, y, width, thickness, colour);
    }

  private:
    template <class Draw>
    void tagged(NodeIndex node, Telling telling, Draw draw) {
        if (telling == Telling::again) return draw();
        cairo_tag_begin(cairo, "P", nullptr);
        structure->mark(node, page);
        draw();
        cairo_tag_end(cairo, "P");
    }
};

}  // namespace cpc::document
