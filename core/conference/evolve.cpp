// SPDX-License-Identifier: Apache-2.0
// What was said is only remembered here. No rule of a procedure is asked: the record of a decision
// taken under other rules must still be readable. What cannot be is refused as corruption.
#include <algorithm>
#include <string>

#include "core/base/match.hpp"
#include "core/conference/state.hpp"

namespace cpc::conference {
namespace {

// Holds the state while one event is folded in; every case returns whether the event fitted.
class Fold {
  public:
    Fold(State state, std::uint64_t seq) : state_(std::move(state)), seq_(seq) {}

    [[nodiscard]] State take() { return std::move(state_); }

    bool on(const ConferenceOpened& e) {
        if (state_.opened) return false;
        state_.opened = e;
        return true;
    }
    bool on(const PersonInvited& e) {
        auto [place, added] = state_.people.try_emplace(e.person);
        place->second.invited = e;
        if (added) state_.person_order.push_back(e.person);
        say_here_for(place->second, added);
        settle_here_for();
        return true;
    }
    bool on(const ChildAdded& e) {
        auto [place, added] = state_.children.try_emplace(e.child);
        place->second.added = e;
        if (added) state_.child_order.push_back(e.child);
        settle_here_for();
        return true;
    }
    bool on(const PersonSignedIn& e) {
        return with(e.person, [&](Person& p) { p.public_key = e.public_key; });
    }
    bool on(const PersonRekeyed& e) {
        return with(e.person, [&](Person& p) { p.public_key = e.new_key; });
    }
    bool on(const ReportReceived& e) {
        return with(e.author, [&](Person& p) { p.report = e; });
    }
    bool on(const StageEntered& e) {
        state_.stage = e.stage;
        state_.stage_entered.try_emplace(e.stage, e.at);
        if (e.stage == Stage::introductions && state_.sittings.empty())
            state_.sittings.push_back({e.at, std::nullopt});
        state_.stage_history.push_back(e);
        return true;
    }
    bool on(const AttendanceMarked& e) {
        return with(e.person, [&](Person& p) {
            p.attendance = e.attendance;
            p.attendance_note = e.note;
            if (is_present(e.attendance)) {
                if (!p.here()) p.presence.push_back({e.at, std::nullopt, {}});
            } else if (p.here()) {
                // At the introductions it was a mistake; later they were here, and went.
                if (state_.stage <= Stage::introductions) {
                    p.presence.pop_back();
                } else {
                    p.presence.back().to = e.at;
                    p.presence.back().reason = e.note;
                }
            }
        });
    }
    bool on(const PersonArrived& e) {
        return with(e.person, [&](Person& p) {
            p.late = p.late || p.presence.empty();
            p.attendance = e.how;
            if (!p.here()) p.presence.push_back({e.at, std::nullopt, {}});
        });
    }
    bool on(const PersonLeft& e) {
        auto* person = find(e.person);
        if (person == nullptr || !person->here()) return false;
        person->presence.back().to = e.at;
        person->presence.back().reason = e.reason;
        return true;
    }
    bool on(const PersonIntroduced& e) {
        return with(e.person, [&](Person& p) { p.introduced = true; });
    }
    bool on(const PointConfirmed& e) {
        state_.points[e.point] = e;
        return true;
    }
    bool on(const ContributionRecorded& e) {
        state_.contributions.push_back(
            {seq_, e, {}, e.children.empty() ? state_.child_order : e.children});
        return true;
    }
    bool on(const CorrectionLinked& e) {
        for (auto& contribution : state_.contributions) {
            if (contribution.said.contribution != e.original) continue;
            contribution.corrections.push_back(e);
            // Records of before corrections said it themselves.
            auto& segment = contribution.corrections.back().segment;
            if (!segment) segment = contribution.said.segment;
            return true;
        }
        return false;
    }
    bool on(const ConflictPaired& e) {
        for (auto& pair : state_.conflicts) {
            if (pair.first != e.first || pair.second != e.second) continue;
            pair.settled = e.settled;
            return true;
        }
        state_.conflicts.push_back(e);
        auto& segment = state_.conflicts.back().segment;
        for (const auto& id : {e.first, e.second})
            if (const auto* said = state_.contribution(id); said != nullptr && !segment)
                segment = said->said.segment;
        return true;
    }
    bool on(const AgencyHeard& e) {
        return with(e.person, [&](Person& p) { p.heard = e; });
    }
    bool on(const ReportReadIn& e) {
        return with(e.author, [&](Person& p) { p.report_read_in = e.at; });
    }
    bool on(const ViewsRecorded& e) {
        if (e.child.empty()) {
            state_.parent_views.push_back(e);
            return find(e.person) != nullptr;
        }
        return with(e.child, [&](Child& c) { c.views.push_back(e); });
    }
    bool on(const RiskNoted& e) {
        return with(e.child, [&](Child& c) { c.risks.push_back(e); });
    }
    bool on(const SafetyScored& e) {
        return with(e.child, [&](Child& c) { c.scores.push_back(e); });
    }
    bool on(const RiskSummarised& e) {
        return with(e.child, [&](Child& c) { c.summary = e.text; });
    }
    bool on(const ContinuingRiskRecorded& e) {
        return with(e.child, [&](Child& c) { c.continuing_risk = e.at_risk; });
    }
    bool on(const BallotOpened& e) {
        return with(e.child, [&](Child& c) {
            Ballot ballot;
            ballot.opened = e;
            ballot.opened_seq = seq_;
            if (c.ballot) {
                keep_views_of_the_gone(*c.ballot, ballot);
                c.earlier_ballots.push_back(std::move(*c.ballot));
            }
            c.ballot = std::move(ballot);
        });
    }
    bool on(const PositionLogged& e) {
        auto* child = find(e.child);
        if (child == nullptr || !child->ballot) return false;
        child->ballot->positions[e.person].push_back({seq_, e});
        // A view that changed after the views were shown opens the round again: a count, and a
        // chair's decision that rested on it, stand only for the views they were made of.
        child->ballot->closed.reset();
        child->ballot->chair.reset();
        return true;
    }
    bool on(const BallotClosed& e) {
        auto* child = find(e.child);
        if (child == nullptr || !child->ballot) return false;
        child->ballot->closed = e;
        child->ballot->closed_seq = seq_;
        return true;
    }
    bool on(const ChairDecided& e) {
        auto* child = find(e.child);
        if (child == nullptr || !child->ballot) return false;
        child->ballot->chair = e;
        return true;
    }
    bool on(const ResultLocked& e) {
        auto* child = find(e.child);
        if (child == nullptr || child->result) return false;
        child->result = LockedResult{e, seq_, {}};
        return true;
    }
    bool on(const ResultCorrected& e) {
        auto* child = find(e.child);
        if (child == nullptr || !child->result) return false;
        child->earlier_results.push_back(*child->result);
        child->result->locked.decision = e.decision;
        child->result->locked.categories = e.categories;
        child->result->seq = seq_;
        child->result->correction_reason = e.reason;
        return true;
    }
    bool on(const FamilyViewRecorded& e) {
        return with(e.child, [&](Child& c) { c.family_views.push_back(e); });
    }
    bool on(const KeyWorkerNamed& e) {
        return with(e.child, [&](Child& c) { c.key_worker = e; });
    }
    bool on(const CoreGroupNamed& e) {
        return with(e.child, [&](Child& c) { c.core_group = e; });
    }
    bool on(const ActionAgreed& e) {
        return with(e.child, [&](Child& c) {
            const auto same = std::find_if(c.actions.begin(), c.actions.end(),
                                           [&](const auto& a) { return a.action == e.action; });
            if (same == c.actions.end())
                c.actions.push_back(e);
            else
                *same = e;
        });
    }
    bool on(const PlanNoteAdded& e) {
        return with(e.child, [&](Child& c) { c.plan_notes.push_back(e); });
    }
    bool on(const NextConferenceSet& e) {
        state_.next_conference = e;
        return true;
    }
    bool on(const ConferenceClosed& e) {
        state_.closed = e;
        state_.closed_seq = seq_;
        state_.stage = Stage::closed;
        return true;
    }
    bool on(const CloseCosigned& e) {
        return with(e.person, [&](Person& p) { p.cosigned = true; });
    }
    bool on(const DocumentIssued& e) {
        state_.documents.push_back(e);
        return true;
    }
    bool on(const PaperDelivered& e) {
        state_.deliveries.push_back(e);
        return true;
    }

