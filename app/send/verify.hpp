// SPDX-License-Identifier: Apache-2.0
// What `cpc verify` says about a bundle or a receipt: whole, or changed and where. Needs no secret.
#pragma once

#include <optional>
#include <string>

#include "core/base/bytes.hpp"
#include "sync/wire/pairing.hpp"

namespace cpc::send {

struct FileVerdict {
    int exit_code = 2;  // 0 whole, 1 changed or damaged, 2 cannot be read or is something else
    std::string text;   // plain words, several lines, no case text
};

// By their first and last bytes; neither if it is something else.
enum class FileKind : std::uint8_t { bundle, receipt, other };
[[nodiscard]] FileKind kind_of_file(ByteView file);

[[nodiscard]] FileVerdict verify_bundle(ByteView file,
                                        const std::optional<wire::Pairing>& central = {});
// Without a pairing it says whose key signed, and that nobody vouched for that key.
[[nodiscard]] FileVerdict verify_receipt(ByteView file,
                                         const std::optional<wire::Pairing>& central = {});

}  // namespace cpc::send
