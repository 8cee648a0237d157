// SPDX-License-Identifier: Apache-2.0
// What one event of the record says, in words for the person it is about. Prints every field that
// holds words; a field that was emptied is not spoken of. For this folder only.
#pragma once

#include <string>
#include <vector>

#include "core/conference/rulebook.hpp"
#include "core/conference/state.hpp"

namespace cpc::report {

struct EntryWords {
    std::string what;                // "Mother: view of the result"
    std::vector<std::string> lines;  // "In their words: …"
};
[[nodiscard]] EntryWords entry_words(const conference::Event& event, const conference::State& state,
                                     const procedure::Procedure& procedure);

}  // namespace cpc::report
