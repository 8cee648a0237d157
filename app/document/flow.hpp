// SPDX-License-Identifier: Apache-2.0
// From the content tree to pieces that can be put on pages one after another. For app/document's
// own renderer.
//
// What always holds: a piece is never cut; what must stay together (a heading and what follows,
// the first two and the last two lines of a paragraph, a table's heading and its first row) says
// so by keep; pieces come in reading order and so do the structure nodes made beside them.
#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <vector>

#include "app/document/canvas.hpp"
#include "app/document/content.hpp"
#include "app/document/style.hpp"
#include "app/document/text.hpp"

namespace cpc::document {

enum class Keep : std::uint8_t { free, with_next };
enum class Start : std::uint8_t { anywhere, new_page };

struct Piece {
    static constexpr std::size_t no_heading = std::numeric_limits<std::size_t>::max();

    double space_before = 0;  // dropped at the top of a page
    double height = 0;
    Keep keep = Keep::free;
    Start start = Start::anywhere;
    std::size_t heading_row = no_heading;  // the piece to draw again when a page starts here
    double gap_below_heading = 0;          // when the heading is drawn again above this
    std::string bookmark;                  // headings only
    int bookmark_level = 0;
    std::function<void(Canvas&, double y, Telling)> draw;
};

class Flow {
  public:
    // From right to left everything is mirrored: columns, marks and bars.
    enum class Reads : std::uint8_t { from_the_left, from_the_right };
    Flow(const FontSet& fonts, const PdfStyle& style, Structure& structure, Reads reads)
        : fonts_(fonts), style_(style), structure_(structure), reads_(reads) {}

    void add(const Block& block);
    [[nodiscard]] std::vector<Piece> take() { return std::move(pieces_); }

  private:
    using SharedText = std::shared_ptr<const TextBlock>;
    // Drawn behind a piece: from y, so high.
    using Backdrop = std::function<void(const Canvas&, double y, double height)>;

    struct Lines {  // how a block of text goes down
        NodeIndex node = 0;
        double x = page::left;
        double space_before = 0;
        double pad_above = 0;
        double pad_below = 0;
        Keep last = Keep::free;
        Backdrop backdrop;
    };
    struct Cell {
        SharedText text;
        NodeIndex node = 0;
        double x = 0;
    };
    struct RowLook {
        double space_before = 0;
        double pad_above = 0;
        double pad_below = 0;
        double height_min = 0;
        double rule_below = 0;  // thickness
        Colour rule_colour = ink::line;
        Keep keep = Keep::free;
        std::size_t heading_row = Piece::no_heading;
    };

    void heading(const Heading& heading);
    void paragraph(const Paragraph& paragraph);
    void list(const List& list);
    void table(const Table& table);
    void key_values(const KeyValues& values);
    void callout(const Callout& callout);
    void statement(const Statement& statement);
    void correction(const Correction& correction, NodeIndex parent);
    void tally(const Tally& tally);
    void signatures(const Signatures& signatures);
    void writing_space(const WritingSpace& space);
    void twin(const Twin& twin);

    std::size_t table_head(const std::vector<std::string>& words, const std::vector<double>& x,
                           const std::vector<double>& widths, NodeIndex table);
    std::vector<double> column_widths(const Table& table) const;
    void add_lines(const SharedText& text, const Lines& lines);
    void add_row(std::vector<Cell> cells, const RowLook& look);
    std::size_t add_row_slice(const std::vector<Cell>& cells, std::vector<std::size_t>& from,
                              double room, const RowLook& look);

    [[nodiscard]] SharedText set(const Runs& runs, const TextStyle& style, double width,
                                 NodeIndex node) const;
    [[nodiscard]] TextStyle body() const;
    [[nodiscard]] TextStyle heading_look(int level) const;
    [[nodiscard]] bool mirrored() const { return reads_ == Reads::from_the_right; }
    // Where something so wide stands whose place from the reader's side is x.
    [[nodiscard]] double placed(double x, double width) const {
        return mirrored() ? page::left + page::right - x - width : x;
    }
    [[nodiscard]] double pt(double at_12_pt) const { return style_.scaled(at_12_pt); }
    static constexpr double measure = page::right - page::left;

    const FontSet& fonts_;
    PdfStyle style_;
    Structure& structure_;
    Reads reads_ = Reads::from_the_left;
    std::vector<Piece> pieces_;
    Start next_start_ = Start::anywhere;
    bool after_paragraph_ = false;
};

}  // namespace cpc::document
