// SPDX-License-Identifier: Apache-2.0
#include "app/central/listen.hpp"

#include <charconv>

namespace cpc::central {

std::optional<Listen> read_listen(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos) return std::nullopt;
    Listen out{text.substr(0, colon), 0};
    const char* begin = text.data() + colon + 1;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(begin, end, out.port);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    if (out.address.size() > 2 && out.address.front() == '[' && out.address.back() == ']')
        out.address = out.address.substr(1, out.address.size() - 2);
    return out;
}

}  // namespace cpc::central
