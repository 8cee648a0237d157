// SPDX-License-Identifier: Apache-2.0
// Erasing what was said and keeping the proof that something was: the keys of one entry, or of one
// whole conference, are destroyed in both copies of the record, and their encrypted content goes
// with them. Every entry, signature, root and proof stays as it was. Two officers sign an entry
// that says what is gone, on what basis and why; it stands in the record for ever.
//
// Who the officers are: the three whose recovery keys were enrolled. Any two of them can take the
// whole record over already, so this gives nobody a power that they do not have; and no chair, nor
// two, can do it, because who led a meeting must not be able to make it disappear. They sign with
// an Ed25519 key that follows from the same secret, whose public half was put on record when they
// were enrolled, so that anybody can check the signatures later.
//
// How both files are written anew without the keys, and what a power cut leaves: cut_out.hpp.
//
// Not reached: copies made elsewhere (bundles at central, backups, papers), and what a flash medium
// keeps of overwritten blocks. A new master key afterwards (rotate.hpp) makes such blocks of this
// tablet's files unreadable with today's passphrases. Source: security design, 3.12b and C.2.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/store/vault.hpp"

namespace cpc::store {

struct EraseRequest {
    ConferenceId conference;
    std::optional<std::uint64_t> entry;  // only this one; nothing: all of them and both keys
    record::ErasureBasis basis{};
    std::string reason;              // no names: it stays readable
    std::optional<Date> keep_until;  // with retention_ended: the day the officers state
    std::uint64_t received = 0;      // so many entries of the log are known to be elsewhere
    bool never_sent = false;         // it may be the only copy, and they know
};

// What would go, before anybody decides.
struct EraseView {
    std::vector<std::uint64_t> entries;
    std::vector<ByteArray<16>> keys;
    std::uint64_t of_conference = 0;  // entries that it has; all of them stay as proofs
    std::uint64_t not_received = 0;   // of `entries`
    Instant first;
    Instant last;
};

// Changes nothing. Fault::refused or not_found says why it may not be done.
[[nodiscard]] Result<EraseView> look_at_erasure(Vault& vault, Clock& clock,
                                                const EraseRequest& request);

// The record must be closed. Afterwards it was opened once more and says so itself.
[[nodiscard]] Result<Erased> erase(Ports ports, const std::string& directory,
                                   const crypto::SecretBytes& passphrase,
                                   const EraseRequest& request, const crypto::SigningKey& one,
                                   const crypto::SigningKey& other);

}  // namespace cpc::store
