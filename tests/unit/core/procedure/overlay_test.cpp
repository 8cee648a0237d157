// SPDX-License-Identifier: Apache-2.0
// The overlay for general practice on the procedures of the United Kingdom: what it adds, what it
// leaves alone, and the dates of scenario 5.12. What is refused: overlay_refused_test.cpp.
#include "core/procedure/overlay.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "support.hpp"

namespace cpc::procedure {
namespace {

using test::at;
using test::calendar_of;
using test::day;
using test::read_asset;

Procedure base(const std::string& path = "assets/procedures/torbay-cpp.toml") {
    auto procedure = load_procedure(read_asset(path), path);
    if (!procedure) FAIL(procedure.error().text());
    return std::move(*procedure);
}
Overlay gp() {
    auto overlay = load_overlay(read_asset("assets/overlays/rcgp-gp.toml"), "rcgp-gp.toml");
    if (!overlay) FAIL(overlay.error().text());
    overlay->hash = "5eed";
    return std::move(*overlay);
}
Procedure with_gp(const Procedure& procedure) {
    auto both = attach(procedure, gp());
    if (!both) FAIL(both.error().text());
    return std::move(*both);
}

Procedure torbay_with_gp() {
    return with_gp(base());
}
std::vector<Procedure> united_kingdom() {
    std::vector<Procedure> list;
    for (const char* name : {"torbay-cpp", "fife-cpcc", "abc-ew-register"})
        list.push_back(base("assets/procedures/" + std::string(name) + ".toml"));
    return list;
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
const RiskField* field(const Procedure& p, const std::string& id) {
    for (const auto& one : p.risk.fields)
        if (one.id == id) return &one;
    return nullptr;
}

Events scenario_5_12() {
    return {
        {"strategy-meeting", day("2027-01-15")}, {"planned-start", at("2027-02-05", "13:00")},
        {"start", at("2027-02-05", "13:00")},    {"close", at("2027-02-05", "14:40")},
        {"core-group", day("2027-02-19")},       {"next-conference", at("2027-05-04", "10:00")}};
}
Deadlines dates(const Procedure& p, const Events& events, const char* type = "initial") {
    Circumstances now;
    now.type = type;
    now.plan = true;
    return compute_deadlines(p, calendar_of(p.region), now, events);
}
std::string of(const Deadlines& all, std::string_view id, std::string_view which = {}) {
    const Deadline* found = all.find(id, which);
    if (found == nullptr) return "none";
    return iso(found->due) + (found->practical ? " / " + iso(*found->practical) : "");
}

TEST_CASE("the overlay attaches to Torbay, is named in it once, and leaves its name and hash",
          "[procedure][overlay][REQ-006]") {
    const Procedure both = torbay_with_gp();
    CHECK(validate(both).empty());
    CHECK(both.id == "torbay-cpp");
    CHECK(both.edition == base().edition);
    CHECK(both.overlays == std::vector<std::string>{"rcgp-gp"});
    CHECK(both.overlay_hashes == std::vector<std::string>{"5eed"});
    CHECK(base().overlays.empty());
    const auto twice = attach(both, gp());
    REQUIRE_FALSE(twice.has_value());
    CHECK(twice.error().what == "The overlay \"rcgp-gp\" is attached to torbay-cpp already.");
}

void check_same_decision(const DecisionRule& before, const DecisionRule& after) {
    CHECK(after.basis.id == before.basis.id);
    CHECK(after.basis.status == before.basis.status);
    CHECK(after.basis.requirements == before.basis.requirements);
    CHECK(after.unit == before.unit);
    CHECK(after.method == before.method);
    CHECK(after.chair_override == before.chair_override);
    CHECK(after.override_rule_code == before.override_rule_code);
    CHECK(after.reasons_chars_min == before.reasons_chars_min);
    CHECK(after.referral == before.referral);
    CHECK(after.fixed.size() == before.fixed.size());
    CHECK(after.sentence == before.sentence);
    REQUIRE(after.ballots.size() == before.ballots.size());
    for (std::size_t i = 0; i < before.ballots.size(); ++i)
        CHECK(after.ballots[i].status_question == before.ballots[i].status_question);
}

TEST_CASE("the overlay leaves the decision rule and the outcomes of every UK procedure alone",
          "[procedure][overlay][REQ-006]") {
    for (const Procedure& before : united_kingdom()) {
        CAPTURE(before.id);
        const Procedure after = with_gp(before);
        check_same_decision(before.the<DecisionRule>(), after.the<DecisionRule>());
        CHECK(after.rules.size() == before.rules.size());
        const auto& quorum = before.the<QuorumRule>();
        CHECK(after.the<QuorumRule>().agency_groups == quorum.agency_groups);
        CHECK(after.the<QuorumRule>().other_agencies_least == quorum.other_agencies_least);
        REQUIRE(after.outcomes.size() == before.outcomes.size());
        for (std::size_t i = 0; i < before.outcomes.size(); ++i)
            CHECK(after.outcomes[i].needs == before.outcomes[i].needs);
    }
}

TEST_CASE("the overlay leaves the voters as they are, and new roles count by the base's own rule",
          "[procedure][overlay][REQ-006]") {
    for (const Procedure& before : united_kingdom()) {
        CAPTURE(before.id);
        const Procedure after = with_gp(before);
        REQUIRE(after.roles.size() >= before.roles.size());
        for (std::size_t i = 0; i < after.roles.size(); ++i) {
            const Role& role = after.roles[i];
            CAPTURE(role.id);
            if (i >= before.roles.size()) {
                CHECK(role.counted == (role.group == RoleGroup::professional));
                continue;
            }
            CHECK(role.id == before.roles[i].id);
            CHECK(role.group == before.roles[i].group);
            CHECK(role.counted == before.roles[i].counted);
        }
    }
}

TEST_CASE("the overlay leaves every limit of every UK procedure as it is",
          "[procedure][overlay][REQ-006]") {
    for (const Procedure& before : united_kingdom()) {
        const Procedure after = with_gp(before);
        REQUIRE(after.deadlines.size() >= before.deadlines.size());
        for (std::size_t i = 0; i < before.deadlines.size(); ++i) {
            CAPTURE(before.id, before.deadlines[i].basis.id, before.deadlines[i].which);
            CHECK(after.deadlines[i].basis.id == before.deadlines[i].basis.id);
            CHECK(after.deadlines[i].which == before.deadlines[i].which);
            CHECK(after.deadlines[i].kind.index() == before.deadlines[i].kind.index());
            CHECK(after.deadlines[i].from == before.deadlines[i].from);
            CHECK(after.deadlines[i].types == before.deadlines[i].types);
            CHECK(after.deadlines[i].guide == before.deadlines[i].guide);
            // A standing may only get better, and only where the base was silent.
            if (before.deadlines[i].basis.status == Status::source) {
                CHECK(after.deadlines[i].basis.status == Status::source);
                CHECK(after.deadlines[i].basis.cites == before.deadlines[i].basis.cites);
            }
        }
    }
}

TEST_CASE("with the overlay every date that Torbay counts comes out the same",
          "[procedure][overlay][REQ-006][REQ-209]") {
    const Procedure before = base();
    const Procedure after = torbay_with_gp();
    Events events = scenario_5_12();
    events["initial-conference"] = day("2027-02-05");
    events["previous-review"] = day("2027-02-05");
    for (const char* type : {"initial", "review"}) {
        const Deadlines plain = dates(before, events, type);
        const Deadlines with = dates(after, events, type);
        CHECK(plain.counted.size() >= 6);
        for (const auto& deadline : plain.counted) {
            CAPTURE(deadline.id, deadline.which);
            CHECK(of(with, deadline.id, deadline.which) == of(plain, deadline.id, deadline.which));
            CHECK(with.find(deadline.id, deadline.which)->counting_text == deadline.counting_text);
        }
    }
}

TEST_CASE("Torbay's silent review limits keep their dates and stand on the RCGP's page",
          "[procedure][overlay][REQ-219]") {
    const Procedure both = torbay_with_gp();
    int reviews = 0;
    for (const auto& limit : both.deadlines) {
        if (limit.basis.id != "TOR-T07") continue;
        CAPTURE(limit.which);
        CHECK(limit.basis.status == Status::source);
        CHECK(limit.basis.cites.find("RCGP") != std::string::npos);
        CHECK(std::count(limit.basis.requirements.begin(), limit.basis.requirements.end(),
                         "REQ-219") == 1);
        ++reviews;
    }
    CHECK(reviews == 5);
    // Other defaults stay defaults.
    CHECK(both.basis("TOR-T08")->status == Status::by_default);
    CHECK(both.basis("quorum")->status == Status::by_default);
}

TEST_CASE("a base that is not silent about reviews keeps its own standing",
          "[procedure][overlay][REQ-219]") {
    Procedure speaks = base();
    for (auto& limit : speaks.deadlines)
        if (limit.basis.id == "TOR-T07") limit.basis.status = Status::source;
    const auto both = attach(speaks, gp());
    REQUIRE(both.has_value());
    CHECK(both->deadline("TOR-T07", "first")->basis.cites.find("RCGP") == std::string::npos);
    Procedure other = base();
    for (auto& limit : other.deadlines)
        if (limit.basis.id == "TOR-T07") limit.kind = MonthsAfter{4};
    const auto with_four = attach(other, gp());
    REQUIRE(with_four.has_value());
    CHECK(with_four->deadline("TOR-T07", "first")->basis.status == Status::by_default);
}

TEST_CASE("scenario 5.12: the conference, its report, its papers and its core group",
          "[procedure][overlay][scenario][REQ-204][REQ-212][REQ-220][REQ-221][REQ-223][REQ-225]") {
    const Deadlines all = dates(torbay_with_gp(), scenario_5_12());
    CHECK(of(all, "TOR-T01") == "2027-02-05");
    CHECK(of(all, "TOR-T02") == "2027-02-04T13:00:00+00:00");
    CHECK(of(all, "TOR-T03") == "2027-02-06T14:40:00+00:00 / 2027-02-05T17:00:00+00:00");
    CHECK(of(all, "TOR-T04") == "2027-02-19");
    CHECK(of(all, "TOR-T05") == "2027-03-19");
    CHECK(of(all, "TOR-T07", "first") == "2027-05-05");
    CHECK(all.find("TOR-T07", "first")->status == Status::source);
    CHECK(of(all, "TOR-T08") == "2027-02-26");
    CHECK(all.find("TOR-T04")->counting_text ==
          "Fri 5 Feb 2027 is day 0; 6–7 Feb weekend, 8 Feb = 1, 9 Feb = 2, 10 Feb = 3, "
          "11 Feb = 4, 12 Feb = 5, 13–14 Feb weekend, 15 Feb = 6, 16 Feb = 7, 17 Feb = 8, "
          "18 Feb = 9, 19 Feb = 10");
}

TEST_CASE("scenario 5.12: the GP's report for the next conference and its two reminders",
          "[procedure][overlay][scenario][REQ-246][REQ-355]") {
    const Deadlines all = dates(torbay_with_gp(), scenario_5_12());
    // Mon 3 May is a holiday, so in practice Fri 30 Apr at 17:00.
    CHECK(of(all, "GP-T02") == "2027-05-03T10:00:00+01:00 / 2027-04-30T17:00:00+01:00");
    CHECK(all.find("GP-T02")->status == Status::source);
    CHECK(all.find("GP-T02")->cites.find("TOR-T02") != std::string::npos);
    CHECK(in_words(all.find("GP-T02", "three-weeks")->due) == "Tue 13 Apr 2027");
    CHECK(in_words(all.find("GP-T02", "one-week")->due) == "Tue 27 Apr 2027");
    CHECK(all.find("GP-T02", "one-week")->status == Status::by_default);
    CHECK(of(all, "GP-T01") == "none");  // waits for the day the minutes arrive
    Events later = scenario_5_12();
    later["minutes-received"] = day("2027-02-26");
    CHECK(of(dates(torbay_with_gp(), later), "GP-T01") == "2027-02-26");
}

TEST_CASE("the GP's report takes each base's own time for reports",
          "[procedure][overlay][REQ-246][REQ-355]") {
    const Procedure fife = with_gp(base("assets/procedures/fife-cpcc.toml"));
    const Events next{{"next-conference", at("2027-05-04", "10:00")}};
    Circumstances now;
    now.type = "initial";
    const auto all = compute_deadlines(fife, calendar_of(fife.region), now, next);
    // 48 hours before Tue 4 May 10:00 is a Sunday; Mon 3 May is a holiday.
    CHECK(of(all, "GP-T02") == "2027-05-02T10:00:00+01:00 / 2027-04-30T17:00:00+01:00");
}

TEST_CASE("a report limit that a base has by default stays a default for the GP's report",
          "[procedure][overlay][REQ-008]") {
    Procedure silent = base();
    for (auto& limit : silent.deadlines)
        if (limit.basis.id == "TOR-T02") limit.basis.status = Status::by_default;
    const auto both = attach(silent, gp());
    REQUIRE(both.has_value());
    CHECK(both->deadline("GP-T02")->basis.status == Status::by_default);
}

TEST_CASE("with the overlay everyone on the RCGP's list can be invited",
          "[procedure][overlay][REQ-032]") {
    const Procedure both = torbay_with_gp();
    const auto has = [&](const std::set<std::string>& any_of_these) {
        return std::any_of(any_of_these.begin(), any_of_these.end(),
                           [&](const auto& id) { return both.role(id) != nullptr; });
    };
    CHECK(has({"midwife"}));
    CHECK(has({"paediatrician"}));
    CHECK(has({"mental-health", "adult-mental-health"}));
    CHECK(has({"family-support"}));
    CHECK(has({"substance-misuse", "addiction-worker"}));
    CHECK(has({"youth-justice", "youth-offending"}));
    CHECK(has({"young-carers"}));
    CHECK(has({"family-lawyer", "solicitor"}));
    CHECK(has({"social-care-lawyer", "legal-adviser"}));
    // Nobody stands there twice under two names.
    CHECK(both.role("substance-misuse") == nullptr);
    CHECK(both.role("youth-justice") == nullptr);
    CHECK_FALSE(both.role("gp")->prompts.empty());
}

TEST_CASE("with the overlay the chair is the Independent Reviewing Officer",
          "[procedure][overlay][REQ-048]") {
    const Procedure both = torbay_with_gp();
    CHECK(both.terms.chair == "Independent Reviewing Officer (IRO)");
    CHECK(both.role("chair")->label == "Independent Reviewing Officer (IRO)");
    CHECK(base().terms.chair == "Independent Chairperson");
}

TEST_CASE("the practice gets its copy with the minutes, its list of actions and the end of a plan",
          "[procedure][overlay][REQ-244][REQ-356][REQ-357][REQ-366]") {
    const Procedure both = torbay_with_gp();
    const auto* copy = document(both, "document.gp-copy");
    REQUIRE(copy != nullptr);
    CHECK(copy->to == std::vector{Recipient::gp});
    CHECK(copy->when == DocumentWhen::always);
    CHECK(copy->deadline == "TOR-T08");
    const auto* list = document(both, "document.gp-action-list");
    REQUIRE(list != nullptr);
    CHECK(list->when == DocumentWhen::plan);
    CHECK(list->note.find("social worker at once") != std::string::npos);
    const auto* end = document(both, "document.gp-plan-ended");
    REQUIRE(end != nullptr);
    CHECK(end->when == DocumentWhen::plan_ended);
    CHECK(document(both, "document.gp-ways-to-take-part")->to_roles ==
          std::vector<std::string>{"gp"});
}

TEST_CASE("the stages ask how the GP takes part, what was offered, and which practice it is",
          "[procedure][overlay][REQ-354][REQ-358][REQ-359]") {
    const Procedure both = torbay_with_gp();
    const auto* part = point(both, StageKind::information, "gp-takes-part");
    REQUIRE(part != nullptr);
    CHECK(part->weight == Weight::blocking);
    std::set<std::string> answers;
    for (const auto& answer : part->answers)
        answers.insert(answer.id);
    for (const char* id : {"telephone", "video", "written-report", "briefed-another"})
        CHECK(answers.count(id) == 1);
    CHECK(point(both, StageKind::introductions, "gp-alternatives-offered")->needs_text);
    const auto* practice = point(both, StageKind::close, "gp-practice");
    REQUIRE(practice != nullptr);
    CHECK(practice->per_child);
    // The base's own points stand first and unchanged.
    CHECK(point(both, StageKind::information, "each-person") != nullptr);
    CHECK(both.stage(StageKind::information)->checklist.front().id == "enquiry-outcome");
}

TEST_CASE("the risk record asks for what the RCGP names, and never for less than the base",
          "[procedure][overlay][REQ-116][REQ-117]") {
    const Procedure plain = base();
    const Procedure both = torbay_with_gp();
    for (const char* id : {"lived-experience", "harmful-behaviour", "parents-understanding",
                           "must-change", "capacity-to-protect", "capacity-to-meet-needs"}) {
        CAPTURE(id);
        REQUIRE(field(both, id) != nullptr);
        CHECK(field(both, id)->need == FieldNeed::must);
    }
    for (const auto& own : plain.risk.fields) {
        CAPTURE(own.id);
        REQUIRE(field(both, own.id) != nullptr);
        CHECK(field(both, own.id)->need <= own.need);
        CHECK(field(both, own.id)->label == own.label);
    }
}

TEST_CASE("the plan has the RCGP's five parts, once each", "[procedure][overlay][REQ-179]") {
    const Procedure both = torbay_with_gp();
    const auto& plan = both.the<PlanRule>();
    std::multiset<std::string> sections;
    for (const auto& section : plan.sections)
        sections.insert(section.id);
    for (const char* id : {"change", "needs", "people", "times", "support"})
        CHECK(sections.count(id) == 1);
    CHECK(plan.action_outcome);
    CHECK(plan.action_date);
}

TEST_CASE("every requirement of general practice is carried out somewhere",
          "[procedure][overlay]") {
    const Procedure both = torbay_with_gp();
    std::set<std::string> named;
    const auto add = [&](const auto& parts) {
        for (const auto& part : parts)
            named.insert(part.basis.requirements.begin(), part.basis.requirements.end());
    };
    add(both.stages);
    add(both.deadlines);
    add(both.documents);
    add(both.record_notes);
    add(both.access_notes);
    for (const auto& rule : both.rules)
        named.insert(basis_of(rule).requirements.begin(), basis_of(rule).requirements.end());
    for (const auto& stage : both.stages)
        for (const auto& item : stage.checklist)
            named.insert(item.requirement);
    for (int number = 354; number <= 366; ++number) {
        CAPTURE(number);
        CHECK(named.count("REQ-" + std::to_string(number)) == 1);
    }
    for (const char* id : {"REQ-063", "REQ-064", "REQ-069", "REQ-101", "REQ-102", "REQ-158",
                           "REQ-179", "REQ-192", "REQ-197", "REQ-219", "REQ-244", "REQ-246"}) {
        CAPTURE(id);
        CHECK(named.count(id) == 1);
    }
}

}  // namespace
}  // namespace cpc::procedure
