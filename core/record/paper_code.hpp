// SPDX-License-Identifier: Apache-2.0
// The paper code: 80 bits of a root, short enough to be read aloud and written on a slip.
//
//     7QKD-3M0A-ZT9E-1XWB-R4
//
// Sixteen characters of the root and two of check, in Crockford's alphabet (no I, L, O, U). The
// check is a Reed–Solomon code over 32 symbols: any one or two wrong characters are noticed, and so
// is any exchange of two. Reading forgives case, spaces, hyphens, and o/0 and i/l/1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.hpp"

namespace cpc::record {

using PaperDigits = ByteArray<10>;

[[nodiscard]] std::string paper_code(const Hash32& root);
// The first ten bytes of the root, or nothing if it was not copied right.
[[nodiscard]] std::optional<PaperDigits> read_paper_code(std::string_view text);
[[nodiscard]] bool paper_code_matches(std::string_view text, const Hash32& root);

}  // namespace cpc::record
