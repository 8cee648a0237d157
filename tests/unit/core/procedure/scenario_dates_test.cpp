// SPDX-License-Identifier: Apache-2.0
// The dates of the worked scenarios of requirements.md 5, counted by the profile itself.
#include <catch2/catch_test_macros.hpp>

#include "support.hpp"

namespace cpc::procedure {
namespace {

using test::at;
using test::calendar_of;
using test::day;
using test::read_asset;

Procedure load(const std::string& path) {
    auto procedure = load_procedure(read_asset(path), path);
    if (!procedure) FAIL(procedure.error().text());
    return std::move(*procedure);
}

struct Counter {
    Procedure procedure;
    Calendar calendar;

    explicit Counter(const std::string& path)
        : procedure(load(path)), calendar(calendar_of(procedure.region)) {}
    Deadlines run(const Circumstances& now, const Events& events) const {
        return compute_deadlines(procedure, calendar, now, events);
    }
};
Counter torbay() {
    return Counter("assets/procedures/torbay-cpp.toml");
}
Counter sample() {
    return Counter("tests/unit/core/procedure/sample.toml");
}

Circumstances type_of(const char* type) {
    Circumstances now;
    now.type = type;
    return now;
}

// "due / practical", or "none" for a limit that does not apply or was not counted.
std::string of(const Deadlines& all, std::string_view id, std::string_view which = {}) {
    const Deadline* found = all.find(id, which);
    if (found == nullptr) return "none";
    return iso(found->due) + (found->practical ? " / " + iso(*found->practical) : "") +
           (found->guide ? " guide" : "");
}

TEST_CASE("scenario 5.2: every date of a majority for a plan",
          "[procedure][torbay][scenario][REQ-212][REQ-220][REQ-221][REQ-223][REQ-225]") {
    const Deadlines all =
        torbay().run(type_of("initial"), {{"strategy-meeting", day("2027-03-09")},
                                          {"planned-start", at("2027-03-30", "10:00")},
                                          {"start", at("2027-03-30", "10:00")},
                                          {"close", at("2027-03-30", "11:45")},
                                          {"core-group", day("2027-04-13")}});
    CHECK(of(all, "TOR-T01") == "2027-04-01");
    CHECK(of(all, "TOR-T02") == "2027-03-29T10:00:00+01:00 / 2027-03-25T17:00:00+00:00");
    CHECK(of(all, "TOR-T03") == "2027-03-31T11:45:00+01:00");
    CHECK(of(all, "TOR-T04") == "2027-04-13");
    CHECK(of(all, "TOR-T05") == "2027-05-11");
    CHECK(of(all, "TOR-T06") == "2027-03-30T12:00:00+01:00 guide");
    CHECK(of(all, "TOR-T07", "first") == "2027-06-30");
    CHECK(of(all, "TOR-T08") == "2027-04-20");
    CHECK(of(all, "TOR-T09") == "none");  // nobody moved
    const auto& counting = all.find("TOR-T01")->counting;
    const auto number_on = [&](const char* date) {
        for (const auto& counted : counting)
            if (counted.date == day(date)) return counted.number;
        return -1;
    };
    CHECK(number_on("2027-03-10") == 1);
    CHECK(number_on("2027-03-16") == 5);
    CHECK(number_on("2027-03-23") == 10);
    CHECK(number_on("2027-03-26") == 0);
    CHECK(number_on("2027-03-29") == 0);
    CHECK(number_on("2027-03-30") == 13);  // held on day 13
    CHECK(number_on("2027-04-01") == 15);
    REQUIRE(all.uncounted.size() == 1);
    CHECK(all.uncounted[0].which == "next");
    CHECK(all.uncounted[0].waits_for == std::vector<std::string>{"previous-review"});
}

TEST_CASE("scenario 5.3: every date of a split that the chair decides",
          "[procedure][torbay][scenario][REQ-212][REQ-220][REQ-221][REQ-223]") {
    const Deadlines all = torbay().run(type_of("initial"), {{"strategy-meeting", day("2027-04-29")},
                                                            {"close", at("2027-05-20", "15:50")},
                                                            {"core-group", day("2027-06-04")}});
    CHECK(of(all, "TOR-T01") == "2027-05-21");
    CHECK(of(all, "TOR-T03") == "2027-05-21T15:50:00+01:00");
    CHECK(of(all, "TOR-T04") == "2027-06-04");
    CHECK(of(all, "TOR-T05") == "2027-07-02");
    CHECK(of(all, "TOR-T07", "first") == "2027-08-20");
    CHECK(of(all, "TOR-T08") == "2027-06-11");
}

TEST_CASE("scenarios 5.9, 5.10 and 5.12: Torbay's dates over holidays and weekends",
          "[procedure][torbay][scenario][REQ-209][REQ-210]") {
    const Counter counter = torbay();
    const Deadlines part =
        counter.run(type_of("initial"), {{"strategy-meeting", day("2027-08-11")},
                                         {"planned-start", at("2027-09-01", "13:30")},
                                         {"close", at("2027-09-01", "15:10")},
                                         {"core-group", day("2027-09-15")}});
    CHECK(of(part, "TOR-T01") == "2027-09-02");
    CHECK(of(part, "TOR-T02") == "2027-08-31T13:30:00+01:00");
    CHECK(of(part, "TOR-T03") == "2027-09-02T15:10:00+01:00");
    CHECK(of(part, "TOR-T04") == "2027-09-15");
    CHECK(of(part, "TOR-T05") == "2027-10-13");
    CHECK(of(part, "TOR-T08") == "2027-09-22");
    const Deadlines siblings =
        counter.run(type_of("initial"), {{"strategy-meeting", day("2026-12-14")},
                                         {"planned-start", at("2027-01-11", "10:00")},
                                         {"start", at("2027-01-11", "10:00")},
                                         {"close", at("2027-01-11", "12:20")}});
    CHECK(of(siblings, "TOR-T01") == "2027-01-07");
    CHECK(of(siblings, "TOR-T02") == "2027-01-10T10:00:00+00:00 / 2027-01-08T17:00:00+00:00");
    CHECK(of(siblings, "TOR-T03") == "2027-01-12T12:20:00+00:00");
    CHECK(of(siblings, "TOR-T04") == "2027-01-25");
    CHECK(of(siblings, "TOR-T06") == "2027-01-11T12:00:00+00:00 guide");
    CHECK(of(siblings, "TOR-T07", "first") == "2027-04-11 / 2027-04-09");
    const Deadlines absent =
        counter.run(type_of("initial"), {{"strategy-meeting", day("2027-01-15")},
                                         {"planned-start", at("2027-02-05", "13:00")},
                                         {"close", at("2027-02-05", "14:40")}});
    CHECK(of(absent, "TOR-T01") == "2027-02-05");
    CHECK(of(absent, "TOR-T02") == "2027-02-04T13:00:00+00:00");
    CHECK(of(absent, "TOR-T03") == "2027-02-06T14:40:00+00:00 / 2027-02-05T17:00:00+00:00");
    CHECK(of(absent, "TOR-T04") == "2027-02-19");
    CHECK(of(absent, "TOR-T07", "first") == "2027-05-05");
    CHECK(of(absent, "TOR-T08") == "2027-02-26");
}

TEST_CASE("a child who moved in is counted from the notification and not the strategy meeting",
          "[procedure][torbay][REQ-012]") {
    Circumstances now = type_of("initial");
    now.flags = {"transfer-in"};
    const Deadlines all = torbay().run(
        now, {{"notification", day("2027-03-09")}, {"strategy-meeting", day("2027-01-04")}});
    CHECK(of(all, "TOR-T09") == "2027-04-01");
    CHECK(of(all, "TOR-T01") == "none");
    CHECK(all.find("TOR-T09")->status == Status::by_default);
}

TEST_CASE("limits tied to a plan do not run for a child without one", "[procedure][torbay]") {
    Circumstances now = type_of("initial");
    now.plan = false;
    const Deadlines all = torbay().run(
        now, {{"close", at("2027-03-30", "11:45")}, {"core-group", day("2027-04-13")}});
    CHECK(of(all, "TOR-T04") == "none");
    CHECK(of(all, "TOR-T05") == "none");
    CHECK(of(all, "TOR-T07", "first") == "none");
    CHECK(of(all, "TOR-T03") != "none");
    CHECK(of(all, "TOR-T08") != "none");
}

TEST_CASE("a Torbay review is due three, then six months on, and has no first core group",
          "[procedure][torbay][REQ-209][REQ-220]") {
    const Deadlines all =
        torbay().run(type_of("review"), {{"close", at("2027-06-30", "11:00")},
                                         {"initial-conference", day("2027-03-30")},
                                         {"previous-review", day("2026-12-30")}});
    CHECK(of(all, "TOR-T04") == "none");
    CHECK(of(all, "TOR-T07", "this-first") == "2027-06-30");
    CHECK(of(all, "TOR-T07", "this") == "2027-06-30");
    CHECK(of(all, "TOR-T07", "next") == "2027-12-30");
    Circumstances ended = type_of("review");
    ended.plan = false;
    ended.plan_ended = true;
    CHECK(of(torbay().run(ended, {{"close", at("2027-06-30", "11:00")}}), "TOR-T07", "next") ==
          "none");
}

TEST_CASE("scenario 5.4: the earlier of two starts, two report limits, a referral",
          "[procedure][scenario][REQ-213][REQ-222][REQ-224][REQ-226]") {
    Circumstances now = type_of("initial");
    now.chair_decided = true;
    const Deadlines all = sample().run(now, {{"investigation-end", day("2026-11-09")},
                                             {"manager-decision", day("2026-11-11")},
                                             {"planned-start", at("2026-12-01", "10:00")},
                                             {"close", at("2026-12-01", "12:05")},
                                             {"review", day("2027-03-01")}});
    CHECK(of(all, "S-T01") == "2026-12-01");
    CHECK(all.find("S-T01")->from_event == "investigation-end");
    CHECK(of(all, "S-T09", "report") == "2026-11-29T10:00:00+00:00 / 2026-11-27T17:00:00+00:00");
    CHECK(of(all, "S-T09", "family") == "2026-11-30T10:00:00+00:00 / 2026-11-27T17:00:00+00:00");
    CHECK(of(all, "S-T12") == "2026-12-08");
    CHECK(of(all, "S-T13") == "2026-12-01T12:05:00+00:00");
    CHECK(of(all, "S-T14") == "2026-12-02");
    CHECK(of(all, "S-T16") == "2026-12-16");
    CHECK(of(all, "S-T04", "first") == "2027-03-01");
    CHECK(of(all, "S-T11") == "2027-02-08");
    CHECK(of(all, "S-T18") == "none");
}

TEST_CASE("scenario 5.7: before birth the 28th week counts, unless the concern came too late",
          "[procedure][scenario][REQ-214]") {
    Circumstances now = type_of("initial");
    now.flags = {"unborn"};
    const Deadlines early = sample().run(now, {{"edd", day("2027-08-20")},
                                               {"notification", day("2027-03-15")},
                                               {"investigation-end", day("2027-04-20")}});
    CHECK(of(early, "S-T02") == "2027-05-28");
    CHECK(of(early, "S-T03") == "2027-04-06 guide");  // not late, so the 28 weeks apply
    CHECK(early.find("S-T03")->replaced_by == "S-T02");
    CHECK(early.find("S-T01")->guide);  // shown as advice
    const Deadlines late =
        sample().run(now, {{"edd", day("2027-08-20")}, {"notification", day("2027-06-22")}});
    CHECK(of(late, "S-T03") == "2027-07-13");
    CHECK(of(late, "S-T02") == "2027-05-28 guide");
    CHECK(late.find("S-T02")->replaced_by == "S-T03");
}

TEST_CASE("a limit past the holiday list is listed with the reason and does not stop the others",
          "[procedure][REQ-207]") {
    const Deadlines all = torbay().run(type_of("initial"), {{"close", at("2030-12-20", "12:00")}});
    CHECK(of(all, "TOR-T03") != "none");
    CHECK(of(all, "TOR-T07", "first") == "2031-03-20");
    CHECK(all.find("TOR-T07", "first")->provisional == Provisional::yes);
    bool refused = false;
    for (const auto& limit : all.uncounted)
        if (limit.id == "TOR-T08") refused = limit.refused.has_value();
    CHECK(refused);
}

TEST_CASE("another region's holidays would have given other dates", "[procedure][REQ-205]") {
    Counter wrong = sample();
    wrong.calendar = calendar_of("GB-EAW");
    CHECK(of(wrong.run(type_of("initial"), {{"investigation-end", day("2026-11-09")}}), "S-T01") ==
          "2026-11-30");
}

}  // namespace
}  // namespace cpc::procedure
