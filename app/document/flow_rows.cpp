// SPDX-License-Identifier: Apache-2.0
// Everything that stands in rows: tables, lists, pairs of a key and a value, signature lines.
#include <algorithm>
#include <numeric>

#include "app/document/flow.hpp"
#include "core/base/check.hpp"

namespace cpc::document {

namespace {

constexpr double gutter_pt = 12;
constexpr std::size_t pairs_together_max = 5;
// A row higher than this is cut between its lines; a lower one moves to the next page whole.
constexpr double row_height_max = (page::body_bottom - page::body_top) * 0.4;

}  // namespace

// Draws what fits in room of each cell from its line on, and moves the line numbers. Returns how
// many cells still have lines to come.
std::size_t Flow::add_row_slice(const std::vector<Cell>& cells, std::vector<std::size_t>& from,
                                double room, const RowLook& look) {
    std::vector<std::size_t> to = from;
    double tallest = 0;
    std::size_t unfinished = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const TextBlock& text = *cells[c].text;
        double height = 0;
        while (to[c] < text.lines() &&
               (to[c] == from[c] || height + text.line_height(to[c]) <= room))
            height += text.line_height(to[c]++);
        if (to[c] < text.lines()) ++unfinished;
        tallest = std::max(tallest, height);
    }
    const bool first = std::all_of(from.begin(), from.end(), [](auto line) { return line == 0; });
    const bool last = unfinished == 0;
    const double above = first ? look.pad_above : 0;
    const double below = last ? look.pad_below : 0;
    const double thickness = last ? look.rule_below : 0;
    Piece piece;
    piece.space_before = first ? look.space_before : 0;
    piece.height = std::max(above + tallest + below, look.height_min) + thickness;
    piece.keep = look.keep;
    piece.gap_below_heading = first ? 0 : look.pad_above;
    piece.heading_row = look.heading_row;
    const auto begin = from;
    std::vector<double> at;
    for (const auto& cell : cells)
        at.push_back(placed(cell.x, cell.text->width()));
    const double height = piece.height;
    const Colour colour = look.rule_colour;
    piece.draw = [=](Canvas& canvas, double y, Telling telling) {
        for (std::size_t c = 0; c < cells.size(); ++c)
            canvas.text(*cells[c].text, begin[c], to[c], at[c], y + above, cells[c].node, telling);
        if (thickness > 0)
            canvas.rule(page::left, y + height - thickness, measure, thickness, colour);
    };
    pieces_.push_back(std::move(piece));
    from = to;
    return unfinished;
}

void Flow::add_row(std::vector<Cell> cells, const RowLook& look) {
    std::vector<std::size_t> from(cells.size(), 0);
    double tallest = 0;
    for (const auto& cell : cells)
        tallest = std::max(tallest, cell.text->height());
    double room = tallest <= row_height_max ? tallest : row_height_max / 3;
    while (add_row_slice(cells, from, room, look) > 0) {
    }
}

std::vector<double> Flow::column_widths(const Table& table) const {
    const double gutters = gutter_pt * static_cast<double>(table.columns.size() - 1);
    double weights = 0;
    for (const auto& column : table.columns)
        weights += column.weight;
    std::vector<double> widths;
    for (const auto& column : table.columns)
        widths.push_back((measure - gutters) * column.weight / weights);
    return widths;
}

std::size_t Flow::table_head(const std::vector<std::string>& words, const std::vector<double>& x,
                             const std::vector<double>& widths, NodeIndex table) {
    const NodeIndex row = structure_.add(table, "TR");
    TextStyle look = body();
    look.weight = Weight::strong;
    look.colour = ink::primary;
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const NodeIndex node = structure_.add(row, "TH");
        structure_.at(node).scope = "Column";
        cells.push_back(Cell{set(plain(words[i]), look, widths[i], node), node, x[i]});
    }
    RowLook rows;
    rows.space_before = pt(9);
    rows.pad_below = pt(5);
    rows.rule_below = 1.2;
    rows.rule_colour = ink::primary;
    rows.keep = Keep::with_next;
    add_row(std::move(cells), rows);
    return pieces_.size() - 1;
}

void Flow::table(const Table& table) {
    CPC_CHECK(!table.columns.empty());
    const auto widths = column_widths(table);
    std::vector<double> x;
    std::vector<std::string> words;
    double at = page::left;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        x.push_back(at);
        words.push_back(table.columns[i].heading);
        at += widths[i] + gutter_pt;
    }
    const NodeIndex node = structure_.add(Structure::root(), "Table");
    const std::size_t head = table_head(words, x, widths, node);
    TextStyle look = body();
    look.leading_pt = pt(16);
    look.figures = Figures::tabular;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto& row = table.rows[r];
        CPC_CHECK(row.size() == table.columns.size());
        const NodeIndex row_node = structure_.add(node, "TR");
        std::vector<Cell> cells;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool row_head = i == 0 && table.heads == RowHeads::first_column;
            const NodeIndex cell = structure_.add(row_node, row_head ? "TH" : "TD");
            if (row_head) structure_.at(cell).scope = "Row";
            TextStyle own = look;
            if (row_head) own.weight = Weight::strong;
            cells.push_back(Cell{set(row[i], own, widths[i], cell), cell, x[i]});
        }
        RowLook rows;
        rows.pad_above = pt(5);
        rows.pad_below = pt(5);
        rows.rule_below = 0.6;
        rows.heading_row = head;
        add_row(std::move(cells), rows);
    }
    // A short last row does not stand alone under a repeated heading.
    if (table.rows.size() > 2 && pieces_.back().height < pt(34))
        pieces_[pieces_.size() - 2].keep = Keep::with_next;
}

