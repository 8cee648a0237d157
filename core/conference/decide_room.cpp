// SPDX-License-Identifier: Apache-2.0
// Stages, and who is in the room when.
#include <algorithm>

#include "core/conference/judge.hpp"

namespace cpc::conference {
namespace {

// REQ-066: going ahead without an agency that is marked key is the chair's decision.
std::optional<Refusal> key_agency_missing(const Bench& bench) {
    if (bench.state.points.contains("key-absent")) return std::nullopt;
    for (const auto& id : bench.state.person_order) {
        const auto& person = bench.state.people.at(id);
        if (!person.invited.key_agency || !is_absent(person.attendance)) continue;
        // Somebody else of the same agency came in their place.
        const bool represented = std::any_of(
            bench.state.people.begin(), bench.state.people.end(), [&](const auto& entry) {
                return entry.second.here() && entry.second.invited.agency == person.invited.agency;
            });
        if (!represented)
            return refuse("attendance.key-absent", bench.procedure(), person.invited.agency + ".");
    }
    return std::nullopt;
}

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
    if (auto gap = key_agency_missing(bench)) return gap;
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
        if (child.views.empty() && !child.unborn())  // REQ-385
            return refuse("information.child-views", bench.procedure(), child.added.ref + ".");
    }
    for (const auto& [id, child] : bench.state.children)
        for (const auto& action : child.carried)
            if (!action.reviewed)
                return refuse("information.progress", bench.procedure(), action.carried.what);
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

bool anybody_asked(const State& state, const std::string& role) {
    return std::any_of(state.people.begin(), state.people.end(),
                       [&](const auto& entry) { return entry.second.invited.role == role; });
}

// REQ-035, REQ-036: some roles are always asked; leaving one out needs the reason. REQ-379: a role
// that waits for an agreement is asked with it and not without, whenever the two were written down.
std::optional<Refusal> role_left_out(const Bench& bench) {
    for (const auto& role : bench.procedure().roles) {
        const bool asked = anybody_asked(bench.state, role.id);
        if (consent_asked(bench.state, role)) {
            const auto& requirement = role.consent->requirement;
            const bool given = consent_given(bench.state, role);
            if (asked && !given)
                return refuse_for("people.consent", bench.procedure(), requirement,
                                  role.consent->sentence);
            if (given && !asked)
                return refuse_for("people.left-out", bench.procedure(), requirement,
                                  role.label + ".");
        }
        if (!role.omission_needs_reason || bench.state.points.contains("omit-" + role.id)) continue;
        if (!asked) return refuse("people.left-out", bench.procedure(), role.label + ".");
    }
    return std::nullopt;
}

bool concerns(const procedure::MustAttend& must, const State& state) {
    const auto& types = must.types;
    if (!types.empty() && std::find(types.begin(), types.end(), state.opened->type) == types.end())
        return false;
    return std::all_of(must.flags.begin(), must.flags.end(),
                       [&](const auto& flag) { return state.has_flag(flag); });
}

// REQ-378: whoever has to be asked before the meeting opens.
std::optional<Refusal> must_attend_not_asked(const Bench& bench) {
    for (const auto& must : bench.procedure().the<procedure::QuorumRule>().must_attend) {
        if (!must.invited_first || !concerns(must, bench.state)) continue;
        if (anybody_asked(bench.state, must.role)) continue;
        return refuse_for("people.must-attend", bench.procedure(), must.requirement, must.sentence);
    }
    return std::nullopt;
}

// REQ-058, REQ-378: somebody without whom this type of conference cannot start.
std::optional<Refusal> must_attend_missing(const Bench& bench) {
    const bool reason_given = bench.state.points.contains("must-attend");
    for (const auto& must : bench.procedure().the<procedure::QuorumRule>().must_attend) {
        if (!concerns(must, bench.state) || (must.exception && reason_given)) continue;
        const bool here = std::any_of(
            bench.state.people.begin(), bench.state.people.end(), [&](const auto& entry) {
                return entry.second.invited.role == must.role && entry.second.here();
            });
        if (here) continue;
        return refuse_for("people.must-attend", bench.procedure(), must.requirement, must.sentence);
    }
    return std::nullopt;
}

std::optional<Refusal> preparation_complete(const Bench& bench) {
    if (bench.state.children.empty()) return refuse("conference.has-a-child", bench.procedure());
    for (const auto& open : open_points(bench.state, bench.procedure(), Stage::preparation)) {
        if (open.item->weight != procedure::Weight::blocking) continue;
        return refuse_for("chair.confirmed", bench.procedure(), open.item->requirement,
                          open.item->text);
    }
    if (bench.state.request_refused()) return refuse("request.refused", bench.procedure());
    if (auto gap = must_attend_not_asked(bench)) return gap;
    return role_left_out(bench);
}

Stage after(Stage stage) {
    return static_cast<Stage>(static_cast<std::uint8_t>(stage) + 1);
}

bool stays_out(const Person& person) {
    return person.exclusion && person.exclusion->whole;
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
        return refuse_for_point(bench, stage, *open.item, open.child);
    }
    return std::nullopt;
}

