// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/box.hpp"

#include <sodium.h>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"

namespace cpc::crypto {
namespace {

static_assert(box_overhead == crypto_box_SEALBYTES);

Failure not_for_us() {
    return fail(Fault::wrong_secret, "A sealed part is not for this key, or it was changed.");
}

bool open_into(std::uint8_t* out, const BoxKeyPair& keys, ByteView sealed) {
    return crypto_box_seal_open(out, sealed.data(), sealed.size(), keys.public_key().data(),
                                keys.secret().data()) == 0;
}

}  // namespace

BoxKeyPair BoxKeyPair::generate() {
    return from_secret(SecretBytes::random(crypto_box_SECRETKEYBYTES));
}

BoxKeyPair BoxKeyPair::from_secret(const SecretBytes& secret) {
    CPC_CHECK(secret.size() == crypto_box_SECRETKEYBYTES);
    BoxKeyPair out;
    out.secret_ = secret.clone();
    CPC_CHECK(crypto_scalarmult_base(out.public_.data(), out.secret_.data()) == 0);
    return out;
}

Hash32 BoxKeyPair::kid() const {
    return sha256(public_);
}

bool box_key_usable(const BoxPublicKey& key) {
    init();
    const auto secret = SecretBytes::random(crypto_box_SECRETKEYBYTES);
    SecretBytes shared(crypto_scalarmult_BYTES);
    return crypto_scalarmult(shared.data(), secret.data(), key.data()) == 0;
}

Bytes box_seal(const BoxPublicKey& to, ByteView plaintext) {
    init();
    Bytes out(plaintext.size() + box_overhead);
    CPC_CHECK(crypto_box_seal(out.data(), plaintext.data(), plaintext.size(), to.data()) == 0);
    return out;
}

Result<Bytes> box_open(const BoxKeyPair& keys, ByteView sealed) {
    if (sealed.size() < box_overhead) return not_for_us();
    Bytes out(sealed.size() - box_overhead);
    if (!open_into(out.data(), keys, sealed)) return not_for_us();
    return out;
}

Result<SecretBytes> box_open_secret(const BoxKeyPair& keys, ByteView sealed) {
    if (sealed.size() < box_overhead) return not_for_us();
    SecretBytes out(sealed.size() - box_overhead);
    if (!open_into(out.data(), keys, sealed)) return not_for_us();
    return out;
}

}  // namespace cpc::crypto
