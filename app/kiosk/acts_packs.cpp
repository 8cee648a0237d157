// SPDX-License-Identifier: Apache-2.0
// Conferences that were prepared at the centre: fetched or taken from a stick into the inbox, and
// made into conferences of this tablet once it is open.
#include <algorithm>
#include <memory>

#include "app/kiosk/acts.hpp"
#include "app/meeting/prepared.hpp"
#include "app/send/packs.hpp"
#include "app/send/send.hpp"
#include "app/view/say.hpp"
#include "core/procedure/zone.hpp"
#include "sync/transport/directory_carrier.hpp"

namespace cpc::kiosk {
namespace {

wire::PackCode code_of(meeting::TakenAs as) {
    switch (as) {
        case meeting::TakenAs::made:
            return wire::PackCode::taken;
        case meeting::TakenAs::begun:
            return wire::PackCode::begun;
        case meeting::TakenAs::unknown_procedure:
            return wire::PackCode::unknown_procedure;
        case meeting::TakenAs::not_allowed:
            return wire::PackCode::not_allowed;
    }
    return wire::PackCode::damaged;
}

std::string owner_word(wire::PackOwner owner) {
    switch (owner) {
        case wire::PackOwner::nobody:
            return "nobody";
        case wire::PackOwner::centre:
            return "centre";
        case wire::PackOwner::device_administrator:
            return "device-administrator";
    }
    return "centre";
}

send::Inbox inbox_of(const Services& services, store::Vault& vault, const wire::Pairing& pairing) {
    return {services.ports.files, inbox_folder(services), vault.log_id(), pairing};
}

}  // namespace

std::string inbox_folder(const Services& services) {
    return services.directory + "/inbox";
}

Result<std::size_t> open_packs(const Services& services, meeting::Desk& desk) {
    const auto pairing = send::kept_pairing(desk.vault());
    if (!pairing && pairing.error().fault == Fault::not_found) return std::size_t{0};
    if (!pairing) return Failure{pairing.error()};
    const auto take = [&desk](const wire::PackName& name, std::uint32_t before,
                              ByteView content) -> Result<send::PackTaken> {
        const auto prepared = meeting::read_prepared(content);
        if (!prepared) return send::PackTaken{wire::PackCode::damaged, prepared.error().text()};
        auto taken =
            CPC_TRY(meeting::take_prepared(desk, name.conference, name.version, before, *prepared));
        return send::PackTaken{code_of(taken.as), std::move(taken.words)};
    };
    const auto lines =
        CPC_TRY(send::open_inbox(desk.vault(), inbox_of(services, desk.vault(), *pairing),
                                 services.ports.clock.read().wall, take));
    return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [](const auto& line) {
        return line.code == wire::PackCode::taken;
    }));
}

Result<void> add_packs(view::SendingFacts& facts, meeting::Desk& desk) {
    const auto summaries = desk.home();
    auto lines = CPC_TRY(send::kept_packs(desk.vault()));
    std::reverse(lines.begin(), lines.end());
    for (const auto& line : lines) {
        view::PackFact fact;
        fact.code = std::string{wire::pack_word(line.code)};
        fact.owner = owner_word(wire::pack_owner(line.code));
        fact.words = line.words;
        fact.version = line.name.version;
        std::string zone = "UTC";
        const auto record = meeting::record_of(line.name.conference, line.name.version);
        for (const auto& summary : *summaries)
            if (summary->id == record) {
                fact.family = summary->family;
                fact.by = summary->prepared_by;
                zone = summary->time_zone;
            }
        if (const auto when = procedure::local_time(line.at, zone))
            fact.at = view::say_date_and_time(*when);
        facts.packs.push_back(std::move(fact));
    }
    return {};
}

void take_packs(Shell& shell) {
    auto* services = &shell.services();
    shell.work(
        [services](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            const auto pairing = CPC_TRY(send::kept_pairing(desk.vault()));
            auto& files = services->ports.files;
            transport::DirectoryCarrier stick(files, CPC_TRY(find_stick(files)));
            const auto found = CPC_TRY(send::fetch_packs(inbox_of(*services, desk.vault(), pairing),
                                                         stick, services->ports.clock.read().wall));
            CPC_TRY(send::keep_refused(desk.vault(), found.refused));
            (void)CPC_TRY(open_packs(*services, desk));
            return {};
        },
        view::say("pack.looked"), [&shell] { look_at_sending(shell); });
}

}  // namespace cpc::kiosk
