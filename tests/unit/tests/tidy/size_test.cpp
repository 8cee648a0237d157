// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "tests/tidy/size.hpp"

namespace {

using namespace cpc::tidy;

std::vector<FunctionSpan> spans(const std::string& code) {
    return functions_of(file_of("core/base/a.cpp", code));
}

std::string body_of(std::size_t lines) {
    std::string text = "void f() {\n";
    for (std::size_t line = 2; line < lines; ++line)
        text += "    g();\n";
    return text + "}\n";
}

TEST_CASE("a function is measured from its opening to its closing brace", "[tidy]") {
    const auto found = spans("namespace a {\n\nint f(int x) {\n    if (x) {\n    }\n}\n}\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].first_line == 3);
    CHECK(found[0].lines() == 4);
}

TEST_CASE("members, constructors with braced initialisers and operators are functions", "[tidy]") {
    const auto found = spans(
        "class A {\npublic:\n    explicit A(int x) : x_{x}, y_{1} {\n        g();\n    }\n"
        "    bool operator==(const A&) const { return true; }\nprivate:\n    int x_{};\n"
        "    int y_{};\n};\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0].first_line == 3);
    CHECK(found[0].last_line == 5);
    CHECK(found[1].first_line == 6);
}

TEST_CASE("tables and enumerations are data, however long", "[tidy]") {
    CHECK(spans("constexpr std::array t{1,\n2};\nenum class E : int {\n a,\n b\n};\n").empty());
    CHECK(spans("const auto x = make(1, {\n2,\n3});\nint y{};\n").empty());
}

TEST_CASE("braces in comments, strings, characters and directives do not count", "[tidy]") {
    const auto found = spans(
        "#define OPEN {\n"
        "void f() {  // {\n"
        "    g(\"{\", '{', R\"x({ \" )x\", 1'000'000); /* {\n */\n"
        "}\n"
        "void h() {}\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0].last_line == 5);
    CHECK(found[1].first_line == 6);
}

TEST_CASE("seventy lines pass and seventy-one do not", "[tidy]") {
    CHECK(check_sizes({file_of("core/base/a.cpp", body_of(70))}).empty());
    const auto found = check_sizes({file_of("core/base/a.cpp", body_of(71))});
    REQUIRE(found.size() == 1);
    CHECK(found[0].line == 1);
}

TEST_CASE("a function behind a template head with a default is measured", "[tidy]") {
    CHECK(spans("template <class T = int>\nT f(T x = {}) {\n    return x;\n}\n").size() == 1);
}

TEST_CASE("a source of 501 lines is a finding and a data file of 501 lines is not", "[tidy]") {
    std::string lines;
    for (int line = 0; line < 501; ++line)
        lines += "\n";
    CHECK(check_sizes({file_of("core/base/a.cpp", lines)}).size() == 1);
    CHECK(check_sizes({file_of("run", "#!/bin/sh\n" + lines)}).size() == 1);
    CHECK(check_sizes({file_of("assets/calendars/a.csv", lines)}).empty());
}

TEST_CASE("a shell function is measured too", "[tidy]") {
    const auto found = functions_of(file_of("run", "#!/bin/sh\na() {\n    b\n}\n"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].lines() == 3);
}

}  // namespace
