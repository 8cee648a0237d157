// SPDX-License-Identifier: Apache-2.0
// An attendee's signing seed, sealed under a PIN for the length of one conference.
//
// The PIN guards against the people in the room: opening needs the pepper (a key of the unlocked
// store) and pays Argon2id for every guess. It does not guard against somebody who holds the
// store's master key; what does is that the sealed seed is destroyed at the close (security
// design, 3.1). Counting wrong tries is the caller's.
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/crypto/password.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::crypto {

// version u8 = 1 | ops u32 | memory KiB u32 | salt 16 | public key 32 | nonce 24 | seed 32 | tag 16
inline constexpr std::size_t pin_sealed_size = 1 + 4 + 4 + 16 + 32 + 24 + 32 + 16;
using PinSealed = ByteArray<pin_sealed_size>;

[[nodiscard]] Result<PinSealed> seal_with_pin(const SigningKey& key, const SecretBytes& pin,
                                              const SecretBytes& pepper,
                                              const ConferenceId& conference, KeyslotCost cost);
// Fault::wrong_secret for a wrong PIN; damage cannot be told from it and says the same.
[[nodiscard]] Result<SigningKey> open_with_pin(ByteView sealed, const SecretBytes& pin,
                                               const SecretBytes& pepper,
                                               const ConferenceId& conference);

}  // namespace cpc::crypto
