// SPDX-License-Identifier: Apache-2.0
// storm crash|flips|copies|resources|kill|memory|keeping [--seed N] [--draws N] [--recovery-every
// N]
// [--part N]
//       [--kills N] [--only POINT] [--talk]
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>

#include "core/crypto/secret.hpp"
#include "platform/entropy/entropy.hpp"
#include "tests/storm/storm.hpp"

namespace cpc::storm {

namespace fs = std::filesystem;

Scratch::Scratch() {
    platform::SystemEntropy entropy;
    ByteArray<8> name{};
    entropy.fill(name);
    std::error_code none;
    const fs::path memory = "/dev/shm";
    const auto base = fs::is_directory(memory, none) ? memory : fs::temp_directory_path();
    path_ = (base / ("cpc-storm-" + to_hex(name))).string();
    fs::create_directories(path_);
}

Scratch::~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace cpc::storm

int main(int argc, char** argv) {
    cpc::storm::Options options;
    const std::map<std::string, std::function<void(const std::string&)>> words = {
        {"--seed", [&](const auto& value) { options.seed = std::stoull(value); }},
        {"--draws", [&](const auto& value) { options.draws = std::stoull(value); }},
        {"--recovery-every",
         [&](const auto& value) { options.recovery_every = std::stoull(value); }},
        {"--part", [&](const auto& value) { options.part = std::stoull(value); }},
        {"--kills", [&](const auto& value) { options.kills = std::stoull(value); }},
        {"--only", [&](const auto& value) { options.only = value; }},
    };
    const std::map<std::string, std::function<int(const cpc::storm::Options&)>> storms = {
        {"crash", cpc::storm::crash},     {"flips", cpc::storm::flips},
        {"copies", cpc::storm::copies},   {"resources", cpc::storm::resources},
        {"kill", cpc::storm::kills},      {"memory", cpc::storm::memory},
        {"keeping", cpc::storm::keeping},
    };
    const auto storm = storms.find(argc > 1 ? argv[1] : "");
    if (storm == storms.end()) {
        std::fprintf(stderr,
                     "Which storm? crash, flips, copies, resources, kill, memory or keeping.\n");
        return 2;
    }
    for (int i = 2; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--talk") {
            options.talk = true;
            continue;
        }
        const auto option = words.find(word);
        if (option == words.end() || i + 1 >= argc) {
            std::fprintf(stderr, "Not an option: %s\n", word.c_str());
            return 2;
        }
        option->second(argv[++i]);
    }
    cpc::crypto::init();
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    return storm->second(options);
}
