// SPDX-License-Identifier: Apache-2.0
#include "app/ui/theme.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace cpc::ui {
namespace {

struct Row {
    Ink ink;
    std::string_view name;
    std::uint32_t paper, dusk, high;  // 0xRRGGBB
};

// ui-design.md 2.2, in the order of Ink.
constexpr std::array<Row, static_cast<std::size_t>(Ink::count)> table{{
    {Ink::canvas, "canvas", 0xF5F3EE, 0x12181C, 0x000000},
    {Ink::surface, "surface", 0xFFFFFF, 0x1C242A, 0x000000},
    {Ink::sunken, "sunken", 0xECE8E0, 0x0D1215, 0x000000},
    {Ink::line, "line", 0xDDD7CB, 0x36424A, 0xFFFFFF},
    {Ink::line_strong, "line-strong", 0x7A7566, 0x8A99A3, 0xFFFFFF},
    {Ink::ink, "ink", 0x1C2930, 0xF0F3F4, 0xFFFFFF},
    {Ink::ink_2, "ink-2", 0x44525A, 0xC6D0D5, 0xFFFFFF},
    {Ink::ink_3, "ink-3", 0x58656D, 0xA9B5BC, 0xFFFFFF},
    {Ink::primary, "primary", 0x0E5A6B, 0x8ED0DE, 0xFFE14D},
    {Ink::on_primary, "on-primary", 0xFFFFFF, 0x06272F, 0x000000},
    {Ink::primary_pressed, "primary-pressed", 0x093F4B, 0x8ED0DE, 0xFFE14D},
    {Ink::primary_tint, "primary-tint", 0xE2EEF0, 0x1B3A42, 0x1E1E00},
    {Ink::ok, "ok", 0x22633A, 0x8AD3A2, 0x7CF29A},
    {Ink::ok_tint, "ok-tint", 0xE4F1E8, 0x1B3526, 0x000000},
    {Ink::warn, "warn", 0x774900, 0xF0C46A, 0xFFD479},
    {Ink::warn_tint, "warn-tint", 0xFCF0D8, 0x3A2E14, 0x000000},
    {Ink::bad, "bad", 0x962F2A, 0xF3A59C, 0xFFA8A0},
    {Ink::bad_tint, "bad-tint", 0xFAE8E5, 0x40221F, 0x000000},
    {Ink::voice, "voice", 0x683876, 0xD8B4E4, 0xEBC8FF},
    {Ink::voice_tint, "voice-tint", 0xF3EAF6, 0x34253A, 0x000000},
    {Ink::fact, "fact", 0x1B558F, 0x9CC8F2, 0xA8D4FF},
    {Ink::fact_tint, "fact-tint", 0xE5EEF8, 0x1B2F43, 0x000000},
    {Ink::observation, "observation", 0x17665A, 0x8BD3C5, 0x90F0DC},
    {Ink::observation_tint, "observation-tint", 0xE1F0ED, 0x17352F, 0x000000},
    {Ink::allegation, "allegation", 0x87480A, 0xF2BE83, 0xFFC88A},
    {Ink::allegation_tint, "allegation-tint", 0xFBEDDC, 0x3B2A15, 0x000000},
    {Ink::opinion, "opinion", 0x683876, 0xD8B4E4, 0xEBC8FF},
    {Ink::opinion_tint, "opinion-tint", 0xF3EAF6, 0x34253A, 0x000000},
    {Ink::focus, "focus", 0x1C2930, 0xFFFFFF, 0xFFE14D},
    {Ink::scrim, "scrim", 0x0B1A20, 0x000000, 0x000000},
    {Ink::rail, "rail", 0xFBFAF7, 0x161D22, 0x000000},
    {Ink::hand_over, "hand-over", 0x093F4B, 0x12181C, 0x000000},
    {Ink::on_hand_over, "on-hand-over", 0xFFFFFF, 0xF0F3F4, 0xFFFFFF},
    {Ink::on_hand_over_2, "on-hand-over-2", 0xCFE3E7, 0xC6D0D5, 0xFFFFFF},
    {Ink::hidden, "hidden", 0xE9E4DA, 0x12181C, 0x000000},
    {Ink::keyboard, "keyboard", 0xDAD5C9, 0x0D1215, 0x000000},
}};

constexpr double text_min = 4.5;
constexpr double outline_min = 3.0;
constexpr std::array pairs{
    Pairing{Ink::ink, Ink::canvas, text_min},
    Pairing{Ink::ink, Ink::surface, text_min},
    Pairing{Ink::ink, Ink::sunken, text_min},
    Pairing{Ink::ink, Ink::keyboard, text_min},
    Pairing{Ink::ink, Ink::hidden, text_min},
    Pairing{Ink::ink, Ink::primary_tint, text_min},
    Pairing{Ink::ink_2, Ink::canvas, text_min},
    Pairing{Ink::ink_2, Ink::surface, text_min},
    Pairing{Ink::ink_2, Ink::sunken, text_min},
    Pairing{Ink::ink_2, Ink::rail, text_min},
    Pairing{Ink::ink_2, Ink::hidden, text_min},
    Pairing{Ink::ink_3, Ink::canvas, text_min},
    Pairing{Ink::ink_3, Ink::surface, text_min},
    Pairing{Ink::ink_3, Ink::sunken, text_min},
    Pairing{Ink::primary, Ink::canvas, text_min},
    Pairing{Ink::primary, Ink::surface, text_min},
    Pairing{Ink::primary, Ink::primary_tint, text_min},
    Pairing{Ink::primary, Ink::rail, text_min},
    Pairing{Ink::on_primary, Ink::primary, text_min},
    Pairing{Ink::on_primary, Ink::primary_pressed, text_min},
    Pairing{Ink::ok, Ink::surface, text_min},
    Pairing{Ink::ok, Ink::canvas, text_min},
    Pairing{Ink::ok, Ink::ok_tint, text_min},
    Pairing{Ink::warn, Ink::surface, text_min},
    Pairing{Ink::warn, Ink::canvas, text_min},
    Pairing{Ink::warn, Ink::warn_tint, text_min},
    Pairing{Ink::bad, Ink::surface, text_min},
    Pairing{Ink::bad, Ink::canvas, text_min},
    Pairing{Ink::bad, Ink::bad_tint, text_min},
    Pairing{Ink::voice, Ink::surface, text_min},
    Pairing{Ink::voice, Ink::voice_tint, text_min},
    Pairing{Ink::fact, Ink::surface, text_min},
    Pairing{Ink::fact, Ink::fact_tint, text_min},
    Pairing{Ink::observation, Ink::surface, text_min},
    Pairing{Ink::observation, Ink::observation_tint, text_min},
    Pairing{Ink::allegation, Ink::surface, text_min},
    Pairing{Ink::allegation, Ink::allegation_tint, text_min},
    Pairing{Ink::opinion, Ink::surface, text_min},
    Pairing{Ink::opinion, Ink::opinion_tint, text_min},
    Pairing{Ink::on_hand_over, Ink::hand_over, text_min},
    Pairing{Ink::on_hand_over_2, Ink::hand_over, text_min},
    Pairing{Ink::line_strong, Ink::canvas, outline_min},
    Pairing{Ink::line_strong, Ink::surface, outline_min},
    Pairing{Ink::line_strong, Ink::hidden, outline_min},
    Pairing{Ink::focus, Ink::canvas, outline_min},
    Pairing{Ink::focus, Ink::surface, outline_min},
};

std::uint8_t scrim_alpha(Theme theme) {
    switch (theme) {
        case Theme::paper:
            return 150;  // 59 %
        case Theme::dusk:
            return 171;  // 67 %
        case Theme::high_contrast:
            return 209;  // 82 %
    }
    return 255;
}

double channel(std::uint8_t value) {
    const double part = value / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) {
    return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b);
}

}  // namespace

