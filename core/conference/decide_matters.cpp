// SPDX-License-Identifier: Apache-2.0
// What is put to the chair and what the chair answers, and how far the minutes are.
#include <algorithm>

#include "core/conference/judge.hpp"
#include "core/conference/matters.hpp"

namespace cpc::conference {
namespace {

// A question about what is being said belongs to the meeting; a worry about sharing to the time
// before it. What somebody asks of the record may come years later.
bool is_time_for(MatterKind kind, const State& state) {
    const bool over = state.stage >= Stage::closed || state.cancelled;
    switch (kind) {
        case MatterKind::clarification:
            return state.stage > Stage::preparation && !over;
        case MatterKind::sharing:
            return state.stage == Stage::preparation && !over;
        case MatterKind::confidentiality:
            return !over;
        case MatterKind::report:
        case MatterKind::other_purpose:
            return true;
    }
    return false;
}

bool asks_for_something(MatterKind kind) {
    return kind == MatterKind::report || kind == MatterKind::other_purpose;
}

const Matter* find(const State& state, MatterId id) {
    const auto found = std::find_if(state.matters.begin(), state.matters.end(),
                                    [&](const auto& each) { return each.raised.matter == id; });
    return found == state.matters.end() ? nullptr : &*found;
}

}  // namespace

Answer judge(const Bench& bench, const Say<MatterRaised>& command) {
    auto raised = command.fact;
    if (!is_time_for(raised.kind, bench.state)) return bench.no("matter.time");
    if (raised.by.empty() ? blank(raised.asker) : bench.state.person(raised.by) == nullptr)
        return bench.no("matter.asker");
    // What is confidential is confidential to somebody who brought it; from outside nobody asks
    // for clarity.
    if (raised.by.empty() && !asks_for_something(raised.kind)) return bench.no("matter.asker");
    if (asks_for_something(raised.kind) && blank(raised.about)) return bench.no("matter.about");
    if (blank(raised.text)) return bench.no("matter.words");
    if (too_long(raised.text) || too_long(raised.about) || too_long(raised.asker))
        return bench.no("text.length");
    if (find(bench.state, raised.matter) != nullptr) return bench.no("matter.open");
    raised.segment.reset();
    if (const auto* open = bench.state.open_segment()) raised.segment = open->started.segment;
    raised.at = bench.by.now;
    return yes(raised);
}

Answer judge(const Bench& bench, const Say<MatterAnswered>& command) {
    auto answered = command.fact;
    const auto* matter = find(bench.state, answered.matter);
    if (matter == nullptr || matter->answered) return bench.no("matter.open");
    const auto kind = matter->raised.kind;
    if (too_long(answered.answer)) return bench.no("text.length");
    if (!asked_aloud(kind) && blank(answered.answer)) return bench.no("matter.reasons");
    if (kind == MatterKind::confidentiality) {
        if (!answered.prejudice) return bench.no("matter.prejudice");
        if (*answered.prejudice && answered.granted) return bench.no("matter.welfare");
    } else {
        answered.prejudice.reset();
    }
    answered.at = bench.by.now;
    return yes(answered);
}

Answer judge(const Bench& bench, const Say<MinutesMarked>& command) {
    auto marked = command.fact;
    if (!bench.state.closed) return bench.no("minutes.closed");
    if (blank(marked.by)) return bench.no("minutes.by");
    if (too_long(marked.by) || too_long(marked.note)) return bench.no("text.length");
    const auto now = minutes_state(bench.state);
    if (marked.state == MinutesState::approved && now == MinutesState::draft)
        return bench.no("minutes.checked");
    if (marked.state == MinutesState::draft && (now == MinutesState::draft || blank(marked.note)))
        return bench.no("minutes.back");
    if (marked.state == now && marked.state == MinutesState::approved)
        return bench.no("minutes.once");
    marked.at = bench.by.now;
    return yes(marked);
}

}  // namespace cpc::conference
