// SPDX-License-Identifier: Apache-2.0
// Taking back the last act: nothing is taken out of the record, the fact that stood there before is
// said again. Where nothing stood there before, there is nothing to say again, and no undo.
//
// Left out on purpose, because each has a named way of its own that asks for a reason: another
// person's view or number, signatures, what was contributed (corrections), the chair's decision,
// locked results, restricted parts, stages, the close.
#pragma once

#include <optional>
#include <string>

#include "app/view/intent.hpp"
#include "core/conference/rulebook.hpp"
#include "core/conference/state.hpp"

namespace cpc::kiosk {

// What the one button beside the status does: take the last act back, or do it again.
struct TakeBack {
    view::Ask ask;
    view::Ask other;         // what is offered once `ask` was carried out
    std::string done_words;  // of the act this is about
    bool again = false;      // the act was taken back already: this does it again
    [[nodiscard]] std::string label() const;
};

// The command that says again what stood in `before`; nothing where nothing stood.
[[nodiscard]] std::optional<conference::Command> opposite(const conference::Command& command,
                                                          const conference::State& before);

// The button after `ask` was recorded; nothing where the act is not one of those, or where the
// procedure would refuse to have it taken back.
[[nodiscard]] std::optional<TakeBack> take_back_of(const view::Ask& ask, std::string done_words,
                                                   const conference::State& before,
                                                   const conference::State& after,
                                                   const conference::Rulebook& rules,
                                                   const LocalTime& now);

}  // namespace cpc::kiosk
