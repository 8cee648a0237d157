// SPDX-License-Identifier: Apache-2.0
// cpc passphrase and cpc keys: who may open a record. And cpc store rotate: a new master key.
#include <cstdio>
#include <memory>

#include "app/cli/key_commands.hpp"
#include "app/cli/secrets.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/passphrase.hpp"
#include "core/record/paper_code.hpp"
#include "core/store/chairs.hpp"
#include "core/store/door.hpp"
#include "core/store/rotate.hpp"

namespace cpc::cli {
namespace {

struct KeysOptions {
    std::string store;
    SecretFrom own;
    SecretFrom fresh;
    CostOption cost;
    std::string name;
    int slot = -1;
    std::vector<std::string> others;
};

int told(const Error& error) {
    return tell(error, error.fault == Fault::refused ? not_good : cannot);
}

// An open record and whose passphrase it was.
struct Opened {
    crypto::SecretBytes own;
    store::Vault vault;
};

Result<Opened> open(Machine& machine, const KeysOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.store));
    auto own = CPC_TRY(ask(machine, options.own, "Your passphrase: "));
    auto vault = CPC_TRY(store::Vault::open(machine.ports(), options.store, own));
    CPC_TRY(store::write_unlock(vault));
    for (const auto& note : vault.report().notes)
        std::printf("note: %s\n", note.c_str());
    return Opened{std::move(own), std::move(vault)};
}

std::string short_key(const Hash32& kid) {
    return to_hex(kid).substr(0, 16);
}

void print_recovery(const store::RecoveryStanding& standing) {
    if (standing.officers.empty()) {
        std::printf("recovery: no officers are enrolled (cpc recovery enrol)\n");
        return;
    }
    for (std::size_t i = 0; i < standing.officers.size(); ++i)
        std::printf("recovery key %zu: %s\n", i + 1,
                    record::paper_code(crypto::sha256(standing.officers[i])).c_str());
    if (!standing.made_here)
        std::printf("recovery: this tablet did not make that area. Enrol the keys again.\n");
    if (standing.rehearsed.empty())
        std::printf("recovery: never rehearsed (cpc recovery drill); not ready to go live\n");
    for (const auto& [one, other] : standing.rehearsed)
        std::printf("recovery: rehearsed with keys %d and %d\n", one, other);
}

Result<void> list_keys(Machine& machine, const KeysOptions& options) {
    auto opened = CPC_TRY(open(machine, options));
    store::Chairs chairs{machine.ports(), options.store, opened.vault};
    const auto listed = CPC_TRY(chairs.list());
    for (const auto& chair : listed)
        std::printf("slot %d: key %s, %llu KiB a try%s%s%s\n", chair.slot.slot,
                    short_key(chair.slot.chair).c_str(),
                    static_cast<unsigned long long>(chair.slot.cost.memory_bytes >> 10U),
                    chair.name.empty() ? "" : ", ", chair.name.c_str(), chair.here ? " (you)" : "");
    std::printf("master key: changed %d times\n", listed.empty() ? 0 : listed.front().slot.epoch);
    print_recovery(CPC_TRY(chairs.recovery()));
    return opened.vault.settle();
}

Result<void> add_key(Machine& machine, const KeysOptions& options) {
    auto opened = CPC_TRY(open(machine, options));
    const auto fresh = CPC_TRY(ask_new(machine, options.fresh, "The new chair's passphrase: "));
    store::Chairs chairs{machine.ports(), options.store, opened.vault};
    const auto added = CPC_TRY(chairs.add(opened.own, fresh, options.cost.cost(), options.name));
    std::printf("Slot %d opens with the new passphrase and signs with its own key, %s.\n",
                added.slot, short_key(added.chair).c_str());
    return opened.vault.settle();
}

Result<void> remove_key(Machine& machine, const KeysOptions& options) {
    auto opened = CPC_TRY(open(machine, options));
    store::Chairs chairs{machine.ports(), options.store, opened.vault};
    const auto removed =
        CPC_TRY(chairs.remove(opened.own, static_cast<std::uint8_t>(options.slot)));
    std::printf(
        "Slot %d is empty and its passphrase opens nothing here any more. Whoever kept a copy of "
        "keys.cpk and device.key can still open with it: \"cpc store rotate\" ends that.\n",
        removed.slot);
    return opened.vault.settle();
}

Result<void> change_key(Machine& machine, const KeysOptions& options) {
    auto opened = CPC_TRY(open(machine, options));
    const auto fresh = CPC_TRY(ask_new(machine, options.fresh, "Your new passphrase: "));
    store::Chairs chairs{machine.ports(), options.store, opened.vault};
    const auto changed = CPC_TRY(chairs.change_passphrase(opened.own, fresh, options.cost.cost()));
    std::printf("Slot %d opens with the new passphrase, and with the old one no more.\n",
                changed.slot);
    return opened.vault.settle();
}

