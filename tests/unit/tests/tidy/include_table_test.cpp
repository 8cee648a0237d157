// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "tests/tidy/include_table.hpp"

namespace {

using namespace cpc::tidy;

IncludeTable sample() {
    const auto read = read_include_table(file_of("includes.txt",
                                                 "# rows\n"
                                                 "may core/base:\n"
                                                 "may core/record: core/base\n"
                                                 "may platform/*: core/base\n"
                                                 "may app/main: *\n"
                                                 "door <sodium>: core/record\n"));
    REQUIRE(read.findings.empty());
    return read.table;
}

Findings judge(const std::string& path, const std::string& content) {
    return check_includes({file_of(path, content)}, sample());
}

TEST_CASE("a listed include passes and an unlisted one is named with its line", "[tidy]") {
    CHECK(judge("core/record/a.cpp", "#include \"core/base/ids.hpp\"\n").empty());
    const auto found = judge("core/base/a.cpp", "// essay\n#include \"core/record/a.hpp\"\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].text() ==
          "core/base/a.cpp:2: core/base may include nothing of ours; not core/record.");
}

TEST_CASE("a module may include itself, and a pattern row covers each folder below it", "[tidy]") {
    CHECK(judge("core/base/a.cpp", "#include \"core/base/b.hpp\"\n").empty());
    CHECK(judge("platform/clock/a.cpp", "#include \"core/base/b.hpp\"\n").empty());
    CHECK(judge("platform/clock/a.cpp", "#include \"core/record/b.hpp\"\n").size() == 1);
    CHECK(judge("app/main/a.cpp", "#include \"core/record/b.hpp\"\n").empty());
}

TEST_CASE("a foreign library is refused away from its door but open to tests", "[tidy]") {
    CHECK(judge("core/record/a.cpp", "#include <sodium.h>\n").empty());
    CHECK(judge("core/base/a.cpp", "#  include <sodium/core.h>\n").size() == 1);
    CHECK(check_includes(
              {file_of("tests/unit/a.cpp", "#include <sodium.h>\n")},
              read_include_table(file_of("t", "may tests/*: *\ndoor <sodium>: core/x\n")).table)
              .empty());
}

TEST_CASE("a module without a row is a finding", "[tidy]") {
    const auto found = judge("app/new/a.cpp", "int x;\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].sentence == "app/new has no row in tests/tidy/includes.txt.");
}

TEST_CASE("an include in a sentence of a comment is not an include", "[tidy]") {
    CHECK(judge("core/base/a.cpp", "// #include <sodium.h> is not for us\n").empty());
}

TEST_CASE("a row of the table that cannot be read is a finding against the table", "[tidy]") {
    CHECK(read_include_table(file_of("t", "might core/base: x\n")).findings.size() == 1);
    CHECK(read_include_table(file_of("t", "may core/base\n")).findings.size() == 1);
}

}  // namespace
