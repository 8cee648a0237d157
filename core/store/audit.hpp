// SPDX-License-Identifier: Apache-2.0
// Is a record that is open still what was signed? Two depths, both from the journal's bytes as they
// lie on the medium now, not from what is in memory.
//
// audit_signatures: every signature of every entry, every content's digest, and the root of all of
// it. As dear as verifying Ed25519 is, so it can be spread over threads; the record can be used
// meanwhile, and what is added after the audit began is not in it.
//
// audit_against: every leaf and every content's digest again, and the root they give against a
// checkpoint that this device signed (and perhaps people and central too). No signature but the
// checkpoint's is verified: whoever trusts that one has all of them for a tenth of the cost. What
// it cannot say is who signed what before the checkpoint; that was verified when the entries were
// recorded (store_writer.hpp).
//
// An open record has been looked at whole already (recovery.hpp); verify.hpp does it for one that
// is closed, with both copies. Source: security design, 3.7.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/store/vault.hpp"

namespace cpc::store {

struct AuditFinding {
    std::uint64_t seq = 0;
    std::string what;
};

struct Audited {
    std::uint64_t entries = 0;
    std::uint64_t signatures = 0;  // that were verified
    Hash32 root{};                 // recomputed from the bytes
    std::vector<AuditFinding> findings;

    [[nodiscard]] bool clean() const { return findings.empty(); }
};

// threads: at least 1.
[[nodiscard]] Result<Audited> audit_signatures(Vault& vault, unsigned threads);

// Fault::forged: not a checkpoint of this log by this device. Fault::conflict: it tells of a longer
// record. Another root is a finding, at the first entry behind the checkpoint.
[[nodiscard]] Result<Audited> audit_against(Vault& vault, std::string_view checkpoint_note,
                                            unsigned threads);

}  // namespace cpc::store
