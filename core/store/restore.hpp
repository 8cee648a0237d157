// SPDX-License-Identifier: Apache-2.0
// From a backup to a tablet that records again.
//
// A backup is older than the tablet it was made of, and how much nobody can know for certain: what
// was recorded since may lie at central, on paper, or on a tablet that turns up again. Going on
// under the old log's name would give numbers a second meaning. So a restore never does that. It
// makes a new record with a new key, whose first entry names the old one, its length and its root,
// and, where a receipt shows that it had been longer, how much is lost. The old record lies inside
// as FOLDER/former, whole and marked: it is read, printed, proved and sent like before, and nothing
// is added to it. Its conferences that were under way are opened again as new ones.
//
// What always holds: the source is only read, and verified whole before anything is made of it; the
// new folder gets its name when both records in it have been verified; sealed keys of people in the
// old record are not brought along, so nobody signs for them; whoever opens the new record can read
// the old one, by a row of the new store. Source: security design, 3.8.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/crypto/box.hpp"
#include "core/store/vault.hpp"

namespace cpc::store {

struct RestoreOrder {
    std::string source;
    std::string target;                               // does not exist
    const crypto::SecretBytes* passphrase = nullptr;  // a chair's of the old record; or
    const crypto::BoxKeyPair* one = nullptr;          // two officers' keys
    const crypto::BoxKeyPair* other = nullptr;
    const crypto::SecretBytes* fresh = nullptr;  // opens the new record
    crypto::KeyslotCost cost;
    std::vector<std::string> since{};  // checkpoints and receipts that left the tablet
};

struct Restored {
    std::uint64_t entries = 0;  // of the old record
    Hash32 root{};
    Hash32 former_log_id{};
    Hash32 log_id{};  // of the new one
    bool practice = false;
    // By what was said to be `since`: the old record had been longer, and this much is missing.
    std::optional<std::uint64_t> reached;
};

// Fault::damaged: the source is not whole (the error names the first place). Fault::conflict: what
// left the tablet tells of another past than the source has.
[[nodiscard]] Result<Restored> restore(Ports ports, const RestoreOrder& order);

}  // namespace cpc::store
