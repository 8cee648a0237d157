// SPDX-License-Identifier: Apache-2.0
// The editions of current law in England, Wales and Scotland: how sure each rule is, their words,
// and one worked example of dates each.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "profiles_support.hpp"

namespace cpc::procedure {
namespace {

using test::at;
using test::calendar_of;
using test::day;
using test::Words;

Procedure england() {
    return test::load_profile("assets/procedures/eng-wt2023.toml");
}
Procedure wales() {
    return test::load_profile("assets/procedures/wal-wsp.toml");
}
Procedure scotland() {
    return test::load_profile("assets/procedures/sco-ng2023.toml");
}

// The ids of all rules of one standing; a limit's parts share theirs.
Words standing(const Procedure& p, Status status) {
    Words out;
    for (const Basis* basis : test::all_bases(p))
        if (basis->status == status) out.insert(basis->id);
    return out;
}

bool says(const std::string& text, const char* words) {
    return text.find(words) != std::string::npos;
}

// "2027-04-01", with "guide" where it binds nobody; "none" where the limit is not there.
class Counted {
  public:
    Counted(const Procedure& p, const char* type, const Events& events, Words flags = {})
        : calendar_(calendar_of(p.region)) {
        Circumstances now;
        now.type = type;
        now.flags.insert(flags.begin(), flags.end());
        now.plan = true;
        all_ = compute_deadlines(p, calendar_, now, events);
    }
    std::string of(const char* id, const char* which = "") const {
        const Deadline* found = all_.find(id, which);
        if (found == nullptr) return "none";
        return iso(found->due) + (found->guide ? " guide" : "");
    }

