// SPDX-License-Identifier: Apache-2.0
// Inside the toolkit: which controls belong together. Segments, keypads, scales and date columns
// are one stop of Tab, and arrows move in them; read-aloud says which of how many one is.
#pragma once

#include <span>

#include "app/ui/registry.hpp"
#include "app/ui/vocabulary.hpp"

namespace cpc::ui {

[[nodiscard]] bool one_block(const Entry& a, const Entry& b, const Words& words);

struct Position {
    std::size_t n = 1, all = 1;
};
// Among the controls of its block, or the stages of the rail.
[[nodiscard]] Position position_of(std::span<const Entry> entries, std::size_t index,
                                   const Words& words);

}  // namespace cpc::ui
