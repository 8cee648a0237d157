// SPDX-License-Identifier: Apache-2.0
// What everything that verifies is held against: libsodium's Ed25519 alone, on signatures that a
// record really has.
#pragma once

#include <vector>

#include "core/crypto/sign.hpp"
#include "core/record/entry.hpp"
#include "core/store/vault.hpp"

namespace cpc::bench {

struct Signed {
    ByteArray<record::statement_size> statement{};
    crypto::PublicKey key{};
    crypto::SignatureBytes signature{};
};

// About so many, from everywhere in the record.
[[nodiscard]] Result<std::vector<Signed>> signatures_of(store::Vault& vault, std::size_t wanted);
// In ms for each signature, on the wall, with so many threads at once.
[[nodiscard]] double raw_ms(const std::vector<Signed>& all, unsigned threads);
// How many stand in the whole record.
[[nodiscard]] Result<std::uint64_t> count_signatures(store::Vault& vault);

}  // namespace cpc::bench
