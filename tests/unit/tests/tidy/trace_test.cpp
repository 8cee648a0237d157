// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "tests/tidy/trace.hpp"

namespace {

using namespace cpc::tidy;

const SourceFile& list() {
    static const auto file =
        file_of("r.txt", "REQ-001 MUST KC 4.1\nREQ-002 MUST C 4.1\nREQ-030 SHOULD K 4.2\n");
    return file;
}

SourceFile refusals() {
    return file_of(std::string{refusal_path},
                   "constexpr std::array rules{\n"
                   "    RefusalRule{\"a.first\", \"REQ-001|REQ-002\", \"\", \"Say why.\"},\n"
                   "    RefusalRule{\n"
                   "        \"b.second\", \"REQ-030\", \"REQ-001\", \"Not now.\"},\n");
}

std::vector<SourceFile> tree() {
    return {file_of("assets/procedures/here.toml",
                    "[rule.chair]\nid = \"chair.own\"\nrequirement = [\"REQ-001\",\n"
                    "    \"REQ-002\"]\n"),
            file_of("core/a/a.cpp", "// REQ-002 stands here.\nreturn no(\"a.first\");\n"),
            refusals(),
            file_of("tests/scenarios/one.txt",
                    "# Requirements REQ-030, REQ-001.\nhere everyone  -> refused b.second\n"),
            file_of("tests/unit/core/a/a_test.cpp",
                    "TEST_CASE(\"a name that | is \"\n"
                    "          \"rather long, as names of tests are [REQ-002]\") {\n"
                    "    CHECK(rule == \"a.first\");\n}\n")};
}

Trace traced(const std::vector<SourceFile>& files) {
    return trace_of(files, coverage_of(files, list()));
}

TEST_CASE("each table and each point of a procedure is tied to the requirements it names",
          "[tidy]") {
    const auto rules =
        carried_by(file_of("assets/procedures/here.toml",
                           "title = \"REQ-001 in words\"  # requirement = \"REQ-009\"\n"
                           "[[stage]]\n"
                           "id = \"stage.risk\"\n"
                           "requirement = [\"REQ-001\"]\n"
                           "check = [\n"
                           "    { id = \"asked\", text = \"A } or a \\\" in words.\", answers = [\n"
                           "        { id = \"no\", label = \"No\" },\n"
                           "    ], requirement = \"REQ-002\" },\n"
                           "]\n"
                           "[[stage]]\n"
                           "stage = \"decision\"\n"
                           "requirement = \"REQ-003\"\n"
                           "[risk]\n"
                           "requirement = \"REQ-004\"\n"));
    REQUIRE(rules.size() == 4);
    CHECK(rules[0].procedure == "here");
    CHECK(rules[0].rule == "stage.risk/asked");
    CHECK(rules[0].requirement == "REQ-002");
    CHECK(rules[1].rule == "stage.risk");
    CHECK(rules[1].requirement == "REQ-001");
    CHECK(rules[2].rule == "stage.decision");
    CHECK(rules[2].line == 10);
    CHECK(rules[3].rule == "risk");
}

TEST_CASE("a table within a table leaves the outer one its id, and is called after both",
          "[tidy]") {
    const auto rules = carried_by(file_of("assets/procedures/here.toml",
                                          "[[dissent]]\n"
                                          "id = \"dissent.own\"\n"
                                          "requirement = \"REQ-001\"\n"
                                          "  [[dissent.step]]\n"
                                          "  id = \"chair\"\n"
                                          "  [[dissent.step]]\n"
                                          "  id = \"board\"\n"
                                          "  requirement = \"REQ-002\"\n"
                                          "[[dissents]]\n"
                                          "id = \"other\"\n"
                                          "requirement = \"REQ-003\"\n"));
    REQUIRE(rules.size() == 3);
    CHECK(rules[0].rule == "dissent.own/board");
    CHECK(rules[1].rule == "dissent.own");
    CHECK(rules[1].line == 1);
    CHECK(rules[2].rule == "other");
}

TEST_CASE("only procedures and overlays that are delivered are read", "[tidy]") {
    CHECK(is_delivered("assets/procedures/here.toml"));
    CHECK(is_delivered("assets/overlays/there.toml"));
    CHECK_FALSE(is_delivered("assets/procedures/README.md"));
    CHECK_FALSE(is_delivered("tests/scenarios/profiles/own.toml"));
}

TEST_CASE("a refusal names its alternatives and what else says the same, on one line or two",
          "[tidy]") {
    const auto rows = refusals_of(refusals());
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].rule == "a.first");
    CHECK(rows[0].requirements == std::vector<std::string>{"REQ-001", "REQ-002"});
    CHECK(rows[1].rule == "b.second");
    CHECK(rows[1].requirements == std::vector<std::string>{"REQ-030", "REQ-001"});
    CHECK(rows[1].line == 3);
}

