// SPDX-License-Identifier: Apache-2.0
// The practice conference, played into a store of the bench's own as far as a figure needs it.
#pragma once

#include <memory>
#include <string>

#include "app/play/command_hands.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "tests/watch/watched_files.hpp"

namespace cpc::bench {

struct Room {
    platform::SystemFiles system;
    watch::WatchedFiles files{system};
    platform::SystemEntropy entropy;
    play::ScriptedClock clock;
    std::unique_ptr<meeting::Desk> desk;
    std::unique_ptr<play::CommandHands> hands;

    [[nodiscard]] store::Ports ports() { return {files, clock, entropy}; }
};

inline constexpr std::string_view passphrase = "four words for measuring";

// `until`: the line before which the play stops; empty: to the end.
[[nodiscard]] Result<std::unique_ptr<Room>> play_room(const std::string& store,
                                                      const std::string& assets,
                                                      crypto::KeyslotCost cost,
                                                      std::string_view until);

}  // namespace cpc::bench
