// SPDX-License-Identifier: Apache-2.0
// Types, outcomes, ways to disagree and notes of the delivered procedures that no other test calls
// by their name, each held against what its requirement says.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "core/procedure/overlay.hpp"
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

TEST_CASE("Victoria: purposes A, B and C, each with what can be agreed and what that needs",
          "[procedure][vic][REQ-005][REQ-169][REQ-170]") {
    for (const char* id : {"vic-intake", "vic-2021"}) {
        const auto p = procedure_of(id);
        for (const auto& [type, basis] :
             {std::pair{"a", "type.a"}, std::pair{"b", "type.b"}, std::pair{"c", "type.c"}}) {
            CHECK(p.type(type)->basis.id == basis);
            CHECK(p.type(type)->events == std::vector<std::string>{"report-received"});
        }
        for (const auto& outcome : p.outcomes) {
            CAPTURE(id, outcome.basis.id);
            const Words types(outcome.types.begin(), outcome.types.end());
            if (outcome.basis.id == "outcome.agreed.classification") {
                CHECK(types == Words{"a"});
                CHECK(outcome.needs == std::vector{Need::category, Need::plan});
            } else if (outcome.basis.id == "outcome.agreed.services") {
                CHECK(types == Words{"b", "c"});
                CHECK(outcome.needs == std::vector{Need::plan});
            } else {
                CHECK(outcome.basis.id == "outcome.not-agreed");
                CHECK(types == Words{"a", "b", "c"});
                CHECK(outcome.needs.empty());
            }
        }
        CHECK(p.outcomes.size() == 3);
        CHECK(p.stage(StageKind::outcome)->basis.id == "stage.outcome");
        CHECK(p.the<ChairRule>().basis.id == "chair.convenes");
    }
}

// A way to disagree: who, about what, and its steps in order.
struct Route {
    const char* procedure;
    const char* id;
    DissentWho who;
    const char* about;
    std::vector<std::string> steps;
    bool still_bound;
};

TEST_CASE("the ways to disagree that are open beside a decision, step by step",
          "[procedure][REQ-020][REQ-267][REQ-272][REQ-274][REQ-351]") {
    const std::vector<Route> routes{
        {"fife-cpcc",
         "dissent.exclusion",
         DissentWho::family,
         "exclusion",
         {"chair", "complaint"},
         true},
        {"sco-ng2023",
         "dissent.exclusion",
         DissentWho::family,
         "exclusion",
         {"chair", "complaint"},
         true},
        {"vic-intake",
         "dissent.outcome",
         DissentWho::professional,
         "decision",
         {"supervisor", "team-manager"},
         true},
        {"vic-2021",
         "dissent.outcome",
         DissentWho::professional,
         "decision",
         {"supervisor", "team-manager"},
         true},
        // An agency that declines what was recommended is not bound by it; it writes why.
        {"abc-ew-register",
         "dissent.recommendation",
         DissentWho::professional,
         "recommendation",
         {"confirm"},
         false},
        {"abc-ew-register",
         "dissent.review-request",
         DissentWho::anyone,
         "early-review",
         {"ask"},
         true}};
    for (const auto& expected : routes) {
        CAPTURE(expected.procedure, expected.id);
        const auto p = procedure_of(expected.procedure);
        const auto found =
            std::find_if(p.dissent_routes.begin(), p.dissent_routes.end(),
                         [&](const auto& route) { return route.basis.id == expected.id; });
        REQUIRE(found != p.dissent_routes.end());
        CHECK(found->who == expected.who);
        CHECK(found->about == expected.about);
        CHECK(found->still_bound == expected.still_bound);
        std::vector<std::string> steps;
        for (const auto& step : found->steps)
            steps.push_back(step.id);
        CHECK(steps == expected.steps);
        CHECK_FALSE(found->receipt.empty());
    }
}

TEST_CASE("the chair of a Fife conference is of the Reviewing Service, or says why not",
          "[procedure][fife][REQ-047]") {
    const auto p = procedure_of("fife-cpcc");
    const auto& chair = p.the<ChairRule>();
    CHECK(chair.basis.id == "chair.reviewing-service");
    REQUIRE(chair.confirmations.size() == 1);
    const auto& item = chair.confirmations.front();
    CHECK(item.weight == Weight::blocking);
    for (const auto& answer : item.answers)
        CHECK(answer.needs_text == (answer.id == "no"));
}

TEST_CASE("transfer is a type of its own in Scotland, counted from the other authority's request",
          "[procedure][fife][law][REQ-003][REQ-167]") {
    for (const char* id : {"fife-cpcc", "sco-ng2023"}) {
        const auto p = procedure_of(id);
        const auto* type = p.type("transfer");
        REQUIRE(type != nullptr);
        CHECK(type->basis.id == "type.transfer");
        CHECK(type->kind == TypeKind::initial);
        CHECK(type->events == std::vector<std::string>{"transfer-request"});
    }
}

