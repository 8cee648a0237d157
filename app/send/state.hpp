// SPDX-License-Identifier: Apache-2.0
// What app/send keeps in the vault, read and written in one place.
#pragma once

#include "app/send/send.hpp"

namespace cpc::send {

[[nodiscard]] Result<void> keep_item(store::Vault& vault, const engine::Item& item);
[[nodiscard]] Result<std::optional<engine::Item>> find_item(store::Vault& vault,
                                                            const BundleId& bundle);
[[nodiscard]] Result<std::vector<engine::Item>> all_items(store::Vault& vault);

enum class Best : std::uint8_t { newest, largest };
// The receipt central gave last, or the one that confirms most; nothing before the first.
[[nodiscard]] Result<std::optional<wire::Receipt>> best_receipt(store::Vault& vault, Best which);
// The text first, then what points at it: a power cut in between leaves an unused text.
[[nodiscard]] Result<void> keep_receipt(store::Vault& vault, const wire::Receipt& receipt,
                                        ByteView file);

}  // namespace cpc::send
