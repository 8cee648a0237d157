// SPDX-License-Identifier: Apache-2.0
// cpc fetch: conferences that the centre prepared, for somebody who unlocks nothing.
#include <cstdio>
#include <memory>

#include "app/cli/command.hpp"
#include "app/send/packs.hpp"
#include "core/base/limits.hpp"
#include "sync/transport/directory_carrier.hpp"
#include "sync/transport/http_carrier.hpp"

namespace cpc::cli {
namespace {

struct FetchOptions {
    std::string store;
    std::string to;    // a central service …
    std::string from;  // … or a stick
    std::string pairing_file;
    std::string device_file;
};

Result<send::Fetched> fetch(Machine& machine, const FetchOptions& options) {
    const auto pairing_text =
        CPC_TRY(read_whole(machine.files, options.pairing_file, limits::receipt_bytes_max));
    const auto pairing = CPC_TRY(wire::read_pairing(pairing_text));
    const auto device_text =
        CPC_TRY(read_whole(machine.files, options.device_file, limits::receipt_bytes_max));
    const auto device = CPC_TRY(wire::read_registration(device_text));
    std::unique_ptr<engine::Carrier> carrier;
    if (options.from.empty())
        carrier = CPC_TRY(transport::HttpCarrier::open(options.to, pairing.tls_pins));
    else
        carrier = std::make_unique<transport::DirectoryCarrier>(machine.files, options.from);
    const send::Inbox inbox{machine.files, options.store + "/inbox", device.log_id, pairing};
    return send::fetch_packs(inbox, *carrier, machine.clock.read().wall);
}

int run_fetch(Machine& machine, const FetchOptions& options) {
    if (options.to.empty() == options.from.empty())
        return tell({Fault::refused,
                     "Say where from: --to an address, or --from a folder.",
                     {},
                     "Nothing was fetched."});
    const auto fetched = fetch(machine, options);
    if (!fetched) return tell(fetched.error());
    for (const auto& name : fetched->fresh)
        std::printf("%s: version %u lies sealed in the inbox until a chair unlocks the tablet\n",
                    name.conference.hex().c_str(), name.version);
    for (const auto& line : fetched->refused)
        std::fprintf(stderr, "%s: not taken (%s). %s\n", line.name.conference.hex().c_str(),
                     std::string{wire::pack_word(line.code)}.c_str(), line.words.c_str());
    if (fetched->fresh.empty() && fetched->refused.empty()) std::printf("Nothing new.\n");
    return fetched->refused.empty() ? good : not_good;
}

}  // namespace

void add_fetch(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<FetchOptions>();
    auto* command = app.add_subcommand(
        "fetch", "Bring conferences that the centre prepared to a tablet, without unlocking it");
    command->add_option("STORE", options->store, "The store's folder")->required();
    command->add_option("--to", options->to, "https://host:port, or http:// on this machine");
    command->add_option("--from", options->from, "A folder or stick with files named *.cpd");
    command->add_option("--pairing", options->pairing_file, "central.json")->required();
    command->add_option("--device", options->device_file, "device.json of this tablet")->required();
    command->footer(
        "They lie sealed in STORE/inbox and become conferences when a chair unlocks the tablet.\n"
        "Exit codes: 0 good, 1 something was refused, 2 cannot.");
    command->callback([options, &machine, &run] {
        run = [options, &machine] { return run_fetch(machine, *options); };
    });
}

}  // namespace cpc::cli
