// SPDX-License-Identifier: Apache-2.0
#include "app/dates/dates.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace cpc::dates {
namespace {

std::string read_asset(const std::string& path) {
    std::ifstream file(std::string(CPC_SOURCE_DIR) + "/" + path, std::ios::binary);
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Renders for Torbay with events given as on the command line.
Result<std::string> render(const std::string& type, const std::vector<std::string>& events,
                           Form form = Form::text, std::set<std::string> flags = {}) {
    auto procedure = procedure::load_procedure(read_asset("assets/procedures/torbay-cpp.toml"),
                                               "torbay-cpp.toml");
    REQUIRE(procedure.has_value());
    procedure->hash = "ab12";
    const auto calendar = procedure::Calendar::parse(
        read_asset("assets/calendars/bank-holidays.csv"), procedure->region, "bank-holidays.csv");
    REQUIRE(calendar.has_value());
    Request request;
    request.type = type;
    request.events = CPC_TRY(split_events(events));
    request.flags = std::move(flags);
    request.form = form;
    return render_dates(*procedure, *calendar, request);
}

nlohmann::json render_json(const std::vector<std::string>& events) {
    const auto text = render("initial", events, Form::json);
    REQUIRE(text.has_value());
    return nlohmann::json::parse(*text);
}

nlohmann::json deadline(const nlohmann::json& document, const std::string& id) {
    for (const auto& entry : document.at("deadlines"))
        if (entry.at("id") == id) return entry;
    return nullptr;
}

std::string refusal(const std::string& type, const std::vector<std::string>& events,
                    std::set<std::string> flags = {}) {
    const auto refused = render(type, events, Form::text, std::move(flags));
    REQUIRE_FALSE(refused.has_value());
    return refused.error().text();
}

TEST_CASE("the printed dates show limit, practical day, counting and source",
          "[dates][REQ-211][REQ-212][REQ-225]") {
    const auto text =
        render("initial", {"strategy-meeting=2027-03-09", "planned-start=2027-03-30T10:00"});
    REQUIRE(text.has_value());
    for (const char* part :
         {"TOR-T01  Initial conference: Thu 1 Apr 2027\n",
          "25 Mar = 12, 26 Mar skipped (Good Friday), 27–28 Mar weekend, 29 Mar skipped (Easter "
          "Monday), 30 Mar = 13, 31 Mar = 14, 1 Apr = 15\n",
          "TOR-T02  Agency reports: Mon 29 Mar 2027, 10:00; in practice Thu 25 Mar 2027, 17:00\n",
          "[REQ-212]", "Source: Torbay leaflet", "TOR-T04  First core group: waits for close\n"}) {
        CAPTURE(*text, part);
        CHECK(text->find(part) != std::string::npos);
    }
}

TEST_CASE("a limit that the procedure does not state itself is marked as default",
          "[dates][REQ-008]") {
    const auto text = render("initial", {"close=2027-03-30T11:45"});
    REQUIRE(text.has_value());
    CHECK(text->find("Status default: Torbay leaflet, Review conference; no time is given") !=
          std::string::npos);
}

TEST_CASE("the JSON form carries the same dates with every counted day", "[dates][REQ-211]") {
    const auto document = render_json({"strategy-meeting=2027-03-09", "close=2027-03-30T11:45",
                                       "planned-start=2027-03-30T10:00"});
    CHECK(document.at("profile") == "torbay-cpp");
    CHECK(document.at("profile_hash") == "ab12");
    CHECK(document.at("events").at("close") == "2027-03-30T11:45:00+01:00");
    const auto held = deadline(document, "TOR-T01");
    CHECK(held.at("due") == "2027-04-01");
    CHECK(held.at("practical").is_null());
    CHECK(held.at("rule_status") == "source");
    CHECK(held.at("counting_days").front() ==
          nlohmann::json{{"date", "2027-03-10"}, {"number", 1}});
    CHECK(held.at("counting_days").back() ==
          nlohmann::json{{"date", "2027-04-01"}, {"number", 15}});
    CHECK(held.at("counting_days").at(16) ==
          nlohmann::json{{"date", "2027-03-26"}, {"skipped", "Good Friday"}});
    CHECK(deadline(document, "TOR-T02").at("practical") == "2027-03-25T17:00:00+00:00");
    CHECK(deadline(document, "TOR-T07").at("rule_status") == "default");
    std::string waiting;
    for (const auto& entry : document.at("waiting"))
        waiting += entry.at("id").get<std::string>() + " ";
    CHECK(waiting == "TOR-T06 TOR-T05 TOR-T07 ");
}

TEST_CASE("a notification without a strategy meeting can only mean a child who moved in",
          "[dates][REQ-012]") {
    const auto moved = render_json({"notification=2027-03-09"});
    CHECK(moved.at("flags") == nlohmann::json{"transfer-in"});
    CHECK(deadline(moved, "TOR-T09").at("due") == "2027-04-01");
    const auto both = render_json({"notification=2027-03-09", "strategy-meeting=2027-03-09"});
    CHECK(both.at("flags").empty());
    CHECK(deadline(both, "TOR-T09").is_null());
    const auto by_hand =
        render("initial", {"notification=2027-03-09", "strategy-meeting=2027-03-09"}, Form::text,
               {"transfer-in"});
    REQUIRE(by_hand.has_value());
    CHECK(by_hand->find("TOR-T09  Initial conference after a move: Thu 1 Apr 2027") !=
          std::string::npos);
}

TEST_CASE("a close without its time leaves out what needs it and says so", "[dates][REQ-210]") {
    const auto document = render_json({"close=2027-03-30"});
    CHECK(deadline(document, "TOR-T03").is_null());
    CHECK(deadline(document, "TOR-T04").at("due") == "2027-04-13");
    REQUIRE(document.at("refused").size() == 1);
    CHECK(document.at("refused").at(0).at("id") == "TOR-T03");
}

TEST_CASE("what cannot be read is refused with what is known", "[dates]") {
    CHECK(refusal("initial", {"stratgy-meeting=2027-03-09"}) ==
          "torbay-cpp counts from no event called \"stratgy-meeting\". Known events: "
          "strategy-meeting, notification, planned-start, start, close, core-group, "
          "initial-conference, previous-review, edd.");
    CHECK(refusal("initial", {"close=2027-02-30"}) ==
          "\"2027-02-30\" is not a date for close. Write NAME=2027-03-30 or "
          "NAME=2027-03-30T10:00.");
    for (const char* text : {"close=", "close=2027-03-30T25:00", "close=2027-03-30 10:00",
                             "close=tomorrow", "close=2027-03-30T10:00Z"}) {
        CAPTURE(text);
        CHECK(refusal("initial", {text}).find("is not a date for close") != std::string::npos);
    }
    CHECK(refusal("initial", {"close"}) ==
          "\"close\" is not an event with its date. Write NAME=2027-03-30 or "
          "NAME=2027-03-30T10:00.");
    CHECK(refusal("initial", {"close=2027-03-30", "close=2027-03-31"}) ==
          "The event close was given twice. Write NAME=2027-03-30 or NAME=2027-03-30T10:00.");
    CHECK(refusal("transfer", {}) ==
          "torbay-cpp has no conference type \"transfer\". Known types: initial, review.");
    CHECK(refusal("review", {}, {"transfer-in"}) ==
          "The conference type review has no flag \"transfer-in\".");
}

}  // namespace
}  // namespace cpc::dates
