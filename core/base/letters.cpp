// SPDX-License-Identifier: Apache-2.0
#include "core/base/letters.hpp"

#include <cstdint>

namespace cpc {
namespace {

// Of letters that UTF-8 writes in two bytes. In Extended-A a small letter stands behind its
// capital, on an odd place in most of it and on an even one in the two stretches named here.
std::uint32_t capital_of(std::uint32_t letter) {
    constexpr std::uint32_t division_sign = 0xF7, y_diaeresis = 0xFF, capital_y_diaeresis = 0x178;
    constexpr std::uint32_t dotless_i = 0x131, kra = 0x138, n_apostrophe = 0x149, long_s = 0x17F;
    if (letter == y_diaeresis) return capital_y_diaeresis;
    if (letter >= 0xE0 && letter < y_diaeresis && letter != division_sign) return letter - 0x20;
    if (letter < 0x100 || letter > long_s) return letter;
    if (letter == dotless_i) return U'I';
    if (letter == long_s) return U'S';
    if (letter == kra || letter == n_apostrophe || letter == capital_y_diaeresis) return letter;
    const bool small_is_even =
        (letter > kra && letter < n_apostrophe) || letter > capital_y_diaeresis;
    const bool small = (letter % 2 == 0) == small_is_even;
    return small ? letter - 1 : letter;
}

bool goes_on(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

std::string_view first_letter(std::string_view text) {
    std::size_t length = text.empty() ? 0 : 1;
    while (length > 0 && length < text.size() && goes_on(text[length]))
        ++length;
    return text.substr(0, length);
}

std::string in_capitals(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto letter = first_letter(text);
        text.remove_prefix(letter.size());
        const auto lead = static_cast<unsigned char>(letter[0]);
        if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z') {
            out += static_cast<char>(letter[0] - 'a' + 'A');
        } else if (letter.size() == 2 && lead >= 0xC2U && lead <= 0xDFU) {
            const auto second = static_cast<unsigned char>(letter[1]);
            const std::uint32_t capital = capital_of((lead & 0x1FU) << 6U | (second & 0x3FU));
            if (capital < 0x80) {
                out += static_cast<char>(capital);
            } else {
                out += static_cast<char>(0xC0U | capital >> 6U);
                out += static_cast<char>(0x80U | (capital & 0x3FU));
            }
        } else {
            out += letter;
        }
    }
    return out;
}

}  // namespace cpc
