// SPDX-License-Identifier: Apache-2.0
#include "app/view/common.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/view/matters.hpp"
#include "app/view/room_sheets.hpp"
#include "core/base/letters.hpp"
#include "core/conference/decide.hpp"
#include "core/conference/gestation.hpp"

namespace cpc::view {
namespace {

using conference::Group;
using conference::Stage;

constexpr std::array stages{Stage::introductions, Stage::information, Stage::risk,
                            Stage::decision,      Stage::plan,        Stage::close};

// One word, so that the rail stays narrow; the page's own title is the procedure's.
std::string stage_label(Stage stage) {
    return say("stage." + std::string{conference::word(stage)});
}

std::string upper_first(std::string_view word) {
    return in_capitals(first_letter(word));
}

std::string initials_of(std::string_view name) {
    std::string initials;
    int words = 0;
    for (std::size_t at = 0; at < name.size() && words < 2;) {
        const auto end = std::min(name.find(' ', at), name.size());
        const auto word = name.substr(at, end - at);
        if (!word.empty() && (std::isalpha(static_cast<unsigned char>(word[0])) != 0 ||
                              static_cast<unsigned char>(word[0]) >= 0x80U)) {
            initials += upper_first(word);
            ++words;
        }
        at = end + 1;
    }
    return initials;
}

// Short, because it stands beside everything else: "Review conference". The full name of the type
// is on home and in the documents.
std::string type_words(const conference::State& state, const procedure::Procedure& procedure) {
    const auto* type = procedure.type(state.opened->type);
    if (type == nullptr) return state.opened->type;
    const Values what{{"conference", procedure.terms.conference_short}};
    switch (type->kind) {
        case procedure::TypeKind::initial:
            return say("shell.type_initial", what);
        case procedure::TypeKind::review:
            return say("shell.type_review", what);
        case procedure::TypeKind::intake:
            return say("shell.type_intake", what);
    }
    return type->label;
}

std::string chair_name(const conference::State& state, const procedure::Procedure& procedure) {
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (person.invited.group == Group::chair) return person.invited.name;
    }
    return procedure.terms.chair;
}

std::string age_of(const conference::ChildAdded& child, Date today) {
    if (child.expected && (!child.born || today < *child.born)) {
        const auto along = conference::gestation_on(*child.expected, today);
        if (!along) return say("shell.unborn");
        return say("shell.unborn_weeks",
                   {{"weeks", say_count("shell.week", static_cast<std::size_t>(along->weeks))},
                    {"days", say_count("shell.day", static_cast<std::size_t>(along->days))}});
    }
    if (!child.born) return say("shell.age_unknown");
    int months = (today.year() - child.born->year()) * 12 + today.month() - child.born->month();
    if (today.day() < child.born->day()) --months;
    if (months < 24) return say_count("shell.month", static_cast<std::size_t>(std::max(0, months)));
    return say_count("shell.year", static_cast<std::size_t>(months / 12));
}

void add_tabs(FrameView& frame, const conference::State& state, const conference::Rulebook& rules,
              const Moment& moment) {
    const auto wanted = stage_of(moment.place).value_or(state.stage);
    std::size_t number = 0;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const auto stage = stages.at(i);
        TabView tab;
        tab.label = stage_label(stage);
        tab.place = *place_of(stage);
        tab.current = stage == wanted;
        tab.done = !tab.current && stage < state.stage;
        if (stage < state.stage)
            tab.points_open =
                static_cast<int>(conference::open_points(state, rules.procedure, stage).size());
        if (tab.current) number = i + 1;
        frame.tabs.push_back(std::move(tab));
    }
    if (number > 0)
        frame.step_text = say("shell.step", {{"n", std::to_string(number)},
                                             {"all", std::to_string(stages.size())},
                                             {"stage", stage_label(wanted)}});
    else
        frame.step_text = say("shell.steps_done");
}

}  // namespace

std::optional<Place> place_of(Stage stage) {
    switch (stage) {
        case Stage::preparation:
            return Place::prepare;
        case Stage::introductions:
            return Place::introductions;
        case Stage::information:
            return Place::information;
        case Stage::risk:
            return Place::risk;
        case Stage::decision:
            return Place::decision;
        case Stage::plan:
            return Place::plan;
        case Stage::close:
            return Place::close;
        case Stage::closed:
            return Place::closed;
    }
    return std::nullopt;
}

std::optional<Stage> stage_of(Place place) {
    for (const auto stage : stages)
        if (place_of(stage) == place) return stage;
    return std::nullopt;
}

