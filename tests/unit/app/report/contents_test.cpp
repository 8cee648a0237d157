// SPDX-License-Identifier: Apache-2.0
// What the papers of each procedure hold.
#include "tests/unit/app/report/papers.hpp"

using namespace cpc;
using namespace cpc::test;

TEST_CASE("ABC's minutes hold discussion, facts, decisions, recommendations, tasks and the plan",
          "[REQ-239][REQ-238]") {
    Papers papers(scenario_file("register-unanimous.txt"));
    const auto& minutes = papers.reading("minutes/professional");
    const auto& child = papers.room.child();
    const auto& state = papers.room.state();
    REQUIRE_FALSE(state.recommendations.empty());
    REQUIRE_FALSE(child.actions.empty());
    for (const auto& said : state.contributions)
        CHECK(minutes.holds(said.said.text));
    CHECK(minutes.holds(state.contributions.front().corrections.front().text));
    for (const auto& risk : child.risks)
        CHECK(minutes.holds(risk.text));
    for (const auto& each : state.recommendations) {
        CHECK(minutes.holds(each.made.what));
        CHECK(minutes.holds(each.made.agency));
    }
    for (const auto& action : child.actions)
        CHECK(minutes.holds(action.what));
    CHECK(minutes.holds("I was tired and I shouted."));
    CHECK(minutes.holds("Considered with the lawyer. Not now."));
}

TEST_CASE("concerns, discussion, agreements and decisions stand each under a heading of their own",
          "[REQ-311]") {
    Papers papers(scenario_file("register-unanimous.txt"));
    const auto& words = papers.reading("minutes/professional").words;
    const auto& child = papers.room.child();
    const auto& state = papers.room.state();
    // In the order of the paper; the last is the end of what is looked at.
    const std::vector<std::string> headings{"Information shared",
                                            "Risk: ", "Decision: ", "Outline plan",
                                            "Dates and how they were counted"};
    std::vector<std::size_t> at;
    for (const auto& heading : headings) {
        const auto from = at.empty() ? 0 : at.back();
        at.push_back(words.find(heading, from));
        INFO(heading);
        REQUIRE(at.back() != std::string::npos);
    }
    const auto under = [&](std::size_t heading, const std::string& text) {
        const auto found = words.find(text, at[heading]);
        INFO(headings[heading] << ": " << text);
        CHECK((found != std::string::npos && found < at[heading + 1]));
    };
    for (const auto& said : state.contributions)
        under(0, said.said.text.substr(0, 20));  // a line of the page is not much longer
    REQUIRE_FALSE(child.risks.empty());
    for (const auto& risk : child.risks)
        under(1, risk.text.substr(0, 20));
    under(2, "How the decision was made");
    REQUIRE_FALSE(child.actions.empty());
    for (const auto& action : child.actions)
        under(3, action.what.substr(0, 12));
}

TEST_CASE("an agency that was asked something gets a paper with what is asked of it alone",
          "[REQ-262]") {
    auto scenario = with(scenario_file("register-unanimous.txt"), "stage close",
                         "recommend AB \"Housing Office\" \"A flat with two rooms.\"\n"
                         "recommend AB \"Youth Service\" \"A place in the play scheme.\"");
    Papers papers(scenario);
    const report::MadePaper* housing = nullptr;
    const report::MadePaper* youth = nullptr;
    for (const auto& paper : papers.made) {
        if (paper.to.find("Housing Office") != std::string::npos) housing = &paper;
        if (paper.to.find("Youth Service") != std::string::npos) youth = &paper;
    }
    REQUIRE(housing != nullptr);
    REQUIRE(youth != nullptr);
    CHECK(papers.reading(housing->about).holds("A flat with two rooms."));
    CHECK(papers.reading(housing->about).holds("waits for the agency to confirm"));
    CHECK_FALSE(papers.reading(housing->about).holds("play scheme"));
    CHECK(papers.reading(youth->about).holds("A place in the play scheme."));
    CHECK_FALSE(papers.reading(youth->about).holds("two rooms"));
}

TEST_CASE("disagreement between agencies that is not settled is listed with the way to settle it",
          "[REQ-269]") {
    const auto scenario = with(scenario_file("register-unanimous.txt"), "stage close",
                               "dissent visitor AB plan \"The plan asks too much of the mother.\"");
    Papers papers(with(scenario, "heard everyone", "conflict 1 4"));
    const auto& minutes = papers.reading("minutes/professional");
    CHECK(minutes.holds("Still open between agencies"));
    CHECK(minutes.holds("The plan asks too much of the mother."));
    CHECK(papers.reading("dissent-receipt/professional").holds("The plan asks too much"));
    CHECK(
        minutes.holds("GP: AB had a bruise on the outer ear on 20 November. / Health visitor: "
                      "The mother understands what must change."));
    std::size_t routes = 0;
    for (const auto& route : papers.rules().procedure.dissent_routes) {
        if (route.who != procedure::DissentWho::professional) continue;
        ++routes;
        for (const auto& step : route.steps)
            CHECK(minutes.holds(step.text));
    }
    CHECK(routes > 0);
}

