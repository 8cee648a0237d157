// SPDX-License-Identifier: Apache-2.0
// What central has confirmed, held against the record that is here: has an older copy been put in
// its place?
//
// Receipts lie in the vault, and those that somebody carried back lie beside the sealed bundles in
// the outbox. Each names a size and a root that this record had once. A record that is shorter now,
// or has another past, was put back to an earlier state by somebody or something; then no new
// conference is begun before a chair has been told and has said so. Source: security design, 3.8.
#pragma once

#include <string>
#include <vector>

#include "core/base/ports.hpp"
#include "core/store/vault.hpp"

namespace cpc::send {

// The signed checkpoint in a receipt, or the file itself if it is one. `file` is for the error.
[[nodiscard]] Result<std::string> checkpoint_in(ByteView bytes, const std::string& file);

// A sentence for each receipt that contradicts the record; none: all is well. Receipts that cannot
// be read, or are not this log's, say nothing.
[[nodiscard]] Result<std::vector<std::string>> contradictions(store::Vault& vault, Files& files,
                                                              const std::string& outbox);

}  // namespace cpc::send