Refusal refuse_for_point(const Bench& bench, Stage stage, const procedure::ChecklistItem& item,
                         ChildId child) {
    const auto* known = bench.state.child(child);
    const auto ref = known == nullptr ? std::string{} : known->added.ref;
    auto refusal = refuse_for("stage.needed-points", bench.procedure(), item.requirement,
                              procedure::fill_in(item.text, {{"child", ref}}));
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
    // Asked whenever the introductions are left behind, stepped through or skipped.
    if (bench.state.stage <= Stage::introductions && command.stage > Stage::introductions) {
        if (auto gap = quorum_is_met(bench)) return *gap;
        if (auto gap = must_attend_missing(bench)) return *gap;
    }
    return yes(StageEntered{command.stage, bench.by.now, command.reason});
}

Answer judge(const Bench& bench, const Say<AttendanceMarked>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr) return bench.no("people.known");
    if (bench.state.stage == Stage::preparation && is_present(command.fact.attendance))
        return bench.no("stage.right-one", "The meeting has not begun.");
    const auto how = command.fact.attendance;
    const bool kept_out = how == Attendance::excluded_wholly || how == Attendance::excluded_partly;
    if (kept_out && !person->exclusion) return bench.no("exclusion.decided-first");
    if (how == Attendance::excluded_wholly && !person->exclusion->whole)
        return bench.no("exclusion.extent");
    if (is_present(how) && stays_out(*person)) return bench.no("exclusion.stands");
    if (how == Attendance::substitute && blank(command.fact.note))
        return bench.no("attendance.substitute-named");
    // Once the meeting is under way nobody is marked out of it in silence (REQ-042).
    const bool goes = person->here() && !is_present(how) && !kept_out;
    if (goes && bench.state.stage > Stage::introductions && !all_decided(bench.state) &&
        blank(command.fact.note))
        return bench.no("people.leaving-reason");
    return yes(command.fact);
}

Answer judge(const Bench& bench, const Say<PersonArrived>& command) {
    const auto* person = bench.state.person(command.fact.person);
    if (person == nullptr) return bench.no("people.known");
    if (bench.state.stage == Stage::preparation)
        return bench.no("stage.right-one", "The meeting has not begun.");
    if (person->here()) return bench.no("people.is-here", "They are marked as here already.");
    if (stays_out(*person)) return bench.no("exclusion.stands");
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

namespace {

// What is said to a point must be one of its answers, with the words it asks for, and sets going
// what the answer calls for.
Answer answer_to(const Bench& bench, const procedure::ChecklistItem& item,
                 const PointConfirmed& said) {
    const auto missing = [&](const std::string& what) {
        const auto at = said.point.find('@');
        const auto ref = at == std::string::npos ? std::string{} : said.point.substr(at + 1);
        return refuse_for("stage.point-answer", bench.procedure(), item.requirement,
                          procedure::fill_in(what, {{"child", ref}}));
    };
    if (item.needs_text && blank(said.note))
        return missing(item.prompt.empty() ? item.text : item.prompt);
    if (too_long(said.note)) return bench.no("text.length");
    if (item.answers.empty()) return yes(said);
    const auto chosen = std::find_if(
        item.answers.begin(), item.answers.end(),
        [&](const auto& answer) { return answer.id == said.answer.value_or(std::string{}); });
    if (chosen == item.answers.end()) return missing(item.text);
    if (chosen->needs_text && blank(said.note))
        return missing(item.prompt.empty() ? chosen->label : item.prompt);
    std::vector<Event> events{Event{said}};
    if (chosen->referral.empty()) return events;
    const auto at = said.point.find('@');
    for (const auto& id : bench.state.child_order) {
        const auto& child = bench.state.children.at(id);
        const bool meant = at == std::string::npos || said.point.substr(at + 1) == child.added.ref;
        const bool made = std::any_of(child.referrals.begin(), child.referrals.end(),
                                      [&](const auto& r) { return r.kind == chosen->referral; });
        if (meant && !made)
            events.emplace_back(ReferralMade{id, chosen->referral, item.id + "=" + chosen->id,
                                             chosen->referral_deadline, bench.by.now});
    }
    return events;
}

// The chair's ways on where somebody is missing: they are nothing without the reason (REQ-058,
// REQ-066, REQ-067, REQ-035).
bool goes_on_without(const std::string& point) {
    return point == "quorum.proceed" || point == "key-absent" || point == "must-attend" ||
           point.rfind("omit-", 0) == 0;
}

// What the chair says about themselves before the start: it is said, not gone round (REQ-045).
bool is_chairs_own(const procedure::Procedure& procedure, const std::string& point) {
    const auto& own = procedure.the<procedure::ChairRule>().confirmations;
    return std::any_of(own.begin(), own.end(), [&](const auto& item) {
        return item.id == point && item.weight == procedure::Weight::blocking && !item.waivable;
    });
}

}  // namespace

Answer judge(const Bench& bench, const Say<PointConfirmed>& command) {
    const auto name = command.fact.point.substr(0, command.fact.point.find('@'));
    const bool without = command.fact.waived || goes_on_without(name);
    if (without && blank(command.fact.note))
        return bench.no("stage.needed-points", "Write why the meeting goes on without it.");
    if (command.fact.waived && is_chairs_own(bench.procedure(), name))
        return bench.no("chair.confirmed");
    const auto* item = find_point(bench.procedure(), name);
    // What the procedure's own text demands is done and not gone round (REQ-026).
    if (command.fact.waived && item != nullptr && !item->waivable &&
        item->weight == procedure::Weight::blocking)
        return refuse_for("stage.not-waivable", bench.procedure(), item->requirement, item->text);
    if (item == nullptr || command.fact.waived) return yes(command.fact);
    return answer_to(bench, *item, command.fact);
}

}  // namespace cpc::conference
