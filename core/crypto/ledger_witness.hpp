// SPDX-License-Identifier: Apache-2.0
// preauth.cpw: how far the ledger of attempts had come, noted a second time and elsewhere.
//
// The ledger's own chain stops whoever alters it from where it stands, and cannot tell that a whole
// older copy of it was put back: that copy still has the key of its day. This note can. It holds
// the number of records and a running digest over their bytes, needs no key, and is written after
// the ledger, so that a power cut leaves it at most one try behind. A ledger that does not go on
// from it is not the one that was last written.
//
//     file = two notes, each in a sector of its own (512), written one after the other
//     note = "CPCATW01" | epoch u64 | records u32 | zero u32 | digest 32
//            | BLAKE2b-256 of all before | zero
//     digest of no records = zeros; of one more = BLAKE2b-256(digest ‖ record 64)
//
// What always holds: one note is whole at every instant. What it leaves out: whoever puts ledger
// and note back together is not found, as with a whole disk put back; keep the note on another
// medium than the ledger where there are two.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"

namespace cpc::crypto {

inline constexpr const char* witness_file = "preauth.cpw";

struct LedgerNote {
    std::uint64_t epoch = 0;
    std::uint32_t records = 0;
    ByteArray<32> digest{};
    friend bool operator==(const LedgerNote&, const LedgerNote&) = default;
};

[[nodiscard]] ByteArray<32> digest_with(const ByteArray<32>& before, ByteView record);

struct LedgerNotes {
    bool there = false;  // the file
    std::array<std::optional<LedgerNote>, 2> notes;

    // Both whole and the same: what a finished write leaves.
    [[nodiscard]] bool alike() const { return notes[0] && notes[0] == notes[1]; }
};
[[nodiscard]] Result<LedgerNotes> read_notes(Files& files, const std::string& directory);
[[nodiscard]] Result<void> write_notes(Files& files, const std::string& directory,
                                       const LedgerNote& note);
// The first of the two alone. Between it and write_notes() either ledger is the right one.
[[nodiscard]] Result<void> announce_note(Files& files, const std::string& directory,
                                         const LedgerNote& note);

}  // namespace cpc::crypto
