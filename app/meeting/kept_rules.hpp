// SPDX-License-Identifier: Apache-2.0
// The rules a conference was opened under, kept with its record: the procedure file and the holiday
// list byte for byte, in the encrypted store. A program that brings a newer edition, or loses the
// older one, therefore never changes the rules of a conference that has begun (REQ-009).
//
// They are found again by the hashes in the opening entry, and checked against them when they are
// read. Kept once for each edition, however many conferences use it.
#pragma once

#include <optional>
#include <string>

#include "app/meeting/library.hpp"
#include "core/store/vault.hpp"

namespace cpc::meeting {

[[nodiscard]] Result<void> keep_rules(store::Vault& vault, const Edition& edition);
// An overlay's file, kept and found in the same way.
[[nodiscard]] Result<void> keep_addition(store::Vault& vault, const Addition& addition);
[[nodiscard]] Result<std::optional<Addition>> kept_addition(store::Vault& vault,
                                                            const std::string& hash);
// Nothing: this store has no copy, or it is no longer what the hash says, or this program cannot
// read it.
[[nodiscard]] Result<std::optional<Edition>> kept_rules(store::Vault& vault,
                                                        const std::string& procedure_hash,
                                                        const std::string& calendar_hash);

}  // namespace cpc::meeting
