// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/counting_vfs.hpp"

#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>

#include "core/base/check.hpp"

namespace cpc::bench {
namespace {

std::atomic<std::uint64_t> syncs{0};
sqlite3_vfs* system_vfs = nullptr;
sqlite3_vfs ours;
// The system's own tables of functions (it has one for files that are locked and one for those that
// are not), each with one function replaced.
struct Table {
    const sqlite3_io_methods* original = nullptr;
    sqlite3_io_methods counting{};
};
std::array<Table, 4> tables;
std::mutex tables_mutex;
int (*system_sync)(sqlite3_file*, int) = nullptr;

int sync_and_count(sqlite3_file* file, int flags) {
    ++syncs;
    return system_sync(file, flags);
}

const sqlite3_io_methods* counting(const sqlite3_io_methods* original) {
    const std::lock_guard lock(tables_mutex);
    if (system_sync == nullptr) system_sync = original->xSync;
    CPC_CHECK(original->xSync == system_sync);  // all of them sync alike
    const auto mine = std::find_if(tables.begin(), tables.end(), [&](const Table& table) {
        return table.original == original || table.original == nullptr;
    });
    CPC_CHECK(mine != tables.end());
    if (mine->original == nullptr) {
        mine->original = original;
        mine->counting = *original;
        mine->counting.xSync = sync_and_count;
    }
    return &mine->counting;
}

int open_and_take_over(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    const int status = system_vfs->xOpen(system_vfs, name, file, flags, out);
    if (file->pMethods != nullptr) file->pMethods = counting(file->pMethods);
    return status;
}

int remove_and_count(sqlite3_vfs*, const char* name, int sync_name) {
    if (sync_name != 0) ++syncs;
    return system_vfs->xDelete(system_vfs, name, sync_name);
}

}  // namespace

const char* counting_vfs() {
    static std::once_flag once;
    std::call_once(once, [] {
        system_vfs = sqlite3_vfs_find(nullptr);
        CPC_CHECK(system_vfs != nullptr);
        ours = *system_vfs;
        ours.zName = "cpc-counting";
        ours.pNext = nullptr;
        ours.xOpen = open_and_take_over;
        ours.xDelete = remove_and_count;
        CPC_CHECK(sqlite3_vfs_register(&ours, 0) == SQLITE_OK);
    });
    return ours.zName;
}

std::uint64_t syncs_counted() {
    return syncs;
}

}  // namespace cpc::bench
