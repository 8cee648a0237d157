// SPDX-License-Identifier: Apache-2.0
// One entry with everything that belongs to it, still encrypted: what the journal keeps in a frame,
// what the store keeps in its tables, and what a bundle carries away.
#pragma once

#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::store {

struct RawEntry {
    std::uint64_t seq = 0;
    Bytes entry;       // header and signatures, as signed and hashed
    Bytes ciphertext;  // of the content; empty if there is none, or none any more
    Bytes key_wrap;    // the record key under the conference key; with the content or not at all
    // The conference key under the device's wrapping key, with the first entry that uses it.
    // Of no use to anybody else: bundles leave it out.
    Bytes conference_key_wrap;
    // Public keys of signers who sign here for the first time in this log. Each proves itself: its
    // SHA-256 is the kid in the signature.
    std::vector<crypto::PublicKey> new_keys;
    friend bool operator==(const RawEntry&, const RawEntry&) = default;
};

// Its header names a content and there is none: erased (erasures.hpp), or lost.
[[nodiscard]] bool is_bare(const RawEntry& raw);

// entry size u16 ‖ entry ‖ content size u32 ‖ content ‖ three counts u8 (key wrap 0/1, conference
// key wrap 0/1, keys 0–4) ‖ those parts. Used inside journal frames only, where zeros up to the
// end of a sector follow: unpack() steps over fewer than 512 of them and refuses anything else.
[[nodiscard]] Bytes pack(const RawEntry& entry);
[[nodiscard]] Result<RawEntry> unpack(std::uint64_t seq, ByteView packed);

}  // namespace cpc::store
