// SPDX-License-Identifier: Apache-2.0
// Central's own keys, in its data directory.
//
//     central.key   32 random bytes, file mode 0600: opens keys.cps and nothing else
//     keys.cps      the secrets, sealed under central.key
//     central.json  the public halves, for tablets; signed by the root key
//
// What always holds: secrets are never on the disk in the clear, except the one in central.key, and
// open() refuses a key file that others may read. What this does not do: whoever copies the whole
// directory as its owner has everything. On a real machine central.key belongs on another medium,
// in a systemd credential or in a TPM; the root key belongs offline. README.md says so too.
#pragma once

#include <string>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/crypto/box.hpp"
#include "core/crypto/sign.hpp"
#include "sync/wire/pairing.hpp"

namespace cpc::service {

struct CentralKeys {
    crypto::BoxKeyPair ingest;      // bundles are sealed to it
    crypto::SigningKey receipt;     // signs receipts
    crypto::SigningKey root;        // signs central.json
    crypto::SecretBytes store_key;  // 32: the embedded store
    crypto::SecretBytes wrap_key;   // 32: conference keys, once taken out of a bundle
    wire::Pairing pairing;
};

struct CentralIdentity {
    std::string name = "central.case-conference.invalid/cpc";
    bool practice = false;
    std::vector<std::string> tls_pins;
};

inline constexpr const char* pairing_file = "central.json";

[[nodiscard]] bool has_keys(Files& files, const std::string& directory);
// Refuses if the directory already has keys: they cannot be made twice.
[[nodiscard]] Result<CentralKeys> create_keys(Files& files, const std::string& directory,
                                              const CentralIdentity& identity);
// key_file: where central.key lies if not in the directory (a credential, another medium).
[[nodiscard]] Result<CentralKeys> open_keys(Files& files, const std::string& directory,
                                            const std::string& key_file = {});

}  // namespace cpc::service
