// SPDX-License-Identifier: Apache-2.0
// One switch for everything: what can be pressed is offered in turn, first in groups, then one by
// one, and the switch (Enter or Space of whatever keyboard it claims to be) takes what is offered.
//
// What always holds: it presses the way a finger does, so nothing can be reached that a finger
// cannot; it moves only when its step is due, and asks for no frame while it is off. A row of keys
// is one group, so a letter is two presses. Source: ui-design 5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "app/ui/registry.hpp"
#include "app/ui/vocabulary.hpp"

namespace cpc::ui {

struct Scan {
    std::size_t group = 0;
    std::size_t member = 0;
    bool inside = false;        // of the group: its members are offered
    int rounds = 0;             // through the members
    std::uint64_t next_ms = 0;  // 0: not begun
    Rect ring;                  // round what is offered
};

// Indices of what can be pressed, in reading order: rows of keys, choices that belong together,
// else as many neighbours as are quickly gone through.
[[nodiscard]] std::vector<std::vector<std::size_t>> scan_groups(std::span<const Entry> entries,
                                                                const Words& words);

}  // namespace cpc::ui
