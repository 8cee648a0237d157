// SPDX-License-Identifier: Apache-2.0
// What is waiting to be sent and what has arrived (ui-design B7), in words. Being offline is
// normal. A record is only called received after the centre's receipt was verified.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

enum class ParcelState : std::uint8_t {
    waiting,
    sealed,
    sending,
    sent,
    received,
    refused,
    accepted,
    returned,
    held_back  // the centre has the rest, and set something of this one aside
};

// One record on its way, as the shell knows it.
struct Parcel {
    std::string family;  // how the room calls it
    LocalTime closed_at;
    ParcelState state{};
    std::string received_at;  // of the verified receipt
    std::string refused_why;
    std::string file;               // a sealed bundle's name, for the way by stick
    std::string held_code = {};     // the centre's word for why it set something aside
    std::string answer = {};        // the centre's word for what is not in order with the record
    std::string answer_owner = {};  // whose it is to put right: "chair"
    std::string answered_at = {};
    std::string answered_by = {};
};

// A conference that was prepared at the centre, and what became of it here.
struct PackFact {
    std::string family;  // once it is on this tablet; otherwise empty
    std::string by;
    std::string code;   // "taken", "other-tablet" …
    std::string owner;  // whose it is to put right: "centre", "device-administrator"
    std::string words;  // what the procedure said, where it was that
    std::uint32_t version = 0;
    std::string at;
};

struct SendingFacts {
    std::vector<Parcel> parcels;
    std::vector<PackFact> packs;  // newest first
    bool asked = false;           // what follows was read from the vault
    bool address_set = false;
    bool sending_now = false;
    bool own_waiting = false;  // what the tablet noted itself has not arrived, whatever else has
    std::string last_sent;
    std::string problem;  // why the last try is not complete, in plain words
    bool practice = false;
    std::string address;      // as it is kept on the tablet
    std::string centre;       // its name, once its file was taken
    std::string fingerprint;  // of the centre's file, to be compared by people
    std::string own_fingerprint;
};

// Where records go: the centre's address, its file, and the tablet's own for the centre.
struct CentreSheet {
    Notice notice;  // what the last press here came to: the bottom bar is covered
    std::string title, help, address_label, address_hint, address_kept, keep, keep_need, close;
    std::string centre_title, centre_text, fingerprint, take, own_title, own_text, own_fingerprint,
        give;
};

struct ParcelLine {
    std::string label, detail, state;
    ParcelState kind{};
};

struct PackRow {
    std::string label, state;
    bool taken = false;
};

struct SendingView {
    std::string title, lead, network, home, display, hide;
    bool all_received = false;
    std::vector<ParcelLine> parcels;
    std::string packs_title, packs_help, packs_none, packs_ask, packs_ask_blocked, packs_stick,
        packs_stick_blocked;
    std::vector<PackRow> packs;
    std::string send_label, send_blocked, stick_label, stick_blocked, back_label;
    std::string take_label, take_blocked;  // receipts that came back on a stick
    bool sending = false;
    std::string problem, centre_label;
    Notice notice;
    std::optional<CentreSheet> centre;
};

[[nodiscard]] SendingView make_sending_view(const SendingFacts& facts, const Moment& moment);

}  // namespace cpc::view
