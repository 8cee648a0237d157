// SPDX-License-Identifier: Apache-2.0
#include "core/store/backup.hpp"

#include "core/record/paper_code.hpp"
#include "core/store/copying.hpp"
#include "core/store/door.hpp"
#include "core/store/vault_impl.hpp"
#include "core/store/verify.hpp"

namespace cpc::store {
namespace {

// A record that is closed and stays locked, and what is needed to copy it.
struct Closed {
    StoreLock lock;
    crypto::Unlocked unlocked;
    std::string checkpoint;
    BackedUp facts;
};

std::string about(const BackedUp& facts) {
    return "This folder is a backup of a record of Case Conference" +
           std::string{facts.practice ? " (a practice record)" : ""} +
           ". Nothing is recorded into it.\n\nRecord      " + to_hex(facts.log_id) +
           "\nEntries     the first " + std::to_string(facts.entries) + "\nPaper code  " +
           record::paper_code(facts.root) + "\n\nIt opens with a chair's passphrase" +
           (facts.recovery_keys ? ", or with two of the three recovery keys" : "") +
           ". Keep it as safe as the tablet itself: the passphrase is all that stands before it.\n"
           "To look at it:       cpc verify FOLDER\n"
           "To put it into use:  cpc store restore FOLDER NEW\n";
}

Result<Closed> say_and_close(Ports ports, const std::string& directory,
                             const crypto::SecretBytes& passphrase, const std::string& what) {
    auto lock = CPC_TRY(StoreLock::take(directory));
    auto unlocked = CPC_TRY(try_passphrase(ports, directory, passphrase));
    auto vault = CPC_TRY(
        VaultMaker::make(ports, std::move(lock), directory, unlocked, VaultMaker::Expect::a_log));
    CPC_TRY(write_unlock(vault));
    CPC_TRY(write_down(vault, record::Exported{what, "a copy of the whole record", {}, {}}));
    BackedUp facts;
    facts.entries = vault.size();
    facts.root = vault.root();
    facts.log_id = vault.log_id();
    facts.practice = vault.practice();
    facts.notes = vault.report().notes;
    const auto escrow = crypto::Keyslots::escrow(ports.files, directory);
    facts.recovery_keys = escrow && escrow->has_value();
    auto checkpoint = CPC_TRY(vault.checkpoint_note());
    CPC_TRY(vault.put_state(backup_row, view_of(checkpoint)));
    CPC_TRY(vault.settle());
    return Closed{VaultMaker::close_keeping_lock(std::move(vault)), std::move(unlocked),
                  std::move(checkpoint), std::move(facts)};
}

Result<void> check_copy(Ports ports, const std::string& path, const Closed& record) {
    const auto report = CPC_TRY(verify_opened(ports, path, record.unlocked.master, KeyFiles::all));
    if (!report.whole())
        return fail(Fault::damaged, "The copy is not whole: " + report.damage.front().text(), path,
                    "The record itself was only read. \"cpc store scrub\" checks it.");
    if (report.entries == record.facts.entries && report.root == record.facts.root) return {};
    return fail(Fault::damaged, "The copy is not the record that was copied.", path,
                "The record itself was only read. Try again.");
}

Result<void> fill(Ports ports, const std::string& directory, const std::string& path,
                  const Closed& record) {
    CPC_TRY(copy_record(ports.files, directory, path, DeviceSecret::along));
    const auto keys = StoreKeys::from_master(record.unlocked.master);
    CPC_TRY(mark_inside(ports, path, keys, CopyKind::backup));
    CPC_TRY(write_copy_mark(ports.files, path, CopyKind::backup, about(record.facts)));
    CPC_TRY(write_whole(ports.files, path + "/" + checkpoint_file, view_of(record.checkpoint)));
    return check_copy(ports, path, record);
}

}  // namespace

Result<BackedUp> backup(Ports ports, const std::string& directory,
                        const crypto::SecretBytes& passphrase, const std::string& target) {
    CPC_TRY(refuse_copy(ports.files, directory));
    const auto bytes = CPC_TRY(bytes_of_record(ports.files, directory));
    auto folder = CPC_TRY(NewFolder::begin(ports.files, target, bytes, unfinished_suffix));
    auto record = CPC_TRY(say_and_close(ports, directory, passphrase, "backup"));
    record.facts.bytes = CPC_TRY(bytes_of_record(ports.files, directory));
    auto filled = fill(ports, directory, folder.path(), record);
    if (filled) filled = folder.finish();
    if (filled) return std::move(record.facts);
    folder.abandon();
    // The record has been told of a backup that there is not.
    { const auto let_go = std::move(record.lock); }
    (void)say_and_close(ports, directory, passphrase, "backup that could not be finished");
    if (filled.error().advice.empty())
        filled.error().advice = "There is no backup; the record is as it was. Take another stick.";
    return Failure{std::move(filled.error())};
}

}  // namespace cpc::store
