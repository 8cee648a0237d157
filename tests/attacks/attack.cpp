// SPDX-License-Identifier: Apache-2.0
// The program: runs the scripts, prints the table, and holds the README's list against them.
#include "tests/attacks/attack.hpp"

#include <catch2/catch_session.hpp>
#include <catch2/catch_test_case_info.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>
#include <cstdio>
#include <fstream>
#include <set>
#include <vector>

#include "core/crypto/secret.hpp"

namespace cpc::attacks {
namespace {

constexpr std::size_t words_shown = 110;

struct Line {
    std::string name;
    std::string row;
    std::vector<std::string> told;
};

std::vector<Line>& table() {
    static std::vector<Line> lines;
    return lines;
}

class Listener final : public Catch::EventListenerBase {
  public:
    using EventListenerBase::EventListenerBase;
    void testCaseStarting(const Catch::TestCaseInfo& info) override {
        table().push_back({info.name, info.tagsAsString(), {}});
    }
};
CATCH_REGISTER_LISTENER(Listener)

std::string first_of(const std::string& words) {
    std::string out = words.substr(0, words.find('\n'));
    if (out.size() <= words_shown) return out;
    auto end = words_shown;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U)
        --end;  // not within a letter
    return out.substr(0, end) + "…";
}

std::size_t print_table() {
    std::size_t silent = 0;
    for (const auto& line : table()) {
        if (line.told.empty()) ++silent;
        std::printf("%-46s %-16s %s\n", line.name.c_str(), line.row.c_str(),
                    line.told.empty() ? "NOBODY WAS TOLD" : first_of(line.told.front()).c_str());
    }
    return silent;
}

// Each script stands in the README, and the README names no other.
std::size_t readme_differs() {
    std::set<std::string> listed;
    std::ifstream readme{ATTACKS_README};
    for (std::string line; std::getline(readme, line);) {
        if (line.rfind("* `", 0) != 0) continue;
        const auto end = line.find('`', 3);
        if (end != std::string::npos) listed.insert(line.substr(3, end - 3));
    }
    std::size_t wrong = 0;
    for (const auto& line : table())
        if (listed.erase(line.name) == 0) {
            ++wrong;
            std::printf("not in the README: %s\n", line.name.c_str());
        }
    for (const auto& name : listed) {
        ++wrong;
        std::printf("in the README alone: %s\n", name.c_str());
    }
    return wrong;
}

int run(int argc, char** argv) {
    crypto::init();
    Catch::Session session;
    if (const int wrong = session.applyCommandLine(argc, argv); wrong != 0) return wrong;
    const int failed = session.run();
    const auto& asked = session.configData();
    if (asked.listTests || asked.listTags || asked.showHelp) return failed;
    const auto silent = print_table();
    const auto differs = asked.testsOrTags.empty() ? readme_differs() : 0;
    std::size_t told = 0;
    for (const auto& line : table())
        told += line.told.size();
    std::printf("attacks: %zu scripts, %zu attacks, %s; %zu not told, README %s\n", table().size(),
                told, failed == 0 ? "all refused or noticed" : "SOME SUCCEEDED", silent,
                differs == 0 ? "fits" : "DIFFERS");
    return failed == 0 && silent == 0 && differs == 0 ? 0 : 1;
}

}  // namespace

void stopped(const std::string& words, std::initializer_list<std::string_view> causes) {
    INFO("it said: " << words);
    CHECK_FALSE(words.empty());
    for (const auto cause : causes) {
        INFO("and was to say: " << cause);
        CHECK(words.find(cause) != std::string::npos);
    }
    table().back().told.push_back(words);
}

std::string joined_lines(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines)
        out += line + "\n";
    return out;
}

}  // namespace cpc::attacks

int main(int argc, char** argv) {
    return cpc::attacks::run(argc, argv);
}
