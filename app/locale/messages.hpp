// SPDX-License-Identifier: Apache-2.0
// The words of the program, by key. The English ones are in it: one table for each part of the
// program, in english_<part>.cpp, listed in messages.cpp; other languages see language.hpp. A text
// may hold {name} for what is filled in; a key that ends in .one or .other is a count. The
// procedures' own terms are not here: they come from the procedure file.
//
// What always holds: keys are unique over all tables, every .one has an .other, and no text is
// empty; tests/unit/app/locale checks it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cpc::locale {

struct Message {
    std::string_view key;
    std::string_view text;
};

// In the language this thread speaks.
[[nodiscard]] std::optional<std::string_view> find(std::string_view key);
// stem: the key without ".one" and ".other".
[[nodiscard]] std::optional<std::string_view> find_count(std::string_view stem, std::uint64_t n);

[[nodiscard]] std::optional<std::string_view> find_english(std::string_view key);
[[nodiscard]] std::span<const std::span<const Message>> tables();

}  // namespace cpc::locale
