// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/device_box.hpp"

#include <sodium.h>

#include "core/base/check.hpp"

namespace cpc::crypto {

std::optional<BoxPublicKey> device_box_key(const PublicKey& device) {
    init();
    BoxPublicKey out{};
    if (crypto_sign_ed25519_pk_to_curve25519(out.data(), device.data()) != 0) return std::nullopt;
    return out;
}

BoxKeyPair device_box_keys(const SigningKey& device) {
    // Of libsodium's 64 bytes the conversion reads the first 32, which are the seed.
    const auto seed = device.seed();
    SecretBytes whole(crypto_sign_SECRETKEYBYTES);
    std::copy(seed.view().begin(), seed.view().end(), whole.data());
    SecretBytes secret(crypto_box_SECRETKEYBYTES);
    CPC_CHECK(crypto_sign_ed25519_sk_to_curve25519(secret.data(), whole.data()) == 0);
    return BoxKeyPair::from_secret(secret);
}

}  // namespace cpc::crypto
