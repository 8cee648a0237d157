// SPDX-License-Identifier: Apache-2.0
// The product's side of the agreement with the second verifier.
//
//     second-verifier-peer make SEED COUNT     COUNT artefacts, one a line, with the product's
//     verdict second-verifier-peer judge               artefacts on standard input, verdicts on
//     standard output
//
// Everything follows from the seed: libsodium's randomness is replaced too.
#include <sodium/randombytes.h>

#include <cstdio>
#include <iostream>
#include <string>

#include "tests/second-verifier/peer/artefact.hpp"

namespace {

cpc::peer::Dice* sodium_dice = nullptr;

const char* dice_name() {
    return "dice";
}
std::uint32_t dice_number() {
    return static_cast<std::uint32_t>(sodium_dice->below(1ULL << 32U));
}
void dice_fill(void* const out, const std::size_t size) {
    const auto bytes = sodium_dice->bytes(size);
    std::copy(bytes.begin(), bytes.end(), static_cast<std::uint8_t*>(out));
}

void print(const cpc::peer::Verdict& verdict, cpc::peer::Json line) {
    line["whole"] = verdict.whole;
    line["answer"] = verdict.answer;
    line["reason"] = verdict.reason;
    std::puts(line.dump(-1, ' ', false, cpc::peer::Json::error_handler_t::replace).c_str());
}

int make(std::uint64_t seed, std::uint64_t count) {
    cpc::peer::Dice dice(seed);
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto artefact = cpc::peer::make_artefact(dice);
        print(cpc::peer::judge(artefact), artefact);
    }
    return 0;
}

int judge() {
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto artefact = cpc::peer::Json::parse(line, nullptr, false);
        if (artefact.is_discarded()) return 2;
        print(cpc::peer::judge(artefact), cpc::peer::Json::object());
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string verb = argc > 1 ? argv[1] : "";
    const bool makes = verb == "make" && argc == 4;
    cpc::peer::Dice dice(makes ? std::stoull(argv[2]) + 1 : 1);
    sodium_dice = &dice;
    randombytes_implementation implementation{dice_name, dice_number, nullptr,
                                              nullptr,   dice_fill,   nullptr};
    randombytes_set_implementation(&implementation);
    if (makes) return make(std::stoull(argv[2]), std::stoull(argv[3]));
    if (verb == "judge") return judge();
    std::fputs("second-verifier-peer make SEED COUNT | judge\n", stderr);
    return 2;
}
