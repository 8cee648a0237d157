// SPDX-License-Identifier: Apache-2.0
// Removing from this tablet what was said in a closed conference, once central and its second site
// have both signed that they hold all of it. Content and record keys go from both copies; every
// entry, signature, commitment, root and proof stays, and so does the conference's own key. An
// entry, signed by chair and device, says what is gone and carries the receipt that allowed it.
//
// What always holds (invariant I8): nothing is removed that a receipt of level 2, which fits this
// record's own root, does not cover; whoever calls brings the reader of receipts, because what a
// receipt says and whose keys count is not the store's to know. Whether it is time, by whose clock,
// and what else stands against it is app/send's (purge.hpp there).
//
// The record stays open and is in use again when purge() returns. What a power cut leaves:
// cut_out.hpp. After an error that says "decided" nothing is recorded any more until the record
// was opened again, which carries out what is left. Not reached: as in erase.hpp. Unlike an
// erasure, a purge is no promise that nobody can read it any more: others are to have it.
// Source: security design, 3.9, 3.4 and 4.2.
#pragma once

#include <functional>
#include <vector>

#include "core/store/vault.hpp"

namespace cpc::store {

// What a receipt proves, as its reader understood it.
struct ProvedElsewhere {
    std::uint64_t size = 0;              // the first so many entries of this log …
    Hash32 root{};                       // … with this root
    std::vector<std::uint64_t> but_not;  // named as held back
};
// Fault::forged or refused: it is not of level 2, or not by the keys that count.
using ReceiptReader = std::function<Result<ProvedElsewhere>(ByteView receipt)>;

// What would go, before anybody decides.
struct PurgeView {
    std::vector<std::uint64_t> entries;  // with content that is still here
    std::uint64_t of_conference = 0;
    std::uint64_t last_seq = 0;  // of all its entries
    std::uint64_t bytes = 0;     // of content
    Instant closed;              // by this tablet's clock
    std::uint64_t closed_seq = 0;
};

// Changes nothing. Fault::refused or not_found says why it may never be done as things are: it is
// not closed, or gone already.
[[nodiscard]] Result<PurgeView> look_at_purge(Vault& vault, const ConferenceId& conference);

// On return it is gone, and the record is in use.
[[nodiscard]] Result<Erased> purge(Vault& vault, const ConferenceId& conference, ByteView receipt,
                                   const ReceiptReader& reader);

}  // namespace cpc::store
