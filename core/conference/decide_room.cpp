// SPDX-License-Identifier: Apache-2.0
// Stages, and who is in the room when.
#include <algorithm>

#include "core/conference/judge.hpp"

namespace cpc::conference {
namespace {

std::optional<Refusal> introductions_complete(const Bench& bench) {
    std::string unrecorded;
    std::string unintroduced;
    for (const auto& id : bench.state.person_order) {
        const auto& person = bench.state.people.at(id);
        const auto& name = person.invited.name;
        if (person.attendance == Attendance::unrecorded)
            unrecorded += (unrecorded.empty() ? "" : ", ") + name;
        else if (person.here() && !person.introduced)
            unintroduced += (unintroduced.empty() ? "" : ", ") + name;
    }
    if (!unrecorded.empty())
        return refuse("attendance.all-recorded", bench.procedure(),
                      "Still open: " + unrecorded + ".");
    if (!unintroduced.empty())
        return refuse("introductions.all-introduced", bench.procedure(),
                      "Still to come: " + unintroduced + ".");
    return std::nullopt;
}

std::optional<Refusal> information_complete(const Bench& bench) {
    std::string unheard;
    std::string unread;
    for (const auto& id : bench.state.person_order) {
        const auto& person = bench.state.people.at(id);
        if (person.invited.group != Group::professional) continue;
        const auto& name = person.invited.name;
        const bool was_here = !person.presence.empty();
        if (was_here && !person.heard) unheard += (unheard.empty() ? "" : ", ") + name;
        if (!was_here && person.report && !person.report_read_in)
            unread += (unread.empty() ? "" : ", ") + name;
    }
    if (!unheard.empty())
        return refuse("information.agencies-heard", bench.procedure(),
                      "Still to come: " + unheard + ".");
    if (!unread.empty())
        return refuse("information.reports-read-in", bench.procedure(), "Report: " + unread + ".");
    for (const auto& id : bench.state.child_order) {
        const auto& child = bench.state.children.at(id);
        if (child.views.empty())
            return refuse("information.child-views", bench.procedure(), child.added.ref + ".");
    }
    for (const auto& id : bench.state.person_order) {
        const auto& person = bench.state.people.at(id);
        if (person.invited.group != Group::family) continue;
        const bool said =
            std::any_of(bench.state.parent_views.begin(), bench.state.parent_views.end(),
                        [&](const auto& views) { return views.person == id; });
        if (!said)
            return refuse("information.parent-views", bench.procedure(), person.invited.name + ".");
    }
    return std::nullopt;
}

std::optional<Refusal> risk_complete(const Bench& bench) {
    for (const auto& id : bench.state.child_order) {
        const auto& child = bench.state.children.at(id);
        const auto has = [&](RiskKind kind) {
            return std::any_of(child.risks.begin(), child.risks.end(),
                               [&](const auto& risk) { return risk.kind == kind; });
        };
        if (!has(RiskKind::existing) || !has(RiskKind::future))
            return refuse("risk.existing-and-future", bench.procedure(), child.added.ref + ".");
        if (blank(child.summary))
            return refuse("risk.summary", bench.procedure(), child.added.ref + ".");
    }
    return std::nullopt;
}

std::optional<Refusal> decision_complete(const Bench& bench) {
    for (const auto& id : bench.state.child_order) {
        const auto& child = bench.state.children.at(id);
        if (!child.result)
            return refuse("decision.every-child", bench.procedure(), child.added.ref + ".");
    }
    return std::nullopt;
}

std::optional<Refusal> preparation_complete(const Bench& bench) {
    if (bench.state.children.empty()) return refuse("conference.has-a-child", bench.procedure());
    for (const auto& item : bench.procedure().the<procedure::ChairRule>().confirmations)
        if (item.weight == procedure::Weight::blocking && !bench.state.points.contains(item.id))
            return refuse("chair.confirmed", bench.procedure(), item.text);
    return std::nullopt;
}

Stage after(Stage stage) {
    return static_cast<Stage>(static_cast<std::uint8_t>(stage) + 1);
}

bool all_decided(const State& state) {
    return std::all_of(state.children.begin(), state.children.end(),
                       [](const auto& entry) { return entry.second.result.has_value(); });
}

}  // namespace

std::optional<Refusal> stage_is_complete(const Bench& bench, Stage stage) {
    std::optional<Refusal> gap;
    switch (stage) {
        case Stage::preparation:
            gap = preparation_complete(bench);
            break;
        case Stage::introductions:
            gap = introductions_complete(bench);
            break;
        case Stage::information:
            gap = information_complete(bench);
            break;
        case Stage::risk:
            gap = risk_complete(bench);
            break;
        case Stage::decision:
            gap = decision_complete(bench);
            break;
        case Stage::plan:
            gap = plan_is_complete(bench);
            break;
        case Stage::close:
        case Stage::closed:
            break;
    }
    if (gap) return gap;
    for (const auto& open : open_points(bench.state, bench.procedure(), stage)) {
        if (open.item->weight != procedure::Weight::blocking) continue;
        return refuse_for_point(bench, stage, *open.item);
    }
    return std::nullopt;
}

Refusal refuse_for_point(const Bench& bench, Stage stage, const procedure::ChecklistItem& item) {
    auto refusal = refuse("stage.needed-points", bench.procedure(), item.text);
    if (!item.requirement.empty()) refusal.requirement = item.requirement;
    const auto kind = stage_kind(stage);
    const auto* found = kind ? bench.procedure().stage(*kind) : nullptr;
    if (found != nullptr) refusal.cites = found->basis.cites;
    return refusal;
}

std::optional<Refusal> quorum_is_met(const Bench& bench) {
    const auto gap = quorum_gap(bench.state, bench.procedure());
    if (gap.empty() || bench.state.points.contains("quorum.proceed")) return std::nullopt;
    return refuse("quorum", bench.procedure(), gap);
}

Answer judge(const Bench& bench, const EnterStage& command) {
    if (command.stage == Stage::preparation || command.stage == Stage::closed)
        return bench.no("stage.in-order");
    const bool next = command.stage == after(bench.state.stage);
    if (!next && (blank(command.reason) || command.stage == bench.state.stage))
        return bench.no("stage.in-order");
    // Going back asks only for a reason; going on, step by step or by skipping, asks what is open.
    for (auto stage = bench.state.stage; stage < command.stage; stage = after(stage))
        if (auto gap = stage_is_complete(bench, stage)) return *gap;
    if (bench.state.stage == Stage::introductions && command.stage > Stage::introductions)
        if (auto gap = quorum_is_met(bench)) return *gap;
    return yes(StageEntered{command.stage, bench.by.now, command.reason});
}

Answer judge(const Bench& bench, const Say<AttendanceMarked>& command) {
    if (bench.state.person(command.fact.person) == nullptr) return bench.no("people.known");
    if (bench.state.stage == Stage::preparation && is_present(command.fact.attendance))
        return bench.no("stage.right-one", "The meeting has not begun.");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<PersonArrived>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr) return bench.no("people.known");
    if (person->here()) return bench.no("people.is-here", "They are marked as here already.");
    if (!command.fact.told_what_was_missed && bench.state.stage > Stage::introductions)
        return bench.no("information.late-comer-told");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<PersonLeft>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr) return bench.no("people.known");
    if (!person->here()) return bench.no("people.is-here");
    if (!all_decided(bench.state) && blank(command.fact.reason))
        return bench.no("people.leaving-reason");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<PersonIntroduced>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr) return bench.no("people.known");
    if (!person->here()) return bench.no("people.is-here");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<PointConfirmed>& command) {
    if (command.fact.waived && blank(command.fact.note))
        return bench.no("stage.needed-points", "Write why the meeting goes on without it.");
    return yes(command.fact);
}

}  // namespace cpc::conference
