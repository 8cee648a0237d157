// SPDX-License-Identifier: Apache-2.0
// cpc recovery: three officers' keys, of which any two bring a record back.
#include <cstdio>
#include <filesystem>
#include <memory>

#include "app/cli/key_commands.hpp"
#include "app/cli/secrets.hpp"
#include "core/base/limits.hpp"
#include "core/crypto/escrow.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/paper_code.hpp"
#include "core/store/chairs.hpp"
#include "core/store/door.hpp"
#include "core/store/rotate.hpp"

namespace cpc::cli {
namespace {

struct RecoveryOptions {
    std::string store;
    std::string name;
    std::string out;
    std::vector<std::string> keys;
    SecretFrom own;
    SecretFrom fresh;
    OfficersFrom officers;
    CostOption cost;
};

std::string code_of(const crypto::BoxPublicKey& key) {
    return record::paper_code(crypto::sha256(key));
}

Result<std::string> read_text(Machine& machine, const std::string& file) {
    const auto bytes = CPC_TRY(read_whole(machine.files, file, limits::receipt_bytes_max));
    return std::string{text_of(bytes)};
}

Result<void> make_key(Machine& machine, const RecoveryOptions& options) {
    CPC_TRY(crypto::check_recovery_name(options.name));
    const auto open_file = options.out + ".pub";
    for (const auto& file : {options.out, open_file})
        if (machine.files.exists(file))
            return fail(Fault::refused, "There is a file of this name already.", file,
                        "Nothing was changed. Name another one with --out.");
    const auto passphrase =
        CPC_TRY(ask_new(machine, options.fresh, "A passphrase for this recovery key: "));
    const auto keys = crypto::BoxKeyPair::generate();
    const auto line = CPC_TRY(
        crypto::write_recovery_private(options.name, keys, passphrase, options.cost.cost()));
    CPC_TRY(write_whole(machine.files, options.out, view_of(line)));
    const auto open_line = crypto::write_recovery_public(options.name, keys);
    CPC_TRY(write_whole(machine.files, open_file, view_of(open_line)));
    std::printf("private  %s  (keep it off every tablet; print it, and lock it away)\n",
                options.out.c_str());
    std::printf("public   %s  (for \"cpc recovery enrol\")\n", open_file.c_str());
    std::printf("code     %s  (to compare by voice when it is enrolled)\n",
                code_of(keys.public_key()).c_str());
    return {};
}

Result<store::Vault> open_store(Machine& machine, const RecoveryOptions& options,
                                const crypto::SecretBytes& own) {
    auto vault = CPC_TRY(store::Vault::open(machine.ports(), options.store, own));
    CPC_TRY(store::write_unlock(vault));
    return vault;
}

Result<void> enrol(Machine& machine, const RecoveryOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.store));
    std::array<crypto::RecoveryPublic, crypto::recovery_officers> officers;
    for (std::size_t i = 0; i < officers.size(); ++i) {
        const auto line = CPC_TRY(read_text(machine, options.keys[i]));
        officers[i] = CPC_TRY(crypto::parse_recovery_public(line, options.keys[i]));
        const auto& key = officers[i];
        std::printf("recovery key %zu: %s, %s\n", i + 1, key.name.c_str(),
                    code_of(key.key).c_str());
    }
    const auto own = CPC_TRY(ask(machine, options.own, "Your passphrase: "));
    auto vault = CPC_TRY(open_store(machine, options, own));
    store::Chairs chairs{machine.ports(), options.store, vault};
    CPC_TRY(chairs.enrol_officers(own, officers));
    std::printf(
        "Enrolled. Any two of these three open this record, and any two can have content erased. "
        "Rehearse it now: cpc recovery drill.\n");
    return vault.settle();
}

// A folder inside the store's, gone again whatever happens.
class Scratch {
  public:
    explicit Scratch(const std::string& store) : path_(store + "/rehearsal") { clear(); }
    ~Scratch() { clear(); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    void clear() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string path_;
};

Result<void> drill(Machine& machine, const RecoveryOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.store));
    const auto held = CPC_TRY(crypto::Keyslots::escrow(machine.files, options.store));
    if (!held)
        return fail(Fault::not_found, "No recovery keys are enrolled on this tablet.",
                    options.store, "Nothing was changed. Enrol three: cpc recovery enrol.");
    const auto own = CPC_TRY(ask(machine, options.own, "Your passphrase: "));
    auto vault = CPC_TRY(open_store(machine, options, own));
    const auto pair = CPC_TRY(ask_officers(machine, options.officers));
    const Scratch scratch{options.store};
    CPC_TRY(store::rehearse_recovery(machine.ports(), scratch.path(), held->officers, pair.one,
                                     pair.other));
    store::Chairs chairs{machine.ports(), options.store, vault};
    CPC_TRY(chairs.note_rehearsal(pair.one.public_key(), pair.other.public_key()));
    std::printf(
        "These two keys brought a throw-away record back: one alone did not open it, both "
        "did, the old passphrase was gone. It is written into the record.\n");
    const auto standing = CPC_TRY(chairs.recovery());
    std::printf("%zu of 3 pairs are rehearsed.\n", standing.rehearsed.size());
    return vault.settle();
}

