// SPDX-License-Identifier: Apache-2.0
// Conferences that were prepared here and sent to a tablet (sync/wire/pack.hpp), in the centre's
// own list (office.hpp). A row is never changed: a later version of the same conference takes its
// place, and a further row says that the tablet asked for it or that it was saved for a stick.
//
// A pack is sealed and signed anew each time it is handed out; its number is its place among the
// packs for this tablet, which a restored backup gives back as it was.
#pragma once

#include <optional>

#include "core/base/time.hpp"
#include "sync/wire/pack.hpp"

namespace cpc::service {

struct SentPack {
    wire::PackName name;
    Instant sent;
    Bytes content;  // as it was before sealing
    std::optional<Instant>
        fetched;                   // handed to a tablet that asked over the network; the last time
    std::optional<Instant> saved;  // as a file, for a stick; the last time
};

enum class PackWay : std::uint8_t { network, stick };

// The newest version of each conference, in the order in which they were sent.
[[nodiscard]] std::vector<wire::PackName> waiting(const std::vector<SentPack>& packs);

}  // namespace cpc::service
