// SPDX-License-Identifier: Apache-2.0
#include "app/document/furniture.hpp"

#include <qrencode.h>

#include <memory>

namespace cpc::document {

namespace {

struct QrFree {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

TextStyle small(Weight weight, Colour colour) {
    TextStyle style;
    style.size_pt = page::small_size;
    style.leading_pt = 12.5;
    style.weight = weight;
    style.colour = colour;
    style.figures = Figures::tabular;
    return style;
}

std::string numbered(std::string words, std::size_t number, std::size_t pages) {
    const auto put = [&](std::string_view key, std::size_t value) {
        const auto at = words.find(key);
        if (at != std::string::npos) words.replace(at, key.size(), std::to_string(value));
    };
    put("{page}", number);
    put("{pages}", pages);
    return words;
}

// x from the reader's side; a page read from right to left is mirrored.
double placed(const Document& document, double x, double width) {
    return reads_right_to_left(document.language) ? page::left + page::right - x - width : x;
}

// The first line only: furniture never grows into the text.
void left_text(const Canvas& canvas, const TextBlock& text, double x, double y) {
    if (text.lines() > 0) text.draw(canvas.cairo, 0, 1, x, y);
}

void draw_qr(const Canvas& canvas, const QrCode& qr, double x, double y, double size) {
    const double unit = size / static_cast<double>(qr.side);
    canvas.use(ink::text);
    for (std::size_t row = 0; row < qr.side; ++row)
        for (std::size_t column = 0; column < qr.side;) {
            std::size_t end = column;
            while (end < qr.side && qr.dark[row * qr.side + end])
                ++end;
            if (end > column)
                cairo_rectangle(canvas.cairo, x + static_cast<double>(column) * unit,
                                y + static_cast<double>(row) * unit,
                                static_cast<double>(end - column) * unit, unit);
            column = end + 1;
        }
    cairo_fill(canvas.cairo);
}

void draw_band(const Canvas& canvas, const Document& document, const FontSet& fonts) {
    constexpr double height = 22;
    canvas.fill_rectangle(0, 0, page::width, height, ink::warn_tint);
    canvas.rule(0, height - 1.5, page::width, 1.5, ink::warn);
    TextStyle look = small(Weight::strong, ink::warn);
    look.size_pt = 11;
    const TextBlock text(fonts, plain(document.words.practice), look, page::width - 40);
    left_text(canvas, text, (page::width - text.natural_width()) / 2 - text.first_shift(), 4);
}

}  // namespace

Result<QrCode> encode_qr(const std::string& text) {
    if (text.empty()) return QrCode{};
    const std::unique_ptr<QRcode, QrFree> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
    if (!code)
        return fail(Fault::refused, "The QR code cannot hold so much", {},
                    "Use a shorter reference; the record is not touched");
    QrCode qr;
    qr.side = static_cast<std::size_t>(code->width);
    for (std::size_t i = 0; i < qr.side * qr.side; ++i)
        qr.dark.push_back((code->data[i] & 1U) != 0);
    return qr;
}

void Furniture::draw(Canvas& canvas) const {
    const Document& d = document;
    if (d.practice == Practice::yes) draw_band(canvas, d, fonts);

    constexpr double width = page::right - page::left;
    const TextBlock version(fonts, plain(d.version_line), small(Weight::strong, ink::primary),
                            width * 0.45);
    const TextBlock head(fonts, plain(d.running_head), small(Weight::plain, ink::quiet),
                         width - version.natural_width() - 16);
    const auto put = [&](const TextBlock& text, double x, double y) {
        // Its lines begin where the text box does, or end where it ends.
        const double inside = text.first_shift();
        left_text(canvas, text, placed(d, x, text.natural_width()) - inside, y);
    };
    put(head, page::left, page::head_baseline - 10);
    put(version, page::right - version.natural_width(), page::head_baseline - 10);
    canvas.rule(page::left, page::head_baseline + 6, width, 0.6, ink::line);

    canvas.rule(page::left, page::foot_top, width, 0.6, ink::line);
    const double qr_room = qr.side > 0 ? page::qr_size + 14 : 0;
    const TextBlock number(fonts, plain(numbered(d.words.page_of, canvas.page + 1, pages)),
                           small(Weight::strong, ink::text), width * 0.3);
    const double words_width = width - qr_room - number.natural_width() - 16;
    const TextBlock reference(
        fonts,
        {{d.words.record_reference + " ", Weight::plain}, {d.record_reference, Weight::strong}},
        small(Weight::plain, ink::quiet), words_width);
    if (!d.record_reference.empty()) put(reference, page::left, page::foot_top + 8);
    if (!d.paper_code.empty()) {
        const TextBlock code(
            fonts, {{d.words.paper_code + " ", Weight::plain}, {d.paper_code, Weight::strong}},
            small(Weight::plain, ink::quiet), words_width);
        put(code, page::left, page::foot_top + 21);
    }
    put(number, page::right - qr_room - number.natural_width(), page::foot_top + 8);
    if (qr.side > 0) {
        const Telling telling = canvas.page == 0 ? Telling::first : Telling::again;
        const double x = placed(d, page::right - page::qr_size, page::qr_size);
        const double y = page::foot_top + 8;
        canvas.figure(qr_node, x, y, telling, [&] { draw_qr(canvas, qr, x, y, page::qr_size); });
    }
}

}  // namespace cpc::document
