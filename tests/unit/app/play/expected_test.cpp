// SPDX-License-Identifier: Apache-2.0
// Every scenario of tests/scenarios that has a NAME.expected.json beside it is played, and what it
// came to is held against that file. The expectation is a part of the outcome file: objects are
// looked at only where they are named, and each thing in a list has to be found somewhere in the
// list. "never" holds what must not be there, in the same shape.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/unit/app/play/room.hpp"

using namespace cpc;
using namespace cpc::test;
using Json = nlohmann::json;

namespace {

std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

bool holds(const Json& wanted, const Json& actual) {
    if (wanted.is_object()) {
        if (!actual.is_object()) return false;
        return std::all_of(wanted.items().begin(), wanted.items().end(), [&](const auto& each) {
            return actual.contains(each.key()) && holds(each.value(), actual.at(each.key()));
        });
    }
    if (wanted.is_array()) {
        if (!actual.is_array()) return false;
        if (wanted.empty()) return actual.empty();
        return std::all_of(wanted.begin(), wanted.end(), [&](const Json& each) {
            return std::any_of(actual.begin(), actual.end(),
                               [&](const Json& there) { return holds(each, there); });
        });
    }
    return wanted == actual;
}

// One complaint for each thing that is not as expected, with the place in the outcome.
void compare(const Json& wanted, const Json& actual, const std::string& place,
             std::vector<std::string>& out) {
    if (wanted.is_object() && actual.is_object()) {
        for (const auto& [key, value] : wanted.items()) {
            if (actual.contains(key))
                compare(value, actual.at(key), place + "/" + key, out);
            else
                out.push_back(place + "/" + key + " is not there");
        }
        return;
    }
    if (wanted.is_array() && actual.is_array() && !wanted.empty()) {
        for (const auto& each : wanted)
            if (std::none_of(actual.begin(), actual.end(),
                             [&](const Json& there) { return holds(each, there); }))
                out.push_back(place + " has nothing like " + each.dump());
        return;
    }
    if (!holds(wanted, actual))
        out.push_back(place + ": " + actual.dump() + ", expected " + wanted.dump());
}

void never(const Json& unwanted, const Json& actual, std::vector<std::string>& out) {
    for (const auto& [key, list] : unwanted.items())
        for (const auto& each : list)
            if (actual.contains(key) &&
                std::any_of(actual.at(key).begin(), actual.at(key).end(),
                            [&](const Json& there) { return holds(each, there); }))
                out.push_back("/" + key + " has " + each.dump() + ", and must not");
}

std::vector<std::string> complaints_about(const std::filesystem::path& scenario_file) {
    Room room;
    const auto name = scenario_file.filename().string();
    const auto scenario = play::parse_scenario(text_of_file(scenario_file), name);
    if (!scenario) return {scenario.error().text()};
    std::vector<std::string> out;
    const auto outcome = room.outcome_of(*scenario, out);
    auto expected_file = scenario_file;
    expected_file.replace_extension(".expected.json");
    auto wanted = Json::parse(text_of_file(expected_file), nullptr, false);
    if (wanted.is_discarded()) return {expected_file.string() + " is not JSON"};
    if (out.empty() || !outcome.empty()) {
        const auto actual = Json::parse(outcome, nullptr, false);
        if (wanted.contains("never")) never(wanted.at("never"), actual, out);
        wanted.erase("never");
        compare(wanted, actual, "", out);
    }
    return out;
}

}  // namespace

TEST_CASE("every scenario comes to what is expected of it",
          "[scenarios][REQ-001][REQ-136][REQ-137][REQ-138][REQ-142][REQ-143][REQ-165][REQ-167]") {
    const auto* only = std::getenv("CPC_SCENARIO");  // a part of a name: play those alone
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::string{CPC_SOURCE_DIR} + "/tests/scenarios")) {
        auto expected = entry.path();
        if (expected.extension() != ".txt") continue;
        expected.replace_extension(".expected.json");
        const bool chosen =
            only == nullptr || entry.path().string().find(only) != std::string::npos;
        if (std::filesystem::exists(expected) && chosen) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    REQUIRE_FALSE(files.empty());
    for (const auto& file : files) {
        std::string all;
        for (const auto& complaint : complaints_about(file))
            all += "\n  " + complaint;
        INFO(file.filename().string() << all);
        CHECK(all.empty());
    }
}
