// SPDX-License-Identifier: Apache-2.0
// The database library's way to the disk in memory. It answers every question as the library's own
// way to a Linux disk does (sector size, promises about overwriting, when a directory is synced),
// so that SQLCipher does here what it does there.
#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <cstring>
#include <mutex>

#include "core/base/check.hpp"
#include "core/store/database.hpp"
#include "tests/storm/disk.hpp"

namespace cpc::storm {
namespace {

constexpr int sector_size = 4096;

struct Handle {
    Disk* disk = nullptr;
    Disk::NodeIs node;
    std::string path;
    bool remove_at_close = false;
    bool name_to_sync = false;  // a new rollback journal: its name is synced with its contents
};

struct OpenedFile {
    sqlite3_file base;
    Handle* handle;
};

Handle& handle_of(sqlite3_file* file) {
    return *reinterpret_cast<OpenedFile*>(file)->handle;
}

int close_file(sqlite3_file* file) {
    auto& opened = *reinterpret_cast<OpenedFile*>(file);
    if (opened.handle->remove_at_close) opened.handle->disk->unlink(opened.handle->path);
    delete opened.handle;
    opened.handle = nullptr;
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
    auto& handle = handle_of(file);
    const std::span<std::uint8_t> to{static_cast<std::uint8_t*>(out),
                                     static_cast<std::size_t>(size)};
    return handle.disk->read(*handle.node, static_cast<std::uint64_t>(offset), to)
               ? SQLITE_OK
               : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* in, int size, sqlite3_int64 offset) {
    auto& handle = handle_of(file);
    const ByteView bytes{static_cast<const std::uint8_t*>(in), static_cast<std::size_t>(size)};
    return handle.disk->write(*handle.node, static_cast<std::uint64_t>(offset), bytes)
               ? SQLITE_OK
               : SQLITE_FULL;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    auto& handle = handle_of(file);
    return handle.disk->resize(*handle.node, static_cast<std::uint64_t>(size)) ? SQLITE_OK
                                                                               : SQLITE_FULL;
}

int sync_file(sqlite3_file* file, int) {
    auto& handle = handle_of(file);
    if (!handle.disk->sync(*handle.node)) return SQLITE_IOERR_FSYNC;
    if (handle.name_to_sync) handle.disk->sync_names();
    handle.name_to_sync = false;
    return SQLITE_OK;
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
    auto& handle = handle_of(file);
    *size = static_cast<sqlite3_int64>(handle.disk->size(*handle.node));
    return SQLITE_OK;
}

int no_lock(sqlite3_file*, int) {
    return SQLITE_OK;
}

int nobody_else(sqlite3_file*, int* out) {
    *out = 0;
    return SQLITE_OK;
}

int no_control(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int tell_sector_size(sqlite3_file*) {
    return sector_size;
}

int tell_promises(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods methods = {
    1,       close_file, read_file,   write_file, truncate_file,    sync_file,     size_of_file,
    no_lock, no_lock,    nobody_else, no_control, tell_sector_size, tell_promises, nullptr,
    nullptr, nullptr,    nullptr,     nullptr,    nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto& opened = *reinterpret_cast<OpenedFile*>(file);
    opened.base.pMethods = nullptr;
    CPC_CHECK(name != nullptr);  // temporary tables stay in memory
    auto* disk = Disk::mounted();
    const bool is_new = disk->find(name) == nullptr;
    if (is_new && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    auto* handle = new Handle{disk, disk->find_or_make(name), name, false, false};
    handle->remove_at_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    handle->name_to_sync = is_new && (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0;
    opened.handle = handle;
    opened.base.pMethods = &methods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int remove_file(sqlite3_vfs*, const char* name, int sync_name) {
    if (!Disk::mounted()->unlink(name)) return SQLITE_IOERR_DELETE_NOENT;
    if (sync_name != 0) Disk::mounted()->sync_names();
    return SQLITE_OK;
}

int access_file(sqlite3_vfs*, const char* name, int flags, int* out) {
    const auto node = Disk::mounted()->find(name);
    // As the library's own: an empty file does not count as being there.
    *out = node != nullptr && (flags != SQLITE_ACCESS_EXISTS || Disk::mounted()->size(*node) > 0);
    return SQLITE_OK;
}

int whole_name(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

int some_bytes(sqlite3_vfs*, int size, char* out) {
    std::memset(out, 5, static_cast<std::size_t>(size));
    return size;
}

int do_not_sleep(sqlite3_vfs*, int) {
    return 0;
}

int always_now(sqlite3_vfs*, double* out) {
    *out = 2461130.0;
    return SQLITE_OK;
}

int no_last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

}  // namespace

void register_vfs() {
    static std::once_flag once;
    std::call_once(once, [] {
        // The product's own settings of the library come before anything else starts it.
        (void)store::Database::open("", crypto::SecretBytes(32), store::Database::Mode::read_only);
        static sqlite3_vfs vfs{};
        vfs.iVersion = 1;
        vfs.szOsFile = sizeof(OpenedFile);
        vfs.mxPathname = 1024;
        vfs.zName = Disk::vfs_name;
        vfs.xOpen = open_file;
        vfs.xDelete = remove_file;
        vfs.xAccess = access_file;
        vfs.xFullPathname = whole_name;
        vfs.xRandomness = some_bytes;
        vfs.xSleep = do_not_sleep;
        vfs.xCurrentTime = always_now;
        vfs.xGetLastError = no_last_error;
        CPC_CHECK(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
    });
}

}  // namespace cpc::storm
