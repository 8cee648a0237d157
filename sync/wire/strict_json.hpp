// SPDX-License-Identifier: Apache-2.0
// JSON as RFC 8259 has it. The library takes a zero byte for the end and steps over a byte order
// mark: a file could then carry anything behind its end and still be read. Neither is taken here.
// Gives a discarded value for what is not JSON or too long.
#pragma once

#include <nlohmann/json.hpp>

#include "core/base/bytes.hpp"

namespace cpc::wire {

[[nodiscard]] inline nlohmann::json parse_strict_json(ByteView file, std::size_t bytes_max) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    const auto text = text_of(file);
    if (text.size() > bytes_max || text.find('\0') != std::string_view::npos ||
        text.substr(0, byte_order_mark.size()) == byte_order_mark)
        return nlohmann::json(nlohmann::json::value_t::discarded);
    return nlohmann::json::parse(text, nullptr, false);
}

}  // namespace cpc::wire
