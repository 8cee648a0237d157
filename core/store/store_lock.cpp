// SPDX-License-Identifier: Apache-2.0
#include "core/store/store_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace cpc::store {
namespace {

template <class Call>
int retrying(Call call) {
    int out = -1;
    do {
        out = call();
    } while (out < 0 && errno == EINTR);
    return out;
}

}  // namespace

Result<StoreLock> StoreLock::take(const std::string& directory, IfMissing missing) {
    const auto path = directory + "/" + lock_file;
    const bool make = missing == IfMissing::make_file;
    const int flags = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (make ? O_RDWR | O_CREAT : O_RDONLY);
    const int descriptor = retrying([&] { return ::open(path.c_str(), flags, 0600); });
    if (descriptor < 0 && errno == ENOENT && !make) return StoreLock{-1};
    if (descriptor < 0)
        return fail(errno == ENOSPC ? Fault::no_space : Fault::unreadable,
                    std::string{"The record's lock file cannot be opened: "} + std::strerror(errno),
                    path, "Nothing was changed, and the record is as it was.");
    StoreLock out{descriptor};
    if (retrying([&] { return ::flock(descriptor, LOCK_EX | LOCK_NB); }) == 0) return out;
    if (errno == EWOULDBLOCK)
        return fail(Fault::locked_out, "This record is open in another program.", directory,
                    "Nothing was changed, and the record is safe. Close the other program, then "
                    "try again.");
    return fail(Fault::io, std::string{"The record cannot be locked: "} + std::strerror(errno),
                path, "Nothing was changed. A record belongs on a disk of this machine.");
}

StoreLock::~StoreLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

StoreLock::StoreLock(StoreLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

StoreLock& StoreLock::operator=(StoreLock&& other) noexcept {
    if (this != &other) {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = std::exchange(other.descriptor_, -1);
    }
    return *this;
}

}  // namespace cpc::store
