// SPDX-License-Identifier: Apache-2.0
// What the device itself writes into the record: who opened it, what was shown, what left it, what
// was found damaged. The conference's own events are in core/conference.
//
// The list is device_events.def, and only there: it makes the structs here, the numbers and rules
// of type_rules, and the page DEVICE_EVENTS.md (a test compares them). Each struct knows its number
// (Unlocked::entry_type) and its fields.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/codec/codec.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::record {

// One of the three who are enrolled together.
struct OfficerKey {
    std::string name;  // of the key, such as board.example/officer-1; never a person's
    crypto::PublicKey signing{};
    ByteArray<32> recovery{};  // X25519
    static constexpr auto fields() {
        return std::tuple{&OfficerKey::name, &OfficerKey::signing, &OfficerKey::recovery};
    }
    friend bool operator==(const OfficerKey&, const OfficerKey&) = default;
};

// Why content may be erased at all; there is no fourth.
enum class ErasureBasis : std::uint8_t { retention_ended = 1, wrong_child = 2, court_order = 3 };
[[nodiscard]] std::string_view basis_words(ErasureBasis basis);

#define CPC_MEMBER(type_of_it, name, words) type_of_it name{};
#define CPC_POINTER(type_of_it, name, words) &Self::name,
#define CPC_RESERVED_EVENT(number, name)
#define CPC_DEVICE_EVENT(number, id, Struct, name, words, FIELDS)                  \
    struct Struct {                                                                \
        using Self = Struct;                                                       \
        static constexpr std::uint16_t entry_type = number;                        \
        FIELDS(CPC_MEMBER)                                                         \
        static constexpr auto fields() { return std::tuple{FIELDS(CPC_POINTER)}; } \
    };
#define CPC_CHAIR_EVENT CPC_DEVICE_EVENT
#define CPC_OFFICERS_EVENT CPC_DEVICE_EVENT
#include "core/record/device_events.def"
#undef CPC_MEMBER
#undef CPC_POINTER

template <class Event>
[[nodiscard]] Bytes encode_event(const Event& event) {
    static_assert(Event::entry_type != 0);
    return codec::encode(event);
}

template <class Event>
[[nodiscard]] Result<Event> decode_event(ByteView content) {
    static_assert(Event::entry_type != 0);
    return codec::decode<Event>(content);
}

// Of any type, known or not: is this the one encoding that the record admits?
[[nodiscard]] Result<void> check_content(ByteView content);

// DEVICE_EVENTS.md, as it must be.
[[nodiscard]] std::string device_events_page();

}  // namespace cpc::record

template <>
inline constexpr std::uint64_t cpc::codec::enum_limit<cpc::record::ErasureBasis> = 3;
