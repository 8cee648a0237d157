// SPDX-License-Identifier: Apache-2.0
// Passphrases: proposed by the program, or a person's own if it is not easily guessed.
//
// A proposal is five words drawn evenly (by rejection, no remainder favoured) from 7,776: 64.6
// bits, which at half a second a guess is out of reach. An own one has at least 14 characters, at
// least six different ones, and at least eight letters that are left over when everything that
// guessers try first is taken out of it: the usual words whatever they are spelt with, runs of the
// keyboard, counting, repetition. Nothing is asked about capitals or digits, and nothing expires
// (security design, 3.1 and 3.16).
#pragma once

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

inline constexpr std::size_t passphrase_words = 5;
inline constexpr std::size_t passphrase_characters_min = 14;
inline constexpr std::size_t passphrase_bytes_max = 1024;

// Words with single spaces between them.
[[nodiscard]] SecretBytes propose_passphrase(Entropy& entropy,
                                             std::size_t words = passphrase_words);
// Fault::refused with the reason, and never with any of the passphrase.
[[nodiscard]] Result<void> check_passphrase(const SecretBytes& passphrase);

}  // namespace cpc::crypto
