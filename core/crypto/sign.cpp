// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/sign.hpp"

#include <sodium.h>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"

namespace cpc::crypto {

Hash32 kid_of(const PublicKey& key) {
    return sha256(key);
}

bool verify(const PublicKey& key, ByteView message, const SignatureBytes& signature) {
    init();
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                       key.data()) == 0;
}

SigningKey SigningKey::generate() {
    return from_seed(SecretBytes::random(crypto_sign_SEEDBYTES));
}

SigningKey SigningKey::from_seed(const SecretBytes& seed) {
    CPC_CHECK(seed.size() == crypto_sign_SEEDBYTES);
    SigningKey out;
    out.secret_ = SecretBytes(crypto_sign_SECRETKEYBYTES);
    CPC_CHECK(crypto_sign_seed_keypair(out.public_.data(), out.secret_.data(), seed.data()) == 0);
    out.kid_ = kid_of(out.public_);
    out.made_as_ = out.digest();
    return out;
}

Hash32 SigningKey::digest() const {
    return sha256({secret_.view(), public_, kid_});
}

bool SigningKey::intact() const {
    return !empty() && digest() == made_as_;
}

SignatureBytes SigningKey::sign(ByteView message) const {
    CPC_CHECK(!empty());
    SignatureBytes out{};
    CPC_CHECK(crypto_sign_detached(out.data(), nullptr, message.data(), message.size(),
                                   secret_.data()) == 0);
    return out;
}

SecretBytes SigningKey::seed() const {
    CPC_CHECK(!empty());
    return SecretBytes::copy_of(secret_.view().first(crypto_sign_SEEDBYTES));
}

SigningKey SigningKey::clone() const {
    SigningKey out;
    out.secret_ = secret_.clone();
    out.public_ = public_;
    out.kid_ = kid_;
    out.made_as_ = made_as_;
    return out;
}

}  // namespace cpc::crypto
