// SPDX-License-Identifier: Apache-2.0
// What is known, who has been heard, and what is feared for each child.
#include <algorithm>
#include <initializer_list>

#include "core/conference/judge.hpp"
#include "core/conference/own_hand.hpp"

namespace cpc::conference {
namespace {

// Information may be added in every stage of the running meeting: a decision must not be made
// without a fact only because it came late.
bool takes_information(const State& state) {
    return state.stage >= Stage::information && state.stage < Stage::closed;
}

bool is_out(const Segment& segment, PersonId person) {
    const auto& out = segment.started.out;
    return std::find(out.begin(), out.end(), person) != out.end();
}

// REQ-105: what does not bear on the question of this type of conference is not written down.
std::optional<Refusal> not_relevant(const Bench& bench, const ContributionRecorded& said) {
    const auto* rule = bench.procedure().find<procedure::RelevanceRule>();
    if (rule == nullptr) return std::nullopt;
    const auto& type = bench.state.opened->type;
    bool asked = false;
    for (const auto& mark : rule->marks) {
        if (std::find(mark.types.begin(), mark.types.end(), type) == mark.types.end()) continue;
        asked = true;
        if (said.relevance == mark.id) return std::nullopt;
    }
    if (!asked) return std::nullopt;
    return refuse("information.relevance", bench.procedure(), rule->sentence);
}

// What stands beside something is as restricted as that is, and as the part it is said in. Two
// parts with different people in them have no common place: nobody of one may learn of the other.
struct Place {
    std::optional<SegmentId> segment;
    std::optional<Refusal> refusal;
};
Place place_beside(const Bench& bench, std::initializer_list<ContributionId> originals) {
    Place place;
    const auto take = [&](const std::optional<SegmentId>& segment) {
        if (!segment) return;
        if (place.segment && *place.segment != *segment)
            place.refusal = refuse("segment.other-part", bench.procedure());
        place.segment = segment;
    };
    if (const auto* open = bench.state.open_segment()) take(open->started.segment);
    for (const auto& id : originals)
        take(bench.state.contribution(id)->said.segment);
    return place;
}

const Segment* segment_of(const State& state, const std::optional<SegmentId>& id) {
    if (!id) return nullptr;
    const auto found = std::find_if(state.segments.begin(), state.segments.end(),
                                    [&](const auto& each) { return each.started.segment == *id; });
    return found == state.segments.end() ? nullptr : &*found;
}

}  // namespace

Answer judge(const Bench& bench, const Say<ContributionRecorded>& command) {
    const auto& said = command.fact;
    if (!takes_information(bench.state)) return bench.no("stage.right-one");
    if (bench.state.person(said.speaker) == nullptr) return bench.no("people.known");
    if (blank(said.text) || too_long(said.text)) return bench.no("text.length");
    if (!said.presenter.empty() && bench.state.person(said.presenter) == nullptr)
        return bench.no("people.known");
    if (auto beside_the_point = not_relevant(bench, said)) return *beside_the_point;
    const auto* segment = bench.state.open_segment();
    if (segment == nullptr && said.segment) return bench.no("segment.one");
    if (segment == nullptr) return yes(said);
    // What is said now is for those who are in the room now, whatever the speaker's hands did.
    if (is_out(*segment, said.speaker) || is_out(*segment, said.presenter))
        return bench.no("segment.out-of-the-room");
    auto restricted = said;
    restricted.segment = segment->started.segment;
    return yes(restricted);
}

Answer judge(const Bench& bench, const Say<CorrectionLinked>& command) {
    const auto& correction = command.fact;
    if (bench.state.contribution(correction.original) == nullptr)
        return bench.no("information.original-known");
    if (bench.state.person(correction.by) == nullptr) return bench.no("people.known");
    auto place = place_beside(bench, {correction.original});
    if (place.refusal) return *place.refusal;
    // Whoever was out of the room does not know what was said there.
    const auto* segment = segment_of(bench.state, place.segment);
    if (segment != nullptr && is_out(*segment, correction.by))
        return bench.no("segment.out-of-the-room");
    if (blank(correction.text) || too_long(correction.text)) return bench.no("text.length");
    auto placed = correction;
    placed.segment = place.segment;
    return yes(placed);
}

Answer judge(const Bench& bench, const Say<ConflictPaired>& command) {
    const auto& pair = command.fact;
    if (pair.first == pair.second || bench.state.contribution(pair.first) == nullptr ||
        bench.state.contribution(pair.second) == nullptr)
        return bench.no("information.original-known");
    auto place = place_beside(bench, {pair.first, pair.second});
    if (place.refusal) return *place.refusal;
    auto placed = pair;
    placed.segment = place.segment;
    return yes(placed);
}

Answer judge(const Bench& bench, const Say<AgencyHeard>& command) {
    const auto& heard = command.fact;
    if (!takes_information(bench.state)) return bench.no("stage.right-one");
    if (bench.state.person(heard.person) == nullptr) return bench.no("people.known");
    if (heard.heard == Heard::to_follow && (blank(heard.owner) || !heard.due))
        return bench.no("information.agencies-heard", "Say who brings it and by when.");
    return yes(heard);
}

Answer judge(const Bench& bench, const Say<ReportReadIn>& command) {
    const auto* person = bench.state.person(command.fact.author);
    if (person == nullptr) return bench.no("people.known");
    if (!takes_information(bench.state)) return bench.no("stage.right-one");
    if (!person->report)
        return bench.no("information.reports-read-in", "Record first that the report came.");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<ViewsRecorded>& command) {
    const auto& views = command.fact;
    const bool of_child = !views.child.empty();
    const auto* rule = of_child ? "information.child-views" : "information.parent-views";
    if (of_child ? bench.state.child(views.child) == nullptr
                 : bench.state.person(views.person) == nullptr)
        return bench.no("people.known");
    if (blank(views.text) && blank(views.none_because)) return bench.no(rule);
    if (too_long(views.text)) return bench.no("text.length");
    return yes(views);
}

Answer judge(const Bench& bench, const Say<RiskNoted>& command) {
    const auto& risk = command.fact;
    if (!takes_information(bench.state)) return bench.no("stage.right-one");
    if (bench.state.child(risk.child) == nullptr) return bench.no("people.known");
    if (blank(risk.text) || too_long(risk.text)) return bench.no("text.length");
    const bool harm = risk.kind == RiskKind::existing || risk.kind == RiskKind::future;
    const auto known = [](const std::vector<procedure::Choice>& words, const std::string& id) {
        return words.empty() || std::any_of(words.begin(), words.end(),
                                            [&](const auto& word) { return word.id == id; });
    };
    if (harm && !known(bench.procedure().risk.severity, risk.severity))
        return bench.no("risk.degree");
    if (harm && !known(bench.procedure().risk.likelihood, risk.likelihood))
        return bench.no("risk.degree");
    for (const auto& id : risk.evidence)
        if (bench.state.contribution(id) == nullptr) return bench.no("information.original-known");
    return yes(risk);
}

Answer judge(const Bench& bench, const Say<SafetyScored>& command) {
    if (bench.state.child(command.fact.child) == nullptr) return bench.no("people.known");
    const auto& scored = command.fact;
    if (scored.score < 0 || scored.score > 10)
        return bench.no("risk.degree", "Choose a number from 0 to 10.");
    // The room's number is the chair's to enter; a person's own is theirs, with their own key.
    if (scored.by.empty())
        return bench.by.actor.empty() ? yes(scored) : bench.no("risk.own-number");
    const auto* person = bench.state.person(scored.by);
    if (person == nullptr) return bench.no("people.known");
    if (!person->here()) return bench.no("people.is-here");
    const bool own = bench.by.actor == scored.by;
    const bool told_the_chair = bench.by.actor.empty() && !scores_by_own_hand(*person);
    if (!own && !told_the_chair) return bench.no("risk.own-number");
    return yes(scored);
}

Answer judge(const Bench& bench, const Say<ActionCarried>& command) {
    if (bench.state.child(command.fact.child) == nullptr) return bench.no("people.known");
    if (blank(command.fact.what) || too_long(command.fact.what)) return bench.no("text.length");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<ActionReviewed>& command) {
    const auto* child = bench.state.child(command.fact.child);
    if (child == nullptr) return bench.no("people.known");
    const bool known =
        std::any_of(child->carried.begin(), child->carried.end(),
                    [&](const auto& each) { return each.carried.action == command.fact.action; });
    if (!known) return bench.no("information.action-known");
    const bool needs_words = command.fact.progress == Progress::not_done ||
                             command.fact.progress == Progress::not_needed;
    if (needs_words && blank(command.fact.note)) return bench.no("information.progress-words");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<RiskSummarised>& command) {
    if (bench.state.child(command.fact.child) == nullptr) return bench.no("people.known");
    if (blank(command.fact.text)) return bench.no("risk.summary");
    if (too_long(command.fact.text)) return bench.no("text.length");
    return yes(command.fact);
}

}  // namespace cpc::conference
