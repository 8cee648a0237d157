// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/event_codec.hpp"

#include <utility>

#include "core/codec/codec.hpp"

// The last value of each enumeration that an event may carry.
namespace cpc::codec {
using namespace cpc::conference;
template <>
inline constexpr std::uint64_t enum_limit<Group> = 10;
template <>
inline constexpr std::uint64_t enum_limit<Attendance> = 9;
template <>
inline constexpr std::uint64_t enum_limit<Stage> = 7;
template <>
inline constexpr std::uint64_t enum_limit<Label> = 3;
template <>
inline constexpr std::uint64_t enum_limit<Mode> = 4;
template <>
inline constexpr std::uint64_t enum_limit<Heard> = 3;
template <>
inline constexpr std::uint64_t enum_limit<RiskKind> = 8;
template <>
inline constexpr std::uint64_t enum_limit<View> = 2;
template <>
inline constexpr std::uint64_t enum_limit<Decision> = 5;
template <>
inline constexpr std::uint64_t enum_limit<RuleCode> = 6;
template <>
inline constexpr std::uint64_t enum_limit<NotCounted> = 12;
template <>
inline constexpr std::uint64_t enum_limit<Progress> = 4;
template <>
inline constexpr std::uint64_t enum_limit<MaterialKind> = 2;
template <>
inline constexpr std::uint64_t enum_limit<MediaType> = 2;
}  // namespace cpc::codec

namespace cpc::meeting {
namespace {

using conference::Event;

template <class E>
Result<std::optional<Event>> decode_as(ByteView payload) {
    auto fact = CPC_TRY(codec::decode<E>(payload));
    return std::optional<Event>{Event{std::move(fact)}};
}

// Only the alternative whose number the entry carries is tried.
template <std::size_t... I>
Result<std::optional<Event>> decode_any(std::uint16_t type, ByteView payload,
                                        std::index_sequence<I...>) {
    Result<std::optional<Event>> out = std::optional<Event>{};
    (void)((type == conference::tag_of<std::variant_alternative_t<I, Event>>
                ? (out = decode_as<std::variant_alternative_t<I, Event>>(payload), true)
                : false) ||
           ...);
    return out;
}

}  // namespace

EncodedEvent encode_event(const Event& event) {
    return {conference::tag_of_event(event),
            std::visit([](const auto& fact) { return codec::encode(fact); }, event)};
}

Result<std::optional<Event>> decode_event(std::uint16_t type, ByteView payload) {
    return decode_any(type, payload, std::make_index_sequence<std::variant_size_v<Event>>{});
}

}  // namespace cpc::meeting
