// SPDX-License-Identifier: Apache-2.0
// A backup: a complete copy of a record in a new folder, as a rule on a stick.
//
// What it holds: every entry with its content and its keys, up to and including the entry that
// tells of the backup itself; the small state (sealed PINs, drafts, receipts); the keyslots, the
// device's secret and the ledger of tries; and the record before this one, if there was a restore.
// What it does not hold: anything said afterwards, and bundles of the outbox, which are made anew.
//
// It opens with a chair's passphrase or by two of the three recovery keys, and with nothing else;
// but the device's secret lies beside it, so a stick is worth as much as the tablet's own disk and
// stands or falls with the passphrase, as a stolen tablet does (no secret in hardware). Without
// that secret nothing would open it anywhere, and a backup is for the day when the tablet is gone.
//
// It is marked as a copy and is not recorded into (standing.hpp); restore.hpp makes a record in use
// out of it. What a restore can bring back is what was there at the last backup and, at central,
// what was received: the rest is lost with the medium.
#pragma once

#include <string>

#include "core/store/vault.hpp"

namespace cpc::store {

inline constexpr const char* backup_row = "vault/last-backup";  // its checkpoint
inline constexpr const char* checkpoint_file = "checkpoint";    // beside the copy, for anybody

struct BackedUp {
    std::uint64_t entries = 0;
    Hash32 root{};
    Hash32 log_id{};
    bool practice = false;
    bool recovery_keys = false;  // two of three officers could open it too
    std::uint64_t bytes = 0;
    std::vector<std::string> notes;  // of opening the record
};

// The record is not open. Its passphrase is tried once; `target` does not exist. An error: there is
// no backup, and the record is as it was but for the entries that say so.
[[nodiscard]] Result<BackedUp> backup(Ports ports, const std::string& directory,
                                      const crypto::SecretBytes& passphrase,
                                      const std::string& target);

}  // namespace cpc::store
