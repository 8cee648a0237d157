// SPDX-License-Identifier: Apache-2.0
// A conference of tests/scenarios, played to its close, and the maps of assets/exports.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "app/exports/exports.hpp"
#include "tests/unit/app/play/room.hpp"

namespace cpc::test {

inline std::string text_of_file(const std::string& path) {
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/" + path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

inline void play_whole(Room& room, const std::string& scenario) {
    const auto last = room.play(scenario);
    INFO(last << ": " << room.last().message);
    REQUIRE(last.rfind("error", 0) != 0);
    REQUIRE(room.state().closed);
}

inline const exports::Formats& formats() {
    static const auto loaded = [] {
        platform::SystemFiles files;
        return exports::Formats::load(files, std::string{CPC_SOURCE_DIR} + "/assets/exports");
    }();
    if (!loaded) FAIL(loaded.error().text());
    return *loaded;
}

inline const procedure::ExportMap& map_of(std::string_view id) {
    const auto* map = formats().map(id);
    REQUIRE(map != nullptr);
    return *map;
}

// A record's reference is random: the same facts under a fixed one give the same bytes.
inline exports::Facts fixed_facts(Room& room) {
    return exports::facts_of(room.state(), room.meeting().rules(), {"1a2b3c4d", true});
}
inline ConferenceId fixed_id() {
    ConferenceId id;
    id.bytes = {0x1a, 0x2b, 0x3c, 0x4d};
    return id;
}

// Against the golden file of that name. CPC_WRITE_GOLDENS=1 writes it, for a person to read.
inline void is_golden(const std::string& name, const std::string& text) {
    const auto path = "tests/vectors/exports/" + name;
    if (std::getenv("CPC_WRITE_GOLDENS") != nullptr) {
        std::ofstream out(std::string{CPC_SOURCE_DIR} + "/" + path, std::ios::binary);
        out << text;
        return;
    }
    CHECK(text == text_of_file(path));
}

}  // namespace cpc::test
