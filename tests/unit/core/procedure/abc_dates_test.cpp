// SPDX-License-Identifier: Apache-2.0
// Every date of the worked scenarios 5.1 and 5.8, and statutory reviews, by the register's rules.
#include "profiles_support.hpp"

namespace cpc::procedure {
namespace {

using test::abc;
using test::at;
using test::dates;
using test::day;
using test::due;
using test::number_on;
using test::type_of;

TEST_CASE("scenario 5.1: every date of a unanimous registration",
          "[procedure][abc][scenario][REQ-218][REQ-220]") {
    Circumstances now = type_of("initial");
    now.plan = true;
    const Deadlines all = dates(abc(), now,
                                {{"strategy-meeting", day("2026-11-27")},
                                 {"planned-start", at("2026-12-16", "09:30")},
                                 {"start", at("2026-12-16", "09:30")},
                                 {"close", at("2026-12-16", "11:20")},
                                 {"core-group", day("2027-01-04")},
                                 {"next-conference", day("2027-03-16")}});
    CHECK(due(all, "ABC-T01") == "2026-12-18");
    CHECK(number_on(all, "ABC-T01", "2026-11-30") == 1);  // a working day in England and Wales
    CHECK(number_on(all, "ABC-T01", "2026-12-04") == 5);
    CHECK(number_on(all, "ABC-T01", "2026-12-11") == 10);
    CHECK(number_on(all, "ABC-T01", "2026-12-16") == 13);  // held on day 13
    CHECK(due(all, "ABC-T07", "report") == "2026-12-14T09:30:00+00:00");
    CHECK(due(all, "ABC-T07", "family") == "2026-12-15T09:30:00+00:00");
    CHECK(due(all, "ABC-T02") == "2027-01-04");
    CHECK(number_on(all, "ABC-T02", "2026-12-24") == 6);
    CHECK(number_on(all, "ABC-T02", "2026-12-25") == 0);
    CHECK(number_on(all, "ABC-T02", "2026-12-28") == 0);
    CHECK(number_on(all, "ABC-T02", "2026-12-29") == 7);
    CHECK(number_on(all, "ABC-T02", "2027-01-01") == 0);
    CHECK(due(all, "ABC-T02", "next") == "2027-02-15");
    CHECK(due(all, "ABC-T03") == "2027-03-16");
    CHECK(due(all, "ABC-T05") == "2027-06-16");
    CHECK(due(all, "ABC-T04", "next") == "2027-09-16 guide");
    CHECK(due(all, "ABC-T08", "decision-notice") == "2026-12-17");
    CHECK(due(all, "ABC-T08", "minutes") == "2027-01-11");
    CHECK(due(all, "ABC-T06", "first") == "none");  // not looked after
    CHECK(all.uncounted.empty());
}

TEST_CASE("scenario 5.8: every date of a conference with a parent kept out",
          "[procedure][abc][scenario][REQ-218][REQ-220]") {
    Circumstances now = type_of("initial");
    now.plan = true;
    const Deadlines all = dates(abc(), now,
                                {{"strategy-meeting", day("2027-03-17")},
                                 {"planned-start", at("2027-04-08", "14:00")},
                                 {"start", at("2027-04-08", "14:00")},
                                 {"close", at("2027-04-08", "15:40")}});
    CHECK(due(all, "ABC-T01") == "2027-04-09");
    CHECK(number_on(all, "ABC-T01", "2027-03-25") == 6);
    CHECK(number_on(all, "ABC-T01", "2027-03-26") == 0);
    CHECK(number_on(all, "ABC-T01", "2027-03-29") == 0);
    CHECK(number_on(all, "ABC-T01", "2027-04-05") == 11);
    CHECK(number_on(all, "ABC-T01", "2027-04-08") == 14);
    CHECK(due(all, "ABC-T07", "report") == "2027-04-06T14:00:00+01:00");
    CHECK(due(all, "ABC-T07", "family") == "2027-04-07T14:00:00+01:00");
    CHECK(due(all, "ABC-T02") == "2027-04-22");
    CHECK(number_on(all, "ABC-T02", "2027-04-15") == 5);
    CHECK(due(all, "ABC-T03") == "2027-07-08");
    CHECK(due(all, "ABC-T05") == "2027-10-08");
    CHECK(due(all, "ABC-T08", "decision-notice") == "2027-04-09");
    CHECK(due(all, "ABC-T08", "minutes") == "2027-04-29");
}

TEST_CASE("a child who is not registered starts no clock of plan, core group or review",
          "[procedure][abc][REQ-218]") {
    Circumstances now = type_of("initial");
    now.plan = false;
    const Deadlines all = dates(abc(), now, {{"close", at("2026-12-16", "11:20")}});
    for (const char* id : {"ABC-T02", "ABC-T03", "ABC-T05"})
        CHECK(due(all, id) == "none");
    CHECK(due(all, "ABC-T08", "minutes") == "2027-01-11");
}

TEST_CASE("a child who moved in is counted from the day we were told", "[procedure][abc]") {
    Circumstances now = type_of("initial");
    now.flags = {"transfer-in"};
    const Deadlines all = dates(abc(), now, {{"notification", day("2026-11-27")}});
    CHECK(due(all, "ABC-T01") == "2026-12-18");
    CHECK(all.find("ABC-T01")->from_event == "notification");
}

TEST_CASE("a register's review is due three months after the conference, then six after a review",
          "[procedure][abc][REQ-209][REQ-218]") {
    Circumstances now = type_of("review");
    now.plan = true;
    const Deadlines first =
        dates(abc(), now,
              {{"initial-conference", day("2026-12-16")}, {"close", at("2027-03-16", "11:00")}});
    CHECK(due(first, "ABC-T03", "this") == "2027-03-16");
    CHECK(due(first, "ABC-T04", "next") == "2027-09-16");
    CHECK(due(first, "ABC-T05") == "none");  // a ceiling of the first stage only
    const Deadlines later = dates(abc(), now,
                                  {{"initial-conference", day("2026-12-16")},
                                   {"previous-review", day("2027-03-16")},
                                   {"close", at("2027-09-14", "11:00")}});
    CHECK(due(later, "ABC-T04", "this") == "2027-09-16");
    CHECK(due(later, "ABC-T03", "this") == "2027-03-16 guide");
    CHECK(due(later, "ABC-T04", "next") == "2028-03-14");
}

TEST_CASE("statutory reviews follow at four weeks, then three months, then every six",
          "[procedure][abc][REQ-227]") {
    Circumstances now = type_of("initial");
    now.flags = {"looked-after"};
    const Events events{{"looked-after-start", day("2026-12-01")},
                        {"first-statutory-review", day("2026-12-22")},
                        {"previous-statutory-review", day("2027-03-22")}};
    const Deadlines all = dates(abc(), now, events);
    CHECK(due(all, "ABC-T06", "first") == "2026-12-29 guide");
    CHECK(due(all, "ABC-T06", "second") == "2027-03-22 guide");
    CHECK(due(all, "ABC-T06", "next") == "2027-09-22 guide");
    CHECK(due(dates(abc(), type_of("initial"), events), "ABC-T06", "first") == "none");
}

TEST_CASE("a combined review is held to its own place in the row of statutory reviews",
          "[procedure][abc][REQ-024][REQ-227]") {
    const Events events{{"looked-after-start", day("2026-12-01")},
                        {"first-statutory-review", day("2026-12-22")},
                        {"previous-statutory-review", day("2027-03-22")},
                        {"close", at("2027-03-16", "11:00")}};
    struct Row {
        std::set<std::string> flags;
        const char* first;
        const char* second;
        const char* later;
        const char* after_first;
        const char* next;
    };
    const Row rows[] = {
        {{"first-statutory-review"}, "2026-12-29", "none", "none", "2027-06-16", "none"},
        {{"second-statutory-review"}, "none", "2027-03-22", "none", "none", "2027-09-16"},
        {{}, "none", "none", "2027-09-22", "none", "2027-09-16"},
    };
    for (const Row& row : rows) {
        Circumstances now = type_of("combined-review");
        now.flags = row.flags;
        const Deadlines all = dates(abc(), now, events);
        CHECK(due(all, "ABC-T06", "first") == row.first);
        CHECK(due(all, "ABC-T06", "second") == row.second);
        CHECK(due(all, "ABC-T06", "this") == row.later);
        CHECK(due(all, "ABC-T06", "after-first") == row.after_first);
        CHECK(due(all, "ABC-T06", "next") == row.next);
    }
}

TEST_CASE("the calendar's edges come out of the register's own limits",
          "[procedure][abc][REQ-204][REQ-209][REQ-210]") {
    const auto initial = [](const Events& events) {
        return dates(abc(), type_of("initial"), events);
    };
    CHECK(due(initial({{"strategy-meeting", day("2026-05-29")}}), "ABC-T01") == "2026-06-19");
    CHECK(due(initial({{"close", at("2026-11-30", "12:00")}}), "ABC-T03") ==
          "2027-02-28 / 2027-02-26");
    CHECK(due(initial({{"planned-start", at("2026-10-26", "10:00")}}), "ABC-T07", "report") ==
          "2026-10-24T10:00:00+01:00 / 2026-10-23T17:00:00+01:00");
}

}  // namespace
}  // namespace cpc::procedure
