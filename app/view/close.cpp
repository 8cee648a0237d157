// SPDX-License-Identifier: Apache-2.0
#include "app/view/close.hpp"
#include "app/view/asked.hpp"
#include "app/view/routes.hpp"

#include <algorithm>

namespace cpc::view {
namespace {

using conference::Child;
using conference::Rulebook;
using conference::State;

std::string views_sentence(const State& state, const Child& child) {
    if (!child.ballot || !child.ballot->closed) return {};
    const auto tally = conference::count_people(conference::counted_views(state, *child.ballot));
    return say(
        "decision.counts",
        {{"agree", say_count("decision.n-agree", static_cast<std::size_t>(tally.in_favour))},
         {"differ", say_count("decision.n-differ", static_cast<std::size_t>(tally.against))},
         {"unable", say_count("decision.n-unable", static_cast<std::size_t>(tally.unable))}});
}

void add_family(SummaryPart& part, const State& state, const Child& child) {
    for (const auto& said : child.family_views)
        part.sentences.push_back(
            said.words.empty()
                ? say(said.agrees ? "close.family-agrees" : "close.family-differs",
                      {{"who", person_name(state, said.person)}})
                : say(said.agrees ? "close.family-agrees-words" : "close.family-differs-words",
                      {{"who", person_name(state, said.person)}, {"words", said.words}}));
}

void add_plan(SummaryPart& part, const State& state, const Rulebook& rules, const Child& child) {
    const auto& terms = rules.procedure.terms;
    if (child.key_worker)
        part.sentences.push_back(say(
            "close.key-worker",
            {{"what", terms.lead_worker}, {"who", person_name(state, child.key_worker->person)}}));
    if (child.core_group) {
        std::vector<std::string> names;
        for (const auto& id : child.core_group->members)
            names.push_back(person_name(state, id));
        part.sentences.push_back(say(
            "close.core-group", {{"what", terms.core_group},
                                 {"who", say_list(names)},
                                 {"when", say_date_and_time(child.core_group->first_meeting)}}));
    }
    for (const auto& action : child.actions)
        part.sentences.push_back(say("close.action", {{"what", action.what},
                                                      {"who", person_name(state, action.owner)},
                                                      {"when", say_date(action.due)}}));
    for (const auto& note : child.plan_notes)
        part.sentences.push_back(note.text);
}

// A sentence that ends in a full stop stays as it is.
std::string joined(const std::vector<SummaryPart>& parts) {
    std::string text;
    for (const auto& part : parts) {
        if (!text.empty()) text += "\n";
        text += part.title + "\n";
        for (const auto& sentence : part.sentences)
            text += sentence + "\n";
    }
    return text;
}

void add_checks(CloseView& view, const State& state, const Rulebook& rules) {
    const auto add = [&](std::string label, std::string detail, bool done) {
        view.checks.push_back({std::move(label), std::move(detail)});
        view.checks_done.push_back(done);
    };
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        add(say("close.check-result", {{"child", child.added.ref}}),
            child.result ? decision_label(rules, child.result->locked.decision) : std::string{},
            child.result.has_value());
        if (!child.protected_status()) continue;
        add(say("close.check-plan", {{"child", child.added.ref}}), {},
            child.key_worker && child.core_group && !child.actions.empty());
    }
    const auto* review = rules.procedure.find<procedure::ReviewRule>();
    const bool continuing =
        std::any_of(state.children.begin(), state.children.end(),
                    [](const auto& entry) { return entry.second.protected_status(); });
    if (continuing && review != nullptr && review->date_before_close)
        add(say("close.check-next"),
            state.next_conference ? say_date_and_time(state.next_conference->at) : std::string{},
            state.next_conference.has_value());
    // It decides whose papers they get, and cannot be said any more afterwards.
    if (auto open = here_for_open(state); !open.empty())
        add(say("close.check-here-for"), std::move(open), false);
}

// Who was shown this way and told that it is there; nothing if nobody was.
std::string given_to(const State& state, const procedure::DissentRoute& route) {
    std::vector<std::string> names;
    for (const auto& taken : state.route_steps) {
        const auto* person = state.person(taken.person);
        if (taken.route != route.basis.id || person == nullptr) continue;
        const auto& name = person->invited.name;
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return names.empty() ? std::string{} : say("close.route-given", {{"who", say_list(names)}});
}

void add_routes(CloseView& view, const State& state, const Rulebook& rules, const Moment& moment) {
    for (const auto& route : rules.procedure.dissent_routes) {
        RouteView shown;
        shown.title =
            say(route.who == procedure::DissentWho::professional ? "close.route-professional"
                : route.who == procedure::DissentWho::family     ? "close.route-family"
                                                                 : "close.route-anyone",
                {{"title", route.title}});
        for (const auto& step : route.steps)
            shown.steps.push_back({step.title, step.text});
        shown.cites = route.basis.cites;
        shown.id = route.basis.id;
        shown.for_anyone = route.who == procedure::DissentWho::anyone && !route.steps.empty();
        if (shown.for_anyone) {
            shown.first_step = route.steps.front().id;
            shown.given = given_to(state, route);
            if (moment.sheet.name == "close-route-" + shown.id)
                view.open_route = view.routes.size();
        }
        view.routes.push_back(std::move(shown));
    }
    if (!view.open_route) return;
    for (const auto& id : state.person_order)
        if (const auto& person = state.people.at(id); person.here())
            view.people.push_back(person_line(person, rules.procedure));
}

}  // namespace

std::vector<SummaryPart> summary_of(const State& state, const Rulebook& rules) {
    std::vector<SummaryPart> parts;
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        SummaryPart part;
        part.title = child.added.ref;
        if (!child.summary.empty()) part.sentences.push_back(child.summary);
        if (child.result) {
            part.sentences.push_back(result_sentence(state, rules, child));
            if (const auto views = views_sentence(state, child); !views.empty())
                part.sentences.push_back(views);
            part.sentences.push_back(rule_name(child.result->locked.rule));
            if (child.ballot && child.ballot->chair)
                part.sentences.push_back(
                    say("close.chair-reasons", {{"why", child.ballot->chair->reasons}}));
        } else {
            part.sentences.push_back(say("close.no-result"));
        }
        add_family(part, state, child);
        add_plan(part, state, rules, child);
        parts.push_back(std::move(part));
    }
    if (state.next_conference)
        parts.push_back(
            {say("close.dates"),
             {say("close.next", {{"what", rules.procedure.terms.review},
                                 {"when", say_date_and_time(state.next_conference->at)}})}});
    return parts;
}

