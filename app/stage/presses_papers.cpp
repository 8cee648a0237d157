// SPDX-License-Identifier: Apache-2.0
// Who was given a paper: from the papers of a closed conference to the line in their register.
#include <algorithm>

#include "app/stage/screen_hands.hpp"
#include "app/view/closed.hpp"
#include "app/view/register.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using view::Place;

// Papers for several people may bear one name: the list has them in the order of `papers`.
Result<void> ScreenHands::open_paper(const std::vector<view::PaperLine>& papers,
                                     std::size_t wanted) {
    if (stage_->can_press(view::say("closed.papers")))  // once the keys are destroyed
        CPC_TRY(stage_->press(view::say("closed.papers")));
    const auto& label = papers[wanted].label;
    auto before =
        std::count_if(papers.begin(), papers.begin() + static_cast<std::ptrdiff_t>(wanted),
                      [&](const auto& paper) { return paper.label == label; });
    return stage_->press_that(
        [&](const ui::Entry& entry) { return entry.label == label && before-- == 0; }, label);
}

Result<void> ScreenHands::perform(const Say<PaperDelivered>& say_given) {
    const auto& fact = say_given.fact;
    CPC_TRY(chair_has_it());
    CPC_TRY(settle());
    if (stage_->shell().place() != Place::closed)
        return no_screen("the register of papers stands on the closed conference");
    const auto papers = view::paper_lines(state(), meeting_->rules(), meeting_->now());
    const auto paper = std::find_if(papers.begin(), papers.end(), [&](const auto& each) {
        return each.given.kind == fact.kind && each.given.version == fact.version &&
               (!fact.child || each.given.child == *fact.child);
    });
    if (paper == papers.end()) return no_screen("there is no such paper");
    CPC_TRY(open_paper(papers, static_cast<std::size_t>(paper - papers.begin())));
    CPC_TRY(stage_->look("paper"));
    CPC_TRY(stage_->press(view::say("register.open")));
    CPC_TRY(chair_opens());
    const auto sheet = view::make_delivery_sheet(
        state(), meeting_->rules(),
        moment({std::string{view::delivery_prefix} + paper->about, {}, {}}),
        std::string{view::delivery_prefix} + paper->about);
    if (!sheet) return no_screen("this paper's sheet does not open");
    for (const auto& row : sheet->part.rows) {
        const bool wanted = row.person
                                ? fact.people && std::find(fact.people->begin(), fact.people->end(),
                                                           *row.person) != fact.people->end()
                                : row.to == fact.to;
        CPC_TRY(stage_->choose(sheet->people_label + ": " + row.name,
                               wanted ? Stage::Want::on : Stage::Want::off));
    }
    const auto way = std::find(sheet->way_ids.begin(), sheet->way_ids.end(), fact.way);
    if (way == sheet->way_ids.end()) return no_screen("this way is not offered");
    CPC_TRY(stage_->choose(sheet->way_label + ": " +
                           sheet->ways.at(static_cast<std::size_t>(way - sheet->way_ids.begin()))));
    if (!fact.reached) CPC_TRY(stage_->choose(sheet->reached_label + ": " + sheet->reached.at(1)));
    CPC_TRY(stage_->fill(sheet->by_label, fact.by));
    if (fact.taken_by) CPC_TRY(stage_->fill(sheet->taken_label, *fact.taken_by));
    if (fact.note) CPC_TRY(stage_->fill(sheet->note_label, *fact.note));
    CPC_TRY(stage_->look("paper-given"));
    return stage_->press(sheet->record);
}

}  // namespace cpc::stage
