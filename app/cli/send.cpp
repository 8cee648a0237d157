// SPDX-License-Identifier: Apache-2.0
// cpc send and cpc bundle.
#include "app/cli/send.hpp"

#include <cstdio>
#include <memory>

#include "app/send/freshness.hpp"
#include "app/send/words.hpp"
#include "core/base/limits.hpp"
#include "core/crypto/hash.hpp"
#include "core/store/door.hpp"
#include "core/store/standing.hpp"
#include "sync/transport/http_carrier.hpp"

namespace cpc::cli {
namespace {

// The pairing that is kept in the store, or the file that was named; a practice tablet may ask a
// practice central on this machine for its own.
Result<wire::Pairing> find_pairing(Machine& machine, store::Vault& vault,
                                   const SendOptions& options) {
    if (!options.pairing_file.empty()) {
        const auto file =
            CPC_TRY(read_whole(machine.files, options.pairing_file, limits::receipt_bytes_max));
        return send::keep_pairing(vault, file);
    }
    auto kept = send::kept_pairing(vault);
    if (kept || kept.error().fault != Fault::not_found || !vault.practice() || options.to.empty())
        return kept;
    auto carrier = CPC_TRY(transport::HttpCarrier::open(options.to, {}));
    const auto file = CPC_TRY(carrier->fetch_practice_pairing());
    auto pairing = CPC_TRY(send::keep_pairing(vault, file));
    const auto registration = CPC_TRY(send::registration(vault, "Practice tablet"));
    CPC_TRY(carrier->enrol_for_practice(view_of(registration)));
    return pairing;
}

Result<void> copy_receipt(Machine& machine, store::Vault& vault, const send::SendReport& report,
                          const std::string& file) {
    if (file.empty() || !report.last_receipt) return {};
    const auto text = CPC_TRY(send::kept_receipt(vault, *report.last_receipt));
    if (!text) return {};
    return write_whole(machine.files, file, view_of(*text));
}

// The record to be sent: the one in use, or the one before it, which a restore brought.
struct Source {
    store::Vault vault;                  // in use; what leaves is on record there
    std::optional<store::Vault> former;  // if that was asked for
    std::string outbox;

