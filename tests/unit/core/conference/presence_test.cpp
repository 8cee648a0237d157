// SPDX-License-Identifier: Apache-2.0
// Who was in the room at any moment can be told years later, from what the record keeps of it.
#include <random>
#include <set>

#include "support.hpp"

namespace cpc::conference {
namespace {

using test::Room;

std::set<PersonId> here_now(const State& state) {
    std::set<PersonId> out;
    for (const auto& [id, person] : state.people)
        if (person.here()) out.insert(id);
    return out;
}

// From the intervals alone. Whoever left at a moment is not there any more at that moment.
std::set<PersonId> here_at(const State& state, const LocalTime& at) {
    std::set<PersonId> out;
    for (const auto& [id, person] : state.people)
        for (const auto& stay : person.presence)
            if (stay.from.instant() <= at.instant() &&
                (!stay.to || at.instant() < stay.to->instant()))
                out.insert(id);
    return out;
}

TEST_CASE("who was in the room at any moment follows from the times that are kept for each person",
          "[REQ-305]") {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        std::mt19937 dice{seed};
        Room room{"torbay-cpp", "initial"};
        std::vector<PersonId> people;
        for (const auto* role : {"social-worker", "police", "health-visitor", "gp", "mother"})
            people.push_back(room.person(role));
        room.stage(Stage::introductions);
        for (const auto& id : people)
            if (dice() % 3 != 0)
                room.put(AttendanceMarked{id, Attendance::in_person, room.now, {}});
        room.later(5);
        room.stage(Stage::information);
        std::vector<std::pair<LocalTime, std::set<PersonId>>> seen{
            {room.now, here_now(room.state)}};
        for (int step = 0; step < 30; ++step) {
            room.later(1 + static_cast<int>(dice() % 9));
            const auto id = people[dice() % people.size()];
            const bool adjourned = room.state.adjourned();
            const auto act = dice() % 8;
            if (adjourned && act < 4) {
                room.put(ConferenceResumed{room.now});
            } else if (adjourned) {
                continue;
            } else if (act == 0) {
                ConferenceAdjourned stop;
                stop.at = room.now;
                stop.reason = "The room is needed.";
                stop.resumes = room.now;
                room.put(stop);
            } else if (room.state.people.at(id).here()) {
                room.put(PersonLeft{id, room.now, "Called away."});
            } else {
                room.put(PersonArrived{id, room.now, Attendance::video, true});
            }
            seen.emplace_back(room.now, here_now(room.state));
        }
        INFO("seed " << seed);
        bool ever_changed = false;
        for (const auto& [at, people_then] : seen) {
            CHECK(here_at(room.state, at) == people_then);
            ever_changed = ever_changed || people_then != seen.front().second;
        }
        CHECK(ever_changed);
    }
}

}  // namespace
}  // namespace cpc::conference
