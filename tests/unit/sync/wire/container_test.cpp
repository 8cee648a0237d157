// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/container.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "core/crypto/hash.hpp"
#include "sync/wire/limits.hpp"
#include "tests/support/fakes.hpp"

namespace cpc::wire {
namespace {

struct Sealing {
    crypto::BoxKeyPair central = crypto::BoxKeyPair::generate();
    crypto::SigningKey device = crypto::SigningKey::generate();
    BundleId id{{1, 2, 3}};

    [[nodiscard]] static Bytes plain(std::size_t size) {
        Bytes out(size);
        support::SeededEntropy(size).fill(out);
        return out;
    }
    [[nodiscard]] Bytes seal(std::size_t size) const {
        auto file = seal_container(id, central.public_key(), plain(size), device);
        REQUIRE(file);
        return *file;
    }
};

TEST_CASE("what was sealed opens to the same bytes, at every size around a chunk's edge",
          "[wire]") {
    const Sealing s;
    for (const std::size_t size :
         {std::size_t{1}, std::size_t{255}, limits::chunk_bytes - 1, limits::chunk_bytes,
          limits::chunk_bytes + 1, 3 * limits::chunk_bytes, 3 * limits::chunk_bytes + 17}) {
        const auto file = s.seal(size);
        const auto facts = inspect_container(file);
        REQUIRE(facts);
        CHECK(facts->header.bundle == s.id);
        CHECK(facts->device_key == s.device.public_key());
        const auto opened = open_container(file, s.central);
        REQUIRE(opened);
        CHECK(*opened == Sealing::plain(size));
    }
}

TEST_CASE("every flipped bit of a bundle is found without a secret, and its place named",
          "[wire]") {
    const Sealing s;
    const auto whole = s.seal(300);
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            Bytes file = whole;
            file[at] = static_cast<std::uint8_t>(file[at] ^ (1U << bit));
            const auto facts = inspect_container(file);
            INFO("byte " << at << " bit " << bit);
            REQUIRE_FALSE(facts);
            CHECK(facts.error().fault == Fault::damaged);
            CHECK_FALSE(facts.error().where.empty());
            CHECK(looks_like_container(file));
        }
}

TEST_CASE("a flipped byte is placed in the chunk it is in", "[wire]") {
    const Sealing s;
    const auto whole = s.seal(4 * limits::chunk_bytes);
    const std::size_t sealed_chunk = limits::chunk_bytes + 17;
    const std::size_t head = whole.size() - 4 * sealed_chunk - (8 + 32 + 5 * 32 + 64);
    for (std::size_t chunk = 0; chunk < 4; ++chunk)
        for (std::size_t step = 0; step < sealed_chunk; step += 4'999) {
            Bytes file = whole;
            const std::size_t at = head + chunk * sealed_chunk + step;
            file[at] = static_cast<std::uint8_t>(file[at] ^ 0x20U);
            const auto facts = inspect_container(file);
            REQUIRE_FALSE(facts);
            const std::string expected = "chunk " + std::to_string(chunk) + ", bytes " +
                                         std::to_string(head + chunk * sealed_chunk) + " to " +
                                         std::to_string(head + (chunk + 1) * sealed_chunk - 1);
            CHECK(facts.error().where == expected);
        }
}

TEST_CASE("a bundle cut short at any length is refused", "[wire]") {
    const Sealing s;
    const auto whole = s.seal(500);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        INFO("length " << size);
        CHECK_FALSE(inspect_container(ByteView{whole}.first(size)));
    }
    const auto large = s.seal(2 * limits::chunk_bytes + 5);
    for (std::size_t size = 0; size < large.size(); size += 977)
        CHECK_FALSE(inspect_container(ByteView{large}.first(size)));
}

TEST_CASE("a bundle with anything added is refused", "[wire]") {
    const Sealing s;
    auto file = s.seal(500);
    file.push_back(0);
    CHECK_FALSE(inspect_container(file));
}

// Whoever holds the device's key could make a trailer fit any chunks; central's stream still tells.
TEST_CASE("swapped, doubled or foreign chunks do not open even under a fitting trailer", "[wire]") {
    const Sealing s;
    const auto whole = s.seal(3 * limits::chunk_bytes);
    const auto other = s.seal(3 * limits::chunk_bytes);
    const std::size_t sealed_chunk = limits::chunk_bytes + 17;
    const std::size_t trailer = 8 + 32 + 4 * 32 + 64;
    const std::size_t head = whole.size() - 3 * sealed_chunk - trailer;
    const auto with_trailer = [&](Bytes file) {
        file.resize(file.size() - trailer);
        Bytes statement(whole.end() - static_cast<std::ptrdiff_t>(trailer),
                        whole.end() - static_cast<std::ptrdiff_t>(trailer) + 8 + 32);
        const auto add = [&](ByteView bytes) {
            const auto digest = crypto::sha256(bytes);
            statement.insert(statement.end(), digest.begin(), digest.end());
        };
        add(ByteView{file}.first(head));
        for (std::size_t i = 0; i < 3; ++i)
            add(ByteView{file}.subspan(head + i * sealed_chunk, sealed_chunk));
        const std::string_view label{"cpc/bundle-seal/v1\0", 19};
        Bytes message(label.begin(), label.end());
        message.insert(message.end(), statement.begin(), statement.end());
        const auto signature = s.device.sign(message);
        file.insert(file.end(), statement.begin(), statement.end());
        file.insert(file.end(), signature.begin(), signature.end());
        return file;
    };
    const auto chunk_of = [&](Bytes& file, std::size_t i) {
        return file.begin() + static_cast<std::ptrdiff_t>(head + i * sealed_chunk);
    };
    REQUIRE(open_container(with_trailer(whole), s.central));
    Bytes swapped = whole;
    std::swap_ranges(chunk_of(swapped, 0), chunk_of(swapped, 1), chunk_of(swapped, 1));
    Bytes doubled = whole;
    std::copy(chunk_of(doubled, 0), chunk_of(doubled, 1), chunk_of(doubled, 1));
    Bytes foreign = whole;
    Bytes from = other;
    std::copy(chunk_of(from, 1), chunk_of(from, 2), chunk_of(foreign, 1));
    for (const auto& bad : {swapped, doubled, foreign}) {
        const auto file = with_trailer(bad);
        REQUIRE(inspect_container(file));
        const auto opened = open_container(file, s.central);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().fault == Fault::damaged);
    }
}

TEST_CASE("another central's key does not open a bundle, and is told so", "[wire]") {
    const Sealing s;
    const auto opened = open_container(s.seal(100), crypto::BoxKeyPair::generate());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == Fault::wrong_secret);
}

TEST_CASE("something else is not taken for a damaged bundle", "[wire]") {
    const auto facts = inspect_container(view_of("A letter to the chair, of no particular form."));
    REQUIRE_FALSE(facts);
    CHECK(facts.error().fault == Fault::malformed);
}

TEST_CASE("the open part of a bundle holds no byte of its content", "[wire]") {
    const Sealing s;
    const std::string secret = "the child said so to the health visitor";
    const auto file = seal_container(s.id, s.central.public_key(), view_of(secret), s.device);
    REQUIRE(file);
    CHECK(text_of(*file).find("health visitor") == std::string_view::npos);
}

}  // namespace
}  // namespace cpc::wire
