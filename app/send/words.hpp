// SPDX-License-Identifier: Apache-2.0
// Where a bundle is on its way, in words for whoever reads a terminal: the stage, since when and
// why, when it is tried again, and who can put right what waits for a person.
#pragma once

#include <string>

#include "app/send/send.hpp"
#include "core/base/time.hpp"

namespace cpc::send {

[[nodiscard]] std::string utc_words(Instant at);  // "2027-03-30 09:00 UTC"
// One line, or two where somebody has to do something. No case text.
[[nodiscard]] std::string describe(const engine::Item& item);
[[nodiscard]] std::string describe(const HeldBack& held);
// All of them in a sentence or two, for a screen; empty for none.
[[nodiscard]] std::string held_sentence(const std::vector<HeldBack>& held);

}  // namespace cpc::send
