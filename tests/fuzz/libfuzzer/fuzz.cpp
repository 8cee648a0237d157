// SPDX-License-Identifier: Apache-2.0
// libFuzzer's way in: one program for all targets, so that a build links once.
//
//     cpc-fuzz --target=NAME CORPUS… [libFuzzer's own flags]
//     cpc-fuzz --list
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/crypto/crypto.hpp"
#include "tests/fuzz/target.hpp"

namespace {
const cpc::fuzz::Target* chosen = nullptr;
}

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
    constexpr std::string_view flag = "--target=";
    cpc::crypto::init();
    for (int i = 1; i < *argc; ++i) {
        const std::string_view word = (*argv)[i];
        if (word == "--list") {
            for (const auto& target : cpc::fuzz::targets())
                std::printf("%s\n", target.name.data());
            std::exit(0);
        }
        if (word.substr(0, flag.size()) == flag)
            chosen = cpc::fuzz::find_target(word.substr(flag.size()));
    }
    if (chosen != nullptr) return 0;
    std::fputs("cpc-fuzz --target=NAME CORPUS; cpc-fuzz --list names the targets\n", stderr);
    std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chosen->run({data, size});
    return 0;
}
