// SPDX-License-Identifier: Apache-2.0
// Presses before the meeting, and about who is in the room.
#include <algorithm>

#include "app/stage/press_names.hpp"
#include "app/stage/screen_hands.hpp"
#include "app/view/decision_support.hpp"
#include "app/view/new_conference.hpp"
#include "app/view/prepare.hpp"
#include "app/view/room_sheets.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using Want = Stage::Want;
using view::Place;

namespace {

constexpr int first_start_minute = 600;  // what the screen of a new conference begins with
constexpr int length_first = 90;
constexpr int length_step = 15;

template <class Items>
auto by_id(const Items& items, const std::string& id) {
    return std::find_if(items.begin(), items.end(),
                        [&](const auto& each) { return each.id == id; });
}

std::vector<NamedText> grounds_of(const ConferenceOpened& opened) {
    if (opened.grounds) return *opened.grounds;
    if (opened.basis.empty()) return {};
    return {{opened.basis, {}}};
}

}  // namespace

Result<void> ScreenHands::pick_day(const std::string& row, Date date) {
    CPC_TRY(stage_->press(row));
    CPC_TRY(stage_->set_date(date));
    CPC_TRY(stage_->look("new-conference-date"));
    return stage_->press(view::say("new.pick"));
}

// Those that no limit waits for stand behind a row of their own.
Result<void> ScreenHands::start_event(const view::NewConferenceView& view,
                                      const std::vector<view::DateAsked>& asked,
                                      const std::vector<view::DateAsked>& later,
                                      const StartEvent& event) {
    const auto is = [&](const auto& date) { return date.event == event.name; };
    if (const auto row = std::find_if(asked.begin(), asked.end(), is); row != asked.end())
        return pick_day(row->label, event.date);
    const auto row = std::find_if(later.begin(), later.end(), is);
    if (row == later.end()) return no_screen("the date of " + event.name + " is not asked for");
    CPC_TRY(stage_->press(view.later_row));
    CPC_TRY(stage_->look("new-conference-later"));
    CPC_TRY(pick_day(row->label, event.date));
    return stage_->press(view.done);
}

Result<void> ScreenHands::choose_procedure(const view::NewConferenceView& view,
                                           const view::ProcedureOffered& wanted) {
    if (view.procedures.size() < 2) return {};
    if (!stage_->sees(wanted.title))  // another one was used last
        CPC_TRY(stage_->press_that(
            [&](const ui::Entry& entry) { return entry.value == view.procedure_row; },
            "the row of the procedure"));
    CPC_TRY(stage_->look("new-conference-procedure"));
    return stage_->press(wanted.title);
}

Result<void> ScreenHands::choose_additions(const ConferenceOpened& opened,
                                           const view::ProcedureOffered& procedure,
                                           const view::TypeOffered& type) {
    for (const auto& id : opened.flags.value_or(std::vector<std::string>{})) {
        const auto flag = by_id(type.flags, id);
        if (flag == type.flags.end()) return no_screen("the flag " + id + " is not offered");
        CPC_TRY(stage_->choose(flag->label));
    }
    for (const auto& wanted : opened.overlays.value_or(std::vector<NamedText>{})) {
        const auto overlay = by_id(procedure.overlays, wanted.name);
        if (overlay == procedure.overlays.end())
            return no_screen("the overlay " + wanted.name + " is not offered");
        CPC_TRY(stage_->choose(overlay->title));
    }
    return {};
}

