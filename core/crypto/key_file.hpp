// SPDX-License-Identifier: Apache-2.0
// keys.cpk and device.key as they lie on the disk: two copies of one state, of which one is whole
// at every instant, and the device's secret. What the slots and the escrow area mean is keyslot.hpp
// and escrow.hpp; this is theirs alone.
//
// keys.cpk  = copy A (8192) ‖ copy B (8192)
// copy      = "CPCKEYS1" | generation u64 | 13 slots of 512 | escrow area 1024 | zero
//             | BLAKE2b-256 of all before
// device.key = "CPCDEV01" | secret 32 | BLAKE2b-256 of all before
//
// A change is written and synced into the copy that is worse off (behind, or damaged), then into
// the other. The higher generation holds.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

inline constexpr std::size_t keyslot_count_max = 13;
inline constexpr std::size_t keyslot_size = 512;
inline constexpr std::size_t keyslot_used = 196;  // zeros from here on
inline constexpr std::size_t escrow_area_size = 1024;
inline constexpr std::size_t key_copy_size = 8192;
inline constexpr const char* keyslots_file = "keys.cpk";
inline constexpr const char* device_secret_file = "device.key";

struct KeyCopy {
    std::uint64_t generation = 0;
    std::array<ByteArray<keyslot_size>, keyslot_count_max> slots{};
    ByteArray<escrow_area_size> escrow{};

    bool operator==(const KeyCopy&) const = default;
};

struct KeyCopies {
    std::array<std::optional<KeyCopy>, 2> copies;  // nothing: not whole
    std::uint64_t file_size = 0;

    [[nodiscard]] const KeyCopy* newest() const;
    [[nodiscard]] bool alike() const;  // both whole, the same, and nothing behind them
};

[[nodiscard]] std::string key_path(const std::string& directory, const char* name);
[[nodiscard]] Result<KeyCopies> read_key_copies(Files& files, const std::string& directory);
// The newest whole copy, or the error that there is none.
[[nodiscard]] Result<KeyCopy> newest_key_copy(const KeyCopies& both, const std::string& directory);
// A file that was not there before.
[[nodiscard]] Result<void> create_key_copies(Files& files, const std::string& directory,
                                             const KeyCopy& first);
[[nodiscard]] Result<void> write_key_copies(Files& files, const std::string& directory,
                                            const KeyCopies& old, const KeyCopy& next);

[[nodiscard]] Result<SecretBytes> make_device_secret(Files& files, const std::string& directory);
[[nodiscard]] Result<SecretBytes> read_device_secret(Files& files, const std::string& directory);
// What names a device without giving its secret away.
[[nodiscard]] Hash32 device_id_of(const SecretBytes& device_secret);

}  // namespace cpc::crypto
