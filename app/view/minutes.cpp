// SPDX-License-Identifier: Apache-2.0
#include "app/view/minutes.hpp"

#include <algorithm>

#include "app/view/decision_support.hpp"
#include "core/conference/matters.hpp"

namespace cpc::view {
namespace {

using conference::MinutesMarked;
using conference::MinutesState;
using conference::State;

std::string name_of_group(const State& state, conference::Group group) {
    for (const auto& id : state.person_order)
        if (state.people.at(id).invited.group == group) return state.people.at(id).invited.name;
    return {};
}

std::string state_words(MinutesState state) {
    return say("minutes.is-" + std::string{conference::word(state)});
}

}  // namespace

MinutesSheet make_minutes_sheet(const State& state, const conference::Rulebook& rules,
                                const Moment& moment) {
    MinutesSheet sheet;
    const auto now = conference::minutes_state(state);
    sheet.title = say("minutes.title");
    sheet.chip = say("stages.chair-only");
    sheet.help = say("minutes.help");
    sheet.state = state_words(now);
    for (const auto& each : state.minutes) {
        auto line = say("minutes.mark", {{"state", state_words(each.state)},
                                         {"who", each.by},
                                         {"when", say_date_and_time(each.at)}});
        if (!each.note.empty())
            line = say("minutes.mark_note", {{"mark", line}, {"note", each.note}});
        sheet.so_far.push_back(std::move(line));
    }
    sheet.by_label = say("minutes.by");
    sheet.by = name_of_group(state, conference::Group::minute_taker);
    sheet.note_label = say("minutes.note");
    sheet.chair = name_of_group(state, conference::Group::chair);
    sheet.check = say("minutes.check");
    sheet.approve = say("minutes.approve");
    sheet.back_to_draft = say("minutes.back");
    sheet.close = say("shell.close");
    sheet.approve_blocked =
        blocked_by(state, rules, moment,
                   conference::Say<MinutesMarked>{{MinutesState::approved, "?", {}, {}}});
    sheet.can_go_back = now != MinutesState::draft;
    sheet.back_blocked = say("minutes.need_note");
    sheet.done_text = say("shell.recorded");
    return sheet;
}

std::string minutes_open(const State& state) {
    if (!state.closed) return {};
    return say("minutes.open", {{"state", state_words(conference::minutes_state(state))}});
}

std::string check_missing(std::string_view by) {
    return trimmed(by).empty() ? say("minutes.need_by") : std::string{};
}

}  // namespace cpc::view
