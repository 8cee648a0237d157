// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/places.hpp"

#include <algorithm>

#include "app/locale/language.hpp"
#include "app/screen/access.hpp"
#include "app/screen/closed.hpp"
#include "app/screen/cosign.hpp"
#include "app/screen/families.hpp"
#include "app/screen/past.hpp"
#include "app/screen/person_sheet.hpp"
#include "app/screen/printing.hpp"
#include "app/screen/readiness.hpp"
#include "app/screen/sending.hpp"
#include "app/screen/settings.hpp"
#include "app/view/person_sheet.hpp"

namespace cpc::kiosk {
namespace {

using view::Place;

std::vector<const procedure::Procedure*> procedures_of(const Scene& scene) {
    std::vector<const procedure::Procedure*> procedures;
    for (const auto& edition : scene.library->editions())
        procedures.push_back(&edition.rules.procedure);
    return procedures;
}

std::vector<const procedure::Overlay*> overlays_of(const Scene& scene) {
    std::vector<const procedure::Overlay*> overlays;
    for (const auto& addition : scene.library->additions())
        overlays.push_back(&addition.overlay);
    return overlays;
}

// The procedure of the conference that was planned last comes first.
view::NewConferenceView new_conference_of(const Scene& scene) {
    auto view = view::make_new_conference_view(procedures_of(scene), overlays_of(scene),
                                               scene.moment, scene.library->left_out_in_words());
    auto lines = *scene.summaries;
    std::reverse(lines.begin(), lines.end());  // of two at the same time, the one made later
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
        return b.planned_start < a.planned_start;
    });
    std::vector<std::string> used;
    for (const auto& line : lines)
        used.push_back(line.procedure);
    view::put_used_first(view, used);
    return view;
}

