// SPDX-License-Identifier: Apache-2.0
#include "core/base/bytes.hpp"

namespace cpc {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string to_hex(ByteView bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        out += hex_digits[byte >> 4U];
        out += hex_digits[byte & 15U];
    }
    return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_value(text[i]);
        const int low = hex_value(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return out;
}

std::string to_base64(ByteView bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16U;
        if (left > 1) group |= static_cast<std::uint32_t>(bytes[i + 1]) << 8U;
        if (left > 2) group |= bytes[i + 2];
        out += base64_digits[group >> 18U];
        out += base64_digits[(group >> 12U) & 63U];
        out += left > 1 ? base64_digits[(group >> 6U) & 63U] : '=';
        out += left > 2 ? base64_digits[group & 63U] : '=';
    }
    return out;
}

std::optional<Bytes> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    Bytes out;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::uint32_t group = 0;
        int padding = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const char c = text[i + k];
            std::size_t value = 0;
            if (c == '=') {
                if (k < 2 || i + 4 != text.size()) return std::nullopt;
                ++padding;
            } else {
                value = base64_digits.find(c);
                if (value == std::string_view::npos || padding > 0) return std::nullopt;
            }
            group = (group << 6U) | static_cast<std::uint32_t>(value);
        }
        out.push_back(static_cast<std::uint8_t>(group >> 16U));
        if (padding < 2) out.push_back(static_cast<std::uint8_t>((group >> 8U) & 255U));
        if (padding < 1) out.push_back(static_cast<std::uint8_t>(group & 255U));
    }
    if (to_base64(out) != text) return std::nullopt;  // stray bits under the padding
    return out;
}

}  // namespace cpc
