// SPDX-License-Identifier: Apache-2.0
// The Entropy port: the kernel's generator. It waits until the kernel has gathered enough, once
// after a boot, and ends the program rather than give out anything weaker.
#pragma once

#include "core/base/ports.hpp"

namespace cpc::platform {

class SystemEntropy final : public Entropy {
  public:
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace cpc::platform
