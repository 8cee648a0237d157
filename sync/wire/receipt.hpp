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

#include <optional>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/record/note.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/held_back.hpp"
#include "sync/wire/pairing.hpp"

namespace cpc::wire {

// The second site's word, which makes a receipt one of level 2.
struct Confirmation {
    Instant confirmed;       // by the second site's clock
    std::uint64_t held = 0;  // so many of central's receipts it holds, this one among them
    std::string site_name;
    crypto::PublicKey site_key{};
    crypto::SignatureBytes endorsement{};  // central's root key's, on the site's name and key
};

// Central's other tree, over what its people did and looked at (sync/service/office.hpp).
struct ListHead {
    std::uint64_t size = 0;  // lines
    Hash32 root{};
    friend bool operator==(const ListHead&, const ListHead&) = default;
};

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
    // When central's store last began anew from a backup, in ms; 0: it never did.
    std::uint64_t epoch = 0;
    // Entries below the size that it does not confirm: set aside, and not received.
    std::vector<HeldBack> held_back = {};
    std::optional<Confirmation> second = {};  // with level 2, and only then
    // As it was when the receipt was given; nothing on receipts of a central from before it had
    // one.
    std::optional<ListHead> list = {};
};

// What central signs. `checkpoint_note` is the device's, from the manifest, and has been verified.
[[nodiscard]] Result<std::string> write_receipt(const Receipt& receipt,
                                                std::string_view checkpoint_note,
                                                const crypto::SigningKey& central);

// What the second site adds. `receipt` is the text of level 1, and has been verified.
[[nodiscard]] std::string write_confirmed(const Confirmation& confirmation,
                                          std::string_view receipt, const crypto::SigningKey& site);
// Central's root key says whose second signature counts.
[[nodiscard]] crypto::SignatureBytes endorse_site(const std::string& central_name,
                                                  const std::string& site_name,
                                                  const crypto::PublicKey& site_key,
                                                  const crypto::SigningKey& root);

[[nodiscard]] bool looks_like_receipt(ByteView file);

// Of either level. Strict, and verifies every signature in it but the endorsement, whose key is not
// in it. Error::where names the lines.
[[nodiscard]] Result<Receipt> read_receipt(ByteView file);

// The text of level 1, out of either level; and the device's checkpoint with its two signatures.
// Both of a receipt that was read.
[[nodiscard]] std::string_view first_level(std::string_view receipt);
[[nodiscard]] std::string_view checkpoint_inside(std::string_view receipt);

// Is it this central's, and the second signature of a site that its root key endorsed?
// Fault::forged if not.
[[nodiscard]] Result<void> trusted_by(const Receipt& receipt, const Pairing& pairing);

}  // namespace cpc::wire
