// SPDX-License-Identifier: Apache-2.0
#include "core/conference/decide.hpp"

#include <algorithm>

#include "core/base/limits.hpp"
#include "core/conference/judge.hpp"
#include "core/conference/papers.hpp"
#include "core/conference/sight.hpp"

namespace cpc::conference {
namespace {

template <class... Allowed>
bool is_one_of(const Command& command) {
    return (std::holds_alternative<Allowed>(command) || ...);
}

// After the close only these are still possible: signing it, handing out what it says, and what
// agencies and people answer to it.
bool allowed_after_close(const Command& command) {
    return is_one_of<Say<CloseCosigned>, Say<DocumentIssued>, Say<PaperDelivered>,
                     Say<PersonRekeyed>, Say<RecommendationAnswered>, Say<RouteStepTaken>,
                     Say<ChildBorn>, Say<MatterRaised>, Say<MatterAnswered>, Say<MinutesMarked>>(
        command);
}

// Between two sittings the meeting says nothing; what arrives meanwhile is still written down.
bool allowed_while_adjourned(const Command& command) {
    return is_one_of<Say<ConferenceResumed>, CancelConference, Say<PersonInvited>,
                     Say<ReportReceived>, Say<StartDateSet>, Say<ChildBorn>, Say<ExclusionDecided>,
                     Say<ObjectionRaised>, Say<BreachExplained>, Say<MaterialTaken>,
                     Say<MaterialWithdrawn>, Say<MatterRaised>, Say<MatterAnswered>>(command);
}

// In a restricted part only information is shared; everything that decides waits for everybody.
bool allowed_in_segment(const Command& command) {
    return is_one_of<Say<ContributionRecorded>, Say<CorrectionLinked>, Say<ConflictPaired>,
                     Say<SegmentEnded>, Say<PersonLeft>, Say<AgencyHeard>, Say<ReportReadIn>,
                     Say<MaterialTaken>, Say<MaterialWithdrawn>, Say<MatterRaised>,
                     Say<MatterAnswered>>(command);
}

// What somebody does with a key of their own; everything else is the chair's. Acts with a rule of
// their own about who may do them are asked there, for a better sentence.
bool open_to_people(const Command& command) {
    return is_one_of<Say<PositionLogged>, Say<CloseCosigned>, Say<ContributionRecorded>,
                     Say<CorrectionLinked>, Say<DissentNoted>, Say<SafetyScored>, Say<ChairDecided>,
                     Say<ExclusionDecided>, Say<SegmentStarted>>(command);
}

bool knows_event(const ConferenceOpened& opened, const std::string& name) {
    return std::any_of(opened.start_events.begin(), opened.start_events.end(),
                       [&](const auto& start) { return start.name == name; });
}

// Enough of the procedure's reasons, each known, with its words and its dates (REQ-010 to 013).
std::optional<Refusal> opening_gap(const Bench& bench, const ConferenceOpened& opened,
                                   const procedure::ConferenceType& type,
                                   const std::vector<NamedText>& chosen) {
    const auto lacks = [&](std::string_view detail = {}) {
        return refuse("conference.basis-stated", bench.procedure(), detail);
    };
    if (static_cast<int>(chosen.size()) < type.opening_choices_least) return lacks();
    for (const auto& each : chosen) {
        const auto choice =
            std::find_if(type.opening_choices.begin(), type.opening_choices.end(),
                         [&](const auto& offered) { return offered.id == each.name; });
        if (choice == type.opening_choices.end()) return lacks();
        if (type.opening_needs_text && blank(each.text))
            return lacks("Write what supports it: " + choice->label + ".");
        for (const auto& name : choice->events)
            if (!knows_event(opened, name)) return lacks(name + ".");
    }
    return std::nullopt;
}

}  // namespace

bool blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool too_long(std::string_view text) {
    return text.size() > limits::text_bytes_max;
}

Answer decide(const State& state, const Rulebook& rules, const Context& by,
              const Command& command) {
    const Bench bench{state, rules, by};
    const bool opens = std::holds_alternative<Say<ConferenceOpened>>(command);
    if (opens && state.opened) return bench.no("conference.opened-once");
    if (!opens && !state.opened) return bench.no("conference.basis-stated");
    if (state.closed && !allowed_after_close(command)) return bench.no("conference.closed");
    if (state.adjourned() && !state.closed && !allowed_while_adjourned(command))
        return bench.no("conference.adjourned");
    if (state.open_segment() != nullptr && !allowed_in_segment(command))
        return bench.no("segment.open");
    if (!by_chair(bench) && !open_to_people(command)) return bench.no("chair.only");
    return std::visit([&](const auto& asked) { return judge(bench, asked); }, command);
}

Answer judge(const Bench& bench, const Say<ConferenceOpened>& command) {
    const auto& opened = command.fact;
    const auto* type = bench.procedure().type(opened.type);
    if (type == nullptr) return bench.no("conference.type-offered");
    for (const auto& name : type->events)
        if (!knows_event(opened, name)) return bench.no("conference.basis-stated", name + ".");
    for (const auto& flag : opened.flags.value_or(std::vector<std::string>{}))
        if (std::none_of(type->flags.begin(), type->flags.end(),
                         [&](const auto& known) { return known.id == flag; }))
            return bench.no("conference.basis-stated", flag + ".");
    if (type->opening_choices.empty()) return yes(opened);
    auto chosen = opened.grounds.value_or(std::vector<NamedText>{});
    if (!blank(opened.basis) && std::none_of(chosen.begin(), chosen.end(), [&](const auto& each) {
            return each.name == opened.basis;
        }))
        chosen.insert(chosen.begin(), {opened.basis, {}});
    if (auto gap = opening_gap(bench, opened, *type, chosen)) return *gap;
    ConferenceOpened recorded = opened;
    for (const auto& each : chosen) {
        const auto& flag = std::find_if(type->opening_choices.begin(), type->opening_choices.end(),
                                        [&](const auto& known) { return known.id == each.name; })
                               ->sets_flag;
        if (flag == "transfer-in") {
            recorded.transfer_in = true;
        } else if (!flag.empty()) {
            if (!recorded.flags) recorded.flags.emplace();
            recorded.flags->push_back(flag);
        }
    }
    return yes(recorded);
}

Answer judge(const Bench& bench, const Say<ChildAdded>& command) {
    const auto& added = command.fact;
    if (too_long(added.name) || blank(added.ref)) return bench.no("text.length");
    // Points are ticked under the short name: two children with one name would share their ticks.
    for (const auto& [id, child] : bench.state.children) {
        const bool same = child.added.ref == added.ref;
        const bool renamed = id == added.child && !same && bench.state.stage > Stage::preparation;
        if (renamed || (same && id != added.child)) return bench.no("child.ref-own");
    }
    return yes(added);
}

Answer judge(const Bench& bench, const Say<PersonSignedIn>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr) return bench.no("people.known");
    if (person->public_key) return bench.no("people.key-once");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<PersonRekeyed>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr || person->public_key != command.fact.old_key)
        return bench.no("people.known");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<ReportReceived>& command) {
    if (bench.state.person(command.fact.author) == nullptr) return bench.no("people.known");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<DocumentIssued>& command) {
    const auto& issued = command.fact;
    // Who asked for a conference in vain gets the reasons, and nothing is closed then.
    const bool refusal = bench.state.request_refused() && issued.kind == "refusal-letter";
    if (!bench.state.closed && !refusal && !sent_before(issued.kind))
        return bench.no("stage.right-one");
    if (issued.child && bench.state.child(*issued.child) == nullptr)
        return bench.no("conference.has-a-child");
    for (const auto& id : issued.readers.value_or(std::vector<PersonId>{})) {
        const auto* person = bench.state.person(id);
        if (person == nullptr) return bench.no("people.known");
        if (kept_from(*person)) return bench.no("papers.without-knowledge");
        if (issued.child && !entitled(bench.state, *person, *issued.child))
            return bench.no("papers.by-right");
    }
    return yes(issued);
}

Answer judge(const Bench& bench, const Say<CloseCosigned>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr) return bench.no("people.known");
    if (!bench.state.closed || bench.by.actor != command.fact.person)
        return bench.no("close.cosign-own");
    return yes(command.fact);
}

}  // namespace cpc::conference
