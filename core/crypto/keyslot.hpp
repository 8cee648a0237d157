// SPDX-License-Identifier: Apache-2.0
// The keys of a store behind passphrases: keys.cpk and device.key.
//
// One random master key; each chair's slot holds it, and that chair's own signing seed, sealed
// under a key made from the passphrase (Argon2id) and the device's secret. Changing a passphrase
// rewrites one slot and touches no record. A new master key is a new epoch: every slot is made
// anew, in one step, and what was written under the old one is rewritten by core/store. The two
// copies and their order are key_file.hpp; recovery by two of three officers is escrow.hpp.
//
// slot = kind u8 (0 empty, 1 chair) | id u8 | epoch u16 (0: the first) | ops u32 | memory KiB u32
//        | salt 16 | owner kid 32 | nonce 24 | master 32 ‖ chair seed 32 | tag 16 | kcv 32 | zero
//
// A slot commits to its key (kcv), so it cannot be made to open two ways.
//
// Which slot is a passphrase's is found by trying. Each slot has its own salt, so a guess costs an
// attacker one Argon2 run for each slot, and an open costs as many runs as there are chairs,
// whichever of them it is: the time does not tell. A caller that knows the slot names it, and pays
// one. Slots have a number and no name: a stolen tablet tells how many chairs there are, not who
// they are; names are core/store's, encrypted.
//
// device.key stops nobody who steals the whole medium; on hardware with a TPM the same 32 bytes are
// to be sealed there. Nor does removing a slot stop a chair who kept an old copy of both files:
// that takes a new master key. Source: security design, 3.1.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/crypto/escrow.hpp"
#include "core/crypto/key_file.hpp"
#include "core/crypto/password.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

struct Unlocked {
    SecretBytes master;      // 32
    SecretBytes chair_seed;  // 32: the Ed25519 seed of the chair whose passphrase it was
    std::uint8_t slot = 0;
    std::uint16_t epoch = 0;
    std::vector<std::string> notes;  // damage found in one copy; unlock() has repaired it
};

// What can be told of a slot without any passphrase.
struct SlotFacts {
    std::uint8_t slot = 0;
    std::uint16_t epoch = 0;
    Hash32 chair{};  // kid of the chair's signing key
    KeyslotCost cost;
};

// One chair of a new epoch. What it points to outlives the call.
struct ChairToBe {
    std::uint8_t slot = 0;
    const SecretBytes* seed = nullptr;
    const SecretBytes* passphrase = nullptr;
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
    // Called when everything is decided and nothing is written yet; an error stops the change. So
    // the record can hear of a change before it is made.
    using Announce = std::function<Result<void>(const SlotFacts&)>;

    // Refuses if the directory already has keys.
    [[nodiscard]] static Result<Unlocked> create(Files& files, const std::string& directory,
                                                 const SecretBytes& passphrase, KeyslotCost cost);
    [[nodiscard]] static Result<Unlocked> unlock(Files& files, const std::string& directory,
                                                 const SecretBytes& passphrase,
                                                 Repair repair = Repair::rewrite_the_bad_copy,
                                                 std::optional<std::uint8_t> named = {});
    [[nodiscard]] static Result<std::vector<SlotFacts>> list(Files& files,
                                                             const std::string& directory);

    // Three changes of one slot. `by` is what unlock() gave: it shows that a chair is there, and
    // which epoch the change is meant for. A passphrase that opens another slot is refused, because
    // it would sign with the other chair's key.
    [[nodiscard]] static Result<SlotFacts> change_passphrase(
        Files& files, const std::string& directory, const Unlocked& by,
        const SecretBytes& new_passphrase, KeyslotCost cost, const Announce& announce = {});
    [[nodiscard]] static Result<SlotFacts> add_chair(Files& files, const std::string& directory,
                                                     const Unlocked& by,
                                                     const SecretBytes& passphrase,
                                                     KeyslotCost cost,
                                                     const Announce& announce = {});
    // Never the last one.
    [[nodiscard]] static Result<SlotFacts> remove_chair(Files& files, const std::string& directory,
                                                        const Unlocked& by, std::uint8_t slot,
                                                        const Announce& announce = {});

    // A new epoch: these chairs and no others hold this master key, and every old slot is
    // overwritten, in both copies. The first copy that is synced decides.
    [[nodiscard]] static Result<void> replace_all(Files& files, const std::string& directory,
                                                  const SecretBytes& master, std::uint16_t epoch,
                                                  std::span<const ChairToBe> chairs,
                                                  KeyslotCost cost,
                                                  const std::optional<Escrow>& escrow);

    // The escrow area: nothing if none was ever made.
    [[nodiscard]] static Result<std::optional<Escrow>> escrow(Files& files,
                                                              const std::string& directory);
    [[nodiscard]] static Result<void> put_escrow(Files& files, const std::string& directory,
                                                 const Escrow& escrow);
    [[nodiscard]] static Result<DeviceId> device_id(Files& files, const std::string& directory);

    // Reads both copies and the device secret and changes nothing.
    [[nodiscard]] static Result<std::vector<KeyFileDamage>> inspect(Files& files,
                                                                    const std::string& directory);
};

}  // namespace cpc::crypto