std::vector<DateLine> dates_of(const State& state, const Rulebook& rules,
                               const LocalTime& planned_close) {
    std::vector<DateLine> lines;
    const auto limits = conference::deadlines_of(state, rules, planned_close);
    for (const auto& limit : limits.counted) {
        if (limit.guide) continue;
        DateLine line;
        line.label = limit.label;
        line.when = procedure::in_words(limit.due);
        line.limit = limit_of(limits, limit.id, limit.which);
        lines.push_back(std::move(line));
    }
    return lines;
}

CloseView make_close_view(const State& state, const Rulebook& rules, const Moment& moment) {
    CloseView view;
    view.frame = make_frame(state, rules, moment);
    view.routes_label = routes_open(rules);
    view.now = moment.now;
    const auto* stage = rules.procedure.stage(procedure::StageKind::close);
    view.title = stage == nullptr ? say("close.title") : stage->label;
    if (stage != nullptr) view.help = fill_text(stage->family_text, state, rules);
    view.summary = summary_of(state, rules);
    view.summary_text = joined(view.summary);
    view.dates = dates_of(state, rules, moment.now);
    add_routes(view, state, rules, moment);
    view.points = points_of(state, rules, conference::Stage::close, ChildId{});
    add_checks(view, state, rules);
    view.close_label = say("close.button");
    view.close_blocked =
        blocked_by(state, rules, moment, conference::CloseConference{view.summary_text});
    view.status = view.close_blocked.empty() ? say("close.ready") : view.close_blocked;
    view.confirm_note = say("close.confirm-note");
    view.confirm_hold = say("close.confirm-hold");
    view.confirm_open = moment.sheet.name == "close-confirm";
    for (std::size_t i = 0; i < view.dates.size(); ++i)
        if (moment.sheet.name == "close-date-" + std::to_string(i)) view.open_date = i;
    return view;
}

}  // namespace cpc::view
