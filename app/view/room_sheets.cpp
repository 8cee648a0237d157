// SPDX-License-Identifier: Apache-2.0
#include "app/view/room_sheets.hpp"

#include <algorithm>

#include "app/view/plan.hpp"

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
    const auto* known = procedure_stage(rules.procedure, stage);
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

// What an answer causes, in words: who is told, or what somebody then still has to do, and by when.
std::string follows(const procedure::Procedure& procedure, const procedure::PointAnswer& answer) {
    const auto by = [&](const std::string& limit) {
        const auto* rule = procedure.deadline(limit);
        return rule == nullptr ? std::string{} : say("room.by_limit", {{"limit", rule->label}});
    };
    if (!answer.referral.empty()) {
        auto to = answer.referral;
        std::replace(to.begin(), to.end(), '-', ' ');
        return say("room.sets_off_referral", {{"to", to}}) + by(answer.referral_deadline);
    }
    if (answer.task.empty()) return {};
    if (answer.task_owner.empty())
        return say("room.sets_off", {{"task", answer.task}}) + by(answer.task_deadline);
    return say("room.sets_off_for", {{"task", answer.task}, {"who", answer.task_owner}}) +
           by(answer.task_deadline);
}

std::optional<PointSheet> make_point_sheet(const conference::State& state,
                                           const conference::Rulebook& rules,
                                           const std::string& key) {
    const auto id = key.substr(0, key.find('@'));
    const auto* item = conference::find_point(rules.procedure, id);
    if (item == nullptr) return std::nullopt;
    ChildId child;
    for (const auto& each : state.child_order)
        if (key == conference::point_key(*item, state, each)) child = each;
    PointSheet sheet;
    sheet.key = key;
    sheet.title = child.empty()
                      ? say("room.point")
                      : say("room.point_child", {{"child", state.child(child)->added.ref}});
    sheet.text = fill_text(item->text, state, rules, child);
    sheet.prompt = fill_text(item->prompt, state, rules, child);
    sheet.needs_text = item->needs_text;
    for (const auto& answer : item->answers)
        sheet.answers.push_back({answer.id, fill_text(answer.label, state, rules, child),
                                 follows(rules.procedure, answer), answer.needs_text});
    if (const auto said = state.points.find(key); said != state.points.end())
        sheet.said = point_detail(said->second, item);
    sheet.note_label = say("room.point_words");
    sheet.need_answer = say("room.need_answer");
    sheet.need_text = sheet.prompt.empty() ? say("room.need_words")
                                           : say("room.need_prompt", {{"prompt", sheet.prompt}});
    sheet.need_why = say("room.need_why");
    if (must_be_done(*item)) sheet.not_waivable = say("room.not_waivable");
    sheet.cancel = say("shell.cancel");
    sheet.waive = say("room.waive");
    sheet.confirm = say("room.point_confirm");
    sheet.waived_text = say("room.waived");
    sheet.confirmed_text = say("room.answered");
    return sheet;
}

PointsSheet make_points_sheet(const conference::State& state, const conference::Rulebook& rules,
                              const Moment& moment) {
    PointsSheet sheet;
    const auto* child = child_of(state, moment);
    const bool preparing = state.stage == Stage::preparation || moment.place == Place::prepare;
    const auto stage =
        preparing ? Stage::preparation : stage_of(moment.place).value_or(state.stage);
    // From the risk on a screen is about one child; before that, and at the close, about all.
    const bool of_one = stage >= Stage::risk && stage <= Stage::plan && child != nullptr;
    sheet.points = points_of(state, rules, stage, of_one ? child->added.child : ChildId{});
    sheet.title = say("room.points");
    sheet.help = say("room.points_help");
    sheet.none = say("room.points_none");
    sheet.note_label = say("room.note");
    sheet.need_point = say("room.need_point");
    sheet.need_note = say("room.need_note");
    sheet.need_why = say("room.need_why");
    sheet.not_waivable = say("room.not_waivable");
    sheet.cancel = say("shell.cancel");
    sheet.waive = say("room.waive");
    sheet.confirm = say("room.confirm_note");
    sheet.waived_text = say("room.waived");
    sheet.confirmed_text = say("room.noted");
    return sheet;
}

