// SPDX-License-Identifier: Apache-2.0
// The content of an entry, encrypted and committed to.
//
// Each content has its own random key (the record key), which is wrapped by the conference's key.
// Destroying a key erases the content and leaves every proof and signature standing. The header
// carries a commitment to the plain bytes under a random key that is encrypted with them: it binds
// (nobody can open the ciphertext two ways) and it hides (a short "yes" cannot be guessed from it
// once the content is erased). Sizes are rounded up to 256 bytes.
//
// plaintext  = sodium padding to 256 of (commitment key 32 ‖ CBOR)
// ciphertext = nonce 24 ‖ XChaCha20-Poly1305(plaintext), bound to log, conference, type and nonce
#pragma once

#include "core/base/result.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/secret.hpp"
#include "core/record/entry.hpp"

namespace cpc::record {

inline constexpr std::size_t wrap_size = 24 + 32 + 16;

// A conference has two keys: whoever may read the main record may still not read what was said in a
// restricted segment. The entry's flag says which of the two its content is under.
enum class Section : std::uint8_t { open, restricted };
[[nodiscard]] inline Section section_of(const EntryHeader& header) {
    return (header.flags & flag::restricted) != 0 ? Section::restricted : Section::open;
}

// Everything random that sealing needs, so that a test can repeat it.
struct PayloadSecrets {
    crypto::SecretBytes record_key;      // 32
    crypto::SecretBytes commitment_key;  // 32
    crypto::Nonce24 nonce{};
};

// True if a content of this size fits into one entry.
[[nodiscard]] bool payload_fits(std::size_t plain_size);

// Sets commitment, digest and size in the header, which must already have log, conference, type
// and nonce. Gives the ciphertext.
[[nodiscard]] Bytes seal_payload(EntryHeader& header, ByteView plain,
                                 const PayloadSecrets& secrets);
// Checks digest, tag, padding and commitment.
[[nodiscard]] Result<Bytes> open_payload(const EntryHeader& header, ByteView ciphertext,
                                         const crypto::SecretBytes& record_key);

// The record key under the conference's key; 72 bytes.
[[nodiscard]] Bytes wrap_record_key(const EntryHeader& header,
                                    const crypto::SecretBytes& conference_key,
                                    const crypto::SecretBytes& record_key,
                                    const crypto::Nonce24& nonce);
[[nodiscard]] Result<crypto::SecretBytes> unwrap_record_key(
    const EntryHeader& header, const crypto::SecretBytes& conference_key, ByteView wrap);
// Both steps: what a reader with the conference's key does.
[[nodiscard]] Result<Bytes> read_payload(const EntryHeader& header, ByteView ciphertext,
                                         ByteView wrap, const crypto::SecretBytes& conference_key);
// The same for whoever reads many: guarded memory of 32 bytes costs more to make than a content to
// open, so the caller lends it. It is wiped after each.
[[nodiscard]] Result<Bytes> read_payload(const EntryHeader& header, ByteView ciphertext,
                                         ByteView wrap, const crypto::SecretBytes& conference_key,
                                         crypto::SecretBytes& record_key);

}  // namespace cpc::record
