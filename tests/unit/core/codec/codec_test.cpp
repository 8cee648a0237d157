// SPDX-License-Identifier: Apache-2.0
#include "core/codec/codec.hpp"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

namespace cpc::codec {
namespace {

enum class Choice : std::uint8_t { agree, disagree, unable };

struct Inner {
    std::int32_t number = 0;
    std::optional<std::string> remark;
    static constexpr auto fields() { return std::tuple{&Inner::number, &Inner::remark}; }
    friend bool operator==(const Inner&, const Inner&) = default;
};

struct Everything {
    bool flag = false;
    std::uint64_t large = 0;
    std::int64_t either = 0;
    Choice choice{};
    std::string text;
    Bytes raw;
    ByteArray<4> four{};
    PersonId person;
    Date date;
    LocalTime time;
    Instant instant;
    std::optional<Inner> inner;
    std::vector<Inner> list;
    std::optional<std::uint8_t> last;
    static constexpr auto fields() {
        return std::tuple{&Everything::flag,   &Everything::large,   &Everything::either,
                          &Everything::choice, &Everything::text,    &Everything::raw,
                          &Everything::four,   &Everything::person,  &Everything::date,
                          &Everything::time,   &Everything::instant, &Everything::inner,
                          &Everything::list,   &Everything::last};
    }
    friend bool operator==(const Everything&, const Everything&) = default;
};

struct Pair {
    std::uint32_t first = 0;
    std::optional<std::uint32_t> second;
    static constexpr auto fields() { return std::tuple{&Pair::first, &Pair::second}; }
};

struct Nest {
    std::vector<Nest> inside;
    static constexpr auto fields() { return std::tuple{&Nest::inside}; }
};

Bytes hex(std::string_view text) {
    return from_hex(text).value();
}

rc::Gen<std::string> any_text() {
    // Code points of every encoded length, none of them a surrogate.
    static const std::vector<std::string> pieces = {
        "a", " ", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "0", "\n"};
    return rc::gen::map(rc::gen::container<std::vector<std::size_t>>(
                            rc::gen::inRange<std::size_t>(0, pieces.size())),
                        [](const std::vector<std::size_t>& picks) {
                            std::string out;
                            for (const auto pick : picks)
                                out += pieces[pick];
                            return out;
                        });
}

Inner any_inner() {
    Inner out;
    out.number = *rc::gen::arbitrary<std::int32_t>();
    if (*rc::gen::arbitrary<bool>()) out.remark = *any_text();
    return out;
}

Everything any_value() {
    Everything out;
    out.flag = *rc::gen::arbitrary<bool>();
    out.large = *rc::gen::arbitrary<std::uint64_t>() >> *rc::gen::inRange(0, 64);
    out.either = *rc::gen::arbitrary<std::int64_t>() >> *rc::gen::inRange(0, 63);
    out.choice = static_cast<Choice>(*rc::gen::inRange(0, 3));
    out.text = *any_text();
    out.raw = *rc::gen::arbitrary<Bytes>();
    out.four = {1, *rc::gen::arbitrary<std::uint8_t>(), 3, 4};
    out.person.bytes[5] = *rc::gen::arbitrary<std::uint8_t>();
    out.date.days = *rc::gen::arbitrary<std::int32_t>();
    out.time = {Date{*rc::gen::arbitrary<std::int32_t>()}, *rc::gen::inRange(0, 1440),
                *rc::gen::inRange(-1439, 1440)};
    out.instant.ms = *rc::gen::arbitrary<std::int64_t>();
    if (*rc::gen::arbitrary<bool>()) out.inner = any_inner();
    const int count = *rc::gen::inRange(0, 5);
    for (int i = 0; i < count; ++i)
        out.list.push_back(any_inner());
    if (*rc::gen::arbitrary<bool>()) out.last = *rc::gen::arbitrary<std::uint8_t>();
    return out;
}

bool refused(std::string_view text) {
    return !decode<Pair>(hex(text)).has_value();
}

}  // namespace
}  // namespace cpc::codec

template <>
inline constexpr std::uint64_t cpc::codec::enum_limit<cpc::codec::Choice> = 2;

namespace cpc::codec {
namespace {

TEST_CASE("whatever is encoded decodes to the same value", "[codec]") {
    CHECK(rc::check("decode(encode(x)) == x", [] {
        const auto value = any_value();
        const auto back = decode<Everything>(encode(value));
        RC_ASSERT(back.has_value());
        RC_ASSERT(*back == value);
        RC_ASSERT(check_canonical(encode(value)).has_value());
    }));
}

TEST_CASE("whatever is accepted encodes to the same bytes again", "[codec]") {
    CHECK(rc::check("encode(decode(b)) == b for changed b", [] {
        auto bytes = encode(any_value());
        const int changes = *rc::gen::inRange(1, 4);
        for (int i = 0; i < changes; ++i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
            switch (*rc::gen::inRange(0, 3)) {
                case 0:
                    bytes[at] = *rc::gen::arbitrary<std::uint8_t>();
                    break;
                case 1:
                    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes[at]);
                    break;
                default:
                    bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at));
                    break;
            }
            if (bytes.empty()) return;
        }
        const auto value = decode<Everything>(bytes);
        if (value) RC_ASSERT(encode(*value) == bytes);
    }));
    CHECK(rc::check("the same for a small type, where chance hits more often", [] {
        const auto bytes = *rc::gen::container<Bytes>(
            rc::gen::element<std::uint8_t>(0xA0, 0xA1, 0xA2, 0x00, 0x01, 0x02, 0x17, 0x18, 0x19));
        const auto value = decode<Pair>(bytes);
        if (value) RC_ASSERT(encode(*value) == bytes);
    }));
}

