// SPDX-License-Identifier: Apache-2.0
// What the machine says of its power: a port like those of ports.hpp, so that a test can run a
// battery down without waiting for one.
//
// What always holds: reading fails never; a machine that says nothing gives `told` false, and
// nobody makes a number of that. It may be asked from any thread and should not be asked by the one
// that draws: some drivers answer slowly.
#pragma once

namespace cpc {

struct PowerReading {
    bool told = false;      // the machine says something about its power
    bool battery = false;   // it has one of its own
    int percent = 0;        // of all batteries together, 0 to 100
    bool charging = false;  // or full, with the charger in
};

class Power {
  public:
    virtual ~Power() = default;
    [[nodiscard]] virtual PowerReading read() = 0;
};

}  // namespace cpc
