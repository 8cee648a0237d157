// SPDX-License-Identifier: Apache-2.0
#include "platform/entropy/entropy.hpp"

#include <sys/random.h>

#include <cerrno>

#include "core/base/check.hpp"

namespace cpc::platform {

void SystemEntropy::fill(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        const auto got = ::getrandom(out.data(), out.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        CPC_CHECK(got > 0);
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

}  // namespace cpc::platform
