// SPDX-License-Identifier: Apache-2.0
// Papers and people who were kept out, in part or wholly, with or without their knowledge.
#include "core/conference/sight.hpp"
#include "tests/unit/app/report/papers.hpp"

using namespace cpc;
using namespace cpc::test;

TEST_CASE("a father who was kept out reads why, and what was decided, and not what others said",
          "[REQ-242][REQ-243]") {
    Papers papers(scenario_file("torbay-excluded.txt"));
    CHECK(papers.named_to("Father") ==
          std::set<std::string>{"details-for-absent-family/family", "exclusion-reasons/family"});
    const auto& why = papers.reading("exclusion-reasons/family");
    CHECK(why.holds("On 1 April he threatened to hit the social worker."));
    CHECK(why.holds("the whole meeting"));
    CHECK(why.holds("Team manager"));
    const auto& details = papers.reading("details-for-absent-family/family");
    CHECK(details.holds("Child Protection Plan"));
    papers.none_holds(papers.to("Father"),
                      {"I want to stay with mum", "stay away until he has had help", "bruises"});
    // Nobody else reads the reasons in a family's paper; professionals find them in the minutes.
    papers.none_holds(papers.to("Mother"), {"threatened to hit"});
    CHECK(papers.reading("minutes/professional").holds("threatened to hit the social worker"));
}

TEST_CASE("reasons that are kept back make no paper", "[REQ-243]") {
    auto scenario = scenario_file("torbay-excluded.txt");
    const std::string mark = "discussed-by \"Team manager\"\nusual";
    const auto at = scenario.find(mark);
    REQUIRE(at != std::string::npos);
    scenario.replace(at, mark.size(),
                     "discussed-by \"Team manager\" suppressed \"It would show who told.\"\nusual");
    Papers papers(scenario);
    CHECK(papers.named_to("Father") == std::set<std::string>{"details-for-absent-family/family"});
}

TEST_CASE("what was said in a restricted part is in no paper of those who were out of it",
          "[REQ-276][REQ-289]") {
    Papers papers(scenario_file("torbay-restricted.txt"));
    const std::vector<std::string> secret{"third adult is under observation"};
    for (const auto* person : {"Mother", "Father", "RS"}) {
        papers.none_holds(papers.to(person), secret);
        CHECK(papers.one_holds(papers.to(person), "second telephone"));
    }
    CHECK(papers.reading("minutes/professional").holds(secret.front()));
    CHECK(papers.reading("minutes/professional").holds("13:52 to 14:07"));
    CHECK_FALSE(papers.reading("minutes/family").holds("13:52"));
}

TEST_CASE(
    "no paper of a conference goes to a parent who does not know of it, until the chair says so",
    "[REQ-259]") {
    const auto scenario = scenario_file("more/torbay-without-the-mothers-knowledge.txt");
    Papers papers(scenario);
    const auto& state = papers.room.state();
    PersonId mother;
    for (const auto& [id, person] : state.people)
        if (person.invited.name == "Mother") mother = id;
    REQUIRE(conference::kept_from(state.people.at(mother)));
    CHECK(papers.to("Mother").empty());
    for (const auto& paper : conference::papers_of(state, papers.rules()))
        CHECK(std::find(paper.people.begin(), paper.people.end(), mother) == paper.people.end());
    conference::DocumentIssued issued;
    issued.kind = "minutes";
    issued.version = "family";
    issued.to = "Mother";
    issued.readers = std::vector<PersonId>{mother};
    issued.at = state.closed->at;
    const auto reply =
        papers.room.meeting().submit(conference::Say<conference::DocumentIssued>{issued});
    REQUIRE(reply);
    const auto* refusal = std::get_if<conference::Refusal>(&*reply);
    REQUIRE(refusal != nullptr);
    CHECK(refusal->rule == "papers.without-knowledge");
    // The chair lifts it before the close: then she is kept out, and has her papers.
    auto lifted = with(scenario, "stage close",
                       "exclude mother grounds violence special-circumstances facts \"She was told "
                       "this morning.\" whole discussed-by \"Social worker\"");
    Papers told(lifted);
    CHECK_FALSE(told.to("Mother").empty());
}