TEST_CASE("other children of the family are asked for, and listed for risk and for legal steps",
          "[REQ-375][REQ-122]") {
    const auto scenario = scenario_file("register-unanimous.txt");
    Room room;
    REQUIRE(room.play(scenario.substr(0, scenario.find("\nsummary AB"))) != "error");
    const auto& rules = room.meeting().rules();
    const auto open =
        conference::open_points(room.state(), rules.procedure, conference::Stage::risk);
    CHECK(std::any_of(open.begin(), open.end(), [](const auto& point) {
        return point.item->id == "other-children" &&
               point.item->weight == procedure::Weight::blocking;
    }));
    const std::string note = "A brother of nine lives with his father and is safe there.";
    Papers papers(with(scenario, "summary AB",
                       "confirm other-children answer out-of-scope note \"" + note + "\""));
    const auto& minutes = papers.reading("minutes/professional");
    CHECK(minutes.holds(note));
    CHECK(minutes.holds("Other children in the family or the home"));
    CHECK(minutes.holds("Which legal steps are needed for AB and the other children"));
    CHECK_FALSE(papers.reading("minutes/family").holds(note));
}

TEST_CASE(
    "the referral to the Service Manager holds views, why they differ, the judgement, the day",
    "[REQ-252]") {
    Papers papers(scenario_file("fife-no-consensus.txt"));
    const auto& referral = papers.reading("service-manager-referral/full");
    for (const auto* person : {"Social worker", "Team Manager", "School nurse", "Police", "School",
                               "Addiction services"})
        CHECK(referral.holds(person));
    CHECK(referral.holds("The mother engages. A voluntary plan is enough."));
    CHECK(referral.holds("Two rounds, and no agreement can be reached."));
    CHECK(referral.holds("Five agencies report harm; one relies on a plan without the register."));
    CHECK(referral.holds("GH needs a plan that holds when the mother relapses."));
    CHECK(referral.holds("Tue 1 December 2026"));
}

TEST_CASE("a baby not yet born is named by mother and date, with the weeks on the day",
          "[REQ-376]") {
    Papers papers(scenario_file("fife-pre-birth.txt"));
    // 20 August is 99 days after 13 May; 280 less 99 is 181 days, 25 weeks and 6 days.
    const auto& minutes = papers.reading("minutes-and-childs-plan/professional");
    CHECK(minutes.holds("M7, expected Fri 20 August 2027 (25 weeks and 6 days today)"));
}

TEST_CASE(
    "Victoria's client file holds all that was shared and all risk issues, and who entered it",
    "[REQ-306][REQ-106][REQ-291]") {
    Papers papers(scenario_file("victoria-intake.txt"));
    const auto& file = papers.reading("client-file-extract/full");
    for (const auto& said : papers.room.state().contributions) {
        CHECK(file.holds(said.said.text));
        if (said.said.authority) CHECK(file.holds(*said.said.authority));
    }
    for (const auto& risk : papers.room.child().risks)
        CHECK(file.holds(risk.text));
    CHECK(file.holds("Entered by"));
    CHECK(file.holds("Convening practitioner"));
    CHECK(file.holds("Supervisor of the intake team"));
    CHECK(file.holds("Recommended classification: protective intervention report."));
    CHECK(file.holds("The X-ray and both opinions; what the nurse saw."));
    CHECK(papers.named_to("Police officer") == std::set<std::string>{"action-plan/professional"});
    const auto& plan = papers.reading("action-plan/professional");
    CHECK(plan.holds("A second medical opinion from the forensic medical service."));
    CHECK_FALSE(plan.holds("against a"));  // nobody counted anything
    CHECK_FALSE(plan.holds("unable to say"));
}

TEST_CASE("a family's dates are of meetings to come and of papers it gets", "[REQ-235]") {
    Papers papers(scenario_file("fife-no-consensus.txt"));
    for (const auto* paper : papers.to("Mother")) {
        const auto& read = papers.reading(paper->about);
        for (const auto& limit :
             conference::deadlines_of(papers.room.state(), papers.rules()).counted)
            if (limit.id == "FIFE-T14" || limit.id == "FIFE-T15")
                CHECK_FALSE(read.holds(limit.label));
    }
    CHECK_FALSE(papers.to("Mother").empty());
}

TEST_CASE("nobody is printed as School, School", "[REQ-086]") {
    Papers papers(scenario_file("torbay-siblings.txt"));
    for (const auto& paper : papers.made) {
        const auto& words = papers.reading(paper.about).words;
        for (const auto* twice : {"School, School\n", "Police, Police\n", "GP, GP\n"})
            CHECK(words.find(twice) == std::string::npos);
    }
}
