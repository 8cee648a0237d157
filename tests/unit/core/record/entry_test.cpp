// SPDX-License-Identifier: Apache-2.0
#include "core/record/entry.hpp"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "core/crypto/layout.hpp"
#include "core/record/type_rules.hpp"
#include "tests/unit/core/record/record_fixture.hpp"

namespace cpc::record {
namespace {

using test::make_sample;

KeyLookup keys_of(const test::Sample& sample) {
    return [&](const Hash32& kid) -> std::optional<crypto::PublicKey> {
        for (const auto* key : {&sample.device, &sample.chair, &sample.attendee})
            if (key->kid() == kid) return key->public_key();
        return std::nullopt;
    };
}

TEST_CASE("an entry has the written layout", "[record]") {
    const auto sample = make_sample();
    const Bytes bytes = serialise(sample.entry);
    const ByteView all{bytes};
    REQUIRE(bytes.size() == 280 + 2 * 100);
    CHECK(text_of(all.first(8)) == "CPCENT01");
    CHECK(crypto::get_u64(all.subspan(40)) == 7);
    CHECK(crypto::get_u16(all.subspan(80)) == 0x0142);
    CHECK(all[82] == 3);
    CHECK(all[83] == 2);
    CHECK(all[84] == 0x11);
    CHECK(all[100] == 0x21);
    CHECK(crypto::get_u64(all.subspan(116)) == 1'806'397'200'000);
    CHECK(crypto::get_u64(all.subspan(124)) == 3'600'000);
    CHECK(all[132] == 0x41);
    CHECK(crypto::get_u32(all.subspan(148)) == clock_state::set_by_hand);
    CHECK(all[152] == 0x61);
    CHECK(crypto::get_u64(all.subspan(168)) == 6);
    CHECK(all[176] == 0x72);
    CHECK(crypto::get_u32(all.subspan(272)) == sample.ciphertext.size());
    CHECK(crypto::get_u32(all.subspan(276)) == 0);
    CHECK(all[280] == 1);
    CHECK(all[281] == 1);
    CHECK(all[380] == 3);
}

TEST_CASE("the statement binds everything but the entry's place", "[record]") {
    auto sample = make_sample();
    const auto before = statement_of(sample.entry.header);
    sample.entry.header.seq = 8;
    sample.entry.header.prev_root[0] ^= 1U;
    CHECK(statement_of(sample.entry.header) == before);
    const Bytes bytes = serialise(sample.entry);
    for (std::size_t at = 8; at < header_size; ++at) {
        if (at >= 40 && at < 80) continue;
        Bytes changed = bytes;
        changed[at] ^= 1U;
        const auto parsed = parse(changed);
        if (parsed) CHECK(statement_of(parsed->header) != before);
    }
}

TEST_CASE("what is serialised parses to the same entry", "[record]") {
    const auto sample = make_sample();
    const auto parsed = parse(serialise(sample.entry));
    REQUIRE(parsed);
    CHECK(*parsed == sample.entry);
    CHECK(check_signatures(*parsed, keys_of(sample)));
}

TEST_CASE("no flipped bit leaves a valid entry with valid signatures, but for its place",
          "[record]") {
    const auto sample = make_sample();
    const Bytes bytes = serialise(sample.entry);
    const auto lookup = keys_of(sample);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        const std::size_t at = bit / 8;
        if (at >= 40 && at < 80) continue;  // the place: bound by the tree
        Bytes flipped = bytes;
        flipped[at] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        const auto parsed = parse(flipped);
        CHECK_FALSE((parsed && check_signatures(*parsed, lookup)));
    }
}

TEST_CASE("an entry that is cut or lengthened is refused", "[record]") {
    const Bytes bytes = serialise(make_sample().entry);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(parse(ByteView{bytes}.first(size)));
    Bytes longer = bytes;
    longer.push_back(0);
    CHECK_FALSE(parse(longer));
}

TEST_CASE("whatever parses serialises to the same bytes", "[record]") {
    const Bytes bytes = serialise(make_sample().entry);
    CHECK(rc::check("serialise(parse(b)) == b", [&] {
        Bytes changed = bytes;
        const int changes = *rc::gen::inRange(1, 5);
        for (int i = 0; i < changes; ++i)
            changed[*rc::gen::inRange<std::size_t>(0, changed.size())] =
                *rc::gen::element<std::uint8_t>(0, 1, 2, 3, 4, 5, 255);
        const auto parsed = parse(changed);
        if (parsed) RC_ASSERT(serialise(*parsed) == changed);
    }));
}

TEST_CASE("signatures stand in one order only, and never twice", "[record]") {
    auto sample = make_sample();
    const Bytes bytes = serialise(sample.entry);
    Bytes swapped = bytes;
    std::swap_ranges(swapped.begin() + 280, swapped.begin() + 380, swapped.begin() + 380);
    CHECK_FALSE(parse(swapped));
    Bytes doubled = bytes;
    std::copy_n(doubled.begin() + 280, 100, doubled.begin() + 380);
    CHECK_FALSE(parse(doubled));
}

TEST_CASE("a header that contradicts itself is refused", "[record]") {
    const auto broken = [](auto&& change) {
        const auto sample = make_sample();
        Bytes bytes = serialise(sample.entry);
        change(std::span<std::uint8_t>{bytes});
        return !parse(bytes).has_value();
    };
    CHECK(broken([](auto b) { b[82] = 2; }));     // content without its flag
    CHECK(broken([](auto b) { b[82] = 1; }));     // an author, but not authored
    CHECK(broken([](auto b) { b[82] |= 16; }));   // unknown flag
    CHECK(broken([](auto b) { b[83] = 1; }));     // more signatures than counted
    CHECK(broken([](auto b) { b[83] = 5; }));     // more than four
    CHECK(broken([](auto b) { b[40] = 0x80; }));  // number of 2^63
    CHECK(broken([](auto b) { crypto::put_u64(b.subspan(168), 8); }));  // basis in the future
    CHECK(broken([](auto b) { b[151] = 16; }));                         // unknown clock state
    CHECK(broken([](auto b) { std::fill_n(b.begin() + 100, 16, std::uint8_t{0}); }));
    CHECK(broken([](auto b) { crypto::put_u32(b.subspan(272), 0x100001); }));
    CHECK(broken([](auto b) { b[279] = 1; }));
    CHECK(broken([](auto b) { b[280] = 5; }));  // unknown role
    CHECK(broken([](auto b) { b[281] = 2; }));  // unknown algorithm
    CHECK(broken([](auto b) { b[283] = 1; }));
}

TEST_CASE("a content opens to what its author committed to, and no flip survives", "[record]") {
    const auto sample = make_sample();
    const auto& h = sample.entry.header;
    const auto plain = read_payload(h, sample.ciphertext, sample.key_wrap, sample.conference_key);
    REQUIRE(plain);
    CHECK(*plain == sample.plain);
    CHECK(sample.ciphertext.size() == 24 + 256 + 16);
    CHECK_FALSE(read_payload(h, sample.ciphertext, sample.key_wrap, test::secret_of(0x30)));
    for (std::size_t at = 0; at < sample.ciphertext.size(); ++at) {
        Bytes flipped = sample.ciphertext;
        flipped[at] ^= 4U;
        CHECK_FALSE(read_payload(h, flipped, sample.key_wrap, sample.conference_key));
    }
    auto other = h;
    other.payload_commitment[3] ^= 1U;
    CHECK_FALSE(read_payload(other, sample.ciphertext, sample.key_wrap, sample.conference_key));
    other = h;
    other.entry_nonce[3] ^= 1U;
    CHECK_FALSE(read_payload(other, sample.ciphertext, sample.key_wrap, sample.conference_key));
}

TEST_CASE("contents of like size cannot be told apart by their size", "[record]") {
    auto sample = make_sample();
    const PayloadSecrets secrets{test::secret_of(1), test::secret_of(2), {}};
    const auto size_of = [&](std::size_t plain) {
        auto header = sample.entry.header;
        const auto sealed = seal_payload(header, Bytes(plain, 'x'), secrets);
        const auto opened = open_payload(header, sealed, secrets.record_key);
        REQUIRE(opened);
        CHECK(opened->size() == plain);
        return sealed.size();
    };
    CHECK(size_of(1) == size_of(223));
    CHECK(size_of(224) == size_of(223) + 256);
    CHECK(size_of(0) == size_of(1));
    CHECK(payload_fits(1'000'000));
    CHECK_FALSE(payload_fits(1U << 20U));
}

TEST_CASE("a content made under another key is not what the author signed", "[record]") {
    // Somebody with the record key seals other words and fixes every digest but the commitment.
    auto sample = make_sample();
    auto header = sample.entry.header;
    const auto commitment = header.payload_commitment;
    const PayloadSecrets secrets{test::secret_of(0x32), test::secret_of(0x33), {}};
    const auto sealed = seal_payload(header, Bytes{0xA1, 0x01, 0x62, 'n', 'o'}, secrets);
    header.payload_commitment = commitment;
    const auto opened = open_payload(header, sealed, secrets.record_key);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == Fault::damaged);
}

}  // namespace
}  // namespace cpc::record
