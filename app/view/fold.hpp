// SPDX-License-Identifier: Apache-2.0
// Text as it is searched: small letters, no accents, so that "sian" finds "Siân" and "wyn" finds
// "Ŵyn". For finding only: what is shown is what was written.
#pragma once

#include <string>
#include <string_view>

namespace cpc::view {

// Latin letters with accents become the letter they were made from; everything else stays.
[[nodiscard]] std::string folded(std::string_view text);
// Whether each word of `wanted` is somewhere in `folded_text`; nothing wanted is always found.
[[nodiscard]] bool found_in(std::string_view folded_text, std::string_view wanted);

}  // namespace cpc::view
