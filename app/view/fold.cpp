// SPDX-License-Identifier: Apache-2.0
#include "app/view/fold.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace cpc::view {
namespace {

// The letters from U+00C0 to U+017F without what stands on, under or through them; a space where
// there is none, and the sign stays as it is.
constexpr std::string_view plain =
    "aaaaaaaceeeeiiiidnooooo ouuuuyts"
    "aaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssss"
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr std::uint32_t plain_first = 0xC0;
static_assert(plain.size() == 0x180 - plain_first);

constexpr std::uint32_t marks_first = 0x300, marks_last = 0x36F;  // accents of their own

// A character of two bytes, the only ones that are folded; 0 for every other.
std::uint32_t two_bytes_at(std::string_view text, std::size_t at) {
    const auto first = static_cast<std::uint8_t>(text[at]);
    if ((first & 0xE0U) != 0xC0U || at + 1 >= text.size()) return 0;
    const auto second = static_cast<std::uint8_t>(text[at + 1]);
    if ((second & 0xC0U) != 0x80U) return 0;
    return (static_cast<std::uint32_t>(first & 0x1FU) << 6U) | (second & 0x3FU);
}

}  // namespace

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto letter = two_bytes_at(text, at);
        if (letter == 0) {
            const auto byte = static_cast<unsigned char>(text[at]);
            out += byte < 0x80 ? static_cast<char>(std::tolower(byte)) : text[at];
            continue;
        }
        const bool known = letter >= plain_first && letter - plain_first < plain.size() &&
                           plain[letter - plain_first] != ' ';
        if (known)
            out += plain[letter - plain_first];
        else if (letter < marks_first || letter > marks_last)
            out += text.substr(at, 2);
        ++at;
    }
    return out;
}

bool found_in(std::string_view folded_text, std::string_view wanted) {
    const auto words = folded(wanted);
    std::string_view rest = words;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        if (folded_text.find(rest.substr(0, end)) == std::string_view::npos) return false;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return true;
}

}  // namespace cpc::view
