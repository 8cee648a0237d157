// SPDX-License-Identifier: Apache-2.0
// An event as JSON for people: fields by name, words of the closed vocabularies as words, days and
// times in ISO 8601, ids in hexadecimal. For reading only: what is signed is the CBOR beside it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/conference/events.hpp"

namespace cpc::exports {

// A field that is not there is left out; a word without an entry in its vocabulary is its number.
[[nodiscard]] nlohmann::ordered_json event_json(const conference::Event& event);

}  // namespace cpc::exports
