// SPDX-License-Identifier: Apache-2.0
#include "core/store/scrub.hpp"

#include <algorithm>

#include "core/crypto/keyslot.hpp"
#include "core/store/copies.hpp"
#include "core/store/standing.hpp"
#include "core/store/store_lock.hpp"

namespace cpc::store {
namespace {

constexpr std::string_view journal_magic = "CPCJRNL1";

// The rows as they lie there; a store that does not open has none to show.
Result<std::map<std::string, Bytes>> rows_of(Ports ports, const std::string& directory,
                                             const crypto::SecretBytes& master) {
    std::map<std::string, Bytes> out;
    auto store =
        EntryStore::open(directory + "/" + store_file, StoreKeys::from_master(master).database,
                         Database::Mode::read_only, ports.database_vfs);
    if (!store) return out;
    const auto keys = store->state_keys("");
    if (!keys) return out;
    for (const auto& key : *keys)
        if (const auto value = store->get_state(key); value && *value) out[key] = **value;
    return out;
}

Result<std::optional<VerifyReport>> look_at_former(Ports ports, const std::string& directory,
                                                   const crypto::SecretBytes& passphrase) {
    const auto path = directory + "/" + former_folder;
    if (!ports.files.exists(path)) return std::optional<VerifyReport>{};
    auto unlocked =
        CPC_TRY(crypto::Keyslots::unlock(ports.files, directory, passphrase, crypto::Repair::none));
    auto rows = CPC_TRY(rows_of(ports, directory, unlocked.master));
    const auto row = rows.find(former_key_row);
    if (row == rows.end()) return std::optional<VerifyReport>{};
    const auto master = crypto::SecretBytes::copy_of(row->second);
    crypto::wipe(row->second);
    return std::optional{CPC_TRY(verify_opened(ports, path, master, KeyFiles::all))};
}

}  // namespace

Result<Scrubbed> scrub(Ports ports, const std::string& directory,
                       const crypto::SecretBytes& passphrase) {
    Scrubbed out;
    out.found = CPC_TRY(verify_directory(ports, directory, passphrase));
    if (!out.found.whole()) {
        if (auto vault = Vault::open(ports, directory, passphrase)) {
            out.repaired = vault->report().notes;
            if (auto settled = vault->settle(); !settled) out.not_repaired = settled.error();
        } else {
            out.not_repaired = vault.error();
        }
        out.after = CPC_TRY(verify_directory(ports, directory, passphrase));
    }
    out.former = CPC_TRY(look_at_former(ports, directory, passphrase));
    return out;
}

Result<Inside> look_inside(Ports ports, const std::string& directory,
                           const crypto::SecretBytes& passphrase) {
    Inside out{CPC_TRY(verify_directory(ports, directory, passphrase)), {}};
    const auto lock = CPC_TRY(StoreLock::take(directory, StoreLock::IfMissing::do_without));
    const auto unlocked =
        crypto::Keyslots::unlock(ports.files, directory, passphrase, crypto::Repair::none);
    if (!unlocked) return out;  // too damaged to be read, and the report says so
    out.state = CPC_TRY(rows_of(ports, directory, unlocked->master));
    return out;
}

std::optional<Hash32> log_id_outside(Files& files, const std::string& directory) {
    auto file = files.open(directory + "/" + journal_file, OpenMode::read_only);
    ByteArray<8 + 32> head{};
    if (!file || !(*file)->read_at(0, head)) return std::nullopt;
    if (text_of(ByteView{head}.first(journal_magic.size())) != journal_magic) return std::nullopt;
    Hash32 out{};
    std::copy_n(head.begin() + journal_magic.size(), out.size(), out.begin());
    return out;
}

}  // namespace cpc::store
