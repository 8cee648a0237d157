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
        case ParcelState::accepted:
            return say("sending.accepted",
                       {{"when", parcel.answered_at}, {"who", parcel.answered_by}});
        case ParcelState::held_back:
            return say("sending.held-back", {{"why", say("held-back." + parcel.held_code)},
                                             {"when", parcel.received_at}});
        case ParcelState::returned:
            return say("sending.returned", {{"why", say("answer." + parcel.answer)},
                                            {"owner", say("answer.owner." + parcel.answer_owner)},
                                            {"when", parcel.answered_at},
                                            {"who", parcel.answered_by}});
    }
    return {};
}

// Received, whatever the people there then said of it.
bool at_the_centre(ParcelState state) {
    return state == ParcelState::received || state == ParcelState::accepted ||
           state == ParcelState::returned;
}

CentreSheet make_centre_sheet(const SendingFacts& facts) {
    CentreSheet sheet;
    sheet.title = say("centre.title");
    sheet.help = say("centre.help");
    sheet.address_label = say("centre.address");
    sheet.address_hint = say("centre.address_hint");
    if (!facts.address.empty())
        sheet.address_kept = say("centre.address_kept", {{"address", facts.address}});
    sheet.keep = say("centre.keep");
    sheet.keep_need = say("centre.keep_need");
    sheet.close = say("shell.close");
    sheet.centre_title = say("centre.theirs");
    if (!facts.centre.empty()) {
        sheet.centre_text = say("centre.paired", {{"name", facts.centre}});
        sheet.fingerprint = say("centre.fingerprint", {{"fingerprint", facts.fingerprint}});
    } else {
        sheet.centre_text = say(facts.practice ? "centre.practice" : "centre.not_paired");
    }
    sheet.take = say("centre.take");
    sheet.own_title = say("centre.own");
    sheet.own_text = say("centre.own_text");
    sheet.own_fingerprint = say("centre.own_fingerprint", {{"fingerprint", facts.own_fingerprint}});
    sheet.give = say("centre.give");
    return sheet;
}

std::string not_set_up(const SendingFacts& facts) {
    if (!facts.address_set) return say("sending.no-address");
    if (facts.centre.empty() && !facts.practice) return say("sending.no-centre");
    return {};
}

PackRow row_of(const PackFact& pack) {
    PackRow row;
    row.taken = pack.code == "taken";
    row.label = pack.family.empty()
                    ? say("pack.line", {{"n", std::to_string(pack.version)}, {"when", pack.at}})
                    : say("pack.line_of", {{"family", pack.family},
                                           {"n", std::to_string(pack.version)},
                                           {"when", pack.at}});
    row.state = row.taken ? say("pack.taken", {{"who", pack.by}})
                          : say("pack." + pack.code) + " " + say("pack.owner." + pack.owner);
    if (!row.taken && !pack.words.empty()) row.state += " (" + pack.words + ")";
    return row;
}

// Only what the paired centre signed is taken, whichever way it comes.
void add_packs(SendingView& view, const SendingFacts& facts) {
    view.packs_title = say("pack.title");
    view.packs_help = say("pack.help");
    view.packs_none = say("pack.none");
    view.packs_ask = say("pack.ask");
    view.packs_stick = say("pack.stick");
    if (facts.sending_now)
        view.packs_stick_blocked = say("sending.busy");
    else if (facts.centre.empty())
        view.packs_stick_blocked = say("sending.no-centre");
    view.packs_ask_blocked = view.packs_stick_blocked.empty() && !facts.address_set
                                 ? say("sending.no-address")
                                 : view.packs_stick_blocked;
    for (const auto& pack : facts.packs)
        view.packs.push_back(row_of(pack));
}

}  // namespace

SendingView make_sending_view(const SendingFacts& facts, const Moment& moment) {
    SendingView view;
    view.notice = moment.notice;
    view.problem = facts.problem;
    view.centre_label = say("centre.open");
    if (moment.sheet.name == "centre") {
        view.centre = make_centre_sheet(facts);
        view.centre->notice = moment.notice;
    }
    view.title = say("sending.title");
    view.home = say("shell.home");
    view.display = say("shell.display");
    view.hide = say("shell.hide");
    std::size_t waiting = 0;
    for (const auto& parcel : facts.parcels) {
        waiting += at_the_centre(parcel.state) ? 0 : 1;
        view.parcels.push_back(
            {parcel.family, say("sending.closed", {{"when", say_date_and_time(parcel.closed_at)}}),
             state_text(parcel), parcel.state});
    }
    view.all_received = waiting == 0;
    if (waiting > 0)
        view.lead = say_count("sending.waits", waiting);
    else if (facts.own_waiting)
        view.lead = say("sending.own");
    else
        view.lead = facts.last_sent.empty() ? say("sending.nothing")
                                            : say("sending.last", {{"when", facts.last_sent}});
    const auto missing = not_set_up(facts);
    view.network = facts.sending_now  ? say("sending.busy")
                   : !missing.empty() ? missing
                                      : say("sending.to", {{"address", facts.address}});
    view.sending = facts.sending_now;
    view.send_label = say("sending.now");
    if (waiting == 0 && !facts.own_waiting)
        view.send_blocked = say("sending.nothing");
    else if (!missing.empty())
        view.send_blocked = missing;
    else if (facts.sending_now)
        view.send_blocked = say("sending.busy");
    view.stick_label = say("sending.stick");
    if (waiting == 0 && !facts.own_waiting)
        view.stick_blocked = say("sending.nothing");
    else if (facts.centre.empty())
        view.stick_blocked = say("sending.no-centre");
    else if (facts.sending_now)
        view.stick_blocked = say("sending.busy");
    view.take_label = say("sending.take");
    if (facts.sending_now)
        view.take_blocked = say("sending.busy");
    else if (facts.centre.empty())
        view.take_blocked = say("sending.no-centre");
    view.back_label = say("sending.back");
    add_packs(view, facts);
    return view;
}

}  // namespace cpc::view
