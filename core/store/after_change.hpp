// SPDX-License-Identifier: Apache-2.0
// What a change of the master key leaves in the new store for the first open after it: rows of the
// small state, written before the change holds, so that no power cut can lose them.
//
// The PINs' pepper is carried over for good: a meeting under way goes on with the PINs its people
// chose. What the record has to be told is told once: the entry is looked for before it is written
// again, because the power may go between writing it and forgetting the row.
#pragma once

#include <optional>

#include "core/store/vault_impl.hpp"

namespace cpc::store {

inline constexpr const char* pepper_row = "vault/pin-pepper";
inline constexpr const char* to_tell_row = "vault/to-tell";

struct ToTell {
    std::uint64_t base = 0;  // the record's size at the change
    std::uint16_t type = 0;
    Bytes payload;
    ByteArray<32> former_ledger{};  // what the ledger of attempts was begun under
    static constexpr auto fields() {
        return std::tuple{&ToTell::base, &ToTell::type, &ToTell::payload, &ToTell::former_ledger};
    }
};

struct Kept {
    std::optional<crypto::SecretBytes> pepper;
    std::optional<ToTell> to_tell;
};
[[nodiscard]] Result<Kept> kept_from_change(EntryStore& store);

// The entry is in the record, once.
[[nodiscard]] Result<void> tell(VaultMaker::Inside& vault, const ToTell& what);
[[nodiscard]] Result<void> forget(VaultMaker::Inside& vault);

}  // namespace cpc::store
