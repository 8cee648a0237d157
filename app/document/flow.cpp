// SPDX-License-Identifier: Apache-2.0
#include "app/document/flow.hpp"

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
        [&](const WritingSpace& b) { writing_space(b); },
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
    return style;
}

Flow::SharedText Flow::set(const Runs& runs, const TextStyle& style, double width,
                           NodeIndex node) const {
    auto text = std::make_shared<const TextBlock>(fonts_, runs, style, width);
    structure_.at(node).actual_text = text->spoken();
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
        const auto x = lines.x;
        const auto backdrop = lines.backdrop;
        piece.draw = [=](Canvas& canvas, double y, Telling telling) {
            if (backdrop) backdrop(canvas, y, height);
            canvas.text(*text, i, i + 1, x, y + above, node, telling);
        };
        pieces_.push_back(std::move(piece));
    }
}

void Flow::heading(const Heading& heading) {
    TextStyle look;
    look.weight = Weight::strong;
    Lines lines;
    lines.last = Keep::with_next;
    if (heading.level == 1) {
        look.size_pt = pt(24);
        look.leading_pt = pt(29);
        lines.pad_below = pt(4);
    } else if (heading.level == 2) {
        look.size_pt = pt(16);
        look.leading_pt = pt(21);
        look.colour = ink::primary;
        lines.space_before = pt(23);
        lines.pad_below = pt(2);
    } else {
        look.size_pt = pt(13);
        look.leading_pt = pt(18);
        lines.space_before = pt(17);
    }
    lines.node = structure_.add(Structure::root(), "H" + std::to_string(heading.level));
    const std::size_t first = pieces_.size();
    const auto text = set(plain(heading.text), look, measure, lines.node);
    add_lines(text, lines);
    for (std::size_t i = first; i < pieces_.size(); ++i)
        pieces_[i].keep = Keep::with_next;
    if (first < pieces_.size()) {
        pieces_[first].bookmark = printable(fonts_, heading.text);
        pieces_[first].bookmark_level = heading.level;
    }
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
    add_lines(set(paragraph.runs, look, measure, lines.node), lines);
}

}  // namespace cpc::document