Result<void> rotate(Machine& machine, const KeysOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.store));
    const auto own = CPC_TRY(ask(machine, options.own, "Your passphrase: "));
    std::vector<crypto::SecretBytes> others;
    for (const auto& file : options.others)
        others.push_back(CPC_TRY(ask(machine, {file, -1}, {})));
    const auto changed = CPC_TRY(
        store::change_master(machine.ports(), options.store, own, others, options.cost.cost()));
    std::printf("The master key is a new one; %llu entries were rewritten under it and compared.\n",
                static_cast<unsigned long long>(changed.entries));
    for (const auto slot : changed.slots)
        std::printf("slot %d opens as before\n", slot);
    std::printf("Every other chair is added again with \"cpc keys add\".\n");
    for (const auto& note : changed.notes)
        std::printf("note: %s\n", note.c_str());
    return {};
}

using Act = Result<void> (*)(Machine&, const KeysOptions&);

CLI::App& add_one(CLI::App& parent, const std::string& name, const std::string& about,
                  std::shared_ptr<KeysOptions> options, Act act, Machine& machine, Run& run) {
    auto& command = *parent.add_subcommand(name, about);
    command.add_option("STORE", options->store, "The store's folder")->required();
    add_secret(command, "passphrase", "Your own passphrase", options->own);
    command.callback([options, act, &machine, &run] {
        run = [options, act, &machine] {
            const auto done = act(machine, *options);
            return done ? good : told(done.error());
        };
    });
    return command;
}

constexpr const char* how_secrets_come =
    "Passphrases are typed without being shown, or come from a file or an open descriptor; never "
    "as arguments.\nExit codes: 0 done, 1 refused and nothing changed, 2 cannot be done.";

}  // namespace

Result<void> there_is_a_record(Machine& machine, const std::string& store) {
    if (machine.files.exists(store + "/" + crypto::keyslots_file)) return {};
    return fail(Fault::not_found, "There is no record in this folder.", store,
                "Nothing was changed. Name the folder that holds keys.cpk, journal.cpl and "
                "store.db.");
}

void add_passphrase(CLI::App& app, Machine& machine, Run& run) {
    auto words = std::make_shared<std::size_t>(crypto::passphrase_words);
    auto* command = app.add_subcommand("passphrase", "Propose a passphrase of five words");
    command->add_option("--words", *words, "More words")
        ->check(CLI::Range(crypto::passphrase_words, std::size_t{12}));
    command->footer(
        "Five words of 7,776, drawn evenly: 64.6 bits. It is printed and kept nowhere.");
    command->callback([words, &machine, &run] {
        run = [words, &machine] {
            const auto proposed = crypto::propose_passphrase(machine.entropy, *words);
            std::fwrite(proposed.data(), 1, proposed.size(), stdout);
            std::printf("\n");
            return good;
        };
    });
}

void add_keys(CLI::App& app, Machine& machine, Run& run) {
    auto& keys = group(app, "keys", "Say who may open a record, add and take away chairs");
    const auto options = std::make_shared<KeysOptions>();
    add_one(keys, "list", "The chairs' keyslots, and how ready a recovery is", options, list_keys,
            machine, run);
    auto& add = add_one(keys, "add", "Another chair: a passphrase and a signing key of their own",
                        options, add_key, machine, run);
    add_secret(add, "new-passphrase", "The new chair's passphrase", options->fresh);
    add.add_option("--name", options->name, "A name for the list; encrypted");
    add_cost(add, options->cost);
    auto& remove = add_one(keys, "remove", "Take a chair away; never the last one", options,
                           remove_key, machine, run);
    remove.add_option("--slot", options->slot, "Which, as \"cpc keys list\" numbers them")
        ->required()
        ->check(CLI::Range(0, static_cast<int>(crypto::keyslot_count_max) - 1));
    auto& change =
        add_one(keys, "change", "Change your own passphrase", options, change_key, machine, run);
    add_secret(change, "new-passphrase", "Your new passphrase", options->fresh);
    add_cost(change, options->cost);
    keys.footer(how_secrets_come);
}

void add_rotate(CLI::App& app, Machine& machine, Run& run) {
    auto& parent = group(app, "store", "Work on a whole record");
    const auto options = std::make_shared<KeysOptions>();
    auto& command = add_one(parent, "rotate", "A new master key: the record is rewritten under it",
                            options, rotate, machine, run);
    command
        .add_option("--staying-file", options->others,
                    "Passphrase file of a further chair who stays; may be given several times")
        ->type_size(1);
    add_cost(command, options->cost);
    command.footer(
        "For when a chair has left or keys may have been copied. Both copies of the record are "
        "written anew beside the old ones, read back and compared before anything changes; a "
        "power cut at any moment leaves the old passphrases or the new state. Chairs whose "
        "passphrase is not given are taken away.\n" +
        std::string{how_secrets_come});
}

}  // namespace cpc::cli
