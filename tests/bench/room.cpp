// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/room.hpp"

#include "core/base/limits.hpp"

namespace cpc::bench {

Result<std::unique_ptr<Room>> play_room_in(std::unique_ptr<Room> room, const std::string& store,
                                           const std::string& assets, crypto::KeyslotCost cost,
                                           std::string_view until) {
    room->assets = assets;
    const auto file = assets + "/practice/first-conference.txt";
    const auto bytes = CPC_TRY(read_whole(room->files, file, limits::scenario_bytes_max));
    auto text = text_of(bytes);
    if (!until.empty()) text = text.substr(0, text.find(until));
    const auto scenario = CPC_TRY(play::parse_scenario(text, file));
    meeting::SetUp setup;
    setup.cost = cost;
    setup.practice = true;  // the PINs' cost is no part of any figure
    auto library = CPC_TRY(meeting::Library::load(room->files, assets));
    room->desk = CPC_TRY(meeting::Desk::set_up(
        room->ports(), store, crypto::SecretBytes::from(passphrase), setup, std::move(library)));
    room->files.start_again();
    room->hands = std::make_unique<play::CommandHands>(*room->desk, room->clock);
    CPC_TRY(play::play(scenario, *room->hands));
    CPC_TRY(room->desk->vault().settle());
    return room;
}

Result<std::unique_ptr<Room>> play_room(const std::string& store, const std::string& assets,
                                        crypto::KeyslotCost cost, std::string_view until) {
    return play_room_in(std::make_unique<Room>(), store, assets, cost, until);
}

}  // namespace cpc::bench
