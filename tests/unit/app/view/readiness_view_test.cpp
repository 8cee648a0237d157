// SPDX-License-Identifier: Apache-2.0
// What the readiness screen says of a tablet, and what its report leaves out.
#include "app/view/readiness.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace cpc;
using namespace cpc::view;

namespace {

ReadinessFacts all_well() {
    ReadinessFacts facts;
    facts.asked = facts.known = true;
    facts.checked_at = LocalTime{Date{20'908}, 600, 60};
    facts.record = "00112233445566778899aabbccddeeff";
    facts.entries = 41;
    facts.conferences = 2;
    facts.storage.free_bytes = 42'000'000'000;
    facts.storage.write_ms = 3;
    facts.check = {false, true, true, 41, 41, {}};
    facts.glass = {"opengles2", 1280, 800, 149, true};
    facts.holidays = {{"GB-EAW", Date{22'000}, false}};
    facts.power = {true, true, 80, false};
    facts.procedures = {{"torbay-cpp", "Torbay", "2012-1", Date{15'000}, {}, true}};
    facts.printing = {true,     true, true, {{"office", {}, PrinterState::idle, true, true, {}}},
                      "office", {}};
    facts.program = "0123456789abcdef";
    facts.copies = {40, LocalTime{Date{20'907}, 600, 60}, 38};
    return facts;
}

Moment morning() {
    Moment moment;
    moment.now = LocalTime{Date{20'908}, 600, 60};
    return moment;
}

const ReadinessLine& line_about(const ReadinessView& view, const std::string& about) {
    const auto found = std::find_if(view.lines.begin(), view.lines.end(),
                                    [&](const auto& line) { return line.about == about; });
    REQUIRE(found != view.lines.end());
    return *found;
}

}  // namespace

TEST_CASE("A tablet on which all is well says so, and offers nothing to mend", "[view][ready]") {
    const auto view = make_readiness_view(all_well(), morning());
    CHECK(view.banner.empty());
    CHECK(view.help.find("all right") != std::string::npos);
    CHECK(view.save_blocked.empty());
    for (const auto& line : view.lines) {
        INFO(line.about);
        CHECK(line.standing == Standing::good);
        CHECK(line.action.empty());
        CHECK_FALSE(line.intent.has_value());
    }
}

TEST_CASE("What fails stands first, and each of it has one thing that can be done",
          "[view][ready]") {
    auto facts = all_well();
    facts.clock_doubtful = true;
    facts.storage.write_problem = "the disk is full";
    facts.storage.write_ms.reset();
    facts.holidays.front().nears_end = true;
    facts.copies.backed_up.reset();
    facts.power.percent = 12;
    const auto view = make_readiness_view(facts, morning());
    REQUIRE(view.lines.size() == 10);
    CHECK(view.lines[0].about == "Storage");
    CHECK(view.lines[1].about == "Clock");
    CHECK(view.lines[2].standing == Standing::look);
    CHECK(std::is_sorted(view.lines.begin(), view.lines.end(), [](const auto& a, const auto& b) {
        return static_cast<int>(a.standing) < static_cast<int>(b.standing) &&
               a.standing != Standing::good;
    }));
    for (const auto& line : view.lines) {
        INFO(line.about);
        const bool wants = line.standing == Standing::bad || line.standing == Standing::look;
        CHECK(line.action.empty() != wants);
        CHECK(line.intent.has_value() == wants);
    }
}

TEST_CASE("Storage or a record that fails forbids to start, and nothing else does",
          "[view][ready]") {
    const auto forbids = [](const ReadinessFacts& facts) {
        return make_readiness_view(facts, morning()).banner ==
               "Do not start a conference on this tablet.";
    };
    auto no_write = all_well(), no_key = all_well(), full = all_well(), forged = all_well();
    no_write.storage.write_problem = "the medium failed";
    no_key.storage.key_damage = "keys.cpk, a copy does not fit";
    full.storage.free_bytes = free_bytes_least - 1;
    forged.check = {false, true, false, 12, 41, "entry 12"};
    CHECK(forbids(no_write));
    CHECK(forbids(no_key));
    CHECK(forbids(full));
    CHECK(forbids(forged));

    auto little = all_well(), clock = all_well(), battery = all_well();
    little.storage.free_bytes = free_bytes_wanted - 1;
    clock.clock_doubtful = true;
    battery.power.percent = 3;
    CHECK_FALSE(forbids(little));
    CHECK_FALSE(forbids(clock));
    CHECK_FALSE(forbids(battery));
}

TEST_CASE("What was not found out is told as not known, never as good", "[view][ready]") {
    ReadinessFacts nothing;
    nothing.asked = nothing.known = true;
    const auto view = make_readiness_view(nothing, morning());
    CHECK(line_about(view, "Storage").standing == Standing::unknown);
    CHECK(line_about(view, "Record").standing == Standing::unknown);
    CHECK(line_about(view, "Screen").standing == Standing::unknown);
    CHECK(line_about(view, "Power").standing == Standing::unknown);
    CHECK(line_about(view, "Program").standing == Standing::unknown);
    CHECK(line_about(view, "Copies").standing == Standing::look);
    CHECK(line_about(view, "Procedures").standing == Standing::bad);
    CHECK(line_about(view, "Holiday lists").standing == Standing::bad);
}

TEST_CASE("Before anything is known no line is shown and no report is offered", "[view][ready]") {
    ReadinessFacts facts;
    facts.asked = true;
    const auto view = make_readiness_view(facts, morning());
    CHECK(view.lines.empty());
    CHECK_FALSE(view.save_blocked.empty());
}

TEST_CASE("A tablet without a battery is told apart from one that does not say", "[view][ready]") {
    auto facts = all_well();
    facts.power = {true, false, 0, false};
    CHECK(line_about(make_readiness_view(facts, morning()), "Power").standing == Standing::good);
    facts.power = {true, true, battery_low_percent, false};
    CHECK(line_about(make_readiness_view(facts, morning()), "Power").standing == Standing::look);
    facts.power = {true, true, battery_low_percent + 1, false};
    CHECK(line_about(make_readiness_view(facts, morning()), "Power").standing == Standing::good);
    facts.power = {true, true, battery_empty_percent, false};
    CHECK(line_about(make_readiness_view(facts, morning()), "Power").standing == Standing::bad);
    facts.power = {true, true, 1, true};
    CHECK(line_about(make_readiness_view(facts, morning()), "Power").standing == Standing::good);
}

TEST_CASE("While signatures are being checked it is said how far, and not that they fit",
          "[view][ready]") {
    auto facts = all_well();
    facts.check = {true, false, false, 20, 40, {}};
    const auto view = make_readiness_view(facts, morning());
    CHECK(view.looking);
    CHECK(view.progress == "Checking every signature: 20 of 40 entries");
    CHECK(view.part == 0.5F);
    CHECK(line_about(view, "Record").standing == Standing::unknown);
}

TEST_CASE("The report has a line for each figure and says when a check was not finished",
          "[view][ready]") {
    auto facts = all_well();
    const auto whole = readiness_report(facts);
    CHECK(whole.rfind("case-conference/readiness 1\n", 0) == 0);
    CHECK(whole.find("signatures: all fit\n") != std::string::npos);
    CHECK(whole.find("backed-up: 40\n") != std::string::npos);
    CHECK(whole.find("procedure: torbay-cpp edition 2012-1 until open of the program\n") !=
          std::string::npos);
    facts.check.over = false;
    facts.copies.backed_up.reset();
    facts.storage.write_ms.reset();
    facts.storage.write_problem = "the medium failed";
    const auto broken = readiness_report(facts);
    CHECK(broken.find("signatures: not finished\n") != std::string::npos);
    CHECK(broken.find("backed-up: never\n") != std::string::npos);
    CHECK(broken.find("test-write-ms: failed\n") != std::string::npos);
    facts.check = {false, true, false, 12, 41, "entry 12"};
    CHECK(readiness_report(facts).find("signatures: DO NOT FIT\n") != std::string::npos);
}
