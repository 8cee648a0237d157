// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/pin.hpp"

#include <algorithm>

#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::crypto {
namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t head_size = 1 + 4 + 4 + 16 + 32;
constexpr std::size_t salt_at = 9;
constexpr std::size_t key_at = 25;

Result<SecretBytes> pin_key(ByteView head, const SecretBytes& pin, const SecretBytes& pepper) {
    Salt16 salt{};
    std::copy_n(head.begin() + salt_at, salt.size(), salt.begin());
    const auto slow = CPC_TRY(argon2id(pin, salt, get_u32(head.subspan(1)),
                                       std::uint64_t{get_u32(head.subspan(5))} * 1024));
    const Hash32 kid = sha256(head.subspan(key_at, 32));
    return blake2b_secret(pepper.view(), {slow.view(), kid});
}

Bytes associated_of(ByteView head, const ConferenceId& conference) {
    return joined({conference.bytes, head});
}

}  // namespace

Result<PinSealed> seal_with_pin(const SigningKey& key, const SecretBytes& pin,
                                const SecretBytes& pepper, const ConferenceId& conference,
                                KeyslotCost cost) {
    if (!cost.sensible()) return fail(Fault::refused, "The cost of a PIN is outside the limits.");
    PinSealed out{};
    const std::span<std::uint8_t> all{out};
    out[0] = version;
    put_u32(all.subspan(1), cost.ops);
    put_u32(all.subspan(5), static_cast<std::uint32_t>(cost.memory_bytes / 1024));
    random_fill(all.subspan(salt_at, 16));
    std::copy(key.public_key().begin(), key.public_key().end(), out.begin() + key_at);
    const ByteView head = ByteView{out}.first(head_size);
    const auto wrap = CPC_TRY(pin_key(head, pin, pepper));
    const auto sealed = seal(wrap, key.seed().view(), associated_of(head, conference));
    std::copy(sealed.begin(), sealed.end(), out.begin() + head_size);
    return out;
}

Result<SigningKey> open_with_pin(ByteView sealed, const SecretBytes& pin, const SecretBytes& pepper,
                                 const ConferenceId& conference) {
    if (sealed.size() != pin_sealed_size || sealed[0] != version)
        return fail(Fault::malformed, "A sealed session key is not in a form this program knows.");
    const ByteView head = sealed.first(head_size);
    const auto wrap = CPC_TRY(pin_key(head, pin, pepper));
    const auto seed = open_secret(wrap, sealed.subspan(head_size), associated_of(head, conference));
    if (!seed) return fail(Fault::wrong_secret, "The PIN is not right.");
    auto key = SigningKey::from_seed(*seed);
    if (!std::equal(key.public_key().begin(), key.public_key().end(), head.begin() + key_at))
        return fail(Fault::damaged, "A sealed session key does not belong to its name.");
    return key;
}

}  // namespace cpc::crypto