    [[nodiscard]] store::Vault& sent() { return former ? *former : vault; }
};

Result<Source> open_source(Machine& machine, const SendOptions& options) {
    Source out{CPC_TRY(open_record(machine, options.store, options.passphrase_file)), std::nullopt,
               options.store + "/outbox"};
    if (!options.former) return out;
    out.former = CPC_TRY(store::Vault::open_former(machine.ports(), options.store, out.vault));
    if (!out.former)
        return fail(Fault::not_found, "There is no record before this one.", options.store,
                    "Nothing was sent. Leave out --former.");
    out.outbox = options.store + "/" + store::former_folder + "/outbox";
    return out;
}

int run_send(Machine& machine, const SendOptions& options) {
    const auto report = send_store(machine, options);
    if (!report) return tell(report.error());
    for (const auto& note : report->notes)
        std::printf("note: %s\n", note.c_str());
    // What was worked on just now, received ones too.
    for (const auto& item : report->items)
        std::printf("%s\n", send::describe(item).c_str());
    for (const auto& held : report->held_back)
        std::printf("%s\n", send::describe(held).c_str());
    if (report->packs > 0)
        std::printf("%zu prepared at the centre: sealed in the inbox, for the next unlocking\n",
                    report->packs);
    if (report->problem) std::fprintf(stderr, "%s\n", report->problem->c_str());
    std::printf("%s: %llu of %llu entries are received, each receipt verified\n",
                report->complete() ? "Received" : "Not complete",
                static_cast<unsigned long long>(report->received - report->held_back.size()),
                static_cast<unsigned long long>(report->recorded));
    if (report->confirmed > 0)
        std::printf("Level 2: a second site has confirmed the first %llu\n",
                    static_cast<unsigned long long>(report->confirmed));
    return report->complete() ? good : not_good;
}

Result<std::vector<send::Prepared>> seal(Machine& machine, const SendOptions& options) {
    auto source = CPC_TRY(open_source(machine, options));
    const auto pairing = CPC_TRY(find_pairing(machine, source.vault, options));
    send::Desk desk{source.sent(), pairing,         machine.files,
                    machine.clock, machine.entropy, source.outbox};
    auto made = CPC_TRY(send::prepare_bundles(desk));
    // Before anybody can carry them away: what leaves the tablet is on record.
    for (const auto& bundle : made) {
        const auto bytes =
            CPC_TRY(read_whole(machine.files, bundle.path, limits::bundle_bytes_max));
        CPC_TRY(store::write_down(
            source.vault,
            record::Exported{"bundle", "sealed into the outbox", {}, crypto::sha256(bytes)}));
    }
    for (const auto& sentence :
         CPC_TRY(send::contradictions(source.sent(), machine.files, source.outbox)))
        std::fprintf(stderr, "%s\n", sentence.c_str());
    CPC_TRY(source.vault.settle());
    return made;
}

void add_former(CLI::App& command, SendOptions& options) {
    command.add_flag("--former", options.former,
                     "After a restore: the record before this one, as far as it was restored");
}

int run_bundle(Machine& machine, const SendOptions& options) {
    const auto made = seal(machine, options);
    if (!made) return tell(made.error());
    for (const auto& bundle : *made)
        std::printf("sealed: %s\n", bundle.path.c_str());
    if (made->empty()) std::printf("Nothing new to seal.\n");
    return good;
}

}  // namespace

Result<send::SendReport> send_store(Machine& machine, const SendOptions& options) {
    auto source = CPC_TRY(open_source(machine, options));
    const auto pairing = CPC_TRY(find_pairing(machine, source.vault, options));
    auto carrier = CPC_TRY(transport::HttpCarrier::open(options.to, pairing.tls_pins));
    send::Desk desk{source.sent(),
                    pairing,
                    machine.files,
                    machine.clock,
                    machine.entropy,
                    source.outbox,
                    options.former ? std::string{} : options.store + "/inbox"};
    auto report = CPC_TRY(send::send_all(desk, *carrier));
    CPC_TRY(copy_receipt(machine, source.sent(), report, options.receipt_file));
    return report;
}

void add_send(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<SendOptions>();
    auto* command = app.add_subcommand("send", "Send a record to central and verify its receipt");
    command->add_option("STORE", options->store, "The store's folder")->required();
    command->add_option("--to", options->to, "https://host:port, or http:// on this machine")
        ->required();
    command->add_option("--pairing", options->pairing_file,
                        "central.json, the first time (a practice store asks for it itself)");
    command->add_option("--passphrase-file", options->passphrase_file,
                        "File whose first line is the passphrase (else the practice one)");
    command->add_option("--receipt", options->receipt_file, "Copy the verified receipt here");
    add_former(*command, *options);
    command->footer("Sending twice is harmless. Exit codes: 0 received, 1 not complete, 2 cannot.");
    command->callback([options, &machine, &run] {
        run = [options, &machine] { return run_send(machine, *options); };
    });
}

void add_bundle(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<SendOptions>();
    auto* command =
        app.add_subcommand("bundle", "Seal what is not yet received into files for a memory stick");
    command->add_option("STORE", options->store, "The store's folder")->required();
    command->add_option("--pairing", options->pairing_file, "central.json, the first time");
    command->add_option("--passphrase-file", options->passphrase_file,
                        "File whose first line is the passphrase (else the practice one)");
    add_former(*command, *options);
    command->footer("Bundles lie in STORE/outbox; nobody needs to unlock anything to carry them.");
    command->callback([options, &machine, &run] {
        run = [options, &machine] { return run_bundle(machine, *options); };
    });
}

}  // namespace cpc::cli
