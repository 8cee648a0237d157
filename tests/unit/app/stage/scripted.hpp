// SPDX-License-Identifier: Apache-2.0
// What tests of scripted meetings share: a folder, the scenarios of tests/scenarios, and what a
// scenario comes to when it is played through commands, to hold another way of playing against.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>

#include "app/play/command_hands.hpp"
#include "app/report/outcome.hpp"
#include "core/base/limits.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"

namespace cpc::scripted {

inline constexpr const char* passphrase = "practice practice practice";

template <class T>
T must(Result<T> result) {
    if (!result) FAIL(result.error().text());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

// A folder of the test's own, gone with it.
struct Folder {
    std::string path;
    Folder() {
        auto name = (std::filesystem::temp_directory_path() / "cpc-stage-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

struct World {
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    std::string source = CPC_SOURCE_DIR;

    [[nodiscard]] meeting::Library library() {
        return must(meeting::Library::load(files, source + "/assets"));
    }
    [[nodiscard]] play::Scenario scenario(const std::string& name) {
        const auto path = source + "/tests/scenarios/" + name;
        const auto text = must(read_whole(files, path, limits::scenario_bytes_max));
        return must(play::parse_scenario(text_of(text), name));
    }
};

inline std::string outcome_of(const play::Played& played, meeting::Meeting& meeting) {
    std::vector<report::RefusedLine> refused;
    for (const auto& each : played.refusals)
        refused.push_back({each.line, each.refusal});
    return report::outcome_json(meeting.state(), meeting.rules(), refused);
}

// `look`: called with the meeting once it was played.
template <class Look>
std::string by_commands(World& world, const std::string& name, Look look) {
    const Folder folder;
    play::ScriptedClock clock;
    meeting::SetUp setup;
    setup.cost = crypto::KeyslotCost::practice();
    setup.practice = true;
    auto desk =
        must(meeting::Desk::set_up({world.files, clock, world.entropy}, folder.path + "/vault",
                                   crypto::SecretBytes::from(passphrase), setup, world.library()));
    play::CommandHands hands(*desk, clock);
    const auto played = must(play::play(world.scenario(name), hands));
    CHECK(played.failures.empty());
    look(*hands.meeting());
    return outcome_of(played, *hands.meeting());
}
inline std::string by_commands(World& world, const std::string& name) {
    return by_commands(world, name, [](meeting::Meeting&) {});
}

}  // namespace cpc::scripted
