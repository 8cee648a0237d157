// SPDX-License-Identifier: Apache-2.0
// How long anything may stand untouched: every duration of the soft and the hard lock, in one
// place.
//
// Soft lock: the cover (hidden screen); the chair's PIN returns, or the PIN of whoever had the
// tablet. Hard lock: the keys are wiped and the record is closed; a passphrase returns. A meeting
// under way is covered and not locked by time alone; the lid, the power key and the chair lock it
// too, and it comes back to the same place. Source: architecture.md, ui-design 4.9 and 8.
#pragma once

#include <cstdint>

namespace cpc::kiosk {

struct IdleTimes {
    std::uint64_t cover_ms = 90'000;              // outside a meeting
    std::uint64_t cover_in_meeting_ms = 600'000;  // thinking and listening take time
    std::uint64_t lock_ms = 900'000;              // outside a meeting
    std::uint64_t handover_ms = 60'000;           // somebody has the tablet and does not touch it
    std::uint64_t chair_stays_ms = 120'000;       // after their PIN, on the same screen
    std::uint64_t view_every_ms = 60'000;         // one entry for a look, for each screen
};

}  // namespace cpc::kiosk
