// SPDX-License-Identifier: Apache-2.0
// Every file of the corpora through its target, and each a number of times with one change: the
// oracles in every test run, with any compiler, without a fuzzer. The changes are the same in every
// run; what a fuzzer has found is added to the corpus and stays found.
//
//     fuzz-replay CORPUS [CHANGES]
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/crypto/crypto.hpp"
#include "tests/fuzz/target.hpp"

namespace {

using cpc::Bytes;

Bytes read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void change(std::mt19937_64& dice, Bytes& bytes) {
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(dice() % limit); };
    const auto at = static_cast<std::ptrdiff_t>(below(bytes.size() + 1));
    switch (below(6)) {
        case 0:
            bytes.resize(static_cast<std::size_t>(at));
            return;
        case 1:
            bytes.insert(bytes.begin() + at, static_cast<std::uint8_t>(below(256)));
            return;
        case 2:
            if (at < std::ssize(bytes)) bytes.erase(bytes.begin() + at);
            return;
        case 3:
            if (at < std::ssize(bytes))
                bytes[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(below(256));
            return;
        case 4:
            bytes.insert(bytes.end(), bytes.begin(),
                         bytes.begin() + std::min<std::ptrdiff_t>(at, 64));
            return;
        default:
            if (at < std::ssize(bytes))
                bytes[static_cast<std::size_t>(at)] ^= static_cast<std::uint8_t>(1U << below(8));
            return;
    }
}

std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> out;
    std::error_code none;
    for (const auto& item : std::filesystem::directory_iterator(folder, none))
        if (item.is_regular_file()) out.push_back(item.path());
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("fuzz-replay CORPUS [CHANGES]\n", stderr);
        return 2;
    }
    cpc::crypto::init();
    const std::filesystem::path corpus = argv[1];
    const int changes = argc > 2 ? std::stoi(argv[2]) : 200;
    std::size_t runs = 0;
    bool empty = false;
    for (const auto& target : cpc::fuzz::targets()) {
        const auto files = files_of(corpus / target.name);
        if (files.empty()) {
            std::fprintf(stderr, "no corpus for %s\n", target.name.data());
            empty = true;
        }
        std::mt19937_64 dice(files.size());
        for (const auto& path : files) {
            const Bytes whole = read_file(path);
            target.run(whole);
            for (int i = 0; i < changes; ++i) {
                Bytes bytes = whole;
                for (auto left = 1 + dice() % 3; left > 0; --left)
                    change(dice, bytes);
                target.run(bytes);
            }
            runs += 1 + static_cast<std::size_t>(changes);
        }
        std::printf("%-14s %3zu files\n", target.name.data(), files.size());
    }
    std::printf("%zu targets, %zu runs, every oracle held\n", cpc::fuzz::targets().size(), runs);
    return empty ? 1 : 0;
}
