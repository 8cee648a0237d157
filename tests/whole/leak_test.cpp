// SPDX-License-Identifier: Apache-2.0
// Nothing that was said in the room lies readable on the disk: every file that a play leaves
// anywhere it may write is searched, byte by byte, for every name and word of the scenario.
#include <signal.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/play/scenario.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

constexpr std::size_t letters_least = 5;

bool is_letter(char c) {
    const auto u = static_cast<unsigned char>(c);
    return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u >= 0x80;
}

// Every quoted text of the file and every word of five letters in them.
std::set<std::string> secrets_of(std::string_view scenario) {
    std::set<std::string> out;
    bool quoted = false;
    std::string text;
    std::string word;
    const auto end_word = [&] {
        if (word.size() >= letters_least) out.insert(word);
        word.clear();
    };
    for (const char c : scenario) {
        if (c == '"') {
            end_word();
            if (quoted && text.size() >= letters_least) out.insert(text);
            quoted = !quoted;
            text.clear();
        } else if (quoted) {
            text += c;
            if (is_letter(c))
                word += c;
            else
                end_word();
        }
    }
    return out;
}

std::vector<std::string> found_in(const std::string& file, const std::set<std::string>& secrets) {
    const auto content = bytes_of(file);
    const auto text = text_of(content);
    std::vector<std::string> out;
    for (const auto& secret : secrets)
        if (text.find(secret) != std::string_view::npos) out.push_back(secret);
    return out;
}

std::vector<std::string> found_below(const std::string& folder,
                                     const std::set<std::string>& secrets) {
    std::vector<std::string> out;
    for (const auto& file : files_below(folder))
        for (const auto& secret : found_in(file, secrets))
            out.push_back(file + ": " + secret);
    return out;
}

Start player_in(const Folder& folder) {
    Start how;
    how.words = {WHOLE_PLAYER, scenario_file, assets_folder, folder.path("store"), "papers"};
    how.error_file = folder.path("errors");
    how.folder = folder.path();
    return how;
}

}  // namespace

TEST_CASE("The search for words finds them where they do stand", "[leaks]") {
    const auto secrets = secrets_of(text_of(bytes_of(scenario_file)));
    CHECK(secrets.size() > 100);
    CHECK(secrets.count("drinking") == 1);
    CHECK(found_in(scenario_file, secrets).size() == secrets.size());
}

TEST_CASE("No file left by a whole meeting with its papers holds a word of it",
          "[leaks][REQ-299]") {
    const auto secrets = secrets_of(text_of(bytes_of(scenario_file)));
    const Folder folder;
    const auto child = start(player_in(folder));
    const auto said = lines_until_end(child.out);
    REQUIRE(wait_for(child) == 0);
    CHECK(said.size() == played().acknowledged);
    CHECK(files_below(folder.path()).size() >= 5);
    CHECK(found_below(folder.path(), secrets) == std::vector<std::string>{});
}

TEST_CASE("No file left by a killed meeting holds a word of it", "[leaks][REQ-299]") {
    const auto secrets = secrets_of(text_of(bytes_of(scenario_file)));
    for (std::size_t lines = 7; lines < played().acknowledged; lines += 13) {
        const Folder folder;
        const auto child = start(player_in(folder));
        for (std::size_t i = 0; i < lines; ++i)
            REQUIRE(next_line(child.out).has_value());
        ::kill(child.pid, SIGKILL);
        (void)wait_for(child);
        CHECK(found_below(folder.path(), secrets) == std::vector<std::string>{});
    }
}

TEST_CASE("Every file of a store can be read by its owner only", "[leaks][REQ-299]") {
    for (const auto& file : files_below(played().store)) {
        INFO(file);
        CHECK(others_may(file) == 0);
    }
    CHECK(others_may(played().store) == 0);
}

}  // namespace cpc::whole
