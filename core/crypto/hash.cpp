// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/hash.hpp"

#include <sodium.h>

#include <array>
#include <cstring>

#include "core/base/check.hpp"

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace cpc::crypto {
namespace {

constexpr std::uint32_t castagnoli_reversed = 0x82F63B78;

// tables[k][b]: what the byte b does to the sum when k more bytes follow it.
using CrcTables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr CrcTables crc_tables() {
    CrcTables out{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? (value >> 1U) ^ castagnoli_reversed : value >> 1U;
        out[0][i] = value;
    }
    for (std::size_t k = 1; k < out.size(); ++k)
        for (std::size_t i = 0; i < 256; ++i)
            out[k][i] = (out[k - 1][i] >> 8U) ^ out[0][out[k - 1][i] & 0xFFU];
    return out;
}

// Both take and give the sum as it is in between, without the first and last inversion.
std::uint32_t crc_by_tables(std::uint32_t value, ByteView bytes) {
    static constexpr auto tables = crc_tables();
    for (; bytes.size() >= tables.size(); bytes = bytes.subspan(tables.size())) {
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const auto mixed = i < 4 ? bytes[i] ^ (value >> (8U * i)) : bytes[i];
            next ^= tables[tables.size() - 1 - i][mixed & 0xFFU];
        }
        value = next;
    }
    for (const auto byte : bytes)
        value = tables[0][(value ^ byte) & 0xFFU] ^ (value >> 8U);
    return value;
}

#if defined(__x86_64__)
// The processor's own instruction for exactly this sum: every journal that is opened is summed
// from end to end.
__attribute__((target("sse4.2"))) std::uint32_t crc_by_processor(std::uint32_t value,
                                                                 ByteView bytes) {
    std::uint64_t wide = value;
    for (; bytes.size() >= sizeof wide; bytes = bytes.subspan(sizeof wide)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data(), sizeof eight);
        wide = _mm_crc32_u64(wide, eight);
    }
    auto out = static_cast<std::uint32_t>(wide);
    for (const auto byte : bytes)
        out = _mm_crc32_u8(out, byte);
    return out;
}
#endif

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

std::uint32_t crc32c(ByteView bytes, [[maybe_unused]] CrcBy by) {
    constexpr std::uint32_t ones = 0xFFFFFFFF;
#if defined(__x86_64__)
    static const bool able = __builtin_cpu_supports("sse4.2") != 0;
    if (by == CrcBy::fastest && able) return crc_by_processor(ones, bytes) ^ ones;
#endif
    return crc_by_tables(ones, bytes) ^ ones;
}

}  // namespace cpc::crypto
