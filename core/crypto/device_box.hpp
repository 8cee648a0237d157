// SPDX-License-Identifier: Apache-2.0
// A device's transport key: the X25519 key that follows from its signing key, so that whoever
// enrolled the device can seal to it and nothing more has to be exchanged or kept. The private half
// exists only while the record is open, because the signing key does.
//
// One key pair for Ed25519 signatures and X25519 sealing is safe together: what is signed and what
// is agreed on never share a form (E. Thormarker, "On using the same key pair for Ed25519 and an
// X25519 based KEM", 2021; libsodium's own conversion).
#pragma once

#include <optional>

#include "core/crypto/box.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::crypto {

// Nothing for bytes that are no key.
[[nodiscard]] std::optional<BoxPublicKey> device_box_key(const PublicKey& device);
[[nodiscard]] BoxKeyPair device_box_keys(const SigningKey& device);

}  // namespace cpc::crypto
