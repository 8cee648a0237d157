// SPDX-License-Identifier: Apache-2.0
#include "core/record/device_events.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "core/record/type_rules.hpp"

namespace cpc::record {
namespace {

const std::string page_file = std::string{CPC_SOURCE_DIR} + "/core/record/DEVICE_EVENTS.md";

template <class Event>
void comes_back() {
    const auto bytes = encode_event(Event{});
    const auto again = decode_event<Event>(bytes);
    REQUIRE(again.has_value());
    CHECK(encode_event(*again) == bytes);
    CHECK(check_content(bytes).has_value());
}

}  // namespace

TEST_CASE("The page of device events says what the list says", "[record]") {
    std::ifstream in{page_file, std::ios::binary};
    const std::string committed{std::istreambuf_iterator<char>{in}, {}};
    CHECK(committed == device_events_page());
}

TEST_CASE("The page of device events is written anew", "[.][write-page]") {
    std::ofstream out{page_file, std::ios::binary | std::ios::trunc};
    out << device_events_page();
    CHECK(out.good());
}

TEST_CASE("Every device event has one number, one rule and an encoding that comes back",
          "[record]") {
    std::set<std::uint16_t> numbers;
    std::uint16_t last = 0;
    const auto one = [&](std::uint16_t number, std::string_view name,
                         Signers signers = Signers::device) {
        INFO(name);
        CHECK(numbers.insert(number).second);
        CHECK(number > last);
        last = number;
        const auto* rule = rule_for(number);
        REQUIRE(rule != nullptr);
        CHECK(rule->name == name);
        CHECK(rule->signers == signers);
    };
#define CPC_RESERVED_EVENT(number, name) one(number, name);
#define CPC_DEVICE_EVENT(number, id, Struct, name, words, FIELDS) \
    one(number, name);                                            \
    CHECK(Struct::entry_type == type::id);                        \
    comes_back<Struct>();
#define CPC_CHAIR_EVENT(number, id, Struct, name, words, FIELDS) \
    one(number, name, Signers::chair_and_device);                \
    CHECK(Struct::entry_type == type::id);                       \
    comes_back<Struct>();
#define CPC_OFFICERS_EVENT(number, id, Struct, name, words, FIELDS) \
    one(number, name, Signers::two_officers);                       \
    CHECK(Struct::entry_type == type::id);                          \
    comes_back<Struct>();
#include "core/record/device_events.def"
    CHECK(numbers.size() >= 11);
}

TEST_CASE("What was written by the first version is read by the list's structs", "[record]") {
    // {1: "…"} and nothing else: fields that are added are optional.
    const Bytes fault{0xA1, 0x01, 0x62, 'o', 'k'};
    const auto told = decode_event<StorageFault>(fault);
    REQUIRE(told.has_value());
    CHECK(told->what == "ok");
    LogOpened opened;
    opened.domain = "example.org";
    const auto bytes = encode_event(opened);
    CHECK(bytes[0] == 0xA4);
    CHECK(to_hex(ByteView{bytes}.first(4)) == "a4015820");
}

}  // namespace cpc::record
