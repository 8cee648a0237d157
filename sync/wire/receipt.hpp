// SPDX-License-Identifier: Apache-2.0
// Central's receipt: the one thing that makes a record "received".
//
// A plain text file of three signatures, of which each adds to the one before: the device's own
// checkpoint (C2SP signed note), central's cosignature on it ("at this time this was the largest
// record of this log that I hold, and it was consistent"), and central's signature on the whole,
// which also binds the bundle, the level, central's own tree and the next ratchet token.
//
// What always holds: one text for one receipt, and any changed byte is found without a secret,
// because the keys it is signed with are named in it. Whether those are the keys one should trust
// is a second question, answered by trusted_by() with the pairing. Whether the checkpoint is one's
// own record is a third, answered where the record is. Not secret: it holds numbers and hashes.
// Format: PROTOCOL.md, "The receipt". Source: security design, 3.6 and 3.9.
#pragma once

#include <string>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/record/note.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/pairing.hpp"

namespace cpc::wire {

struct Receipt {
    BundleId bundle;
    Hash32 bundle_digest{};   // SHA-256 of the sealed file
    std::uint8_t level = 1;   // 1: stored once; 2: stored and checked at a second site
    Instant received;         // by central's clock
    std::uint64_t index = 0;  // this receipt's place in central's own tree …
    Hash32 tree_root{};       // … whose root over all receipts before it was this
    Token next_token{};       // to be shown with the next bundle
    std::string central_name;
    crypto::PublicKey central_key{};
    crypto::PublicKey device_key{};
    record::Checkpoint checkpoint;  // of the device's log: origin, size, root
};

// What central signs. `checkpoint_note` is the device's, from the manifest, and has been verified.
[[nodiscard]] Result<std::string> write_receipt(const Receipt& receipt,
                                                std::string_view checkpoint_note,
                                                const crypto::SigningKey& central);

[[nodiscard]] bool looks_like_receipt(ByteView file);

// Strict, and verifies all three signatures. Error::where names the lines.
[[nodiscard]] Result<Receipt> read_receipt(ByteView file);

// Is it this central's? Fault::forged if not.
[[nodiscard]] Result<void> trusted_by(const Receipt& receipt, const Pairing& pairing);

}  // namespace cpc::wire
