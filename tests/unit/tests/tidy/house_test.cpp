// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "tests/tidy/house.hpp"

namespace {

using namespace cpc::tidy;

TEST_CASE("a source without a licence line in its first three lines is a finding", "[tidy]") {
    const std::string licence = "SPDX-License-Identifier: Apache-2.0\n";
    CHECK(check_licences({file_of("core/a/a.cpp", "// " + licence)}).empty());
    CHECK(check_licences({file_of("run", "#!/bin/sh\n# " + licence)}).empty());
    CHECK(check_licences({file_of("core/a/a.cpp", "\n\n\n// " + licence)}).size() == 1);
    CHECK(check_licences({file_of("assets/p.toml", "")}).size() == 1);
    CHECK(check_licences({file_of("README.md", "")}).empty());
}

TEST_CASE("a forbidden word is named with its line, except in the list itself", "[tidy]") {
    const auto list = file_of("list.txt", "# comment\n/machine/\n");
    const auto found = check_machine_words({file_of("a.md", "x\nsee /machine/x\n"), list}, list);
    REQUIRE(found.size() == 1);
    CHECK(found[0].line == 2);
}

TEST_CASE("a folder without a README is a finding, its deeper folders are not", "[tidy]") {
    CHECK(check_readmes({file_of("core/a/a.cpp", ""), file_of("core/a/README.md", "")}).empty());
    CHECK(check_readmes({file_of("tests/unit/core/a/a.cpp", "")}).size() == 1);
    CHECK(check_readmes({file_of("assets/x/a.toml", ""), file_of("core/x.txt", "")}).empty());
}

TEST_CASE("text is split at line ends with and without a last one", "[tidy]") {
    CHECK(file_of("a", "x\n\ny").lines == std::vector<std::string>{"x", "", "y"});
    CHECK(file_of("a", "x\n").lines == std::vector<std::string>{"x"});
    CHECK(file_of("a", "").lines.empty());
}

}  // namespace
