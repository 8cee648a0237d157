// SPDX-License-Identifier: Apache-2.0
// Evidence mode: what a record still proves when it can no longer be opened.
//
// A record whose two copies are hurt in the same place is not opened and not repaired, because
// nothing that is there may be changed. This reads it, changes nothing in it, and writes what
// verifies into a folder elsewhere: each entry that stands in an unbroken line from the first as a
// single record with its proof (core/record/single_record.hpp: anybody can check those without this
// program), each whole entry behind a gap as it was signed, with its signers' keys, and a report
// that names every entry that is lost. A whole record can be written out in the same way.
//
// What always holds: no file of the record is written to; an entry is written only if every
// signature on it fits; whatever is not written is named in the report. Contents stay encrypted in
// what is written unless they are asked for, and then the folder is as secret as the record. What
// was erased is not written out, even if a damaged copy still has it.
#pragma once

#include <string>
#include <vector>

#include "core/store/vault.hpp"

namespace cpc::store {

enum class Salvage : std::uint8_t { without_contents, with_contents };

struct SalvagedEntry {
    std::uint64_t seq = 0;
    std::uint16_t type = 0;
    ConferenceId conference;
    bool proved = false;  // in an unbroken line from the first; else its signatures alone fit
    bool content_readable = false;  // or it has none
    bool erased = false;            // or purged, so it is not readable and not lost
    bool purged = false;            // then others have it
};

struct Evidence {
    std::uint64_t reach = 0;  // entries that either copy knows of
    std::uint64_t proved = 0;
    Hash32 root{};           // of those
    std::string checkpoint;  // over those, signed by the device; empty if the first entry is lost
    std::vector<SalvagedEntry> entries;
    std::vector<std::uint64_t>
        lost;  // whole in neither copy, or with a signature that does not fit
    std::vector<std::string> damage;  // file, place and what, as the copies were found

    [[nodiscard]] bool whole() const { return lost.empty() && proved == reach; }
    [[nodiscard]] std::string text() const;  // the report
};

// `out` must not exist or be empty.
[[nodiscard]] Result<Evidence> salvage(Ports ports, const std::string& directory,
                                       const crypto::SecretBytes& passphrase,
                                       const std::string& out, Salvage contents);

}  // namespace cpc::store
