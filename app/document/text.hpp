// SPDX-License-Identifier: Apache-2.0
// A run of words set to a width: which lines it makes, how high they are, and how to draw some of
// them. For app/document's own renderer.
//
// What always holds: lines are drawn exactly as measured, so that a page never overflows; a letter
// without a glyph has been replaced by its number in brackets before it reaches pango, and
// altered() says so; the words' own text is kept for people who hear the page.
#pragma once

#include <cairo.h>

#include <cstddef>
#include <string>
#include <vector>

#include "app/document/content.hpp"
#include "app/document/fonts.hpp"
#include "app/document/style.hpp"

namespace cpc::document {

enum class Figures : std::uint8_t { proportional, tabular };

struct TextStyle {
    double size_pt = 12;
    double leading_pt = 17;
    Weight weight = Weight::plain;
    Colour colour = ink::text;
    Figures figures = Figures::proportional;
    bool to_the_right = false;  // lines end at the right edge, whatever their own direction
};

class TextBlock {
  public:
    TextBlock(const FontSet& fonts, const Runs& runs, const TextStyle& style, double width_pt);
    TextBlock(TextBlock&&) noexcept;
    TextBlock& operator=(TextBlock&&) noexcept;
    TextBlock(const TextBlock&) = delete;
    TextBlock& operator=(const TextBlock&) = delete;
    ~TextBlock();

    [[nodiscard]] std::size_t lines() const { return lines_.size(); }
    [[nodiscard]] double line_height(std::size_t line) const { return lines_[line].height; }
    [[nodiscard]] double height() const { return height(0, lines()); }
    [[nodiscard]] double height(std::size_t from, std::size_t to) const;
    [[nodiscard]] double natural_width() const { return natural_width_; }
    [[nodiscard]] double width() const { return width_; }  // it was set to
    // How far from the left edge the first line begins.
    [[nodiscard]] double first_shift() const { return lines_.empty() ? 0 : lines_.front().shift; }
    // False for lines of nothing but spaces, and for none.
    [[nodiscard]] bool has_ink(std::size_t from, std::size_t to) const;

    // The words as they came, when reading the glyphs would not give them back: scripts that join
    // or reorder, letters printed as numbers, line breaks that were typed. Empty otherwise.
    [[nodiscard]] const std::string& spoken() const { return spoken_; }

    void draw(cairo_t* cairo, std::size_t from, std::size_t to, double x, double y) const;

  private:
    struct Line {
        double height = 0;
        double ascent = 0;
        double descent = 0;
        double shift =
            0;  // from the left edge: lines of a right-to-left paragraph end at the right
        bool ink = false;
    };
    struct Layout;
    void measure(double width_pt);

    std::unique_ptr<Layout> layout_;
    TextStyle style_;
    std::vector<Line> lines_;
    std::string spoken_;
    double natural_width_ = 0;
    double width_ = 0;
};

}  // namespace cpc::document
