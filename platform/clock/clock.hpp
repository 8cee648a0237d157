// SPDX-License-Identifier: Apache-2.0
// The Clock port: CLOCK_REALTIME, which may be wrong, and CLOCK_BOOTTIME, which counts sleep too
// and never steps, with the kernel's own id of this boot beside it.
#pragma once

#include "core/base/ports.hpp"

namespace cpc::platform {

class SystemClock final : public Clock {
  public:
    SystemClock();
    [[nodiscard]] ClockReading read() override;

  private:
    ByteArray<16> boot_id_{};  // all zero where the kernel does not tell
};

}  // namespace cpc::platform