    bool on(const RequestReceived& e) {
        state_.request = e;
        return true;
    }
    bool on(const RequestAnswered& e) {
        state_.request_answer = e;
        return state_.request.has_value();
    }
    bool on(const StartDateSet& e) {
        auto& starts = state_.opened->start_events;
        const auto known = std::find_if(starts.begin(), starts.end(),
                                        [&](const auto& start) { return start.name == e.name; });
        if (known == starts.end()) {
            starts.push_back({e.name, e.date});
        } else {
            state_.start_dates_before.push_back(*known);
            known->date = e.date;
        }
        state_.start_dates_set.push_back(e);
        return true;
    }
    bool on(const ExclusionDecided& e) {
        return with(e.person, [&](Person& p) { p.exclusion = e; });
    }
    bool on(const ObjectionRaised& e) {
        state_.objections.push_back(e);
        return find(e.by) != nullptr && find(e.about) != nullptr;
    }
    bool on(const ChildBorn& e) {
        return with(e.child, [&](Child& c) {
            c.birth = e;
            c.added.name = e.name;
            c.added.born = e.born;
        });
    }
    bool on(const ConferenceAdjourned& e) {
        if (state_.sittings.empty() || state_.adjourned()) return false;
        state_.sittings.back().adjourned = e;
        for (auto& [id, person] : state_.people)
            if (person.here()) {
                person.presence.back().to = e.at;
                person.presence.back().reason = e.reason;
            }
        return true;
    }
    bool on(const ConferenceResumed& e) {
        if (!state_.adjourned()) return false;
        state_.sittings.push_back({e.at, std::nullopt});
        return true;
    }
    bool on(const BreakTaken& e) {
        if (state_.sittings.empty() || state_.adjourned()) return false;
        state_.breaks.push_back(e);
        return true;
    }
    bool on(const ConferenceCancelled& e) {
        state_.cancelled = e;
        return true;
    }
    bool on(const BreachExplained& e) {
        state_.breaches.push_back(e);
        return true;
    }
    bool on(const SegmentStarted& e) {
        if (state_.open_segment() != nullptr) return false;
        state_.segments.push_back({e, std::nullopt});
        return true;
    }
    bool on(const SegmentEnded& e) {
        const auto* open = state_.open_segment();
        if (open == nullptr || open->started.segment != e.segment) return false;
        state_.segments.back().ended = e.at;
        return true;
    }
    bool on(const ActionCarried& e) {
        return with(e.child, [&](Child& c) { c.carried.push_back({e, std::nullopt}); });
    }
    bool on(const ActionReviewed& e) {
        auto* child = find(e.child);
        if (child == nullptr) return false;
        for (auto& carried : child->carried) {
            if (carried.carried.action != e.action) continue;
            carried.reviewed = e;
            return true;
        }
        return false;
    }
    bool on(const DissentNoted& e) {
        return with(e.child, [&](Child& c) { c.dissents.push_back(e); });
    }
    bool on(const ReferralMade& e) {
        return with(e.child, [&](Child& c) { c.referrals.push_back(e); });
    }
    bool on(const OutcomeAgreed& e) {
        return with(e.child, [&](Child& c) { c.agreed = e; });
    }
    bool on(const RecommendationMade& e) {
        state_.recommendations.push_back({e, std::nullopt});
        return find(e.child) != nullptr;
    }
    bool on(const RecommendationAnswered& e) {
        for (auto& each : state_.recommendations) {
            if (each.made.recommendation != e.recommendation) continue;
            each.answered = e;
            return true;
        }
        return false;
    }
    bool on(const RegisterEntered& e) {
        return with(e.child, [&](Child& c) { c.register_entry = e; });
    }
    bool on(const RouteStepTaken& e) {
        state_.route_steps.push_back(e);
        return true;
    }
    bool on(const MaterialTaken& e) {
        if (state_.material(e.material) != nullptr) return false;
        state_.materials.push_back({seq_, e, {}});
        return true;
    }
    bool on(const MaterialWithdrawn& e) {
        for (auto& each : state_.materials) {
            if (each.taken.material != e.material) continue;
            each.withdrawn_because = e.reason;
            return true;
        }
        return false;
    }
    bool on(const MatterRaised& e) {
        for (const auto& each : state_.matters)
            if (each.raised.matter == e.matter) return false;
        state_.matters.push_back({seq_, e, std::nullopt});
        return e.by.empty() || find(e.by) != nullptr;
    }
    bool on(const MatterAnswered& e) {
        for (auto& each : state_.matters) {
            if (each.raised.matter != e.matter || each.answered) continue;
            each.answered = e;
            return true;
        }
        return false;
    }
    bool on(const MinutesMarked& e) {
        state_.minutes.push_back(e);
        return state_.closed.has_value();
    }
    bool on(const ActionWithdrawn& e) {
        auto* child = find(e.child);
        if (child == nullptr) return false;
        const auto gone = std::find_if(child->actions.begin(), child->actions.end(),
                                       [&](const auto& a) { return a.action == e.action; });
        if (gone == child->actions.end()) return false;
        child->actions.erase(gone);
        child->withdrawn.push_back(e);
        return true;
    }