Result<void> ScreenHands::make_conference(const ConferenceOpened& opened) {
    CPC_TRY(stage_->press(view::say("home.new")));
    CPC_TRY(stage_->look("new-conference-empty"));
    std::vector<const procedure::Procedure*> procedures;
    for (const auto& edition : desk_->library().editions())
        procedures.push_back(&edition.rules.procedure);
    std::vector<const procedure::Overlay*> overlays;
    for (const auto& addition : desk_->library().additions())
        overlays.push_back(&addition.overlay);
    view::Moment moment;
    moment.now = desk_->now(*procedures.front());
    moment.practice = true;  // as the tablet that is pressed: what is not in force is offered too
    const auto view = view::make_new_conference_view(procedures, overlays, moment);
    const auto chosen = by_id(view.procedures, opened.procedure);
    if (chosen == view.procedures.end()) return no_screen("this procedure is not offered");
    CPC_TRY(choose_procedure(view, *chosen));
    const auto type = by_id(chosen->types, opened.type);
    if (type == chosen->types.end()) return no_screen("this kind of conference is not offered");
    if (type != chosen->types.begin()) {
        CPC_TRY(stage_->press(chosen->types.front().label));
        CPC_TRY(stage_->look("new-conference-kind"));
        CPC_TRY(stage_->choose(in(view.type_label, type->label)));
    }
    auto asked = type->dates;
    const auto why = type->question.empty() ? view.why_row : type->question;
    if (stage_->sees(why)) CPC_TRY(stage_->press(why));
    for (const auto& ground : grounds_of(opened)) {
        const auto reason = by_id(type->reasons, ground.name);
        if (reason == type->reasons.end()) return no_screen("the reason is not offered");
        CPC_TRY(stage_->choose(reason->label));
        if (!ground.text.empty() && !reason->text_label.empty())
            CPC_TRY(stage_->fill(reason->text_label, ground.text));
        asked.insert(asked.end(), reason->dates.begin(), reason->dates.end());
    }
    CPC_TRY(choose_additions(opened, *chosen, *type));
    if (stage_->can_press(view.done)) {
        CPC_TRY(stage_->look("new-conference-why"));
        CPC_TRY(stage_->press(view.done));
    }
    for (const auto& event : opened.start_events)
        CPC_TRY(start_event(view, asked, type->later_dates, event));
    CPC_TRY(stage_->fill(view.family_label, opened.family));
    CPC_TRY(stage_->fill(view.venue_label, opened.venue));
    CPC_TRY(stage_->press(view.when_title));
    CPC_TRY(stage_->set_date(opened.planned_start.date));
    CPC_TRY(stage_->set_time(first_start_minute, opened.planned_start.minute));
    const int steps = (opened.planned_minutes - length_first) / length_step;
    const auto& words = stage_->driver().glass().settings().words;
    const auto length = view.length_label + " " + (steps > 0 ? words.more : words.less);
    for (int i = 0; i < std::abs(steps); ++i)
        CPC_TRY(stage_->press(length));
    CPC_TRY(stage_->look("new-conference-when"));
    CPC_TRY(stage_->press(view.done));
    CPC_TRY(stage_->look("new-conference"));
    CPC_TRY(stage_->press(view.make));
    return stage_->look("prepare-empty");
}

Result<void> ScreenHands::perform(const Say<ChildAdded>& say_child) {
    const auto& child = say_child.fact;
    CPC_TRY(go(Place::prepare));
    CPC_TRY(stage_->press(view::say("prepare.add_child")));
    CPC_TRY(stage_->fill(view::say("prepare.child_ref"), child.ref));
    CPC_TRY(stage_->fill(view::say("prepare.child_name"), child.name));
    const auto* kind = child.born       ? "prepare.born_known"
                       : child.expected ? "prepare.born_expected"
                                        : "prepare.born_unknown";
    CPC_TRY(stage_->choose(in(view::say("prepare.child_born_kind"), view::say(kind))));
    if (child.born) CPC_TRY(stage_->set_date(*child.born));
    if (child.expected) CPC_TRY(stage_->set_date(*child.expected));
    CPC_TRY(stage_->look("prepare-child"));
    CPC_TRY(stage_->press(view::say("prepare.child_add")));
    if (!stage_->sees(view::say("prepare.here_for_later"))) return {};
    return stage_->look("prepare-here-for");
}

