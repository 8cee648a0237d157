// SPDX-License-Identifier: Apache-2.0
// Measures and inks of a paper, in points (1/72 inch). One number, the body size, scales them all:
// a large-print edition is the same design at 18 pt. Colours are the kiosk's paper theme.
#pragma once

#include <cstdint>

namespace cpc::document {

struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

[[nodiscard]] constexpr Colour rgb(std::uint32_t hex) {
    return {static_cast<double>((hex >> 16U) & 0xFFU) / 255.0,
            static_cast<double>((hex >> 8U) & 0xFFU) / 255.0,
            static_cast<double>(hex & 0xFFU) / 255.0};
}

namespace ink {
inline constexpr Colour text = rgb(0x1C2930);
inline constexpr Colour quiet = rgb(0x44525A);
inline constexpr Colour line = rgb(0xC9C2B4);
inline constexpr Colour line_strong = rgb(0x7A7566);
inline constexpr Colour primary = rgb(0x0E5A6B);
inline constexpr Colour primary_tint = rgb(0xE2EEF0);
inline constexpr Colour warn = rgb(0x774900);
inline constexpr Colour warn_tint = rgb(0xFCF0D8);
inline constexpr Colour sunken = rgb(0xECE8E0);
inline constexpr Colour against = rgb(0x87480A);
inline constexpr Colour against_tint = rgb(0xFBEDDC);
inline constexpr Colour paper = rgb(0xFFFFFF);
inline constexpr Colour fact = rgb(0x1B558F);
inline constexpr Colour observation = rgb(0x17665A);
inline constexpr Colour allegation = rgb(0x87480A);
inline constexpr Colour opinion = rgb(0x683876);
}  // namespace ink

struct PdfStyle {
    double body_size_pt = 12;

    [[nodiscard]] static constexpr PdfStyle standard() { return {12}; }
    [[nodiscard]] static constexpr PdfStyle large_print() { return {18}; }

    [[nodiscard]] constexpr double scaled(double at_12_pt) const {
        return at_12_pt * body_size_pt / 12.0;
    }
};

namespace page {
inline constexpr double width = 595.276;  // A4
inline constexpr double height = 841.890;
inline constexpr double left = 59.5;  // 21 mm
inline constexpr double right = width - 59.5;
inline constexpr double head_baseline = 45;
inline constexpr double body_top = 74;
inline constexpr double body_bottom = height - 80;
inline constexpr double foot_top = height - 70;
inline constexpr double qr_size = 42.5;  // 15 mm
inline constexpr double small_size = 9;  // running head and foot only
}  // namespace page

}  // namespace cpc::document
