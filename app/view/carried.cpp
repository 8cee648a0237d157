// SPDX-License-Identifier: Apache-2.0
#include "app/view/carried.hpp"

#include <array>

#include "app/view/decision_support.hpp"

namespace cpc::view {
namespace {

using conference::CarriedAction;
using conference::Progress;
using conference::State;

constexpr std::array all_progress{Progress::done, Progress::done_late, Progress::under_way,
                                  Progress::not_done, Progress::not_needed};

std::string owner_and_due(const CarriedAction& action) {
    const auto& carried = action.carried;
    if (!carried.due) return carried.owner;
    const auto due = say("carried.due", {{"date", say_date(*carried.due)}});
    return carried.owner.empty()
               ? due
               : say("shell.role_and_agency", {{"role", carried.owner}, {"agency", due}});
}

std::string how_far(const CarriedAction& action) {
    if (!action.reviewed) return say("carried.not_said");
    const auto name = progress_name(action.reviewed->progress);
    return action.reviewed->note.empty()
               ? name
               : say("carried.with_note", {{"how", name}, {"note", action.reviewed->note}});
}

}  // namespace

std::string progress_name(Progress progress) {
    switch (progress) {
        case Progress::done:
            return say("carried.done");
        case Progress::done_late:
            return say("carried.done_late");
        case Progress::under_way:
            return say("carried.under_way");
        case Progress::not_done:
            return say("carried.not_done");
        case Progress::not_needed:
            return say("carried.not_needed");
    }
    return {};
}

std::optional<CarriedCard> make_carried_card(const State& state,
                                             const conference::Rulebook& rules) {
    const auto* type = rules.procedure.type(state.opened->type);
    CarriedCard card;
    const bool several = state.child_order.size() > 1;
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        for (const auto& action : child.carried) {
            CarriedRow row;
            row.id = action.carried.action;
            row.what = several ? say("room.of_child",
                                     {{"child", child.added.ref}, {"text", action.carried.what}})
                               : action.carried.what;
            const auto who = owner_and_due(action);
            row.detail = who.empty() ? how_far(action) : who + "\n" + how_far(action);
            row.done = action.reviewed.has_value();
            card.rows.push_back(std::move(row));
        }
    }
    const bool review = type != nullptr && type->kind == procedure::TypeKind::review;
    if (!review && card.rows.empty()) return std::nullopt;
    card.title = say("carried.title");
    card.help = say("carried.help");
    card.empty = say("carried.empty");
    if (state.stage == conference::Stage::information) card.add = say("carried.add");
    return card;
}

CarrySheet make_carry_sheet(const State& state, const Moment& moment) {
    CarrySheet sheet;
    for (const auto& id : state.child_order)
        sheet.children.emplace_back(id, state.children.at(id).added.ref);
    sheet.title = say("carried.add");
    sheet.child_label = say("carried.child");
    sheet.what_label = say("carried.what");
    sheet.what_hint = say("carried.what_hint");
    sheet.owner_label = say("carried.owner");
    sheet.dated_label = say("carried.dated");
    sheet.dated_help = say("carried.dated_help");
    sheet.due_label = say("carried.due_label");
    sheet.need_what = say("carried.need_what");
    sheet.need_child = say("carried.need_child");
    sheet.record = say("stages.record");
    sheet.cancel = say("shell.cancel");
    sheet.done_text = say("carried.added");
    sheet.today = moment.now.date;
    return sheet;
}

std::optional<ProgressSheet> make_progress_sheet(const State& state,
                                                 const conference::Rulebook& rules,
                                                 std::string_view name) {
    if (!name.starts_with(progress_prefix)) return std::nullopt;
    const auto wanted = name.substr(progress_prefix.size());
    for (const auto& id : state.child_order)
        for (const auto& action : state.children.at(id).carried) {
            if (action.carried.action.hex() != wanted) continue;
            ProgressSheet sheet;
            sheet.action = action.carried.action;
            sheet.child = id;
            sheet.key = std::string{wanted};
            sheet.title = say("carried.progress_title");
            sheet.what = action.carried.what;
            sheet.detail = owner_and_due(action);
            sheet.question = say("carried.question");
            sheet.note_label = say("carried.note");
            sheet.need_choice = say("carried.need_choice");
            sheet.need_words =
                refusal_text(conference::refuse("information.progress-words", rules.procedure));
            sheet.record = say("stages.record");
            sheet.cancel = say("shell.cancel");
            sheet.done_text = say("carried.recorded");
            for (const auto progress : all_progress)
                sheet.choices.push_back(
                    {progress, progress_name(progress),
                     progress == Progress::not_done || progress == Progress::not_needed});
            return sheet;
        }
    return std::nullopt;
}

}  // namespace cpc::view
