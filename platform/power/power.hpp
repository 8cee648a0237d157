// SPDX-License-Identifier: Apache-2.0
// The Power port over a folder as the kernel keeps it in /sys/class/power_supply.
//
// What always holds: what cannot be read or understood is left out, never guessed; batteries of
// things that are plugged in (scope "Device") do not count as the tablet's. Which files are read
// stands in the README.
#pragma once

#include <string>

#include "core/base/power.hpp"

namespace cpc::platform {

class SystemPower final : public Power {
  public:
    explicit SystemPower(std::string folder = "/sys/class/power_supply")
        : folder_(std::move(folder)) {}
    [[nodiscard]] PowerReading read() override;

  private:
    std::string folder_;
};

}  // namespace cpc::platform
