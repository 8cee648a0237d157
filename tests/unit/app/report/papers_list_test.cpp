// SPDX-License-Identifier: Apache-2.0
// For each scenario that has a NAME.papers.txt beside it: the papers, all of them and no other,
// each with version, child, recipient, people and last day.
#include <filesystem>

#include "core/conference/papers.hpp"
#include "tests/unit/app/report/papers.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

// "minutes/family CD to attending-family by 2027-04-20: Mother, Father"
std::string line_of(const conference::State& state, const conference::Paper& paper) {
    std::string line = paper.rule->kind + "/" + paper.rule->version;
    if (!paper.child.empty()) line += " " + state.children.at(paper.child).added.ref;
    line += " to " + paper.to();
    line += paper.due ? " by " + procedure::iso(*paper.due) : std::string{" at once"};
    std::string names;
    for (const auto& id : paper.people)
        names += (names.empty() ? ": " : ", ") + state.people.at(id).invited.name;
    for (const auto& agency : paper.agencies)
        names += (names.empty() ? ": " : ", ") + agency;
    return line + names;
}

std::multiset<std::string> lines_in(const std::string& text) {
    std::multiset<std::string> out;
    std::stringstream in(text);
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line[0] != '#') out.insert(line);
    return out;
}

}  // namespace

TEST_CASE("each scenario makes exactly the papers that are written down beside it",
          "[REQ-235][REQ-236][REQ-256][REQ-371]") {
    namespace fs = std::filesystem;
    std::size_t scenarios = 0;
    for (const auto& entry :
         fs::directory_iterator(std::string{CPC_SOURCE_DIR} + "/tests/scenarios")) {
        const auto name = entry.path().filename().string();
        const std::string ending = ".papers.txt";
        if (name.size() < ending.size() ||
            name.compare(name.size() - ending.size(), ending.size(), ending) != 0)
            continue;
        ++scenarios;
        Room room;
        const auto scenario = name.substr(0, name.size() - ending.size()) + ".txt";
        const auto last = room.play(scenario_file(scenario));
        INFO(scenario << " " << last << ": " << room.last().message);
        REQUIRE(last.rfind("error", 0) != 0);
        std::multiset<std::string> made;
        for (const auto& paper : conference::papers_of(room.state(), room.meeting().rules()))
            made.insert(line_of(room.state(), paper));
        const auto wanted = lines_in(scenario_file(name));
        for (const auto& line : wanted) {
            INFO(scenario << " lacks " << line);
            CHECK(made.count(line) == wanted.count(line));
        }
        for (const auto& line : made) {
            INFO(scenario << " has " << line);
            CHECK(wanted.count(line) == made.count(line));
        }
    }
    CHECK(scenarios >= 12);
}

TEST_CASE("every paper on the lists of the scenarios is one that is made", "[REQ-248]") {
    for (const auto* scenario : {"torbay-restricted.txt", "fife-no-consensus.txt"}) {
        Papers papers(scenario_file(scenario));
        for (const auto& copy : conference::copies_of(papers.room.state(), papers.rules())) {
            INFO(scenario << " " << copy.about);
            CHECK(papers.readings.count(copy.about) == 1);
        }
    }
}

TEST_CASE("the papers of one record come out byte for byte the same a second time") {
    Papers papers(scenario_file("torbay-restricted.txt"));
    const auto again = report::make_all(papers.room.meeting(), true, fonts());
    REQUIRE(again);
    REQUIRE(again->size() == papers.made.size());
    for (std::size_t i = 0; i < again->size(); ++i) {
        INFO((*again)[i].about);
        CHECK((*again)[i].pdf == papers.made[i].pdf);
        CHECK((*again)[i].html == papers.made[i].html);
    }
}
