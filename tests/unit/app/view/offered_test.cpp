// SPDX-License-Identifier: Apache-2.0
// What a screen offers and what it does not: procedures in force, marks of relevance, and the ways
// round a point.
#include <catch2/catch_test_macros.hpp>

#include "app/view/information.hpp"
#include "app/view/new_conference.hpp"
#include "app/view/room_sheets.hpp"
#include "tests/unit/app/view/decision_room.hpp"

using namespace cpc;
using namespace cpc::view;
using namespace cpc::view::test;

namespace {

procedure::Procedure of_span(const char* from, const char* to) {
    procedure::Procedure procedure;
    procedure.id = "any";
    procedure.title = "Any";
    procedure.effective_from = *Date::parse(from);
    if (to != nullptr) procedure.effective_to = *Date::parse(to);
    return procedure;
}

NewConferenceView on(const procedure::Procedure& procedure, const char* day, bool practice) {
    Moment moment;
    moment.now.date = *Date::parse(day);
    moment.practice = practice;
    return make_new_conference_view({&procedure}, {}, moment, {"x.toml is not used: why."});
}

TEST_CASE("a procedure is offered from its first day to its last, and no other day", "[REQ-009]") {
    const auto ended = of_span("2020-04-01", "2026-08-31");
    CHECK(on(ended, "2020-04-01", false).procedures.size() == 1);
    CHECK(on(ended, "2026-08-31", false).procedures.size() == 1);
    CHECK(on(ended, "2026-09-01", false).procedures.empty());
    CHECK(on(ended, "2020-03-31", false).procedures.empty());
    CHECK(on(of_span("2020-04-01", nullptr), "2060-01-01", false).procedures.size() == 1);
    CHECK(on(ended, "2026-08-31", false).procedures[0].standing.empty());
}

TEST_CASE("to practise with, what has ended or is to come is offered and marked", "[REQ-009]") {
    const auto ended = of_span("2020-04-01", "2026-08-31");
    const auto after = on(ended, "2026-09-01", true);
    REQUIRE(after.procedures.size() == 1);
    CHECK(after.procedures[0].standing.find("31 August 2026") != std::string::npos);
    const auto before = on(ended, "2020-03-31", true);
    REQUIRE(before.procedures.size() == 1);
    CHECK(before.procedures[0].standing.find("1 April 2020") != std::string::npos);
}

TEST_CASE("files that this tablet does not use are named where a procedure is chosen",
          "[REQ-009]") {
    const auto view = on(of_span("2020-04-01", nullptr), "2026-09-01", false);
    CHECK(view.left_out == std::vector<std::string>{"x.toml is not used: why."});
}

TEST_CASE("only where the procedure asks is a contribution marked as bearing on the question",
          "[REQ-105]") {
    Room torbay;
    torbay.child("CD", "2018-01-15");
    torbay.enter(conference::Stage::information);
    CHECK(make_information_view(torbay.state, torbay.rules, torbay.moment).add.relevance.empty());
    procedure::RelevanceRule rule;
    rule.sentence = "Does it help?";
    rule.marks = {{"other", "Bears on something else", {"review"}},
                  {"this", "Bears on it", {"initial"}}};
    torbay.rules.procedure.rules.emplace_back(rule);
    const auto add = make_information_view(torbay.state, torbay.rules, torbay.moment).add;
    CHECK(add.relevance == "this");
    CHECK(add.relevance_label == "Bears on it");
    CHECK(add.need_relevance.find("Does it help?") != std::string::npos);
}

TEST_CASE("a way round a point is offered where the procedure leaves one", "[REQ-026]") {
    Room room;
    room.child("CD", "2018-01-15");
    room.enter(conference::Stage::introductions);
    room.moment.place = Place::introductions;
    const auto sheet_of = [&](const std::string& id) {
        room.moment.sheet.name = std::string{point_sheet_prefix} + id;
        const auto sheets = make_room_sheets(room.state, room.rules, room.moment);
        REQUIRE(sheets.point.has_value());
        return *sheets.point;
    };
    CHECK_FALSE(sheet_of("child-first").not_waivable.empty());
    CHECK_FALSE(sheet_of("independent").not_waivable.empty());
    CHECK(sheet_of("apologies").not_waivable.empty());
    room.moment.sheet.name = points_sheet;
    const auto list = make_room_sheets(room.state, room.rules, room.moment).points;
    REQUIRE(list.has_value());
    int must = 0;
    for (const auto& point : list->points) {
        CHECK((point.key == "apologies" ? !point.must_be_done : true));
        must += point.key == "child-first" && point.must_be_done ? 1 : 0;
    }
    CHECK(must == 1);
}

}  // namespace
