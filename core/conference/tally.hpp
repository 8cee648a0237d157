// SPDX-License-Identifier: Apache-2.0
// The one place where views are counted. Pure: views in, numbers and a ruling out; the order of the
// views never matters. Requirements 2.0.3.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/conference/words.hpp"

namespace cpc::conference {

struct CountedView {
    View view{};
    std::string agency;  // for the count by agency
};

struct Tally {
    std::int32_t in_favour = 0;
    std::int32_t against = 0;
    std::int32_t unable = 0;  // listed, never in the denominator

    [[nodiscard]] std::int32_t expressed() const { return in_favour + against; }
    friend bool operator==(const Tally& a, const Tally& b) {
        return a.in_favour == b.in_favour && a.against == b.against && a.unable == b.unable;
    }
};

// Who may decide after a tally, and which way the group went.
enum class Outcome : std::uint8_t {
    consensus,  // at least one expressed view, all expressed views equal
    majority,   // not consensus; one side has more than half of the expressed views
    split,      // equal numbers, or no expressed view at all
};

struct Ruling {
    Outcome outcome{};
    bool protect = false;  // which side won; meaningless for a split
};

[[nodiscard]] Tally count_people(std::span<const CountedView> views);

// One view for each agency: the side of most of its people; people of one agency who are evenly
// divided, or all unable, make their agency unable.
[[nodiscard]] Tally count_agencies(std::span<const CountedView> views);

[[nodiscard]] Ruling rule_on(const Tally& tally);

}  // namespace cpc::conference