FrameView make_frame(const conference::State& state, const conference::Rulebook& rules,
                     const Moment& moment) {
    FrameView frame;
    frame.title = say("shell.title", {{"type", type_words(state, rules.procedure)},
                                      {"family", state.opened->family}});
    frame.where = moment.practice
                      ? say("shell.practice_line",
                            {{"training", say("shell.training")}, {"venue", state.opened->venue}})
                      : say("shell.chair_line", {{"venue", state.opened->venue},
                                                 {"chair", chair_name(state, rules.procedure)}});
    frame.time = moment.now.clock();
    // Of this sitting: days between two of them are not how long anybody sat here.
    if (!state.sittings.empty() && !state.closed && !state.adjourned()) {
        const auto minutes =
            (moment.now.instant().ms - state.sittings.back().from.instant().ms) / 60'000;
        if (minutes >= 0)
            frame.time += " · " + say_count("shell.length", static_cast<std::size_t>(minutes));
    }
    frame.saving = moment.saving;
    frame.save_text = say(moment.saving == Saving::failed   ? "shell.not_saved"
                          : moment.saving == Saving::saving ? "shell.saving"
                                                            : "shell.saved");
    frame.home = say("shell.home");
    frame.display = say("shell.display");
    frame.hide = say("shell.hide");
    frame.open_word = say("shell.open");
    frame.current_word = say("shell.current");
    frame.done_word = say("shell.done");
    frame.notice = moment.notice;
    frame.undo = moment.undo;
    if (!state.closed && state.open_segment() == nullptr)
        frame.questions = questions_waiting(state);
    if (state.family_in_room()) frame.room_line = say("shell.family_here");
    if (state.stage != Stage::preparation) add_tabs(frame, state, rules, moment);
    const auto looked_at = stage_of(moment.place);
    if (looked_at && *looked_at<state.stage&& * looked_at> Stage::preparation && !state.closed) {
        frame.open_again = say("room.open_again");
        frame.open_again_sheet = stage_sheet_name(*looked_at);
    }
    return frame;
}

bool gone_with_last_sitting(const conference::State& state, const conference::Person& person) {
    return state.sittings.size() > 1 && person.left() &&
           person.presence.back().to->instant() <= state.sittings.back().from.instant();
}

bool is_family(Group group) {
    return group == Group::family || group == Group::child;
}

PersonLine person_line(const conference::Person& person, const procedure::Procedure& procedure) {
    PersonLine line;
    line.id = person.invited.person;
    line.name = person.invited.name;
    line.family = is_family(person.invited.group);
    line.initials = initials_of(person.invited.name);
    const auto* role = procedure.role(person.invited.role);
    const std::string label = role == nullptr ? person.invited.role : role->label;
    const auto& agency = person.invited.agency;
    if (label == line.name || label == agency)
        line.detail = agency == line.name ? std::string{} : agency;
    else if (agency.empty() || agency == line.name)
        line.detail = label;
    else
        line.detail = say("shell.role_and_agency", {{"role", label}, {"agency", agency}});
    if (line.detail.empty() && line.family) line.detail = say("people.family");
    return line;
}

std::string person_name(const conference::State& state, PersonId person) {
    const auto* known = state.person(person);
    return known == nullptr ? std::string{} : known->invited.name;
}

std::string child_label(const conference::Child& child, Date today) {
    return say("shell.child_label",
               {{"ref", child.added.ref}, {"age", age_of(child.added, today)}});
}

std::string child_refs(const conference::State& state) {
    std::vector<std::string> refs;
    for (const auto& id : state.child_order)
        refs.push_back(state.children.at(id).added.ref);
    return say_list(refs);
}

std::string fill_text(const std::string& text, const conference::State& state,
                      const conference::Rulebook& rules, ChildId child) {
    const auto* known = state.child(child);
    return procedure::fill_in(text,
                              {{"child", known == nullptr ? child_refs(state) : known->added.ref},
                               {"chair", chair_name(state, rules.procedure)}});
}

std::string short_citation(const std::string& cites) {
    auto end = std::min({cites.size(), cites.find(": \u201c"), cites.find("; ")});
    // A sentence ends before a capital; "ch. 21" is no end.
    for (auto stop = cites.find(". "); stop < end; stop = cites.find(". ", stop + 1))
        if (stop + 2 < cites.size() && cites[stop + 2] >= 'A' && cites[stop + 2] <= 'Z') end = stop;
    return cites.substr(0, end);
}

std::string with_citation(const std::string& sentence, const std::string& cites) {
    if (cites.empty()) return sentence;
    return say("shell.citation", {{"sentence", sentence}, {"cites", short_citation(cites)}});
}

std::string refusal_text(const conference::Refusal& refusal) {
    return say("shell.refused", {{"message", with_citation(refusal.message, refusal.cites)}});
}

std::string blocked_by(const conference::State& state, const conference::Rulebook& rules,
                       const Moment& moment, const conference::Command& command) {
    const auto answer = conference::decide(state, rules, {moment.now, {}}, command);
    const auto* refusal = std::get_if<conference::Refusal>(&answer);
    return refusal == nullptr ? std::string{} : with_citation(refusal->message, refusal->cites);
}

}  // namespace cpc::view
