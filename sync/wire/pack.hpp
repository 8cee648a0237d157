// SPDX-License-Identifier: Apache-2.0
// A conference that was prepared at the centre, on its way to one tablet: sealed to that tablet's
// transport key (core/crypto/device_box.hpp) and signed with the key that central signs receipts
// with. A text file (‹conference id›.cpd on a stick, GET /v1/packs/… over the network).
//
// What always holds: one text for one pack; any changed byte is found without a secret; only the
// tablet it was made for can open it; whoever finds the file learns for which tablet it is and
// nothing about a child. What is inside is app/meeting's (prepared.hpp), as bytes. Whether the key
// is the one to trust is trusted_by()'s question, whether the log is one's own the reader's, and
// whether the version may still take an earlier one's place is judged where the record is.
// Format: PROTOCOL.md, "Prepared conferences".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/crypto/box.hpp"
#include "core/crypto/sign.hpp"
#include "sync/wire/pairing.hpp"

namespace cpc::wire {

inline constexpr std::size_t pack_content_bytes_max = 40'000;
inline constexpr std::size_t pack_bytes_max = 65'536;
inline constexpr std::size_t pack_offers_max = 100;
inline constexpr std::uint32_t pack_version_max = 1'000'000;
inline constexpr std::string_view pack_extension = "cpd";

// What becomes of a pack at the tablet. Numbers and words are for ever.
enum class PackCode : std::uint8_t {
    taken = 0,              // a conference of it is on the tablet
    other_tablet = 1,       // made for another one
    other_central = 2,      // signed by a central service this tablet does not belong to
    damaged = 3,            // changed on the way, or not a pack
    older = 4,              // a later version is here already
    begun = 5,              // the conference has begun: nothing takes its place any more
    unknown_procedure = 6,  // the tablet does not hold these rules, or not this edition
    not_allowed = 7,        // the procedure does not allow something in it
};
inline constexpr std::size_t pack_codes = 8;
enum class PackOwner : std::uint8_t { nobody, centre, device_administrator };

[[nodiscard]] std::string_view pack_word(PackCode code);  // "unknown-procedure"
[[nodiscard]] std::optional<PackCode> pack_code(std::string_view word);
// Who can put it right.
[[nodiscard]] PackOwner pack_owner(PackCode code);

// Which version of which conference; `number` is its place among the packs for this tablet.
struct PackName {
    std::uint64_t number = 0;
    ConferenceId conference;
    std::uint32_t version = 0;
    friend bool operator==(const PackName&, const PackName&) = default;
};

struct Pack {
    PackName name;
    Hash32 log_id{};  // of the tablet it is for
    Bytes sealed;
    std::string central_name;
    crypto::PublicKey central_key{};
};

// Sealing is never twice the same, so neither is the file; what is inside is. Fault::refused for
// content that is empty or too long, and for a device key that nothing can be sealed to.
[[nodiscard]] Result<std::string> write_pack(const PackName& name, const Hash32& log_id,
                                             const crypto::PublicKey& device, ByteView content,
                                             const std::string& central_name,
                                             const crypto::SigningKey& central);
// Strict, and verifies the signature.
[[nodiscard]] Result<Pack> read_pack(ByteView file);
// Is it this central's? Fault::forged if not.
[[nodiscard]] Result<void> trusted_by(const Pack& pack, const Pairing& pairing);
// Fault::wrong_secret if it is sealed to another tablet.
[[nodiscard]] Result<Bytes> open_pack(const Pack& pack, const crypto::SigningKey& device);
[[nodiscard]] std::string pack_file_name(const ConferenceId& conference);

// What waits for a tablet, the newest version of each conference: a hint, not signed.
[[nodiscard]] std::string write_offers(const std::vector<PackName>& offers);
[[nodiscard]] Result<std::vector<PackName>> read_offers(ByteView text);

}  // namespace cpc::wire
