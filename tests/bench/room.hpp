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
    std::string assets;
    const char* database_vfs = nullptr;
    std::unique_ptr<meeting::Desk> desk;
    std::unique_ptr<play::CommandHands> hands;

    [[nodiscard]] store::Ports ports() { return {files, clock, entropy, database_vfs}; }
};

inline constexpr std::string_view passphrase = "four words for measuring";

// `until`: the line before which the play stops; empty: to the end. In an empty room that was made
// beforehand, or in one of its own.
[[nodiscard]] Result<std::unique_ptr<Room>> play_room_in(std::unique_ptr<Room> room,
                                                         const std::string& store,
                                                         const std::string& assets,
                                                         crypto::KeyslotCost cost,
                                                         std::string_view until);
[[nodiscard]] Result<std::unique_ptr<Room>> play_room(const std::string& store,
                                                      const std::string& assets,
                                                      crypto::KeyslotCost cost,
                                                      std::string_view until);

}  // namespace cpc::bench
