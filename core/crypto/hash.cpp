// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/hash.hpp"

#include <sodium.h>

#include <array>

#include "core/base/check.hpp"

namespace cpc::crypto {
namespace {

constexpr std::uint32_t castagnoli_reversed = 0x82F63B78;

constexpr std::array<std::uint32_t, 256> crc_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? (value >> 1U) ^ castagnoli_reversed : value >> 1U;
        table[i] = value;
    }
    return table;
}

void blake2b_into(std::span<std::uint8_t> out, ByteView key,
                  std::initializer_list<ByteView> parts) {
    init();
    crypto_generichash_state state;
    CPC_CHECK(crypto_generichash_init(&state, key.empty() ? nullptr : key.data(), key.size(),
                                      out.size()) == 0);
    for (const auto part : parts)
        crypto_generichash_update(&state, part.data(), part.size());
    crypto_generichash_final(&state, out.data(), out.size());
    sodium_memzero(&state, sizeof state);
}

}  // namespace

Hash32 sha256(ByteView bytes) {
    return sha256({bytes});
}

Hash32 sha256(std::initializer_list<ByteView> parts) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (const auto part : parts)
        crypto_hash_sha256_update(&state, part.data(), part.size());
    Hash32 out{};
    crypto_hash_sha256_final(&state, out.data());
    return out;
}

Hash32 blake2b(ByteView bytes) {
    Hash32 out{};
    blake2b_into(out, {}, {bytes});
    return out;
}

Hash32 blake2b_keyed(ByteView key, std::initializer_list<ByteView> parts) {
    Hash32 out{};
    blake2b_into(out, key, parts);
    return out;
}

SecretBytes blake2b_secret(ByteView key, std::initializer_list<ByteView> parts) {
    SecretBytes out(32);
    blake2b_into(out.span(), key, parts);
    return out;
}

SecretBytes derive_key(const SecretBytes& master, std::uint64_t id, std::string_view context) {
    CPC_CHECK(master.size() == crypto_kdf_KEYBYTES);
    CPC_CHECK(context.size() == crypto_kdf_CONTEXTBYTES);
    SecretBytes out(32);
    CPC_CHECK(
        crypto_kdf_derive_from_key(out.data(), out.size(), id, context.data(), master.data()) == 0);
    return out;
}

std::uint32_t crc32c(ByteView bytes) {
    static constexpr auto table = crc_table();
    std::uint32_t value = 0xFFFFFFFF;
    for (const auto byte : bytes)
        value = table[(value ^ byte) & 0xFFU] ^ (value >> 8U);
    return value ^ 0xFFFFFFFF;
}

}  // namespace cpc::crypto
