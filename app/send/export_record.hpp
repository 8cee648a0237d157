// SPDX-License-Identifier: Apache-2.0
// What leaves the tablet for somebody who is to check one thing: one record on its own, or the
// proof that an older record is the beginning of a newer one (core/record/single_record.hpp).
//
// The checkpoint is the tablet's own of this moment, or the one in a receipt: then central's
// cosignature goes along, and whoever knows central's key needs to believe nobody else. A content
// goes along only if it is asked for, with that content's own key and no other.
#pragma once

#include <optional>
#include <string>

#include "core/store/vault.hpp"

namespace cpc::send {

enum class WithContent : std::uint8_t { no, yes };

// `receipt`: the text of one that this tablet holds; it must cover the entry.
[[nodiscard]] Result<std::string> export_record(store::Vault& vault, std::uint64_t seq,
                                                WithContent content,
                                                const std::optional<std::string>& receipt = {});
[[nodiscard]] Result<std::string> export_consistency(store::Vault& vault, std::uint64_t from);

}  // namespace cpc::send
