// SPDX-License-Identifier: Apache-2.0
// Argon2id: what makes guessing a passphrase or PIN slow.
#pragma once

#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

using Salt16 = ByteArray<16>;

// What one guess costs. It is stored beside what it protects, so that it can be raised later.
struct KeyslotCost {
    std::uint32_t ops = 3;
    std::uint64_t memory_bytes = 268'435'456;  // a multiple of 1024

    // About half a second on a tablet. The default for real records.
    [[nodiscard]] static KeyslotCost moderate() { return {3, 268'435'456}; }
    // RFC 9106's second recommended option but for the lanes: machines below 1 GiB, and PINs.
    [[nodiscard]] static KeyslotCost small_machine() { return {3, 67'108'864}; }
    // For practice stores and tests only: protects nothing.
    [[nodiscard]] static KeyslotCost practice() { return {1, 8'192}; }

    [[nodiscard]] bool sensible() const;  // within what this program is willing to spend
};

// A real record's passphrase is never cheaper to guess than the least that is advised (OWASP: 19
// MiB, two passes).
[[nodiscard]] Result<void> worth_it(KeyslotCost cost, bool practice);

// 32 bytes. Fails with Fault::exhausted if the memory is not to be had.
[[nodiscard]] Result<SecretBytes> argon2id(const SecretBytes& passphrase, const Salt16& salt,
                                           std::uint32_t ops, std::uint64_t memory_bytes);

}  // namespace cpc::crypto
