// SPDX-License-Identifier: Apache-2.0
// cpc store backup, restore and scrub.
#include <cstdio>
#include <filesystem>
#include <memory>

#include "app/cli/store_commands.hpp"
#include "app/send/freshness.hpp"
#include "core/base/limits.hpp"
#include "core/record/paper_code.hpp"
#include "core/store/backup.hpp"
#include "core/store/restore.hpp"
#include "core/store/scrub.hpp"

namespace cpc::cli {
namespace {

namespace fs = std::filesystem;

struct StoreOptions {
    std::string store;
    std::string other;
    SecretFrom own;
    SecretFrom fresh;
    OfficersFrom officers;
    CostOption cost;
    std::vector<std::string> since;
};

using Act = Result<int> (*)(Machine&, const StoreOptions&);

unsigned long long number(std::uint64_t value) {
    return value;
}

// ---- backup ----

Result<int> run_backup(Machine& machine, const StoreOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.store));
    const auto record = CPC_TRY(folder_named(options.store));
    const auto target = CPC_TRY(folder_named(options.other));
    CPC_TRY(must_be_apart(record, target));
    const auto own = CPC_TRY(ask(machine, options.own, "Your passphrase: "));
    const auto made = CPC_TRY(store::backup(machine.ports(), record, own, target));
    for (const auto& note : made.notes)
        std::printf("note: %s\n", note.c_str());
    std::printf("Backed up: %s%s\n", target.c_str(), made.practice ? " (a practice record)" : "");
    std::printf("record      %s\n", to_hex(made.log_id).c_str());
    std::printf(
        "holds       entries 0 to %llu, each with its content, keys and proofs; drafts, "
        "sealed PINs, receipts\n",
        number(made.entries - 1));
    std::printf("root        %s\n", to_hex(made.root).c_str());
    std::printf("paper code  %s\n", record::paper_code(made.root).c_str());
    std::printf("read back   %llu bytes, every one compared, and verified as a record\n",
                number(made.bytes));
    std::printf(
        "It opens with a chair's passphrase%s, and with nothing else. The tablet's device secret "
        "lies in it, because nothing would open it elsewhere without: keep it as safe as the "
        "tablet. What is said from now on is not in it.\n",
        made.recovery_keys ? " or two of the three recovery keys" : "");
    return good;
}

// ---- restore ----

void print_restored(const store::Restored& restored, const std::string& target) {
    std::printf("Restored: %s%s\n", target.c_str(),
                restored.practice ? " (a practice record)" : "");
    std::printf("the old record  %s\n", to_hex(restored.former_log_id).c_str());
    std::printf("  entries 0 to %llu, root %s, paper code %s: whole, every signature verified\n",
                number(restored.entries - 1), to_hex(restored.root).c_str(),
                record::paper_code(restored.root).c_str());
    std::printf("  It is read, printed and sent from here. Nothing is added to it.\n");
    if (restored.reached)
        std::printf(
            "  LOST: entries %llu to %llu. What left the tablet proves that they were "
            "there; central has what it received.\n",
            number(restored.entries), number(*restored.reached - 1));
    std::printf("the new record  %s\n", to_hex(restored.log_id).c_str());
    std::printf(
        "  It begins by naming the old one. A conference that was under way is opened again. "
        "Register this tablet with central anew; its record has another name and key.\n");
}

Result<int> run_restore(Machine& machine, const StoreOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.store));
    store::RestoreOrder order;
    order.source = CPC_TRY(folder_named(options.store));
    order.target = CPC_TRY(folder_named(options.other));
    CPC_TRY(must_be_apart(order.source, order.target));
    order.cost = options.cost.cost();
    for (const auto& file : options.since) {
        const auto bytes = CPC_TRY(read_whole(machine.files, file, limits::receipt_bytes_max));
        order.since.push_back(CPC_TRY(send::checkpoint_in(bytes, file)));
    }
    std::optional<Officers> officers;  // where no passphrase is known any more
    std::optional<crypto::SecretBytes> own;
    std::optional<crypto::SecretBytes> fresh;
    if (!options.officers.given()) {
        own = CPC_TRY(ask(machine, options.own, "A chair's passphrase of the backup: "));
        order.passphrase = &*own;
        order.fresh = &*own;
    } else {
        officers = CPC_TRY(ask_officers(machine, options.officers));
        order.one = &officers->one;
        order.other = &officers->other;
        fresh = CPC_TRY(ask_new(machine, options.fresh, "The new chair's passphrase: "));
        order.fresh = &*fresh;
    }
    print_restored(CPC_TRY(store::restore(machine.ports(), order)), order.target);
    return good;
}

// ---- scrub ----

void print_damage(const store::VerifyReport& report, const char* where) {
    for (const auto& note : report.notes)
        std::printf("note: %s%s\n", where, note.c_str());
    for (const auto& finding : report.damage)
        std::printf("damaged: %s%s\n", where, finding.text().c_str());
}

