// SPDX-License-Identifier: Apache-2.0
// One entry of the record: a fixed header of 280 bytes and up to four signatures of 100.
//
// What is signed (the statement) leaves out the entry's place in the log, so that a signed
// statement is a thing of its own: it can be tried again after a failed append and shown without
// the log, and its nonce keeps it from counting twice. Place and past are bound by the tree
// (merkle.hpp). One entry has one encoding: parse() refuses everything that serialise() would not
// have written. Byte by byte: FORMAT.md. Source: security design, 3.5.
#pragma once

#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::record {

enum class Role : std::uint8_t { attendee = 1, chair = 2, device = 3, staff = 4 };
[[nodiscard]] std::string_view role_name(Role role);

inline constexpr std::size_t header_size = 280;
inline constexpr std::size_t signature_size = 100;
inline constexpr std::size_t signatures_max = 4;
inline constexpr std::size_t entry_size_max = header_size + signatures_max * signature_size;
inline constexpr std::size_t statement_size = 244;
inline constexpr std::size_t ciphertext_bytes_max = 1U << 20U;

namespace flag {
inline constexpr std::uint8_t has_payload = 1;
inline constexpr std::uint8_t authored = 2;    // somebody besides the device signed
inline constexpr std::uint8_t restricted = 4;  // belongs to the restricted section
inline constexpr std::uint8_t supersedes = 8;  // replaces an earlier entry, which stays
}  // namespace flag

namespace clock_state {
inline constexpr std::uint32_t never_set = 1;
inline constexpr std::uint32_t stepped_back = 2;
inline constexpr std::uint32_t set_by_hand = 4;
inline constexpr std::uint32_t bounded_by_receipt = 8;
}  // namespace clock_state

struct Signature {
    Role role{};
    Hash32 kid{};
    crypto::SignatureBytes bytes{};
    friend bool operator==(const Signature&, const Signature&) = default;
};

struct EntryHeader {
    Hash32 log_id{};
    std::uint64_t seq = 0;  // the entry's place, from 0
    Hash32 prev_root{};     // the tree's root over everything before it
    std::uint16_t type = 0;
    std::uint8_t flags = 0;
    std::uint8_t signature_count = 0;
    ConferenceId conference;    // all zero: belongs to the device
    ByteArray<16> key_id{};     // of the conference key; all zero: no payload
    Instant wall;               // as the clock had it
    std::uint64_t boot_ms = 0;  // since the machine was switched on
    ByteArray<16> boot_id{};    // which switching-on
    std::uint32_t clock_state = 0;
    ByteArray<16> entry_nonce{};   // unique
    std::uint64_t basis_size = 0;  // how much of the record the author had been shown …
    Hash32 basis_root{};           // … and the root of exactly that
    Hash32 payload_commitment{};
    Hash32 ciphertext_hash{};
    std::uint32_t ciphertext_size = 0;
    friend bool operator==(const EntryHeader&, const EntryHeader&) = default;
};

struct Entry {
    EntryHeader header;
    std::vector<Signature> signatures;  // ascending by role, then kid
    friend bool operator==(const Entry&, const Entry&) = default;
};

[[nodiscard]] Bytes serialise(const Entry& entry);
[[nodiscard]] Result<Entry> parse(ByteView bytes);

// What every signer of this entry signs.
[[nodiscard]] ByteArray<statement_size> statement_of(const EntryHeader& header);
// The same from an entry's bytes, which begin with a whole header.
[[nodiscard]] ByteArray<statement_size> statement_in(ByteView entry);
[[nodiscard]] Signature sign_statement(const EntryHeader& header, Role role,
                                       const crypto::SigningKey& key);
// In the one order that parse() accepts.
void sort_signatures(std::vector<Signature>& signatures);

[[nodiscard]] Hash32 log_id_of(const crypto::PublicKey& device, const ByteArray<16>& salt);

}  // namespace cpc::record
