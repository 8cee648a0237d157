// SPDX-License-Identifier: Apache-2.0
// A whole conference by keyboard alone, and one by a person who only hears (ui-design 12, check 4);
// and what each screen of it sounds like, as it was read and found right.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/report/outcome.hpp"
#include "app/stage/performance.hpp"
#include "core/base/limits.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"

using namespace cpc;
namespace fs = std::filesystem;
using Hands = ui::Driver::Hands;

namespace {

constexpr const char* scenario_name = "torbay-majority.txt";

template <class T>
T must(Result<T> result) {
    if (!result) FAIL(result.error().text());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

struct Conference {
    std::string outcome;
    stage::Stage::Heard heard;
    std::vector<std::string> said;  // aloud, while the ear led the hands
};

Conference by(Hands hands) {
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    const std::string source = CPC_SOURCE_DIR;
    auto folder = (fs::temp_directory_path() / "cpc-hands-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()) != nullptr);
    Conference out;
    {
        const auto text = must(read_whole(files, source + "/tests/scenarios/" + scenario_name,
                                          limits::scenario_bytes_max));
        const auto scenario = must(play::parse_scenario(text_of(text), scenario_name));
        stage::Tablet tablet{files,
                             entropy,
                             must(meeting::Library::load(files, source + "/assets")),
                             folder + "/vault",
                             "practice practice practice",
                             {}};
        tablet.hands = hands;
        const auto performance = must(stage::begin_performance(scenario, std::move(tablet)));
        const auto played = must(play::play(scenario, *performance->hands));
        for (const auto* lines : {&played.failures, &performance->hands->mismatches(),
                                  &performance->hands->not_offered()})
            for (const auto& line : *lines)
                FAIL_CHECK(line);
        std::vector<report::RefusedLine> refused;
        for (const auto& each : played.refusals)
            refused.push_back({each.line, each.refusal});
        auto* meeting = performance->hands->meeting();
        REQUIRE(meeting != nullptr);
        out.outcome = report::outcome_json(meeting->state(), meeting->rules(), refused);
        out.heard = performance->stage->heard();
        out.said = performance->stage->driver().ear().said;
    }
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return out;
}

const Conference& by_finger() {
    static const Conference conference = by(Hands::finger);
    return conference;
}

}  // namespace

TEST_CASE("A conference by keyboard alone ends as it does by finger", "[stage][keyboard]") {
    const auto conference = by(Hands::keyboard);
    CHECK(conference.outcome == by_finger().outcome);
    CHECK(conference.said.empty());
}

TEST_CASE("A conference by a person who only hears ends as it does by finger", "[stage][speech]") {
    const auto conference = by(Hands::ear);
    CHECK(conference.outcome == by_finger().outcome);
    CHECK(conference.said.size() > 1'000);
}

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        // The paper code is another one each time: "P6D8 3AAR F7SQ GAKB M6".
        const auto of_code = [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == ' ';
        };
        constexpr std::size_t code_size = 22;
        if (line.size() > code_size && line[code_size] == ',' && line[4] == ' ' &&
            std::all_of(line.begin(), line.begin() + code_size, of_code))
            line.replace(0, code_size, "CODE");
        lines.push_back(line);
    }
    return lines;
}

// One screen after the other; the end that it has in common with the one before is a number.
std::string written(const stage::Stage::Heard& heard) {
    std::string out;
    std::vector<std::string> before;
    for (const auto& [name, text] : heard) {
        const auto lines = lines_of(text);
        std::size_t same = 0;
        while (same < lines.size() && same < before.size() &&
               lines[lines.size() - 1 - same] == before[before.size() - 1 - same])
            ++same;
        out += "# " + name + "\n";
        for (std::size_t i = 0; i + same < lines.size(); ++i)
            out += lines[i] + "\n";
        if (same > 0) out += "= the last " + std::to_string(same) + " as before\n";
        before = lines;
    }
    return out;
}

}  // namespace

// To look at what a change makes of it: CPC_SPOKEN=FILE writes what is heard now.
TEST_CASE("Every screen of a conference sounds as it was found right", "[stage][speech]") {
    const auto now = written(by_finger().heard);
    if (const char* file = std::getenv("CPC_SPOKEN")) std::ofstream(file) << now;
    std::ifstream in(std::string(CPC_SOURCE_DIR) + "/tests/unit/app/stage/spoken-majority.txt");
    std::ostringstream kept;
    kept << in.rdbuf();
    const auto found = lines_of(now);
    const auto wanted = lines_of(kept.str());
    const auto [there, here] =
        std::mismatch(wanted.begin(), wanted.end(), found.begin(), found.end());
    if (there == wanted.end() && here == found.end()) return;
    FAIL("line " << there - wanted.begin() + 1 << ": wanted \""
                 << (there == wanted.end() ? "the end" : *there) << "\", heard \""
                 << (here == found.end() ? "the end" : *here) << "\"");
}

TEST_CASE("Without a headset nothing of anybody's own screen or of the chair's is heard",
          "[stage][speech]") {
    const std::string kept = ui::SpokenWords{}.private_part + "\n";
    std::size_t own = 0;
    for (const auto& [name, text] : by_finger().heard) {
        if (name.rfind("hand-over", 0) != 0 && name.rfind("ballot", 0) != 0) continue;
        ++own;
        INFO(name << ": " << text);
        CHECK(text.find(kept) != std::string::npos);
        for (const auto* word : {"I agree", "I do not agree", "unable", "PIN"})
            CHECK(text.find(word) == std::string::npos);
    }
    CHECK(own >= 4);
}
