// SPDX-License-Identifier: Apache-2.0
// Victoria: the edition of the 2016 advice, the edition of today's law, and the dates of
// scenario 5.11.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "profiles_support.hpp"

namespace cpc::procedure {
namespace {

using test::at;
using test::calendar_of;
using test::day;
using test::family_texts;
using test::read_asset;

constexpr const char* melbourne = "Australia/Melbourne";

Procedure load(const std::string& path) {
    auto procedure = load_procedure(read_asset(path), path);
    if (!procedure) FAIL(procedure.error().text());
    return std::move(*procedure);
}
Procedure intake() {
    return load("assets/procedures/vic-intake.toml");
}
Procedure current() {
    return load("assets/procedures/vic-2021.toml");
}

// Every requirement that any part of the procedure names.
std::set<std::string> requirements_of(const Procedure& p) {
    std::set<std::string> all;
    const auto add_basis = [&](const Basis& basis) {
        all.insert(basis.requirements.begin(), basis.requirements.end());
    };
    const auto add = [&](const auto& parts) {
        for (const auto& part : parts)
            add_basis(part.basis);
    };
    add(p.types);
    add(p.stages);
    add(p.outcomes);
    add(p.deadlines);
    add(p.documents);
    add(p.dissent_routes);
    add(p.access_notes);
    add(p.record_notes);
    add_basis(p.risk.basis);
    for (const auto& rule : p.rules)
        add_basis(basis_of(rule));
    for (const auto& stage : p.stages)
        for (const auto& item : stage.checklist)
            all.insert(item.requirement);
    for (const auto& item : p.the<ChairRule>().confirmations)
        all.insert(item.requirement);
    for (const auto& field : p.risk.fields)
        all.insert(field.requirement);
    for (const auto& statement : p.statements)
        all.insert(statement.requirement);
    return all;
}

const ChecklistItem* point(const Procedure& p, StageKind kind, const std::string& id) {
    for (const auto& item : p.stage(kind)->checklist)
        if (item.id == id) return &item;
    return nullptr;
}
const DocumentRule* document(const Procedure& p, const std::string& id) {
    for (const auto& rule : p.documents)
        if (rule.basis.id == id) return &rule;
    return nullptr;
}
bool permitted(const PermittedRule& rule, const std::string& invitee_class, const char* type) {
    return std::any_of(rule.table.begin(), rule.table.end(), [&](const PermittedRow& row) {
        return row.invitee_class == invitee_class &&
               std::find(row.types.begin(), row.types.end(), type) != row.types.end();
    });
}

struct Dates {
    Procedure procedure;
    Calendar calendar = calendar_of("AU-VIC");

