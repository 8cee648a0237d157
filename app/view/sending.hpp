// SPDX-License-Identifier: Apache-2.0
// What is waiting to be sent and what has arrived (ui-design B7), in words. Being offline is
// normal. A record is only called received after the centre's receipt was verified.
#pragma once

#include <string>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

enum class ParcelState : std::uint8_t { waiting, sealed, sending, sent, received, refused };

// One record on its way, as the shell knows it.
struct Parcel {
    std::string family;  // how the room calls it
    LocalTime closed_at;
    ParcelState state{};
    std::string received_at;  // of the verified receipt
    std::string refused_why;
    std::string file;  // a sealed bundle's name, for the way by stick
};

struct SendingFacts {
    std::vector<Parcel> parcels;
    bool asked = false;  // what follows was read from the vault
    bool can_reach = false;
    bool address_set = false;
    bool sending_now = false;
    std::string last_sent;
};

struct ParcelLine {
    std::string label, detail, state;
    ParcelState kind{};
};

struct SendingView {
    std::string title, lead, network, home, display, hide;
    bool all_received = false;
    std::vector<ParcelLine> parcels;
    std::string send_label, send_blocked, stick_label, stick_blocked, back_label;
    bool sending = false;
};

[[nodiscard]] SendingView make_sending_view(const SendingFacts& facts);

}  // namespace cpc::view
