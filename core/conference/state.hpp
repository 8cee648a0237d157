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
    std::optional<ExclusionDecided> exclusion;
    // Only of those who are asked (below): whom they are here for, and how many children were on
    // the list when that was last said. A child who came on it later is not among them.
    std::vector<ChildId> here_for;
    std::size_t children_then = 0;

    [[nodiscard]] bool here() const { return !presence.empty() && !presence.back().to; }
    // Was here once and went for good.
    [[nodiscard]] bool left() const { return !presence.empty() && presence.back().to.has_value(); }
    // Whose papers somebody gets hangs on whom they are here for (REQ-371): family and children,
    // and whoever is here with one of the family. The others are here for every child unless it was
    // said otherwise.
    [[nodiscard]] bool is_asked() const;
    // Whether they are here for this child (REQ-374).
    [[nodiscard]] bool concerns(ChildId child) const;
    // The text under this name, empty if there is none.
    [[nodiscard]] std::string detail(std::string_view name) const;
};

struct Contribution {
    std::uint64_t seq = 0;
    ContributionRecorded said;
    std::vector<CorrectionLinked> corrections;
    // The children named; where none was, all who were on the list when it was said.
    std::vector<ChildId> about;

    [[nodiscard]] bool is_about(ChildId child) const;
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

// An action carried over from an earlier plan, with how far it has come.
struct CarriedAction {
    ActionCarried carried;
    std::optional<ActionReviewed> reviewed;
};

struct Recommendation {
    RecommendationMade made;
    std::optional<RecommendationAnswered> answered;
};

// A report or drawing taken in as a file.
struct Material {
    std::uint64_t seq = 0;
    MaterialTaken taken;
    std::string withdrawn_because;  // empty: it stands

    [[nodiscard]] bool stands() const { return withdrawn_because.empty(); }
};

// A part of the meeting held without everybody; open while it has no end.
struct Segment {
    SegmentStarted started;
    std::optional<LocalTime> ended;
};

// What was put to the chair; waiting while it has no answer.
struct Matter {
    std::uint64_t seq = 0;
    MatterRaised raised;
    std::optional<MatterAnswered> answered;
};

// One sitting of a conference; all of them are one record (REQ-309).
struct Sitting {
    LocalTime from;
    std::optional<ConferenceAdjourned> adjourned;
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
    std::vector<ActionWithdrawn> withdrawn;
    std::vector<CarriedAction> carried;
    std::vector<DissentNoted> dissents;
    std::vector<ReferralMade> referrals;
    std::optional<OutcomeAgreed> agreed;
    std::optional<RegisterEntered> register_entry;
    std::optional<ChildBorn> birth;

    // Not yet born, as far as the record knows.
    [[nodiscard]] bool result_is(Decision decision) const {
        return result && result->locked.decision == decision;
    }
    [[nodiscard]] bool unborn() const { return added.expected.has_value() && !birth; }
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
    std::vector<Material> materials;
    std::vector<ViewsRecorded> parent_views;
    std::optional<NextConferenceSet> next_conference;
    std::optional<RequestReceived> request;
    std::optional<RequestAnswered> request_answer;
    std::vector<StartDateSet> start_dates_set;
    std::vector<StartEvent> start_dates_before;  // what stood there, in the order of the changes
    std::vector<ObjectionRaised> objections;
    std::vector<Segment> segments;
    std::vector<Sitting> sittings;
    std::vector<BreakTaken> breaks;  // in order, none within another
    std::vector<Recommendation> recommendations;
    std::vector<Matter> matters;
    std::vector<MinutesMarked> minutes;  // each mark, in order
    std::vector<BreachExplained> breaches;
    std::vector<RouteStepTaken> route_steps;
    std::optional<ConferenceCancelled> cancelled;
    std::optional<ConferenceClosed> closed;
    std::uint64_t closed_seq = 0;  // the entry of the close
    std::vector<DocumentIssued> documents;
    std::vector<PaperDelivered> deliveries;
    std::uint64_t last_seq = 0;

    [[nodiscard]] const Person* person(PersonId id) const;
    [[nodiscard]] const Child* child(ChildId id) const;
    [[nodiscard]] const Contribution* contribution(ContributionId id) const;
    [[nodiscard]] const Material* material(MaterialId id) const;
    [[nodiscard]] bool family_in_room() const;  // ui-design 6: family-visible mode
    [[nodiscard]] std::optional<LocalTime> started_at() const;
    [[nodiscard]] bool adjourned() const;
    // The restricted part that is going on; nothing between them.
    [[nodiscard]] const Segment* open_segment() const;
    [[nodiscard]] bool request_refused() const;
    // "unborn", "transfer-in", or a flag given at the opening.
    [[nodiscard]] bool has_flag(std::string_view flag) const;
    // The answer that was chosen for a point; empty if none.
    [[nodiscard]] std::string answer(std::string_view point_key) const;
};

// Folds one event in. An event that does not fit the ones before it is corruption, told with its
// entry number.
[[nodiscard]] Result<State> evolve(State state, const Recorded& recorded);
[[nodiscard]] Result<State> replay(State state, std::span<const Recorded> log);

// Those of the family of whom nobody has said yet whether they are here for a child who came on the
// list later, in the order of invitation. Until it is said they are not.
[[nodiscard]] std::vector<PersonId> here_for_unsaid(const State& state);
// The children they have not been asked about.
[[nodiscard]] std::vector<ChildId> children_unsaid(const State& state, const Person& person);

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
