// SPDX-License-Identifier: Apache-2.0
// A clock that stands still until told, and randomness that repeats from its seed.
#pragma once

#include "core/base/ports.hpp"

namespace cpc::support {

class FakeClock final : public Clock {
  public:
    // 2027-03-30 09:00 UTC, an hour after the machine was switched on.
    ClockReading now{Instant{1'806'397'200'000}, 3'600'000, ByteArray<16>{1, 2, 3, 4}};

    [[nodiscard]] ClockReading read() override { return now; }
    void advance_ms(std::int64_t ms) {
        now.wall.ms += ms;
        now.boot_ms += static_cast<std::uint64_t>(ms);
    }
};

// SplitMix64: good enough to be different every time, and the same for the same seed. Not secret.
class SeededEntropy final : public Entropy {
  public:
    explicit SeededEntropy(std::uint64_t seed = 1) : state_(seed) {}
    void fill(std::span<std::uint8_t> out) override;
    [[nodiscard]] std::uint64_t next();

  private:
    std::uint64_t state_;
};

}  // namespace cpc::support
