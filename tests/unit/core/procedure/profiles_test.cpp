// SPDX-License-Identifier: Apache-2.0
// What holds for every procedure that is delivered, and what the catalogue asks of each by name.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "profiles_support.hpp"

namespace cpc::procedure {
namespace {

using test::abc;
using test::all_bases;
using test::all_points;
using test::family_texts;
using test::fife;
using test::ids;
using test::read_asset;
using test::Words;

const std::string folder = "assets/procedures/";

std::vector<Procedure> delivered() {
    std::vector<Procedure> all;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(CPC_SOURCE_DIR) + "/" + folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".toml") continue;
        all.push_back(test::load_profile(folder + name));
    }
    return all;
}

bool in_catalogue(const std::string& requirement) {
    const int number = std::stoi(requirement.substr(4));
    return number >= 1 && number <= 385;
}

TEST_CASE("every delivered procedure loads, cites a text for every rule and names requirements",
          "[procedure][profiles][REQ-008][REQ-009][REQ-316]") {
    const auto all = delivered();
    CHECK(all.size() >= 3);
    Words names;
    for (const Procedure& p : all) {
        CAPTURE(p.file);
        CHECK(validate(p).empty());
        CHECK(names.insert(p.id + " " + p.edition).second);
        for (const Basis* basis : all_bases(p)) {
            CAPTURE(basis->id);
            CHECK_FALSE(basis->cites.empty());
            CHECK_FALSE(basis->requirements.empty());
            CHECK(basis->line > 1);
            for (const auto& requirement : basis->requirements)
                CHECK(in_catalogue(requirement));
        }
        for (const auto& item : all_points(p)) {
            CAPTURE(item.id);
            CHECK(in_catalogue(item.requirement));
        }
    }
}

TEST_CASE("only professionals have a counted view, in every procedure",
          "[procedure][profiles][REQ-053][REQ-054][REQ-143][REQ-174]") {
    for (const Procedure& p : delivered())
        for (const auto& role : p.roles) {
            CAPTURE(p.file, role.id);
            if (role.group != RoleGroup::professional) CHECK_FALSE(role.counted);
        }
}

TEST_CASE("a point of a checklist with answers can be answered in two ways or more and differently",
          "[procedure][profiles]") {
    for (const Procedure& p : delivered())
        for (const auto& item : all_points(p)) {
            CAPTURE(p.file, item.id);
            CHECK(ids(item.answers).size() == item.answers.size());
            if (!item.answers.empty()) CHECK(item.answers.size() >= 2);
            for (const auto& answer : item.answers) {
                // What somebody still has to do has somebody who does it.
                CHECK(answer.task.empty() == answer.task_owner.empty());
                CHECK((answer.referral_deadline.empty() || !answer.referral.empty()));
            }
        }
}

TEST_CASE("what families read avoids the trade's words in Fife and in the register's time",
          "[procedure][profiles][REQ-076]") {
    for (const Procedure& p : {fife(), abc()}) {
        const auto texts = family_texts(p);
        for (const auto& text : texts)
            for (const char* word :
                 {"vote", "dissent", "registration", "multi-agency", "inter-agency", "pursuant"}) {
                CAPTURE(text, word);
                CHECK(text.find(word) == std::string::npos);
            }
    }
}

TEST_CASE("Fife and the register's time hold every time limit of the catalogue under its id",
          "[procedure][profiles][REQ-204][REQ-316]") {
    const auto limits = [](const Procedure& p) {
        Words out;
        for (const auto& limit : p.deadlines)
            out.insert(limit.basis.id);
        return out;
    };
    CHECK(limits(fife()) == Words{"FIFE-T01", "FIFE-T02", "FIFE-T03", "FIFE-T04", "FIFE-T05",
                                  "FIFE-T06", "FIFE-T07", "FIFE-T08", "FIFE-T09", "FIFE-T10",
                                  "FIFE-T11", "FIFE-T12", "FIFE-T13", "FIFE-T14", "FIFE-T15",
                                  "FIFE-T16", "FIFE-T17", "FIFE-T18"});
    CHECK(limits(abc()) == Words{"ABC-T01", "ABC-T02", "ABC-T03", "ABC-T04", "ABC-T05", "ABC-T06",
                                 "ABC-T07", "ABC-T08"});
}