TEST_CASE("a requirement is followed to rules, refusals, code and tests", "[tidy]") {
    const auto trace = traced(tree());
    CHECK(trace.findings.empty());
    const auto& first = trace.requirements.at("REQ-001");
    CHECK(first.rules.at("chair.own") == std::set<std::string>{"here"});
    CHECK(first.refusals == std::set<std::string>{"a.first", "b.second"});
    CHECK(first.code.empty());
    CHECK(first.tests.contains("scenarios/one"));
    const auto& second = trace.requirements.at("REQ-002");
    CHECK(second.code == std::set<std::string>{"core/a/a.cpp"});
    CHECK(second.tests.at("core/a/a") ==
          std::set<std::string>{"a name that | is rather long, as …"});
    CHECK(trace.rules.at("chair.own").requirements == std::set<std::string>{"REQ-001", "REQ-002"});
    CHECK(trace.rules.at("chair.own").tests.empty());
    CHECK(trace.refusals.at("a.first").code == std::set<std::string>{"core/a/a.cpp"});
    CHECK(trace.refusals.at("a.first").tests == std::set<std::string>{"core/a/a"});
    CHECK(trace.refusals.at("b.second").tests == std::set<std::string>{"scenarios/one"});
}

TEST_CASE("a rule is followed to the tests that name it, unless its id is an everyday word",
          "[tidy]") {
    const auto trace =
        traced({file_of("assets/procedures/a.toml",
                        "[rule.chair]\nid = \"chair.own\"\nrequirement = \"REQ-001\"\n"
                        "check = [{ id = \"x.y\", requirement = \"REQ-001\" }]\n"
                        "[[deadline]]\nid = \"TOR-T09\"\nrequirement = \"REQ-002\"\n"
                        "[rule.decision]\nid = \"decision\"\nrequirement = \"REQ-002\"\n"),
                file_of("tests/unit/a_test.cpp",
                        "find(\"decision\", \"TOR-T09\", \"chair.own.more\");\n")});
    REQUIRE(trace.rules.size() == 2);
    CHECK(named_in_tests(trace) ==
          "0 of 0 refusals and 1 of 2 rules of procedures are named by a test.");
    CHECK(trace.rules.at("TOR-T09").tests == std::set<std::string>{"a"});
    CHECK(trace.rules.at("chair.own").tests.empty());
}

TEST_CASE("a refusal that no test names is a finding, also when another's name begins with it",
          "[tidy]") {
    auto files = tree();
    files.back() = file_of("tests/unit/core/a/a_test.cpp", "CHECK(rule == \"a.first-of-all\");\n");
    const auto trace = traced(files);
    REQUIRE(trace.findings.size() == 1);
    CHECK(trace.findings[0].line == 2);
    CHECK(trace.findings[0].sentence == "No test names the refusal a.first.");
}

TEST_CASE("a procedure, a refusal or a source that names no requirement is a finding", "[tidy]") {
    const auto trace =
        traced({file_of("assets/overlays/o.toml", "[a]\nrequirement = \"REQ-900\"\n"),
                file_of("core/a/a.hpp", "\n// REQ-901\n"),
                file_of(std::string{refusal_path}, "RefusalRule{\"c\", \"REQ-902\", \"\", \"\"}"),
                file_of("tests/unit/a.cpp", "\"c\"")});
    REQUIRE(trace.findings.size() == 3);
    CHECK(trace.findings[1].text() == "core/conference/refusal.cpp:1: REQ-902 is no requirement.");
    CHECK(trace.findings[0].text() == "assets/overlays/o.toml:1: REQ-900 is no requirement.");
    CHECK(trace.findings[2].text() == "core/a/a.hpp:2: REQ-901 is no requirement.");
}

TEST_CASE("the page has a row for each requirement and refusal, and its sums", "[tidy]") {
    const auto files = tree();
    const auto coverage = coverage_of(files, list());
    const auto page = page_of(trace_of(files, coverage), coverage);
    CHECK(page.find("| 4.1 | 2 | 2 | 2 | 2 | 1 | 1 | 1 |\n") != std::string::npos);
    CHECK(page.find("| all | 3 | 3 | 2 | 3 | 1 | 1 | 1 |\n") != std::string::npos);
    CHECK(page.find("| REQ-002 MUST C | `chair.own` (here) | `a.first` | `core/a/a.cpp` | "
                    "`core/a/a`: a name that \\| is rather long, as … |\n") != std::string::npos);
    CHECK(page.find("| `b.second` | REQ-001, REQ-030 |  | `scenarios/one` |\n") !=
          std::string::npos);
}

TEST_CASE("a page that is missing or says something else is a finding, the same page is not",
          "[tidy]") {
    const auto path = std::string{trace_path};
    CHECK(check_page("one\ntwo\n", file_of(path, "one\ntwo\n")).empty());
    CHECK(check_page("one\ntwo\n", file_of(path, "one\n")).size() == 1);
    CHECK(check_page("one\ntwo\n", {}).size() == 1);
}

TEST_CASE("lines moving about in a source do not change the page", "[tidy]") {
    auto files = tree();
    const auto page_now = [&] {
        const auto coverage = coverage_of(files, list());
        return page_of(trace_of(files, coverage), coverage);
    };
    const auto before = page_now();
    for (auto& file : files)
        file.lines.insert(file.lines.begin(), "");
    CHECK(page_now() == before);
}

}  // namespace
