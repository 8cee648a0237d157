// SPDX-License-Identifier: Apache-2.0
#include "sync/postgres/sealing.hpp"

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::postgres {

Hash32 digest_of(std::string_view kind, const Cells& cells) {
    crypto::Packer all;
    all.bytes(view_of("cpc/postgres-row/v1"));
    all.u32(static_cast<std::uint32_t>(kind.size())).bytes(view_of(kind));
    for (const auto& cell : cells)
        all.u32(static_cast<std::uint32_t>(cell.bytes.size())).bytes(cell.bytes);
    return crypto::sha256(all.take());
}

Hash32 seal_act(const crypto::SecretBytes& key, const Hash32& before, std::uint64_t place,
                std::string_view kind, const Hash32& digest) {
    const auto at = crypto::Packer{}.u64(place).take();
    return crypto::blake2b_keyed(
        key.view(), {view_of("cpc/postgres-act/v1"), before, at, view_of(kind), digest});
}

}  // namespace cpc::postgres