    [[nodiscard]] bool before_opening() const { return !state_.opened; }
    void advance() { state_.last_seq = seq_; }

  private:
    // Somebody who gave a view and went cannot be asked again; a new round does not lose it.
    void keep_views_of_the_gone(const Ballot& before, Ballot& now) const {
        for (const auto& id : now.opened.counted) {
            const auto person = state_.people.find(id);
            const auto* view = before.latest(id);
            if (view != nullptr && person != state_.people.end() && !person->second.here())
                now.positions[id].push_back(*view);
        }
    }
    // Named, or all who are on the list now. An invitation written anew that names none leaves what
    // was said before.
    void say_here_for(Person& person, bool first) const {
        const auto& named = person.invited.children;
        const bool names = named && !named->empty();
        if (!names && !first) return;
        person.here_for = names ? *named : state_.child_order;
        person.children_then = state_.child_order.size();
    }
    // A list of one child needs no question. Of those invited before there was any child nothing
    // was ever said, so that with a second child they are here for neither; and whoever comes with
    // somebody is here for the same children.
    void settle_here_for() {
        for (auto& [id, person] : state_.people)
            if (person.children_then == 0)
                person.here_for =
                    state_.child_order.size() == 1 ? state_.child_order : std::vector<ChildId>{};
        for (const auto& id : state_.person_order) {
            auto& person = state_.people.at(id);
            const bool named = person.invited.children && !person.invited.children->empty();
            const auto* with = find(person.invited.supports);
            if (!named && with != nullptr && with != &person && with->is_asked())
                person.here_for = with->here_for;
        }
    }
    Person* find(PersonId id) {
        const auto found = state_.people.find(id);
        return found == state_.people.end() ? nullptr : &found->second;
    }
    Child* find(ChildId id) {
        const auto found = state_.children.find(id);
        return found == state_.children.end() ? nullptr : &found->second;
    }
    template <class ThingId, class Change>
    bool with(ThingId id, Change change) {
        auto* thing = find(id);
        if (thing == nullptr) return false;
        change(*thing);
        return true;
    }

    State state_;
    std::uint64_t seq_;
};

}  // namespace

Result<State> evolve(State state, const Recorded& recorded) {
    Fold fold{std::move(state), recorded.seq};
    const bool opens = std::holds_alternative<ConferenceOpened>(recorded.event);
    const bool fits = (opens || !fold.before_opening()) &&
                      std::visit([&](const auto& e) { return fold.on(e); }, recorded.event);
    if (!fits)
        return fail(Fault::damaged, "an entry does not fit the ones before it",
                    "entry " + std::to_string(recorded.seq),
                    "Everything before it is whole. Verify the record before going on.");
    fold.advance();
    return fold.take();
}

Result<State> replay(State state, std::span<const Recorded> log) {
    for (const auto& recorded : log)
        state = CPC_TRY(evolve(std::move(state), recorded));
    return state;
}

}  // namespace cpc::conference
