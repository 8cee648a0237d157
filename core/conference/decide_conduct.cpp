// SPDX-License-Identifier: Apache-2.0
// The request for a conference, its sittings, its restricted parts, missed limits, and the steps
// people take when they do not agree.
#include <algorithm>

#include "core/conference/judge.hpp"

namespace cpc::conference {
namespace {

bool running(const State& state) {
    return state.stage > Stage::preparation && state.stage < Stage::closed;
}

bool listed(const std::vector<PersonId>& people, PersonId id) {
    return std::find(people.begin(), people.end(), id) != people.end();
}

// Without a choice of the chair's, a restricted part is for the professionals. Observers are never
// in one (REQ-053).
SegmentStarted with_everybody_placed(const State& state, SegmentStarted segment) {
    const auto chosen = segment.out;
    segment.in.clear();
    segment.out.clear();
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (!person.here()) continue;
        const auto group = person.invited.group;
        const bool convenes = group == Group::chair || group == Group::minute_taker;
        const bool by_default = !convenes && group != Group::professional;
        const bool out =
            group == Group::observer || (chosen.empty() ? by_default : listed(chosen, id));
        (out ? segment.out : segment.in).push_back(id);
    }
    return segment;
}

// A request to another agency's meeting is written down as it comes and may be completed until it
// is answered (REQ-014).
bool may_be_completed(const State& state, const RequestReceived& request) {
    return request.elsewhere.value_or(false) && state.request->elsewhere.value_or(false) &&
           !state.request_answer;
}

// REQ-014: nobody says yes before it is known who asks, and whether what they tell is a report that
// has to be acted on at once.
Answer judge_elsewhere(const Bench& bench, const RequestAnswered& answer) {
    const auto* rule = bench.procedure().find<procedure::ExternalRequestRule>();
    const auto& request = *bench.state.request;
    if (rule == nullptr) return bench.no("request.elsewhere");
    if (!answer.convene)
        return blank(answer.reasons) ? bench.no("request.refusal-reasons") : yes(answer);
    if (blank(request.requester) || blank(request.agency) || blank(request.reason) ||
        blank(request.contact.value_or(std::string{})))
        return bench.no("request.caller");
    const bool judged =
        std::any_of(rule->judgements.begin(), rule->judgements.end(),
                    [&](const auto& offered) { return answer.judgement == offered.id; });
    if (!judged || blank(answer.judged_because.value_or(std::string{})))
        return bench.no("request.judgement", rule->sentence);
    return yes(answer);
}

}  // namespace

Answer judge(const Bench& bench, const Say<RequestReceived>& command) {
    const auto& request = command.fact;
    if (bench.state.stage != Stage::preparation) return bench.no("stage.right-one");
    if (bench.state.request && !may_be_completed(bench.state, request))
        return bench.no("request.once");
    if (request.elsewhere.value_or(false)) {
        if (bench.procedure().find<procedure::ExternalRequestRule>() == nullptr)
            return bench.no("request.elsewhere");
        return yes(request);
    }
    if (blank(request.requester) || blank(request.reason)) return bench.no("request.complete");
    // A family member may ask for an early review and has no agency (REQ-020).
    if (!request.early_review && (blank(request.agency) || blank(request.manager)))
        return bench.no("request.complete");
    if (bench.procedure().type(request.type) == nullptr) return bench.no("conference.type-offered");
    std::vector<Event> events{Event{request}};
    if (bench.procedure().event("request") != nullptr)
        events.emplace_back(StartDateSet{"request", request.received, {}});
    return events;
}

Answer judge(const Bench& bench, const Say<RequestAnswered>& command) {
    const auto& answer = command.fact;
    if (!bench.state.request) return bench.no("request.known");
    if (bench.state.stage != Stage::preparation) return bench.no("stage.right-one");
    if (bench.state.request->elsewhere.value_or(false)) return judge_elsewhere(bench, answer);
    if (!answer.convene && (blank(answer.reasons) || !answer.discussed_on))
        return bench.no("request.refusal-reasons");
    return yes(answer);
}

Answer judge(const Bench& bench, const Say<StartDateSet>& command) {
    const auto& set = command.fact;
    if (bench.procedure().event(set.name) == nullptr) return bench.no("dates.event-known");
    const auto& starts = bench.state.opened->start_events;
    const bool changes = std::any_of(starts.begin(), starts.end(), [&](const auto& start) {
        return start.name == set.name && start.date != set.date;
    });
    if (changes && blank(set.reason)) return bench.no("dates.change-reason");
    return yes(set);
}

