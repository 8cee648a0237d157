// SPDX-License-Identifier: Apache-2.0
// Who is asked how safe a child is, and what the others see of it.
#include "app/view/risk.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/view/own_risk.hpp"
#include "tests/unit/app/view/decision_room.hpp"

using namespace cpc;
using namespace cpc::view;
using namespace cpc::view::test;

namespace {

struct Talk : Room {
    ChildId cd = child("CD", "2018-01-15");
    PersonId worker = person("Social worker", "social-worker");
    PersonId police = person("Police", "police");
    PersonId gp = person("GP", "gp", Attendance::telephone);
    PersonId mother = person("Mother", "mother");
    Talk() {
        moment.place = Place::risk;
        enter(Stage::risk);
    }
    [[nodiscard]] RiskView risk() const { return make_risk_view(state, rules, moment); }
};

bool missing(const RiskView& view, const std::string& part) {
    return std::any_of(view.missing.begin(), view.missing.end(), [&](const std::string& line) {
        return line.find(part) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("each professional present has a row that says whether they were asked", "[REQ-135]") {
    Talk room;
    auto view = room.risk();
    REQUIRE(view.asked.size() == 3);
    CHECK(view.asked[0].person.name == "Social worker");
    CHECK(view.asked[0].own_hand);
    CHECK_FALSE(view.asked[2].own_hand);  // on the telephone
    CHECK(missing(view, "3 professionals' own numbers"));
    // The chair enters a number only for those who cannot do it themselves.
    REQUIRE(view.scorers.size() == 2);
    CHECK(view.scorers[0].name == "GP");
    CHECK(view.scorers[1].name == "Mother");

    room.put(SafetyScored{room.cd, 4, room.worker});
    room.put(SafetyScored{room.cd, 6, room.gp});
    view = room.risk();
    CHECK(view.asked[0].status == "Given");
    CHECK(view.asked[1].status == "Not asked yet");
    CHECK(view.asked[2].status == "Given, entered by the chair");
    CHECK(missing(view, "1 professional's own number"));
    room.put(SafetyScored{room.cd, 6, room.police});
    CHECK_FALSE(missing(room.risk(), "own number"));
}

TEST_CASE("the tablet goes on to whoever in the room has not said a number yet", "[REQ-135]") {
    Talk room;
    CHECK(next_to_score(room.state, room.cd, {}) == room.worker);
    CHECK(next_to_score(room.state, room.cd, room.worker) == room.police);
    CHECK(next_to_score(room.state, room.cd, room.police) == room.worker);
    room.put(SafetyScored{room.cd, 4, room.worker});
    CHECK_FALSE(next_to_score(room.state, room.cd, room.police));
}

TEST_CASE("somebody's own page knows their earlier number and nobody else's", "[REQ-135]") {
    Talk room;
    room.put(SafetyScored{room.cd, 9, {}});
    room.put(SafetyScored{room.cd, 4, room.worker});
    const auto own = make_own_risk_view(room.state, room.rules, room.moment, room.worker, room.cd);
    CHECK(own.said == 4);
    CHECK(own.blocked.empty());
    const auto other =
        make_own_risk_view(room.state, room.rules, room.moment, room.police, room.cd);
    CHECK_FALSE(other.said);
    CHECK(other.earlier.empty());
    CHECK(other.title.find("CD") != std::string::npos);
}
