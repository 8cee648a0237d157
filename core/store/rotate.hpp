// SPDX-License-Identifier: Apache-2.0
// A new master key: when a chair has left with what they know, when somebody may have copied the
// keys, and always after a recovery by two officers.
//
// The record is written anew under the new key, both copies of it, beside the old ones: the same
// entries byte for byte, the same tree, only the conferences' keys wrapped anew. Both are read back
// from the disk and compared, root and rows, before keys.cpk changes; that change is the instant in
// which the new key holds (next_files.hpp), and it overwrites every old slot. A power cut at any
// call leaves the old key opening or the new one, and no acknowledged entry is in doubt. The
// database library's own rekey is never used: it reports success when it failed.
//
// What stays as it was: the log, the device's key, chairs whose passphrase was given (slot and
// signing key), sealed PINs (their pepper is carried over), the officers' public keys. What goes:
// every other slot. The record itself says that it happened, as an entry written at the first open
// after the change, also if the power went in between.
//
// Not reached: old copies of files that somebody has made elsewhere. They open with old
// passphrases, and hold what was in them then.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/keyslot.hpp"
#include "core/store/vault.hpp"

namespace cpc::store {

struct MasterChanged {
    std::uint32_t epoch = 0;
    std::uint64_t entries = 0;
    std::vector<std::uint8_t> slots;  // that open it now
    std::vector<std::string> notes;   // plain sentences
};

// The record must be closed. `others` are passphrases of further chairs who stay.
[[nodiscard]] Result<MasterChanged> change_master(Ports ports, const std::string& directory,
                                                  const crypto::SecretBytes& passphrase,
                                                  std::span<const crypto::SecretBytes> others,
                                                  crypto::KeyslotCost cost);

// Two of the three officers, when no passphrase is known any more. A new chair with a new signing
// key and this passphrase; the master key is changed in the same act and every old slot destroyed.
[[nodiscard]] Result<MasterChanged> recover_by_officers(Ports ports, const std::string& directory,
                                                        const crypto::BoxKeyPair& one,
                                                        const crypto::BoxKeyPair& other,
                                                        const crypto::SecretBytes& new_passphrase,
                                                        crypto::KeyslotCost cost);

// The same from beginning to end on a throw-away record in an empty directory, with the officers'
// real keys: one alone is refused, the two open, the new passphrase opens, the old one does not,
// nothing is missing. The caller removes the directory.
[[nodiscard]] Result<void> rehearse_recovery(Ports ports, const std::string& scratch,
                                             const crypto::OfficerKeys& officers,
                                             const crypto::BoxKeyPair& one,
                                             const crypto::BoxKeyPair& other);

}  // namespace cpc::store
