// SPDX-License-Identifier: Apache-2.0
// Two children with different fathers, one mother, and words that stand nowhere else, so that each
// can be looked for in the bytes of every paper.
#include "app/view/closed.hpp"
#include "tests/unit/app/report/papers.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

constexpr const char* half_siblings = R"(
procedure torbay-cpp
conference initial "Family K" at "Brixham, Hall" on 2027-01-11 10:00 for 110
basis suspicion
date strategy-meeting 2026-12-18
child AlmaK "Alma Kestrel" born 2016-05-20
child BrunoK "Bruno Kestrel" born 2020-02-02
person chair "Chair" role chair
person minutes "Minute taker" role minute-taker
person worker "Social worker" role social-worker report
person police "Police" role police
person school "Alma's school" role school for AlmaK
person nurse "Nursery of Bruno" role nursery for BrunoK
person mother "Mother Marlow" role mother
person dada "Father Ashdown" role father for AlmaK
person dadb "Father Birchall" role father for BrunoK
report worker received 2027-01-07 10:00 shared 2027-01-08 by "Social worker"
usual
at 10:00
stage introductions
absent police note "Called to the Ashdown address."
usual
stage information
at 10:15
say school fact "alpha-one was seen" about AlmaK source "alpha-two"
say nurse fact "beta-one was seen" about BrunoK source "beta-two"
say worker observation "joint-one about both" about AlmaK BrunoK
say worker observation "general-one about nobody in particular"
say dadb opinion "cross-one from the other father" about AlmaK
say worker fact "slip-one speaks of Bruno by name" about AlmaK
say worker fact "third-one about a neighbour" about AlmaK third-party
correct nurse 1 "cross-two beside it"
restricted "The police told of somebody else." redaction crime
say worker fact "secret-one told apart" about AlmaK
everyone-back
views AlmaK "alpha-voice"
views BrunoK "beta-voice"
views mother "mother-voice"
views dada "alpha-father-voice"
views dadb "beta-father-voice"
usual
at 11:00
stage risk
risk AlmaK existing "alpha-risk" severity serious likelihood likely evidence 1
risk AlmaK future "alpha-future" severity serious likelihood likely evidence 1
risk BrunoK existing "beta-risk" severity serious likelihood likely evidence 2
risk BrunoK future "beta-future" severity serious likelihood likely evidence 2
summary AlmaK "alpha-summary"
summary BrunoK "beta-summary"
usual
at 11:20
stage decision
continuing-risk AlmaK yes
round AlmaK
view worker AlmaK for "alpha-reason"
view school AlmaK against "alpha-dissent"
show AlmaK
confirm summed-up-and-asked AlmaK
chair-decides AlmaK for "alpha-chair, and Bruno too"
family-view dada AlmaK disagrees "alpha-father-words"
family-view mother AlmaK agrees "alpha-mother-words"
lock AlmaK physical
continuing-risk BrunoK yes
round BrunoK
view worker BrunoK for "beta-reason"
view nurse BrunoK for "beta-reason-two"
show BrunoK
confirm summed-up-and-asked BrunoK
family-view dadb BrunoK disagrees "beta-father-words"
lock BrunoK neglect
at 11:30
stage plan
key-worker AlmaK worker
key-worker BrunoK worker
core-group AlmaK members worker school mother dada first 2027-01-22 10:00
core-group BrunoK members worker nurse mother dadb first 2027-01-25 11:00
action AlmaK "alpha-action" by worker due 2027-01-18 outcome "alpha-known" aim "alpha-aim"
action BrunoK "beta-action" by nurse due 2027-01-15 outcome "beta-known" aim "beta-aim"
plan-note AlmaK contingency "alpha-contingency"
plan-note BrunoK contingency "beta-contingency"
recommend AlmaK "Housing" "alpha-asked"
recommend BrunoK "Housing" "beta-asked"
next-conference 2027-04-09 10:00
usual
stage close
usual
at 11:45
close "Both children are under a plan; whole-close."
)";

const std::vector<std::string> of_alma{"alpha-",    "Alma",     "AlmaK",     "Ashdown",
                                       "cross-one", "slip-one", "third-one", "cross-two"};
const std::vector<std::string> of_bruno{"beta-", "Bruno", "BrunoK", "Birchall", "cross-one"};

}  // namespace

