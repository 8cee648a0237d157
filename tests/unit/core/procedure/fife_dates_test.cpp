// SPDX-License-Identifier: Apache-2.0
// Every date of the worked scenarios 5.4 to 5.7, and of the calendar's edges, by Fife's own rules.
#include "profiles_support.hpp"

namespace cpc::procedure {
namespace {

using test::at;
using test::dates;
using test::day;
using test::due;
using test::fife;
using test::number_on;
using test::type_of;

Events first_conference() {
    return {{"investigation-end", day("2026-11-09")},
            {"planned-start", at("2026-12-01", "10:00")},
            {"start", at("2026-12-01", "10:00")},
            {"close", at("2026-12-01", "12:05")},
            {"next-conference", day("2027-03-01")}};
}

TEST_CASE("scenario 5.4: every date of a judgement by the chair in Fife",
          "[procedure][fife][scenario][REQ-138][REQ-164][REQ-173][REQ-213][REQ-217][REQ-222]"
          "[REQ-224][REQ-226]") {
    Circumstances now = type_of("initial");
    now.plan = true;
    now.chair_decided = true;
    now.answers = {"reporter=refer"};
    const Deadlines all = dates(fife(), now, first_conference());
    CHECK(due(all, "FIFE-T01") == "2026-12-01");
    CHECK(number_on(all, "FIFE-T01", "2026-11-10") == 1);
    CHECK(number_on(all, "FIFE-T01", "2026-11-16") == 5);
    CHECK(number_on(all, "FIFE-T01", "2026-11-23") == 10);
    CHECK(number_on(all, "FIFE-T01", "2026-11-27") == 14);
    CHECK(number_on(all, "FIFE-T01", "2026-11-30") == 0);  // St Andrew's Day
    CHECK(number_on(all, "FIFE-T01", "2026-12-01") == 15);
    CHECK(due(all, "FIFE-T09") == "2026-11-29T10:00:00+00:00 / 2026-11-27T17:00:00+00:00");
    CHECK(due(all, "FIFE-T10") == "2026-11-30T10:00:00+00:00 / 2026-11-27T17:00:00+00:00");
    CHECK(due(all, "FIFE-T12") == "2026-12-08");
    CHECK(number_on(all, "FIFE-T12", "2026-12-07") == 4);
    CHECK(due(all, "FIFE-T13") == "2026-12-01T12:05:00+00:00");
    CHECK(due(all, "FIFE-T14") == "2026-12-02");
    CHECK(due(all, "FIFE-T15") == "2026-12-02");
    CHECK(due(all, "FIFE-T16") == "2026-12-16");
    CHECK(due(all, "FIFE-T17") == "2026-11-26");
    CHECK(due(all, "FIFE-T04") == "2027-03-01");
    CHECK(due(all, "FIFE-T11", "next") == "2027-02-08");
    CHECK(due(all, "FIFE-T05", "next") == "2027-09-01 guide");
    for (const char* other : {"FIFE-T02", "FIFE-T03", "FIFE-T06", "FIFE-T08", "FIFE-T18"})
        CHECK(due(all, other) == "none");
    CHECK(due(all, "FIFE-T07", "first") == "none");
    CHECK(due(all, "FIFE-T11", "this") == "none");
    CHECK(all.uncounted.empty());
}

TEST_CASE("scenario 5.4: England's holidays would have given the day before, and a breach",
          "[procedure][fife][scenario][REQ-205][REQ-213]") {
    const Deadlines wrong = dates(fife(), type_of("initial"), first_conference(), "GB-EAW");
    CHECK(due(wrong, "FIFE-T01") == "2026-11-30");
}

TEST_CASE("scenario 5.4: of the two starts the earlier one counts", "[procedure][fife][REQ-213]") {
    Events events = first_conference();
    events["manager-decision"] = day("2026-11-11");
    const Deadlines later = dates(fife(), type_of("initial"), events);
    CHECK(later.find("FIFE-T01")->from_event == "investigation-end");
    events["manager-decision"] = day("2026-11-05");
    const Deadlines earlier = dates(fife(), type_of("initial"), events);
    CHECK(earlier.find("FIFE-T01")->from_event == "manager-decision");
    CHECK(due(earlier, "FIFE-T01") == "2026-11-26");
    events.erase("investigation-end");
    CHECK(due(dates(fife(), type_of("initial"), events), "FIFE-T01") == "2026-11-26");
}

TEST_CASE("scenario 5.4, variant b: a name not placed still refers, and starts no other clock",
          "[procedure][fife][scenario][REQ-138]") {
    Circumstances now = type_of("initial");
    now.plan = false;
    now.chair_decided = true;
    const Deadlines all = dates(fife(), now, first_conference());
    CHECK(due(all, "FIFE-T14") == "2026-12-02");
    CHECK(due(all, "FIFE-T12") == "2026-12-08");
    for (const char* other : {"FIFE-T04", "FIFE-T13", "FIFE-T15", "FIFE-T16", "FIFE-T18"})
        CHECK(due(all, other) == "none");
    CHECK(due(all, "FIFE-T11", "next") == "none");
}

TEST_CASE("scenario 5.5: every date of the first review, where the name stays on",
          "[procedure][fife][scenario][REQ-217]") {
    Circumstances now = type_of("review");
    now.plan = true;
    const Deadlines all = dates(fife(), now,
                                {{"initial-conference", day("2026-09-22")},
                                 {"planned-start", at("2026-12-10", "10:00")},
                                 {"close", at("2026-12-10", "11:00")},
                                 {"next-conference", day("2027-05-26")}});
    CHECK(due(all, "FIFE-T04", "this") == "2026-12-22");
    CHECK(due(all, "FIFE-T05", "next") == "2027-06-10");
    CHECK(due(all, "FIFE-T05", "this") == "none");
    CHECK(due(all, "FIFE-T11", "next") == "2027-05-05");
}

TEST_CASE("scenario 5.5: every date of the review that takes the name off",
          "[procedure][fife][scenario][REQ-217][REQ-222][REQ-224][REQ-226]") {
    Circumstances now = type_of("review");
    now.plan = false;
    now.plan_ended = true;
    now.answers = {"plan-continues=yes"};
    const Deadlines all = dates(fife(), now,
                                {{"initial-conference", day("2026-09-22")},
                                 {"previous-review", day("2026-12-10")},
                                 {"planned-start", at("2027-05-26", "10:00")},
                                 {"start", at("2027-05-26", "10:00")},
                                 {"close", at("2027-05-26", "11:20")}});
    CHECK(due(all, "FIFE-T05", "this") == "2027-06-10");
    // The first review's limit is past; the six months take its place.
    CHECK(due(all, "FIFE-T04", "this") == "2026-12-22 guide");
    CHECK(all.find("FIFE-T04", "this")->replaced_by == "FIFE-T05");
    CHECK(due(all, "FIFE-T11", "this") == "2027-05-05");
    CHECK(due(all, "FIFE-T09") == "2027-05-24T10:00:00+01:00");
    CHECK(due(all, "FIFE-T10") == "2027-05-25T10:00:00+01:00");
    CHECK(due(all, "FIFE-T12") == "2027-06-03");
    CHECK(number_on(all, "FIFE-T12", "2027-05-31") == 0);  // spring bank holiday
    CHECK(number_on(all, "FIFE-T12", "2027-06-01") == 3);
    CHECK(due(all, "FIFE-T13") == "2027-05-26T11:20:00+01:00");
    CHECK(due(all, "FIFE-T18") == "2027-07-21");
    CHECK(due(all, "FIFE-T05", "next") == "none");  // no further review
    CHECK(due(all, "FIFE-T11", "next") == "none");
    CHECK(due(all, "FIFE-T16") == "none");
}

TEST_CASE("scenario 5.6: every date of a transfer to Fife",
          "[procedure][fife][scenario][REQ-215][REQ-217][REQ-222][REQ-224][REQ-226]") {
    Circumstances now = type_of("transfer");
    now.plan = true;
    const Events events{{"transfer-request", day("2026-12-11")},
                        {"planned-start", at("2027-01-13", "13:30")},
                        {"start", at("2027-01-13", "13:30")},
                        {"close", at("2027-01-13", "15:00")},
                        {"next-conference", day("2027-04-13")}};
    const Deadlines all = dates(fife(), now, events);
    CHECK(due(all, "FIFE-T06") == "2027-01-14");
    CHECK(number_on(all, "FIFE-T06", "2026-12-18") == 5);
    CHECK(number_on(all, "FIFE-T06", "2026-12-25") == 0);
    CHECK(number_on(all, "FIFE-T06", "2026-12-28") == 0);
    CHECK(number_on(all, "FIFE-T06", "2026-12-29") == 10);
    CHECK(number_on(all, "FIFE-T06", "2027-01-01") == 0);
    CHECK(number_on(all, "FIFE-T06", "2027-01-04") == 0);
    CHECK(number_on(all, "FIFE-T06", "2027-01-13") == 19);  // held on day 19
    CHECK(due(all, "FIFE-T12") == "2027-01-20");
    CHECK(due(all, "FIFE-T07", "first") == "2027-04-13");
    CHECK(due(all, "FIFE-T07", "next") == "2027-10-13 guide");
    CHECK(due(all, "FIFE-T11", "next") == "2027-03-23");
    CHECK(due(all, "FIFE-T16") == "2027-01-28");
    CHECK(due(all, "FIFE-T09") == "2027-01-11T13:30:00+00:00");
    CHECK(due(all, "FIFE-T10") == "2027-01-12T13:30:00+00:00");
    CHECK(due(all, "FIFE-T13") == "2027-01-13T15:00:00+00:00");
    for (const char* other : {"FIFE-T01", "FIFE-T04", "FIFE-T14", "FIFE-T15"})
        CHECK(due(all, other) == "none");
    CHECK(due(dates(fife(), now, events, "GB-EAW"), "FIFE-T06") == "2027-01-13");
}

TEST_CASE("after a transfer the first review is due three months on, later ones six",
          "[procedure][fife][REQ-168][REQ-217]") {
    const Deadlines first =
        dates(fife(), type_of("review"), {{"transfer-conference", day("2027-01-13")}});
    CHECK(due(first, "FIFE-T07", "this") == "2027-04-13");
    const Deadlines later =
        dates(fife(), type_of("review"),
              {{"transfer-conference", day("2027-01-13")}, {"previous-review", day("2027-04-13")}});
    CHECK(due(later, "FIFE-T07", "this") == "2027-04-13 guide");
    CHECK(due(later, "FIFE-T05", "this") == "2027-10-13");
}

Events before_birth(const char* notified) {
    return {{"edd", day("2027-08-20")},
            {"notification", day(notified)},
            {"planned-start", at("2027-05-13", "10:00")},
            {"start", at("2027-05-13", "10:00")},
            {"close", at("2027-05-13", "11:30")},
            {"next-conference", day("2027-08-13")}};
}
Circumstances unborn() {
    Circumstances now = type_of("pre-birth");
    now.flags = {"unborn"};
    now.plan = true;
    return now;
}

TEST_CASE("scenario 5.7: every date of a conference before birth",
          "[procedure][fife][scenario][REQ-214][REQ-217][REQ-222][REQ-226][REQ-377]") {
    Events events = before_birth("2027-03-15");
    events["investigation-end"] = day("2027-04-23");
    const Deadlines all = dates(fife(), unborn(), events);
    CHECK(due(all, "FIFE-T02") == "2027-05-28");
    CHECK(due(all, "FIFE-T03") == "2027-04-06 guide");  // before the 28 weeks, so not late
    CHECK(number_on(all, "FIFE-T03", "2027-03-25") == 8);
    CHECK(number_on(all, "FIFE-T03", "2027-03-26") == 0);  // Good Friday
    CHECK(number_on(all, "FIFE-T03", "2027-03-29") == 9);  // Easter Monday is worked
    CHECK(all.find("FIFE-T03")->replaced_by == "FIFE-T02");
    CHECK(due(all, "FIFE-T01") == "2027-05-17 guide");  // shown as advice
    CHECK(all.find("FIFE-T01")->replaced_by == "FIFE-T02");
    CHECK(due(all, "FIFE-T12") == "2027-05-20");
    CHECK(due(all, "FIFE-T04") == "2027-08-13");
    CHECK(due(all, "FIFE-T11", "next") == "2027-07-23");
    CHECK(due(all, "FIFE-T16") == "2027-05-28");
    CHECK(due(all, "FIFE-T09") == "2027-05-11T10:00:00+01:00");
    CHECK(due(all, "FIFE-T10") == "2027-05-12T10:00:00+01:00");
}

TEST_CASE("scenario 5.7, variant b: told too late, 15 working days and as soon as possible",
          "[procedure][fife][scenario][REQ-214][REQ-377]") {
    const Deadlines all = dates(fife(), unborn(), before_birth("2027-06-22"));
    CHECK(due(all, "FIFE-T03") == "2027-07-13");
    CHECK(number_on(all, "FIFE-T03", "2027-06-28") == 4);
    CHECK(number_on(all, "FIFE-T03", "2027-07-05") == 9);
    CHECK(number_on(all, "FIFE-T03", "2027-07-12") == 14);
    CHECK(all.find("FIFE-T03")->to.find("as soon as possible") != std::string::npos);
    CHECK(due(all, "FIFE-T02") == "2027-05-28 guide");
    CHECK(all.find("FIFE-T02")->replaced_by == "FIFE-T03");
}

TEST_CASE("the written reasons for no conference are due twenty working days after the request",
          "[procedure][fife][REQ-216]") {
    Circumstances refused = type_of("initial");
    refused.request_refused = true;
    const Events events{{"request", day("2026-12-11")}};
    CHECK(due(dates(fife(), refused, events), "FIFE-T08") == "2027-01-14");
    CHECK(due(dates(fife(), type_of("initial"), events), "FIFE-T08") == "none");
}

TEST_CASE("the calendar's edges come out of Fife's own limits",
          "[procedure][fife][REQ-204][REQ-209][REQ-210][REQ-224]") {
    const auto initial = [](const Events& events) {
        return dates(fife(), type_of("initial"), events);
    };
    // 15 June 2026 was proclaimed once
    CHECK(due(initial({{"manager-decision", day("2026-05-29")}}), "FIFE-T01") == "2026-06-22");
    // Good Friday skipped, Easter Monday worked
    CHECK(due(initial({{"close", at("2027-03-25", "12:00")}}), "FIFE-T12") == "2027-04-02");
    // the first Monday of August
    CHECK(due(initial({{"close", at("2027-07-30", "12:00")}}), "FIFE-T12") == "2027-08-09");
    // February has no day 30; book by the Friday before
    CHECK(due(initial({{"close", at("2026-11-30", "12:00")}}), "FIFE-T04") ==
          "2027-02-28 / 2027-02-26");
    // the clocks go back in between
    CHECK(due(initial({{"planned-start", at("2026-10-26", "10:00")}}), "FIFE-T09") ==
          "2026-10-24T10:00:00+01:00 / 2026-10-23T17:00:00+01:00");
    CHECK(due(dates(fife(), unborn(), {{"edd", day("2027-08-20")}}), "FIFE-T02") == "2027-05-28");
}

}  // namespace
}  // namespace cpc::procedure
