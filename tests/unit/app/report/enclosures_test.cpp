// SPDX-License-Identifier: Apache-2.0
// What goes with the invitations, and the papers that go to offices and to people outside.
#include "app/report/enclosures.hpp"

#include "tests/unit/app/report/papers.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

struct Enclosures {
    Room room;
    std::vector<report::MadePaper> made;
    std::map<std::string, Reading> readings;

    explicit Enclosures(const std::string& scenario) {
        const auto last = room.play(scenario);
        INFO(last << ": " << room.last().message);
        REQUIRE(last.rfind("error", 0) != 0);
        auto all = report::make_enclosures(room.meeting(), true, fonts());
        if (!all) FAIL(all.error().text());
        made = std::move(*all);
        for (const auto& paper : made)
            readings.emplace(paper.about, read(paper));
    }
    [[nodiscard]] std::set<std::string> names(const report::MadePaper& paper) {
        std::set<std::string> out;
        for (const auto& id : paper.sight.readers)
            out.insert(room.state().people.at(id).invited.name);
        return out;
    }
    [[nodiscard]] const report::MadePaper& about(const std::string& wanted) {
        for (const auto& paper : made)
            if (paper.about == wanted) return paper;
        FAIL("no " << wanted);
        return made.front();
    }
};

}  // namespace

TEST_CASE("everybody of whom a report is expected gets a form of their own with four places",
          "[REQ-087][REQ-086]") {
    Enclosures all(prepared(scenario_file("torbay-majority.txt")));
    const auto& rules = all.room.meeting().rules();
    std::set<std::string> forms;
    for (const auto& paper : all.made) {
        if (paper.kind != "report-template") continue;
        const auto who = all.names(paper);
        REQUIRE(who.size() == 1);
        CHECK(forms.insert(*who.begin()).second);
        const auto& words = all.readings.at(paper.about);
        CHECK(words.holds(*who.begin()));
        CHECK(words.holds("Thu 25 Mar 2027, 17:00"));
        CHECK(words.holds("CD"));
        for (const auto& label : rules.procedure.labels)
            CHECK(words.holds(label.means));
    }
    std::set<std::string> expected;
    for (const auto& [id, person] : all.room.state().people)
        if (person.invited.report_expected) expected.insert(person.invited.name);
    CHECK(forms == expected);
    CHECK(forms.size() == 7);
}

TEST_CASE("leaflets go to those they are for and name nobody", "[REQ-250]") {
    Enclosures all(prepared(scenario_file("torbay-restricted.txt")));
    CHECK(all.names(all.about("leaflet/family")) == std::set<std::string>{"Mother", "Father"});
    CHECK(all.names(all.about("leaflet/child")) == std::set<std::string>{"RS"});
    CHECK(all.names(all.about("leaflet/professional")).count("Police") == 1);
    CHECK(all.names(all.about("leaflet/professional")).count("Mother") == 0);
    for (const auto& paper : all.made) {
        if (paper.kind != "leaflet") continue;
        const auto& words = all.readings.at(paper.about);
        for (const auto* named : {"RS", "Mother", "Father", "Family R", "2027"}) {
            INFO(paper.about << " names " << named);
            CHECK(words.words.find(named) == std::string::npos);
        }
        for (const auto& other : all.made)
            if (other.kind == "leaflet" && other.about != paper.about)
                CHECK(other.pdf != paper.pdf);
    }
}

TEST_CASE("no leaflet and no agenda goes to somebody who does not know of the conference",
          "[REQ-288][REQ-259]") {
    Enclosures all(prepared(scenario_file("torbay-majority.txt")) +
                   "exclude father grounds violence facts \"He would harm her if he knew.\" whole "
                   "without-knowledge suppressed \"He would harm her.\"\n");
    for (const auto& paper : all.made) {
        INFO(paper.about);
        CHECK(all.names(paper).count("Father") == 0);
        CHECK_FALSE(all.readings.at(paper.about).holds("Father"));
    }
    CHECK(all.names(all.about("agenda/full")).count("Mother") == 1);
}

TEST_CASE("the same enclosures come out byte for byte the same") {
    const auto scenario = prepared(scenario_file("fife-pre-birth-gp.txt"));
    Enclosures first(scenario);
    Enclosures second(scenario);
    REQUIRE(first.made.size() == second.made.size());
    for (std::size_t i = 0; i < first.made.size(); ++i) {
        if (first.made[i].kind != "leaflet") continue;  // a record's own name is new each time
        CHECK(first.made[i].pdf == second.made[i].pdf);
        CHECK(first.made[i].html == second.made[i].html);
    }
    CHECK(first.readings.at("leaflet/gp").holds("telephone or video"));
}

