// SPDX-License-Identifier: Apache-2.0
// Opens what a storm left and holds it against what had been promised.
#pragma once

#include "tests/storm/journey.hpp"

namespace cpc::storm {

enum class Depth : std::uint8_t {
    open,      // opens, every promise kept, every entry readable
    carry_on,  // and a new entry is recorded, both copies verify, and it opens again
};

struct Judgement {
    std::optional<std::string> problem;  // nothing: every promise was kept
    std::uint64_t entries = 0;           // before what the opening itself records
    bool waited = false;                 // the door asked for patience first
    bool repaired = false;               // a copy had to be made anew
    std::vector<Act> acts;               // of the opening, for those who want to cut that too
    std::map<std::string, std::size_t> nodes;
};

// A room whose vault is open: is everything there that was promised, and nothing else?
[[nodiscard]] std::optional<std::string> examine(Room& room, const Journey& journey,
                                                 const Journey::Bounds& bounds);

[[nodiscard]] Judgement judge(const Contents& left, const Journey& journey,
                              const Journey::Bounds& bounds, const std::string& directory,
                              Depth depth);

}  // namespace cpc::storm
