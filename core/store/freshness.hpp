// SPDX-License-Identifier: Apache-2.0
// Is this record as far on as it once was?
//
// Two files that were both put back from an earlier day are a whole, valid, shorter record: nothing
// in them can tell. What has left the device can: central's receipts and the people's cosigned
// checkpoints (agrees_with: every one of them is a note over the device's own checkpoint), and the
// code on paper (Vault::root_at, record::paper_code_matches).
#pragma once

#include <string_view>

#include "core/store/vault.hpp"

namespace cpc::store {

// How a record stands to a checkpoint that left the device. An error: it is not one of this log
// (Fault::forged), or cannot be read.
struct Held {
    enum class Against : std::uint8_t { agrees, shorter, another_past };
    Against against{};
    std::uint64_t then = 0;  // how many entries the record had
};
[[nodiscard]] Result<Held> held_against(Vault& vault, std::string_view checkpoint_note);

// A checkpoint of this log, signed by this device, whoever else signed it. Fault::conflict: the
// record is shorter than it was then, or has another past. Fault::forged: not this device's.
[[nodiscard]] Result<void> agrees_with(Vault& vault, std::string_view checkpoint_note);

}  // namespace cpc::store
