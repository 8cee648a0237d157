// SPDX-License-Identifier: Apache-2.0
// Sealed boxes (X25519): anybody with the public key can seal, only the holder of the secret half
// can open, and nothing tells who sealed it. Whoever needs to know the sender signs inside.
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

using BoxPublicKey = ByteArray<32>;
inline constexpr std::size_t box_overhead = 48;

class BoxKeyPair {
  public:
    [[nodiscard]] static BoxKeyPair generate();
    [[nodiscard]] static BoxKeyPair from_secret(const SecretBytes& secret);  // 32 bytes

    [[nodiscard]] const BoxPublicKey& public_key() const { return public_; }
    [[nodiscard]] Hash32 kid() const;
    [[nodiscard]] const SecretBytes& secret() const { return secret_; }

  private:
    SecretBytes secret_;
    BoxPublicKey public_{};
};

// Some values of 32 bytes are no keys: what is sealed to them is sealed to nobody. Keys that come
// from outside are asked first.
[[nodiscard]] bool box_key_usable(const BoxPublicKey& key);
[[nodiscard]] Bytes box_seal(const BoxPublicKey& to, ByteView plaintext);
[[nodiscard]] Result<Bytes> box_open(const BoxKeyPair& keys, ByteView sealed);
[[nodiscard]] Result<SecretBytes> box_open_secret(const BoxKeyPair& keys, ByteView sealed);

}  // namespace cpc::crypto
