// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fakes.hpp"

namespace cpc::support {

std::uint64_t SeededEntropy::next() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EB;
    return z ^ (z >> 31U);
}

void SeededEntropy::fill(std::span<std::uint8_t> out) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (i % 8 == 0) word = next();
        out[i] = static_cast<std::uint8_t>(word & 0xFFU);
        word >>= 8U;
    }
}

}  // namespace cpc::support
