// SPDX-License-Identifier: Apache-2.0
// cpc store salvage: what a record still proves when it can no longer be opened.
#include "core/store/salvage.hpp"

#include <cstdio>
#include <memory>

#include "app/cli/key_commands.hpp"
#include "app/cli/secrets.hpp"

namespace cpc::cli {
namespace {

struct SalvageOptions {
    std::string store;
    std::string out;
    std::string passphrase_file;
    bool contents = false;
};

int run_salvage(Machine& machine, const SalvageOptions& options) {
    if (auto there = there_is_a_record(machine, options.store); !there) return tell(there.error());
    const auto passphrase = read_passphrase(machine, options.passphrase_file);
    if (!passphrase) return tell(passphrase.error());
    const auto evidence = store::salvage(
        machine.ports(), options.store, *passphrase, options.out,
        options.contents ? store::Salvage::with_contents : store::Salvage::without_contents);
    if (!evidence) return tell(evidence.error());
    std::printf("%s", evidence->text().c_str());
    return evidence->whole() ? good : not_good;
}

}  // namespace

void add_salvage(CLI::App& app, Machine& machine, Run& run) {
    auto& parent = group(app, "store", "Work on a whole record");
    auto options = std::make_shared<SalvageOptions>();
    auto* command = parent.add_subcommand(
        "salvage", "Write out every entry that verifies and name those that are lost");
    command->add_option("STORE", options->store, "The store's folder; nothing in it is changed")
        ->required();
    command->add_option("--out", options->out, "A new folder for the entries, proofs and report")
        ->required();
    command->add_option("--passphrase-file", options->passphrase_file,
                        "File whose first line is the passphrase (else the practice one)");
    command->add_flag("--contents", options->contents,
                      "With the contents: the folder is then as secret as the record");
    command->footer("Exit codes: 0 all of it, 1 some entries are lost, 2 cannot be read.");
    command->callback([options, &machine, &run] {
        run = [options, &machine] { return run_salvage(machine, *options); };
    });
}

}  // namespace cpc::cli
