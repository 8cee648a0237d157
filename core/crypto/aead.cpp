// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/aead.hpp"

#include <sodium.h>

#include <algorithm>

#include "core/base/check.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::crypto {
namespace {

bool open_into(std::uint8_t* out, const SecretBytes& key, const Nonce24& nonce, ByteView sealed,
               ByteView associated) {
    init();
    CPC_CHECK(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(
               out, nullptr, nullptr, sealed.data(), sealed.size(), associated.data(),
               associated.size(), nonce.data(), key.data()) == 0;
}

Failure does_not_open() {
    return fail(Fault::damaged,
                "An encrypted part does not open: it was changed or belongs elsewhere.");
}

Nonce24 nonce_of(ByteView sealed) {
    Nonce24 nonce{};
    std::copy_n(sealed.begin(), nonce.size(), nonce.begin());
    return nonce;
}

}  // namespace

Bytes aead_seal(const SecretBytes& key, const Nonce24& nonce, ByteView plaintext,
                ByteView associated) {
    init();
    CPC_CHECK(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    Bytes out(plaintext.size() + aead_tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        out.data(), nullptr, plaintext.data(), plaintext.size(), associated.data(),
        associated.size(), nullptr, nonce.data(), key.data());
    return out;
}

Result<Bytes> aead_open(const SecretBytes& key, const Nonce24& nonce, ByteView sealed,
                        ByteView associated) {
    if (sealed.size() < aead_tag_size) return does_not_open();
    Bytes out(sealed.size() - aead_tag_size);
    if (!open_into(out.data(), key, nonce, sealed, associated)) return does_not_open();
    return out;
}

Result<SecretBytes> aead_open_secret(const SecretBytes& key, const Nonce24& nonce, ByteView sealed,
                                     ByteView associated) {
    if (sealed.size() < aead_tag_size) return does_not_open();
    SecretBytes out(sealed.size() - aead_tag_size);
    if (!open_into(out.data(), key, nonce, sealed, associated)) return does_not_open();
    return out;
}

Bytes seal(const SecretBytes& key, const Nonce24& nonce, ByteView plaintext, ByteView associated) {
    return joined({nonce, aead_seal(key, nonce, plaintext, associated)});
}

Bytes seal(const SecretBytes& key, ByteView plaintext, ByteView associated) {
    Nonce24 nonce{};
    random_fill(nonce);
    return seal(key, nonce, plaintext, associated);
}

Result<Bytes> open(const SecretBytes& key, ByteView sealed, ByteView associated) {
    if (sealed.size() < sealed_overhead) return does_not_open();
    return aead_open(key, nonce_of(sealed), sealed.subspan(Nonce24{}.size()), associated);
}

Result<void> open_secret_into(SecretBytes& out, const SecretBytes& key, ByteView sealed,
                              ByteView associated) {
    if (sealed.size() != sealed_overhead + out.size()) return does_not_open();
    const auto body = sealed.subspan(Nonce24{}.size());
    if (!open_into(out.data(), key, nonce_of(sealed), body, associated)) return does_not_open();
    return {};
}

Result<SecretBytes> open_secret(const SecretBytes& key, ByteView sealed, ByteView associated) {
    if (sealed.size() < sealed_overhead) return does_not_open();
    return aead_open_secret(key, nonce_of(sealed), sealed.subspan(Nonce24{}.size()), associated);
}

}  // namespace cpc::crypto
