// SPDX-License-Identifier: Apache-2.0
#include "app/exports/census.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/unit/app/exports/played.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

const procedure::ExportMap& census() {
    return map_of("cin-census");
}

std::vector<std::string> numbers(Room& room, const exports::Facts& facts) {
    std::vector<std::string> out;
    for (const auto& item : exports::census_items(census(), facts, room.meeting().deadlines()))
        out.push_back(item.number + " " + item.child);
    return out;
}

using Numbers = std::vector<std::string>;

}  // namespace

TEST_CASE("the census fragment of an initial conference and of England's today is the golden one",
          "[exports]") {
    for (const auto* scenario : {"torbay-majority", "torbay-siblings", "england-today"}) {
        INFO(scenario);
        Room room;
        play_whole(room, text_of_file("tests/scenarios/" + std::string{scenario} + ".txt"));
        const auto limits = room.meeting().deadlines();
        const auto facts = fixed_facts(room);
        const auto text = exports::census_fragment(census(), facts, limits);
        REQUIRE(text);
        is_golden(std::string{scenario} + ".cin-census.xml", *text);
        CHECK(text->find("<TRAINING>") != std::string::npos);
        const auto lines = exports::daily_lines(census(), facts, limits);
        REQUIRE(lines);
        is_golden(std::string{scenario} + ".daily-lines.jsonl", *lines);
        CHECK(static_cast<std::size_t>(std::count(lines->begin(), lines->end(), '\n')) ==
              facts.children.size());
    }
}

TEST_CASE("a conference that kept the census's rules is queried in nothing", "[exports]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-majority.txt"));
    CHECK(numbers(room, fixed_facts(room)) == Numbers{});
}

TEST_CASE("each rule of the census is told by its number when its facts are wrong", "[exports]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-majority.txt"));
    const auto good = fixed_facts(room);
    const auto day = *Date::from_ymd(2027, 3, 30);
    auto facts = good;
    facts.first_day = *Date::from_ymd(2027, 3, 28);  // a Sunday, and the plan starts on the 30th
    CHECK(numbers(room, facts) == Numbers{"8875 CD", "2885 CD"});
    facts = good;
    facts.start_events["strategy-meeting"] = day + 1;
    CHECK(numbers(room, facts) == Numbers{"8615 CD"});
    facts = good;
    facts.children[0].categories = {"something-else"};
    CHECK(numbers(room, facts) == Numbers{"8905 CD", "8910 CD"});
    facts = good;
    facts.review = true;
    facts.children[0].decision = "retain";
    facts.start_events["initial-conference"] = day;
    CHECK(numbers(room, facts) == Numbers{"8841 CD"});
    facts.children[0].decision = "remove";
    facts.children[0].plan_end = day;
    CHECK(numbers(room, facts) == Numbers{"8840 CD", "8841 CD"});
    facts.children[0].plan_end = day - 1;
    CHECK(numbers(room, facts) == Numbers{"8925 CD", "8841 CD"});
    facts = good;
    facts.procedure = "fife-cpcc";
    CHECK(numbers(room, facts) == Numbers{});
}

TEST_CASE("a target on a Saturday is a query, not an error", "[exports]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-majority.txt"));
    auto limits = room.meeting().deadlines();
    for (auto& limit : limits.counted)
        if (limit.id == "TOR-T01") limit.due = *Date::from_ymd(2027, 4, 3);
    const auto items = exports::census_items(census(), fixed_facts(room), limits);
    REQUIRE(items.size() == 1);
    CHECK(items[0].number == "8870");
    CHECK(items[0].query);
}

TEST_CASE("several categories are the census's code for several", "[exports]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-majority.txt"));
    auto facts = fixed_facts(room);
    facts.children[0].categories = {"neglect", "physical"};
    const auto text = exports::census_fragment(census(), facts, room.meeting().deadlines());
    REQUIRE(text);
    CHECK(text->find("<LatestCategoryOfAbuse>MUL</LatestCategoryOfAbuse>") != std::string::npos);
    CHECK(text->find("<InitialCategoryOfAbuse>EMO</InitialCategoryOfAbuse>") != std::string::npos);
}

TEST_CASE("the rules are asked while the conference runs, and a real one has no TRAINING in it",
          "[exports]") {
    Room room;
    CHECK(room.play(all({invited, begun, informed, risk_stage, decision_stage})).empty());
    const auto facts = exports::facts_of(room.state(), room.meeting().rules(), {"1a2b3c4d", false});
    CHECK(numbers(room, facts) == Numbers{});
    const auto text = exports::census_fragment(census(), facts, room.meeting().deadlines());
    REQUIRE(text);
    CHECK(text->find("TRAINING") == std::string::npos);
    CHECK(text->find("<Message>") != std::string::npos);
    CHECK_FALSE(
        exports::census_export(census(), room.meeting(), false, exports::CensusForm::fragment));
}

TEST_CASE("no name of a person and no case text is in the census fragment or the daily lines",
          "[exports]") {
    Room room;
    play_whole(room, text_of_file("tests/scenarios/torbay-majority.txt"));
    for (const auto form : {exports::CensusForm::fragment, exports::CensusForm::daily}) {
        const auto file = exports::census_export(census(), room.meeting(), false, form);
        REQUIRE(file);
        for (const auto* word : {"Child CD", "Family C", "Social worker", "Town Hall", "violence"})
            CHECK(file->text.find(word) == std::string::npos);
        CHECK_FALSE(file->add.empty());
    }
}