Result<int> run_scrub(Machine& machine, const StoreOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.store));
    const auto own = CPC_TRY(ask(machine, options.own, "Your passphrase: "));
    const auto done = CPC_TRY(store::scrub(machine.ports(), options.store, own));
    print_damage(done.found, "");
    if (done.former) print_damage(*done.former, "the record before this one: ");
    for (const auto& sentence : done.repaired)
        std::printf("repaired: %s\n", sentence.c_str());
    if (done.not_repaired) std::printf("not repaired: %s\n", done.not_repaired->text().c_str());
    const auto& now = done.after ? *done.after : done.found;
    std::printf("%s: %llu entries in two copies, every byte read and every signature verified\n",
                done.was_whole()  ? "Whole"
                : done.is_whole() ? "Whole again; what was wrong is on record"
                                  : "NOT WHOLE",
                number(now.entries));
    if (!done.is_whole())
        std::printf("Keep the tablet as it is. \"cpc store salvage\" writes out what is whole.\n");
    return done.was_whole() ? good : not_good;
}

CLI::App& add_one(CLI::App& app, const char* name, const char* about,
                  std::shared_ptr<StoreOptions> options, Act act, Machine& machine, Run& run) {
    auto& parent = group(app, "store", "Work on a whole record");
    auto& command = *parent.add_subcommand(name, about);
    add_secret(command, "passphrase", "The passphrase", options->own);
    command.callback([options, act, &machine, &run] {
        run = [options, act, &machine] {
            const auto done = act(machine, *options);
            return done ? *done : tell_store(done.error());
        };
    });
    return command;
}

}  // namespace

Result<std::string> folder_named(const std::string& path) {
    auto out = path;
    while (out.size() > 1 && out.back() == '/')
        out.pop_back();
    std::error_code ignored;
    for (const auto& one : {out, out + ".unfinished", out + ".arriving"})
        if (fs::is_symlink(fs::symlink_status(one, ignored)))
            return fail(Fault::refused, "This is a link, and records do not lie behind links.", one,
                        "Nothing was changed. Name the folder itself.");
    return out;
}

Result<void> must_be_apart(const std::string& record, const std::string& copy) {
    std::error_code error;
    const auto one = fs::weakly_canonical(record, error).string() + "/";
    const auto other = fs::weakly_canonical(copy, error).string() + "/";
    if (other.rfind(one, 0) != 0 && one.rfind(other, 0) != 0) return {};
    return fail(Fault::refused, "One of the two folders lies inside the other.", copy,
                "Nothing was changed. A copy belongs on another medium.");
}

int tell_store(const Error& error) {
    const bool refused = error.fault == Fault::refused || error.fault == Fault::damaged ||
                         error.fault == Fault::forged || error.fault == Fault::conflict;
    return tell(error, refused ? not_good : cannot);
}

void add_backup(CLI::App& app, Machine& machine, Run& run) {
    const auto options = std::make_shared<StoreOptions>();
    auto& command = add_one(app, "backup", "Copy the whole record to a new folder, on a stick",
                            options, run_backup, machine, run);
    command.add_option("STORE", options->store, "The store's folder; nobody has it open")
        ->required();
    command.add_option("NEW", options->other, "The backup's folder, which does not exist yet")
        ->required();
    command.footer(
        "The copy is synced, read back from the medium, compared and verified before it gets its "
        "name; until then it is called NEW.unfinished. The record is told of it first, so the "
        "backup contains that. A backup opens with a chair's passphrase or two of three recovery "
        "keys; the device secret lies in it, so keep it as safe as the tablet. Nothing is ever "
        "recorded into a backup.\n"
        "After a loss you have what the last backup held and what central received.\n"
        "Exit codes: 0 there is a verified backup, 1 refused or the record is damaged, 2 there is "
        "none.");
}

void add_restore(CLI::App& app, Machine& machine, Run& run) {
    const auto options = std::make_shared<StoreOptions>();
    auto& command = add_one(app, "restore", "Make a record in use out of a backup", options,
                            run_restore, machine, run);
    command.add_option("BACKUP", options->store, "The backup's folder; it is only read")
        ->required();
    command.add_option("NEW", options->other, "The new record's folder, which does not exist yet")
        ->required();
    command
        .add_option("--since", options->since,
                    "A receipt (.cpr) or checkpoint that left the tablet: says whether the backup "
                    "is older, and how much is lost; may be given several times")
        ->type_size(1);
    auto* key = add_officers(
        command, "Without any passphrase: an officer's private recovery key; give it twice",
        options->officers);
    add_secret(command, "new-passphrase", "The new chair's passphrase", options->fresh, key);
    add_cost(command, options->cost);
    command.footer(
        "A backup is older than the tablet was, and the tablet may turn up again: two records "
        "under one name would contradict each other. So the old record is kept whole, to be read, "
        "and a new one with a new key begins by naming it. People's sealed keys are not brought "
        "along.\nExit codes: 0 restored, 1 refused, damaged or contradicted, 2 cannot be done.");
}

void add_scrub(CLI::App& app, Machine& machine, Run& run) {
    const auto options = std::make_shared<StoreOptions>();
    auto& command = add_one(app, "scrub", "The weekly look: both copies, every byte and signature",
                            options, run_scrub, machine, run);
    command.add_option("STORE", options->store, "The store's folder; nobody has it open")
        ->required();
    command.footer(
        "A whole record is only read. A hurt one is repaired from its other copy, and that goes on "
        "record.\nExit codes: 0 whole, 1 something was damaged (and says whether it is whole "
        "again), 2 cannot be read.");
}

}  // namespace cpc::cli
