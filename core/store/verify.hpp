// SPDX-License-Identifier: Apache-2.0
// Is this directory whole? Reads everything, changes nothing, and says in plain words who signed
// what and where the first damage is. What `cpc verify` runs on a store.
//
// Every byte of journal.cpl, store.db, keys.cpk and device.key is covered by some check: a digest,
// a tag, a page code or "must be zero". An error (not a finding) means that the question cannot be
// answered: the passphrase is wrong, a file cannot be read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/store/vault.hpp"

namespace cpc::store {

struct VerifyFinding {
    std::string file;                     // name inside the directory
    std::optional<std::uint64_t> seq;     // of the entry, where one is concerned
    std::optional<std::uint64_t> offset;  // in the file, where it can be told
    std::string what;

    [[nodiscard]] std::string text() const;  // one line: file, entry, byte, what
};

struct VerifiedEntry {
    std::uint64_t seq = 0;
    std::uint16_t type = 0;
    ConferenceId conference;
    Instant wall;
    std::vector<record::Signature> signatures;  // every one verified
    bool erased = false;                        // its content; `erased` of the report says by whom
    Hash32 root_before{};                       // of the tree over all entries before it
};

struct VerifyReport {
    std::uint64_t entries = 0;
    Hash32 root{};
    Hash32 log_id{};
    bool practice = false;
    std::optional<Former> former;  // the record that this one carries on after a restore
    std::optional<Hash32> heir;    // it is closed here and goes on at the tablet of this key
    std::vector<VerifiedEntry> verified;
    std::vector<Erased> erased;         // or purged; signatures and proofs hold without it
    std::vector<VerifyFinding> damage;  // in the order found: keys, journal, store, entries
    std::vector<std::string> notes;     // harmless, but worth knowing

    [[nodiscard]] bool whole() const { return damage.empty(); }
};

[[nodiscard]] Result<VerifyReport> verify_directory(Ports ports, const std::string& directory,
                                                    const crypto::SecretBytes& passphrase);
// The same for whoever holds the master key already. A copy that travels to another tablet has its
// device secret elsewhere (move.hpp).
enum class KeyFiles : std::uint8_t { all, without_device_secret };
[[nodiscard]] Result<VerifyReport> verify_opened(Ports ports, const std::string& directory,
                                                 const crypto::SecretBytes& master, KeyFiles there);

}  // namespace cpc::store
