// SPDX-License-Identifier: Apache-2.0
// A conference that is played to its close, and all its papers, read back.
#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/unit/app/play/room.hpp"
#include "tests/unit/app/report/reading.hpp"

namespace cpc::test {

inline std::string scenario_file(const std::string& name) {
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/tests/scenarios/" + name);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// Puts `added` in front of the first line that begins with `line`.
inline std::string with(std::string scenario, const std::string& line, const std::string& added) {
    const auto at = scenario.find("\n" + line);
    CPC_CHECK(at != std::string::npos);
    scenario.insert(at + 1, added + "\n");
    return scenario;
}

using MadePapers = std::vector<const report::MadePaper*>;

struct Papers {
    Room room;
    std::vector<report::MadePaper> made;
    std::map<std::string, Reading> readings;

    explicit Papers(const std::string& scenario) {
        const auto last = room.play(scenario);
        INFO(last << ": " << room.last().message);
        REQUIRE(last.rfind("error", 0) != 0);
        REQUIRE(room.state().closed);
        auto all = report::make_all(room.meeting(), true, fonts());
        if (!all) FAIL(all.error().text());
        made = std::move(*all);
        for (const auto& paper : made)
            readings.emplace(paper.about, read(paper));
    }
    [[nodiscard]] const conference::Rulebook& rules() { return room.meeting().rules(); }
    [[nodiscard]] std::string ref(const report::MadePaper& paper) {
        return room.state().children.at(paper.sight.child).added.ref;
    }
    // The papers that go to this person, alone or with others.
    [[nodiscard]] MadePapers to(const std::string& person) {
        MadePapers out;
        for (const auto& paper : made)
            for (const auto& reader : paper.sight.readers)
                if (room.state().people.at(reader).invited.name == person) out.push_back(&paper);
        return out;
    }
    [[nodiscard]] std::set<std::string> named_to(const std::string& person) {
        std::set<std::string> out;
        for (const auto* paper : to(person))
            out.insert(paper->about);
        return out;
    }
    [[nodiscard]] const Reading& reading(const std::string& about) {
        const auto found = readings.find(about);
        INFO(about);
        REQUIRE(found != readings.end());
        return found->second;
    }
    void none_holds(const MadePapers& papers, const std::vector<std::string>& texts) {
        CHECK_FALSE(papers.empty());
        for (const auto* paper : papers)
            for (const auto& text : texts) {
                INFO(paper->about << " to " << paper->to << " holds " << text);
                CHECK_FALSE(reading(paper->about).holds(text));
            }
    }
    [[nodiscard]] bool one_holds(const MadePapers& papers, const std::string& text) {
        return std::any_of(papers.begin(), papers.end(),
                           [&](const auto* paper) { return reading(paper->about).holds(text); });
    }
};

// A scenario as far as the moment before anybody is in the room.
inline std::string prepared(const std::string& scenario) {
    const auto at = scenario.find("\nstage introductions");
    CPC_CHECK(at != std::string::npos);
    return scenario.substr(0, at + 1);
}

}  // namespace cpc::test
