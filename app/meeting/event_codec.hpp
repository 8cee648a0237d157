// SPDX-License-Identifier: Apache-2.0
// Between an event and the payload of its entry. The entry type says which event the bytes are; a
// type this program does not know is kept, verified and skipped, never guessed at.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/conference/events.hpp"

namespace cpc::meeting {

struct EncodedEvent {
    std::uint16_t type = 0;
    Bytes payload;  // deterministic CBOR, before sealing
};

[[nodiscard]] EncodedEvent encode_event(const conference::Event& event);

// Nothing for a type that is not a conference event; Error (malformed) for bytes that do not fit
// it.
[[nodiscard]] Result<std::optional<conference::Event>> decode_event(std::uint16_t type,
                                                                    ByteView payload);

}  // namespace cpc::meeting