std::vector<view::HomeEntry> entries_of(const Scene& scene) {
    std::vector<view::HomeEntry> entries;
    for (const auto& line : *scene.summaries) {
        view::HomeEntry entry;
        entry.id = line.id;
        entry.family = line.family;
        entry.type = line.type_label;
        entry.venue = line.venue;
        entry.planned_start = line.planned_start;
        entry.stage = line.stage;
        entry.children = line.children;
        entry.invited = line.invited;
        entry.reports_expected = line.reports_expected;
        entry.reports_received = line.reports_received;
        entry.closed_at = line.closed_at;
        entry.adjourned_until = line.adjourned_until;
        entry.cancelled = line.cancelled;
        entry.not_convened = line.not_convened;
        entry.kept_to_read = line.kept_to_read;
        entry.owed_until = line.owed_until.value_or(std::vector<LocalTime>{});
        entry.erased_at = line.erased_at;
        entry.erased_by = line.erased_by;
        entry.removed = line.removed;
        entry.paper_code = line.paper_code;
        entry.prepared_by = line.prepared_by;
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<view::FamilyEntry> families_of(const Scene& scene) {
    std::vector<view::FamilyEntry> families;
    for (const auto& family : *scene.families) {
        const auto* edition = scene.library->by_id(family.procedure);
        if (edition == nullptr) continue;
        const auto& procedure = edition->rules.procedure;
        view::FamilyEntry entry;
        entry.id = family.id;
        entry.name = family.name;
        entry.aim = family.aim(locale::spoken());
        entry.procedure = procedure.title;
        const auto* type = procedure.type(family.type);
        entry.type = type == nullptr ? std::string{} : type->label;
        entry.children = family.children;
        entry.begins = family.begins;
        const auto* stage = view::procedure_stage(procedure, family.begins);
        if (stage != nullptr) entry.stage = stage->label;
        families.push_back(std::move(entry));
    }
    return families;
}

std::optional<view::Intent> draw_home(ui::Ui& ui, const Scene& scene, Views& views,
                                      Drafts& drafts) {
    const bool chooses =
        scene.moment.practice && scene.families != nullptr && !scene.families->empty();
    const auto make = [&] {
        auto home = view::make_home_view(entries_of(scene), procedures_of(scene), scene.moment);
        if (chooses) home.families_label = view::say("families.home");
        return home;
    };
    auto intent = screen::draw(ui, views.home.at(scene.version, make), drafts.home);
    if (!chooses || scene.moment.sheet.name != view::families_sheet) return intent;
    auto chosen = screen::draw(ui, views.families.at(scene.version, [&] {
        return view::make_families_view(families_of(scene), entries_of(scene));
    }));
    return chosen ? chosen : intent;
}

std::optional<view::Intent> draw_outside(ui::Ui& ui, const Scene& scene, Views& views,
                                         Drafts& drafts) {
    if (scene.place == Place::home) return draw_home(ui, scene, views, drafts);
    if (scene.place == Place::new_conference)
        return screen::draw(
            ui, views.new_conference.at(scene.version, [&] { return new_conference_of(scene); }),
            drafts.new_conference);
    if (scene.place == Place::sending) {
        auto intent =
            screen::draw(ui, view::make_sending_view(drafts.sending, scene.moment), drafts.centre);
        if (intent || drafts.sending.asked) return intent;
        drafts.sending.asked = true;  // once for each visit
        return view::Do{"look-at-sending", {}};
    }
    if (scene.place == Place::settings) {
        auto intent = screen::draw(ui, view::make_settings_view(scene.settings, scene.moment));
        if (intent || drafts.settings.asked) return intent;
        return view::Do{"look-at-settings", {}};
    }
    if (scene.place == Place::diagnostics) {
        auto intent = screen::draw(ui, view::make_readiness_view(drafts.readiness, scene.moment));
        if (intent || drafts.readiness.asked) return intent;
        return view::Do{"look-at-readiness", {}};
    }
    return std::nullopt;
}

std::optional<view::Intent> draw_decision(ui::Ui& ui, const Scene& scene, Views& views,
                                          Drafts& drafts) {
    const auto& state = *scene.record.state;
    const auto& rules = *scene.record.rules;
    const auto& moment = scene.moment;
    if (view::agrees_outcome(rules))
        return screen::draw(
            ui,
            views.outcome.at(scene.version,
                             [&] { return view::make_outcome_view(state, rules, moment); }),
            drafts.outcome);
    auto intent = screen::draw(
        ui,
        views.decision.at(scene.version,
                          [&] { return view::make_decision_view(state, rules, moment); }),
        drafts.decision);
    auto chair = screen::draw(
        ui,
        views.chair_decision.at(
            scene.version, [&] { return view::make_chair_decision_view(state, rules, moment); }),
        drafts.chair_decision);
    return chair ? chair : intent;
}

// A part without everybody: the information screen, and the sheet of somebody who is called away.
std::optional<view::Intent> draw_apart(ui::Ui& ui, const Scene& scene, Views& views,
                                       Drafts& drafts) {
    const auto& state = *scene.record.state;
    const auto& rules = *scene.record.rules;
    auto intent = screen::draw(
        ui,
        views.information.at(
            scene.version, [&] { return view::make_information_view(state, rules, scene.moment); }),
        drafts.information);
    if (scene.moment.sheet.name != "person") return intent;
    const auto sheet =
        view::make_person_sheet(state, rules, scene.moment, scene.moment.sheet.person);
    if (!sheet) return intent;
    auto over = screen::draw_person_sheet(ui, *sheet, drafts.introductions);
    return over ? over : intent;
}

// Who is kept out, what is said apart, ways to complain, and requests. Only the shell opens all but
// the last, after the tablet was turned and the chair's PIN (view::chair_only).
std::optional<view::Intent> draw_chair_sheet(ui::Ui& ui, const Scene& scene, Drafts& drafts) {
    const auto& state = *scene.record.state;
    const auto& rules = *scene.record.rules;
    const auto& name = scene.moment.sheet.name;
    if (name == view::routes_sheet)
        return screen::draw_routes_sheet(ui, view::make_routes_sheet(state, rules, scene.moment),
                                         drafts.routes);
    if (name == view::questions_sheet || name == view::matters_sheet)
        return screen::draw_matters(
            ui, view::make_matters_sheet(state, rules, scene.moment, name == view::matters_sheet),
            drafts.matters);
    if (name == view::minutes_sheet && state.closed)
        return screen::draw_minutes(ui, view::make_minutes_sheet(state, rules, scene.moment),
                                    drafts.minutes);
    if (name == view::addition_sheet && scene.place == Place::past_conference)
        return screen::draw_addition(ui, view::make_addition_sheet(state, scene.moment.now.date),
                                     drafts.past.addition);
    if (name == view::access_sheet && scene.place == Place::past_conference)
        return screen::draw_access(ui, view::make_access_sheet(state, rules, scene.moment),
                                   drafts.past.access);
    if (name == view::printing_sheet)
        return screen::draw_printing(
            ui, view::make_printing_sheet(state, rules, scene.moment, scene.record.conference,
                                          drafts.printing));
    if (const auto sheet = view::make_delivery_sheet(state, rules, scene.moment, name))
        return screen::draw_delivery_sheet(ui, *sheet, drafts.delivery);
    if (state.closed) return std::nullopt;
    if (name == view::kept_out_sheet)
        return screen::draw_kept_out(ui, view::make_kept_out_sheet(state, rules, scene.moment),
                                     drafts.kept_out);
    if (name == view::said_apart_sheet)
        return screen::draw_said_apart(ui, view::make_said_apart_sheet(state, rules));
    if (scene.place == Place::prepare && name == view::request_sheet)
        return screen::draw_request(ui, view::make_request_sheet(state, rules, scene.moment),
                                    drafts.request);
    if (scene.place == Place::prepare && name == view::request_answer_sheet) {
        const auto answer = view::make_request_answer_sheet(state, rules, scene.moment);
        return answer ? screen::draw_request_answer(ui, *answer, drafts.request) : std::nullopt;
    }
    if (name != view::step_out_sheet) return std::nullopt;
    const auto sheet = view::make_step_out_sheet(state, rules, scene.moment);
    return sheet ? screen::draw_step_out(ui, *sheet, drafts.step_out) : std::nullopt;
}

// What is not on the glass any more is kept nowhere.
void forget_page(view::MaterialFacts& facts) {
    facts.picture.reset();
    facts.shown = {};
}

// Reports and drawings, over whatever stage is on the glass.
std::optional<view::Intent> draw_material(ui::Ui& ui, const Scene& scene, Drafts& drafts) {
    const auto& state = *scene.record.state;
    const auto& name = scene.moment.sheet.name;
    auto& facts = drafts.material_facts;
    if (name != view::take_in_sheet) facts.looked = false;
    const auto page = view::make_page_sheet(state, scene.moment, facts, drafts.material.page);
    if (!page) forget_page(facts);
    if (page) return screen::draw_page(ui, *page, drafts.material);
    const bool past = scene.place == Place::past_conference;
    if (name == (past ? view::past_materials_sheet : view::materials_sheet))
        return screen::draw_materials(ui, view::make_materials_sheet(state, scene.moment));
    if (name == view::take_in_sheet && !state.closed && !past)
        return screen::draw_take_in(ui, view::make_take_in_sheet(state, *scene.record.rules, facts),
                                    drafts.material.take_in);
    return std::nullopt;
}

std::optional<view::Intent> draw_past(ui::Ui& ui, const Scene& scene, Views& views,
                                      Drafts& drafts) {
    auto intent =
        screen::draw(ui,
                     views.past.at(scene.version,
                                   [&] {
                                       return view::make_past_view(
                                           *scene.record.state, *scene.record.rules, scene.moment,
                                           scene.record.conference, drafts.record);
                                   }),
                     drafts.past);
    if (intent || drafts.record.asked) return intent;
    return view::Do{"read-record", {}};
}

std::optional<view::Intent> draw_stage(ui::Ui& ui, const Scene& scene, Views& views,
                                       Drafts& drafts) {
    const auto& state = *scene.record.state;
    const auto& rules = *scene.record.rules;
    const auto& moment = scene.moment;
    const auto made = [&](auto& kept, auto make) -> const auto& {
        return kept.at(scene.version, [&] { return make(state, rules, moment); });
    };
    // Whatever stage it was begun in: while it goes on there is nothing else to see.
    if (state.open_segment() != nullptr && view::stage_of(scene.place))
        return draw_apart(ui, scene, views, drafts);
    switch (scene.place) {
        case Place::prepare:
            return screen::draw(ui, made(views.prepare, view::make_prepare_view), drafts.prepare);
        case Place::introductions:
            return screen::draw(ui, made(views.introductions, view::make_introductions_view),
                                drafts.introductions);
        case Place::information:
            return screen::draw(ui, made(views.information, view::make_information_view),
                                drafts.information);
        case Place::risk:
            return screen::draw(ui, made(views.risk, view::make_risk_view), drafts.risk);
        case Place::decision:
            return draw_decision(ui, scene, views, drafts);
        case Place::plan:
            return screen::draw(ui, made(views.plan, view::make_plan_view), drafts.plan);
        case Place::close:
            return screen::draw(ui, made(views.close, view::make_close_view), drafts.close);
        case Place::closed:
            return screen::draw(ui, made(views.closed, view::make_closed_view));
        case Place::past_conference:
            return draw_past(ui, scene, views, drafts);
        case Place::home:
        case Place::new_conference:
        case Place::sending:
        case Place::diagnostics:
        case Place::settings:
            return draw_outside(ui, scene, views, drafts);
        case Place::lock:
        case Place::hidden:
        case Place::resume:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<view::Intent> draw_place(ui::Ui& ui, const Scene& scene, Views& views,
                                       Drafts& drafts) {
    if (scene.place != Place::sending) drafts.sending.asked = false;
    if (scene.place != Place::diagnostics) drafts.readiness.asked = false;
    if (scene.place != Place::settings) drafts.settings.asked = false;
    if (scene.place != Place::past_conference) drafts.record.asked = false;
    if (!scene.record.state) return draw_outside(ui, scene, views, drafts);
    auto intent = draw_stage(ui, scene, views, drafts);
    if (scene.moment.sheet.name.empty()) forget_page(drafts.material_facts);
    if (scene.moment.sheet.name.empty() && !scene.record.state->adjourned()) return intent;
    const auto& room = views.room.at(scene.version, [&] {
        return view::make_room_sheets(*scene.record.state, *scene.record.rules, scene.moment);
    });
    auto over = screen::draw_room_sheets(ui, room, drafts.room, drafts.prepare);
    if (!over) over = draw_chair_sheet(ui, scene, drafts);
    if (!over) over = draw_material(ui, scene, drafts);
    return over ? over : intent;
}

std::optional<view::Intent> draw_handover(ui::Ui& ui, const Scene& scene, const HandedOver& who,
                                          Views& views, Drafts& drafts) {
    (void)views;
    const auto& state = *scene.record.state;
    const auto& rules = *scene.record.rules;
    switch (who.purpose) {
        case view::Handover::risk:
            return screen::draw_own_risk(
                ui, view::make_own_risk_view(state, rules, scene.moment, who.person, who.child),
                drafts.own_risk);
        case view::Handover::ballot:
            return screen::draw_ballot(ui,
                                       view::make_ballot_view(state, rules, scene.moment,
                                                              who.person, who.child, who.helped),
                                       drafts.ballot);
        case view::Handover::cosign:
            return screen::draw_cosign(
                ui, view::make_cosign_view(state, rules, scene.moment, who.person));
        case view::Handover::sign_in:
            return std::nullopt;  // done with the PIN itself
    }
    return std::nullopt;
}

std::optional<PersonId> next_in_round(const Scene& scene, const HandedOver& who) {
    const auto& state = *scene.record.state;
    switch (who.purpose) {
        case view::Handover::risk:
            return view::next_to_score(state, who.child, who.person);
        case view::Handover::ballot:
            return view::next_to_vote(state, who.child, who.person);
        case view::Handover::cosign:
            for (const auto& id : scene.record.cosign_due)
                if (!(id == who.person)) return id;
            return std::nullopt;
        case view::Handover::sign_in:
            for (const auto& id : state.person_order) {
                const auto& person = state.people.at(id);
                if (person.here() && !person.public_key && !(id == who.person) &&
                    person.invited.group == conference::Group::professional)
                    return id;
            }
            return std::nullopt;
    }
    return std::nullopt;
}

bool said(const conference::Command& command, Drafts& drafts) {
    using namespace conference;
    bool closes = screen::said(command, drafts.risk);
    closes = screen::said(command, drafts.decision) || closes;
    closes = screen::said(command, drafts.chair_decision) || closes;
    closes = screen::said(command, drafts.outcome) || closes;
    closes = screen::said(command, drafts.plan) || closes;
    closes = screen::said(command, drafts.close) || closes;
    closes = screen::said(command, drafts.ballot) || closes;
    closes = screen::said(command, drafts.room) || closes;
    closes = screen::said(command, drafts.kept_out) || closes;
    closes = screen::said(command, drafts.step_out) || closes;
    closes = screen::said(command, drafts.request) || closes;
    closes = screen::said(command, drafts.information.carried) || closes;
    closes = screen::said(command, drafts.routes) || closes;
    closes = screen::said(command, drafts.delivery) || closes;
    closes = screen::said(command, drafts.material) || closes;
    closes = screen::said(command, drafts.past.addition) || closes;
    screen::said(command, drafts.matters);
    screen::said(command, drafts.minutes);
    drafts.record.asked = false;  // there is one entry more
    // Whatever was typed while some were out of the room is gone before they are back.
    if (std::holds_alternative<Say<SegmentEnded>>(command))
        screen::forget_typed(drafts.information);
    if (std::holds_alternative<Say<ConferenceOpened>>(command)) {
        drafts.new_conference = {};
        closes = true;
    } else if (std::holds_alternative<Say<ChildAdded>>(command)) {
        drafts.prepare.child = {};
        closes = true;
    } else if (std::holds_alternative<Say<PersonInvited>>(command)) {
        const auto filter = drafts.prepare.person.filter;
        drafts.prepare.person = {};
        drafts.prepare.person.filter = filter;
        closes = true;
    } else if (std::holds_alternative<Say<ReportReceived>>(command)) {
        drafts.prepare.report = {};
        closes = true;
    } else if (const auto* point = std::get_if<Say<PointConfirmed>>(&command)) {
        if (point->fact.point == drafts.introductions.way_on)
            drafts.introductions.way_on_reason.clear();
        if (point->fact.point.starts_with("omit-")) drafts.prepare.asked = {};
    } else if (std::holds_alternative<Say<PersonLeft>>(command) ||
               std::holds_alternative<Say<PersonArrived>>(command)) {
        drafts.introductions.leave_reason.clear();
        drafts.introductions.told = false;
        drafts.introductions.arrive_way = 0;
        closes = true;
    } else if (std::holds_alternative<Say<AttendanceMarked>>(command)) {
        drafts.introductions.note.clear();
    } else if (std::holds_alternative<Say<ContributionRecorded>>(command)) {
        const auto speaker = drafts.information.add.speaker;
        drafts.information.add = {};
        drafts.information.add.speaker = speaker;  // who spoke goes on speaking
        closes = true;
    } else if (std::holds_alternative<Say<CorrectionLinked>>(command) ||
               std::holds_alternative<Say<ConflictPaired>>(command)) {
        drafts.information.correct = {};
        closes = true;
    } else if (std::holds_alternative<Say<AgencyHeard>>(command)) {
        drafts.information.follow = {};
        closes = true;
    } else if (std::holds_alternative<Say<ReportReadIn>>(command)) {
        closes = true;
    } else if (std::holds_alternative<Say<ViewsRecorded>>(command)) {
        drafts.information.views = {};
        closes = true;
    }
    return closes;
}

}  // namespace cpc::kiosk
