// SPDX-License-Identifier: Apache-2.0
// What is inside a sealed bundle: one stretch of one device's log, [from, to), with everything
// central needs to check it and to read it.
//
//     plaintext = manifest length u32 | manifest (CBOR) | device signature 64 | frames
//     frame     = kind u8 | length u32 | bytes
//
// What always holds after read_bundle(): one encoding only (frames in their one order, nothing
// doubled, nothing left over), the manifest's counts and digest fit the frames, every entry parses
// and has its place, every content has its digest. What it does not decide: who the device is,
// whether the entries follow from what central has, and whether they are rightly signed. That is
// sync/service's business. Format: PROTOCOL.md, "Inside". Source: security design, 3.10.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/crypto/box.hpp"
#include "core/crypto/sign.hpp"
#include "core/record/entry.hpp"

namespace cpc::wire {

using Token = ByteArray<32>;  // the ratchet's; all zero: none received yet

struct Manifest {
    BundleId bundle;
    Hash32 ingest_kid{};  // the central it was made for: nobody can pass it on as meant for another
    Hash32 log_id{};
    std::uint64_t from = 0;
    std::uint64_t to = 0;             // one past the last entry
    Hash32 root{};                    // of the first `to` entries
    std::string checkpoint;           // of the same size, signed by the device
    Token token{};                    // from the newest receipt the device holds
    std::uint64_t receipts_seen = 0;  // size of central's own tree as that receipt states it …
    Hash32 receipts_root{};           // … and its root: the device is central's witness
    std::uint64_t contents = 0;
    std::uint64_t keys = 0;
    Hash32 frames_digest{};
    std::int64_t made_at_ms = 0;
    std::uint64_t boot_ms = 0;
    ByteArray<16> boot_id{};
    static constexpr auto fields() {
        return std::tuple{&Manifest::bundle,        &Manifest::ingest_kid, &Manifest::log_id,
                          &Manifest::from,          &Manifest::to,         &Manifest::root,
                          &Manifest::checkpoint,    &Manifest::token,      &Manifest::receipts_seen,
                          &Manifest::receipts_root, &Manifest::contents,   &Manifest::keys,
                          &Manifest::frames_digest, &Manifest::made_at_ms, &Manifest::boot_ms,
                          &Manifest::boot_id};
    }
};

struct BundleEntry {
    Bytes entry;       // header and signatures, as signed and hashed
    Bytes ciphertext;  // of the content; empty if there is none, or none any more (erased)
    Bytes key_wrap;    // the record key under the conference key; with the content or not at all
    std::vector<crypto::PublicKey> new_keys;  // of those who sign here for the first time
    friend bool operator==(const BundleEntry&, const BundleEntry&) = default;
};

// The key that opens a conference's contents. In the clear here: the bundle around it is sealed.
struct ConferenceKey {
    ConferenceId conference;  // all zero: the device's own entries
    ByteArray<16> key_id{};   // as the entries' headers name it
    crypto::SecretBytes key;  // 32
};

// What a device knows when it makes a bundle. Counts and digest are filled in by write_bundle().
struct BundlePlan {
    Manifest manifest;
    std::vector<BundleEntry> entries;
    std::vector<ConferenceKey> keys;
};

[[nodiscard]] Result<Bytes> write_bundle(BundlePlan plan, const crypto::BoxPublicKey& to,
                                         const crypto::SigningKey& device);

struct ParsedEntry {
    BundleEntry raw;
    record::Entry entry;
};

struct Bundle {
    Manifest manifest;
    Bytes manifest_bytes;
    crypto::SignatureBytes manifest_signature{};
    crypto::PublicKey device_key{};  // that sealed the container; the manifest's must be the same
    std::vector<ParsedEntry> entries;
    std::vector<ConferenceKey> keys;
    Hash32 digest{};  // SHA-256 of the sealed file

    [[nodiscard]] bool signed_by(const crypto::PublicKey& device) const;
};

// Opens, checks the device's signature on the manifest and parses strictly. Error::where names the
// chunk, the frame or the entry.
[[nodiscard]] Result<Bundle> read_bundle(ByteView file, const crypto::BoxKeyPair& ingest);

// The inside alone, for readers that already hold the plaintext (and for the fuzzer).
[[nodiscard]] Result<Bundle> parse_bundle(ByteView plaintext);

// Bytes the entry will take inside a bundle, so that a planner can stay below the limit.
[[nodiscard]] std::size_t packed_size(const BundleEntry& entry);

}  // namespace cpc::wire
