// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "app/explain/diff.hpp"

namespace cpc::explain {
namespace {

std::string sample() {
    std::ifstream file(std::string(CPC_SOURCE_DIR) + "/tests/unit/core/procedure/sample.toml");
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string edited(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Page page_of(const std::string& text) {
    auto procedure = procedure::load_procedure(text, "sample.toml");
    if (!procedure) FAIL(procedure.error().text());
    procedure->hash = std::to_string(text.size());
    return explain(*procedure);
}

std::vector<Change> changes_to(const std::string& text) {
    return diff(page_of(sample()), page_of(text));
}

TEST_CASE("a procedure and itself differ in nothing, whatever its bytes", "[explain][diff]") {
    CHECK(changes_to(sample()).empty());
    CHECK(changes_to(sample() + "\n# a remark\n").empty());
    const auto page = page_of(sample());
    CHECK(text_of_diff(page, page, {}).find("Nothing that the procedure says has changed.") !=
          std::string::npos);
}

TEST_CASE("a changed number of days is told by rule id, from and to, and before the rest",
          "[explain][diff][REQ-009]") {
    const auto text = edited(
        edited(sample(), "most = 1, chair_agrees_before", "most = 2, chair_agrees_before"),
        "kind = \"working-days-after\", count = 5,", "kind = \"working-days-after\", count = 7,");
    const auto changes = changes_to(text);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].part == Part::deadlines);
    CHECK(changes[0].key == "S-T12");
    REQUIRE(changes[0].fields.size() == 1);
    CHECK(changes[0].fields[0].from == "Within 5 working days after “Close”.");
    CHECK(changes[0].fields[0].to == "Within 7 working days after “Close”.");
    CHECK(changes[1].key == "observer");
    CHECK(changes[1].fields[0].field == "most");
    const auto told = text_of_diff(page_of(sample()), page_of(text), changes);
    CHECK(told.find("Changed: 2, of which time limits: 1.") != std::string::npos);
    CHECK(told.find("TIME LIMITS") < told.find("observer"));
    CHECK(told.find("was “At most 1 observer.”, is now “At most 2 observers.”") !=
          std::string::npos);
}

TEST_CASE("a rule that is new or gone is told with what it says", "[explain][diff]") {
    const std::string role =
        "{ id = \"parent\", label = \"Parent\", group = \"family\", counted = "
        "false },";
    const auto more = edited(sample(), role,
                             role +
                                 "\n    { id = \"gran\", label = \"Grandmother\", group = "
                                 "\"family\", counted = false },");
    const auto added = changes_to(more);
    REQUIRE(added.size() == 1);
    CHECK(added[0].kind == ChangeKind::added);
    CHECK(added[0].key == "gran");
    CHECK(added[0].summary.find("Has no counted view") != std::string::npos);
    const auto removed = diff(page_of(more), page_of(sample()));
    REQUIRE(removed.size() == 1);
    CHECK(removed[0].kind == ChangeKind::removed);
}

TEST_CASE("a rule that was verified since shows its new standing", "[explain][diff][REQ-008]") {
    const auto changes =
        changes_to(edited(sample(), "status = \"not-verified\"", "status = \"source\""));
    REQUIRE(changes.size() == 1);
    REQUIRE(changes[0].fields.size() == 1);
    CHECK(changes[0].fields[0].field == "status");
    CHECK(changes[0].fields[0].from == "not verified");
    CHECK(changes[0].fields[0].to == "in the source");
}

TEST_CASE("a field that appears and one that goes are told as such", "[explain][diff]") {
    const auto changes = changes_to(edited(sample(), ", guide = true", ""));
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].fields[0].to.empty());
    const auto told = text_of_diff(page_of(sample()), page_of(sample()), changes);
    CHECK(told.find("guide: no longer says “A guide:") != std::string::npos);
}

}  // namespace
}  // namespace cpc::explain
