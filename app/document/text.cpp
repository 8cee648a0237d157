// SPDX-License-Identifier: Apache-2.0
#include "app/document/text.hpp"

#include <algorithm>

#include "app/document/font_state.hpp"
#include "app/document/letters.hpp"

namespace cpc::document {

namespace {

void add_attribute(PangoAttrList* list, PangoAttribute* attribute, std::size_t from,
                   std::size_t to) {
    attribute->start_index = static_cast<guint>(from);
    attribute->end_index = static_cast<guint>(to);
    pango_attr_list_insert(list, attribute);
}

// Figures of one width, and only figures: Inter 4.1 gives hyphens and colons that width too.
void set_figures(PangoAttrList* list, const std::string& text) {
    constexpr std::string_view figures = "0123456789";
    for (std::size_t from = text.find_first_of(figures); from != std::string::npos;) {
        const std::size_t to = std::min(text.find_first_not_of(figures, from), text.size());
        add_attribute(list, pango_attr_font_features_new("tnum"), from, to);
        from = text.find_first_of(figures, to);
    }
}

}  // namespace

std::string printable(const FontSet& fonts, std::string_view text) {
    return readable(text, [&](char32_t letter) { return fonts.covers(letter); });
}

struct TextBlock::Layout {
    Object<PangoLayout> pango;
};

TextBlock::TextBlock(const FontSet& fonts, const Runs& runs, const TextStyle& style,
                     double width_pt)
    : layout_(std::make_unique<Layout>()), style_(style), width_(width_pt) {
    layout_->pango.reset(pango_layout_new(fonts.state().context.get()));
    PangoLayout* const pango = layout_->pango.get();

    PangoFontDescription* const face = pango_font_description_new();
    // Arabic and Urdu are set in Naskh, whatever a desktop would prefer for one of them.
    pango_font_description_set_family_static(face, "Inter,Noto Sans,Noto Naskh Arabic");
    pango_font_description_set_size(face, static_cast<gint>(style.size_pt * PANGO_SCALE));
    pango_font_description_set_weight(
        face, style.weight == Weight::strong ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(pango, face);
    pango_font_description_free(face);

    std::string text;
    PangoAttrList* const attributes = pango_attr_list_new();
    for (const auto& run : runs) {
        const std::size_t from = text.size();
        text += printable(fonts, run.text);
        if (run.weight == Weight::strong)
            add_attribute(attributes, pango_attr_weight_new(PANGO_WEIGHT_SEMIBOLD), from,
                          text.size());
    }
    // A name that is too long is broken, never given a hyphen it does not have.
    add_attribute(attributes, pango_attr_insert_hyphens_new(FALSE), 0, text.size());
    if (style.figures == Figures::tabular) set_figures(attributes, text);
    pango_layout_set_attributes(pango, attributes);
    pango_attr_list_unref(attributes);

    const std::string original = text_of(runs);
    // A line break that was typed leaves no glyph behind: without help its two words would join.
    if (original != text || has_complex_script(text) || text.find('\n') != std::string::npos)
        spoken_ = valid_text(original);
    pango_layout_set_text(pango, text.data(), static_cast<int>(text.size()));
    pango_layout_set_width(pango, static_cast<int>(width_pt * PANGO_SCALE));
    pango_layout_set_wrap(pango, PANGO_WRAP_WORD_CHAR);
    if (!text.empty()) measure(width_pt);
}

void TextBlock::measure(double width_pt) {
    PangoLayout* const pango = layout_->pango.get();
    const int count = pango_layout_get_line_count(pango);
    for (int i = 0; i < count; ++i) {
        PangoLayoutLine* const line = pango_layout_get_line_readonly(pango, i);
        PangoRectangle ink{};
        PangoRectangle logical{};
        pango_layout_line_get_extents(line, &ink, &logical);
        Line own;
        own.ink = ink.width > 0 && ink.height > 0;
        own.ascent = static_cast<double>(-logical.y) / PANGO_SCALE;
        own.descent = static_cast<double>(logical.height + logical.y) / PANGO_SCALE;
        own.height = std::max(style_.leading_pt, own.ascent + own.descent);
        const double width = static_cast<double>(logical.width) / PANGO_SCALE;
        natural_width_ = std::max(natural_width_, width);
        if (style_.to_the_right ||
            pango_layout_line_get_resolved_direction(line) == PANGO_DIRECTION_RTL)
            own.shift = std::max(0.0, width_pt - width);
        lines_.push_back(own);
    }
}

double TextBlock::height(std::size_t from, std::size_t to) const {
    double sum = 0;
    for (std::size_t i = from; i < to; ++i)
        sum += lines_[i].height;
    return sum;
}

bool TextBlock::has_ink(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i)
        if (lines_[i].ink) return true;
    return false;
}

void TextBlock::draw(cairo_t* cairo, std::size_t from, std::size_t to, double x, double y) const {
    cairo_set_source_rgb(cairo, style_.colour.red, style_.colour.green, style_.colour.blue);
    for (std::size_t i = from; i < to; ++i) {
        const Line& line = lines_[i];
        const double slack = line.height - line.ascent - line.descent;
        cairo_move_to(cairo, x + line.shift, y + slack / 2 + line.ascent);
        pango_cairo_show_layout_line(
            cairo, pango_layout_get_line_readonly(layout_->pango.get(), static_cast<int>(i)));
        y += line.height;
    }
}

TextBlock::TextBlock(TextBlock&&) noexcept = default;
TextBlock& TextBlock::operator=(TextBlock&&) noexcept = default;
TextBlock::~TextBlock() = default;

}  // namespace cpc::document
