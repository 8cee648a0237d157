// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/profile.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <set>

#include "profiles_support.hpp"

namespace cpc::procedure {
namespace {

using test::all_bases;
using test::at;
using test::calendar_of;
using test::day;
using test::family_texts;
using test::read_asset;

const std::string tests = "tests/unit/core/procedure/";

Procedure load(const std::string& path) {
    auto procedure = load_procedure(read_asset(path), path);
    if (!procedure) FAIL(procedure.error().text());
    return std::move(*procedure);
}
Procedure torbay() {
    return load("assets/procedures/torbay-cpp.toml");
}

TEST_CASE("each broken profile is refused with its own message and place", "[procedure][profile]") {
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(CPC_SOURCE_DIR) + "/" +
                                                                 tests + "broken")) {
        const std::string name = entry.path().filename().string();
        CAPTURE(name);
        const std::string text = read_asset(tests + "broken/" + name);
        const std::string mark = "\n# expect: ";
        const auto begin = text.find(mark) + mark.size();
        const std::string expected = text.substr(begin, text.find('\n', begin) - begin);
        const auto refused = load_procedure(text, name);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().where + ": " + refused.error().what == expected);
        CHECK_FALSE(refused.error().advice.empty());
        ++files;
    }
    CHECK(files >= 50);
}

TEST_CASE("the seed profile and the invented one load and say nothing amiss",
          "[procedure][profile]") {
    CHECK(validate(torbay()).empty());
    CHECK(validate(load(tests + "sample.toml")).empty());
    CHECK(torbay().hash.empty());  // the caller's to fill in
}