Result<void> ScreenHands::perform(const Say<PersonInvited>& say_person) {
    const auto& person = say_person.fact;
    if (state().person(person.person) != nullptr) return say_here_for(person);
    const bool begun = state().stage > conference::Stage::preparation;
    CPC_TRY(go(begun ? Place::introductions : Place::prepare));
    auto view = view::make_prepare_view(state(), meeting_->rules(), moment());
    CPC_TRY(stage_->press(begun ? view::say("room.add") : view.add_person));
    if (begun) {
        const auto open = view::make_room_sheets(
            state(), meeting_->rules(), moment({std::string{view::somebody_sheet}, {}, {}}));
        if (open.prepare) view = *open.prepare;
    }
    if (stage_->can_press(view.person_back))  // somebody was begun and not added
        CPC_TRY(stage_->press(view.person_back));
    const view::RoleOffered* role = nullptr;
    for (std::size_t i = 0; i < view.roles.size(); ++i)
        if (const auto found = by_id(view.roles[i], person.role); found != view.roles[i].end()) {
            role = &*found;
            CPC_TRY(stage_->choose(in(view.person_groups_label, view.person_groups.at(i))));
        }
    if (role == nullptr) return no_screen("this role is not offered");
    CPC_TRY(stage_->choose(in(view.person_role, role->label)));
    CPC_TRY(stage_->look("prepare-person-role"));
    CPC_TRY(stage_->press(view.person_next));
    CPC_TRY(stage_->fill(view.person_name, person.name));
    if (stage_->sees(view.person_agency)) CPC_TRY(stage_->fill(view.person_agency, person.agency));
    const auto reason = by_id(view.reasons, person.reason);
    if (reason == view.reasons.end()) return no_screen("this reason is not offered");
    CPC_TRY(stage_->choose(in(view.person_reason, reason->label)));
    // A class that the procedure does not know is not offered; the rule then says what is missing.
    if (const auto wanted = by_id(view.classes, person.invitee_class.value_or(std::string{}));
        wanted != view.classes.end() && role->asks_class)
        CPC_TRY(stage_->choose(in(view.person_class, wanted->label)));
    if (view.children.size() > 1 && view::is_family(person.group))
        for (const auto& child : view.children) {
            const auto& wanted = person.children;
            const bool own = person.group != Group::child ||
                             state().children.at(child.id).added.ref == person.name;
            if (wanted ? std::find(wanted->begin(), wanted->end(), child.id) != wanted->end() : own)
                CPC_TRY(stage_->choose(in(view.person_children, child.ref)));
        }
    if (!person.supports.empty())
        CPC_TRY(stage_->choose(in(view.person_supports, name_of(person.supports))));
    if (person.observer_agreed_on) {
        const auto& words = stage_->driver().glass().settings().words;
        CPC_TRY(stage_->press(words.day + " " + words.less));  // a day that nobody chose is none
        CPC_TRY(stage_->set_date(*person.observer_agreed_on));
    }
    for (const auto& asked : role->details)
        for (const auto& said : person.details.value_or(std::vector<NamedText>{}))
            if (said.name == asked.id) CPC_TRY(stage_->fill(asked.label, said.text));
    if (stage_->sees(view.person_report)) {
        CPC_TRY(stage_->choose(view.person_report, person.report_expected ? Want::on : Want::off));
        CPC_TRY(stage_->choose(view.person_key, person.key_agency ? Want::on : Want::off));
    }
    CPC_TRY(stage_->look("prepare-person"));
    return stage_->press(view.person_add);
}

// The office presses it at the moment when the report comes: the play's clock stands there so long.
Result<void> ScreenHands::perform(const Say<ReportReceived>& say_report) {
    const auto& report = say_report.fact;
    CPC_TRY(go(Place::prepare));
    const auto now = meeting_->now();
    clock_->set(report.received.instant());
    stage_->frame();
    const auto pressed = [&]() -> Result<void> {
        CPC_TRY(stage_->press(name_of(report.author)));
        CPC_TRY(stage_->choose(view::say("prepare.report_format"),
                               report.format_correct ? Want::on : Want::off));
        CPC_TRY(stage_->choose(view::say("prepare.report_shared"),
                               report.shared_with_family ? Want::on : Want::off));
        if (report.shared_with_family) {
            CPC_TRY(stage_->fill(view::say("prepare.report_by"), report.shared_by));
            if (report.shared_on) CPC_TRY(stage_->set_date(*report.shared_on));
        } else {
            CPC_TRY(stage_->fill(view::say("prepare.report_not_shared"), report.not_shared_reason));
        }
        CPC_TRY(stage_->look(report.shared_with_family ? "prepare-report-shared"
                                                       : "prepare-report-not-shared"));
        return stage_->press(view::say("prepare.report_record"));
    }();
    clock_->set(now.instant());
    stage_->frame();
    return pressed;
}

