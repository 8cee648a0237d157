// SPDX-License-Identifier: Apache-2.0
// Everything a store holds, in one file that only this central's keys open, and back into an empty
// store of either kind: a backup, and the way from the embedded store to PostgreSQL.
//
//     "CPCBKUP1" | file id 16 | frames; frame = length u32 | sealed(kind u8 | body)
//
// What always holds: a frame is sealed to its file and place, and the last one says how many there
// were, so that a cut, doubled or mixed file is refused before anything of it is believed;
// restoring goes through the same ingest() as receiving did, in the order of the receipts, and
// gives every receipt back byte for byte. What it leaves out: the keys. They are two small files
// that belong somewhere else; without them nobody reads this one. The restored store is then to be
// checked by fsck, which computes everything again.
#pragma once

#include <string>

#include "core/base/ports.hpp"
#include "sync/service/keys.hpp"
#include "sync/service/record_store.hpp"

namespace cpc::service {

struct BackupFacts {
    std::uint64_t logs = 0;
    std::uint64_t receipts = 0;
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;  // of the file
};

// Written under another name, synced, read back whole from the medium, and only then named `path`.
// The service may go on receiving meanwhile (PostgreSQL): what came later is not in it.
[[nodiscard]] Result<BackupFacts> write_backup(RecordStore& store, const CentralKeys& keys,
                                               Files& files, const std::string& path);
[[nodiscard]] Result<BackupFacts> check_backup(const CentralKeys& keys, Files& files,
                                               const std::string& path);
// Into a store that holds nothing. The file is checked whole before the first row is added.
[[nodiscard]] Result<BackupFacts> restore_backup(RecordStore& store, const CentralKeys& keys,
                                                 Files& files, const std::string& path);

}  // namespace cpc::service
