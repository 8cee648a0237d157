// SPDX-License-Identifier: Apache-2.0
// Plain byte strings, hexadecimal and base64. For bytes that are not secret: secrets live in
// core/crypto/secret.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpc {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
template <std::size_t N>
using ByteArray = std::array<std::uint8_t, N>;
using Hash32 = ByteArray<32>;

[[nodiscard]] inline ByteView view_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view text_of(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

[[nodiscard]] std::string to_hex(ByteView bytes);                        // lower case
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view text);      // either case, even length
[[nodiscard]] std::string to_base64(ByteView bytes);                     // RFC 4648 4, padded
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text);   // one canonical form only

}  // namespace cpc