    std::string of(const char* id, const Circumstances& now, const Events& events) const {
        const Deadlines all = compute_deadlines(procedure, calendar, now, events);
        const Deadline* found = all.find(id);
        if (found == nullptr) return "none";
        return iso(found->due) + (found->practical ? " / " + iso(*found->practical) : "") +
               (found->guide ? " guide" : "");
    }
};

Circumstances type_of(const char* type) {
    Circumstances now;
    now.type = type;
    return now;
}
const Events& scenario_5_11() {
    static const Events events{{"report-received", day("2026-10-28")},
                               {"planned-start", at("2026-11-05", "10:00", melbourne)},
                               {"start", at("2026-11-05", "10:00", melbourne)},
                               {"close", at("2026-11-05", "11:15", melbourne)}};
    return events;
}

TEST_CASE(
    "Victoria offers the purposes A, B and C, with nothing of a register, a core group or "
    "a review",
    "[procedure][vic][REQ-005]") {
    for (const Procedure& p : {intake(), current()}) {
        CAPTURE(p.id);
        CHECK(validate(p).empty());
        REQUIRE(p.types.size() == 3);
        for (const char* id : {"a", "b", "c"}) {
            REQUIRE(p.type(id) != nullptr);
            CHECK(p.type(id)->kind == TypeKind::intake);
            for (const auto* outcome : p.outcomes_for(id)) {
                CHECK_FALSE(outcome->under_status);
                CHECK(outcome->register_status.empty());
                for (const Need need : outcome->needs)
                    CHECK((need == Need::category || need == Need::plan));
            }
        }
        CHECK(p.find<CoreGroupRule>() == nullptr);
        CHECK(p.find<ReviewRule>() == nullptr);
        CHECK(p.find<LeadWorkerRule>() == nullptr);
        CHECK(p.stage(StageKind::decision) == nullptr);
        std::string order;
        for (const auto& stage : p.stages)
            order += std::string(stage_word(stage.kind)) + " ";
        CHECK(order == "introductions information risk outcome plan close ");
        for (const auto& document : p.documents)
            CHECK(std::count(document.to.begin(), document.to.end(), Recipient::core_group) == 0);
    }
}

TEST_CASE(
    "in Victoria an outcome is agreed or not agreed; nobody is counted and the chair never "
    "decides",
    "[procedure][vic][REQ-169][REQ-170]") {
    for (const Procedure& p : {intake(), current()}) {
        CAPTURE(p.id);
        const auto& decision = p.the<DecisionRule>();
        CHECK(decision.method == Method::agreed_outcome);
        CHECK(decision.chair_override == ChairOverride::none);
        CHECK(decision.ballots.empty());
        CHECK(std::none_of(p.roles.begin(), p.roles.end(),
                           [](const Role& role) { return role.counted; }));
        std::set<OutcomeKind> kinds;
        for (const auto& outcome : p.outcomes)
            kinds.insert(outcome.kind);
        CHECK(kinds == std::set{OutcomeKind::agreed_outcome, OutcomeKind::not_agreed});
        const auto* supervisor = point(p, StageKind::outcome, "endorsing-supervisor");
        REQUIRE(supervisor != nullptr);
        CHECK(supervisor->weight == Weight::blocking);
        CHECK(supervisor->needs_text);
        CHECK(point(p, StageKind::outcome, "differing-positions")->per_child);
    }
}

TEST_CASE(
    "services, case manager and the way back are asked for by classification in A and "
    "always in B and C",
    "[procedure][vic][REQ-169][REQ-198]") {
    const Procedure p = intake();
    const std::vector<std::string> helped{"child-wellbeing", "unborn-child", "no-further-action"};
    for (const char* id : {"services-by-classification", "case-manager-by-classification",
                           "re-report-by-classification"}) {
        CAPTURE(id);
        const auto* item = point(p, StageKind::outcome, id);
        REQUIRE(item != nullptr);
        CHECK(item->types == std::vector<std::string>{"a"});
        CHECK(item->categories == helped);
        CHECK(item->needs_text);
        CHECK(item->weight == Weight::blocking);
        CHECK(item->outcomes == std::vector{OutcomeKind::agreed_outcome});
    }
    for (const char* id : {"services", "case-manager", "closing"}) {
        CAPTURE(id);
        const auto* item = point(p, StageKind::outcome, id);
        REQUIRE(item != nullptr);
        CHECK(item->types == std::vector<std::string>{"b", "c"});
        CHECK(item->categories.empty());
        CHECK(item->weight == Weight::blocking);
    }
}

TEST_CASE("protective intervention is not offered for an unborn child",
          "[procedure][vic][REQ-381]") {
    for (const Procedure& p : {intake(), current()}) {
        const auto& rule = p.the<CategoryRule>();
        CHECK(rule.not_unborn == std::vector<std::string>{"protective-intervention"});
        CHECK_FALSE(rule.several);
        CHECK(rule.categories.size() == 4);
    }
}

TEST_CASE("section 35 permits classes by purpose, as data, and today's edition has no such table",
          "[procedure][vic][REQ-059][REQ-060]") {
    const Procedure p = intake();
    const auto* rule = p.find<PermittedRule>();
    REQUIRE(rule != nullptr);
    CHECK(rule->types == std::vector<std::string>{"a", "b"});
    for (const char* id : {"community-based-service", "community-service", "service-agency"}) {
        CHECK(permitted(*rule, id, "a"));
        CHECK(permitted(*rule, id, "b"));
    }
    CHECK(permitted(*rule, "information-holder", "a"));
    CHECK_FALSE(permitted(*rule, "information-holder", "b"));  // scenario 5.11, variant b
    // The neighbour of scenario 5.11 needs a class, and there is none for a private person.
    const auto& exempt = rule->exempt_roles;
    CHECK(std::count(exempt.begin(), exempt.end(), "neighbour") == 0);
    CHECK(std::count(exempt.begin(), exempt.end(), "convening-practitioner") == 1);

    const Procedure now = current();
    CHECK(now.find<PermittedRule>() == nullptr);
    const auto* belief = point(now, StageKind::information, "belief");
    REQUIRE(belief != nullptr);
    CHECK(belief->weight == Weight::blocking);
    CHECK(belief->needs_text);
    CHECK(point(p, StageKind::information, "belief") == nullptr);
}

TEST_CASE("opening needs one of the five circumstances and the date of the report",
          "[procedure][vic][REQ-013][REQ-228]") {
    for (const Procedure& p : {intake(), current()})
        for (const auto& type : p.types) {
            CHECK(type.opening_choices.size() == 5);
            CHECK(type.opening_choices_least == 1);
            CHECK(type.events == std::vector<std::string>{"report-received"});
        }
}

TEST_CASE("nobody can be listed as the person who made the report, and no paper names them",
          "[procedure][vic][REQ-292]") {
    for (const Procedure& p : {intake(), current()}) {
        for (const auto& role : p.roles) {
            CHECK(role.id.find("report") == std::string::npos);
            CHECK(role.label.find("eport") == std::string::npos);
            CHECK(role.id.find("referr") == std::string::npos);
        }
        for (const auto& document : p.documents) {
            CAPTURE(document.basis.id);
            CHECK(std::count(document.withheld.begin(), document.withheld.end(),
                             "Who made the report") == 1);
        }
    }
}

TEST_CASE("the risk record keeps harm now and later apart for safety, development and wellbeing",
          "[procedure][vic][REQ-118][REQ-119][REQ-130]") {
    const Procedure p = intake();
    std::set<std::string> must;
    for (const auto& field : p.risk.fields)
        if (field.need == FieldNeed::must) must.insert(field.id);
    for (const char* id : {"existing", "existing-development", "existing-wellbeing", "likely",
                           "likely-development", "likely-wellbeing", "protective-factors", "needs"})
        CHECK(must.count(id) == 1);
}

TEST_CASE("a conference about an unborn child asks for the supervisor, the mother and her consent",
          "[procedure][vic][REQ-378][REQ-379][REQ-380]") {
    for (const Procedure& p : {intake(), current()}) {
        CAPTURE(p.id);
        int before_the_start = 0;
        for (const auto& item : p.the<ChairRule>().confirmations)
            if (item.flags == std::vector<std::string>{"unborn"}) {
                CHECK(item.weight == Weight::blocking);
                ++before_the_start;
            }
        CHECK(before_the_start == 5);  // supervisor, practice leader, three agreements
        const auto& must = p.the<QuorumRule>().must_attend;
        REQUIRE(must.size() == 1);
        CHECK(must[0].role == "mother");
        CHECK(must[0].flags == std::vector<std::string>{"unborn"});
        CHECK(must[0].invited_first);
        CHECK_FALSE(must[0].exception);
        for (const char* id : {"father", "partner", "family-member"}) {
            const auto& consent = p.role(id)->consent;
            REQUIRE(consent.has_value());
            CHECK(consent->flags == std::vector<std::string>{"unborn"});
            const auto name = consent->answer.substr(0, consent->answer.find('='));
            const auto& own = p.the<ChairRule>().confirmations;
            const auto asked = std::find_if(own.begin(), own.end(),
                                            [&](const auto& item) { return item.id == name; });
            REQUIRE(asked != own.end());
            for (const auto& answer : asked->answers)
                CHECK(answer.needs_text == (answer.id != "nobody" && answer.id != "not-agreed"));
        }
        CHECK_FALSE(p.role("mother")->consent.has_value());
    }
}

TEST_CASE("the action plan goes to those who took part and to those who could not",
          "[procedure][vic][REQ-245][REQ-306]") {
    const Procedure p = intake();
    const auto* plan = document(p, "document.action-plan.professional");
    REQUIRE(plan != nullptr);
    CHECK(plan->to ==
          std::vector{Recipient::attending_professionals, Recipient::absent_professionals});
    CHECK(plan->deadline == "VIC-T02");
    const auto* file = document(p, "document.client-file");
    REQUIRE(file != nullptr);
    CHECK(file->to == std::vector{Recipient::client_file});
}

TEST_CASE("every requirement that comes from the Victorian advice is carried out somewhere",
          "[procedure][vic]") {
    const auto named = requirements_of(intake());
    for (const char* id :
         {"REQ-005", "REQ-013", "REQ-014", "REQ-015", "REQ-016", "REQ-059", "REQ-060",
          "REQ-065", "REQ-103", "REQ-105", "REQ-106", "REQ-118", "REQ-119", "REQ-130",
          "REQ-169", "REQ-170", "REQ-198", "REQ-228", "REQ-245", "REQ-272", "REQ-291",
          "REQ-292", "REQ-306", "REQ-352", "REQ-378", "REQ-379", "REQ-380", "REQ-381"}) {
        CAPTURE(id);
        CHECK(named.count(id) == 1);
    }
}

TEST_CASE("scenario 5.11: the fourteen days, with both kinds of day counted",
          "[procedure][vic][scenario][REQ-016][REQ-204][REQ-228]") {
    const Dates dates{intake()};
    CHECK(dates.of("VIC-T01", type_of("a"), scenario_5_11()) == "2026-11-11");
    const auto days = dates.calendar.working_days_after(day("2026-10-28"), 9);
    REQUIRE(days.has_value());
    CHECK(days->last == day("2026-11-11"));
    CHECK(counting_line(days->days) ==
          "29 Oct = 1, 30 Oct = 2, 31 Oct–1 Nov weekend, 2 Nov = 3, "
          "3 Nov skipped (Melbourne Cup Day), 4 Nov = 4, 5 Nov = 5, 6 Nov = 6, 7–8 Nov weekend, "
          "9 Nov = 7, 10 Nov = 8, 11 Nov = 9");
    CHECK(day("2026-10-28") + 8 == day("2026-11-05"));  // 8 of the 14 used on the day
}

TEST_CASE("scenario 5.11: the action plan five working days after the close",
          "[procedure][vic][scenario][REQ-245]") {
    const Dates dates{intake()};
    CHECK(dates.of("VIC-T02", type_of("a"), scenario_5_11()) == "2026-11-12");
    const auto all =
        compute_deadlines(dates.procedure, dates.calendar, type_of("a"), scenario_5_11());
    CHECK(all.find("VIC-T02")->counting_text ==
          "Thu 5 Nov 2026 is day 0; 6 Nov = 1, 7–8 Nov weekend, 9 Nov = 2, 10 Nov = 3, "
          "11 Nov = 4, 12 Nov = 5");
    CHECK(all.find("VIC-T02")->status == Status::by_default);
    CHECK(all.find("VIC-T01")->status == Status::source);
}

TEST_CASE("three days to classification are a note under the advice and a limit today",
          "[procedure][vic][REQ-008]") {
    const Events& events = scenario_5_11();
    CHECK(Dates{intake()}.of("VIC-T03", type_of("a"), events) == "2026-10-31 / 2026-10-30 guide");
    CHECK(Dates{current()}.of("VIC-T03", type_of("a"), events) == "2026-10-31 / 2026-10-30");
    CHECK(Dates{current()}.of("VIC-T03", type_of("c"), events) == "none");
}

TEST_CASE("today an urgent report has two days, and the fourteen are then a guide",
          "[procedure][vic][REQ-016]") {
    const Dates dates{current()};
    Circumstances urgent = type_of("a");
    urgent.flags.insert("urgent");
    CHECK(dates.of("VIC-T04", type_of("a"), scenario_5_11()) == "none");
    CHECK(dates.of("VIC-T04", urgent, scenario_5_11()) == "2026-10-30");
    CHECK(dates.of("VIC-T01", urgent, scenario_5_11()) == "2026-11-11 guide");
    CHECK(dates.of("VIC-T01", type_of("a"), scenario_5_11()) == "2026-11-11");
}

TEST_CASE("what today's edition takes over unchecked from 2016 says so",
          "[procedure][vic][REQ-008]") {
    const Procedure p = current();
    CHECK(p.basis("decision")->status == Status::not_verified);
    CHECK(p.basis("record.holidays")->status == Status::not_verified);
    for (const char* id : {"VIC-T01", "VIC-T03", "VIC-T04", "classification", "stage.information",
                           "access.reporter", "record.unborn"})
        CHECK(p.basis(id)->status == Status::source);
    CHECK(p.basis("VIC-T02")->status == Status::by_default);
    // Risk is assessed in A only; an unborn child comes under B or C.
    for (const auto& field : p.risk.fields)
        if (field.requirement == "REQ-130") CHECK(field.types == std::vector<std::string>{"a"});
}

TEST_CASE("the words a family may read in Victoria avoid the trade's",
          "[procedure][vic][REQ-076]") {
    for (const Procedure& p : {intake(), current()}) {
        const auto texts = family_texts(p);
        for (const auto& text : texts)
            for (const char* word :
                 {"vote", "dissent", "registration", "multi-agency", "pursuant", "KPI", "CYFA"}) {
                CAPTURE(text, word);
                CHECK(text.find(word) == std::string::npos);
            }
    }
}

}  // namespace
}  // namespace cpc::procedure
