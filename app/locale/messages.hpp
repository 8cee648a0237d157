// SPDX-License-Identifier: Apache-2.0
// The words of the program, by key. English only so far: one table for each part of the program,
// in english_<part>.cpp, listed in messages.cpp. A text may hold {name} for what is filled in; a
// key that ends in .one or .other is a count. The procedures' own terms are not here: they come
// from the procedure file.
//
// What always holds: keys are unique over all tables, every .one has an .other, and no text is
// empty; tests/unit/app/locale checks it.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace cpc::locale {

struct Message {
    std::string_view key;
    std::string_view text;
};

[[nodiscard]] std::optional<std::string_view> find(std::string_view key);
[[nodiscard]] std::span<const std::span<const Message>> tables();

}  // namespace cpc::locale
