// SPDX-License-Identifier: Apache-2.0
// Carries a scenario out. The player keeps the lines, what was refused and what was expected; Hands
// are the way in: through commands (command_hands.hpp) or through the real screens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/meeting/desk.hpp"
#include "app/play/scenario.hpp"

namespace cpc::play {

// The clock of a play: it stands where the scenario put it and moves a little with every reading,
// so that entries keep their order.
class ScriptedClock : public Clock {
  public:
    [[nodiscard]] ClockReading read() override;
    void set(Instant wall);

  private:
    Instant wall_{};
    std::uint64_t readings_ = 0;
};

class Hands {
  public:
    virtual ~Hands() = default;
    // The procedure's refusal, if it says no; an Error for an act that cannot be carried out at
    // all.
    [[nodiscard]] virtual Result<std::optional<conference::Refusal>> carry_out(
        const Scenario& scenario, const Act& act) = 0;
    [[nodiscard]] virtual meeting::Meeting* meeting() = 0;  // none before the conference is opened
};

struct Refused {
    int line = 0;
    conference::Refusal refusal;
};

struct Played {
    std::vector<Refused> refusals;
    // Expectations that did not come true, "file:line: …".
    std::vector<std::string> failures;
};

[[nodiscard]] Result<Played> play(const Scenario& scenario, Hands& hands);

// The PIN that a play gives to the person with this place in the list.
[[nodiscard]] std::string scripted_pin(std::size_t place);

}  // namespace cpc::play