  private:
    Calendar calendar_;
    Deadlines all_;
};

TEST_CASE("in England only what was read in a named public page is marked as the source's",
          "[procedure][law][REQ-008]") {
    const Procedure p = england();
    CHECK(standing(p, Status::source) == Words{"access.exceptions", "access.for-child",
                                               "access.own", "key-worker", "outcome.place",
                                               "record.multi-agency-teams", "record.national-text",
                                               "record.partners"});
    CHECK(standing(p, Status::not_verified) == Words{"ENG-T01",
                                                     "ENG-T03",
                                                     "ENG-T04",
                                                     "ENG-T07",
                                                     "ENG-T08",
                                                     "ENG-T09",
                                                     "ENG-T10",
                                                     "ENG-T11",
                                                     "category",
                                                     "core-group",
                                                     "decision",
                                                     "observer",
                                                     "quorum",
                                                     "record.iro",
                                                     "record.multi-agency-teams.chair",
                                                     "record.professional-dissent",
                                                     "record.shared-databases",
                                                     "record.sharing",
                                                     "review",
                                                     "supporter"});
}

TEST_CASE("in Wales the conference's day and the record's twenty days are not verified",
          "[procedure][law][REQ-008]") {
    const Procedure p = wales();
    CHECK(standing(p, Status::not_verified) == Words{"WAL-T01", "WAL-T08"});
    CHECK(standing(p, Status::source) == Words{"WAL-T03",
                                               "WAL-T04",
                                               "WAL-T05",
                                               "WAL-T07",
                                               "WAL-T10",
                                               "access.exceptions",
                                               "access.for-child",
                                               "access.own",
                                               "category",
                                               "core-group",
                                               "document.decision-sheet.professional",
                                               "key-worker",
                                               "outcome.place",
                                               "quorum",
                                               "record.dissent",
                                               "record.each-child",
                                               "record.language",
                                               "record.minute-taker",
                                               "record.two-agencies",
                                               "review",
                                               "stage.decision"});
    CHECK(p.basis("decision")->status == Status::by_default);
}

TEST_CASE("in Scotland first review, transfer and the meeting after the register are not verified",
          "[procedure][law][REQ-008]") {
    const Procedure p = scotland();
    Words
        not_verified;  // SCO-T04 has a part that the Guidance does name, after a pre-birth meeting
    for (const auto& limit : p.deadlines)
        if (limit.basis.status == Status::not_verified)
            not_verified.insert(limit.basis.id + " " + limit.which);
    CHECK(not_verified == Words{"SCO-T04 ", "SCO-T04 this", "SCO-T06 ", "SCO-T15 "});
    CHECK(standing(p, Status::not_verified) == Words{"SCO-T04", "SCO-T06", "SCO-T15", "review"});
    CHECK(standing(p, Status::source) == Words{"SCO-T01",
                                               "SCO-T02",
                                               "SCO-T03",
                                               "SCO-T04",
                                               "SCO-T07",
                                               "SCO-T10",
                                               "SCO-T12",
                                               "SCO-T13",
                                               "SCO-T14",
                                               "access.exceptions",
                                               "access.own",
                                               "category",
                                               "core-group",
                                               "decision",
                                               "document.minutes-and-childs-plan.professional",
                                               "invitation",
                                               "quorum",
                                               "record.birth",
                                               "record.contents",
                                               "record.holidays",
                                               "record.minute-taker",
                                               "record.named-person",
                                               "record.register-status",
                                               "record.reporter",
                                               "record.service-manager",
                                               "restricted",
                                               "type.initial",
                                               "type.pre-birth"});
}

TEST_CASE("each rule of today's law says in words how sure it is", "[procedure][law][REQ-008]") {
    for (const Procedure& p : {england(), wales(), scotland()})
        for (const Basis* basis : test::all_bases(p)) {
            CAPTURE(p.id, basis->id, basis->cites);
            const bool doubtful =
                says(basis->cites, "Not held against") || says(basis->cites, "enerally known") ||
                says(basis->cites, "one area only") || says(basis->cites, "is our reading");
            const bool silent = says(basis->cites, "do not say it") ||
                                says(basis->cites, "do not name") ||
                                says(basis->cites, "was not read");
            CHECK(doubtful == (basis->status == Status::not_verified));
            CHECK(silent == (basis->status == Status::by_default));
        }
}

TEST_CASE("today's editions speak today's words", "[procedure][law][REQ-002][REQ-007]") {
    const Terms e = england().terms;
    CHECK(e.lead_worker == "lead practitioner");
    CHECK(e.board == "safeguarding partners");
    CHECK(e.under_status == "subject to a Child Protection Plan");
    const Terms w = wales().terms;
    CHECK(w.lead_worker == "plan coordinator");
    CHECK(w.plan == "care and support protection plan");
    CHECK(w.protected_status == "Child Protection Register");
    const Terms s = scotland().terms;
    CHECK(s.conference == "Child Protection Planning Meeting");
    CHECK(s.harm_category == "area of concern");
    CHECK(england().region == "GB-EAW");
    CHECK(wales().region == "GB-EAW");
    CHECK(scotland().region == "GB-SCT");
}

TEST_CASE("no limit of today's editions bears another procedure's id",
          "[procedure][law][REQ-316]") {
    const auto begins = [](const Procedure& p, const char* prefix) {
        for (const auto& limit : p.deadlines) {
            CAPTURE(limit.basis.id);
            CHECK(limit.basis.id.rfind(prefix, 0) == 0);
        }
    };
    begins(england(), "ENG-T");
    begins(wales(), "WAL-T");
    begins(scotland(), "SCO-T");
}

TEST_CASE("England: a conference before Easter, its papers and its reviews",
          "[procedure][law][REQ-204]") {
    const Counted dates{england(),
                        "initial",
                        {{"strategy-discussion", day("2027-03-09")},
                         {"planned-start", at("2027-03-30", "10:00")},
                         {"start", at("2027-03-30", "10:00")},
                         {"close", at("2027-03-30", "11:45")}}};
    CHECK(dates.of("ENG-T01") == "2027-04-01");  // over Good Friday and Easter Monday
    CHECK(dates.of("ENG-T03") == "2027-03-31");
    CHECK(dates.of("ENG-T04") == "2027-04-13");
    CHECK(dates.of("ENG-T08") == "2027-04-20");
    CHECK(dates.of("ENG-T07", "first") == "2027-06-30");
}

TEST_CASE("England: after a birth both limits of the review hold, and the sooner one binds",
          "[procedure][law][REQ-209]") {
    const Counted review{england(),
                         "review",
                         {{"initial-conference", day("2026-10-20")}, {"birth", day("2026-12-14")}},
                         {"born-since"}};
    CHECK(review.of("ENG-T10", "this") == "2027-01-14");  // three public holidays in between
    CHECK(review.of("ENG-T07", "this-first") == "2027-01-20");
    const Counted before{england(),
                         "initial",
                         {{"close", at("2026-10-20", "12:00")}, {"edd", day("2026-12-14")}},
                         {"unborn"}};
    CHECK(before.of("ENG-T10", "expected") == "2027-01-14 guide");
}

TEST_CASE("England: a move counts from the notification, and statutory reviews are a guide",
          "[procedure][law][REQ-204]") {
    const Procedure p = england();
    const Counted moved{p, "initial", {{"notification", day("2027-03-09")}}, {"transfer-in"}};
    CHECK(moved.of("ENG-T09") == "2027-04-01");
    CHECK(moved.of("ENG-T01") == "none");
    const Events care{{"looked-after-start", day("2026-12-14")},
                      {"first-statutory-review", day("2027-01-14")},
                      {"previous-statutory-review", day("2027-04-14")}};
    const Counted looked_after{p, "review", care, {"looked-after"}};
    CHECK(looked_after.of("ENG-T11", "first") == "2027-01-14 guide");
    CHECK(looked_after.of("ENG-T11", "second") == "2027-04-14 guide");
    CHECK(looked_after.of("ENG-T11", "next") == "2027-10-14 guide");
    CHECK(Counted{p, "review", care}.of("ENG-T11", "first") == "none");
}

TEST_CASE("Wales: five days, ten days, a month and six weeks, twenty days and corrections",
          "[procedure][law][REQ-204]") {
    const Counted dates{wales(),
                        "initial",
                        {{"strategy-discussion", day("2027-03-09")},
                         {"close", at("2027-03-30", "11:45")},
                         {"core-group", day("2027-04-13")},
                         {"record-received", day("2027-04-27")}}};
    CHECK(dates.of("WAL-T01") == "2027-04-01");
    CHECK(dates.of("WAL-T03") == "2027-04-06");
    CHECK(dates.of("WAL-T04") == "2027-04-13");
    CHECK(dates.of("WAL-T05") == "2027-05-25");
    CHECK(dates.of("WAL-T05", "monthly") == "2027-05-13 guide");
    CHECK(dates.of("WAL-T07", "first") == "2027-06-30");
    CHECK(dates.of("WAL-T08") == "2027-04-27");
    CHECK(dates.of("WAL-T10") == "2027-05-12");  // over the holiday of 3 May
}

TEST_CASE("Scotland: 28 calendar days, and working days over the days of the new year",
          "[procedure][law][REQ-204][REQ-205]") {
    const Procedure p = scotland();
    const Events events{{"investigation-end", day("2026-11-20")},
                        {"planned-start", at("2026-12-16", "10:00")},
                        {"close", at("2026-12-16", "12:00")},
                        {"change-found", day("2026-12-21")}};
    const Counted dates{p, "initial", events};
    CHECK(dates.of("SCO-T01") == "2026-12-18");
    CHECK(dates.of("SCO-T07") == "2026-12-11");
    CHECK(dates.of("SCO-T10") == "2027-01-05");  // 4 January is a holiday here, not in England
    CHECK(dates.of("SCO-T13") == "2027-01-12");
    CHECK(dates.of("SCO-T04") == "2027-06-16");
    CHECK(dates.of("SCO-T04", "pre-birth") == "none");
    CHECK(dates.of("SCO-T14") == "2026-12-24");
    const Counted otherwise{p, "initial", events, {"other-date"}};
    CHECK(otherwise.of("SCO-T01") == "none");
    CHECK(otherwise.of("SCO-T01", "otherwise") == "2026-12-18 guide");
    const Counted moved{p, "transfer", {{"transfer-request", day("2026-11-09")}}};
    CHECK(moved.of("SCO-T06") == "2026-12-09");  // over St Andrew's Day
}

TEST_CASE("Scotland: before birth both limits hold whichever is sooner",
          "[procedure][law][REQ-204]") {
    const Procedure p = scotland();
    const auto counted = [&](const char* concern) {
        return Counted{p,
                       "pre-birth",
                       {{"edd", day("2027-06-14")},
                        {"notification", day(concern)},
                        {"close", at("2027-03-18", "12:00")}}};
    };
    CHECK(counted("2027-03-01").of("SCO-T02") == "2027-03-22");
    CHECK(counted("2027-03-01").of("SCO-T03") == "2027-03-29");
    CHECK(counted("2027-01-11").of("SCO-T03") == "2027-02-08");
    CHECK(counted("2027-01-11").of("SCO-T02") == "2027-03-22");
    CHECK(counted("2027-03-01").of("SCO-T04", "pre-birth") == "2027-06-18 guide");
}

TEST_CASE(
    "who must be there: two others in England, three in Wales, three core agencies in "
    "Scotland",
    "[procedure][law][REQ-067]") {
    const auto quorum = [](const Procedure& p) { return p.the<QuorumRule>(); };
    CHECK(quorum(england()).agency_groups == std::vector<std::string>{"social-care"});
    CHECK(quorum(england()).other_agencies_least == 2);
    CHECK(quorum(wales()).agency_groups.empty());
    CHECK(quorum(wales()).other_agencies_least == 3);
    CHECK(says(quorum(wales()).proceed_text, "two agencies"));
    CHECK(test::words(quorum(scotland()).agency_groups) ==
          Words{"social-work", "health", "police"});
    for (const Procedure& p : {england(), wales(), scotland()})
        CHECK(quorum(p).reconvene_working_days == 10);
}

TEST_CASE("Scotland: the chair judges where there is no agreement, and nothing is referred",
          "[procedure][law]") {
    const Procedure p = scotland();
    const auto& decision = p.the<DecisionRule>();
    CHECK(decision.method == Method::consensus_only);
    CHECK(decision.chair_override == ChairOverride::on_failed_consensus);
    CHECK(decision.referral.empty());
    CHECK(decision.fixed.empty());
    CHECK_FALSE(p.the<CategoryRule>().required);
    const auto concern = test::point(p, StageKind::decision, "areas-of-concern");
    CHECK(concern.needs_text);
    for (const auto& role : p.roles)
        if (role.id == "reporter") CHECK(role.group == RoleGroup::observer);
    CHECK(std::count_if(p.roles.begin(), p.roles.end(),
                        [](const Role& role) { return role.id == "reporter"; }) == 1);
}

TEST_CASE("the plan for an unborn child names who tells of the birth",
          "[procedure][law][REQ-383]") {
    for (const Procedure& p : {england(), wales(), scotland()}) {
        const auto birth = test::point(p, StageKind::plan, "birth-told");
        CHECK(birth.weight == Weight::blocking);
        CHECK(birth.per_child);
        CHECK(birth.needs_text);
        CHECK(birth.flags == std::vector<std::string>{"unborn"});
    }
}

TEST_CASE("the words a family may read today avoid the trade's", "[procedure][law][REQ-076]") {
    for (const Procedure& p : {england(), wales(), scotland()}) {
        std::vector<std::string> texts{p.the<DecisionRule>().family_sentence,
                                       p.the<RestrictedRule>().screen_text};
        for (const auto& stage : p.stages)
            texts.push_back(stage.family_text);
        for (const auto& outcome : p.outcomes)
            texts.push_back(outcome.family_sentence);
        for (const auto& statement : p.statements)
            texts.push_back(statement.text);
        for (const auto& text : texts)
            for (const char* word :
                 {"vote", "dissent", "registration", "multi-agency", "inter-agency", "pursuant"}) {
                CAPTURE(p.id, text, word);
                CHECK_FALSE(says(text, word));
            }
    }
}

}  // namespace
}  // namespace cpc::procedure