TEST_CASE("the overlay asks of a plan whether life, development and the long run get better",
          "[procedure][overlay][REQ-197]") {
    const auto overlay =
        load_overlay(test::read_asset("assets/overlays/rcgp-gp.toml"), "rcgp-gp.toml");
    REQUIRE(overlay.has_value());
    const auto base = procedure_of("torbay-cpp");
    const auto both = attach(base, *overlay);
    REQUIRE(both.has_value());
    const auto& before = base.stage(StageKind::plan)->prompts;
    const auto& prompts = both->stage(StageKind::plan)->prompts;
    REQUIRE(prompts.size() == before.size() + 3);
    CHECK(says(prompts[before.size()], "daily life better"));
    CHECK(says(prompts[before.size() + 1], "child's development"));
    CHECK(says(prompts[before.size() + 2], "in the long run"));
}

TEST_CASE("what counts dates may not even name a network", "[procedure][REQ-232]") {
    // The table that cpc-tidy holds every #include against.
    const auto table = test::read_asset("tests/tidy/includes.txt");
    for (const std::string row :
         {"\nmay core/procedure:", "\nmay app/dates:", "\nmay core/conference:"}) {
        CAPTURE(row);
        const auto at = table.find(row);
        REQUIRE(at != std::string::npos);
        const auto line = table.substr(at + 1, table.find('\n', at + 1) - at - 1);
        CHECK_FALSE(says(line, "sync"));
        CHECK_FALSE(says(line, "platform"));
    }
    CHECK(says(table, "door <curl/>: sync/transport\n"));
}

// Notes are shown and kept, not worked out: what a reader must find in each.
struct Noted {
    const char* file;
    const char* id;
    std::vector<std::string> says;
};

TEST_CASE("the notes that are shown say what their requirement says", "[procedure]") {
    const std::vector<Noted> notes{
        {"procedures/abc-ew-register", "access.sharing", {"without consent", "crime", "protect"}},
        {"procedures/abc-ew-register",
         "record.monitoring",
         {"without names", "in time", "kept out"}},
        {"procedures/abc-ew-register",
         "record.recommendations",
         {"key worker are decisions", "recommendation", "confirmed", "declined"}},
        {"procedures/abc-ew-register", "record.statutory-review", {"record of its own", "result"}},
        {"procedures/fife-cpcc",
         "record.change-needed",
         {"significant change", "conference decides"}},
        {"procedures/fife-cpcc", "record.labels", {"fact", "observation", "allegation", "opinion"}},
        {"procedures/sco-ng2023",
         "record.labels",
         {"fact", "observation", "allegation", "opinion"}},
        {"procedures/fife-cpcc", "record.minuted", {"minuted", "put off"}},
        {"procedures/sco-ng2023", "record.minuted", {"minuted"}},
        {"procedures/fife-cpcc", "record.register", {"at once", "never changed"}},
        {"procedures/sco-ng2023", "record.register", {"at once"}},
        {"procedures/fife-cpcc", "record.requests", {"who asked", "Team Manager", "reasons"}},
        {"procedures/vic-intake", "access.law", {"Children, Youth and Families Act", "Privacy"}},
        {"procedures/vic-2021", "access.law", {"information sharing schemes"}},
        {"procedures/vic-2021", "record.aboriginal-status", {"every child", "write down"}},
        {"procedures/vic-2021", "record.old-table", {"not used any more"}},
        {"procedures/vic-intake", "record.client-file", {"all risk issues", "could not come"}},
        {"procedures/vic-intake", "record.external-request", {"caller's details", "at once"}},
        {"procedures/vic-intake", "record.kpi", {"14 days", "the day", "what was agreed"}},
        {"procedures/vic-intake",
         "record.no-register",
         {"no register", "no core group", "no review"}},
        {"procedures/wal-wsp", "record.words", {"names of their own"}},
        {"overlays/rcgp-gp", "access.gp-record", {"online", "hides"}},
        {"overlays/rcgp-gp", "record.gp-absent", {"without the GP", "read out"}},
        {"overlays/rcgp-gp", "record.gp-contact", {"safeguarding administrator"}},
        {"overlays/rcgp-gp", "record.gp-filing", {"unborn", "mother's"}},
        {"overlays/rcgp-gp", "record.gp-requests", {"sent", "has it", "came"}},
        {"overlays/rcgp-gp", "record.gp-strategy-meeting", {"minutes", "date of a conference"}},
        {"overlays/rcgp-gp", "record.next-date", {"next conference", "reports"}}};
    for (const auto& expected : notes) {
        CAPTURE(expected.file, expected.id);
        const std::string path = "assets/" + std::string(expected.file) + ".toml";
        std::vector<Note> all;
        const auto add = [&](const auto& holder) {
            all = holder.access_notes;
            all.insert(all.end(), holder.record_notes.begin(), holder.record_notes.end());
        };
        if (says(path, "overlays")) {
            const auto overlay = load_overlay(test::read_asset(path), path);
            REQUIRE(overlay.has_value());
            add(*overlay);
        } else {
            add(load_profile(path));
        }
        const auto found = std::find_if(
            all.begin(), all.end(), [&](const auto& note) { return note.basis.id == expected.id; });
        REQUIRE(found != all.end());
        for (const auto& words : expected.says) {
            CAPTURE(words);
            CHECK(says(found->text, words));
        }
    }
}

}  // namespace
}  // namespace cpc::procedure