TEST_CASE("the Reporter's pack says why, who, what was said and what was decided", "[REQ-253]") {
    Papers papers(scenario_file("fife-no-consensus.txt"));
    const auto& pack = papers.reading("reporter-pack/full");
    CHECK(pack.holds("Will be referred"));
    CHECK(pack.holds("GH, 7 years"));
    CHECK(pack.holds("A parent's use of drugs, Neglect"));
    for (const auto& said : papers.room.state().contributions)
        CHECK(pack.holds(said.said.text));
    for (const auto& action : papers.room.child().actions)
        CHECK(pack.holds(action.what));
}

TEST_CASE("whoever asked for a conference in vain gets the reasons in writing, and what is next",
          "[REQ-019][REQ-268][REQ-313]") {
    Room room;
    const auto last = room.play(scenario_file("more/fife-request-refused-over-christmas.txt"));
    INFO(last << ": " << room.last().message);
    REQUIRE(last.rfind("error", 0) != 0);
    auto all = report::make_all(room.meeting(), true, fonts());
    if (!all) FAIL(all.error().text());
    REQUIRE(all->size() == 1);
    const auto& letter = all->front();
    CHECK(letter.kind == "refusal-letter");
    const auto words = read(letter);
    CHECK(words.holds("Nursery manager, Nursery"));
    CHECK(words.holds("A Child Wellbeing Meeting is less intrusive and comes first."));
    CHECK(words.holds("NB comes hungry."));
    CHECK(words.holds("Service Manager, Mon 14 December 2026"));
    CHECK(words.holds("take it up through your own management"));
    for (const auto* other : {"Mother", "School nurse", "Kirkcaldy"})
        CHECK_FALSE(words.holds(other));
    conference::DocumentIssued issued;
    issued.kind = letter.kind;
    issued.version = letter.version;
    issued.to = letter.to;
    issued.route = "by-hand";
    issued.at = room.meeting().now();
    auto reply = room.meeting().submit(conference::Say<conference::DocumentIssued>{issued});
    REQUIRE(reply);
    CHECK(std::get_if<conference::Refusal>(&*reply) == nullptr);
}

TEST_CASE("a combined review's result holds what was looked at; the family's holds none of that",
          "[REQ-255][REQ-314]") {
    Papers papers(scenario_file("more/register-combined-first-statutory.txt"));
    const auto& result = papers.reading("statutory-review-result/professional");
    CHECK(result.holds("What was asked, and answered"));
    CHECK(result.holds("NB's name stays on the child protection register."));
    CHECK_FALSE(papers.reading("statutory-review-result/family").holds("What was asked"));
}

TEST_CASE("when a name comes off and the plan goes on, everybody is asked to the meeting after it",
          "[REQ-260]") {
    Papers papers(scenario_file("fife-review-removes-gp.txt"));
    const auto& notice = papers.reading("invitation/full");
    CHECK(notice.holds("Wed 21 Jul 2027"));
    CHECK(notice.holds("Breakfast club goes on."));
    // Read by family and professionals: nothing that only professionals may read.
    CHECK_FALSE(notice.holds("CONSENSUS"));
    CHECK_FALSE(notice.holds("The change has held for four months."));
}

TEST_CASE("the practice's copy says how to file it, what ended and what goes on",
          "[REQ-244][REQ-361][REQ-366]") {
    Papers ended(scenario_file("fife-review-removes-gp.txt"));
    const auto& copy = ended.reading("gp-copy/gp");
    CHECK(copy.holds("Child Protection Register ended on Wed 26 May 2027"));
    CHECK(copy.holds("Breakfast club, school nurse and money advice go on from today."));
    Papers papers(scenario_file("torbay-gp-absent.txt"));
    const auto& first = papers.reading("gp-copy/gp");
    CHECK(first.holds("Child Protection Plan since Fri 5 February 2027"));
    CHECK(first.holds("Immunisations on schedule."));
}

TEST_CASE("Victoria's sheet for keying in holds the outcome, every risk issue and every action",
          "[REQ-106][REQ-306][REQ-292]") {
    Papers papers(scenario_file("victoria-intake.txt"));
    const auto& sheet = papers.reading("key-in-sheet/full");
    for (const auto& risk : papers.room.child().risks)
        CHECK(sheet.holds(risk.text));
    for (const auto& action : papers.room.child().actions)
        CHECK(sheet.holds(action.what));
    CHECK(sheet.holds("Supervisor of the intake team"));
    CHECK(sheet.holds("Recommended classification: protective intervention report."));
}
