// SPDX-License-Identifier: Apache-2.0
// The scenario language itself: what it reads, what it refuses and where it says the mistake is.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/unit/app/play/room.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

std::string error_of(const std::string& text) {
    const auto scenario = play::parse_scenario(text, "s.txt");
    return scenario ? std::string{} : scenario.error().text();
}

std::string file(const std::string& name) {
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/tests/scenarios/" + name);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

nlohmann::json outcome_of(const std::string& name) {
    Room room;
    const auto refused = room.play(file(name));
    REQUIRE(refused.find("error") != 0);
    return nlohmann::json::parse(report::outcome_json(room.state(), room.meeting().rules(), {}));
}

std::string due(const nlohmann::json& outcome, const std::string& id, const char* key = "due") {
    for (const auto& limit : outcome["deadlines"])
        if (limit["id"] == id) return limit[key].is_null() ? "none" : limit[key].get<std::string>();
    return "not there";
}

}  // namespace

TEST_CASE("mistakes in a scenario name file, line and what to write instead") {
    CHECK(error_of("procedure torbay-cpp\nvoted CD") ==
          "\"voted\" is not a word of this language (s.txt:2). `cpc play --words` lists them all.");
    CHECK(error_of("say worker fact \"half").find("s.txt:1") != std::string::npos);
    CHECK(error_of("view worker CD").find("s.txt:1") != std::string::npos);
    CHECK(error_of("# only a comment").find("no acts") != std::string::npos);
    CHECK(error_of("show CD -> accepted").find("-> refused RULE") != std::string::npos);
    Room room;
    CHECK(room.play("procedure nowhere").find("test.txt:1") != std::string::npos);
    CHECK(room.play("here everyone").find("no conference is open yet") != std::string::npos);
}

TEST_CASE("an expectation that does not come true is told with its place") {
    Room room;
    const auto scenario = play::parse_scenario(
        std::string{invited} + "person gp role gp -> refused observers.one", "s.txt");
    REQUIRE(scenario.has_value());
    CHECK(scenario->acts.back().refused_by == "observers.one");
}

TEST_CASE("scenario 5.2 gives a majority of five to two and its dates",
          "[REQ-139][REQ-204][REQ-210][REQ-212][REQ-223][REQ-225]") {
    const auto outcome = outcome_of("torbay-majority.txt");
    const auto& child = outcome["children"][0];
    CHECK(child["rule"] == "MAJORITY");
    CHECK(child["decision"] == "place");
    CHECK(child["for"] == 5);
    CHECK(child["against"] == 2);
    CHECK(child["categories"] == nlohmann::json::array({"emotional"}));
    CHECK(due(outcome, "TOR-T01") == "2027-04-01");
    CHECK(due(outcome, "TOR-T02") == "2027-03-29T10:00:00+01:00");
    CHECK(due(outcome, "TOR-T02", "practical") == "2027-03-25T17:00:00+00:00");
    CHECK(due(outcome, "TOR-T03") == "2027-03-31T11:45:00+01:00");
    CHECK(due(outcome, "TOR-T04") == "2027-04-13");
    CHECK(due(outcome, "TOR-T05") == "2027-05-11");
    CHECK(due(outcome, "TOR-T07") == "2027-06-30");
    CHECK(due(outcome, "TOR-T08") == "2027-04-20");
    CHECK(outcome["dissents"].size() == 3);
    CHECK(outcome["referrals"].empty());
}

TEST_CASE("scenario 5.3 splits two to two, the chair decides, the GP who rang off is not counted",
          "[REQ-140][REQ-146]") {
    const auto outcome = outcome_of("torbay-split.txt");
    const auto& child = outcome["children"][0];
    CHECK(child["rule"] == "SPLIT_CHAIR");
    CHECK(child["for"] == 2);
    CHECK(child["against"] == 2);
    CHECK(child["chair_reasons"].get<std::string>().size() > 20);
    bool gp_left = false;
    for (const auto& out : child["not_counted"])
        gp_left = gp_left || (out["who"] == "GP" && out["why"] == "left-before-decision");
    CHECK(gp_left);
    CHECK(due(outcome, "TOR-T01") == "2027-05-21");
    CHECK(due(outcome, "TOR-T03") == "2027-05-21T15:50:00+01:00");
    CHECK(due(outcome, "TOR-T04") == "2027-06-04");
    CHECK(due(outcome, "TOR-T05") == "2027-07-02");
    CHECK(due(outcome, "TOR-T07") == "2027-08-20");
    CHECK(due(outcome, "TOR-T08") == "2027-06-11");
}
