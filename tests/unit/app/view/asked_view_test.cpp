// SPDX-License-Identifier: Apache-2.0
// Who is always asked, whom the family is here for, the plan so far and the ways to complain, as
// views.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/view/asked.hpp"
#include "app/view/carried.hpp"
#include "app/view/decision.hpp"
#include "app/view/person_sheet.hpp"
#include "app/view/routes.hpp"
#include "tests/unit/app/view/decision_room.hpp"

using namespace cpc;
using namespace cpc::view;
using namespace cpc::view::test;

namespace {

const AlwaysAskedRow& row_of(const AlwaysAsked& asked, const std::string& role) {
    const auto found = std::find_if(asked.rows.begin(), asked.rows.end(),
                                    [&](const auto& row) { return row.role == role; });
    REQUIRE(found != asked.rows.end());
    return *found;
}

struct Asking : Room {
    explicit Asking(const std::string& procedure) {
        rules = rulebook(procedure + ".toml");
        child("CD", "2018-01-15");
    }
    [[nodiscard]] AlwaysAsked asked() const { return make_always_asked(state, rules); }
    [[nodiscard]] std::optional<LeftOutSheet> left_out(const std::string& role) const {
        return make_left_out_sheet(state, rules, std::string{left_out_prefix} + role);
    }
};

}  // namespace

TEST_CASE("Whoever is always asked is open until they are on the list or a reason is written",
          "[view][REQ-035][REQ-319]") {
    Asking room("fife-cpcc");
    CHECK_FALSE(row_of(room.asked(), "mother").done);
    room.person("Mother", "mother");
    const auto mother = row_of(room.asked(), "mother");
    CHECK(mother.done);
    CHECK(mother.detail == "On the list: Mother");
    CHECK_FALSE(mother.can_be_left_out);
    CHECK(row_of(room.asked(), "father").can_be_left_out);
    PointConfirmed point;
    point.point = "omit-father";
    point.note = "He died in 2024.";
    point.waived = true;
    room.say(Say<PointConfirmed>{point});
    CHECK(row_of(room.asked(), "father").done);
    CHECK(row_of(room.asked(), "father").detail == "Not asked: He died in 2024.");
    const auto again = room.left_out("father");
    REQUIRE(again);
    CHECK(again->text == "Not asked: He died in 2024.");
}

TEST_CASE("The sheet for leaving out a child says what the procedure wants written about it",
          "[view][REQ-353]") {
    const Asking room("fife-cpcc");
    const auto child = room.left_out("child");
    REQUIRE(child);
    CHECK(child->reason_hint.find("age and understanding") != std::string::npos);
    const auto father = room.left_out("father");
    REQUIRE(father);
    CHECK(father->reason_hint.empty());
    CHECK_FALSE(room.left_out("police"));  // nobody has to be asked for that reason
    CHECK_FALSE(make_left_out_sheet(room.state, room.rules, "left-out:nobody"));
}

TEST_CASE("A procedure without such a list shows none", "[view][REQ-035]") {
    const Asking room("torbay-cpp");
    CHECK(room.asked().rows.empty());
}

TEST_CASE("Until it is said the sheet says that a parent is not here for the child who came later",
          "[view][REQ-371]") {
    Asking room("torbay-cpp");
    const auto mother = room.person("Mother", "mother");
    CHECK_FALSE(make_here_for_sheet(room.state, mother));  // an only child
    room.child("EF", "2020-02-02");
    const auto sheet = make_here_for_sheet(room.state, {});
    REQUIRE(sheet);
    CHECK(sheet->invited.person == mother);
    REQUIRE(sheet->children.size() == 2);
    CHECK(sheet->children[0].stands);
    CHECK_FALSE(sheet->children[1].stands);
    CHECK(sheet->text.find("EF came on the list after Mother") != std::string::npos);
    CHECK(here_for_done(*sheet, {false, true}) == "Mother is here for EF.");
    const auto& person = room.state.people.at(mother);
    CHECK(here_for_line(room.state, person) == "Here for CD. Not said yet: EF.");
    const auto worker = room.person("Social worker", "social-worker");
    CHECK_FALSE(make_here_for_sheet(room.state, worker));
    CHECK(here_for_line(room.state, room.state.people.at(worker)).empty());
}

