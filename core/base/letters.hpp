// SPDX-License-Identifier: Apache-2.0
// Capitals of the letters that the screens can draw: Latin with the accents of Welsh and its
// neighbours (Unicode's Latin-1 and Latin Extended-A). Everything else stays as it is, and so does
// what is not UTF-8. Source: the Unicode character database.
#pragma once

#include <string>
#include <string_view>

namespace cpc {

[[nodiscard]] std::string in_capitals(std::string_view text);

// The first letter with all its bytes; empty of an empty text.
[[nodiscard]] std::string_view first_letter(std::string_view text);

}  // namespace cpc
