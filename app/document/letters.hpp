// SPDX-License-Identifier: Apache-2.0
// A text letter by letter, for every renderer alike: which letters may stand on a paper as they
// are, and which are shown by number. A name cannot hide a mark that turns the reading direction,
// and bytes that are no UTF-8 never reach a paper.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace cpc::document {

// Whether the renderer has a picture for this letter; an empty one means it has all.
using Covers = std::function<bool(char32_t letter)>;

// Line breaks stay, other control characters become spaces, marks that turn the direction and
// letters without a picture become "[U+202E]", a bad byte "[?]".
[[nodiscard]] std::string readable(std::string_view text, const Covers& covers = {});
// The same words for who hears them: a bad byte becomes U+FFFD, the rest stays as it came.
[[nodiscard]] std::string valid_text(std::string_view text);
// Whether glyphs are joined, reordered or read from right to left.
[[nodiscard]] bool has_complex_script(std::string_view text);

}  // namespace cpc::document
