// SPDX-License-Identifier: Apache-2.0
// Ed25519 signatures. A key is known by its kid, the SHA-256 of its public half. Verification is
// libsodium's strict one: no small-order keys, no second form of the same signature.
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

using PublicKey = ByteArray<32>;
using SignatureBytes = ByteArray<64>;

[[nodiscard]] Hash32 kid_of(const PublicKey& key);
[[nodiscard]] bool verify(const PublicKey& key, ByteView message, const SignatureBytes& signature);

class SigningKey {
  public:
    SigningKey() = default;
    [[nodiscard]] static SigningKey generate();
    [[nodiscard]] static SigningKey from_seed(const SecretBytes& seed);  // 32 bytes

    [[nodiscard]] bool empty() const { return secret_.empty(); }
    [[nodiscard]] const PublicKey& public_key() const { return public_; }
    [[nodiscard]] const Hash32& kid() const { return kid_; }
    [[nodiscard]] SignatureBytes sign(ByteView message) const;
    // Whether every byte of this key is still what it was when it was made. A bit that flips in
    // memory makes signatures that fit nobody.
    [[nodiscard]] bool intact() const;
    [[nodiscard]] SecretBytes seed() const;
    [[nodiscard]] SigningKey clone() const;

  private:
    friend struct SigningKeyFault;  // of the tests: flips a bit
    [[nodiscard]] Hash32 digest() const;

    SecretBytes secret_;  // libsodium's 64 bytes: seed, then public key
    PublicKey public_{};
    Hash32 kid_{};
    Hash32 made_as_{};  // digest() when it was made
};

}  // namespace cpc::crypto
