// SPDX-License-Identifier: Apache-2.0
#include "sync/service/directory_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace cpc::service {

Result<DirectoryLock> DirectoryLock::take(const std::string& directory) {
    const std::string path = directory + "/lock";
    const int descriptor =
        ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return fail(Fault::unreadable,
                    std::string{"The data directory cannot be used: "} + std::strerror(errno) + ".",
                    path, "Nothing was changed. Check whose directory it is.");
    DirectoryLock out(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return fail(Fault::locked_out, "Another cpc-central is using this directory.", directory,
                    "Stop it first; nothing was changed.");
    return out;
}

DirectoryLock::~DirectoryLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace cpc::service