TEST_CASE("The person sheet says whom somebody of the family is here for, and lets it be said anew",
          "[view][REQ-374]") {
    Asking room("torbay-cpp");
    const auto mother = room.person("Mother", "mother");
    const auto sheet_now = [&] {
        return make_person_sheet(room.state, room.rules, room.moment, mother);
    };
    CHECK(sheet_now()->here_for.empty());
    room.child("EF", "2020-02-02");
    CHECK(sheet_now()->here_for == "Here for CD. Not said yet: EF.");
    CHECK_FALSE(sheet_now()->here_for_change.empty());
    room.put(ConferenceClosed{room.moment.now, {}});
    CHECK(sheet_now()->here_for_change.empty());
}

TEST_CASE("At a review each action of the plan so far stands with how far it has come",
          "[view][REQ-108]") {
    Asking room("torbay-cpp");
    CHECK_FALSE(make_carried_card(room.state, room.rules));  // an initial conference
    ActionCarried carried;
    carried.action = room.fresh<ActionId>();
    carried.child = room.state.child_order.front();
    carried.what = "Mend the heating.";
    carried.owner = "Housing";
    room.put(carried);
    auto card = make_carried_card(room.state, room.rules);
    REQUIRE(card);
    REQUIRE(card->rows.size() == 1);
    CHECK_FALSE(card->rows[0].done);
    CHECK(card->rows[0].detail.find("Not said yet") != std::string::npos);
    const auto name = std::string{progress_prefix} + carried.action.hex();
    const auto sheet = make_progress_sheet(room.state, room.rules, name);
    REQUIRE(sheet);
    CHECK(sheet->what == "Mend the heating.");
    for (const auto& choice : sheet->choices)
        CHECK(choice.needs_words ==
              (choice.progress == Progress::not_done || choice.progress == Progress::not_needed));
    CHECK_FALSE(make_progress_sheet(room.state, room.rules, "progress:00"));
    room.put(ActionReviewed{carried.action, carried.child, Progress::not_done, "No boiler came."});
    card = make_carried_card(room.state, room.rules);
    CHECK(card->rows[0].done);
    CHECK(card->rows[0].detail.find("Not done: No boiler came.") != std::string::npos);
}

TEST_CASE(
    "A later step of a complaint is blocked in the rule's words until the one before has a "
    "result",
    "[view][REQ-265]") {
    Asking room("torbay-cpp");
    const auto nurse = room.person("School nurse", "school-nurse");
    const auto routes = [&] { return make_routes_sheet(room.state, room.rules, room.moment); };
    const auto sheet = routes();
    const auto found = std::find_if(sheet.routes.begin(), sheet.routes.end(),
                                    [](const auto& each) { return each.id == "dissent.decision"; });
    REQUIRE(found != sheet.routes.end());
    REQUIRE(found->steps.size() > 1);
    CHECK(step_missing(*found, nurse, 0).empty());
    RouteStepTaken later{found->id, found->steps[1].id, nurse, {}, room.moment.now.date};
    const auto answer = room.ask(Say<RouteStepTaken>{later});
    const auto* refusal = std::get_if<Refusal>(&answer);
    REQUIRE(refusal != nullptr);
    CHECK(step_missing(*found, nurse, 1).find(refusal->message) != std::string::npos);
    room.put(RouteStepTaken{found->id, found->steps[0].id, nurse, "We do not agree.",
                            room.moment.now.date});
    const auto after = routes();
    for (const auto& route : after.routes) {
        if (route.id != "dissent.decision") continue;
        CHECK(step_missing(route, nurse, 1).empty());
        REQUIRE(route.taken.size() == 1);
        CHECK(route.taken[0].find("We do not agree.") != std::string::npos);
    }
}
