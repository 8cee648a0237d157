// SPDX-License-Identifier: Apache-2.0
// What the undo says again, and where there is none to be had.
#include "app/kiosk/undo.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cpc;
using namespace cpc::conference;
using kiosk::opposite;

namespace {

template <class AnyId>
AnyId id_of(std::uint8_t number) {
    AnyId id;
    id.bytes.front() = number;
    return id;
}

const auto child = id_of<ChildId>(1);
const auto worker = id_of<PersonId>(2);
const auto nurse = id_of<PersonId>(3);
const LocalTime early{*Date::from_ymd(2027, 4, 13), 600, 60};
const LocalTime late{*Date::from_ymd(2027, 4, 14), 600, 60};

State before_anything() {
    State state;
    state.child_order = {child};
    state.children[child].added.child = child;
    for (const auto& id : {worker, nurse}) {
        state.person_order.push_back(id);
        state.people[id].invited.person = id;
    }
    return state;
}

// The fact that the undo of `fact` would say; the test fails where none is offered.
template <class E>
E again(const E& fact, const State& before) {
    const auto command = opposite(Say<E>{fact}, before);
    REQUIRE(command.has_value());
    REQUIRE(std::holds_alternative<Say<E>>(*command));
    return std::get<Say<E>>(*command).fact;
}

template <class E>
bool offered(const E& fact, const State& before) {
    return opposite(Say<E>{fact}, before).has_value();
}

}  // namespace

TEST_CASE("Undo says again what stood there before", "[kiosk][REQ-040]") {
    auto before = before_anything();
    before.people[worker].attendance = Attendance::declined;
    before.people[worker].attendance_note = "Ill.";
    before.people[worker].heard = AgencyHeard{worker, Heard::nothing_to_add, {}, {}};
    auto& of_child = before.children[child];
    of_child.scores = {{child, 3, {}}, {child, 9, nurse}};
    of_child.summary = "The first summary.";
    of_child.continuing_risk = false;
    of_child.key_worker = KeyWorkerNamed{child, worker, "Knows them."};
    of_child.core_group = CoreGroupNamed{child, {worker}, early, {}};
    before.next_conference = NextConferenceSet{early, {}};
    const auto one = id_of<ContributionId>(5);
    const auto other = id_of<ContributionId>(6);
    before.conflicts = {{one, other, false}};

    const auto attendance = again(AttendanceMarked{worker, Attendance::in_person, {}, {}}, before);
    CHECK(attendance.attendance == Attendance::declined);
    CHECK(attendance.note == "Ill.");
    CHECK(again(AgencyHeard{worker, Heard::contributed, {}, {}}, before).heard ==
          Heard::nothing_to_add);
    CHECK(again(SafetyScored{child, 8, {}}, before).score == 3);
    CHECK(again(RiskSummarised{child, "Another."}, before).text == "The first summary.");
    CHECK_FALSE(again(ContinuingRiskRecorded{child, true}, before).at_risk);
    CHECK(again(KeyWorkerNamed{child, nurse, {}}, before).person == worker);
    CHECK(again(KeyWorkerNamed{child, nurse, {}}, before).reason == "Knows them.");
    CHECK(again(CoreGroupNamed{child, {nurse}, late, {}}, before).members == std::vector{worker});
    CHECK(again(NextConferenceSet{late, {}}, before).at == early);
    CHECK_FALSE(again(ConflictPaired{one, other, true}, before).settled);
}

TEST_CASE("Where nothing stood before, and for what is another's to change, there is no undo",
          "[kiosk]") {
    const auto before = before_anything();
    CHECK_FALSE(offered(AgencyHeard{worker, Heard::contributed, {}, {}}, before));
    CHECK_FALSE(offered(SafetyScored{child, 8, {}}, before));
    CHECK_FALSE(offered(RiskSummarised{child, "The first."}, before));
    CHECK_FALSE(offered(ContinuingRiskRecorded{child, true}, before));
    CHECK_FALSE(offered(KeyWorkerNamed{child, nurse, {}}, before));
    CHECK_FALSE(offered(CoreGroupNamed{child, {nurse}, late, {}}, before));
    CHECK_FALSE(offered(NextConferenceSet{late, {}}, before));
    CHECK_FALSE(
        offered(ConflictPaired{id_of<ContributionId>(5), id_of<ContributionId>(6), false}, before));

    auto scored = before;
    scored.children[child].scores = {{child, 3, {}}, {child, 9, nurse}};
    CHECK_FALSE(offered(SafetyScored{child, 2, nurse}, scored));
    CHECK_FALSE(opposite(EnterStage{Stage::risk, {}}, scored).has_value());
    CHECK_FALSE(opposite(CloseConference{"."}, scored).has_value());
}

TEST_CASE("The button says what it takes back, and cuts a long sentence between two words",
          "[kiosk]") {
    kiosk::TakeBack taken;
    taken.done_words = "Health visitor marked as here.";
    CHECK(taken.label() == "Undo: Health visitor marked as here");
    taken.again = true;
    CHECK(taken.label() == "Redo: Health visitor marked as here");
    taken.done_words = "The core group of CD and its first meeting on 13 April are recorded.";
    CHECK(taken.label() == "Redo: The core group of CD and its first meeting …");
}
