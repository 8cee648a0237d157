// SPDX-License-Identifier: Apache-2.0
// Papers of the delivered procedures that no other test calls by their name: what kind, for whom,
// when, and by which limit, each held against what its requirement says.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "profiles_support.hpp"

namespace cpc::procedure {
namespace {

using test::load_profile;
using test::Words;

Procedure procedure_of(const std::string& id) {
    return load_profile("assets/procedures/" + id + ".toml");
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

Words recipients(const DocumentRule& rule) {
    Words out;
    for (const auto each : rule.to)
        out.insert(std::string(recipient_word(each)));
    return out;
}

// What goes to whom, in which version, when, and by which limit.
struct Paper {
    const char* id;
    const char* kind;
    const char* version;
    Words to;
    DocumentWhen when;
    const char* limit;
};
void check_papers(const std::string& procedure, const std::vector<Paper>& papers) {
    const auto p = procedure_of(procedure);
    for (const auto& paper : papers) {
        CAPTURE(procedure, paper.id);
        const auto found = std::find_if(p.documents.begin(), p.documents.end(),
                                        [&](const auto& d) { return d.basis.id == paper.id; });
        REQUIRE(found != p.documents.end());
        CHECK(found->kind == paper.kind);
        CHECK(found->version == paper.version);
        CHECK(recipients(*found) == paper.to);
        CHECK(found->when == paper.when);
        CHECK(found->deadline == paper.limit);
    }
}
const DocumentRule& paper(const Procedure& p, const std::string& id) {
    const auto found = std::find_if(p.documents.begin(), p.documents.end(),
                                    [&](const auto& d) { return d.basis.id == id; });
    REQUIRE(found != p.documents.end());
    return *found;
}
bool withholds(const DocumentRule& rule, const std::string& words) {
    return std::any_of(rule.withheld.begin(), rule.withheld.end(),
                       [&](const auto& each) { return says(each, words); });
}

TEST_CASE("the register era: families and children get minutes and a notice; absent agencies too",
          "[procedure][abc][REQ-237][REQ-242][REQ-256]") {
    check_papers("abc-ew-register", {{"document.decision-notice.professional",
                                      "decision-notice",
                                      "professional",
                                      {"attending-professionals"},
                                      DocumentWhen::always,
                                      "ABC-T08"},
                                     {"document.decision-notice.absent",
                                      "decision-notice",
                                      "non-attender",
                                      {"absent-professionals", "recommended"},
                                      DocumentWhen::always,
                                      "ABC-T08"},
                                     {"document.decision-notice.family",
                                      "decision-notice",
                                      "family",
                                      {"attending-family", "absent-family"},
                                      DocumentWhen::always,
                                      "ABC-T08"},
                                     {"document.decision-notice.child",
                                      "decision-notice",
                                      "child",
                                      {"child"},
                                      DocumentWhen::always,
                                      "ABC-T08"},
                                     {"document.minutes.absent",
                                      "minutes",
                                      "non-attender",
                                      {"absent-professionals"},
                                      DocumentWhen::always,
                                      "ABC-T08"},
                                     {"document.minutes.child",
                                      "minutes",
                                      "child",
                                      {"child"},
                                      DocumentWhen::always,
                                      "ABC-T08"}});
    const auto p = procedure_of("abc-ew-register");
    for (const char* id :
         {"document.decision-notice.absent", "document.decision-notice.family",
          "document.decision-notice.child", "document.minutes.absent", "document.minutes.child"}) {
        CAPTURE(id);
        CHECK(withholds(paper(p, id), "Restricted parts"));
    }
    for (const char* id : {"document.decision-notice.family", "document.decision-notice.child"})
        CHECK(withholds(paper(p, id), "Other people's private information"));
}

TEST_CASE(
    "the register era: a combined review's result goes to those concerned, foster parents too",
    "[procedure][abc][REQ-002][REQ-024][REQ-255]") {
    check_papers("abc-ew-register", {{"document.statutory-review-result",
                                      "statutory-review-result",
                                      "professional",
                                      {"attending-professionals", "absent-professionals"},
                                      DocumentWhen::always,
                                      "ABC-T08"},
                                     {"document.statutory-review-result.family",
                                      "statutory-review-result",
                                      "family",
                                      {"attending-family", "absent-family", "child"},
                                      DocumentWhen::always,
                                      "ABC-T08"}});
    const auto p = procedure_of("abc-ew-register");
    for (const char* id :
         {"document.statutory-review-result", "document.statutory-review-result.family"})
        CHECK(paper(p, id).types == std::vector<std::string>{"combined-review"});
    CHECK(paper(p, "document.statutory-review-result").to_roles ==
          std::vector<std::string>{"foster-parent"});
    const auto* type = p.type("combined-review");
    REQUIRE(type != nullptr);
    CHECK(type->basis.id == "type.combined-review");
    CHECK(type->kind == TypeKind::review);
    CHECK(type->events == std::vector<std::string>{"looked-after-start"});
}

TEST_CASE("the register era: a report form for every agency keeps facts apart from opinions",
          "[procedure][abc][REQ-087]") {
    const auto p = procedure_of("abc-ew-register");
    const auto& form = paper(p, "document.report-template");
    CHECK(form.kind == "report-template");
    CHECK(says(form.note, "facts"));
    CHECK(says(form.note, "opinion"));
    const Words asked(form.to_roles.begin(), form.to_roles.end());
    for (const auto& role : p.roles) {
        if (!role.counted) continue;
        CAPTURE(role.id);
        CHECK(asked.count(role.id) == 1);
    }
}

TEST_CASE("Scotland, then and now: who gets minutes and plan as one set, and who a letter",
          "[procedure][fife][law][REQ-236][REQ-240][REQ-256][REQ-258][REQ-260]") {
    for (const auto& [id, minutes, after] : {std::array{"fife-cpcc", "FIFE-T12", "FIFE-T18"},
                                             std::array{"sco-ng2023", "SCO-T10", "SCO-T15"}}) {
        check_papers(id, {{"document.minutes-and-childs-plan.absent",
                           "minutes-and-childs-plan",
                           "non-attender",
                           {"absent-professionals"},
                           DocumentWhen::always,
                           minutes},
                          {"document.minutes-and-childs-plan.family",
                           "minutes-and-childs-plan",
                           "family",
                           {"attending-family", "absent-family", "excluded-family"},
                           DocumentWhen::answered,
                           minutes},
                          {"document.decisions-letter",
                           "decisions-letter",
                           "family",
                           {"attending-family", "absent-family", "excluded-family"},
                           DocumentWhen::answered,
                           minutes},
                          {"document.plan.family",
                           "plan",
                           "family",
                           {"attending-family", "absent-family", "excluded-family"},
                           DocumentWhen::plan,
                           minutes},
                          {"document.child-summary",
                           "decision-sheet",
                           "child",
                           {"child"},
                           DocumentWhen::always,
                           minutes},
                          {"document.after-the-register",
                           "invitation",
                           "full",
                           {"core-group", "attending-family", "child"},
                           DocumentWhen::plan_ended,
                           after}});
        const auto p = procedure_of(id);
        // Full minutes or the letter, never both and never neither: one question, two answers.
        CHECK(paper(p, "document.minutes-and-childs-plan.family").answers ==
              std::vector<std::string>{"parents-minutes=full"});
        CHECK(paper(p, "document.decisions-letter").answers ==
              std::vector<std::string>{"parents-minutes=letter"});
        for (const auto& item : test::all_points(p))
            if (item.id == "parents-minutes") CHECK(item.answers.size() == 2);
        CHECK(paper(p, "document.after-the-register").types == std::vector<std::string>{"review"});
    }
}

TEST_CASE(
    "Scotland, then and now: the Reporter's pack follows the answer, one working day or at once",
    "[procedure][fife][law][REQ-253]") {
    for (const auto& [id, limit] :
         {std::pair{"fife-cpcc", "FIFE-T15"}, std::pair{"sco-ng2023", "SCO-T12"}}) {
        check_papers(id, {{"document.reporter-pack",
                           "reporter-pack",
                           "full",
                           {"childrens-reporter"},
                           DocumentWhen::answered,
                           limit}});
        const auto p = procedure_of(id);
        CHECK(paper(p, "document.reporter-pack").answers ==
              std::vector<std::string>{"reporter=refer"});
    }
}

TEST_CASE("Fife: a refused request is answered by letter, a chair's judgement goes to the manager",
          "[procedure][fife][REQ-019][REQ-138][REQ-226][REQ-252]") {
    check_papers("fife-cpcc", {{"document.refusal-letter",
                                "refusal-letter",
                                "professional",
                                {"requester"},
                                DocumentWhen::request_refused,
                                "FIFE-T08"},
                               {"document.service-manager-referral",
                                "service-manager-referral",
                                "full",
                                {"service-manager"},
                                DocumentWhen::chair_decided,
                                "FIFE-T14"},
                               {"document.reminder",
                                "invitation",
                                "full",
                                {"invited"},
                                DocumentWhen::always,
                                "FIFE-T11"}});
    const auto p = procedure_of("fife-cpcc");
    // A challenge goes through the requester's own management, not to the chair.
    CHECK(says(paper(p, "document.refusal-letter").note, "your own management"));
    for (const char* part : {"views", "no agreement", "judgement", "day"})
        CHECK(says(paper(p, "document.service-manager-referral").note, part));
    CHECK(paper(p, "document.reminder").types == std::vector<std::string>{"review"});
    CHECK(paper(p, "document.reminder").deadline_which == "this");
}

TEST_CASE("Victoria: family, dissenters and management get theirs, and nobody learns who reported",
          "[procedure][vic][REQ-170][REQ-245][REQ-263][REQ-272]") {
    for (const char* id : {"vic-intake", "vic-2021"}) {
        check_papers(id, {{"document.action-plan.family",
                           "action-plan",
                           "family",
                           {"attending-family", "absent-family", "child"},
                           DocumentWhen::always,
                           "VIC-T02"},
                          {"document.differing-position",
                           "dissent-receipt",
                           "professional",
                           {"dissenters"},
                           DocumentWhen::dissent,
                           ""},
                          {"document.not-agreed",
                           "decision-notice",
                           "professional",
                           {"supervisor"},
                           DocumentWhen::answered,
                           ""}});
        const auto p = procedure_of(id);
        CHECK(paper(p, "document.not-agreed").to_roles == std::vector<std::string>{"team-manager"});
        CHECK(says(paper(p, "document.not-agreed").note, "practice leader"));
        for (const char* paper_id :
             {"document.action-plan.family", "document.differing-position", "document.not-agreed"})
            CHECK(withholds(paper(p, paper_id), "Who made the report"));
    }
}

TEST_CASE("What goes out with invitations: the agenda to everybody, to each group its own leaflet",
          "[procedure][torbay][REQ-026][REQ-250]") {
    check_papers(
        "torbay-cpp",
        {{"document.agenda", "agenda", "full", {"invited"}, DocumentWhen::always, ""},
         {"document.leaflet.professional",
          "leaflet",
          "professional",
          {"attending-professionals", "absent-professionals"},
          DocumentWhen::always,
          ""},
         {"document.leaflet.family",
          "leaflet",
          "family",
          {"attending-family", "absent-family", "excluded-family"},
          DocumentWhen::always,
          ""},
         {"document.leaflet.child", "leaflet", "child", {"child"}, DocumentWhen::always, ""}});
}

TEST_CASE("The sheet for keying in goes to the client file and never says who made the report",
          "[procedure][victoria][REQ-106][REQ-306]") {
    for (const char* id : {"vic-intake", "vic-2021"}) {
        check_papers(id, {{"document.key-in-sheet",
                           "key-in-sheet",
                           "full",
                           {"client-file"},
                           DocumentWhen::always,
                           ""}});
        CHECK(withholds(paper(procedure_of(id), "document.key-in-sheet"), "Who made the report"));
    }
}

}  // namespace
}  // namespace cpc::procedure
