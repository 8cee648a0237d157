// SPDX-License-Identifier: Apache-2.0
// Recovery by two of three officers: the master key once more in keys.cpk, so sealed that any two
// of three offline keys open it and no single one does.
//
// For each pair of officers the master key lies in a sealed box inside a sealed box, one for each
// of the two. The boxes name their device and the master key's epoch inside, so a box of another
// device or of an older master key is refused. Sealed boxes are anonymous; therefore the whole area
// is signed by the device's key, and whoever makes it anew takes the officers' public keys only
// from an area whose signature fits, or from the officers themselves.
//
// area = version u8 = 1 | zero 3 | epoch u32 | device id 16 | officers' public keys 3 × 32
//        | boxes 3 × 160 for the pairs 1-2, 1-3, 2-3 | device's public key 32 | signature 64 | zero
// box  = seal to the first of the pair ( seal to the second ( master 32 ‖ device id 16
//        ‖ epoch u32 ‖ zero 12 ))
// signed: "cpc/escrow/v1" 00 ‖ everything in the area before the signature
//
// An officer's private key never meets a tablet until it is needed. It is a line of text, sealed
// under the officer's own passphrase; the public half is a line too:
//
//     CPC-RECOVERY-PRIVATE+name+base64(version u8 = 1 | ops u32 | memory KiB u32 | salt 16
//                                      | public 32 | nonce 24 | secret 32 | tag 16 | check 8)
//     CPC-RECOVERY-PUBLIC+name+base64(public 32 | public for signing 32 | check 8)
//
// An officer also signs (an erasure takes two of them). The signing key follows from the same
// secret, so that there is one line to guard and no second one to lose; its public half travels in
// the public line and is put on record when the three are enrolled.
//
// The check is the beginning of a BLAKE2b over the name and all before, against miscopying from
// paper. Source: security design, 3.1.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/crypto/box.hpp"
#include "core/crypto/key_file.hpp"
#include "core/crypto/password.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::crypto {

inline constexpr std::size_t recovery_officers = 3;
inline constexpr std::size_t recovery_box_size = 64 + 2 * box_overhead;

using DeviceId = ByteArray<16>;
[[nodiscard]] DeviceId short_device_id(const SecretBytes& device_secret);

using OfficerKeys = std::array<BoxPublicKey, recovery_officers>;

struct Escrow {
    std::uint32_t epoch = 0;
    DeviceId device{};
    OfficerKeys officers{};
    std::array<ByteArray<recovery_box_size>, recovery_officers> boxes{};
    PublicKey signer{};
    SignatureBytes signature{};

    bool operator==(const Escrow&) const = default;
    // By the key it names; whether that is the device's, the record knows.
    [[nodiscard]] bool signature_fits() const;
};

// Fault::refused unless the three keys are different ones.
[[nodiscard]] Result<Escrow> make_escrow(const SecretBytes& master, std::uint32_t epoch,
                                         const DeviceId& device, const OfficerKeys& officers,
                                         const SigningKey& signer);
// Two officers' keys, in any order, give the master key of this device back.
[[nodiscard]] Result<SecretBytes> open_escrow(const Escrow& escrow, const DeviceId& device,
                                              const BoxKeyPair& one, const BoxKeyPair& other);

[[nodiscard]] ByteArray<escrow_area_size> write_escrow(const Escrow& escrow);
// Nothing: the area is empty. An error: it is not an escrow, or its signature does not fit.
[[nodiscard]] Result<std::optional<Escrow>> read_escrow(const ByteArray<escrow_area_size>& area);

// ---- an officer's key ----

struct RecoveryPublic {
    std::string name;
    BoxPublicKey key{};
    std::optional<PublicKey> signing;  // nothing: read without the officer's passphrase
};

// What the officer who holds these signs with.
[[nodiscard]] SigningKey officer_signing_key(const BoxKeyPair& keys);

// Letters, digits, "." "-" and "/", such as board.example/officer-1.
[[nodiscard]] Result<void> check_recovery_name(std::string_view name);
[[nodiscard]] Result<std::string> write_recovery_private(const std::string& name,
                                                         const BoxKeyPair& keys,
                                                         const SecretBytes& passphrase,
                                                         KeyslotCost cost);
[[nodiscard]] std::string write_recovery_public(const std::string& name, const BoxKeyPair& keys);
// `file` is where the line came from, for the error.
[[nodiscard]] Result<RecoveryPublic> parse_recovery_public(std::string_view text,
                                                           const std::string& file);
// The public half of a private key's line, without its passphrase.
[[nodiscard]] Result<RecoveryPublic> public_of_private(std::string_view text,
                                                       const std::string& file);
[[nodiscard]] Result<BoxKeyPair> open_recovery_private(std::string_view text,
                                                       const SecretBytes& passphrase,
                                                       const std::string& file);

}  // namespace cpc::crypto