void Flow::list(const List& list) {
    const NodeIndex node = structure_.add(Structure::root(), "L");
    structure_.at(node).list_numbering = list.kind == ListKind::bullets ? "Disc" : "Decimal";
    const double indent = pt(list.kind == ListKind::bullets ? 16 : 24);
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const NodeIndex item = structure_.add(node, "LI");
        const NodeIndex label = structure_.add(item, "Lbl");
        const NodeIndex content = structure_.add(item, "LBody");
        TextStyle mark = body();
        mark.colour = ink::primary;
        std::vector<Cell> cells;
        cells.push_back(
            Cell{set(plain(list_mark(list.kind, i)), mark, indent, label), label, page::left});
        cells.push_back(Cell{set(list.items[i], body(), measure - indent, content), content,
                             page::left + indent});
        RowLook look;
        look.space_before = pt(i == 0 ? 7 : 4);
        // Neither its first item nor its last stands alone on a page.
        if (list.items.size() > 2 && (i == 0 || i + 2 == list.items.size()))
            look.keep = Keep::with_next;
        add_row(std::move(cells), look);
    }
}

void Flow::key_values(const KeyValues& values) {
    const NodeIndex node = structure_.add(Structure::root(), "L");
    structure_.at(node).list_numbering = "None";
    const double key_width = measure * 0.31;
    const double value_x = page::left + key_width + gutter_pt;
    for (std::size_t i = 0; i < values.entries.size(); ++i) {
        const NodeIndex item = structure_.add(node, "LI");
        const NodeIndex label = structure_.add(item, "Lbl");
        const NodeIndex content = structure_.add(item, "LBody");
        TextStyle key = body();
        key.colour = ink::quiet;
        TextStyle value = body();
        value.figures = Figures::tabular;
        std::vector<Cell> cells;
        cells.push_back(
            Cell{set(plain(values.entries[i].key), key, key_width, label), label, page::left});
        cells.push_back(Cell{set(values.entries[i].value, value, page::right - value_x, content),
                             content, value_x});
        RowLook look;
        look.space_before = i == 0 ? pt(8) : 0;
        look.pad_above = pt(2);
        look.pad_below = pt(2);
        // A few pairs are one thing to the eye.
        if (values.entries.size() <= pairs_together_max && i + 1 < values.entries.size())
            look.keep = Keep::with_next;
        add_row(std::move(cells), look);
    }
}

void Flow::signatures(const Signatures& signatures) {
    const NodeIndex node = structure_.add(Structure::root(), "Table");
    const std::vector<double> widths = {measure * 0.42 - gutter_pt, measure * 0.36 - gutter_pt,
                                        measure * 0.22};
    const std::vector<double> x = {page::left, page::left + measure * 0.42,
                                   page::left + measure * 0.78};
    const std::size_t head =
        table_head({signatures.name_heading, signatures.signature_heading, signatures.date_heading},
                   x, widths, node);
    pieces_[head].space_before = pt(24);
    for (const auto& line : signatures.lines) {
        const NodeIndex row = structure_.add(node, "TR");
        std::vector<Cell> cells;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const NodeIndex cell = structure_.add(row, i == 0 ? "TH" : "TD");
            if (i == 0) structure_.at(cell).scope = "Row";
            const Runs runs =
                i == 0 ? Runs{{line.name, Weight::strong}, {"\n" + line.role, Weight::plain}}
                       : Runs{};
            cells.push_back(Cell{set(runs, body(), widths[i], cell), cell, x[i]});
        }
        RowLook look;
        look.pad_above = pt(6);
        look.pad_below = pt(6);
        look.height_min = pt(44);  // room for a hand
        look.rule_below = 0.6;
        look.rule_colour = ink::line_strong;
        look.heading_row = head;
        add_row(std::move(cells), look);
    }
}

// The rules are drawn and never read out: there is nothing on them yet.
void Flow::writing_space(const WritingSpace& space) {
    constexpr std::size_t lines_together = 3;
    const NodeIndex node = structure_.add(Structure::root(), "P");
    TextStyle look = body();
    look.weight = Weight::strong;
    Lines label;
    label.node = node;
    label.space_before = pt(11);
    label.last = Keep::with_next;
    add_lines(set(plain(space.label), look, measure, node), label);
    const auto count = static_cast<std::size_t>(std::max(space.lines, 1));
    for (std::size_t i = 0; i < count; ++i) {
        Piece piece;
        piece.height = pt(26);
        if (i + 1 < lines_together && i + 1 < count) piece.keep = Keep::with_next;
        const double height = piece.height;
        piece.draw = [height](Canvas& canvas, double y, Telling) {
            canvas.rule(page::left, y + height - 0.8, measure, 0.8, ink::line_strong);
        };
        pieces_.push_back(std::move(piece));
    }
}

}  // namespace cpc::document
