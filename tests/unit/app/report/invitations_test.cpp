// SPDX-License-Identifier: Apache-2.0
#include "app/report/invitations.hpp"

#include "app/document/html.hpp"
#include "tests/unit/app/report/papers.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

struct Letters {
    Room room;
    std::vector<report::MadePaper> made;

    explicit Letters(const std::string& scenario) {
        const auto last = room.play(scenario);
        INFO(last << ": " << room.last().message);
        REQUIRE(last.rfind("error", 0) != 0);
        REQUIRE_FALSE(room.state().closed);
        auto all = report::make_invitations(room.meeting(), true, fonts());
        if (!all) FAIL(all.error().text());
        made = std::move(*all);
    }
    [[nodiscard]] const std::string& name(const report::MadePaper& paper) {
        return room.state().people.at(paper.sight.readers.front()).invited.name;
    }
    [[nodiscard]] Reading to(const std::string& person) {
        for (const auto& paper : made)
            if (name(paper) == person) return read(paper);
        FAIL("no letter to " << person);
        return {};
    }
};

}  // namespace

TEST_CASE("each person who is asked gets a letter of their own that says what for and why them",
          "[REQ-039][REQ-031]") {
    Letters letters(prepared(scenario_file("fife-no-consensus.txt")));
    const auto& rules = letters.room.meeting().rules();
    const auto& state = letters.room.state();
    CHECK(letters.made.size() == state.people.size() - 1);  // the chair asks
    const auto& rule = rules.procedure.the<procedure::InvitationRule>();
    const auto& purpose = rules.procedure.type("initial")->purpose;
    REQUIRE_FALSE(rule.text.empty());
    for (const auto& paper : letters.made) {
        INFO(letters.name(paper));
        const auto words = read(paper);
        CHECK(words.holds(letters.name(paper)));
        const auto group = state.people.at(paper.sight.readers.front()).invited.group;
        const bool family =
            group == conference::Group::family || group == conference::Group::supporter;
        // What the procedure says to professionals about themselves is not said to a family.
        CHECK(words.holds(purpose) != family);
        CHECK(words.holds(rule.text) != family);
        CHECK(words.holds("Tue 1 December 2026, 10:00"));
        CHECK(words.holds("Kirkcaldy, Room 1"));
        CHECK(words.holds("2 hours 5 minutes"));
    }
    CHECK(letters.to("Police").holds("Knows something about the child or family that matters"));
    CHECK(letters.to("Mother").holds("You matter to GH."));
    CHECK_FALSE(letters.to("Mother").holds("Is family"));
    CHECK_FALSE(letters.to("Mother").holds("Knows something about"));
    CHECK(letters.to("Support person").holds("You come to support somebody in the family."));
}

TEST_CASE("an invitation asks for a report from whom one is expected, with its day and its labels",
          "[REQ-061]") {
    Letters letters(prepared(scenario_file("torbay-majority.txt")));
    const auto& rules = letters.room.meeting().rules();
    const auto& rule = rules.procedure.the<procedure::ReportRule>();
    const auto asked = letters.to("Police");
    CHECK(asked.holds(rule.sentence));
    CHECK(asked.holds("Thu 25 Mar 2027, 17:00"));
    CHECK(asked.holds(rule.to));
    for (const auto& label : rules.procedure.labels)
        CHECK(asked.holds(label.means));
    for (const auto* person : {"Mother", "Minute taker", "Newly qualified nurse"}) {
        INFO(person);
        CHECK_FALSE(letters.to(person).holds(rule.sentence));
    }
}

TEST_CASE("a family's letter names nobody else who is asked and nothing of what was reported") {
    Letters letters(prepared(scenario_file("torbay-majority.txt")));
    const auto mother = letters.to("Mother");
    for (const auto* other : {"Father", "Probation", "Adult mental health", "Housing", "Police"}) {
        INFO(other);
        CHECK_FALSE(mother.holds(other));
    }
    CHECK(mother.holds("interpreter"));
    CHECK(mother.holds(
        letters.room.meeting().rules().procedure.the<procedure::SupporterRule>().sentence));
}

TEST_CASE("a letter asks a parent about the children they are here for and names no other",
          "[REQ-371]") {
    auto scenario = prepared(scenario_file("torbay-majority.txt"));
    scenario = with(scenario, "person chair", "child XY \"Child XY\" born 2020-02-11");
    scenario = with(scenario, "person solicitor", "person uncle \"Uncle\" role father for XY");
    Letters letters(scenario);
    const auto names = [&](const char* person, const char* child) {
        return letters.to(person).words.find(child) != std::string::npos;
    };
    CHECK(names("Uncle", "XY"));
    CHECK_FALSE(names("Uncle", "CD"));
    CHECK(names("Police", "CD and XY"));
}

TEST_CASE("nobody who is kept from knowing of a conference is asked to it", "[REQ-288][REQ-259]") {
    auto scenario = prepared(scenario_file("torbay-majority.txt"));
    Letters before(scenario);
    Letters after(scenario +
                  "exclude father grounds violence facts \"He would harm her if he knew.\" whole "
                  "without-knowledge suppressed \"He would harm her.\"\n");
    CHECK(after.made.size() + 1 == before.made.size());
    for (const auto& paper : after.made) {
        CHECK(after.name(paper) != "Father");
        CHECK_FALSE(read(paper).holds("Father"));
    }
}

TEST_CASE("that an invitation went out can be written down before anybody meets") {
    Room room;
    REQUIRE(room.play(prepared(scenario_file("torbay-majority.txt"))) != "error");
    const auto say = [&](const char* kind) {
        conference::DocumentIssued issued;
        issued.kind = kind;
        issued.version = "full";
        issued.to = "invited";
        issued.route = "by-hand";
        issued.at = room.meeting().now();
        auto reply = room.meeting().submit(conference::Say<conference::DocumentIssued>{issued});
        REQUIRE(reply);
        return std::get_if<conference::Refusal>(&*reply) == nullptr;
    };
    CHECK(say("invitation"));
    CHECK_FALSE(say("minutes"));
    CHECK_FALSE(say("decision-sheet"));
}

TEST_CASE("a letter that comes late says so and offers another way to take part", "[REQ-057]") {
    const auto scenario = prepared(scenario_file("fife-no-consensus.txt"));
    Letters letters(scenario);
    auto& state = letters.room.state();
    const auto& rules = letters.room.meeting().rules();
    const int usual = rules.procedure.the<procedure::InvitationRule>().notice_days;
    REQUIRE(usual > 1);
    auto changed = state;
    const auto letter = conference::letters_of(state, rules).front();
    const auto text = [&](int days) {
        auto& invited = changed.people.at(letter.person).invited;
        invited.invited_on = state.opened->planned_start.date - days;
        return document::render_html(
                   report::invitation_text(changed, rules, letter, report::PaperMarks{}).value())
            .value();
    };
    const auto sentence = "This comes " + std::to_string(usual - 1) + " days before";
    CHECK(text(usual - 1).find(sentence) != std::string::npos);
    CHECK(text(usual).find("This comes") == std::string::npos);
}
