// SPDX-License-Identifier: Apache-2.0
// Digests and derived keys. SHA-256 where an outside reader recomputes it (leaves, key ids,
// digests); BLAKE2b where it is keyed or ours alone.
#pragma once

#include <initializer_list>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

[[nodiscard]] Hash32 sha256(ByteView bytes);
// Of the parts one after the other, with nothing between them.
[[nodiscard]] Hash32 sha256(std::initializer_list<ByteView> parts);

[[nodiscard]] Hash32 blake2b(ByteView bytes);
[[nodiscard]] Hash32 blake2b_keyed(ByteView key, std::initializer_list<ByteView> parts);
[[nodiscard]] SecretBytes blake2b_secret(ByteView key, std::initializer_list<ByteView> parts);

// crypto_kdf: 32 bytes from a 32-byte master; context has exactly 8 characters.
[[nodiscard]] SecretBytes derive_key(const SecretBytes& master, std::uint64_t id,
                                     std::string_view context);

// Castagnoli, as in iSCSI. Tells a torn write from a whole one without any key; proves nothing.
// The tables give the same on every machine; a test holds the two against each other.
enum class CrcBy : std::uint8_t { fastest, tables };
[[nodiscard]] std::uint32_t crc32c(ByteView bytes, CrcBy by = CrcBy::fastest);

}  // namespace cpc::crypto
