// SPDX-License-Identifier: Apache-2.0
// Which past conference stands on the glass, since when: what watching.cpp writes entries from.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "app/view/intent.hpp"
#include "core/base/time.hpp"

namespace cpc::kiosk {

struct Watched {
    struct What {
        view::Place place{};
        ConferenceId conference;
        MaterialId file;  // whose pages are open; empty: none
        friend bool operator==(const What&, const What&) = default;
        friend bool operator<(const What& a, const What& b) {
            return std::tie(a.place, a.conference, a.file) <
                   std::tie(b.place, b.conference, b.file);
        }
    };
    std::optional<What> shown;
    Instant from;
    std::uint64_t since_ms = 0;
    std::map<What, std::uint64_t> begun_ms;  // when a look at it was last written down
    std::set<ConferenceId> slips;            // whose paper code has been shown since the unlocking
    ConferenceId live;  // the meeting that goes on or has just been closed: no past one
};

}  // namespace cpc::kiosk
