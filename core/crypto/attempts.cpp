// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/attempts.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace cpc::crypto {
namespace {

constexpr std::uint32_t free_tries = 4;
constexpr std::uint64_t second_ms = 1'000, minute_ms = 60'000;
// After the fifth wrong one, the sixth …; from then on the last one.
constexpr std::array<std::uint64_t, 6> delays_ms{30 * second_ms, minute_ms,      2 * minute_ms,
                                                 5 * minute_ms,  15 * minute_ms, 60 * minute_ms};
constexpr std::uint32_t wrong_when_unreadable =
    free_tries + static_cast<std::uint32_t>(delays_ms.size());
constexpr std::size_t whole_bytes = 4 + 8 + 16;

}  // namespace

std::uint64_t delay_ms(std::uint32_t wrong) {
    if (wrong <= free_tries) return 0;
    const auto index = std::min<std::size_t>(wrong - free_tries - 1, delays_ms.size() - 1);
    return delays_ms.at(index);
}

std::uint64_t wait_ms(const Attempts& attempts, const ClockReading& now) {
    const auto whole = delay_ms(attempts.wrong);
    if (attempts.boot_id != now.boot_id || now.boot_ms < attempts.since_boot_ms) return whole;
    const auto served = now.boot_ms - attempts.since_boot_ms;
    return served >= whole ? 0 : whole - served;
}

Attempts one_more(const Attempts& attempts, const ClockReading& now) {
    const auto wrong = attempts.wrong == std::numeric_limits<std::uint32_t>::max()
                           ? attempts.wrong
                           : attempts.wrong + 1;
    return {wrong, now.boot_ms, now.boot_id};
}

Attempts carried_over(const Attempts& attempts, const ClockReading& now) {
    return {attempts.wrong, now.boot_ms, now.boot_id};
}

Bytes to_bytes(const Attempts& attempts) {
    Bytes bytes;
    bytes.reserve(whole_bytes);
    for (int shift = 0; shift < 32; shift += 8)
        bytes.push_back(static_cast<std::uint8_t>(attempts.wrong >> shift));
    for (int shift = 0; shift < 64; shift += 8)
        bytes.push_back(static_cast<std::uint8_t>(attempts.since_boot_ms >> shift));
    bytes.insert(bytes.end(), attempts.boot_id.begin(), attempts.boot_id.end());
    return bytes;
}

Attempts attempts_from(ByteView bytes) {
    Attempts attempts;
    if (bytes.size() != whole_bytes) {
        attempts.wrong = wrong_when_unreadable;
        return attempts;
    }
    for (std::size_t i = 0; i < 4; ++i)
        attempts.wrong |= static_cast<std::uint32_t>(bytes[i]) << (8 * i);
    for (std::size_t i = 0; i < 8; ++i)
        attempts.since_boot_ms |= static_cast<std::uint64_t>(bytes[4 + i]) << (8 * i);
    std::copy_n(bytes.begin() + 12, attempts.boot_id.size(), attempts.boot_id.begin());
    return attempts;
}

}  // namespace cpc::crypto