TEST_CASE("nothing of a child stands in the papers of the other child's father",
          "[REQ-371][REQ-372]") {
    Papers papers(half_siblings);
    const auto ashdown = papers.to("Father Ashdown");
    const auto birchall = papers.to("Father Birchall");
    CHECK(papers.named_to("Father Ashdown") ==
          std::set<std::string>{"decision-sheet/family/1/2", "minutes/family/1/2"});
    CHECK(papers.named_to("Father Birchall").size() == 2);
    papers.none_holds(ashdown, of_bruno);
    papers.none_holds(birchall, of_alma);
    for (const auto* text : {"alpha-one", "alpha-two", "alpha-voice", "alpha-summary",
                             "alpha-action", "alpha-aim", "alpha-father-words", "alpha-asked"})
        CHECK(papers.one_holds(ashdown, text));
    for (const auto* text : {"beta-one", "beta-voice", "beta-father-words", "beta-action"})
        CHECK(papers.one_holds(birchall, text));
    // Said of both, or of nobody in particular, it is also about the other child.
    papers.none_holds(ashdown, {"joint-one", "general-one", "whole-close"});
    papers.none_holds(birchall, {"joint-one", "general-one", "whole-close"});
    // Free words of the record that name the other child are taken out whole, and the paper says
    // so.
    papers.none_holds(ashdown, {"alpha-chair"});
    CHECK(papers.one_holds(ashdown, "Left out here"));
}

namespace {

// The same family; Alma's father and the mother were asked before Bruno was thought of.
std::string bruno_comes_later(const std::string& said_of_them) {
    std::string text = half_siblings;
    const auto take = [&](const std::string& line) {
        const auto at = text.find(line);
        REQUIRE(at != std::string::npos);
        text.erase(at, line.size());
    };
    const std::string bruno = "child BrunoK \"Bruno Kestrel\" born 2020-02-02\n";
    const std::string mother = "person mother \"Mother Marlow\" role mother\n";
    const std::string dada = "person dada \"Father Ashdown\" role father for AlmaK\n";
    for (const auto& line : {bruno, mother, dada})
        take(line);
    return with(std::move(text), "person chair",
                mother + "person dada \"Father Ashdown\" role father\n" + bruno + said_of_them);
}

}  // namespace

TEST_CASE("a child added later is in no paper of a parent until somebody says they are here for it",
          "[REQ-371][REQ-372][REQ-374]") {
    Papers papers(bruno_comes_later(""));
    for (const auto* name : {"Father Ashdown", "Mother Marlow"}) {
        INFO(name);
        const auto theirs = papers.to(name);
        papers.none_holds(theirs, {"beta-", "Bruno", "BrunoK", "Birchall"});
        for (const auto* paper : theirs)
            CHECK(papers.ref(*paper) == "AlmaK");
    }
    CHECK(papers.one_holds(papers.to("Mother Marlow"), "alpha-one"));
    // The other father was asked with both on the list, and is here for Bruno as he was before.
    CHECK(papers.one_holds(papers.to("Father Birchall"), "beta-one"));
}

TEST_CASE("a parent of whom it is said gets the papers of the child who was added later",
          "[REQ-371]") {
    Papers papers(bruno_comes_later("here-for mother AlmaK BrunoK\nhere-for dada AlmaK"));
    const auto mother = papers.to("Mother Marlow");
    CHECK(mother.size() == 4);
    CHECK(papers.one_holds(mother, "beta-one"));
    papers.none_holds(papers.to("Father Ashdown"), {"beta-", "Bruno", "BrunoK", "Birchall"});
}

TEST_CASE("a parent of both children reads what was said of both, each child's papers apart",
          "[REQ-371][REQ-372]") {
    Papers papers(half_siblings);
    const auto mother = papers.to("Mother Marlow");
    CHECK(mother.size() == 4);
    for (const auto* paper : mother) {
        const auto& read = papers.reading(paper->about);
        const bool minutes = paper->kind == "minutes";
        const bool alma = papers.ref(*paper) == "AlmaK";
        CHECK(read.holds(alma ? "alpha-summary" : "beta-summary"));
        CHECK(read.holds("joint-one") == minutes);
        CHECK(read.holds("general-one") == minutes);
        CHECK_FALSE(read.holds(alma ? "beta-" : "alpha-one"));
        CHECK_FALSE(read.holds(alma ? "Birchall" : "Ashdown"));
    }
    CHECK(papers.one_holds(mother, "slip-one"));
    CHECK(papers.one_holds(mother, "alpha-chair"));
    papers.none_holds(mother, {"third-one", "cross-one", "secret-one"});
}

TEST_CASE("in a child's professional papers the other child is a third party", "[REQ-372]") {
    Papers papers(half_siblings);
    std::size_t looked_at = 0;
    for (const auto& paper : papers.made) {
        if (paper.sight.readership == conference::Readership::family) continue;
        ++looked_at;
        const bool alma = papers.ref(paper) == "AlmaK";
        papers.none_holds(
            {&paper},
            alma ? std::vector<std::string>{"beta-", "BrunoK", "whole-close"}
                 : std::vector<std::string>{"alpha-", "AlmaK", "cross-one", "whole-close"});
    }
    CHECK(looked_at >= 6);
    // Who spoke of a child is named in that child's record, whomever else they came for.
    CHECK(papers.reading("minutes/professional/1").holds("Father Birchall"));
}

