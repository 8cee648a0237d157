// SPDX-License-Identifier: Apache-2.0
#include "app/document/letters.hpp"

#include <glib.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace cpc::document {
namespace {

struct Range {
    char32_t from;
    char32_t to;
};

// Scripts whose glyphs are joined, reordered or read from right to left.
constexpr std::array<Range, 8> complex_scripts = {{{0x0590, 0x08FF},
                                                   {0x0900, 0x0DFF},
                                                   {0x0E00, 0x0EFF},
                                                   {0x0F00, 0x109F},
                                                   {0x1780, 0x18AF},
                                                   {0xFB1D, 0xFDFF},
                                                   {0xFE70, 0xFEFF},
                                                   {0x10A00, 0x10FFF}}};
// Marks that steer shaping and have no picture of their own; some fonts lack them for that reason.
constexpr std::array<Range, 4> joiners = {
    {{0x00AD, 0x00AD}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}, {0x2060, 0x2060}}};
// Marks that turn the reading direction round: shown by number, so that a name cannot hide one.
constexpr std::array<Range, 2> turners = {{{0x202A, 0x202E}, {0x2066, 0x2069}}};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t letter) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const Range& r) { return letter >= r.from && letter <= r.to; });
}

std::string number_of(char32_t letter) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "[U+%04X]", static_cast<unsigned>(letter));
    return text.data();
}

template <class F>
void for_each_letter(std::string_view text, F use) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        const gunichar letter = g_utf8_get_char_validated(at, end - at);
        const bool good =
            letter != static_cast<gunichar>(-1) && letter != static_cast<gunichar>(-2);
        const char* const next = good ? g_utf8_next_char(at) : at + 1;
        use(good, static_cast<char32_t>(letter), std::string_view(at, std::size_t(next - at)));
        at = next;
    }
}

}  // namespace

bool has_complex_script(std::string_view text) {
    bool found = false;
    for_each_letter(text, [&](bool good, char32_t letter, std::string_view) {
        found = found || (good && within(complex_scripts, letter));
    });
    return found;
}

std::string valid_text(std::string_view text) {
    std::string out;
    for_each_letter(text, [&](bool good, char32_t, std::string_view bytes) {
        out += good ? bytes : std::string_view("\xEF\xBF\xBD");
    });
    return out;
}

std::string readable(std::string_view text, const Covers& covers) {
    std::string out;
    out.reserve(text.size());
    for_each_letter(text, [&](bool good, char32_t letter, std::string_view bytes) {
        if (!good)
            out += "[?]";
        else if (letter == U'\n')
            out += '\n';
        else if (letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0x2028 ||
                 letter == 0x2029)
            out += ' ';
        else if (within(turners, letter) || (!within(joiners, letter) && covers && !covers(letter)))
            out += number_of(letter);
        else
            out += bytes;
    });
    return out;
}

}  // namespace cpc::document