Result<void> recover(Machine& machine, const RecoveryOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.store));
    const auto pair = CPC_TRY(ask_officers(machine, options.officers));
    const auto fresh = CPC_TRY(ask_new(machine, options.fresh, "The new chair's passphrase: "));
    const auto done = CPC_TRY(store::recover_by_officers(machine.ports(), options.store, pair.one,
                                                         pair.other, fresh, options.cost.cost()));
    std::printf(
        "The record opens with the new passphrase: %llu entries, all compared. The master "
        "key is a new one and every old passphrase is gone.\n",
        static_cast<unsigned long long>(done.entries));
    for (const auto& note : done.notes)
        std::printf("note: %s\n", note.c_str());
    return {};
}

using Act = Result<void> (*)(Machine&, const RecoveryOptions&);

void set(CLI::App& command, std::shared_ptr<RecoveryOptions> options, Act act, Machine& machine,
         Run& run) {
    command.callback([options, act, &machine, &run] {
        run = [options, act, &machine] {
            const auto done = act(machine, *options);
            if (done) return good;
            return tell(done.error(), done.error().fault == Fault::refused ? not_good : cannot);
        };
    });
}

void add_making(CLI::App& recovery, Machine& machine, Run& run) {
    const auto options = std::make_shared<RecoveryOptions>();
    auto& make = *recovery.add_subcommand("make-key", "Make one officer's key, away from tablets");
    make.add_option("--name", options->name, "Whose it is, such as board.example/officer-1")
        ->required();
    make.add_option("--out", options->out, "The private key; FILE.pub is the public one")
        ->required();
    add_secret(make, "passphrase", "The officer's own passphrase", options->fresh);
    add_cost(make, options->cost);
    set(make, options, make_key, machine, run);

    const auto with = std::make_shared<RecoveryOptions>();
    auto& enrolling =
        *recovery.add_subcommand("enrol", "Let any two of three officers open this record");
    enrolling.add_option("STORE", with->store, "The store's folder")->required();
    enrolling
        .add_option("--key", with->keys, "An officer's public key (.pub); give it three times")
        ->required()
        ->expected(3);
    add_secret(enrolling, "passphrase", "Your own passphrase", with->own);
    set(enrolling, with, enrol, machine, run);
}

}  // namespace

void add_recovery(CLI::App& app, Machine& machine, Run& run) {
    auto& recovery = group(app, "recovery", "Bring a record back when every passphrase is lost");
    add_making(recovery, machine, run);
    const auto trying = std::make_shared<RecoveryOptions>();
    auto& rehearse = *recovery.add_subcommand(
        "drill", "Prove two officers' keys on a throw-away record, before going live");
    rehearse.add_option("STORE", trying->store, "The store's folder; only told of the result")
        ->required();
    add_officers(rehearse, "An officer's private key; give it twice", trying->officers)->required();
    add_secret(rehearse, "passphrase", "Your own passphrase", trying->own);
    set(rehearse, trying, drill, machine, run);

    const auto options = std::make_shared<RecoveryOptions>();
    auto& opening = *recovery.add_subcommand(
        "open", "Two officers open the record: a new chair, a new master key");
    opening.add_option("STORE", options->store, "The store's folder")->required();
    add_officers(opening, "An officer's private key; give it twice", options->officers)->required();
    add_secret(opening, "new-passphrase", "The new chair's passphrase", options->fresh);
    add_cost(opening, options->cost);
    set(opening, options, recover, machine, run);
    recovery.footer(
        "Three officers each make a key and keep it; the tablet gets the .pub files. No single key "
        "opens anything. Using two of them changes the master key and is written into the record.\n"
        "Passphrases are typed without being shown, or come from a file or an open descriptor; "
        "never as arguments.\nExit codes: 0 done, 1 refused and nothing changed, 2 cannot be "
        "done.");
}

}  // namespace cpc::cli