TEST_CASE("those who were invited and away get the same papers but for the restricted part",
          "[REQ-256][REQ-276]") {
    Papers papers(half_siblings);
    const auto away = papers.to("Police");
    const auto here = papers.to("Social worker");
    CHECK(away.size() == 4);
    CHECK(papers.one_holds(here, "secret-one"));
    papers.none_holds(away, {"secret-one"});
    for (const auto* text :
         {"alpha-one", "third-one", "alpha-risk", "alpha-reason", "alpha-action"})
        CHECK(papers.one_holds(away, text));
    CHECK_FALSE(papers.one_holds(papers.to("Mother Marlow"), "secret-one"));
}

TEST_CASE("what a copy leaves out is logged with reason and decision, never the matter",
          "[REQ-247]") {
    Papers papers(half_siblings);
    const auto outcome = report::outcome_json(papers.room.state(), papers.rules(), {});
    const auto at = outcome.find("\"redactions\"");
    REQUIRE(at != std::string::npos);
    const auto log = outcome.substr(at, outcome.find("\"distribution\"") - at);
    for (const auto* why : {"restricted", "third-party", "other-child", "names-somebody-else"})
        CHECK(log.find("\"why\": \"" + std::string{why} + "\"") != std::string::npos);
    CHECK(log.find("\"by\": \"chair\"") != std::string::npos);
    CHECK(log.find("\"by\": \"rule\"") != std::string::npos);
    for (const auto* text : {"alpha-", "beta-", "secret-", "third-one", "joint-", "slip-"})
        CHECK(log.find(text) == std::string::npos);
    const auto lines =
        view::paper_lines(papers.room.state(), papers.rules(), papers.room.state().closed->at);
    const auto family = std::find_if(lines.begin(), lines.end(), [](const auto& line) {
        return line.about == "minutes/family/1/2";
    });
    REQUIRE(family != lines.end());
    CHECK(family->withheld.find("about a child they are not here for") != std::string::npos);
    CHECK(family->withheld.find("in a part they were not in") != std::string::npos);
}

TEST_CASE("the tablet lists the same copies as the files, and knows which were handed out",
          "[REQ-248][REQ-371]") {
    Papers papers(half_siblings);
    const auto& state = papers.room.state();
    const auto& rules = papers.rules();
    std::set<std::string> listed;
    for (const auto& line : view::paper_lines(state, rules, state.closed->at))
        listed.insert(line.about);
    std::set<std::string> files;
    for (const auto& paper : papers.made) {
        CHECK(listed.contains(paper.about));
        CHECK(files.insert(paper.file_name).second);
        CHECK(paper.file_name.find("AlmaK") == std::string::npos);
    }
    CHECK(files.contains("minutes-family-2.pdf"));
    const auto& paper = *papers.to("Father Birchall").front();
    conference::DocumentIssued issued;
    issued.kind = paper.kind;
    issued.version = paper.version;
    issued.to = paper.to;
    issued.child = paper.sight.child;
    issued.readers = paper.sight.readers;
    issued.route = "by-hand";
    issued.sender = state.person_order.front();
    issued.at = state.closed->at;
    const auto say = [&](const conference::DocumentIssued& fact) {
        const auto reply =
            papers.room.meeting().submit(conference::Say<conference::DocumentIssued>{fact});
        REQUIRE(reply);
        const auto* refusal = std::get_if<conference::Refusal>(&*reply);
        return refusal == nullptr ? std::string{} : refusal->rule;
    };
    CHECK(say(issued) == "");
    std::size_t made = 0;
    for (const auto& line : view::paper_lines(state, rules, state.closed->at)) {
        made += line.made ? 1U : 0U;
        if (line.about == paper.about) CHECK(line.state.find("by hand") != std::string::npos);
    }
    CHECK(made == 1);
    const auto outcome = report::outcome_json(state, rules, {});
    CHECK(outcome.find("\"route\": \"by-hand\"") != std::string::npos);
    CHECK(outcome.find("\"sender\": \"Chair\"") != std::string::npos);
    CHECK(outcome.find("\"in_time\": true") != std::string::npos);
    issued.child = papers.to("Father Ashdown").front()->sight.child;
    CHECK(say(issued) == "papers.by-right");
    CHECK(papers.room.meeting().state().documents.size() == 1);
}

TEST_CASE("a child that came has its own papers, and a parent who is nobody's here has none",
          "[REQ-371]") {
    Papers papers(with(half_siblings, "person dadb", "person alma \"Alma Kestrel\" role child"));
    for (const auto* paper : papers.to("Alma Kestrel"))
        CHECK(papers.ref(*paper) == "AlmaK");
    CHECK_FALSE(papers.to("Alma Kestrel").empty());
    papers.none_holds(papers.to("Alma Kestrel"), of_bruno);
}
