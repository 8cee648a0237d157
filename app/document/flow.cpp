// SPDX-License-Identifier: Apache-2.0
#include "app/document/flow.hpp"

#include <algorithm>

#include "core/base/match.hpp"

namespace cpc::document {

void Flow::add(const Block& block) {
    const std::size_t first = pieces_.size();
    // The sentence before a list, or before room to write, announces it.
    const bool announced =
        std::holds_alternative<List>(block) || std::holds_alternative<WritingSpace>(block);
    if (announced && after_paragraph_) pieces_.back().keep = Keep::with_next;
    match(
        block, [&](const Heading& b) { heading(b); }, [&](const Paragraph& b) { paragraph(b); },
        [&](const List& b) { list(b); }, [&](const Table& b) { table(b); },
        [&](const KeyValues& b) { key_values(b); }, [&](const Callout& b) { callout(b); },
        [&](const Statement& b) { statement(b); }, [&](const Tally& b) { tally(b); },
        [&](const Signatures& b) { signatures(b); },
        [&](const WritingSpace& b) { writing_space(b); }, [&](const Twin& b) { twin(b); },
        [&](const PageBreak&) { next_start_ = Start::new_page; });
    if (first < pieces_.size()) {
        pieces_[first].start = next_start_;
        next_start_ = Start::anywhere;
        after_paragraph_ = std::holds_alternative<Paragraph>(block);
    }
}

TextStyle Flow::body() const {
    TextStyle style;
    style.size_pt = pt(12);
    style.leading_pt = pt(17);
    style.to_the_right = mirrored();
    return style;
}

Flow::SharedText Flow::set(const Runs& runs, const TextStyle& style, double width,
                           NodeIndex node) const {
    auto text = std::make_shared<const TextBlock>(fonts_, runs, style, width);
    structure_.at(node).actual_text = text->spoken();
    // Words that are all in another language are read as such.
    const auto other = [&](const Run& run) { return run.language != runs.front().language; };
    if (!runs.empty() && !runs.front().language.empty() &&
        std::none_of(runs.begin(), runs.end(), other))
        structure_.at(node).language = runs.front().language;
    return text;
}

void Flow::add_lines(const SharedText& text, const Lines& lines) {
    const std::size_t count = text->lines();
    for (std::size_t i = 0; i < count; ++i) {
        const double above = i == 0 ? lines.pad_above : 0;
        const double below = i + 1 == count ? lines.pad_below : 0;
        Piece piece;
        piece.space_before = i == 0 ? lines.space_before : 0;
        piece.height = above + text->line_height(i) + below;
        // No single first line at the foot of a page, no single last line at the head of one.
        const bool held = (i == 0 && count > 1) || i + 2 == count;
        piece.keep = i + 1 == count ? lines.last : held ? Keep::with_next : Keep::free;
        const double height = piece.height;
        const auto node = lines.node;
        const auto x = placed(lines.x, text->width());
        const auto backdrop = lines.backdrop;
        piece.draw = [=](Canvas& canvas, double y, Telling telling) {
            if (backdrop) backdrop(canvas, y, height);
            canvas.text(*text, i, i + 1, x, y + above, node, telling);
        };
        pieces_.push_back(std::move(piece));
    }
}

TextStyle Flow::heading_look(int level) const {
    TextStyle look;
    look.weight = Weight::strong;
    look.to_the_right = mirrored();
    if (level == 1) {
        look.size_pt = pt(24);
        look.leading_pt = pt(29);
    } else if (level == 2) {
        look.size_pt = pt(16);
        look.leading_pt = pt(21);
        look.colour = ink::primary;
    } else {
        look.size_pt = pt(13);
        look.leading_pt = pt(18);
    }
    return look;
}

namespace {

double space_before_heading(int level) {
    return level == 1 ? 0 : level == 2 ? 23 : 17;
}
double pad_below_heading(int level) {
    return level == 1 ? 4 : level == 2 ? 2 : 0;
}

}  // namespace

void Flow::heading(const Heading& heading) {
    Lines lines;
    lines.last = Keep::with_next;
    lines.space_before = pt(space_before_heading(heading.level));
    lines.pad_below = pt(pad_below_heading(heading.level));
    lines.node = structure_.add(Structure::root(), "H" + std::to_string(heading.level));
    const std::size_t first = pieces_.size();
    const auto text = set(plain(heading.text), heading_look(heading.level), measure, lines.node);
    add_lines(text, lines);
    for (std::size_t i = first; i < pieces_.size(); ++i)
        pieces_[i].keep = Keep::with_next;
    if (first < pieces_.size()) {
        pieces_[first].bookmark = printable(fonts_, heading.text);
        pieces_[first].bookmark_level = heading.level;
    }
}

// Two columns of one width, the document's own language on the side where its reader begins.
void Flow::twin(const Twin& twin) {
    constexpr double gutter = 18;
    const double width = (measure - gutter) / 2;
    const bool heads = twin.level > 0;
    TextStyle own = heads ? heading_look(twin.level) : body();
    TextStyle other = own;
    other.to_the_right = reads_right_to_left(twin.language);
    if (heads) {
        other.colour = ink::quiet;
    } else if (twin.tone == Tone::quiet) {
        own.colour = ink::quiet;
        other.colour = ink::quiet;
    }
    const auto own_node =
        structure_.add(Structure::root(), heads ? "H" + std::to_string(twin.level) : "P");
    const auto other_node = structure_.add(Structure::root(), "P");
    std::vector<Cell> cells;
    cells.push_back(Cell{set(twin.own, own, width, own_node), own_node, page::left});
    cells.push_back(
        Cell{set(twin.other, other, width, other_node), other_node, page::left + width + gutter});
    structure_.at(other_node).language = twin.language;
    RowLook look;
    look.space_before = pt(heads ? space_before_heading(twin.level) : 7);
    look.pad_below = heads ? pt(pad_below_heading(twin.level)) : 0;
    if (heads) look.keep = Keep::with_next;
    const std::size_t first = pieces_.size();
    add_row(std::move(cells), look);
    if (!heads) return;
    pieces_[first].bookmark = printable(fonts_, text_of(twin.own));
    pieces_[first].bookmark_level = twin.level;
}

void Flow::paragraph(const Paragraph& paragraph) {
    TextStyle look = body();
    Lines lines;
    lines.space_before = pt(7);
    if (paragraph.tone == Tone::quiet) {
        look.colour = ink::quiet;
    } else if (paragraph.tone == Tone::lead) {
        look.size_pt = pt(14);
        look.leading_pt = pt(20);
    }
    lines.node = structure_.add(Structure::root(), "P");
    structure_.at(lines.node).language = paragraph.language;
    // A paragraph of another language begins where that one is read from.
    if (!paragraph.language.empty()) look.to_the_right = reads_right_to_left(paragraph.language);
    add_lines(set(paragraph.runs, look, measure, lines.node), lines);
}

}  // namespace cpc::document
