// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/crypto.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cpc::crypto {
namespace {

Bytes hex(std::string_view text) {
    return from_hex(text).value();
}

template <std::size_t N>
ByteArray<N> array(std::string_view text) {
    ByteArray<N> out{};
    const auto raw = hex(text);
    REQUIRE(raw.size() == N);
    std::copy(raw.begin(), raw.end(), out.begin());
    return out;
}

const ConferenceId conference{{9, 9}};

TEST_CASE("digests match their published examples", "[crypto]") {
    CHECK(to_hex(sha256(view_of("abc"))) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256({view_of("a"), view_of("bc")}) == sha256(view_of("abc")));
    CHECK(crc32c(view_of("123456789")) == 0xE3069283);
    CHECK(to_hex(blake2b({})) ==
          "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK(blake2b_keyed(view_of("0123456789abcdef"), {view_of("x")}) != blake2b(view_of("x")));
}

TEST_CASE("The processor's own check sum and the one by tables agree at every length and start") {
    Bytes bytes(300);
    std::uint32_t seed = 1;
    for (auto& byte : bytes) {
        seed = seed * 1'664'525U + 1'013'904'223U;
        byte = static_cast<std::uint8_t>(seed >> 24U);
    }
    const ByteView all{bytes};
    for (std::size_t start = 0; start < 9; ++start)
        for (std::size_t size = 0; start + size <= all.size(); ++size) {
            const auto part = all.subspan(start, size);
            REQUIRE(crc32c(part) == crc32c(part, CrcBy::tables));
        }
}

TEST_CASE("a signature matches RFC 8032 and fits its message only", "[crypto]") {
    const auto seed = SecretBytes::copy_of(
        hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"));
    const auto key = SigningKey::from_seed(seed);
    CHECK(to_hex(key.public_key()) ==
          "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
    const auto signature = key.sign(hex("af82"));
    CHECK(to_hex(signature) ==
          "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760"
          "984dc6594a7c15e9716ed28dc027beceea1ec40a");
    CHECK(verify(key.public_key(), hex("af82"), signature));
    CHECK_FALSE(verify(key.public_key(), hex("af83"), signature));
    auto other = signature;
    other[0] ^= 1U;
    CHECK_FALSE(verify(key.public_key(), hex("af82"), other));
    CHECK(key.kid() == sha256(key.public_key()));
    CHECK(key.seed().same_as(seed));
}

TEST_CASE("a second form of a signature is refused", "[crypto]") {
    const auto key = SigningKey::generate();
    auto signature = key.sign(view_of("m"));
    // S + L: the same number modulo the group's order, written differently.
    const auto order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry += signature[32 + i] + static_cast<unsigned>(order[i]);
        signature[32 + i] = static_cast<std::uint8_t>(carry & 255U);
        carry >>= 8U;
    }
    CHECK_FALSE(verify(key.public_key(), view_of("m"), signature));
    CHECK_FALSE(verify(PublicKey{}, view_of("m"), SignatureBytes{}));
}

TEST_CASE("what is sealed opens with the same key and context only, and not after any flip",
          "[crypto]") {
    const auto key = SecretBytes::random(32);
    const Bytes sealed = seal(key, view_of("position"), view_of("entry 7"));
    REQUIRE(open(key, sealed, view_of("entry 7")));
    CHECK(text_of(*open(key, sealed, view_of("entry 7"))) == "position");
    CHECK_FALSE(open(key, sealed, view_of("entry 8")));
    CHECK_FALSE(open(SecretBytes::random(32), sealed, view_of("entry 7")));
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto flipped = sealed;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        CHECK_FALSE(open(key, flipped, view_of("entry 7")));
    }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        CHECK_FALSE(open(key, ByteView{sealed}.first(size), view_of("entry 7")));
}

TEST_CASE("a sealed box is for one key", "[crypto]") {
    const auto to = BoxKeyPair::generate();
    const auto sealed = box_seal(to.public_key(), view_of("key"));
    CHECK(sealed.size() == 3 + box_overhead);
    CHECK(text_of(*box_open(to, sealed)) == "key");
    CHECK_FALSE(box_open(BoxKeyPair::generate(), sealed));
    CHECK_FALSE(box_open(to, ByteView{sealed}.first(box_overhead - 1)));
    CHECK(BoxKeyPair::from_secret(to.secret()).public_key() == to.public_key());
}

TEST_CASE("a stream shows a part that is missing, doubled, swapped or cut off", "[crypto]") {
    const auto key = SecretBytes::random(32);
    StreamWriter writer(key);
    const auto a = writer.push(view_of("a"), view_of("0"), ChunkKind::more_follow);
    const auto b = writer.push(view_of("b"), view_of("1"), ChunkKind::more_follow);
    const auto c = writer.push(view_of("c"), view_of("2"), ChunkKind::last);
    const auto start = [&] { return std::move(*StreamReader::start(key, writer.header())); };
    {
        auto reader = start();
        CHECK(text_of(reader.pull(a, view_of("0"))->plaintext) == "a");
        CHECK(reader.pull(b, view_of("1"))->kind == ChunkKind::more_follow);
        CHECK_FALSE(reader.finished());
        CHECK(reader.pull(c, view_of("2"))->kind == ChunkKind::last);
        CHECK(reader.finished());
        CHECK_FALSE(reader.pull(c, view_of("2")));
    }
    auto missing = start();
    CHECK_FALSE(missing.pull(b, view_of("1")));
    auto doubled = start();
    REQUIRE(doubled.pull(a, view_of("0")));
    CHECK_FALSE(doubled.pull(a, view_of("0")));
    auto moved = start();
    CHECK_FALSE(moved.pull(a, view_of("1")));
}

TEST_CASE("a session key opens with its PIN, in its conference, on its device", "[crypto]") {
    const auto key = SigningKey::generate();
    const auto pin = SecretBytes::from("2749");
    const auto pepper = SecretBytes::random(32);
    const auto sealed = seal_with_pin(key, pin, pepper, conference, KeyslotCost::practice());
    REQUIRE(sealed);
    const auto opened = open_with_pin(*sealed, pin, pepper, conference);
    REQUIRE(opened);
    CHECK(opened->kid() == key.kid());
    CHECK_FALSE(open_with_pin(*sealed, pin, pepper, ConferenceId{{8}}));
    CHECK_FALSE(open_with_pin(*sealed, pin, SecretBytes::random(32), conference));
    const auto wrong = open_with_pin(*sealed, SecretBytes::from("2748"), pepper, conference);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().fault == Fault::wrong_secret);
    for (std::size_t i = 25; i < sealed->size(); ++i) {
        auto flipped = *sealed;
        flipped[i] ^= 1U;
        CHECK_FALSE(open_with_pin(flipped, pin, pepper, conference));
    }
}

TEST_CASE("a hostile cost is refused before it is paid", "[crypto]") {
    const auto secret = SecretBytes::from("x");
    CHECK_FALSE(argon2id(secret, {}, 4'000'000'000, 8192));
    CHECK_FALSE(argon2id(secret, {}, 1, 1ULL << 40U));
    CHECK(argon2id(secret, {}, 1, 8192));
    CHECK(KeyslotCost::moderate().sensible());
    CHECK(KeyslotCost::small_machine().sensible());
}

TEST_CASE("secrets move, and leave nothing behind", "[crypto]") {
    auto a = SecretBytes::from("abc");
    auto b = std::move(a);
    CHECK(a.empty());  // NOLINT: that is the point
    CHECK(b.size() == 3);
    CHECK(b.same_as(SecretBytes::from("abc")));
    CHECK_FALSE(b.same_as(SecretBytes::from("abd")));
    CHECK_FALSE(b.same_as(SecretBytes::from("ab")));
    CHECK(SecretBytes(0).same_as(SecretBytes{}));
    STATIC_CHECK_FALSE(std::is_copy_constructible_v<SecretBytes>);
    STATIC_CHECK_FALSE(std::is_copy_constructible_v<SigningKey>);
}

TEST_CASE("derived keys differ by number and by purpose", "[crypto]") {
    const auto master = SecretBytes::random(32);
    const auto one = derive_key(master, 1, "CPCSTOR1");
    CHECK(one.same_as(derive_key(master, 1, "CPCSTOR1")));
    CHECK_FALSE(one.same_as(derive_key(master, 2, "CPCSTOR1")));
    CHECK_FALSE(one.same_as(derive_key(master, 1, "CPCSTOR2")));
}

}  // namespace
}  // namespace cpc::crypto
