// SPDX-License-Identifier: Apache-2.0
// One person's sheet: how they take part, when they came and went, whom they count as (ui-design
// C1a). Level F: no contact data and no reason of an exclusion.
#pragma once

#include "app/view/introductions.hpp"

namespace cpc::view {

[[nodiscard]] std::optional<PersonSheet> make_person_sheet(const conference::State& state,
                                                           const conference::Rulebook& rules,
                                                           const Moment& moment, PersonId id);

}  // namespace cpc::view
