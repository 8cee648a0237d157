// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/undo.hpp"

#include <algorithm>
#include <utility>

#include "app/view/say.hpp"
#include "core/conference/decide.hpp"

namespace cpc::kiosk {
namespace {

using namespace conference;
using Maybe = std::optional<Command>;

constexpr std::size_t label_bytes_max = 44;  // beside the status and the next step

template <class E>
Maybe again(const std::optional<E>& earlier) {
    if (!earlier) return std::nullopt;
    return Say<E>{*earlier};
}

Maybe back(const AttendanceMarked& fact, const State& before) {
    const auto* person = before.person(fact.person);
    if (person == nullptr) return std::nullopt;
    AttendanceMarked earlier;
    earlier.person = fact.person;
    earlier.attendance = person->attendance;
    earlier.note = person->attendance_note;
    return Say<AttendanceMarked>{std::move(earlier)};
}

Maybe back(const AgencyHeard& fact, const State& before) {
    const auto* person = before.person(fact.person);
    return person == nullptr ? std::nullopt : again(person->heard);
}

// Only the room's number: a person's own is theirs to change.
Maybe back(const SafetyScored& fact, const State& before) {
    const auto* child = before.child(fact.child);
    if (child == nullptr || !fact.by.empty()) return std::nullopt;
    const auto room = std::find_if(child->scores.rbegin(), child->scores.rend(),
                                   [](const auto& score) { return score.by.empty(); });
    if (room == child->scores.rend()) return std::nullopt;
    return Say<SafetyScored>{*room};
}

Maybe back(const RiskSummarised& fact, const State& before) {
    const auto* child = before.child(fact.child);
    if (child == nullptr || child->summary.empty()) return std::nullopt;
    return Say<RiskSummarised>{{fact.child, child->summary}};
}

Maybe back(const ContinuingRiskRecorded& fact, const State& before) {
    const auto* child = before.child(fact.child);
    if (child == nullptr || !child->continuing_risk) return std::nullopt;
    return Say<ContinuingRiskRecorded>{{fact.child, *child->continuing_risk}};
}

Maybe back(const KeyWorkerNamed& fact, const State& before) {
    const auto* child = before.child(fact.child);
    return child == nullptr ? std::nullopt : again(child->key_worker);
}

Maybe back(const CoreGroupNamed& fact, const State& before) {
    const auto* child = before.child(fact.child);
    return child == nullptr ? std::nullopt : again(child->core_group);
}

Maybe back(const NextConferenceSet&, const State& before) {
    return again(before.next_conference);
}

Maybe back(const ConflictPaired& fact, const State& before) {
    const auto pair =
        std::find_if(before.conflicts.begin(), before.conflicts.end(), [&](const auto& known) {
            return known.first == fact.first && known.second == fact.second;
        });
    if (pair == before.conflicts.end() || pair->settled == fact.settled) return std::nullopt;
    return Say<ConflictPaired>{*pair};
}

template <class Other>
Maybe back(const Other&, const State&) {
    return std::nullopt;
}

template <class E>
Maybe of(const Say<E>& say, const State& before) {
    return back(say.fact, before);
}

template <class Other>
Maybe of(const Other&, const State&) {
    return std::nullopt;
}

// "Health visitor marked as here." as part of a label.
std::string in_a_label(std::string words) {
    if (!words.empty() && words.back() == '.') words.pop_back();
    if (words.size() <= label_bytes_max) return words;
    const auto end = words.rfind(' ', label_bytes_max);
    if (end == std::string::npos) return words;
    return words.substr(0, end) + " …";
}

}  // namespace

std::string TakeBack::label() const {
    return view::say(again ? "shell.redo" : "shell.undo", {{"what", in_a_label(done_words)}});
}

std::optional<Command> opposite(const Command& command, const State& before) {
    return std::visit([&](const auto& each) { return of(each, before); }, command);
}

std::optional<TakeBack> take_back_of(const view::Ask& ask, std::string done_words,
                                     const State& before, const State& after, const Rulebook& rules,
                                     const LocalTime& now) {
    if (!ask.actor.empty()) return std::nullopt;
    auto command = opposite(ask.command, before);
    if (!command) return std::nullopt;
    const auto answer = decide(after, rules, {now, {}}, *command);
    if (std::holds_alternative<Refusal>(answer)) return std::nullopt;
    TakeBack taken;
    taken.ask = {std::move(*command), {}, view::say("shell.undone", {{"what", done_words}})};
    taken.other = ask;
    taken.other.done_text = done_words;
    taken.done_words = std::move(done_words);
    return taken;
}

}  // namespace cpc::kiosk
