// SPDX-License-Identifier: Apache-2.0
#include "app/view/room_sheets.hpp"

namespace cpc::view {
namespace {

using conference::Stage;

constexpr std::string_view stage_prefix = "stage:";

PrepareView prepare_for(const conference::State& state, const conference::Rulebook& rules,
                        Moment moment, const std::string& sheet) {
    moment.sheet.name = sheet;
    auto view = make_prepare_view(state, rules, moment);
    if (state.stage == Stage::preparation) return view;
    view.person_title = say("room.somebody");
    view.person_reason = say("room.why_here");
    view.need_reason = say("room.need_why_here");
    return view;
}

std::optional<StageSheet> make_stage_sheet(const conference::State& state,
                                           const conference::Rulebook& rules, const Moment& moment,
                                           Stage stage) {
    const auto kind = conference::stage_kind(stage);
    const auto* known = kind ? rules.procedure.stage(*kind) : nullptr;
    if (known == nullptr) return std::nullopt;
    const Values values{{"stage", known->label}};
    const bool back = stage < state.stage;
    StageSheet sheet;
    sheet.stage = stage;
    sheet.title = say(back ? "room.back_title" : "room.skip_title", values);
    sheet.text = say(back ? "room.back_text" : "room.skip_text", values);
    sheet.reason_label = say("room.stage_reason");
    sheet.reason_hint = say(back ? "room.back_hint" : "room.skip_hint");
    sheet.need_reason = refusal_text(conference::refuse("stage.in-order", rules.procedure));
    sheet.enter = say(back ? "room.back_enter" : "room.skip_enter", values);
    sheet.cancel = say("shell.cancel");
    sheet.done_text = say(back ? "room.back_done" : "room.skip_done", values);
    sheet.blocked =
        blocked_by(state, rules, moment, conference::EnterStage{stage, say("room.stage_reason")});
    return sheet;
}

std::vector<PointLine> chair_points(const conference::State& state,
                                    const conference::Rulebook& rules) {
    std::vector<PointLine> points;
    for (const auto& item : rules.procedure.the<procedure::ChairRule>().confirmations) {
        const auto point = state.points.find(item.id);
        const bool done = point != state.points.end();
        points.push_back({item.id, item.text, done ? point_detail(point->second) : std::string{},
                          done, item.weight == procedure::Weight::blocking});
    }
    return points;
}

PointsSheet make_points_sheet(const conference::State& state, const conference::Rulebook& rules,
                              const Moment& moment) {
    PointsSheet sheet;
    const auto stage = stage_of(moment.place).value_or(state.stage);
    const auto* child = child_of(state, moment);
    sheet.points =
        stage == Stage::preparation || moment.place == Place::prepare
            ? chair_points(state, rules)
            : points_of(state, rules, stage, child == nullptr ? ChildId{} : child->added.child);
    sheet.title = say("room.points");
    sheet.help = say("room.points_help");
    sheet.none = say("room.points_none");
    sheet.note_label = say("room.note");
    sheet.need_point = say("room.need_point");
    sheet.need_note = say("room.need_note");
    sheet.need_why = say("room.need_why");
    sheet.cancel = say("shell.cancel");
    sheet.waive = say("room.waive");
    sheet.confirm = say("room.confirm_note");
    sheet.waived_text = say("room.waived");
    sheet.confirmed_text = say("room.noted");
    return sheet;
}

}  // namespace

std::string stage_sheet_name(Stage stage) {
    return std::string{stage_prefix} + std::string{conference::word(stage)};
}

RoomSheets make_room_sheets(const conference::State& state, const conference::Rulebook& rules,
                            const Moment& moment) {
    RoomSheets sheets;
    const std::string_view name = moment.sheet.name;
    if (state.closed) return sheets;
    if (name == somebody_sheet) sheets.prepare = prepare_for(state, rules, moment, "person");
    if (name == late_report_sheet) sheets.prepare = prepare_for(state, rules, moment, "report");
    if (name == points_sheet) sheets.points = make_points_sheet(state, rules, moment);
    if (name.starts_with(stage_prefix))
        if (const auto stage = conference::from_word<Stage>(name.substr(stage_prefix.size())))
            sheets.stage = make_stage_sheet(state, rules, moment, *stage);
    return sheets;
}

}  // namespace cpc::view
