// SPDX-License-Identifier: Apache-2.0
#include "platform/pages/line.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

namespace cpc::pages {

bool fits(const Answer& answer, const Asked& asked) {
    return answer.width_px >= 0 && answer.height_px >= 0 && answer.width_px <= asked.width_max_px &&
           answer.height_px <= asked.height_max_px;
}

std::size_t bytes_of(const Answer& answer) {
    return static_cast<std::size_t>(answer.width_px) * static_cast<std::size_t>(answer.height_px) *
           sizeof(std::uint32_t);
}

std::int64_t now_ms() {
    timespec t{};
    ::clock_gettime(CLOCK_MONOTONIC, &t);
    return std::int64_t{t.tv_sec} * 1'000 + t.tv_nsec / 1'000'000;
}

bool wait_for(int fd, short what, std::int64_t until_ms) {
    for (;;) {
        pollfd one{fd, what, 0};
        const auto left = until_ms - now_ms();
        if (left <= 0) return false;
        const int ready = ::poll(&one, 1, static_cast<int>(left));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
}

bool take(int fd, void* to, std::size_t count, std::int64_t until_ms) {
    auto* at = static_cast<std::uint8_t*>(to);
    while (count > 0) {
        if (!wait_for(fd, POLLIN, until_ms)) return false;
        const auto got = ::read(fd, at, count);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += got;
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

bool give(int fd, const void* from, std::size_t count) {
    const auto* at = static_cast<const std::uint8_t*>(from);
    while (count > 0) {
        const auto put = ::write(fd, at, count);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        at += put;
        count -= static_cast<std::size_t>(put);
    }
    return true;
}

}  // namespace cpc::pages
