// SPDX-License-Identifier: Apache-2.0
// What stands in a frame: callouts, labelled statements and the tally. Each state is told by a
// word and a shape; colour only repeats them, and a photocopy loses nothing.
#include <array>
#include <cmath>

#include "app/document/flow.hpp"
#include "core/base/check.hpp"

namespace cpc::document {

namespace {

constexpr double seam = 0.4;  // slices of one frame overlap, so that no hairline shows between

enum class Bar : std::uint8_t { solid, dashed, double_line, dotted };

struct LabelLook {
    Bar bar;
    Colour colour;
};

LabelLook look_of(Label label) {
    switch (label) {
        case Label::fact:
            return {Bar::solid, ink::fact};
        case Label::observation:
            return {Bar::dashed, ink::observation};
        case Label::allegation:
            return {Bar::double_line, ink::allegation};
        case Label::opinion:
            return {Bar::dotted, ink::opinion};
    }
    report_defect(__FILE__, __LINE__, "every label has a look");
}

void draw_bar(const Canvas& canvas, const LabelLook& look, double x, double y, double height) {
    cairo_t* const cairo = canvas.cairo;
    canvas.use(look.colour);
    if (look.bar == Bar::solid || look.bar == Bar::double_line) {
        const double width = look.bar == Bar::solid ? 4 : 1.4;
        cairo_rectangle(cairo, x, y, width, height);
        if (look.bar == Bar::double_line) cairo_rectangle(cairo, x + 2.8, y, width, height);
        cairo_fill(cairo);
        return;
    }
    // The pattern hangs on the page, not on the slice, so that slices join.
    const double step = look.bar == Bar::dashed ? 9 : 6;
    const double mark = look.bar == Bar::dashed ? 6 : 3;
    for (double at = std::floor(y / step) * step; at < y + height; at += step) {
        const double top = std::max(at, y);
        const double bottom = std::min(at + mark, y + height);
        if (bottom <= top) continue;
        cairo_rectangle(cairo, x + (look.bar == Bar::dotted ? 0.5 : 0), top,
                        look.bar == Bar::dotted ? 3 : 4, bottom - top);
    }
    cairo_fill(cairo);
}

enum class Fill : std::uint8_t { solid, hatched, sunken };

void draw_segment(const Canvas& canvas, Fill fill, double x, double y, double width,
                  double height) {
    cairo_t* const cairo = canvas.cairo;
    const Colour ground = fill == Fill::solid     ? ink::primary
                          : fill == Fill::hatched ? ink::against_tint
                                                  : ink::sunken;
    canvas.fill_rectangle(x, y, width, height, ground);
    if (fill == Fill::solid) return;
    const Colour edge = fill == Fill::hatched ? ink::against : ink::line_strong;
    cairo_save(cairo);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_clip(cairo);
    canvas.use(edge);
    if (fill == Fill::hatched) {
        cairo_set_line_width(cairo, 1.3);
        for (double at = x - height; at < x + width; at += 6) {
            cairo_move_to(cairo, at, y + height);
            cairo_line_to(cairo, at + height, y);
        }
        cairo_stroke(cairo);
    }
    cairo_restore(cairo);
    canvas.use(edge);
    cairo_set_line_width(cairo, 1);
    cairo_rectangle(cairo, x + 0.5, y + 0.5, width - 1, height - 1);
    cairo_stroke(cairo);
}

struct Segment {
    int count;
    Fill fill;
};

void draw_segments(const Canvas& canvas, const std::array<Segment, 3>& segments, double x, double y,
                   double width, double height) {
    int people = 0;
    for (const auto& segment : segments)
        people += segment.count;
    if (people == 0) return draw_segment(canvas, Fill::sunken, x, y, width, height);
    constexpr double gap = 2;
    const double unit = width / people;
    for (const auto& segment : segments) {
        // One box a person, so that the number can be counted as well as read.
        for (int i = 0; i < segment.count; ++i, x += unit)
            draw_segment(canvas, segment.fill, x, y, std::max(unit - gap, unit * 0.6), height);
    }
}

}  // namespace

void Flow::callout(const Callout& callout) {
    const bool calm = callout.kind == CalloutKind::calm;
    const Colour ground = calm ? ink::primary_tint : ink::warn_tint;
    const Colour edge = calm ? ink::primary : ink::warn;
    const double bar = placed(page::left, 4);
    const Backdrop backdrop = [=](const Canvas& canvas, double y, double height) {
        canvas.fill_rectangle(page::left, y, measure, height + seam, ground);
        canvas.fill_rectangle(bar, y, 4, height + seam, edge);
    };
    const double inset = pt(16);
    const double width = measure - inset - pt(12);
    const NodeIndex box = structure_.add(Structure::root(), "Div");
    const std::size_t parts = callout.paragraphs.size() + (callout.title.empty() ? 0 : 1);
    std::size_t part = 0;
    const auto put = [&](const Runs& runs, const TextStyle& look) {
        Lines lines;
        lines.node = structure_.add(box, "P");
        lines.x = page::left + inset;
        lines.space_before = part == 0 ? pt(11) : 0;
        lines.pad_above = part == 0 ? pt(10) : pt(4);
        ++part;
        lines.pad_below = part == parts ? pt(11) : 0;
        lines.last = part == parts ? Keep::free : Keep::with_next;
        lines.backdrop = backdrop;
        add_lines(set(runs, look, width, lines.node), lines);
    };
    if (!callout.title.empty()) {
        TextStyle title = body();
        title.weight = Weight::strong;
        title.size_pt = pt(14);
        title.leading_pt = pt(19);
        title.colour = edge;
        put(plain(callout.title), title);
    }
    for (const auto& runs : callout.paragraphs) {
        TextStyle look = body();
        if (!runs.empty() && !runs.front().language.empty())
            look.to_the_right = reads_right_to_left(runs.front().language);
        put(runs, look);
    }
}

void Flow::statement(const Statement& statement) {
    const LabelLook label = look_of(statement.label);
    const double inset = pt(14);
    const NodeIndex box = structure_.add(Structure::root(), "Div");
    const double bar = placed(page::left, 4);
    const Backdrop backdrop = [=](const Canvas& canvas, double y, double height) {
        draw_bar(canvas, label, bar, y, height + seam);
    };
    Lines lines;
    lines.x = page::left + inset;
    lines.backdrop = backdrop;
    const auto put = [&](const std::string& text, const TextStyle& look) {
        lines.node = structure_.add(box, "P");
        add_lines(set(plain(text), look, measure - inset, lines.node), lines);
        lines.space_before = 0;
    };
    TextStyle word = body();
    word.weight = Weight::strong;
    word.colour = label.colour;
    TextStyle who = body();
    who.colour = ink::quiet;
    lines.space_before = pt(13);
    lines.last = Keep::with_next;
    put(statement.label_word, word);
    put(statement.attribution, who);
    // An answer stays with what it answers.
    const Keep end = statement.corrections.empty() ? Keep::free : Keep::with_next;
    lines.last = statement.source.empty() ? end : Keep::with_next;
    put(statement.text, body());
    lines.last = end;
    if (!statement.source.empty()) put(statement.source, who);
    for (const auto& entry : statement.corrections)
        correction(entry, box);
}

void Flow::correction(const Correction& correction, NodeIndex parent) {
    const double inset = pt(34);
    Lines lines;
    lines.x = page::left + inset;
    lines.space_before = pt(6);
    lines.last = Keep::with_next;
    // What answers a statement hangs from it by a thin line in the family's colour.
    lines.backdrop = [x = placed(page::left + pt(22), 2)](const Canvas& canvas, double y,
                                                          double height) {
        canvas.fill_rectangle(x, y, 2, height + seam, ink::opinion);
    };
    TextStyle who = body();
    who.colour = ink::opinion;
    who.weight = Weight::strong;
    lines.node = structure_.add(parent, "P");
    add_lines(set(plain(correction.attribution), who, measure - inset, lines.node), lines);
    lines.space_before = 0;
    lines.last = Keep::free;
    lines.node = structure_.add(parent, "P");
    add_lines(set(plain(correction.text), body(), measure - inset, lines.node), lines);
}

void Flow::tally(const Tally& tally) {
    const NodeIndex figure = structure_.add(Structure::root(), "Figure");
    structure_.at(figure).alternative = tally.description;
    const std::array<Segment, 3> segments = {{{tally.in_favour.count, Fill::solid},
                                              {tally.against.count, Fill::hatched},
                                              {tally.unable.count, Fill::sunken}}};
    Piece bar;
    bar.space_before = pt(11);
    bar.height = pt(26);
    bar.keep = Keep::with_next;
    bar.draw = [=](Canvas& canvas, double y, Telling telling) {
        canvas.figure(figure, page::left, y, telling,
                      [&] { draw_segments(canvas, segments, page::left, y, measure, bar.height); });
    };
    pieces_.push_back(bar);

    // The words stand in three thirds, each with a swatch of its own fill.
    const double third = measure / 3;
    const double inset = pt(18);
    std::vector<Cell> cells;
    const std::array<const TallySegment*, 3> words = {&tally.in_favour, &tally.against,
                                                      &tally.unable};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const NodeIndex node = structure_.add(Structure::root(), "P");
        TextStyle look = body();
        look.weight = Weight::strong;
        cells.push_back(
            Cell{set(plain(segment_words(*words[i])), look, third - inset - pt(10), node), node,
                 page::left + third * static_cast<double>(i) + inset});
    }
    RowLook look;
    look.pad_above = pt(7);
    look.pad_below = pt(2);
    add_row(std::move(cells), look);
    Piece& row = pieces_.back();
    const double top = pt(7 + 2.5);
    const double side = pt(12);
    std::array<double, 3> swatches{};
    for (std::size_t i = 0; i < segments.size(); ++i)
        swatches[i] = placed(page::left + third * static_cast<double>(i), side);
    row.draw = [draw = row.draw, segments, swatches, top, side](Canvas& canvas, double y,
                                                                Telling telling) {
        draw(canvas, y, telling);
        for (std::size_t i = 0; i < segments.size(); ++i)
            draw_segment(canvas, segments[i].fill, swatches[i], y + top, side, side);
    };
}

}  // namespace cpc::document