TEST_CASE("the bytes are those of RFC 8949 core deterministic encoding", "[codec]") {
    CHECK(encode(Pair{1, std::nullopt}) == hex("a10101"));
    CHECK(encode(Pair{23, 24}) == hex("a201170218"
                                      "18"));
    CHECK(encode(Pair{255, 256}) == hex("a20118ff02190100"));
    CHECK(encode(Pair{65'535, 65'536}) == hex("a20119ffff021a00010000"));
    CHECK(encode(Inner{-1, "\xC3\xA9"}) == hex("a201200262c3a9"));
    CHECK(encode(Inner{-257, std::nullopt}) == hex("a101390100"));
}

TEST_CASE("a second form of the same value is refused", "[codec]") {
    REQUIRE(decode<Pair>(hex("a2010102182a")));
    CHECK(refused("a201180102182a"));    // 1 in two bytes
    CHECK(refused("a20119000102182a"));  // 1 in three
    CHECK(refused("a201010219002a"));    // 42 in three
    CHECK(
        refused("b80201010218"
                "2a"));                        // the map's own count not shortest
    CHECK(refused("bf010102182aff"));          // indefinite length
    CHECK(refused("a202182a0101"));            // keys out of order
    CHECK(refused("a201010101"));              // a key twice
    CHECK(refused("a1180101"));                // key not shortest
    CHECK(refused("a3010102182a0301"));        // unknown key
    CHECK(refused("a0"));                      // required key missing
    CHECK(refused("a2010102182a00"));          // trailing byte
    CHECK(refused("a20101"));                  // too short
    CHECK(refused("a201f602182a"));            // null
    CHECK(refused("c1a10101"));                // tag
    CHECK(refused("a101fb3ff0000000000000"));  // float
    CHECK(refused("a1011b0000000100000000"));  // out of range for 32 bits
    CHECK(refused("a10120"));                  // negative for an unsigned
    CHECK(refused("a1016131"));                // text for a number
    CHECK(refused(""));
}

TEST_CASE("text that is not UTF-8 or too long is neither written nor read", "[codec]") {
    for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xFF"})
        CHECK_FALSE(encodable(Inner{0, bad}));
    CHECK(encodable(Inner{0, std::string(limits::text_bytes_max, 'x')}));
    CHECK_FALSE(encodable(Inner{0, std::string(limits::text_bytes_max + 1, 'x')}));
    CHECK_FALSE(decode<Inner>(hex("a201000262c080")));
    CHECK_FALSE(decode<Inner>(hex("a201000263eda080")));
}

TEST_CASE("an enumeration ends where it says", "[codec]") {
    Everything value;
    value.choice = static_cast<Choice>(3);
    CHECK_FALSE(encodable(value));
    value.choice = Choice::unable;
    auto bytes = encode(value);
    REQUIRE(decode<Everything>(bytes));
    REQUIRE(bytes[8] == 2);  // the value of key 4
    bytes[8] = 3;
    CHECK_FALSE(decode<Everything>(bytes));
}

TEST_CASE("nesting is limited on both sides", "[codec]") {
    Nest deepest;
    for (std::size_t i = 1; i < limits::cbor_depth_max / 2; ++i) {
        Nest outer;
        outer.inside.push_back(deepest);
        deepest = outer;
    }
    CHECK(encodable(deepest));
    CHECK(decode<Nest>(encode(deepest)));
    Nest too_deep;
    too_deep.inside.push_back(deepest);
    CHECK_FALSE(encodable(too_deep));
    Bytes bomb(10'000, 0x81);
    CHECK_FALSE(check_canonical(bomb));
}

TEST_CASE("a count that cannot fit is refused before anything is reserved", "[codec]") {
    CHECK_FALSE(decode<Nest>(hex("a1019b7fffffffffffffff")));
    CHECK_FALSE(decode<Nest>(hex("a1019affffffff")));
    CHECK_FALSE(check_canonical(hex("bb7fffffffffffffff")));
    CHECK_FALSE(check_canonical(hex("5b7fffffffffffffff00")));
}

TEST_CASE("a local time out of range is refused", "[codec]") {
    Everything value;
    value.time.minute = 1440;
    CHECK_FALSE(encodable(value));
    value.time.minute = 1439;
    CHECK(encodable(value));
    value.time.offset_minutes = -1440;
    CHECK_FALSE(encodable(value));
}

TEST_CASE("an error names the byte", "[codec]") {
    const auto result = decode<Pair>(hex("a201010200ff"));
    REQUIRE_FALSE(result);
    CHECK(result.error().fault == Fault::malformed);
    CHECK(result.error().where == "byte 5");
}

}  // namespace
}  // namespace cpc::codec
