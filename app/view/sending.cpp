// SPDX-License-Identifier: Apache-2.0
#include "app/view/sending.hpp"

#include <algorithm>

namespace cpc::view {
namespace {

std::string state_text(const Parcel& parcel) {
    switch (parcel.state) {
        case ParcelState::waiting:
            return say("sending.waiting");
        case ParcelState::sealed:
            return say("sending.sealed");
        case ParcelState::sending:
            return say("sending.sending");
        case ParcelState::sent:
            return say("sending.sent");
        case ParcelState::received:
            return say("sending.received", {{"when", parcel.received_at}});
        case ParcelState::refused:
            return say("sending.refused", {{"why", parcel.refused_why}});
    }
    return {};
}

}  // namespace

SendingView make_sending_view(const SendingFacts& facts) {
    SendingView view;
    view.title = say("sending.title");
    view.home = say("shell.home");
    view.display = say("shell.display");
    view.hide = say("shell.hide");
    std::size_t waiting = 0;
    for (const auto& parcel : facts.parcels) {
        waiting += parcel.state == ParcelState::received ? 0 : 1;
        view.parcels.push_back(
            {parcel.family, say("sending.closed", {{"when", say_date_and_time(parcel.closed_at)}}),
             state_text(parcel), parcel.state});
    }
    view.all_received = waiting == 0;
    if (waiting > 0)
        view.lead = say_count("sending.waits", waiting);
    else
        view.lead = facts.last_sent.empty() ? say("sending.nothing")
                                            : say("sending.last", {{"when", facts.last_sent}});
    view.network = !facts.address_set ? say("sending.no-address")
                   : facts.can_reach  ? say("sending.connected")
                                      : say("sending.offline");
    view.sending = facts.sending_now;
    view.send_label = say("sending.now");
    if (waiting == 0)
        view.send_blocked = say("sending.nothing");
    else if (!facts.address_set)
        view.send_blocked = say("sending.no-address");
    else if (facts.sending_now)
        view.send_blocked = say("sending.busy");
    view.stick_label = say("sending.stick");
    if (facts.parcels.empty()) view.stick_blocked = say("sending.nothing");
    view.back_label = say("sending.back");
    return view;
}

}  // namespace cpc::view
