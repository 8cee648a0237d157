// SPDX-License-Identifier: Apache-2.0
// The two files by which a tablet and central get to know each other, carried by hand once.
//
// central.json (to the tablet): central's public keys, signed by its root key. Its fingerprint is
// read aloud or compared on paper; everything else rests on that. device.json (to central): the
// tablet's public key and the id of its log, signed by that key. Neither is secret. Both are
// strict: an unknown field is refused. Formats: PROTOCOL.md, "Pairing".
#pragma once

#include <string>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/box.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::wire {

struct Pairing {
    std::string name;  // of central, as it stands on every signature: no spaces, no '+'
    crypto::BoxPublicKey ingest_key{};
    crypto::PublicKey receipt_key{};
    crypto::PublicKey root_key{};
    std::vector<std::string> tls_pins;  // "sha256//…", as libcurl takes them
    bool practice = false;              // takes practice records, and only those
};

[[nodiscard]] std::string write_pairing(const Pairing& pairing, const crypto::SigningKey& root);
[[nodiscard]] Result<Pairing> read_pairing(ByteView file);

// What people compare: eighteen characters of the root key's digest.
[[nodiscard]] std::string fingerprint(const Pairing& pairing);

struct DeviceRegistration {
    std::string name;  // of the tablet, for staff; never a person's
    crypto::PublicKey device_key{};
    Hash32 log_id{};
    std::string origin;  // of its checkpoints
    bool practice = false;
};

[[nodiscard]] std::string write_registration(const DeviceRegistration& registration,
                                             const crypto::SigningKey& device);
[[nodiscard]] Result<DeviceRegistration> read_registration(ByteView file);
[[nodiscard]] std::string fingerprint(const DeviceRegistration& registration);

// A name that may stand on a signature line.
[[nodiscard]] bool good_signer_name(std::string_view name);

}  // namespace cpc::wire