TEST_CASE("a limit whose number the source does not give is marked as the default, others are not",
          "[procedure][profiles][REQ-008]") {
    const Procedure f = fife();
    for (const char* id : {"FIFE-T14", "FIFE-T15", "FIFE-T16", "FIFE-T17", "FIFE-T18", "quorum",
                           "category", "attendance", "restricted", "risk"})
        CHECK(f.basis(id)->status == Status::by_default);
    for (const char* id : {"FIFE-T01", "FIFE-T02", "FIFE-T03", "FIFE-T04", "FIFE-T05", "FIFE-T06",
                           "FIFE-T07", "FIFE-T08", "FIFE-T09", "FIFE-T10", "FIFE-T11", "FIFE-T12",
                           "FIFE-T13", "decision", "observer", "exclusion", "review"})
        CHECK(f.basis(id)->status == Status::source);
    const Procedure a = abc();
    for (const char* id : {"ABC-T01", "ABC-T07", "ABC-T08", "decision", "quorum", "report"})
        CHECK(a.basis(id)->status == Status::by_default);
    for (const char* id : {"ABC-T02", "ABC-T03", "ABC-T04", "ABC-T05", "ABC-T06", "category",
                           "key-worker", "exclusion", "chair.senior"})
        CHECK(a.basis(id)->status == Status::source);
}

TEST_CASE("each procedure brings its own words and its own calendar",
          "[procedure][profiles][REQ-002][REQ-007][REQ-205]") {
    const Terms a = abc().terms;
    CHECK(a.protected_status == "child protection register");
    CHECK(a.lead_worker == "key worker");
    CHECK(a.review == "child protection review");
    CHECK(abc().region == "GB-EAW");
    const Terms f = fife().terms;
    CHECK(f.protected_status == "Child Protection Register");
    CHECK(f.plan == "Child's Plan");
    CHECK(f.lead_worker == "Lead Professional");
    CHECK(f.harm_category == "area of concern");
    CHECK(f.service == "Reviewing Service");
    CHECK(fife().region == "GB-SCT");
    CHECK(fife().time_zone == "Europe/London");
}

TEST_CASE("a name comes off a register in a review only and the entry says so",
          "[procedure][profiles][REQ-025][REQ-155][REQ-302]") {
    using K = OutcomeKind;
    const Procedure f = fife();
    CHECK(test::outcome_kinds(f, "initial") == std::set{K::place, K::do_not_place});
    CHECK(test::outcome_kinds(f, "pre-birth") == std::set{K::place, K::do_not_place});
    CHECK(test::outcome_kinds(f, "review") == std::set{K::retain, K::remove});
    CHECK(test::outcome_kinds(f, "transfer") == std::set{K::place});  // by rule (REQ-167)
    const Procedure a = abc();
    CHECK(test::outcome_kinds(a, "initial") == std::set{K::place, K::do_not_place});
    CHECK(test::outcome_kinds(a, "review") == std::set{K::retain, K::remove});
    CHECK(test::outcome_kinds(a, "combined-review") == std::set{K::retain, K::remove});
    for (const Procedure& p : {f, a}) {
        CHECK(p.outcome(K::place)->register_status == "registered");
        CHECK(p.outcome(K::retain)->register_status == "registered");
        CHECK(p.outcome(K::remove)->register_status == "removed");
        CHECK(p.outcome(K::do_not_place)->register_status.empty());
    }
}

TEST_CASE("a person's place among those invited first cannot be left empty in silence",
          "[procedure][profiles][REQ-035][REQ-036][REQ-319]") {
    const auto first = [](const Procedure& p) {
        Words out;
        for (const auto& role : p.roles) {
            if (!role.invited_first) continue;
            out.insert(role.id + (role.omission_needs_reason ? "" : " freely"));
        }
        return out;
    };
    CHECK(first(fife()) == Words{"child", "mother", "father", "social-worker", "team-manager"});
    CHECK(first(abc()) == Words{"child", "mother", "father", "social-worker", "team-leader freely",
                                "gp", "police"});
}

}  // namespace
}  // namespace cpc::procedure
