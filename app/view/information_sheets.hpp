// SPDX-License-Identifier: Apache-2.0
// The sheets of the information stage, each made from the record like the page beneath it.
#pragma once

#include "app/view/information.hpp"

namespace cpc::view {

[[nodiscard]] std::vector<LabelWord> label_words(const procedure::Procedure& procedure);
// Supporters, advocates, lawyers, specialists: asked like everybody, heard in their own name.
[[nodiscard]] bool speaks_for_somebody(conference::Group group);
// Whether somebody's words can be recorded now: in a part without everybody only theirs who are in
// the room, and what a colleague who is away has written.
[[nodiscard]] bool may_speak_now(const conference::State& state, const conference::Person& person);
// How much of what they said the room may read.
[[nodiscard]] std::size_t points_of_speaker(const conference::State& state, PersonId person);
[[nodiscard]] ContributionView contribution_view(const conference::Contribution& contribution,
                                                 const conference::State& state,
                                                 const conference::Rulebook& rules);
[[nodiscard]] AddSheet make_add_sheet(const conference::State& state,
                                      const conference::Rulebook& rules);
[[nodiscard]] std::optional<SpeakerSheet> make_speaker_sheet(const conference::State& state,
                                                             const conference::Rulebook& rules,
                                                             PersonId person, Date today);
[[nodiscard]] std::optional<ContributionSheet> make_contribution_sheet(
    const conference::State& state, const conference::Rulebook& rules, ContributionId id);
// The sheet's name is "views:" and the child's or person's id in hexadecimal.
[[nodiscard]] std::optional<ViewsSheet> make_views_sheet(const conference::State& state,
                                                         const conference::Rulebook& rules,
                                                         const SheetRef& sheet);
[[nodiscard]] std::string views_sheet_name(ChildId child, PersonId person);

}  // namespace cpc::view
