// SPDX-License-Identifier: Apache-2.0
#include "core/record/paper_code.hpp"

#include <algorithm>
#include <array>

namespace cpc::record {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t data_symbols = 16;
constexpr std::size_t check_symbols = 2;
constexpr std::size_t group = 4;
using Symbols = std::array<std::uint8_t, data_symbols + check_symbols>;

// GF(32) with x^5 + x^2 + 1.
std::uint8_t times(std::uint8_t a, std::uint8_t b) {
    unsigned product = 0;
    unsigned factor = a;
    for (unsigned bit = 0; bit < 5; ++bit) {
        if (((b >> bit) & 1U) != 0) product ^= factor;
        factor <<= 1U;
        if ((factor & 32U) != 0) factor ^= 0b100101U;
    }
    return static_cast<std::uint8_t>(product & 31U);
}

// The remainder by (x - 2)(x - 4) = x^2 + 6x + 8: zero for a whole codeword. Two neighbouring
// powers of the generator as roots give a distance of three.
std::array<std::uint8_t, check_symbols> remainder_of(const Symbols& symbols) {
    std::uint8_t high = 0;
    std::uint8_t low = 0;
    for (const auto symbol : symbols) {
        const std::uint8_t top = high;
        high = static_cast<std::uint8_t>(low ^ times(top, 6));
        low = static_cast<std::uint8_t>(symbol ^ times(top, 8));
    }
    return {high, low};
}

Symbols symbols_of(const Hash32& root) {
    Symbols out{};
    for (std::size_t i = 0; i < data_symbols; ++i) {
        const std::size_t bit = i * 5;
        const unsigned pair = (static_cast<unsigned>(root[bit / 8]) << 8U) | root[bit / 8 + 1];
        out[i] = static_cast<std::uint8_t>((pair >> (11U - bit % 8)) & 31U);
    }
    return out;
}

int value_of(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const auto at = alphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string paper_code(const Hash32& root) {
    Symbols symbols = symbols_of(root);
    // With zeros in the last two places the remainder is what has to stand there.
    const auto rest = remainder_of(symbols);
    symbols[data_symbols] = rest[0];
    symbols[data_symbols + 1] = rest[1];
    std::string out;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        if (i > 0 && i % group == 0) out += '-';
        out += alphabet[symbols[i]];
    }
    return out;
}

std::optional<PaperDigits> read_paper_code(std::string_view text) {
    Symbols symbols{};
    std::size_t count = 0;
    for (const char c : text) {
        if (c == ' ' || c == '-') continue;
        const int value = value_of(c);
        if (value < 0 || count == symbols.size()) return std::nullopt;
        symbols[count++] = static_cast<std::uint8_t>(value);
    }
    const auto rest = remainder_of(symbols);
    if (count != symbols.size() || rest[0] != 0 || rest[1] != 0) return std::nullopt;
    PaperDigits out{};
    for (std::size_t bit = 0; bit < out.size() * 8; ++bit) {
        const unsigned one = (symbols[bit / 5] >> (4U - bit % 5)) & 1U;
        out[bit / 8] = static_cast<std::uint8_t>(out[bit / 8] | (one << (7U - bit % 8)));
    }
    return out;
}

bool paper_code_matches(std::string_view text, const Hash32& root) {
    const auto digits = read_paper_code(text);
    return digits && std::equal(digits->begin(), digits->end(), root.begin());
}

}  // namespace cpc::record
