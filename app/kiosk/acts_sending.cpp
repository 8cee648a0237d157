// SPDX-License-Identifier: Apache-2.0
// What central has confirmed, the way there by network and by memory stick, and how tablet and
// centre get to know each other.
#include <algorithm>
#include <memory>

#include "app/kiosk/acts.hpp"
#include "app/send/send.hpp"
#include "app/view/say.hpp"
#include "core/base/limits.hpp"
#include "core/crypto/hash.hpp"
#include "core/procedure/zone.hpp"
#include "sync/transport/directory_carrier.hpp"
#include "sync/transport/http_carrier.hpp"

namespace cpc::kiosk {
namespace {

constexpr std::string_view address_key = "kiosk/centre-address";
constexpr const char* pairing_name = "central.json";
constexpr const char* registration_name = "device.json";
// Somebody stands before the tablet: shorter than what the command line waits.
constexpr std::int64_t connect_wait_ms = 10'000;
constexpr std::int64_t idle_wait_s = 20;

std::string device_name(const Services& services) {
    return services.practice ? "Practice tablet" : "Tablet of " + services.site;
}

std::string owner_word(wire::AnswerOwner owner) {
    switch (owner) {
        case wire::AnswerOwner::nobody:
        case wire::AnswerOwner::chair:
            return "chair";
        case wire::AnswerOwner::minute_taker:
            return "minute-taker";
        case wire::AnswerOwner::centre:
            return "centre";
    }
    return "centre";
}

Result<void> add_centre(view::SendingFacts& facts, const Services& services, store::Vault& vault) {
    facts.practice = vault.practice();
    facts.address = CPC_TRY(kept_address(vault));
    facts.address_set = !facts.address.empty();
    const auto registration = CPC_TRY(send::registration(vault, device_name(services)));
    facts.own_fingerprint =
        wire::fingerprint(CPC_TRY(wire::read_registration(view_of(registration))));
    const auto pairing = send::kept_pairing(vault);
    if (!pairing && pairing.error().fault != Fault::not_found) return Failure{pairing.error()};
    if (!pairing) return {};
    facts.centre = pairing->name;
    facts.fingerprint = wire::fingerprint(*pairing);
    return {};
}

// What the people at the centre said of a record that is there.
Result<void> add_answer(view::Parcel& parcel, store::Vault& vault,
                        const meeting::Summary& summary) {
    if (parcel.state != view::ParcelState::received) return {};
    const auto answer = CPC_TRY(send::kept_answer(vault, summary.id));
    if (!answer) return {};
    parcel.state = answer->accepted() ? view::ParcelState::accepted : view::ParcelState::returned;
    parcel.answer = std::string{wire::answer_word(answer->code)};
    parcel.answer_owner = owner_word(wire::answer_owner(answer->code));
    parcel.answered_by = answer->by;
    if (const auto when = procedure::local_time(answer->given, summary.time_zone))
        parcel.answered_at = view::say_date_and_time(*when);
    return {};
}

// A closed conference is received when everything up to its end is.
Result<view::SendingFacts> facts_of(const Services& services, meeting::Desk& desk) {
    view::SendingFacts facts;
    facts.asked = true;
    CPC_TRY(add_centre(facts, services, desk.vault()));
    CPC_TRY(add_packs(facts, desk));
    const auto status = CPC_TRY(send::status(desk.vault()));
    std::uint64_t sealed = status.received;
    for (const auto& item : status.items)
        sealed = std::max(sealed, item.to);
    facts.own_waiting = !status.all_received();
    for (const auto& summary : desk.conferences()) {
        if (!summary.closed_at || summary.erased_at || summary.kept_to_read) continue;
        const auto end = summary.last_seq + 1;
        view::Parcel parcel;
        parcel.family = summary.family;
        parcel.closed_at = *summary.closed_at;
        parcel.state = end <= status.received ? view::ParcelState::received
                       : end <= sealed        ? view::ParcelState::sealed
                                              : view::ParcelState::waiting;
        if (parcel.state == view::ParcelState::received && status.received_at)
            if (const auto when = procedure::local_time(*status.received_at, summary.time_zone))
                parcel.received_at = view::say_date_and_time(*when);
        for (const auto& item : status.items) {
            if (item.stage != engine::Stage::needs_attention || end <= item.from || end > item.to)
                continue;
            parcel.state = view::ParcelState::refused;
            parcel.refused_why = item.reason;
        }
        if (const auto* held = status.held_of(summary.id)) {
            parcel.state = view::ParcelState::held_back;
            parcel.held_code = wire::held_code_known(held->code) ? held->code : "other";
            if (const auto when = procedure::local_time(held->since, summary.time_zone))
                parcel.received_at = view::say_date_and_time(*when);
        }
        CPC_TRY(add_answer(parcel, desk.vault(), summary));
        facts.parcels.push_back(std::move(parcel));
    }
    return facts;
}

// A practice tablet may ask a practice centre on this machine for its file; a real one never does.
Result<wire::Pairing> pairing_for(const Services& services, store::Vault& vault,
                                  const std::string& address) {
    auto kept = send::kept_pairing(vault);
    if (kept || kept.error().fault != Fault::not_found || !vault.practice()) return kept;
    auto carrier = CPC_TRY(transport::HttpCarrier::open(address, {}));
    const auto file = CPC_TRY(carrier->fetch_practice_pairing());
    auto pairing = CPC_TRY(send::keep_pairing(vault, file));
    const auto registration = CPC_TRY(send::registration(vault, device_name(services)));
    CPC_TRY(carrier->enrol_for_practice(view_of(registration)));
    return pairing;
}

// Why not everything is received, in plain words; nothing when it is.
Result<std::optional<std::string>> send_all(const Services& services, store::Vault& vault) {
    const auto address = CPC_TRY(kept_address(vault));
    const auto pairing = CPC_TRY(pairing_for(services, vault, address));
    transport::HttpOptions options;
    options.connect_wait_ms = connect_wait_ms;
    options.idle_wait_s = idle_wait_s;
    auto carrier = CPC_TRY(transport::HttpCarrier::open(address, pairing.tls_pins, options));
    const auto& ports = services.ports;
    send::Desk sender{vault,
                      pairing,
                      ports.files,
                      ports.clock,
                      ports.entropy,
                      services.directory + "/outbox",
                      inbox_folder(services)};
    return CPC_TRY(send::send_all(sender, *carrier)).problem;
}

void show(Shell& shell, view::SendingFacts facts) {
    shell.drafts().sending = std::move(facts);
}

}  // namespace

Result<std::string> kept_address(store::Vault& vault) {
    const auto kept = CPC_TRY(vault.get_state(address_key));
    return kept ? std::string{text_of(*kept)} : std::string{};
}

void look_at_sending(Shell& shell) {
    auto found = std::make_shared<view::SendingFacts>();
    auto* services = &shell.services();
    shell.work(
        [found, services](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            *found = CPC_TRY(facts_of(*services, desk));
            return {};
        },
        {}, [&shell, found] { show(shell, *found); });
}

void send_now(Shell& shell) {
    auto& sending = shell.drafts().sending;
    sending.sending_now = true;
    sending.problem.clear();
    for (auto& parcel : sending.parcels)
        if (parcel.state != view::ParcelState::received &&
            parcel.state != view::ParcelState::accepted &&
            parcel.state != view::ParcelState::returned)
            parcel.state = view::ParcelState::sending;
    auto found = std::make_shared<view::SendingFacts>();
    auto* services = &shell.services();
    shell.work(
        [found, services](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            const auto problem = send_all(*services, desk.vault());
            (void)CPC_TRY(open_packs(*services, desk));
            *found = CPC_TRY(facts_of(*services, desk));
            if (!problem)
                found->problem = problem.error().what;
            else if (*problem)
                found->problem = **problem;
            return {};
        },
        view::say("sending.done"), [&shell, found] { show(shell, *found); });
}

void keep_address(Shell& shell, const std::string& address) {
    auto pins = std::vector<std::string>{"sha256//" + std::string(43, 'A') + "="};
    if (!transport::HttpCarrier::open(address, pins)) {
        shell.notice(view::NoticeKind::refused, view::say("centre.bad_address"));
        return;
    }
    shell.work(
        [address](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            return desk.vault().put_state(address_key, view_of(address));
        },
        view::say("centre.kept"), [&shell] { look_at_sending(shell); });
}

void take_pairing(Shell& shell) {
    auto* files = &shell.services().ports.files;
    shell.work(
        [files](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            const auto path = CPC_TRY(find_stick(*files)) + "/" + pairing_name;
            const auto file = CPC_TRY(read_whole(*files, path, limits::receipt_bytes_max));
            (void)CPC_TRY(send::keep_pairing(desk.vault(), file));
            return {};
        },
        view::say("centre.taken"), [&shell] { look_at_sending(shell); });
}

void give_registration(Shell& shell) {
    auto* services = &shell.services();
    shell.work(
        [services](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            auto& files = services->ports.files;
            const auto path = CPC_TRY(find_stick(files)) + "/" + registration_name;
            const auto text = CPC_TRY(send::registration(desk.vault(), device_name(*services)));
            return write_whole(files, path, view_of(text));
        },
        view::say("centre.given"));
}

// What central wrote to the stick about the records that came on it (cpc-central take).
void take_receipts(Shell& shell) {
    auto found = std::make_shared<view::SendingFacts>();
    auto* services = &shell.services();
    shell.work(
        [found, services](meeting::Desk& desk, meeting::Meeting*) -> Result<void> {
            auto& ports = services->ports;
            const auto pairing = CPC_TRY(send::kept_pairing(desk.vault()));
            transport::DirectoryCarrier stick(ports.files, CPC_TRY(find_stick(ports.files)));
            send::Desk sender{desk.vault(), pairing,       ports.files,
                              ports.clock,  ports.entropy, services->directory + "/outbox"};
            const auto report = CPC_TRY(send::take_brought(sender, stick));
            *found = CPC_TRY(facts_of(*services, desk));
            found->problem = report.problem.value_or("");
            return {};
        },
        view::say("pack.looked"), [&shell, found] { show(shell, *found); });
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
            transport::DirectoryCarrier stick(ports.files, folder);
            for (const auto& bundle : CPC_TRY(send::bundles_to_carry(sender))) {
                const auto bytes =
                    CPC_TRY(read_whole(ports.files, bundle.path, limits::bundle_bytes_max));
                // What leaves the tablet is on record first. A stick that has it is not given it
                // again, or each press would leave one more entry to be sent.
                const auto slash = bundle.path.rfind('/');
                if (!ports.files.exists(folder + bundle.path.substr(slash)))
                    CPC_TRY(desk.write_down(
                        record::Exported{"bundle", "saved to a stick", {}, crypto::sha256(bytes)}));
                (void)CPC_TRY(stick.deliver(bundle.item.bundle, bytes));
            }
            return {};
        },
        view::say("sending.saved"), [&shell] { look_at_sending(shell); });
}

}  // namespace cpc::kiosk
