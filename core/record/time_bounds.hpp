// SPDX-License-Identifier: Apache-2.0
// Between which moments something was recorded whose clock is not to be trusted.
//
// A tablet records with a wrong clock as well as with a right one: order comes from the entries'
// numbers, never from their times. An entry's own time is believed unless its clock had never been
// set or had stepped back, and the chair had not said since that it is right. For the others the
// entries around them, whose clocks are believed, say between when and when. Where even those
// contradict each other (a clock that had run ahead) only the nearer end is given, or none: no
// guess is printed as a fact. A receipt's time may stand as the last of the row. Source: security
// design 3.13.
#pragma once

#include <optional>
#include <span>

#include "core/base/time.hpp"
#include "core/record/entry.hpp"

namespace cpc::record {

struct TimeBounds {
    std::optional<Instant> not_before, not_after;
    friend bool operator==(const TimeBounds&, const TimeBounds&) = default;
};

[[nodiscard]] bool believed(const EntryHeader& header);

// Of those of `headers` (in the record's order) that belong to `conference` and are not believed,
// taken together; nothing: all of them are. `received`: when somebody else had it all.
[[nodiscard]] std::optional<TimeBounds> doubtful_times(std::span<const EntryHeader> headers,
                                                       const ConferenceId& conference,
                                                       std::optional<Instant> received = {});

}  // namespace cpc::record
