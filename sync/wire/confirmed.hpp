// SPDX-License-Identifier: Apache-2.0
// The second level of a receipt, for receipt.cpp: there is one reader for both, and it is
// read_receipt().
#pragma once

#include <string_view>

#include "sync/wire/receipt.hpp"

namespace cpc::wire {

// Two places, so that one damaged byte cannot make it look like something else.
[[nodiscard]] bool looks_confirmed(std::string_view text);
[[nodiscard]] Result<Receipt> read_confirmed(std::string_view text);
[[nodiscard]] Result<Receipt> read_first_level(std::string_view text);
[[nodiscard]] Result<void> endorsed_by(const Receipt& receipt, const Pairing& pairing);

}  // namespace cpc::wire
