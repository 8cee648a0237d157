// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "sample.hpp"

namespace cpc::document {
namespace {

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

TEST_CASE("each paper of a conference reads back word for word in reading order") {
    const auto facts = sample::torbay_majority();
    CHECK(sample::problems_of(*decision_sheet(facts, Version::professional),
                              "decision-professional") == "");
    CHECK(sample::problems_of(*decision_sheet(facts, Version::family), "decision-family") == "");
    CHECK(sample::problems_of(*minutes(facts, Version::professional), "minutes-professional") ==
          "");
    CHECK(sample::problems_of(*minutes(facts, Version::full), "minutes-full") == "");
    CHECK(sample::problems_of(*minutes(facts, Version::family), "minutes-family") == "");
    CHECK(sample::problems_of(*dissent_receipt(facts, 1), "receipt-school") == "");
}

TEST_CASE("large print reads back word for word too") {
    const auto facts = sample::torbay_majority();
    CHECK(sample::problems_of(*decision_sheet(facts, Version::family), "decision-family-large",
                              PdfStyle::large_print()) == "");
}

TEST_CASE("the family's papers hold nothing that only professionals may read") {
    auto facts = sample::torbay_majority();
    std::vector<std::string> secret;
    const auto hide = [&](std::string& text) {
        text = "withheld-" + std::to_string(secret.size());
        secret.push_back(text);
    };
    for (auto& position : facts.children[0].decision.positions)
        if (position.reason_audience == Audience::professionals) hide(position.reason);
    hide(facts.contributions[4].text);
    hide(facts.contributions[4].source);
    hide(facts.actions[4].what);
    hide(facts.reports[2].agency);
    hide(facts.reports[2].shared);
    hide(facts.withheld[0]);
    hide(facts.distribution[0].recipient);
    hide(facts.children[0].risk.existing);
    hide(facts.children[0].risk.child_voice);
    hide(facts.children[0].risk.chair_summary);
    hide(facts.children[0].decision.chair_reasons);
    hide(facts.contingency);
    hide(facts.dissent_routes[0].text);
    hide(facts.words.confidentiality);
    hide(facts.deadlines[1].counting);
    const auto sheet = sample::words_of(*decision_sheet(facts, Version::family));
    const auto notes = sample::words_of(*minutes(facts, Version::family));
    const auto full = sample::words_of(*minutes(facts, Version::full));
    for (const auto& text : secret) {
        CHECK_FALSE(contains(sheet, text));
        CHECK_FALSE(contains(notes, text));
        CHECK(contains(full, text));  // so that the test would notice a renamed field
    }
}

TEST_CASE("a contribution without a mark is kept from the family") {
    auto facts = sample::torbay_majority();
    ContributionFacts added;
    added.text = "unmarked words";
    facts.contributions = {added};
    CHECK_FALSE(contains(sample::words_of(*minutes(facts, Version::family)), "unmarked words"));
}

TEST_CASE("the family's papers speak of views and of not agreeing") {
    const auto facts = sample::torbay_majority();
    for (const auto& paper :
         {*decision_sheet(facts, Version::family), *minutes(facts, Version::family)}) {
        const auto words = sample::words_of(paper);
        CHECK_FALSE(contains(words, "issent"));
        CHECK_FALSE(contains(words, "vote"));
        CHECK_FALSE(contains(words, "Vote"));
        CHECK_FALSE(contains(words, "MAJORITY"));
        CHECK(contains(words, "If you do not agree"));
        CHECK(contains(words, "01803 000 114"));
        CHECK(contains(words, "01803 000 201"));
    }
}

TEST_CASE("a family member's disagreement is printed in every version [REQ-270]") {
    const auto facts = sample::torbay_majority();
    for (const auto version : {Version::professional, Version::family}) {
        CHECK(contains(sample::words_of(*decision_sheet(facts, version)), "sort this out"));
        CHECK(contains(sample::words_of(*minutes(facts, version)), "sort this out"));
    }
}

TEST_CASE("the minutes print each contribution once, with its label [REQ-086]") {
    auto facts = sample::torbay_majority();
    facts.words.fact = "label-one";
    facts.words.observation = "label-two";
    facts.words.allegation = "label-three";
    facts.words.opinion = "label-four";
    const auto words = sample::words_of(*minutes(facts, Version::professional));
    CHECK(count_of(words, "label-one\n") == 4);
    CHECK(count_of(words, "label-two\n") == 1);
    CHECK(count_of(words, "label-three\n") == 1);
    CHECK(count_of(words, "label-four\n") == 1);
    for (const auto& said : facts.contributions)
        CHECK(count_of(words, said.text) == 1);
    CHECK(count_of(words, facts.contributions[3].corrections[0].text) == 1);
}

TEST_CASE("professionals' minutes say where reports can be asked for [REQ-241]") {
    const auto facts = sample::torbay_majority();
    const auto words = sample::words_of(*minutes(facts, Version::professional));
    CHECK(contains(words, facts.words.reports_from));
    CHECK_FALSE(contains(words, facts.withheld[0]));
    CHECK(contains(sample::words_of(*minutes(facts, Version::full)), facts.withheld[0]));
}

TEST_CASE("every set of minutes prints the next conference and its report deadline [REQ-246]") {
    const auto facts = sample::torbay_majority();
    for (const auto version : {Version::full, Version::professional, Version::family}) {
        const auto words = sample::words_of(*minutes(facts, version));
        CHECK(contains(words, facts.next_conference));
        CHECK(contains(words, facts.next_reports));
    }
}

TEST_CASE("the minutes give each view its reason, the rule and the dates' counting") {
    const auto facts = sample::torbay_majority();
    const auto words = sample::words_of(*minutes(facts, Version::professional));
    const auto& d = facts.children[0].decision;
    for (const auto& position : d.positions)
        CHECK(contains(words, position.reason));
    for (const auto& date : facts.deadlines)
        CHECK(contains(words, date.counting));
    CHECK(contains(words, d.rule_code));
    CHECK(contains(words, d.rule_citation));
    CHECK(contains(words, "5 for a plan, 2 against a plan, 0 unable to say"));
    CHECK(contains(words, facts.apologies[0].name));
    CHECK(contains(words, facts.refused[0]));
}

TEST_CASE("minutes and receipt tell a dissenting agency that it stays responsible [REQ-264]") {
    const auto facts = sample::torbay_majority();
    CHECK(contains(sample::words_of(*minutes(facts, Version::professional)),
                   "stays responsible for its actions"));
    const auto receipt = sample::words_of(*dissent_receipt(facts, 1));
    CHECK(contains(receipt, "Your agency stays responsible"));
    CHECK(contains(receipt, "Keep CD's place in breakfast club"));
    CHECK_FALSE(contains(receipt, "Confirm that the tenancy"));  // another agency's
}

TEST_CASE("a receipt carries the view, its reason and the two steps in order [REQ-263] [REQ-265]") {
    const auto facts = sample::torbay_majority();
    const auto words = sample::words_of(*dissent_receipt(facts, 5));
    CHECK(contains(words, "Jo Pritchard"));
    CHECK(contains(words, "against a plan"));
    CHECK(contains(words, "Tenancy stable."));
    const auto first = words.find("Step 1: talk to the chair");
    const auto second = words.find("Step 2: the Board's escalation policy");
    REQUIRE(first != std::string::npos);
    REQUIRE(second != std::string::npos);
    CHECK(first < second);
    CHECK_FALSE(contains(words, "Attendance now good"));  // somebody else's reason
}

TEST_CASE("no receipt is made for a view that agrees with the decision or was unable") {
    auto facts = sample::torbay_majority();
    CHECK_FALSE(dissent_receipt(facts, 0));
    CHECK_FALSE(dissent_receipt(facts, 7));
    facts.children[0].decision.positions[1].choice = Choice::unable;
    CHECK_FALSE(dissent_receipt(facts, 1));
}

TEST_CASE("a chair's decision against the plan makes those for it the ones who differ") {
    auto facts = sample::torbay_majority();
    facts.children[0].decision.direction = Choice::against;
    facts.children[0].decision.chair_reasons = "The risk can be met without one.";
    CHECK(dissent_receipt(facts, 0));
    CHECK_FALSE(dissent_receipt(facts, 1));
    CHECK(contains(sample::words_of(*decision_sheet(facts, Version::professional)),
                   "The risk can be met without one."));
}

TEST_CASE("a split with the chair's decision is told with its reasons, and still reads back") {
    auto facts = sample::torbay_majority();
    auto& decision = facts.children[0].decision;
    decision.outcome = RuleOutcome::chair_decides;
    decision.rule_code = "SPLIT_CHAIR";
    decision.in_favour = 2;
    decision.against = 2;
    decision.unable = 1;
    decision.chair_reasons = "Neglect was seen by two agencies on the same day.";
    decision.positions.resize(5);
    decision.positions[1].choice = Choice::against;
    decision.positions[2].choice = Choice::unable;
    const auto sheet = *decision_sheet(facts, Version::professional);
    CHECK(sample::problems_of(sheet, "decision-split") == "");
    CHECK(contains(sample::words_of(sheet), "Reasons of the chair"));
    CHECK(contains(sample::words_of(sheet), "2 for a plan, 2 against a plan, 1 unable to say"));
    CHECK(contains(sample::words_of(*minutes(facts, Version::full)), decision.chair_reasons));
    CHECK_FALSE(
        contains(sample::words_of(*minutes(facts, Version::family)), decision.chair_reasons));
}

TEST_CASE("several children keep their decisions, views and key workers apart") {
    auto facts = sample::torbay_majority();
    facts.children.push_back(facts.children[0]);
    auto& second = facts.children[1];
    second.name = "EF";
    second.age = "2 years";
    second.key_worker = "Lena Brandt, social worker";
    second.decision.plain_decision = "EF will not have a Child Protection Plan";
    second.decision.direction = Choice::against;
    const auto sheet = *decision_sheet(facts, Version::family);
    CHECK(sample::problems_of(sheet, "family-two-children") == "");
    CHECK(contains(sample::words_of(sheet), "EF will not have"));
    CHECK(contains(sample::words_of(sheet), "Key worker for EF\nLena Brandt"));
    // The school was against a plan for both: it differs on CD and agrees on EF.
    const auto receipt = sample::words_of(*dissent_receipt(facts, 1));
    CHECK(contains(receipt, "CD, 9 years"));
    CHECK_FALSE(contains(receipt, "EF, 2 years"));
}

TEST_CASE("sentences of our own in the family sheet stay under twenty words") {
    auto facts = sample::torbay_majority();
    std::vector<std::string> own;
    facts.papers.translate = [&](std::string_view english) {
        own.emplace_back(english);
        return std::string(english);
    };
    CHECK(decision_sheet(facts, Version::family));
    CHECK(own.size() > 20);
    for (const auto& text : own) {
        std::size_t words = 1;
        for (const char c : text) {
            words += c == ' ' ? 1 : 0;
            if (c == '.') words = 0;
            INFO(text);
            CHECK(words < 20);
        }
        CHECK_FALSE(contains(text, "!"));
    }
}

TEST_CASE("facts with a view of nobody are refused") {
    auto facts = sample::torbay_majority();
    facts.children[0].decision.positions[0].person = 99;
    CHECK_FALSE(decision_sheet(facts, Version::professional));
    CHECK_FALSE(minutes(facts, Version::family));
    CHECK_FALSE(dissent_receipt(facts, 99));
    facts.children.clear();
    CHECK_FALSE(decision_sheet(facts, Version::family));
}

TEST_CASE("the whole paper goes through the translator") {
    auto facts = sample::torbay_majority();
    facts.papers.translate = [](std::string_view english) { return "¤" + std::string(english); };
    const auto paper = *decision_sheet(facts, Version::family);
    for (const auto& block : paper.blocks)
        if (const auto* heading = std::get_if<Heading>(&block))
            CHECK((heading->text.rfind("¤", 0) == 0 || heading->text == "CD"));
}
}  // namespace

TEST_CASE("no paper skips a level of headings") {
    const auto facts = sample::torbay_majority();
    std::vector<Document> papers{details_for_family(facts).value(), plan_for_family(facts).value(),
                                 client_file_extract(facts).value(),
                                 service_manager_referral(facts).value()};
    for (const auto version : {Version::professional, Version::family, Version::child})
        papers.push_back(decision_sheet(facts, version).value());
    for (const auto version : {Version::full, Version::family, Version::non_attender})
        papers.push_back(minutes(facts, version).value());
    for (const auto& paper : papers) {
        int above = 0;
        for (const auto& block : paper.blocks) {
            const auto* heading = std::get_if<Heading>(&block);
            if (heading == nullptr) continue;
            INFO(paper.kind << " " << version_word(paper.version) << ": " << heading->text);
            CHECK(heading->level <= above + 1);
            above = heading->level;
        }
    }
}

}  // namespace cpc::document
