// SPDX-License-Identifier: Apache-2.0
// What app/send keeps in the vault, read and written in one place.
#pragma once

#include "app/send/send.hpp"

namespace cpc::send {

[[nodiscard]] Result<void> keep_item(store::Vault& vault, const engine::Item& item);
[[nodiscard]] Result<std::optional<engine::Item>> find_item(store::Vault& vault,
                                                            const BundleId& bundle);
[[nodiscard]] Result<std::vector<engine::Item>> all_items(store::Vault& vault);

enum class Best : std::uint8_t { newest, largest, confirmed };
// The receipt central gave last, the one that confirms most, or the one of level 2 that does;
// nothing before the first.
[[nodiscard]] Result<std::optional<wire::Receipt>> best_receipt(store::Vault& vault, Best which);
// The text first, then what points at it: a power cut in between leaves an unused text.
[[nodiscard]] Result<void> keep_receipt(store::Vault& vault, const wire::Receipt& receipt,
                                        ByteView file);
// What the receipt holds back, and what it does not any more. A receipt that is older than the one
// that last spoke of an entry changes nothing.
[[nodiscard]] Result<void> note_held_back(store::Vault& vault, const wire::Receipt& receipt);
// Open ones only, by their numbers.
[[nodiscard]] Result<std::vector<HeldBack>> held_back(store::Vault& vault);
// Whether this receipt shows that central's store is not what it was when it gave those before:
// in plain words, kept until it is told and on record.
[[nodiscard]] Result<void> note_put_back(store::Vault& vault, const wire::Receipt& receipt,
                                         ByteView file);
[[nodiscard]] Result<void> keep_put_back(store::Vault& vault, const std::string& words);
[[nodiscard]] Result<void> forget_put_back(store::Vault& vault);
// Said already or not; nothing is changed.
[[nodiscard]] Result<std::optional<std::string>> waiting_words(store::Vault& vault);
// What was found since it was last asked; it is written into the record first.
[[nodiscard]] Result<std::optional<std::string>> tell_put_back(store::Vault& vault);

// The newest answer of each conference, and the highest number that was taken.
[[nodiscard]] Result<void> keep_answer(store::Vault& vault, const wire::RecordAnswer& answer);
[[nodiscard]] Result<std::uint64_t> answers_taken(store::Vault& vault);

}  // namespace cpc::send
