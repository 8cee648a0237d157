// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/event_codec.hpp"

#include <utility>

#include "app/meeting/enum_limits.hpp"
#include "core/codec/codec.hpp"

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
