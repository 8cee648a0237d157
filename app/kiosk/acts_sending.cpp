// SPDX-License-Identifier: Apache-2.0
// What central has confirmed, and the way by memory stick. Nothing here needs a network.
#include <algorithm>
#include <memory>

#include "app/kiosk/acts.hpp"
#include "app/send/send.hpp"
#include "app/view/say.hpp"
#include "core/base/limits.hpp"
#include "core/record/merkle.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::kiosk {
namespace {

// A closed conference is received when everything up to its end is.
Result<view::SendingFacts> facts_of(meeting::Desk& desk) {
    view::SendingFacts facts;
    facts.asked = true;
    const auto status = CPC_TRY(send::status(desk.vault()));
    std::uint64_t sealed = status.received;
    for (const auto& item : status.items)
        sealed = std::max(sealed, item.to);
    for (const auto& summary : desk.conferences()) {
        if (!summary.closed_at) continue;
        const auto* meeting = CPC_TRY(desk.meeting(summary.id));
        const auto end = meeting->state().last_seq + 1;
        view::Parcel parcel;
        parcel.family = summary.family;
        parcel.closed_at = *summary.closed_at;
        parcel.state = end <= status.received ? view::ParcelState::received
                       : end <= sealed        ? view::ParcelState::sealed
                                              : view::ParcelState::waiting;
        facts.parcels.push_back(std::move(parcel));
    }
    return facts;
}

}  // namespace

void look_at_sending(Shell& shell) {
    auto found = std::make_shared<view::SendingFacts>();
    shell.work(
        [found](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            *found = CPC_TRY(facts_of(desk));
            return {};
        },
        {}, [&shell, found] { shell.drafts().sending = *found; });
}

void check_record(Shell& shell) {
    auto found = std::make_shared<view::VerifyFacts>();
    shell.work(
        [found](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            auto& vault = desk.vault();
            record::CompactRange range;
            for (const auto& raw : CPC_TRY(vault.raw(0, vault.size()))) {
                const auto entry = CPC_TRY(record::parse(raw.entry));
                CPC_TRY(record::check_signatures(
                    entry, [&vault](const Hash32& kid) { return vault.public_key(kid); }));
                range.append(record::leaf_hash(raw.entry));
                ++found->entries;
            }
            found->asked = true;
            found->whole = range.root() == vault.root();
            if (!found->whole) found->trouble = "its root is another one";
            return {};
        },
        {}, [&shell, found] { shell.drafts().verified = *found; });
}

void save_bundles(Shell& shell) {
    auto* services = &shell.services();
    shell.work(
        [services](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            auto& ports = services->ports;
            const auto folder = CPC_TRY(find_stick(ports.files));
            const auto pairing = CPC_TRY(send::kept_pairing(desk.vault()));
            send::Desk sender{desk.vault(), pairing,       ports.files,
                              ports.clock,  ports.entropy, services->directory + "/outbox"};
            for (const auto& bundle : CPC_TRY(send::prepare_bundles(sender))) {
                const auto bytes =
                    CPC_TRY(read_whole(ports.files, bundle.path, limits::bundle_bytes_max));
                const auto slash = bundle.path.rfind('/');
                CPC_TRY(write_whole(ports.files, folder + bundle.path.substr(slash), bytes));
            }
            return {};
        },
        view::say("sending.saved"), [&shell] { look_at_sending(shell); });
}

}  // namespace cpc::kiosk