Colour colour(Theme theme, Ink ink) {
    const Row& row = table.at(static_cast<std::size_t>(ink));
    const std::uint32_t rgb = theme == Theme::paper  ? row.paper
                              : theme == Theme::dusk ? row.dusk
                                                     : row.high;
    Colour out{static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>(rgb >> 8U),
               static_cast<std::uint8_t>(rgb)};
    if (ink == Ink::scrim) out.a = scrim_alpha(theme);
    return out;
}

Ink text_ink(Tone tone) {
    switch (tone) {
        case Tone::normal:
            return Ink::ink;
        case Tone::secondary:
            return Ink::ink_2;
        case Tone::hint:
            return Ink::ink_3;
        case Tone::primary:
            return Ink::primary;
        case Tone::ok:
            return Ink::ok;
        case Tone::warn:
            return Ink::warn;
        case Tone::bad:
            return Ink::bad;
        case Tone::voice:
            return Ink::voice;
        case Tone::fact:
            return Ink::fact;
        case Tone::observation:
            return Ink::observation;
        case Tone::allegation:
            return Ink::allegation;
        case Tone::opinion:
            return Ink::opinion;
    }
    return Ink::ink;
}

Ink tint_ink(Tone tone) {
    switch (tone) {
        case Tone::normal:
        case Tone::secondary:
        case Tone::hint:
            return Ink::sunken;
        case Tone::primary:
            return Ink::primary_tint;
        case Tone::ok:
            return Ink::ok_tint;
        case Tone::warn:
            return Ink::warn_tint;
        case Tone::bad:
            return Ink::bad_tint;
        case Tone::voice:
            return Ink::voice_tint;
        case Tone::fact:
            return Ink::fact_tint;
        case Tone::observation:
            return Ink::observation_tint;
        case Tone::allegation:
            return Ink::allegation_tint;
        case Tone::opinion:
            return Ink::opinion_tint;
    }
    return Ink::sunken;
}

double contrast(Colour front, Colour back) {
    const double a = luminance(front);
    const double b = luminance(back);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

std::span<const Pairing> pairings() {
    return pairs;
}

std::string_view ink_name(Ink ink) {
    return table.at(static_cast<std::size_t>(ink)).name;
}

}  // namespace cpc::ui
