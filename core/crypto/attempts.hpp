// SPDX-License-Identifier: Apache-2.0
// Wrong tries in a row, and how long nobody is asked after them: one table for everything that
// opens the tablet, the passphrase (attempt_ledger.hpp) and the chair's PIN (app/meeting).
//
// What always holds: a wait is served while the machine is switched on (the clock that never
// steps), so setting the time does not shorten it; after a restart the present wait begins anew;
// bytes that cannot be read count as many wrong tries, not as none; nothing is ever wiped for too
// many tries, because then anybody in the room could destroy a record. Source: security
// design 3.12.
#pragma once

#include <cstdint>

#include "core/base/bytes.hpp"
#include "core/base/ports.hpp"

namespace cpc::crypto {

struct Attempts {
    std::uint32_t wrong = 0;          // in a row, since the last one that fitted
    std::uint64_t since_boot_ms = 0;  // when the present wait began
    ByteArray<16> boot_id{};
    friend bool operator==(const Attempts&, const Attempts&) = default;
};

// The whole wait after so many wrong tries in a row.
[[nodiscard]] std::uint64_t delay_ms(std::uint32_t wrong);
// What is left of it; after a restart all of it.
[[nodiscard]] std::uint64_t wait_ms(const Attempts& attempts, const ClockReading& now);
// One more, counted before it is made: a power cut in the middle of a try is a wrong one.
[[nodiscard]] Attempts one_more(const Attempts& attempts, const ClockReading& now);
// The machine was started anew: the wait begins anew.
[[nodiscard]] Attempts carried_over(const Attempts& attempts, const ClockReading& now);

[[nodiscard]] Bytes to_bytes(const Attempts& attempts);
[[nodiscard]] Attempts attempts_from(ByteView bytes);

}  // namespace cpc::crypto
