// SPDX-License-Identifier: Apache-2.0
#include "core/record/time_bounds.hpp"

#include <algorithm>

namespace cpc::record {

bool believed(const EntryHeader& header) {
    constexpr auto wrong = clock_state::never_set | clock_state::stepped_back;
    return (header.clock_state & wrong) == 0 ||
           (header.clock_state & clock_state::set_by_hand) != 0;
}

std::optional<TimeBounds> doubtful_times(std::span<const EntryHeader> headers,
                                         const ConferenceId& conference,
                                         std::optional<Instant> received) {
    const auto doubtful = [&](const EntryHeader& header) {
        return header.conference == conference && !believed(header);
    };
    const auto first = std::find_if(headers.begin(), headers.end(), doubtful);
    if (first == headers.end()) return std::nullopt;
    const auto end = std::find_if(headers.rbegin(), headers.rend(), doubtful).base();
    TimeBounds out;
    const auto before = std::find_if(std::make_reverse_iterator(first), headers.rend(), believed);
    if (before != headers.rend()) out.not_before = before->wall;
    const auto after = std::find_if(end, headers.end(), believed);
    if (after != headers.end()) out.not_after = after->wall;
    if (received && (!out.not_after || *received < *out.not_after)) out.not_after = received;
    // A clock that had run ahead and was put right: its last time says nothing.
    if (out.not_before && out.not_after && *out.not_after < *out.not_before) out.not_before.reset();
    return out;
}

}  // namespace cpc::record
