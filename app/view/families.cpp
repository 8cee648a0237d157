// SPDX-License-Identifier: Apache-2.0
#include "app/view/families.hpp"

#include <algorithm>

namespace cpc::view {

FamiliesView make_families_view(const std::vector<FamilyEntry>& families,
                                const std::vector<HomeEntry>& conferences) {
    FamiliesView view;
    view.title = say("families.title");
    view.text = say("families.text");
    view.close = say("shell.close");
    if (families.empty()) view.none = say("families.none");
    for (const auto& family : families) {
        FamilyCard card;
        card.id = family.id;
        card.name = family.name;
        card.aim = family.aim;
        card.facts =
            say("families.facts", {{"procedure", family.procedure},
                                   {"type", family.type},
                                   {"children", say_count("home.children", family.children)}});
        const bool at_start = family.begins == conference::Stage::preparation;
        card.begins = at_start ? say("families.at_start")
                               : say("families.half_way", {{"stage", family.stage}});
        const auto begun =
            std::find_if(conferences.begin(), conferences.end(), [&](const HomeEntry& entry) {
                return entry.family == family.name && !entry.closed_at && !entry.erased_at;
            });
        const Values named{{"family", family.name}};
        if (begun == conferences.end()) {
            card.begin = say("families.begin", named);
        } else {
            card.state = say("families.begun");
            card.carry_on = say("families.carry_on", named);
            card.begin = say("families.again", named);
            card.target.conference = begun->id;
            card.target.place = place_of(begun->stage).value_or(Place::prepare);
        }
        view.cards.push_back(std::move(card));
    }
    return view;
}

}  // namespace cpc::view
