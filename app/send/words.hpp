// SPDX-License-Identifier: Apache-2.0
// Where a bundle is on its way, in words for whoever reads a terminal: the stage, since when and
// why, when it is tried again, and who can put right what waits for a person.
#pragma once

#include <string>

#include "core/base/time.hpp"
#include "sync/engine/outbox.hpp"

namespace cpc::send {

[[nodiscard]] std::string utc_words(Instant at);  // "2027-03-30 09:00 UTC"
// One line, or two where somebody has to do something. No case text.
[[nodiscard]] std::string describe(const engine::Item& item);

}  // namespace cpc::send
