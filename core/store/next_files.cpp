// SPDX-License-Identifier: Apache-2.0
#include "core/store/next_files.hpp"

namespace cpc::store {
namespace {

// True or false: it opens under these keys or it does not. An error: the machine failed, and
// nothing may be concluded.
template <class T>
Result<bool> opened(const Result<T>& result) {
    if (result) return true;
    if (speaks_of_damage(result.error().fault)) return false;
    return Failure{result.error()};
}

Result<bool> journal_fits(Ports ports, const std::string& path, const StoreKeys& keys) {
    return opened(
        Journal::open(ports.files, ports.entropy, path, keys.journal, Journal::Access::read));
}

Result<bool> store_fits(Ports ports, const std::string& path, const StoreKeys& keys) {
    return opened(
        EntryStore::open(path, keys.database, Database::Mode::read_only, ports.database_vfs));
}

Result<bool> keys_are_right(Ports ports, const std::string& directory, const StoreKeys& keys) {
    if (CPC_TRY(journal_fits(ports, directory + "/" + journal_file, keys))) return true;
    return store_fits(ports, directory + "/" + store_file, keys);
}

Result<void> remove_store_next(Ports ports, const std::string& directory) {
    const auto path = directory + "/" + store_next_file;
    CPC_TRY(remove_if_there(ports.files, path));
    return remove_if_there(ports.files, path + "-journal");
}

}  // namespace

Result<void> remove_if_there(Files& files, const std::string& path) {
    if (!files.exists(path)) return {};
    return files.remove(path);
}

Result<NextFiles> look_for_next(Ports ports, const std::string& directory, const StoreKeys& keys) {
    const auto journal = directory + "/" + journal_next_file;
    const auto store = directory + "/" + store_next_file;
    NextFiles out;
    if (ports.files.exists(journal)) {
        out.journal = CPC_TRY(journal_fits(ports, journal, keys));
        out.left_over = !out.journal;
    }
    if (ports.files.exists(store)) {
        out.store = CPC_TRY(store_fits(ports, store, keys));
        out.left_over = out.left_over || !out.store;
    }
    return out;
}

Result<bool> finish_change(Ports ports, const std::string& directory, const StoreKeys& keys) {
    const auto next = CPC_TRY(look_for_next(ports, directory, keys));
    if (!next.pending() && !next.left_over) return false;
    // What opens nothing under these keys is removed only if they are this record's.
    if (!next.pending() && !CPC_TRY(keys_are_right(ports, directory, keys))) return false;
    if (next.store) {
        // A rollback journal of the old store must not be played into the new one.
        CPC_TRY(remove_if_there(ports.files, directory + "/" + store_hot_file));
        CPC_TRY(ports.files.sync_directory(directory));
        const auto from = directory + "/" + store_next_file;
        CPC_TRY(ports.files.rename(from, directory + "/" + store_file));
        CPC_TRY(remove_if_there(ports.files, from + "-journal"));
    } else {
        CPC_TRY(remove_store_next(ports, directory));
    }
    const auto journal = directory + "/" + journal_next_file;
    if (next.journal)
        CPC_TRY(ports.files.rename(journal, directory + "/" + journal_file));
    else
        CPC_TRY(remove_if_there(ports.files, journal));
    CPC_TRY(ports.files.sync_directory(directory));
    return next.pending();
}

}  // namespace cpc::store
