// SPDX-License-Identifier: Apache-2.0
#include "app/ui/typed_text.hpp"

#include "app/ui/type.hpp"

namespace cpc::ui {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr char32_t none = 0xFFFF'FFFF;

// The character at `at`, which moves behind it; `none` where no character is written.
char32_t read(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80U) return first;
    const std::size_t more = first >= 0xF0U ? 3 : first >= 0xE0U ? 2 : 1;
    if (first < 0xC2U || first > 0xF4U) return none;
    char32_t value = first & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if (at >= text.size() || (byte(at) & 0xC0U) != 0x80U) return none;
        value = (value << 6U) | (byte(at++) & 0x3FU);
    }
    const char32_t least = more == 1 ? 0x80U : more == 2 ? 0x800U : 0x10000U;
    const bool surrogate = value >= 0xD800U && value <= 0xDFFFU;
    return value < least || surrogate || value > 0x10FFFFU ? none : value;
}

bool between(char32_t value, char32_t from, char32_t to) {
    return value >= from && value <= to;
}

bool is_line_end(char32_t value) {
    return value == U'\n' || value == U'\r' || value == 0x2028U || value == 0x2029U;
}

// Controls, and what turns a text around or stands in it unseen. The joiners that some scripts and
// emoji are made with are not among them.
bool is_left_out(char32_t value) {
    return value < 0x20U || between(value, 0x7FU, 0x9FU) || value == 0xADU || value == 0x61CU ||
           value == 0x200BU || between(value, 0x200EU, 0x200FU) ||
           between(value, 0x202AU, 0x202EU) || between(value, 0x2060U, 0x206FU) ||
           value == 0xFEFFU || between(value, 0xFFF9U, 0xFFFBU) || (value & 0xFFFEU) == 0xFFFEU ||
           between(value, 0xFDD0U, 0xFDEFU) || between(value, 0xE0000U, 0xE0FFFU);
}

}  // namespace

std::string fit_to_keep(std::string_view typed, LineEnds ends) {
    std::string out;
    out.reserve(typed.size());
    for (std::size_t at = 0; at < typed.size();) {
        const auto from = at;
        const char32_t value = read(typed, at);
        if (value == none) {
            out += replacement;
        } else if (is_line_end(value)) {
            if (value == U'\r' && at < typed.size() && typed[at] == '\n') ++at;
            out += ends == LineEnds::kept ? '\n' : ' ';
        } else if (value == U'\t') {
            out += ' ';
        } else if (!is_left_out(value)) {
            out += typed.substr(from, at - from);
        }
    }
    return out;
}

std::size_t whole_characters(std::string_view text, std::size_t room) {
    // The last byte that fits may be the middle of a character: back to where that one begins.
    return text.size() <= room ? text.size() : previous_character(text, room + 1);
}

}  // namespace cpc::ui
