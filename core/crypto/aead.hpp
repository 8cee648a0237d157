// SPDX-License-Identifier: Apache-2.0
// XChaCha20-Poly1305. Nonces have 24 bytes and are random. It does not commit to its key: where
// that matters (keyslots, payloads) a commitment is made beside it.
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

using Nonce24 = ByteArray<24>;
inline constexpr std::size_t aead_tag_size = 16;
inline constexpr std::size_t sealed_overhead = 24 + aead_tag_size;

// ciphertext ‖ tag under the given nonce.
[[nodiscard]] Bytes aead_seal(const SecretBytes& key, const Nonce24& nonce, ByteView plaintext,
                              ByteView associated);
[[nodiscard]] Result<Bytes> aead_open(const SecretBytes& key, const Nonce24& nonce, ByteView sealed,
                                      ByteView associated);
[[nodiscard]] Result<SecretBytes> aead_open_secret(const SecretBytes& key, const Nonce24& nonce,
                                                   ByteView sealed, ByteView associated);

// nonce ‖ ciphertext ‖ tag.
[[nodiscard]] Bytes seal(const SecretBytes& key, const Nonce24& nonce, ByteView plaintext,
                         ByteView associated);
[[nodiscard]] Bytes seal(const SecretBytes& key, ByteView plaintext, ByteView associated);
[[nodiscard]] Result<Bytes> open(const SecretBytes& key, ByteView sealed, ByteView associated);
// Into memory that is there already and has the right size: making guarded memory costs more than
// opening.
[[nodiscard]] Result<void> open_secret_into(SecretBytes& out, const SecretBytes& key,
                                            ByteView sealed, ByteView associated);
[[nodiscard]] Result<SecretBytes> open_secret(const SecretBytes& key, ByteView sealed,
                                              ByteView associated);

}  // namespace cpc::crypto
