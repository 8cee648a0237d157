// SPDX-License-Identifier: Apache-2.0
// The register of entry types: what each is called and who must have signed it. Checked when an
// entry is appended, when a directory is verified and when central takes it in.
//
// Numbers are never reused. A type nobody knows here is kept and its signatures are verified; only
// its meaning is left alone. The device's signature may always be there; any other role only where
// the rule names it, so an entry never carries a name that its type gives no part to. What an entry
// says is core/conference's business. Source: security design, appendix C, with our own numbers.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "core/base/result.hpp"
#include "core/record/entry.hpp"

namespace cpc::record {

namespace type {
#define CPC_RESERVED_EVENT(number, name)
#define CPC_DEVICE_EVENT(number, id, Struct, name, words, FIELDS) \
    inline constexpr std::uint16_t id = number;
#define CPC_CHAIR_EVENT CPC_DEVICE_EVENT
#define CPC_OFFICERS_EVENT CPC_DEVICE_EVENT
#include "core/record/device_events.def"
inline constexpr std::uint16_t material_piece = 0x010E;  // bytes of a file that was taken in
inline constexpr std::uint16_t conference_closed = 0x0160;
}  // namespace type

enum class Signers : std::uint8_t {
    device,
    chair,
    chair_and_device,
    attendee,
    attendee_and_chair,
    attendee_or_chair,
    attendee_or_chair_and_device,
    two_officers,  // two different keys in the role of staff
};

enum class Basis : std::uint8_t { optional, required };

struct TypeRule {
    std::uint16_t first = 0;
    std::uint16_t last = 0;  // inclusive
    std::string_view name;
    Signers signers{};
    Basis basis = Basis::optional;  // required: must say which record the author was shown
};

[[nodiscard]] std::span<const TypeRule> type_rules();
[[nodiscard]] const TypeRule* rule_for(std::uint16_t type);  // nullptr: unknown
[[nodiscard]] std::string_view type_name(std::uint16_t type);

// Roles and basis only.
[[nodiscard]] Result<void> check_signers(const Entry& entry);

// The public key to a kid, or nothing if nobody introduced it.
using KeyLookup = std::function<std::optional<crypto::PublicKey>(const Hash32& kid)>;
// This signature alone; key is the one introduced for its kid.
[[nodiscard]] Result<void> check_signature(const Entry& entry, const Signature& signature,
                                           const crypto::PublicKey& key);
// Roles, basis and every signature. Fault::forged says which.
[[nodiscard]] Result<void> check_signatures(const Entry& entry, const KeyLookup& lookup);

}  // namespace cpc::record
