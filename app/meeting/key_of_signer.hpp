// SPDX-License-Identifier: Apache-2.0
// The private key of whoever signs procedures, as a file: sealed under a passphrase, so that a copy
// of the file alone signs nothing. Losing the passphrase loses the key; the remedy is a new key and
// a new line in the tablets' trusted keys.
//
//     SEALED+KEY+board.example+base64(body)
//     body = ops u32 | memory bytes u64 | salt 16 | nonce 24 | sealed seed 32 + 16
//
// Numbers are little-endian. The seed is sealed with XChaCha20-Poly1305 under
// Argon2id(passphrase, salt); the name and the cost are bound to it as associated data. What was
// made before passphrases, "PRIVATE+KEY+name+base64(seed)", is refused with the way to a new one.
// Source: security design, 3.1 (the same measures as a chair's keyslot).
#pragma once

#include <string>
#include <string_view>

#include "app/meeting/trust.hpp"
#include "core/crypto/password.hpp"

namespace cpc::meeting {

// One line, with its end.
[[nodiscard]] Result<std::string> seal_profile_key(
    const ProfileKey& key, const crypto::SecretBytes& passphrase,
    crypto::KeyslotCost cost = crypto::KeyslotCost::moderate());
// `file` is for messages.
[[nodiscard]] Result<ProfileKey> open_profile_key(std::string_view text,
                                                  const crypto::SecretBytes& passphrase,
                                                  const std::string& file);

}  // namespace cpc::meeting
