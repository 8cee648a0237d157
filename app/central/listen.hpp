// SPDX-License-Identifier: Apache-2.0
// "127.0.0.1:8443" and "[::1]:8443", as an address and a port.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace cpc::central {

struct Listen {
    std::string address;
    std::uint16_t port = 0;
    [[nodiscard]] std::string host() const {  // as it stands in an address
        return address.find(':') == std::string::npos ? address : "[" + address + "]";
    }
};

[[nodiscard]] std::optional<Listen> read_listen(const std::string& text);

}  // namespace cpc::central
