// SPDX-License-Identifier: Apache-2.0
#include "app/view/addition.hpp"

namespace cpc::view {

std::vector<Addition> open_additions(const conference::State& state) {
    std::vector<Addition> out;
    if (!state.closed) return out;
    for (const auto& each : state.recommendations)
        if (!each.answered)
            out.push_back({say("addition.answer_of",
                               {{"agency", each.made.agency}, {"what", each.made.what}}),
                           each.made.recommendation,
                           {}});
    for (const auto& id : state.child_order)
        if (const auto& child = state.children.at(id); child.unborn())
            out.push_back({say("addition.birth_of", {{"child", child.added.ref}}), {}, id});
    return out;
}

AdditionSheet make_addition_sheet(const conference::State& state, Date today) {
    AdditionSheet sheet;
    sheet.title = say("addition.title");
    sheet.chip = say("addition.chip");
    sheet.help = say("addition.help");
    sheet.which_label = say("addition.which");
    sheet.open = open_additions(state);
    sheet.answer_label = say("addition.answer");
    sheet.answers = {say("addition.confirmed"), say("addition.declined")};
    sheet.reasons_label = say("addition.reasons");
    sheet.reasons_hint = say("addition.reasons_hint");
    sheet.name_label = say("addition.name");
    sheet.day_label = say("addition.day");
    sheet.need_which = say("addition.need_which");
    sheet.need_answer = say("addition.need_answer");
    sheet.need_reasons = say("addition.need_reasons");
    sheet.need_name = say("addition.need_name");
    sheet.record = say("addition.record");
    sheet.cancel = say("shell.close");
    sheet.answer_done = say("addition.answer_done");
    sheet.birth_done = say("addition.birth_done");
    sheet.today = today;
    return sheet;
}

}  // namespace cpc::view