// Back: the stage is looked at and opened again. On: its tab asks for the reason at once.
Result<void> ScreenHands::enter_with_reason(const EnterStage& enter) {
    const auto place = view::place_of(enter.stage);
    const bool back = enter.stage < state().stage;
    const auto* wanted = view::procedure_stage(procedure_now(), enter.stage);
    if (!place || wanted == nullptr) return no_screen("no button leads there");
    if (back) {
        CPC_TRY(go(*place));
        CPC_TRY(stage_->press(view::say("room.open_again")));
    } else {
        CPC_TRY(chair_has_it());
        CPC_TRY(settle());
        CPC_TRY(stage_->press(view::say("stage." + std::string{word(enter.stage)})));
    }
    CPC_TRY(stage_->fill(view::say("room.stage_reason"), enter.reason));
    CPC_TRY(stage_->look(back ? "stage-again" : "stage-passed-over"));
    return stage_->press(view::say(back ? "room.back_enter" : "room.skip_enter"));
}

Result<void> ScreenHands::perform(const EnterStage& enter) {
    if (!enter.reason.empty()) return enter_with_reason(enter);
    const auto place = view::place_of(state().stage);
    if (!place) return no_screen("there is no next stage");
    CPC_TRY(go(*place));
    CPC_TRY(stage_->look(here() + "-done"));
    const auto* wanted = view::procedure_stage(procedure_now(), enter.stage);
    if (wanted == nullptr) return no_screen("no button leads there");
    auto label = view::say("stages.continue-to", {{"stage", wanted->label}});
    if (enter.stage == conference::Stage::introductions) {
        CPC_TRY(stage_->press(view::say("prepare.start")));
        CPC_TRY(stage_->look("prepare-start"));
        label = view::say("prepare.begin");
    }
    if (enter.stage == conference::Stage::information) label = view::say("intro.next");
    if (enter.stage == conference::Stage::risk) label = view::say("info.next");
    // With several children the last one's screen leads on; the others lead to the next child.
    for (const auto& id : state().child_order) {
        if (stage_->sees(label)) break;
        const auto* child = state().child(id);
        const auto next = view::say("stages.next-child", {{"child", child->added.ref}});
        if (stage_->can_press(next)) CPC_TRY(stage_->press(next));
    }
    CPC_TRY(stage_->press(label));
    return stage_->look(here());
}

Result<void> ScreenHands::perform(const Say<AttendanceMarked>& say_mark) {
    const auto& mark = say_mark.fact;
    const auto name = name_of(mark.person);
    if (mark.attendance == Attendance::excluded_wholly ||
        mark.attendance == Attendance::excluded_partly)
        return kept_out_now(mark);
    CPC_TRY(go(Place::introductions));
    if (mark.attendance == Attendance::in_person && mark.note.empty() &&
        state().stage == conference::Stage::introductions)
        return stage_->press(in(name, view::say("intro.here")));
    CPC_TRY(stage_->press(name));
    const auto ways = procedure_now().attendance;
    const auto way = by_id(ways, std::string{word(mark.attendance)});
    if (way == ways.end()) return no_screen("this way to take part is not offered");
    if (!mark.note.empty() && stage_->sees(view::say("person.note")))
        CPC_TRY(stage_->fill(view::say("person.note"), mark.note));
    CPC_TRY(stage_->look("person"));
    return stage_->choose(in(view::say("person.ways"), way->label));
}

Result<void> ScreenHands::perform(const Say<PersonArrived>& say_arrived) {
    const auto& arrived = say_arrived.fact;
    const auto name = name_of(arrived.person);
    CPC_TRY(go(Place::introductions));
    CPC_TRY(stage_->press(name));
    if (stage_->sees(view::say("person.told")))
        CPC_TRY(stage_->choose(view::say("person.told"),
                               arrived.told_what_was_missed ? Want::on : Want::off));
    const auto ways = procedure_now().attendance;
    const auto way = by_id(ways, std::string{word(arrived.how)});
    if (way == ways.end()) return no_screen("this way to take part is not offered");
    CPC_TRY(stage_->choose(in(view::say("person.arrive_how"), way->label)));
    CPC_TRY(stage_->look("person-comes-late"));
    return stage_->press(view::say("person.arrive_now", {{"name", name}}));
}

