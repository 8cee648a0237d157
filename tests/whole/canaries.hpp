// SPDX-License-Identifier: Apache-2.0
// Ten thousand words that nothing else contains, made from their numbers alone: the program that
// types them and the one that looks for them need not tell each other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cpc::whole {

inline constexpr std::size_t canary_count = 10'000;
inline constexpr std::string_view canary_head = "qzx";
inline constexpr std::size_t canary_size = 9;

// "qzxbahfkw": three letters that stand together nowhere else, then six that name the number.
[[nodiscard]] inline std::string canary(std::size_t number) {
    std::string word{canary_head};
    // An odd multiplier: different numbers, different words.
    auto rest = (static_cast<std::size_t>(number) * 48'271U + 104'729U) % 308'915'776U;
    for (std::size_t i = canary_head.size(); i < canary_size; ++i) {
        word += static_cast<char>('a' + rest % 26);
        rest /= 26;
    }
    return word;
}

// Words from, from + 1, … with a space between.
[[nodiscard]] inline std::string canaries(std::size_t from, std::size_t count) {
    std::string words;
    for (std::size_t i = 0; i < count; ++i)
        words += (i == 0 ? "" : " ") + canary(from + i);
    return words;
}

}  // namespace cpc::whole
