// SPDX-License-Identifier: Apache-2.0
#include "platform/clock/clock.hpp"

#include <ctime>

#include <algorithm>
#include <fstream>
#include <string>

namespace cpc::platform {
namespace {

std::int64_t milliseconds_of(clockid_t which) {
    timespec now{};
    (void)::clock_gettime(which, &now);  // fails only for a clock that does not exist
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace

SystemClock::SystemClock() {
    std::ifstream source("/proc/sys/kernel/random/boot_id");
    std::string text;
    std::getline(source, text);
    text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
    const auto bytes = from_hex(text);
    if (bytes && bytes->size() == boot_id_.size())
        std::copy(bytes->begin(), bytes->end(), boot_id_.begin());
}

ClockReading SystemClock::read() {
    return {Instant{milliseconds_of(CLOCK_REALTIME)},
            static_cast<std::uint64_t>(milliseconds_of(CLOCK_BOOTTIME)), boot_id_};
}

}  // namespace cpc::platform
