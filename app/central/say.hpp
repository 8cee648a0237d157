// SPDX-License-Identifier: Apache-2.0
// What all acts share: exit codes, plain sentences on standard output, the log on standard error.
#pragma once

#include <string>

#include "app/central/metrics.hpp"
#include "platform/clock/clock.hpp"
#include "platform/files/files.hpp"
#include "sync/service/central.hpp"

namespace cpc::central {

inline constexpr int done = 0;
inline constexpr int found_wrong = 1;
inline constexpr int could_not = 2;

int say_why(const Error& error);
void say(const std::string& line);

// One line an event: time, level, event, ids and numbers.
[[nodiscard]] service::Log make_log();

struct World {
    platform::SystemFiles files;
    platform::SystemClock clock;
    Metrics metrics;
    [[nodiscard]] service::CentralPorts ports() {
        return {files, clock, metrics.counting(make_log())};
    }
};

}  // namespace cpc::central