TEST_CASE("an empty file, noise and a file that is too large are refused", "[procedure][profile]") {
    CHECK_FALSE(load_procedure("", "x.toml").has_value());
    CHECK_FALSE(load_procedure(std::string("\0\x01\xff\xfe", 4), "x.toml").has_value());
    CHECK_FALSE(load_procedure(std::string(5U << 20U, '#'), "x.toml").has_value());
    CHECK_FALSE(load_procedure(std::string(100'000, '['), "x.toml").has_value());
}

TEST_CASE("Torbay offers exactly the types initial and review, and a transfer flag on the first",
          "[procedure][torbay][REQ-004]") {
    const Procedure p = torbay();
    REQUIRE(p.types.size() == 2);
    CHECK(p.types[0].id == "initial");
    CHECK(p.types[1].id == "review");
    const auto& choices = p.type("initial")->opening_choices;
    REQUIRE(choices.size() == 3);
    CHECK(choices[2].sets_flag == "transfer-in");
    CHECK(p.type("initial")->flags[0].id == "transfer-in");
    CHECK(p.type("transfer") == nullptr);
}

TEST_CASE("opening in Torbay needs a reason and the date that goes with it",
          "[procedure][torbay][REQ-012]") {
    const Procedure p = torbay();
    const ConferenceType& initial = *p.type("initial");
    CHECK(initial.opening_choices_least == 1);
    CHECK(initial.opening_choices[0].events == std::vector<std::string>{"strategy-meeting"});
    CHECK(initial.opening_choices[1].events == std::vector<std::string>{"strategy-meeting"});
    CHECK(initial.opening_choices[2].events == std::vector<std::string>{"notification"});
}

TEST_CASE("every rule of Torbay cites its text, names a requirement and states its standing",
          "[procedure][torbay][REQ-008][REQ-316]") {
    const Procedure p = torbay();
    int by_default = 0;
    for (const Basis* basis : all_bases(p)) {
        CAPTURE(basis->id);
        CHECK_FALSE(basis->cites.empty());
        CHECK_FALSE(basis->requirements.empty());
        CHECK(basis->line > 1);
        CHECK(p.basis(basis->id) != nullptr);
        if (basis->status == Status::by_default) ++by_default;
    }
    CHECK(by_default > 0);
    // What the leaflet does not say is marked so.
    for (const char* id : {"TOR-T07", "TOR-T08", "TOR-T09", "quorum", "category"})
        CHECK(p.basis(id)->status == Status::by_default);
    for (const char* id : {"TOR-T01", "TOR-T02", "TOR-T03", "TOR-T04", "TOR-T05", "decision"})
        CHECK(p.basis(id)->status == Status::source);
    CHECK(p.basis("no-such-rule") == nullptr);
}

TEST_CASE("every requirement that Torbay's file names exists in the catalogue's range",
          "[procedure][torbay]") {
    const Procedure p = torbay();
    for (const Basis* basis : all_bases(p))
        for (const auto& requirement : basis->requirements) {
            const int number = std::stoi(requirement.substr(4));
            CHECK(number >= 1);
            CHECK(number <= 385);
        }
}

TEST_CASE("in Torbay consensus or majority decides and the chair only on a split",
          "[procedure][torbay][REQ-139][REQ-140][REQ-141][REQ-147]") {
    const Procedure p = torbay();
    const auto& rule = p.the<DecisionRule>();
    CHECK(rule.unit == CountUnit::professional);
    CHECK(rule.method == Method::consensus_then_majority);
    CHECK(rule.chair_override == ChairOverride::on_split);
    CHECK(rule.override_rule_code == "SPLIT_CHAIR");
    CHECK(rule.reasons_chars_min >= 1);
    CHECK(rule.referral.empty());
    CHECK(rule.reason_for_against);
    CHECK(rule.reason_for_unable);
    CHECK_FALSE(rule.sentence.empty());
    REQUIRE(p.ballot("initial") != nullptr);
    REQUIRE(p.ballot("review") != nullptr);
    CHECK(fill_in(p.ballot("initial")->status_question, {{"child", "CD"}}) ==
          "Should CD have a Child Protection Plan?");
}

TEST_CASE("in Torbay only professionals are counted", "[procedure][torbay][REQ-143][REQ-053]") {
    const Procedure p = torbay();
    for (const auto& role : p.roles) {
        CAPTURE(role.id);
        CHECK(role.counted == (role.group == RoleGroup::professional));
    }
    for (const char* id :
         {"social-worker", "school", "school-nurse", "police", "adult-mental-health", "housing",
          "probation", "health-visitor", "nursery", "gp", "mother", "father", "child", "supporter",
          "observer", "chair", "minute-taker", "interpreter", "advocate"})
        CHECK(p.role(id) != nullptr);
}

TEST_CASE("Torbay's other rules hold what its leaflet says",
          "[procedure][torbay][REQ-050][REQ-054][REQ-067][REQ-150][REQ-163]") {
    const Procedure p = torbay();
    CHECK(p.the<ObserverRule>().most == 1);
    CHECK(p.the<ObserverRule>().chair_agrees_before);
    CHECK(p.the<SupporterRule>().may_be_solicitor);
    CHECK(p.the<QuorumRule>().agency_groups == std::vector<std::string>{"social-care"});
    CHECK(p.the<QuorumRule>().other_agencies_least == 2);
    CHECK(p.the<QuorumRule>().reconvene_working_days == 10);
    CHECK(p.the<CategoryRule>().required);
    CHECK(p.the<CategoryRule>().categories.size() == 4);
    CHECK(p.the<LeadWorkerRule>().roles == std::vector<std::string>{"social-worker"});
    CHECK(p.the<LeadWorkerRule>().others_with_reason);
    CHECK(p.the<AttendanceRule>().stay_to_end);
    CHECK(p.the<ChairRule>().confirmations.size() == 2);
    CHECK(p.the<ExclusionRule>().give_reasons);
    CHECK(p.the<ReviewRule>().date_before_close);
}

TEST_CASE("ending a plan is offered in Torbay's review only",
          "[procedure][torbay][REQ-025][REQ-155]") {
    const Procedure p = torbay();
    const auto kinds = [&](const char* type) {
        std::set<OutcomeKind> set;
        for (const auto* outcome : p.outcomes_for(type))
            set.insert(outcome->kind);
        return set;
    };
    CHECK(kinds("initial") == std::set{OutcomeKind::place, OutcomeKind::do_not_place});
    CHECK(kinds("review") == std::set{OutcomeKind::retain, OutcomeKind::remove});
}

TEST_CASE("Torbay's stages come in the leaflet's order", "[procedure][torbay][REQ-026]") {
    std::string order;
    for (const auto& stage : torbay().stages)
        order += std::string(stage_word(stage.kind)) + " ";
    CHECK(order == "introductions information risk decision plan close ");
}

TEST_CASE("the opening texts put the child first and rule out a finding about a person",
          "[procedure][torbay][REQ-021][REQ-075][REQ-079]") {
    const Procedure p = torbay();
    for (const char* id : {"child-first", "not-a-finding", "confidentiality", "outcome-focus"}) {
        REQUIRE(p.statement(id) != nullptr);
        CHECK_FALSE(p.statement(id)->text.empty());
    }
    for (const char* id : {"fact", "observation", "allegation", "opinion"})
        CHECK(p.label(id) != nullptr);
    CHECK(p.labels.size() == 4);
}

TEST_CASE("the words a family may read avoid the trade's", "[procedure][torbay][REQ-076]") {
    const Procedure p = torbay();
    const auto texts = family_texts(p);
    for (const auto& text : texts)
        for (const char* word : {"vote", "dissent", "registration", "multi-agency", "pursuant"}) {
            CAPTURE(text, word);
            CHECK(text.find(word) == std::string::npos);
        }
}

TEST_CASE("no two words of the profile's glossary are missing", "[procedure][torbay][REQ-007]") {
    const Terms terms = torbay().terms;
    CHECK(terms.protected_status == "Child Protection Plan");
    CHECK(terms.lead_worker == "key worker");
    CHECK(terms.core_group == "core group");
    CHECK(load(tests + "sample.toml").terms.protected_status == "register");
}

TEST_CASE("documents say to whom, by when and what is left out",
          "[procedure][torbay][REQ-235][REQ-241][REQ-243]") {
    const Procedure p = torbay();
    const auto find = [&](const std::string& id) {
        for (const auto& document : p.documents)
            if (document.basis.id == id) return document;
        FAIL(id);
        return DocumentRule{};
    };
    CHECK(find("document.decision-sheet.family").deadline == "TOR-T03");
    CHECK(find("document.minutes.professional").withheld.front() == "Agency reports");
    CHECK(find("document.exclusion-reasons").when == DocumentWhen::exclusion);
}

TEST_CASE("{child} is filled in and other braces are left alone", "[procedure][profile]") {
    CHECK(fill_in("{child} and {child}", {{"child", "CD"}}) == "CD and CD");
    CHECK(fill_in("{what} {child", {{"child", "CD"}}) == "{what} {child");
    CHECK(fill_in("{child}", {{"child", "{child}"}}) == "{child}");
    CHECK(fill_in("", {}).empty());
}

}  // namespace
}  // namespace cpc::procedure
