// SPDX-License-Identifier: Apache-2.0
// The keys of a store behind passphrases: keys.cpk and device.key.
//
// A random master key never changes; each chair's slot holds it, and that chair's own signing seed,
// sealed under a key made from the passphrase (Argon2id) and the device's secret. Changing a
// passphrase rewrites one slot and touches no record. keys.cpk holds two whole copies, A and B,
// each with a generation and a digest: the older is written and synced first, then the other, so
// one is whole at every instant. A slot commits to its key (kcv), so it cannot be made to open two
// ways.
//
// keys.cpk  = copy A (8192) ‖ copy B (8192)
// copy      = "CPCKEYS1" | generation u64 | 13 slots of 512 | zero | BLAKE2b-256 of all before
// slot      = kind u8 (0 empty, 1 chair) | id u8 | flags u16 = 0 | ops u32 | memory KiB u32
//             | salt 16 | owner kid 32 | nonce 24 | master 32 ‖ chair seed 32 | tag 16 | kcv 32 |
//             zero
// device.key = "CPCDEV01" | secret 32 | BLAKE2b-256 of all before
//
// device.key stops nobody who steals the whole medium; on hardware with a TPM the same 32 bytes are
// to be sealed there. Recovery slots (two of three officers) are part of the format's room and not
// of this version. Source: security design, 3.1.
#pragma once

#include <string>
#include <vector>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/crypto/password.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

inline constexpr std::size_t keyslot_count_max = 13;
inline constexpr const char* keyslots_file = "keys.cpk";
inline constexpr const char* device_secret_file = "device.key";

struct Unlocked {
    SecretBytes master;      // 32
    SecretBytes chair_seed;  // 32: the Ed25519 seed of the chair whose passphrase it was
    std::uint8_t slot = 0;
    std::vector<std::string> notes;  // damage found in one copy; unlock() has repaired it
};

// Where keys.cpk or device.key is not what it should be, without any passphrase.
struct KeyFileDamage {
    std::string file;
    std::uint64_t offset = 0;
    std::string what;
};

enum class Repair : std::uint8_t { none, rewrite_the_bad_copy };

class Keyslots {
  public:
    // Refuses if the directory already has keys.
    [[nodiscard]] static Result<Unlocked> create(Files& files, const std::string& directory,
                                                 const SecretBytes& passphrase, KeyslotCost cost);
    [[nodiscard]] static Result<Unlocked> unlock(Files& files, const std::string& directory,
                                                 const SecretBytes& passphrase,
                                                 Repair repair = Repair::rewrite_the_bad_copy);
    [[nodiscard]] static Result<void> change_passphrase(Files& files, const std::string& directory,
                                                        const SecretBytes& old_passphrase,
                                                        const SecretBytes& new_passphrase,
                                                        KeyslotCost cost);
    // Another chair: an unlocked store gives a second passphrase its own slot and signing seed.
    [[nodiscard]] static Result<std::uint8_t> add_chair(Files& files, const std::string& directory,
                                                        const SecretBytes& master,
                                                        const SecretBytes& passphrase,
                                                        KeyslotCost cost);
    // Reads both copies and the device secret and changes nothing.
    [[nodiscard]] static Result<std::vector<KeyFileDamage>> inspect(Files& files,
                                                                    const std::string& directory);
};

}  // namespace cpc::crypto
