// SPDX-License-Identifier: Apache-2.0
// What each person is owed after the close, by when, and what counts as its having got there.
#include <algorithm>

#include "core/conference/distribution.hpp"
#include "tests/unit/core/conference/support.hpp"

namespace cpc::conference::test {
namespace {

struct Closed : Room {
    ChildId cd;
    PersonId worker, gp, mother;

    Closed() : Room("torbay-cpp", "initial") {
        cd = child("CD");
        worker = here("social-worker");
        mother = here("mother");
        gp = person("gp");
        stage(Stage::introductions);
        put(ConferenceClosed{now, {}});
    }
    [[nodiscard]] PaperDelivered given(PersonId id) const {
        PaperDelivered done;
        done.kind = "decision-sheet";
        done.version = "professional";
        done.way = "by-hand";
        done.by = "The minute taker";
        done.at = now;
        done.people = std::vector<PersonId>{id};
        return done;
    }
    [[nodiscard]] std::vector<Delivery> lines() const { return distribution_of(state, rules); }
    [[nodiscard]] const Delivery& line(const std::vector<Delivery>& all, std::string_view kind,
                                       PersonId id) const {
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) {
            return each.kind == kind && each.person == id;
        });
        REQUIRE(found != all.end());
        return *found;
    }
};

LocalTime days_after(LocalTime at, int days) {
    at.date = at.date + days;
    return at;
}

}  // namespace

TEST_CASE("a paper that is owed is overdue from its moment on and until somebody has it",
          "[REQ-248][REQ-235]") {
    Closed room;
    auto lines = room.lines();
    const auto& owed = room.line(lines, "decision-sheet", room.worker);
    REQUIRE(owed.due);
    CHECK(owed.limit == "TOR-T03");
    CHECK_FALSE(owed.cites.empty());
    CHECK(owed.state(room.now) == DeliveryState::open);
    CHECK(owed.state(days_after(room.now, 2)) == DeliveryState::overdue);
    const auto before = count_of(lines, days_after(room.now, 2)).overdue;
    room.say(Say<PaperDelivered>{room.given(room.worker)});
    lines = room.lines();
    CHECK(room.line(lines, "decision-sheet", room.worker).state(days_after(room.now, 2)) ==
          DeliveryState::delivered);
    CHECK(count_of(lines, days_after(room.now, 2)).overdue == before - 1);
}

TEST_CASE("whether a paper was in time is counted from when it was given, not written down",
          "[REQ-248]") {
    Closed room;
    const auto at_close = room.now;
    room.now = days_after(room.now, 3);
    auto done = room.given(room.worker);
    done.at = days_after(at_close, 2);
    room.say(Say<PaperDelivered>{done});
    const auto lines = room.lines();
    CHECK(room.line(lines, "decision-sheet", room.worker).state(room.now) ==
          DeliveryState::delivered_late);
}

TEST_CASE("a paper that was tried in vain is still owed, and the next step is written down",
          "[REQ-248]") {
    Closed room;
    auto tried = room.given(room.worker);
    tried.reached = false;
    CHECK(room.refused(Say<PaperDelivered>{tried}) == "papers.tried");
    tried.note = "On leave. Again on Monday.";
    room.say(Say<PaperDelivered>{tried});
    const auto lines = room.lines();
    const auto& owed = room.line(lines, "decision-sheet", room.worker);
    CHECK(owed.lines.size() == 1);
    CHECK(owed.reached() == nullptr);
    CHECK(owed.state(days_after(room.now, 2)) == DeliveryState::overdue);
}

TEST_CASE("proof names who did it, a way there is, and no time to come", "[REQ-248]") {
    Closed room;
    auto done = room.given(room.worker);
    done.by = " ";
    CHECK(room.refused(Say<PaperDelivered>{done}) == "papers.proof");
    done = room.given(room.worker);
    done.way = "pigeon";
    CHECK(room.refused(Say<PaperDelivered>{done}) == "papers.proof");
    done = room.given(room.worker);
    done.at = days_after(room.now, 1);
    CHECK(room.refused(Say<PaperDelivered>{done}) == "papers.proof");
    done.at = days_after(room.now, -1);
    CHECK(room.refused(Say<PaperDelivered>{done}) == "papers.proof");
}

TEST_CASE("a paper that somebody is not owed cannot be said to have reached them", "[REQ-259]") {
    Closed room;
    CHECK(room.refused(Say<PaperDelivered>{room.given(room.mother)}) == "papers.no-such-paper");
    auto done = room.given(room.worker);
    done.people->push_back(room.mother);
    CHECK(room.refused(Say<PaperDelivered>{done}) == "papers.no-such-paper");
    done.people.reset();
    CHECK(room.refused(Say<PaperDelivered>{done}) == "papers.no-such-paper");
    done = room.given(room.fresh<PersonId>());
    CHECK(room.refused(Say<PaperDelivered>{done}) == "people.known");
}

TEST_CASE("who was away is told, by when their first paper is due, and what was said is noted",
          "[REQ-237][REQ-242]") {
    Closed room;
    auto lines = room.lines();
    const auto& talk = room.line(lines, follow_up, room.gp);
    CHECK(talk.due);
    CHECK(std::none_of(lines.begin(), lines.end(), [&](const auto& each) {
        return each.kind == follow_up && each.person == room.worker;
    }));
    auto told = room.given(room.gp);
    told.kind = follow_up;
    told.version.clear();
    told.way = "told";
    CHECK(room.refused(Say<PaperDelivered>{told}) == "papers.tried");
    told.note = "The practice knows the plan and its part in it.";
    room.say(Say<PaperDelivered>{told});
    lines = room.lines();
    CHECK(room.line(lines, follow_up, room.gp).reached() != nullptr);
}

TEST_CASE("nothing is owed before the close", "[REQ-248]") {
    Room room("torbay-cpp", "initial");
    room.child("CD");
    const auto worker = room.here("social-worker");
    CHECK(distribution_of(room.state, room.rules).empty());
    PaperDelivered done;
    done.kind = "decision-sheet";
    done.people = std::vector<PersonId>{worker};
    CHECK(room.refused(Say<PaperDelivered>{done}) == "papers.no-such-paper");
}

}  // namespace cpc::conference::test
