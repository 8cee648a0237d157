// SPDX-License-Identifier: Apache-2.0
// Victoria's outcome: nothing is counted, the words are agreed or not, and the screen offers only
// what the rules take. And two small things of the views that other tests pass by.
#include "app/view/outcome.hpp"

#include <algorithm>

#include "app/view/new_conference.hpp"
#include "tests/unit/app/view/decision_room.hpp"

using namespace cpc;
using namespace cpc::conference;
using namespace cpc::view;
using namespace cpc::view::test;

namespace {

struct Intake : Room {
    ChildId xy = child("XY", "2023-06-18");
    PersonId chair, convening, doctor;

    Intake() {
        rules = rulebook("vic-intake.toml");
        chair = person("Chair", "chair");
        convening = person("Convening practitioner", "convening-practitioner");
        doctor = person("Paediatrician", "paediatrician");
        enter(Stage::introductions);
        enter(Stage::decision);
    }
    [[nodiscard]] OutcomeView view() const { return make_outcome_view(state, rules, moment); }
    void agree(bool agreed, const std::string& words) {
        put(OutcomeAgreed{xy, agreed, words, convening, "Team manager"});
    }
};

bool names(const std::vector<OutcomePerson>& people, PersonId id) {
    return std::any_of(people.begin(), people.end(),
                       [&](const auto& each) { return each.id == id; });
}

}  // namespace

TEST_CASE("an agreed outcome is a screen of its own only where the procedure has one",
          "[view][outcome][REQ-005]") {
    CHECK(agrees_outcome(rulebook("vic-intake.toml")));
    for (const auto* file : {"torbay-cpp.toml", "fife-cpcc.toml", "abc-ew-register.toml"})
        CHECK_FALSE(agrees_outcome(rulebook(file)));
}

TEST_CASE("the service that convenes enters the outcome; everybody who is here may disagree",
          "[view][outcome]") {
    Intake room;
    auto view = room.view();
    CHECK(view.child_ref == "XY");
    CHECK(view.recorded.words.empty());
    CHECK(names(view.people, room.doctor));
    CHECK(names(view.entries, room.convening));
    CHECK_FALSE(names(view.entries, room.doctor));
    CHECK(view.here.find("Paediatrician") != std::string::npos);

    // Nobody of the service is left: the one who is there may enter it.
    for (const auto gone : {room.chair, room.convening})
        room.put(AttendanceMarked{gone, Attendance::absent_without_report, room.moment.now, {}});
    view = room.view();
    CHECK(names(view.entries, room.doctor));
    CHECK_FALSE(names(view.people, room.convening));
}

TEST_CASE("what was recorded is shown with who entered and who endorsed it", "[view][outcome]") {
    Intake room;
    room.agree(false, "No agreement on whether the arm was broken by a fall.");
    const auto view = room.view();
    CHECK(view.recorded.way == 1);
    CHECK(view.recorded.who == room.convening);
    CHECK(view.recorded.words == "No agreement on whether the arm was broken by a fall.");
    CHECK(view.recorded.detail.find("Convening practitioner") != std::string::npos);
    CHECK(view.recorded.detail.find("Team manager") != std::string::npos);
    CHECK_FALSE(view.asks_category);
}

TEST_CASE("a type of harm is asked for only when something was agreed", "[view][outcome]") {
    Intake room;
    CHECK_FALSE(room.view().asks_category);
    room.agree(true, "Investigation; a second medical opinion.");
    const auto* rule = room.rules.procedure.find<procedure::CategoryRule>();
    const auto view = room.view();
    CHECK(view.asks_category == (rule != nullptr));
    if (rule != nullptr) CHECK(view.categories.size() == rule->categories.size());
}

TEST_CASE("who does not agree stands there by name with the reason", "[view][outcome]") {
    Intake room;
    room.agree(true, "Investigation.");
    CHECK(room.view().dissents.empty());
    room.put(DissentNoted{room.xy, room.doctor, "outcome", "A fall is likelier."});
    const auto view = room.view();
    REQUIRE(view.dissents.size() == 1);
    CHECK(view.dissents.front().label == "Paediatrician");
    CHECK(view.dissents.front().detail == "A fall is likelier.");
}

TEST_CASE("a citation beside a button names the document and the place, not the words quoted",
          "[view]") {
    CHECK(short_citation("Torbay leaflet, Agendas: \u201cthe Chair will\u201d") ==
          "Torbay leaflet, Agendas");
    CHECK(short_citation("ABC, ch. 21, Composition; Children Act 1989 s. 47") ==
          "ABC, ch. 21, Composition");
    CHECK(short_citation("2016 advice. It is repealed. ch. 3") == "2016 advice");
    CHECK(short_citation("Fife CPCC, 4.2. ") == "Fife CPCC, 4.2. ");
    CHECK(short_citation("").empty());
}

TEST_CASE("procedures used before stand first, the last one at the top", "[view]") {
    NewConferenceView view;
    for (const auto* id : {"a", "b", "c", "d"}) {
        view.procedures.emplace_back();
        view.procedures.back().id = id;
    }
    put_used_first(view, {"c", "unknown", "a"});
    std::string order;
    for (const auto& each : view.procedures)
        order += each.id;
    CHECK(order == "cabd");
    CHECK(view.used == 2);
}