// The day that is offered first lies a week ahead: enough to ask people, and within the procedure's
// days.
AdjournSheet make_adjourn_sheet(const conference::State& state, const conference::Rulebook& rules,
                                const Moment& moment) {
    constexpr int days_ahead = 7;
    const auto& procedure = rules.procedure;
    const auto& quorum = procedure.the<procedure::QuorumRule>();
    const auto need = [&](std::string_view rule, std::string_view detail = {}) {
        return refusal_text(conference::refuse(rule, procedure, detail));
    };
    AdjournSheet sheet;
    sheet.title = say("adjourn.title");
    sheet.text = say("adjourn.text");
    sheet.interim_needed = !conference::quorum_gap(state, procedure).empty();
    sheet.interim_label = say(sheet.interim_needed ? "adjourn.interim" : "adjourn.interim_free");
    sheet.reason_label = say("adjourn.reason");
    sheet.day_label = say("adjourn.day");
    sheet.time_label = say("adjourn.time");
    sheet.when_label = say("adjourn.when");
    sheet.day_title = say("adjourn.day_title");
    sheet.pick = say("new.pick");
    sheet.need_reason = need("adjourn.reason");
    sheet.need_date = need("adjourn.date");
    sheet.need_interim = need("adjourn.interim");
    if (sheet.interim_needed && quorum.reconvene_working_days > 0)
        if (const auto count =
                rules.calendar.working_days_after(moment.now.date, quorum.reconvene_working_days)) {
            sheet.latest = count->last;
            sheet.latest_label = say("adjourn.latest", {{"day", say_date(count->last)}});
            sheet.text = quorum.adjourn_text;
            sheet.need_within = need("adjourn.within", count->last.iso() + ".");
        }
    sheet.stop = say("adjourn.stop");
    sheet.cancel = say("shell.cancel");
    sheet.done_text = say("adjourn.done");
    sheet.not_at_all = say("cancel.open_later");
    sheet.now = moment.now;
    sheet.zone = procedure.time_zone;
    sheet.start =
        moment_at(sheet.zone, moment.now.date + days_ahead, state.opened->planned_start.minute);
    conference::ConferenceAdjourned stop;
    stop.reason = stop.interim_arrangements = sheet.reason_label;
    stop.resumes = moment_at(sheet.zone, moment.now.date + 1, state.opened->planned_start.minute);
    sheet.blocked =
        blocked_by(state, rules, moment, conference::Say<conference::ConferenceAdjourned>{stop});
    return sheet;
}

// What the room may see while nobody of it is there: until when, and nothing of the reasons.
AdjournedSheet make_adjourned_sheet(const conference::State& state) {
    AdjournedSheet sheet;
    sheet.title = say("adjourned.title");
    sheet.text = say("adjourned.until",
                     {{"when", say_date_and_time(state.sittings.back().adjourned->resumes)}});
    sheet.resume = say("adjourned.resume");
    sheet.home = say("shell.home");
    sheet.not_at_all = say("cancel.open_later");
    sheet.done_text = say("adjourned.done");
    return sheet;
}

CancelSheet make_cancel_sheet(const conference::State& state, const conference::Rulebook& rules) {
    const bool begun = state.stage > Stage::preparation;
    CancelSheet sheet;
    sheet.title = say(begun ? "cancel.title_later" : "cancel.title");
    sheet.text = say(begun ? "cancel.text_later" : "cancel.text");
    sheet.reason_label = say(begun ? "cancel.reason_later" : "cancel.reason");
    sheet.need_reason = refusal_text(conference::refuse("cancel.reason", rules.procedure));
    sheet.hold = say("cancel.hold");
    sheet.cancel = say("shell.cancel");
    sheet.done_text = say(begun ? "cancel.done_later" : "cancel.done");
    return sheet;
}

}  // namespace

const procedure::Stage* procedure_stage(const procedure::Procedure& procedure, Stage stage) {
    const auto kind = conference::stage_kind(stage);
    const auto* known = kind ? procedure.stage(*kind) : nullptr;
    if (known == nullptr && stage == Stage::decision)
        known = procedure.stage(procedure::StageKind::outcome);
    return known;
}

std::string stage_sheet_name(Stage stage) {
    return std::string{stage_prefix} + std::string{conference::word(stage)};
}

RoomSheets make_room_sheets(const conference::State& state, const conference::Rulebook& rules,
                            const Moment& moment) {
    RoomSheets sheets;
    const std::string_view name = moment.sheet.name;
    if (state.closed) return sheets;
    if (name == cancel_sheet) {
        sheets.cancel = make_cancel_sheet(state, rules);
        return sheets;
    }
    if (state.adjourned()) {
        if (stage_of(moment.place)) sheets.adjourned = make_adjourned_sheet(state);
        return sheets;
    }
    if (name == adjourn_sheet) sheets.adjourn = make_adjourn_sheet(state, rules, moment);
    if (name == somebody_sheet) sheets.prepare = prepare_for(state, rules, moment, "person");
    if (name == late_report_sheet) sheets.prepare = prepare_for(state, rules, moment, "report");
    if (name == here_for_sheet) sheets.here_for = make_here_for_sheet(state, moment.sheet.person);
    if (name == points_sheet) sheets.points = make_points_sheet(state, rules, moment);
    if (name.starts_with(point_sheet_prefix))
        sheets.point =
            make_point_sheet(state, rules, std::string{name.substr(point_sheet_prefix.size())});
    if (name.starts_with(stage_prefix))
        if (const auto stage = conference::from_word<Stage>(name.substr(stage_prefix.size())))
            sheets.stage = make_stage_sheet(state, rules, moment, *stage);
    return sheets;
}

}  // namespace cpc::view
