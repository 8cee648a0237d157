// SPDX-License-Identifier: Apache-2.0
// Colours by role in three themes (ui-design.md 2.2). Screens name a Tone; only the toolkit's own
// drawing names an Ink, and nobody writes a hexadecimal value elsewhere.
//
// What always holds: every text and outline pair in pairings() meets 4.5 (text) or 3.0 (outline);
// a unit test computes them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cpc::ui {

enum class Theme : std::uint8_t { paper, dusk, high_contrast };

// What a sentence, chip or banner is about. A tint carries only its own family's text.
enum class Tone : std::uint8_t {
    normal,
    secondary,
    hint,
    primary,
    ok,
    warn,
    bad,
    voice,
    fact,
    observation,
    allegation,
    opinion,
};

enum class Ink : std::uint8_t {
    canvas,
    surface,
    sunken,
    line,
    line_strong,
    ink,
    ink_2,
    ink_3,
    primary,
    on_primary,
    primary_pressed,
    primary_tint,
    ok,
    ok_tint,
    warn,
    warn_tint,
    bad,
    bad_tint,
    voice,
    voice_tint,
    fact,
    fact_tint,
    observation,
    observation_tint,
    allegation,
    allegation_tint,
    opinion,
    opinion_tint,
    focus,
    scrim,
    rail,
    hand_over,
    on_hand_over,
    on_hand_over_2,
    hidden,
    keyboard,
    count,
};

struct Colour {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend bool operator==(const Colour&, const Colour&) = default;
};

struct Pairing {
    Ink front;
    Ink back;
    double ratio_min;
};

[[nodiscard]] Colour colour(Theme theme, Ink ink);
[[nodiscard]] Ink text_ink(Tone tone);
[[nodiscard]] Ink tint_ink(Tone tone);
[[nodiscard]] double contrast(Colour front, Colour back);  // WCAG 2.2, 1 to 21
[[nodiscard]] std::span<const Pairing> pairings();         // every pair the toolkit draws
[[nodiscard]] std::string_view ink_name(Ink ink);

}  // namespace cpc::ui
