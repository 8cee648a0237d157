// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/complaints.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "core/procedure/profile.hpp"
#include "support.hpp"

namespace cpc::procedure {
namespace {

namespace fs = std::filesystem;
using test::read_asset;

const std::string broken = "tests/unit/core/procedure/broken/";

// What stands after this mark, line by line. "# expect: " is the one complaint with which the file
// does not load; "# all: " lines, where there are any, are all its complaints in order.
std::vector<std::string> marked(const std::string& text, const std::string& word) {
    const std::string mark = "\n# " + word + ": ";
    std::vector<std::string> list;
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
        const auto begin = at + mark.size();
        list.push_back(text.substr(begin, text.find('\n', begin) - begin));
    }
    return list;
}

std::vector<std::string> told(const std::string& text, const std::string& name) {
    std::vector<std::string> list;
    for (const auto& error : complaints_about(text, name))
        list.push_back(error.where + ": " + error.what);
    return list;
}

TEST_CASE("each of the broken profiles is told what is wrong with it, with all its mistakes",
          "[procedure][profile]") {
    int files = 0;
    int with_several = 0;
    for (const auto& entry : fs::directory_iterator(std::string(CPC_SOURCE_DIR) + "/" + broken)) {
        const std::string name = entry.path().filename().string();
        CAPTURE(name);
        const std::string text = read_asset(broken + name);
        const auto expected = marked(text, "expect");
        const auto list = marked(text, "all");
        const auto all = told(text, name);
        REQUIRE(expected.size() == 1);
        if (!list.empty()) CHECK(all == list);
        CHECK(std::find(all.begin(), all.end(), expected.front()) != all.end());
        ++files;
        with_several += list.empty() ? 0 : 1;
    }
    CHECK(files >= 50);
    CHECK(with_several >= 2);
}

TEST_CASE("a whole profile has no complaint", "[procedure][profile]") {
    for (const auto& entry :
         fs::directory_iterator(std::string(CPC_SOURCE_DIR) + "/assets/procedures")) {
        if (entry.path().extension() != ".toml") continue;
        const std::string name = "assets/procedures/" + entry.path().filename().string();
        const std::string text = read_asset(name);
        if (!load_procedure(text, name)) continue;  // an overlay is no whole procedure
        CHECK(told(text, name).empty());
    }
    CHECK(told(read_asset("tests/unit/core/procedure/sample.toml"), "sample.toml").empty());
}

TEST_CASE("an overlay is held against what an overlay may say", "[procedure][profile][overlay]") {
    const std::string text = read_asset("assets/overlays/rcgp-gp.toml");
    CHECK(looks_like_overlay(text));
    CHECK_FALSE(looks_like_overlay(read_asset("assets/procedures/torbay-cpp.toml")));
    CHECK(told(text, "rcgp-gp.toml").empty());
    const auto all = told("regons = [\"GB-EAW\"]\n" + text, "rcgp-gp.toml");
    REQUIRE(all.size() == 1);
    CHECK(all[0].find("Did you mean \"regions\"?") != std::string::npos);
}

// No file is refused in silence: what does not load has at least one complaint, and the other way
// round.
TEST_CASE("a profile that loses any one line loads or is complained about",
          "[procedure][profile]") {
    const std::string text = read_asset("tests/unit/core/procedure/sample.toml");
    int refused = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        const std::string less = text.substr(0, begin) + text.substr(end);
        CAPTURE(text.substr(begin, end - begin));
        const bool loads = load_procedure(less, "less.toml").has_value();
        CHECK(loads == told(less, "less.toml").empty());
        refused += loads ? 0 : 1;
        begin = end;
    }
    CHECK(refused > 50);
}

}  // namespace
}  // namespace cpc::procedure
