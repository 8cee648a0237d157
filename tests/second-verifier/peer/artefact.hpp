// SPDX-License-Identifier: Apache-2.0
// An artefact is one thing to be judged, with everything a judge needs: a JSON object of "kind" and
// fields (bytes in base64). A verdict is whole or not, and for what is whole an answer in one line,
// so that two judges must not only agree that they can read it but read the same. The kinds and
// their fields are in ../README.md. What travels between product and second verifier is one
// artefact with its verdict a line.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "core/base/bytes.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::peer {

using Json = nlohmann::json;

struct Verdict {
    bool whole = false;
    std::string answer;  // of what is whole
    std::string reason;  // of what is not; for people, not compared
};

// What the product says.
[[nodiscard]] Verdict judge(const Json& artefact);

// The same numbers for the same seed, on every machine.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
    bool once_in(std::uint64_t times) { return below(times) == 0; }
    Bytes bytes(std::size_t size) {
        Bytes out(size);
        for (auto& byte : out)
            byte = static_cast<std::uint8_t>(engine_());
        return out;
    }
    template <std::size_t N>
    ByteArray<N> array() {
        ByteArray<N> out{};
        for (auto& byte : out)
            byte = static_cast<std::uint8_t>(engine_());
        return out;
    }
    crypto::SecretBytes secret() { return crypto::SecretBytes::copy_of(array<32>()); }

  private:
    std::mt19937_64 engine_;
};

[[nodiscard]] inline std::string text64(ByteView bytes) {
    return to_base64(bytes);
}

// Artefacts of each kind, whole or hurt.
[[nodiscard]] Json make_artefact(Dice& dice);

}  // namespace cpc::peer
