// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/counting_vfs.hpp"

#include <sqlcipher/sqlite3.h>

#include <atomic>
#include <mutex>

#include "core/base/check.hpp"

namespace cpc::bench {
namespace {

std::atomic<std::uint64_t> syncs{0};
sqlite3_vfs* system_vfs = nullptr;
sqlite3_vfs ours;
// The system's own table of functions with one of them replaced; all its files share one.
sqlite3_io_methods methods;
int (*system_sync)(sqlite3_file*, int) = nullptr;
std::once_flag methods_known;

int sync_and_count(sqlite3_file* file, int flags) {
    ++syncs;
    return system_sync(file, flags);
}

int open_and_take_over(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    const int status = system_vfs->xOpen(system_vfs, name, file, flags, out);
    if (file->pMethods == nullptr) return status;
    std::call_once(methods_known, [&] {
        methods = *file->pMethods;
        system_sync = methods.xSync;
        methods.xSync = sync_and_count;
    });
    // Another table would mean another sync; on the disks this runs on there is only one.
    CPC_CHECK(file->pMethods->xSync == system_sync);
    file->pMethods = &methods;
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