Answer judge(const Bench& bench, const Say<ConferenceAdjourned>& command) {
    auto adjourned = command.fact;
    if (!running(bench.state) || bench.state.open_segment() != nullptr)
        return bench.no("stage.right-one");
    if (blank(adjourned.reason)) return bench.no("adjourn.reason");
    adjourned.at = bench.by.now;
    if (adjourned.resumes.instant() <= adjourned.at.instant()) return bench.no("adjourn.date");
    const auto& quorum = bench.procedure().the<procedure::QuorumRule>();
    if (!quorum_gap(bench.state, bench.procedure()).empty()) {
        if (blank(adjourned.interim_arrangements)) return bench.no("adjourn.interim");
        const auto latest = bench.rules.calendar.working_days_after(adjourned.at.date,
                                                                    quorum.reconvene_working_days);
        if (latest && quorum.reconvene_working_days > 0 && adjourned.resumes.date > latest->last)
            return bench.no("adjourn.within", latest->last.iso() + ".");
    }
    return yes(adjourned);
}

Answer judge(const Bench& bench, const Say<ConferenceResumed>&) {
    if (!bench.state.adjourned()) return bench.no("adjourn.not");
    return yes(ConferenceResumed{bench.by.now});
}

// After everything that began before it, over by now, and apart from the other breaks.
Answer judge(const Bench& bench, const Say<BreakTaken>& command) {
    if (!running(bench.state)) return bench.no("stage.right-one");
    const auto from = command.fact.from.instant();
    const auto to = command.fact.to.instant();
    const auto& breaks = bench.state.breaks;
    const bool after_the_last = breaks.empty() || from >= breaks.back().to.instant();
    if (from < bench.state.sittings.back().from.instant() || to < from ||
        to > bench.by.now.instant() || !after_the_last)
        return bench.no("break.times");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const CancelConference& command) {
    if (blank(command.reason)) return bench.no("cancel.reason");
    std::vector<Event> events{Event{ConferenceCancelled{bench.by.now, command.reason}}};
    // What was decided before it stopped stands, and goes into the register all the same.
    for (auto& entry : register_entries(bench))
        events.push_back(std::move(entry));
    events.emplace_back(ConferenceClosed{bench.by.now, command.reason});
    return events;
}

Answer judge(const Bench& bench, const Say<BreachExplained>& command) {
    const auto& limits = bench.procedure().deadlines;
    const bool known = std::any_of(limits.begin(), limits.end(), [&](const auto& limit) {
        return limit.basis.id == command.fact.limit;
    });
    if (!known) return bench.no("dates.limit-known");
    if (blank(command.fact.reason) || too_long(command.fact.reason)) return bench.no("text.length");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<SegmentStarted>& command) {
    if (!running(bench.state) || bench.state.open_segment() != nullptr)
        return bench.no("segment.one");
    if (!by_chair(bench) || blank(command.fact.reason)) return bench.no("segment.reason");
    const auto* rule = bench.procedure().find<procedure::RestrictedRule>();
    for (const auto& id : command.fact.redaction.value_or(std::vector<std::string>{})) {
        const bool known =
            rule != nullptr &&
            std::any_of(rule->redaction_reasons.begin(), rule->redaction_reasons.end(),
                        [&](const auto& offered) { return offered.id == id; });
        if (!known) return bench.no("segment.redaction-known");
    }
    auto segment = with_everybody_placed(bench.state, command.fact);
    if (segment.out.empty()) return bench.no("segment.somebody-out");
    segment.at = bench.by.now;
    return yes(segment);
}

Answer judge(const Bench& bench, const Say<SegmentEnded>& command) {
    const auto* open = bench.state.open_segment();
    if (open == nullptr) return bench.no("segment.one");
    auto ended = command.fact;
    ended.segment = open->started.segment;
    ended.at = bench.by.now;
    return yes(ended);
}

Answer judge(const Bench& bench, const Say<RouteStepTaken>& command) {
    const auto& taken = command.fact;
    const auto& routes = bench.procedure().dissent_routes;
    const auto route = std::find_if(routes.begin(), routes.end(), [&](const auto& known) {
        return known.basis.id == taken.route;
    });
    if (route == routes.end()) return bench.no("route.known");
    if (bench.state.person(taken.person) == nullptr) return bench.no("people.known");
    const auto has_result = [&](const std::string& step) {
        return std::any_of(bench.state.route_steps.begin(), bench.state.route_steps.end(),
                           [&](const auto& each) {
                               return each.route == taken.route && each.person == taken.person &&
                                      each.step == step && !blank(each.result);
                           });
    };
    // A later step opens only when the one before has a result (REQ-265).
    for (const auto& step : route->steps) {
        if (step.id == taken.step) return yes(taken);
        if (!has_result(step.id)) return bench.no("route.in-order", step.title + ".");
    }
    return bench.no("route.known");
}

}  // namespace cpc::conference
