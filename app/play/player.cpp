// SPDX-License-Identifier: Apache-2.0
#include "app/play/player.hpp"

namespace cpc::play {

ClockReading ScriptedClock::read() {
    // A tenth of a second an act at most: a scripted minute never overflows into the next.
    const auto step = static_cast<std::int64_t>(readings_ < 59'000 ? readings_ : 59'000);
    ++readings_;
    ClockReading reading;
    reading.wall = Instant{wall_.ms + step};
    reading.boot_ms = static_cast<std::uint64_t>(wall_.ms) + static_cast<std::uint64_t>(step);
    reading.boot_id.fill(0x42);
    return reading;
}

void ScriptedClock::set(Instant wall) {
    wall_ = wall;
    readings_ = 0;
}

Result<Played> play(const Scenario& scenario, Hands& hands) {
    Played played;
    for (const auto& act : scenario.acts) {
        auto refused = CPC_TRY(hands.carry_out(scenario, act));
        if (refused) played.refusals.push_back({act.line, *refused});
        if (!act.refused_by) continue;
        if (!refused)
            played.failures.push_back(scenario.place(act) + ": expected a refusal by " +
                                      *act.refused_by + ", and it was accepted");
        else if (refused->rule != *act.refused_by)
            played.failures.push_back(scenario.place(act) + ": expected a refusal by " +
                                      *act.refused_by + ", and it was refused by " + refused->rule);
    }
    return played;
}

std::string scripted_pin(std::size_t place) {
    std::string pin = std::to_string(4709 + 137 * (place % 38));
    return pin.substr(pin.size() - 4);
}

}  // namespace cpc::play
