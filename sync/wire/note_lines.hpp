// SPDX-License-Identifier: Apache-2.0
// Reading the lines of a note's text: "word rest", one after the other, numbers in decimal digits.
// What is left out: which words may come and in what order; that is each format's own.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cpc::wire {

// The first line, which is taken off `text`; what follows the last line break is a line too.
inline std::string_view next_line(std::string_view& text) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

// What stands behind `word` and one space; nothing if the line begins otherwise or ends there.
inline std::optional<std::string_view> after(std::string_view line, std::string_view word) {
    if (line.size() <= word.size() + 1 || line.substr(0, word.size()) != word ||
        line[word.size()] != ' ')
        return std::nullopt;
    return line.substr(word.size() + 1);
}

// All of `text` as a number up to `most`.
inline std::optional<std::uint64_t> number(std::string_view text, std::uint64_t most) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value > most)
        return std::nullopt;
    return value;
}

}  // namespace cpc::wire