Result<void> ScreenHands::perform(const Say<PersonLeft>& say_left) {
    const auto name = name_of(say_left.fact.person);
    CPC_TRY(go(Place::introductions));
    CPC_TRY(stage_->press(name));
    if (!say_left.fact.reason.empty())
        CPC_TRY(stage_->fill(view::say("person.leave_reason"), say_left.fact.reason));
    CPC_TRY(stage_->look("person-leaves"));
    return stage_->press(view::say("person.leave_now", {{"name", name}}));
}

Result<void> ScreenHands::perform(const Say<PersonIntroduced>& say_introduced) {
    const auto name = name_of(say_introduced.fact.person);
    CPC_TRY(go(Place::introductions));
    return stage_->press(view::say("intro.has_said", {{"name", name}}));
}

// The sheet under the stage's points: choose one, write, and confirm it or go on without it.
Result<void> ScreenHands::note_point(const PointConfirmed& point,
                                     const std::vector<std::string>& texts) {
    CPC_TRY(stage_->press(view::say("room.points_open")));
    for (const auto& text : texts) {
        if (!stage_->can_press(text)) continue;
        CPC_TRY(stage_->press(text));
        CPC_TRY(stage_->fill(view::say("room.note"), point.note));
        CPC_TRY(stage_->look("points"));
        return stage_->press(view::say(point.waived ? "room.waive" : "room.confirm_note"));
    }
    return no_screen("no screen of this stage has the point " + point.point);
}

// The sheet of a point that asks for more than a tick.
Result<void> ScreenHands::answer_point(const PointConfirmed& point, const std::string& text) {
    CPC_TRY(stage_->press(text));
    const auto open = view::make_room_sheets(
        state(), meeting_->rules(),
        moment({std::string{view::point_sheet_prefix} + point.point, {}, {}}));
    if (!open.point) return no_screen("there is no sheet for the point " + point.point);
    const auto& sheet = *open.point;
    if (point.answer)
        if (const auto answer = by_id(sheet.answers, *point.answer); answer != sheet.answers.end())
            CPC_TRY(stage_->choose(in(sheet.text, answer->label)));
    if (!point.note.empty()) CPC_TRY(stage_->fill(sheet.note_label, point.note));
    CPC_TRY(stage_->look("point"));
    return stage_->press(point.waived ? sheet.waive : sheet.confirm);
}

Result<void> ScreenHands::perform(const Say<PointConfirmed>& say_point) {
    const auto& point = say_point.fact;
    const auto place = view::place_of(state().stage);
    if (!place) return no_screen("there is no stage");
    if (point.point.starts_with("omit-")) return leave_out(point);
    if (point.point == "quorum.proceed" || point.point == "key-absent" ||
        point.point == "must-attend")
        return go_on_without(point);
    const auto id = point.point.substr(0, point.point.find('@'));
    ChildId child;
    for (const auto& each : state().child_order)
        if (id != point.point &&
            state().child(each)->added.ref == point.point.substr(id.size() + 1))
            child = each;
    if (child.empty())
        CPC_TRY(go(*place));
    else
        CPC_TRY(go(*place, child));
    std::vector<std::string> texts;
    for (const auto& line : view::points_of(state(), meeting_->rules(), state().stage, ChildId{})) {
        if (line.key != point.point) continue;
        if (line.asks) return answer_point(point, line.text);
        texts.push_back(line.text);
    }
    for (const auto& line : view::points_of(state(), meeting_->rules(), state().stage, child))
        if (line.key == point.point) {
            if (line.asks) return answer_point(point, line.text);
            texts.push_back(line.text);
        }
    if (point.waived || !point.note.empty()) return note_point(point, texts);
    for (const auto& text : texts) {
        if (!stage_->can_press(text)) continue;
        CPC_TRY(stage_->press(text));
        if (!stage_->can_press(view::say("intro.read_to_all"))) return {};
        CPC_TRY(stage_->look("statement"));
        return stage_->press(view::say("intro.read_to_all"));
    }
    return no_screen("no screen of this stage has the point " + id);
}

}  // namespace cpc::stage
