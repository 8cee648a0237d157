// SPDX-License-Identifier: Apache-2.0
// What is true in one conference, folded from its events. State is never stored: replay makes it,
// and the same events always make the same state. Everything a person may ask of it in passing
// (who is here, who counts) is a pure function below.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/conference/events.hpp"
#include "core/conference/tally.hpp"

namespace cpc::conference {

// An event with its place in the log.
struct Recorded {
    std::uint64_t seq = 0;
    Event event;
};

struct Interval {
    LocalTime from;
    std::optional<LocalTime> to;
    std::string reason;  // for leaving
};

struct Person {
    PersonInvited invited;
    Attendance attendance = Attendance::unrecorded;
    std::string attendance_note;
    std::vector<Interval> presence;  // in order; the last one is open while the person is here
    bool late = false;
    bool introduced = false;
    std::optional<AgencyHeard> heard;
    std::optional<ReportReceived> report;
    std::optional<LocalTime> report_read_in;
    std::optional<ByteArray<32>> public_key;
    bool cosigned = false;

    [[nodiscard]] bool here() const { return !presence.empty() && !presence.back().to; }
    // Was here once and went for good.
    [[nodiscard]] bool left() const { return !presence.empty() && presence.back().to.has_value(); }
};

struct Contribution {
    std::uint64_t seq = 0;
    ContributionRecorded said;
    std::vector<CorrectionLinked> corrections;
};

struct Position {
    std::uint64_t seq = 0;
    PositionLogged logged;
};

struct Ballot {
    BallotOpened opened;
    std::uint64_t opened_seq = 0;
    std::map<PersonId, std::vector<Position>> positions;  // every one ever given, newest last
    std::optional<BallotClosed> closed;
    std::uint64_t closed_seq = 0;
    std::optional<ChairDecided> chair;

    [[nodiscard]] const Position* latest(PersonId person) const;
};

struct LockedResult {
    ResultLocked locked;
    std::uint64_t seq = 0;
    std::string correction_reason;  // empty for the first
};

struct Child {
    ChildAdded added;
    std::vector<ViewsRecorded> views;
    std::vector<RiskNoted> risks;
    std::vector<SafetyScored> scores;
    std::string summary;
    std::optional<bool> continuing_risk;
    std::optional<Ballot> ballot;
    std::vector<Ballot> earlier_ballots;
    std::optional<LockedResult> result;
    std::vector<LockedResult> earlier_results;
    std::vector<FamilyViewRecorded> family_views;
    std::optional<KeyWorkerNamed> key_worker;
    std::optional<CoreGroupNamed> core_group;
    std::vector<ActionAgreed> actions;
    std::vector<PlanNoteAdded> plan_notes;

    // Subject to the protected status after this conference.
    [[nodiscard]] bool protected_status() const;
};

struct State {
    std::optional<ConferenceOpened> opened;
    Stage stage = Stage::preparation;
    std::map<Stage, LocalTime> stage_entered;  // first time
    std::vector<StageEntered> stage_history;
    std::vector<PersonId> person_order;
    std::map<PersonId, Person> people;
    std::vector<ChildId> child_order;
    std::map<ChildId, Child> children;
    std::map<std::string, PointConfirmed> points;
    std::vector<Contribution> contributions;
    std::vector<ConflictPaired> conflicts;
    std::vector<ViewsRecorded> parent_views;
    std::optional<NextConferenceSet> next_conference;
    std::optional<ConferenceClosed> closed;
    std::uint64_t closed_seq = 0;  // the entry of the close
    std::vector<DocumentIssued> documents;
    std::uint64_t last_seq = 0;

    [[nodiscard]] const Person* person(PersonId id) const;
    [[nodiscard]] const Child* child(ChildId id) const;
    [[nodiscard]] const Contribution* contribution(ContributionId id) const;
    [[nodiscard]] bool family_in_room() const;  // ui-design 6: family-visible mode
    [[nodiscard]] std::optional<LocalTime> started_at() const;
};

// Folds one event in. An event that does not fit the ones before it is corruption, told with its
// entry number.
[[nodiscard]] Result<State> evolve(State state, const Recorded& recorded);
[[nodiscard]] Result<State> replay(State state, std::span<const Recorded> log);

// Who counts for a child now and who does not, with the reason (REQ-143), in the order of
// invitation. Requirements 2.0.3 and outcome vocabulary, readings 2 and 4.
struct Electorate {
    std::vector<PersonId> counted;
    std::vector<CountedOut> not_counted;
};
[[nodiscard]] Electorate electorate(const State& state, ChildId child);

// The views of a ballot's counted people so far.
[[nodiscard]] std::vector<CountedView> counted_views(const State& state, const Ballot& ballot);

// Counted people of an open ballot who are still here and have given no view.
[[nodiscard]] std::vector<PersonId> still_to_give(const State& state, const Ballot& ballot);

// Everyone counted whose expressed view differs from the child's result (reading 1).
[[nodiscard]] std::vector<PersonId> dissenters(const State& state, const Child& child);

}  // namespace cpc::conference
