// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "tests/tidy/reasons.hpp"

namespace {

using namespace cpc::tidy;

const SourceFile& list() {
    static const auto file =
        file_of("r.txt", "# ids\nREQ-001 MUST KC 4.1\nREQ-002 MUST K 4.1\nREQ-030 SHOULD C 4.2\n");
    return file;
}

TEST_CASE("a tag in a test or a scenario proves a requirement, one elsewhere does not", "[tidy]") {
    const auto coverage = coverage_of(
        {file_of("tests/unit/core/a.cpp", "\"[x][REQ-001]\"\n"),
         file_of("tests/scenarios/a.txt", "# [REQ-030]\n"),
         file_of("core/a/a.cpp", "// [REQ-002]\n"), file_of("tests/README.md", "[REQ-002]\n")},
        list());
    CHECK(coverage.findings.empty());
    CHECK(coverage.covered == std::set<std::string>{"REQ-001", "REQ-030"});
    CHECK(table_of(coverage) ==
          std::vector<std::string>{"4.1  1 of 2 proved; 1 of 2 that the kiosk must do",
                                   "      REQ-002",
                                   "4.2  1 of 1 proved; 0 of 0 that the kiosk must do"});
    CHECK(table_of(coverage, {{"REQ-002", "stands on paper"}})[1] ==
          "      REQ-002  stands on paper");
}

TEST_CASE("what the kiosk must do has a test or a reason; of the rest nobody asks one", "[tidy]") {
    const auto all = file_of("r.txt",
                             "REQ-001 MUST KC 4.1\nREQ-002 MUST K 4.10\nREQ-003 MUST C 4.1\n"
                             "REQ-004 SHOULD K 4.1\nREQ-005 MUST K 4.9\nREQ-006 MUST K 4.16\n");
    const auto coverage = coverage_of({file_of("tests/unit/a.cpp", "\"[REQ-006]\"")}, all);
    const auto list = file_of("u.txt",
                              "# list\nREQ-001  \nREQ-002  a reader judges the paper \nREQ-003\n"
                              "REQ-004\nREQ-005\n");
    const auto findings = check_reasons(coverage, list);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].line == 2);
    CHECK(findings[0].text().find("REQ-001 of section 4.1") != std::string::npos);
    CHECK(reasons_of(list) == Reasons{{"REQ-002", "a reader judges the paper"}});
    // An id that is not even listed is asked for all the same.
    CHECK(check_reasons(coverage, file_of("u.txt", "REQ-002  so\n")).size() == 1);
}

TEST_CASE("the list that is written anew keeps its reasons, and drops those of proved ones",
          "[tidy]") {
    const auto coverage = coverage_of({file_of("tests/unit/a.cpp", "\"[REQ-001]\"")}, list());
    const auto written =
        uncovered_list_of(coverage, {{"REQ-001", "not yet"}, {"REQ-030", "central's own work"}});
    CHECK(written.find("REQ-001") == std::string::npos);
    CHECK(written.find("REQ-002\n") != std::string::npos);
    CHECK(written.find("REQ-030  central's own work\n") != std::string::npos);
    CHECK(reasons_of(file_of("u.txt", written)) == Reasons{{"REQ-030", "central's own work"}});
}

TEST_CASE("a scenario proves what its comments name; its lines and other comments do not",
          "[tidy]") {
    const auto proved = [](const std::string& path, const std::string& text) {
        return coverage_of({file_of(path, text)}, list()).covered;
    };
    CHECK(proved("tests/scenarios/more/a.txt", "# Requirements 2.0.2, REQ-001, REQ-030.\n") ==
          std::set<std::string>{"REQ-001", "REQ-030"});
    CHECK(proved("tests/scenarios/a.txt", "say mother \"REQ-001\"\n").empty());
    CHECK(proved("tests/scenarios/a.txt", "# REQ-0011 REQ-1 REQ-\n").empty());
    CHECK(proved("tests/unit/a_test.cpp", "// like REQ-001\n").empty());
}

TEST_CASE("a tag knows its test's name, over several lines and without the tags", "[tidy]") {
    const auto tags = tags_of(file_of("tests/unit/a_test.cpp",
                                      "TEST_CASE(\"one, \\\"two\\\" \"\n"
                                      "          \"and three\", \"[a][REQ-001]\") {\n"
                                      "}\n"
                                      "TEST_CASE(\"four [REQ-002]\") {\n"));
    REQUIRE(tags.size() == 2);
    CHECK(tags[0].test == "one, \"two\" and three");
    CHECK(tags[0].line == 2);
    CHECK(tags[1].id == "REQ-002");
    CHECK(tags[1].test == "four");
}

TEST_CASE("a tag that names no requirement is a finding with its place", "[tidy]") {
    const auto coverage = coverage_of({file_of("tests/unit/a.cpp", "\n\"[REQ-999]\"\n")}, list());
    REQUIRE(coverage.findings.size() == 1);
    CHECK(coverage.findings[0].line == 2);
}

TEST_CASE("a requirement that lost its test fails, one that never had any does not", "[tidy]") {
    const auto coverage = coverage_of({file_of("tests/unit/a.cpp", "\"[REQ-001]\"")}, list());
    CHECK(check_shrinks(coverage, file_of("u.txt", "REQ-002\nREQ-030\n")).empty());
    CHECK(check_shrinks(coverage, file_of("u.txt", "REQ-030\n")).size() == 1);
    CHECK(check_shrinks(coverage, file_of("u.txt", uncovered_list_of(coverage))).empty());
}

TEST_CASE("a doubled or broken row of the list is a finding", "[tidy]") {
    CHECK(
        coverage_of({}, file_of("r", "REQ-001 MUST K 4.1\nREQ-001 MUST K 4.1\n")).findings.size() ==
        1);
    CHECK(coverage_of({}, file_of("r", "REQ-001 MUST\n")).findings.size() == 1);
}

}  // namespace
